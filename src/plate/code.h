// A word <-> the marks in its cells, one character a cell: a letter, a dot, or nothing.
#pragma once

#include <optional>
#include <span>

#include "steelshare/plate/template.h"
#include "steelshare/words/mnemonic.h"
#include "steelshare/words/wordlist.h"

namespace steelshare::plate {

inline constexpr char no_mark = '\0';
inline constexpr char dot_mark = '*';

/// Tells whether the numbers of the plate reach the last word of a list.
bool can_number(const Template& plate, const Wordlist& words);

/// Writes the marks of a word.
///   number   of the word on the plate, from 1; washers show it
///   marks    cells_per_word long
void encode(WordIndex word, std::size_t number, const Wordlist& words, const Template& plate,
            std::span<char> marks);

/// Writes the number of a word where the plate shows it as marks: on washers.
void write_number(std::size_t number, const Template& plate, std::span<char> marks);

/// Reads the marks of a word; nothing where they are no word, or another number.
std::optional<WordIndex> decode(std::span<const char> marks, std::size_t number,
                                const Wordlist& words, const Template& plate);

}  // namespace steelshare::plate
