// A plate as a person reads it when the steel no longer shows everything.
#pragma once

#include <string_view>
#include <vector>

#include "steelshare/base/result.h"
#include "steelshare/secret/secret.h"
#include "steelshare/words/numbers.h"
#include "steelshare/words/wordlist.h"

namespace steelshare::repair {

/// The words of slip39_words() that one place may show, in ascending order: one where it was read
/// with certainty. Empty where nothing is legible, so that every word is possible.
using Choices = Secret<struct ChoicesTag, WordIndex>;

/// A plate, place by place.
using WornPlate = std::vector<Choices>;

/// Whether a share may have so many words.
bool is_plate_length(std::size_t places);

/// Reads one plate; its places stand between white space.
///   "academic", "acad"  a word, read with certainty
///   "ac?d"              letters that the steel no longer shows; what follows the last one given
///   may
///                       be anything
///   "?"                 nothing legible
///   errors   all of them at once, each with its place in Position::row: empty_input,
///            input_too_long, those of Wordlist::find, no_word_fits
Result<WornPlate, Errors> read_worn(std::string_view line);

/// Whether a text is one of a plate with numbers: digits, or rows of dots and gaps as in
/// words/numbers.h, with "?" for what is not legible, and "?" alone where nothing is.
bool looks_like_worn_numbers(std::string_view text);

/// Reads such a plate in one of the numberings that words/numbers.h knows.
///   errors   as read_worn, but unknown_number where no word has such a number
Result<WornPlate, Errors> read_worn_numbers(std::string_view line, const Numbering& numbering);

}  // namespace steelshare::repair
