#include "crypto/base58.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/bytes.h"
#include "support/fixed_random.h"

namespace steelshare::crypto {
namespace {

constexpr std::string_view alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

// The hash160 of private key 1 as a Bitcoin address.
TEST(Base58Check, WritesAKnownAddress) {
  EXPECT_EQ(base58check(test::from_hex("00751e76e8199196d454941c45d1b3a323f1433bd6")),
            "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH");
}

TEST(Base58Check, ReadsBackEverySizeAndEveryNumberOfLeadingZeros) {
  test::FixedRandom random;
  for (std::size_t size = 0; size <= 78; ++size) {
    for (std::size_t zeros = 0; zeros <= size; zeros += 1 + zeros / 4) {
      std::vector<std::uint8_t> payload(size);
      random.fill(std::span(payload).subspan(zeros));
      const std::string text = base58check(payload);
      EXPECT_EQ(text.find_first_not_of(alphabet), std::string::npos) << text;
      std::vector<std::uint8_t> back(size);
      EXPECT_EQ(base58check_decode(text, back), Base58Verdict::valid) << text;
      EXPECT_EQ(back, payload);
    }
  }
}

TEST(Base58, ReadsBackEverySizeAndEveryNumberOfLeadingZeros) {
  test::FixedRandom random;
  for (std::size_t size = 0; size <= 78; ++size) {
    for (std::size_t zeros = 0; zeros <= size; zeros += 1 + zeros / 4) {
      std::vector<std::uint8_t> payload(size);
      random.fill(std::span(payload).subspan(zeros));
      std::vector<std::uint8_t> back(size, 0xff);
      EXPECT_TRUE(base58_decode(base58(payload), back));
      EXPECT_EQ(back, payload);
    }
  }
}

TEST(Base58, RefusesNumbersWithoutRoomAndOtherCharacters) {
  std::vector<std::uint8_t> bytes(2);
  EXPECT_TRUE(base58_decode("LUv", bytes));  // 2^16-1
  EXPECT_EQ(bytes, (std::vector<std::uint8_t>{0xff, 0xff}));
  EXPECT_FALSE(base58_decode("LUw", bytes));
  EXPECT_FALSE(base58_decode("L0v", bytes));
}

TEST(Base58Check, FillsALongerTextWithOnes) {
  const auto payload = test::from_hex("80000000000000000001");
  const std::string exact = base58check(payload);
  std::string longer(exact.size() + 3, 'x');
  base58check_encode(payload, longer);
  EXPECT_EQ(longer, "111" + exact);
}

TEST(Base58Check, NoticesEveryChangedCharacter) {
  const std::string text = "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH";
  std::vector<std::uint8_t> payload(21);
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (int code = 0; code < 256; ++code) {
      std::string changed = text;
      changed[i] = static_cast<char>(code);
      if (changed == text) continue;
      const auto verdict = base58check_decode(changed, payload);
      EXPECT_NE(verdict, Base58Verdict::valid) << changed;
      if (alphabet.find(changed[i]) == std::string_view::npos) {
        EXPECT_EQ(verdict, Base58Verdict::invalid) << code;
      }
    }
  }
}

TEST(Base58Check, RefusesNumbersThatAreTooLarge) {
  std::vector<std::uint8_t> payload(21);
  EXPECT_EQ(base58check_decode(std::string(35, 'z'), payload), Base58Verdict::invalid);
  EXPECT_EQ(base58check_decode(std::string(200, '1'), payload), Base58Verdict::invalid);
}

}  // namespace
}  // namespace steelshare::crypto
