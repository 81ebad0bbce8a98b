// Plates of several columns, read along the rows where the words stand down the columns, or the
// other way round.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "steelshare/words/wordlist.h"

namespace steelshare::slip39 {

/// Returns the place, counted from 1, at which the second word of a share was typed, where its
/// words fail the checksum only since every side was read in the other direction. Sides of two to
/// six columns are tried, with any number of rows. Nothing where none agrees; by chance one does
/// for one in a million lists.
std::optional<std::size_t> find_second_word(std::span<const WordIndex> words);

}  // namespace steelshare::slip39
