// Plates of several sides, typed in a wrong order of sides.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "steelshare/words/wordlist.h"

namespace steelshare::slip39 {

/// The first side that is not where it belongs.
///   typed    the place, counted from 1, at which its first word was typed
///   belongs  the place at which its first word belongs
struct MovedSide {
  std::size_t typed, belongs;
};

/// Returns the side to move where the words of a share fail the checksum only since whole sides
/// were typed in a wrong order: sides of equal length, four words or more, but for the last. Any
/// order of up to six sides is tried, of more the exchange of two that follow one another. Nothing
/// where no order agrees. By chance one agrees for fewer than one in 100,000 lists of 59 words, so
/// this is good for a hint and no more.
std::optional<MovedSide> find_moved_side(std::span<const WordIndex> words);

/// Returns whether the words agree with their checksum, and tells nothing else of them.
bool is_sound(std::span<const WordIndex> words);

}  // namespace steelshare::slip39
