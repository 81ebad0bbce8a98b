// The curve ed25519, over libcrypto: a private key becomes its point. The time does not depend on
// the key.
#pragma once

#include "crypto/hash.h"

namespace steelshare::crypto {

inline constexpr std::size_t ed25519_key_bytes = 32;

/// Computes the public key; every 32 bytes are a private key.
///   errors   throws std::bad_alloc where there is no memory left
///   source   RFC 8032, section 5.1.5
void ed25519_public_key(std::span<const std::uint8_t, ed25519_key_bytes> private_key,
                        std::span<std::uint8_t, ed25519_key_bytes> public_key);

}  // namespace steelshare::crypto
