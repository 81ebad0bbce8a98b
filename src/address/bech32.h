// Bech32 and Bech32m, the Base32 with a BCH checksum of segregated witness addresses; they differ
// in one constant. Public data only.
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

/// bech32 for witness version 0, bech32m for all later ones.
enum class Bech32Form { bech32, bech32m };

enum class Bech32Verdict { valid, invalid, wrong_checksum };

struct Bech32 {
  Bech32Verdict verdict;
  Bech32Form form;  // of a valid one
  std::string prefix;
  Fives values;
};

/// Returns prefix, "1", the values and six of checksum, in lower case.
///   source   BIP-0173, "Bech32"; BIP-0350, "Bech32m"
std::string encode_bech32(Bech32Form form, std::string_view prefix,
                          std::span<const std::uint8_t> values);

/// Reads it back, in one case or the other but not in both; no text is both forms.
Bech32 decode_bech32(std::string_view text);

/// Regroups bits, the highest first; the last group is filled with zeros.
Fives to_fives(std::span<const std::uint8_t> bytes);

/// Regroups them back; nothing where the spare bits are five or more, or not zero.
std::optional<std::vector<std::uint8_t>> from_fives(std::span<const std::uint8_t> values);

}  // namespace steelshare::address
