// Shamir's scheme over GF(256) as SLIP-0039 has it: the secret is the value at 255, and for
// thresholds of 2 and more a digest of it is the value at 254. One level; sharing.cpp stacks two.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "steelshare/secret/random.h"
#include "steelshare/slip39/share.h"

namespace steelshare::slip39::shamir {

/// Where the digest and the secret stand on the polynomial.
inline constexpr std::uint8_t digest_x = 254, secret_x = 255;

/// A value of the polynomial. The x of a share is its index; the y is its secret value.
struct Point {
  std::uint8_t x;
  std::span<const std::uint8_t> y;
};

/// The one polynomial of the lowest degree through 1..16 points, whose x all differ. What depends
/// on their x alone is computed once. The points must outlive it.
class Polynomial {
 public:
  explicit Polynomial(std::span<const Point> points);

  [[nodiscard]] std::size_t threshold() const { return points_.size(); }
  [[nodiscard]] ShareValue at(std::uint8_t x) const;
  /// Returns whether a further point lies on it.
  [[nodiscard]] bool passes_through(const Point& point) const;

 private:
  static constexpr std::size_t most_points = most_members;

  // sum += the value at x.
  void add_value(std::uint8_t x, std::span<std::uint8_t> sum) const;

  std::span<const Point> points_;
  std::array<std::uint8_t, most_points> weights_{};
};

/// Returns count values, at x = 0, 1, ...; any threshold of them give the secret.
std::vector<ShareValue> divide(std::span<const std::uint8_t> secret, std::uint8_t threshold,
                               std::uint8_t count, RandomSource& random);

/// Returns the secret of exactly threshold points, or nothing where the digest says that they are
/// not of one secret. A threshold of 1 has no digest.
std::optional<ShareValue> recover(const Polynomial& polynomial);

}  // namespace steelshare::slip39::shamir
