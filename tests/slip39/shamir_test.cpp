#include "slip39/shamir.h"

#include <gtest/gtest.h>

#include <bit>
#include <vector>

#include "support/fixed_random.h"

namespace steelshare::slip39 {
namespace {

TEST(Shamir, EverySubsetOfThresholdSizeGivesTheSecret) {
  test::FixedRandom random;
  for (std::uint8_t count = 1; count <= 9; ++count) {
    for (std::uint8_t threshold = 1; threshold <= count; ++threshold) {
      ShareValue secret(16);
      random.fill(secret.view());
      const auto values = shamir::divide(secret.view(), threshold, count, random);
      ASSERT_EQ(values.size(), count);
      for (std::uint32_t subset = 1; subset < (1U << count); ++subset) {
        const int size = std::popcount(subset);
        if (size > threshold) continue;
        std::vector<shamir::Point> points;
        for (std::uint8_t x = 0; x < count; ++x) {
          if ((subset >> x & 1) != 0) points.push_back({x, values[x].view()});
        }
        const auto recovered = shamir::recover(shamir::Polynomial(points));
        if (size == threshold) {
          ASSERT_TRUE(recovered);
          ASSERT_TRUE(*recovered == secret);
        } else if (size > 1) {
          // Fewer points give another polynomial, whose digest fails but for one time in 2^32.
          ASSERT_FALSE(recovered);
        } else {
          ASSERT_FALSE(*recovered == secret);
        }
      }
    }
  }
}

TEST(Shamir, RefusesAnyChangedBit) {
  test::FixedRandom random;
  ShareValue secret(16);
  random.fill(secret.view());
  auto values = shamir::divide(secret.view(), 3, 3, random);
  for (std::size_t share = 0; share < 3; ++share) {
    for (std::size_t bit = 0; bit < 128; ++bit) {
      auto& byte = values[share].view()[bit / 8];
      const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
      byte = static_cast<std::uint8_t>(byte ^ mask);
      const std::vector<shamir::Point> points{
          {0, values[0].view()}, {1, values[1].view()}, {2, values[2].view()}};
      EXPECT_FALSE(shamir::recover(shamir::Polynomial(points))) << share << ' ' << bit;
      byte = static_cast<std::uint8_t>(byte ^ mask);
    }
  }
}

TEST(ShamirDeathTest, AbortsOnTwoPointsOfOneIndex) {
  const ShareValue value(16);
  const std::vector<shamir::Point> points{{1, value.view()}, {1, value.view()}};
  EXPECT_DEATH((void)shamir::Polynomial(points).at(255), "internal error");
}

}  // namespace
}  // namespace steelshare::slip39
