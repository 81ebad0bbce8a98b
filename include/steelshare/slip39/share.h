// One SLIP-39 share: its fields <-> its words. A pure codec; it knows nothing of other shares.
// Source: SLIP-0039, "Format of the share mnemonic".
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "steelshare/base/result.h"
#include "steelshare/secret/secret.h"
#include "steelshare/words/mnemonic.h"

namespace steelshare::slip39 {

/// The value of one share, as long as the master secret: 16..64 bytes, an even number.
using ShareValue = Secret<struct ShareValueTag>;

inline constexpr std::size_t shortest_secret_bytes = 16;
inline constexpr std::size_t longest_secret_bytes = 64;
inline constexpr std::uint16_t identifier_limit = 1U << 15;
inline constexpr std::uint8_t highest_iteration_exponent = 15;
inline constexpr std::uint8_t most_members = 16;
inline constexpr std::uint8_t most_groups = 16;

/// The fields of a share. Thresholds and counts are true numbers (1..16), indices begin at 0.
struct Share {
  std::uint16_t identifier;  // 15 bits, the same in the whole set
  bool extendable;
  std::uint8_t iteration_exponent;  // 0..15
  std::uint8_t group_index;
  std::uint8_t group_threshold;
  std::uint8_t group_count;
  std::uint8_t member_index;
  std::uint8_t member_threshold;
  ShareValue value;

  [[nodiscard]] Share clone() const {
    return {identifier,  extendable,   iteration_exponent, group_index,  group_threshold,
            group_count, member_index, member_threshold,   value.clone()};
  }
};

/// Returns the number of words of a share whose secret has this size: 20 for 16 bytes, 33 for 32,
/// 59 for 64. Aborts on a size that no secret has.
std::size_t share_words(std::size_t secret_bytes);

/// Returns whether a secret may have this size: 16..64 bytes, an even number.
bool is_secret_size(std::size_t bytes);

/// Writes a share as words, checksum included; aborts where a field is out of range.
Mnemonic encode(const Share& share);

/// A short public check value of one share, for records: with it one plate can be proved alone.
using Tag = std::array<std::uint8_t, 8>;

/// Returns the first 64 bits of SHA-256 over "steelshare plate tag 1" and the words.
///   source   docs/record.md, which says what a tag gives away
Tag tag(const Mnemonic& mnemonic);

/// Reads a share from its words, which are of slip39_words().
///   errors   too_few_words; invalid_word_count; checksum_mismatch, where Position::row is the
///            wrong word if a single one explains it, else 0; sides_out_of_order, where it is
///            the first word of a side and Position::column the place at which that belongs;
///            read_across, where it is the place at which the second word was typed;
///            group_threshold_exceeds_count; group_index_exceeds_count; invalid_padding
///   source   SLIP-0039, "Combining the shares", step 1
Result<Share> decode(const Mnemonic& mnemonic);

}  // namespace steelshare::slip39
