// Words that a plate shows as numbers: digits, or the dots of a row.
#pragma once

#include <string_view>
#include <vector>

#include "steelshare/base/result.h"
#include "steelshare/words/mnemonic.h"

namespace steelshare {

/// One way to write the numbers of words: what the first word of the list counts as, and whether
/// each row of dots ends in one that makes their number odd.
struct Numbering {
  unsigned base;
  bool parity;
};
inline constexpr Numbering numberings[] = {{1, false}, {0, false}, {1, true}, {0, true}};

/// Whether a text consists of numbers for the most part: of at most four digits each, or of ten to
/// thirteen dots and gaps each, "x" or "1" for a dot and "." or "0" for a gap. A row that was
/// mistyped does not make it a text of words.
bool looks_like_numbers(std::string_view text);

/// Whether a row has gaps alone, or zeros: a place beyond the last word, a word that is missing, or
/// the first one of the list where that is 0.
bool is_empty_row(std::string_view row);

/// Reads the numbers of words in every way that plates write them: counted from 1 or from 0; dots
/// as binary digits, the most significant first, with or without a parity dot that makes the number
/// of dots in each row odd.
///   text      of looks_like_numbers; one row a word
///   returns   what the words are, one way after the other, from 1 first; at least one
///   errors    each with its word number in Position::row: empty_input, input_too_long, and
///             unknown_number, of the rows that are no word in the way that most are
Result<std::vector<Mnemonic>, Errors> read_numbers(std::string_view text, const Wordlist& words);

}  // namespace steelshare
