// Keccak-256 with the original padding, as Ethereum uses it. It is not SHA3-256, whose padding
// differs, and OpenSSL 3.0 does not have it.
#pragma once

#include "crypto/hash.h"

namespace steelshare::crypto {

inline constexpr std::size_t keccak256_bytes = 32;

///   source   The Keccak reference 3.0, with rate 1088 and capacity 512; padding 10*1
void keccak256(Bytes message, std::span<std::uint8_t, keccak256_bytes> digest);

}  // namespace steelshare::crypto
