// The single-stroke font of makers' files: what an engraver follows with one line where a font of
// outlines would make it go round every letter. The letters are drawn here, for this program.
//
// A letter stands on a grid of whole numbers: capitals and digits are 24 high and at most 16 wide,
// and the middle of the 16 is the middle of the glyph. Small letters are capitals of three quarters
// of the height; what the font does not have is drawn as an empty box.
#pragma once

#include <array>
#include <string_view>

#include "steelshare/drawing/drawing.h"

namespace steelshare::render {

/// Where the pen goes next, and whether it draws on the way there.
struct PenPoint {
  drawing::Point at;
  bool down;
};

using PenPath = Secret<struct PenPathTag, PenPoint>;
using PenPathBuilder = SecretBuilder<struct PenPathTag, PenPoint>;

constexpr int stroke_cap_height = 24;
constexpr int stroke_widest = 16;

/// The signs that the font has, beside the small letters.
std::string_view stroke_signs();

/// Appends the strokes of a glyph in the glyph's own coordinates, turned as it says; no stretch is
/// drawn twice. All points lie in the box that is cap_height high and two thirds of that wide.
void append_strokes(const drawing::Glyph& glyph, PenPathBuilder& out);

/// Returns the corners of that box, turned with the glyph.
std::array<drawing::Point, 4> stroke_box(const drawing::Glyph& glyph);

}  // namespace steelshare::render
