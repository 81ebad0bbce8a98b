#include "steelshare/secret/hex.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>

namespace steelshare {
namespace {

TEST(SecretHex, ReadsBackEveryByte) {
  for (int value = 0; value < 256; ++value) {
    const std::array<std::uint8_t, 1> byte{static_cast<std::uint8_t>(value)};
    std::array<char, 3> expected{};
    std::snprintf(expected.data(), expected.size(), "%02x", static_cast<unsigned>(value));
    const Text text = secret_to_hex(byte);
    EXPECT_EQ(chars(text), expected.data());
    const auto back = secret_from_hex<struct Tag>(chars(text));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->view()[0], value);
  }
}

TEST(SecretHex, RefusesEveryOtherCharacter) {
  for (int value = 0; value < 256; ++value) {
    const char character = static_cast<char>(value);
    const std::array<char, 2> text{'0', character};
    const bool is_digit =
        std::string_view("0123456789abcdefABCDEF").find(character) != std::string_view::npos;
    EXPECT_EQ(secret_from_hex<struct Tag>({text.data(), 2}).has_value(), is_digit) << value;
  }
}

TEST(SecretHex, RefusesHalfAByteAndNothing) {
  EXPECT_EQ(secret_from_hex<struct Tag>("abc").error().code, ErrorCode::invalid_hex);
  EXPECT_EQ(secret_from_hex<struct Tag>("").error().code, ErrorCode::empty_input);
}

}  // namespace
}  // namespace steelshare
