// What the derivations on both curves have in common: one HMAC-SHA512 a step, whose halves are a
// key and a chain code.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "crypto/hash.h"
#include "steelshare/secret/secret.h"

namespace steelshare::bip32 {

/// BIP-0032 and SLIP-0010 take seeds of 128 to 512 bits.
constexpr bool is_seed_size(std::size_t bytes) { return bytes >= 16 && bytes <= 64; }

using HmacOutput = Scratch<crypto::sha512_bytes>;

/// I_L and I_R of the standards.
inline std::span<const std::uint8_t, 32> left(const HmacOutput& output) {
  return output.view().first<32>();
}
inline std::span<const std::uint8_t, 32> right(const HmacOutput& output) {
  return output.view().last<32>();
}

constexpr std::array<std::uint8_t, 4> big_endian(std::uint32_t number) {
  return {static_cast<std::uint8_t>(number >> 24), static_cast<std::uint8_t>(number >> 16),
          static_cast<std::uint8_t>(number >> 8), static_cast<std::uint8_t>(number)};
}

}  // namespace steelshare::bip32
