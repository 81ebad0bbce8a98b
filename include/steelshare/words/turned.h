// Plates of dots that a person read upside down.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "steelshare/secret/secret.h"

namespace steelshare {

/// Which sides of a plate were upside down: all, or where a piece was turned over the wrong way,
/// the backs or the fronts alone.
enum class TurnedSides { all, backs, fronts };
inline constexpr std::array every_turned{TurnedSides::all, TurnedSides::backs, TurnedSides::fronts};

/// Returns what would have been typed, had the sides stood upright: turned by half a circle, the
/// last row of dots is the first and its last place, the dot of a column of 26 is that of the
/// letter as far from Z as it was from A, and the dot of a column of ten is another digit.
///   text      rows of ten or more dots and gaps, words of one to four letters, or numbers of four
///             digits
///   capacity  how many words a side holds, but for the last; at least 1
///   returns   an empty text where a word is none of these
Text turn(std::string_view text, std::size_t capacity, TurnedSides which);

}  // namespace steelshare
