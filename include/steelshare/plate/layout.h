// Words -> the drawing of a plate, and back. Coordinates are the plate's own: origin at its top
// left corner; only the column heads stand outside the outline.
#pragma once

#include <cstddef>

#include "steelshare/base/result.h"
#include "steelshare/drawing/drawing.h"
#include "steelshare/plate/template.h"
#include "steelshare/words/mnemonic.h"
#include "steelshare/words/wordlist.h"

namespace steelshare::plate {

/// Draws a plate with the first four letters of each word: one Glyph a letter on Layer::mark, in
/// capitals as high as the stamps, in the middle of its cell.
///   errors   words_do_not_fit
Result<drawing::Drawing> layout(const Mnemonic& mnemonic, const Wordlist& words,
                                const Template& plate);

/// Draws the same plate without the letters: nothing in it is secret.
///   errors   words_do_not_fit
Result<drawing::Drawing> layout_blank(std::size_t word_count, const Template& plate);

/// Reads the marks of layout() back, each letter by the cell that it lies in; the order of the
/// drawing does not matter. Words that are missing at the end cannot be noticed here.
///   errors   unreadable_marks: a letter that is not wholly in one cell, of another size, twice in
///            a cell, missing, or letters that are no word (row and column name the cell)
Result<Mnemonic> read_marks(const drawing::Drawing& drawing, const Wordlist& words,
                            const Template& plate);

/// How far the column heads stand out above the outline (order "column"), or the row heads to the
/// left of it (order "row").
constexpr Length head_height{.um = 6000};

}  // namespace steelshare::plate
