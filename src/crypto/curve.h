// The curve secp256k1, over libsecp256k1: keys as bytes, and the one addition that BIP-32 needs.
// The time of what takes a private key does not depend on it.
#pragma once

#include "crypto/hash.h"

namespace steelshare::crypto {

inline constexpr std::size_t scalar_bytes = 32;
inline constexpr std::size_t compressed_point_bytes = 33;
inline constexpr std::size_t uncompressed_point_bytes = 65;

using Scalar = std::span<const std::uint8_t, scalar_bytes>;
using CompressedPoint = std::span<const std::uint8_t, compressed_point_bytes>;

/// Whether the number is in 1..n-1, n being the order of the curve.
bool is_private_key(Scalar scalar);

/// Whether the bytes are 02 or 03 and the x of a point on the curve.
bool is_public_key(CompressedPoint point);

/// Computes the public key; aborts where the scalar is no private key.
void public_key(Scalar private_key, std::span<std::uint8_t, compressed_point_bytes> point);

/// The same, as 04, x and y: no root has to be found afterwards.
void public_key(Scalar private_key, std::span<std::uint8_t, uncompressed_point_bytes> point);

/// Writes 04, x and y; aborts where the point is not on the curve.
void uncompress(CompressedPoint point, std::span<std::uint8_t, uncompressed_point_bytes> out);

/// Adds a tweak to a private key, modulo n. False, and a key that is not to be used, where the
/// tweak is n or more or the sum is 0.
[[nodiscard]] bool add_to_private_key(std::span<std::uint8_t, scalar_bytes> key, Scalar tweak);

/// Multiplies a private key by a factor, modulo n. False, and a key that is not to be used, where
/// the factor is 0, or n or more.
[[nodiscard]] bool multiply_private_key(std::span<std::uint8_t, scalar_bytes> key, Scalar factor);

/// Adds the tweak's point to a public key. False where the tweak is n or more or the sum is
/// infinity; aborts where the key is not on the curve. For public tweaks: its time may vary.
[[nodiscard]] bool add_to_public_key(std::span<std::uint8_t, compressed_point_bytes> key,
                                     Scalar tweak);

}  // namespace steelshare::crypto
