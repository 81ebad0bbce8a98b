// Rolls of a die mixed into a fresh secret, for people who do not want to trust one source alone.
// The rule can be checked with sha256sum:
//
//   printf %s%s SYSTEM ROLLS | sha256sum
//
// where SYSTEM is the system's part in lower-case hexadecimal digits and ROLLS the digits that were
// rolled. The secret is the beginning of the digest, so that it is unknown to whoever does not know
// both parts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "steelshare/base/result.h"
#include "steelshare/secret/secret.h"

namespace steelshare::dice {

/// The digits 1 to 6, one a roll, without spaces.
using Rolls = Secret<struct RollsTag, char>;

/// A mixed secret of 16 to 32 bytes.
using Mixed = Secret<struct MixedTag>;

inline constexpr std::size_t most_bytes = 32;

/// Reads rolls; white space between them is skipped.
///   errors   empty_input; invalid_roll with its place in Position::column
Result<Rolls> parse(std::string_view text);

/// Returns how many rolls have as many bits as a secret of this size: 50 for 16 bytes, 100 for 32.
std::size_t rolls_needed(std::size_t bytes);

/// Returns whether one face came up so often that the die or the rolling is hardly fair: in more
/// than two fifths of the rolls, which happens to less than one honest person in a thousand.
bool looks_unfair(const Rolls& rolls);

/// Mixes rolls into random bytes, as many as the secret is to have: 1 to 32.
///   errors   too_few_rolls
Result<Mixed> mix(std::span<const std::uint8_t> system, const Rolls& rolls);

}  // namespace steelshare::dice
