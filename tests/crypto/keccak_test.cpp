#include "crypto/keccak.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "support/bytes.h"
#include "support/figure.h"
#include "support/fixtures.h"

namespace steelshare::crypto {
namespace {

std::string keccak_of(std::span<const std::uint8_t> message) {
  std::array<std::uint8_t, keccak256_bytes> digest{};
  keccak256(message, digest);
  return to_hex(digest);
}

TEST(Keccak256, GivesTheKnownDigests) {
  EXPECT_EQ(keccak_of({}), "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  EXPECT_EQ(keccak_of(test::as_bytes("abc")),
            "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
}

TEST(Keccak256, AgreesWithAPeerOnEverySizeOverTwoBlocks) {
  const auto digests = test::fixture("crypto/keccak256.json", "digests");
  ASSERT_EQ(digests.size(), 300u);
  std::vector<std::uint8_t> message;
  for (std::size_t size = 0; size < digests.size(); ++size) {
    EXPECT_EQ(keccak_of(message), digests[size].get<std::string>()) << size;
    message.push_back(static_cast<std::uint8_t>(size % 251));
  }
  test::print_figure("vectors.keccak256", digests.size());
}

}  // namespace
}  // namespace steelshare::crypto
