// Shamir's scheme over GF(256) as SLIP-0039 has it: the secret is the value at 255, and for
// thresholds of 2 and more a digest of it is the value at 254. One level; sharing.cpp stacks two.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "steelshare/secret/random.h"
#include "steelshare/slip39/share.h"

namespace steelshare::slip39::shamir {

/// A value of the polynomial. The x of a share is its index; the y is its secret value.
struct Point {
  std::uint8_t x;
  std::span<const std::uint8_t> y;
};

/// Returns the value at x of the one polynomial through the points, whose x all differ.
ShareValue interpolate(std::span<const Point> points, std::uint8_t x);

/// Returns count values, at x = 0, 1, ...; any threshold of them give the secret.
std::vector<ShareValue> divide(std::span<const std::uint8_t> secret, std::uint8_t threshold,
                               std::uint8_t count, RandomSource& random);

/// Returns the secret of exactly threshold points, or nothing where the digest says that they are
/// not of one secret. A threshold of 1 has no digest.
std::optional<ShareValue> recover(std::span<const Point> points);

}  // namespace steelshare::slip39::shamir
