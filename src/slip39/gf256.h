// GF(256) with the polynomial x^8 + x^4 + x^3 + x + 1, without tables. In Shamir's scheme one
// factor of every product is a Lagrange coefficient, which follows from share indices and is
// public; the other factor is secret and is never branched or indexed on.
#pragma once

#include <cstdint>
#include <span>

namespace steelshare::slip39::gf256 {

/// Returns a product; constant time in both factors.
std::uint8_t multiply(std::uint8_t a, std::uint8_t b);

/// Returns the inverse of a, which is not 0; constant time.
std::uint8_t invert(std::uint8_t a);

/// accumulator[i] += coefficient * values[i], both spans of one size; constant time in
/// the values, not in the coefficient.
void multiply_add(std::span<std::uint8_t> accumulator, std::span<const std::uint8_t> values,
                  std::uint8_t coefficient);

}  // namespace steelshare::slip39::gf256
