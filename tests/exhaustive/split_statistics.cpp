// What shares look like over many splits of one secret: every byte of every share must be uniform
// over all 256 values, zero included, and shares below the threshold must look the same for any
// secret.
//
// STEELSHARE_SPLITS sets how many splits are made (a million if not set), STEELSHARE_SEED where the
// random numbers begin. With a sound scheme a test fails by chance less than once in a thousand
// runs.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "slip39/gf256.h"
#include "slip39/shamir.h"
#include "support/figure.h"
#include "support/fixed_random.h"

namespace steelshare::slip39 {
namespace {

constexpr std::uint8_t threshold = 3;
constexpr std::uint8_t count = 5;
constexpr std::size_t bytes = 16;
using Histogram = std::array<double, 256>;

std::uint64_t setting(const char* name, std::uint64_t fallback) {
  const char* text = std::getenv(name);
  return text == nullptr ? fallback : std::stoull(text);
}

// How many standard deviations of a normal distribution a chi-square value lies from its mean
// (Wilson and Hilferty's cube root).
double deviations(double chi_square, double degrees) {
  const double scale = 2 / (9 * degrees);
  return (std::cbrt(chi_square / degrees) - (1 - scale)) / std::sqrt(scale);
}

// A probability between 1e-6 and 1 - 1e-6, as the two-sided limit for one histogram.
constexpr double limit = 4.753;

double uniformity(const Histogram& histogram, double splits) {
  const double expected = splits / 256;
  double chi_square = 0;
  for (const double seen : histogram)
    chi_square += (seen - expected) * (seen - expected) / expected;
  return deviations(chi_square, 255);
}

// Whether two histograms of equally many values come from one distribution.
double difference(const Histogram& a, const Histogram& b) {
  double chi_square = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    chi_square += (a[i] - b[i]) * (a[i] - b[i]) / (a[i] + b[i]);
  }
  return deviations(chi_square, 255);
}

struct Counts {
  std::array<std::array<Histogram, bytes>, count> values{};
  double zero_leading_coefficients = 0;
};

// The coefficient of x^2 through the first three shares: the sum of y_i / ((x_i - x_j)(x_i - x_k)).
std::uint8_t leading_coefficient(const std::vector<ShareValue>& shares, std::size_t byte) {
  std::uint8_t sum = 0;
  for (std::uint8_t i = 0; i < 3; ++i) {
    std::uint8_t denominator = 1;
    for (std::uint8_t j = 0; j < 3; ++j) {
      if (j != i) denominator = gf256::multiply(denominator, static_cast<std::uint8_t>(i ^ j));
    }
    sum ^= gf256::multiply(shares[i].view()[byte], gf256::invert(denominator));
  }
  return sum;
}

Counts split_often(std::uint8_t secret_byte, std::uint64_t splits, std::uint64_t seed) {
  test::FixedRandom random(seed);
  const std::vector<std::uint8_t> secret(bytes, secret_byte);
  Counts counts;
  for (std::uint64_t i = 0; i < splits; ++i) {
    const auto shares = shamir::divide(secret, threshold, count, random);
    for (std::size_t share = 0; share < count; ++share) {
      for (std::size_t byte = 0; byte < bytes; ++byte) {
        ++counts.values[share][byte][shares[share].view()[byte]];
      }
    }
    // A byte beyond the digest's four, whose coefficient is free.
    counts.zero_leading_coefficients += leading_coefficient(shares, 9) == 0;
  }
  return counts;
}

TEST(SplitStatistics, SharesAreUniformAndTellNothingOfTheSecret) {
  const std::uint64_t splits = setting("STEELSHARE_SPLITS", 1000000);
  const std::uint64_t seed = setting("STEELSHARE_SEED", 20260101);
  const auto zeros = split_often(0x00, splits, seed);
  const auto ones = split_often(0xff, splits, seed + 1);
  const auto total = static_cast<double>(splits);
  double worst_uniformity = 0, worst_difference = 0;
  for (std::size_t share = 0; share < count; ++share) {
    for (std::size_t byte = 0; byte < bytes; ++byte) {
      const auto& a = zeros.values[share][byte];
      const auto& b = ones.values[share][byte];
      for (const double value : {uniformity(a, total), uniformity(b, total)}) {
        EXPECT_LT(std::abs(value), limit) << "share " << share << ", byte " << byte;
        worst_uniformity = std::max(worst_uniformity, std::abs(value));
      }
      const double apart = difference(a, b);
      EXPECT_LT(std::abs(apart), limit) << "share " << share << ", byte " << byte;
      worst_difference = std::max(worst_difference, std::abs(apart));
    }
  }
  const double expected = total / 256;
  const double sigma = std::sqrt(total * (1.0 / 256) * (255.0 / 256));
  const double zero_deviation = (zeros.zero_leading_coefficients - expected) / sigma;
  EXPECT_LT(std::abs(zero_deviation), 6);
  test::print_figure("statistics.splits_of_each_of_two_secrets", splits);
  test::print_figure("statistics.seed", seed);
  test::print_measured("statistics.limit_in_sigma", limit);
  test::print_measured("statistics.worst_of_160_bytes", worst_uniformity);
  test::print_measured("statistics.worst_of_80_pairs", worst_difference);
  test::print_measured("statistics.zero_leading_coefficients", zero_deviation);
}

}  // namespace
}  // namespace steelshare::slip39
