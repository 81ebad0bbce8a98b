// Words -> the drawing of a plate, and back. Coordinates are the plate's own: origin at its top
// left corner; only the column heads stand outside the outline.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "steelshare/base/result.h"
#include "steelshare/drawing/drawing.h"
#include "steelshare/plate/geometry.h"
#include "steelshare/plate/template.h"
#include "steelshare/words/mnemonic.h"
#include "steelshare/words/wordlist.h"

namespace steelshare::plate {

/// Draws one side of a plate with its words on Layer::mark, each mark in the middle of its cell: a
/// letter is one Glyph in capitals as high as the stamps, a dot one filled Circle.
///   number   of the side, 0..side_count - 1
///   header   what is stamped above the words, no longer than the cells of the plate's header
///   errors   words_do_not_fit: a list longer than the plate's numbers
Result<drawing::Drawing> layout(const Mnemonic& mnemonic, const Wordlist& words,
                                const Template& plate, std::size_t number = 0,
                                std::string_view header = {});

/// Draws the same side without the marks: nothing in it is secret.
drawing::Drawing layout_blank(std::size_t word_count, const Template& plate,
                              std::size_t number = 0);

/// Draws the same side to be laid over the steel as a film: the rows of binary dots have their
/// worth above each column.
drawing::Drawing layout_reader(std::size_t word_count, const Template& plate, std::size_t number);

/// Draws one side to practise on: of letters the alphabet and the pairs that look alike, of dots a
/// share that is public. Nothing in it is secret.
drawing::Drawing layout_practice(const Template& plate, std::size_t number);

/// What stands on the sides to practise on: the alphabet, pairs of letters that look alike, a public
/// share. Each part ends where the next one begins; plates of dots have the share alone.
struct PracticeParts {
  std::size_t alphabet_end, letters_end, words;
};
PracticeParts practice_parts(const Template& plate);

/// Returns the public share that is practised on.
Mnemonic practice_share();

/// Reads the marks of all sides of a share back, each mark by the cell that it lies in; the order
/// of a drawing does not matter. Words that are missing at the end cannot be noticed here.
///   sides    the drawings of layout(), one a side, in their order
///   errors   unreadable_marks: a mark that is not wholly in one cell, of another size, twice in a
///            cell, missing, or marks that are no word (row names the word, column the cell)
Result<Mnemonic> read_marks(std::span<const drawing::Drawing> sides, const Wordlist& words,
                            const Template& plate);

/// How far the column heads stand out above the outline (order "column"), or the row heads to the
/// left of it (order "row").
constexpr Length head_height{.um = 6000};

}  // namespace steelshare::plate
