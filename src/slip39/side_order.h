// Plates of several sides, typed in a wrong order of sides.
#pragma once

#include <cstddef>
#include <span>

#include "steelshare/words/wordlist.h"

namespace steelshare::slip39 {

/// Returns the place, counted from 1, of the first word of the first side, where the words of a
/// share fail the checksum only since whole sides were typed in a wrong order: sides of equal
/// length, four words or more, but for the last. Any order of up to six sides is tried, of more the exchange of two
/// that follow one another. 0 where no order agrees. By chance one agrees for fewer than one in
/// 100,000 lists of 59 words, so this is good for a hint and no more.
std::size_t find_first_side(std::span<const WordIndex> words);

}  // namespace steelshare::slip39
