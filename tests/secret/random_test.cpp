#include "steelshare/secret/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace steelshare {
namespace {

TEST(SystemRandom, FillsEveryByteOfALongBuffer) {
  SystemRandom random;
  // Larger than the 256 bytes up to which one getrandom call is never cut short.
  std::vector<std::uint8_t> bytes(1 << 16);
  random.fill(bytes);
  // A run of 64 zeros by chance has a probability below 2^-490.
  const std::vector<std::uint8_t> zeros(64);
  EXPECT_EQ(std::search(bytes.begin(), bytes.end(), zeros.begin(), zeros.end()), bytes.end());
}

}  // namespace
}  // namespace steelshare
