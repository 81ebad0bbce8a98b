// Bech32, the Base32 with a BCH checksum of segregated witness addresses. Public data only.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace steelshare::address {

/// Five-bit values, 0..31.
using Fives = std::vector<std::uint8_t>;

enum class Bech32Verdict { valid, invalid, wrong_checksum };

struct Bech32 {
  Bech32Verdict verdict;
  std::string prefix;
  Fives values;
};

/// Returns prefix, "1", the values and six of checksum, in lower case.
///   source   BIP-0173, "Bech32"
std::string encode_bech32(std::string_view prefix, std::span<const std::uint8_t> values);

/// Reads it back, in one case or the other but not in both.
Bech32 decode_bech32(std::string_view text);

/// Regroups bits, the highest first; the last group is filled with zeros.
Fives to_fives(std::span<const std::uint8_t> bytes);

/// Regroups them back; nothing where the spare bits are five or more, or not zero.
std::optional<std::vector<std::uint8_t>> from_fives(std::span<const std::uint8_t> values);

}  // namespace steelshare::address
