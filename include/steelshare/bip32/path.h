// Derivation paths: "m/44'/60'/0'/0/0" and back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "steelshare/base/result.h"

namespace steelshare::bip32 {

/// Added to the number of a child that can be derived from a private key only.
inline constexpr std::uint32_t hardened_offset = 0x80000000;

/// Returns the child number of the hardened child with this index, 0..2^31-1.
constexpr std::uint32_t hardened(std::uint32_t index) { return index | hardened_offset; }
constexpr bool is_hardened(std::uint32_t child_number) { return child_number >= hardened_offset; }

/// A depth is one byte.
inline constexpr std::size_t most_steps = 255;

/// Child numbers from a key downwards; no step at all is the key itself.
struct Path {
  std::vector<std::uint32_t> steps;
  friend bool operator==(const Path&, const Path&) = default;
};

/// Reads "m", then steps below 2^31 in decimal without leading zeros, hardened ones with ', h or H.
///   errors   invalid_path
///   source   BIP-0032, "The key tree"
Result<Path> parse_path(std::string_view text);

/// Returns the same form, hardened steps with '.
std::string format_path(const Path& path);

}  // namespace steelshare::bip32
