// Where the ink of a primitive is, for tests of what a page keeps free.
#pragma once

#include <algorithm>

#include "steelshare/drawing/drawing.h"

namespace steelshare::test {

struct Box {
  drawing::Point low, high;
};

/// Returns the box of the ink; a glyph's with the deepest descender of the font.
inline Box box_of(const drawing::Primitive& primitive) {
  using drawing::Length;
  const Length pen{primitive.ink.pen_um / 2 + 1};
  if (const auto* line = std::get_if<drawing::Line>(&primitive.shape)) {
    return {{std::min(line->from.x, line->to.x) - pen, std::min(line->from.y, line->to.y) - pen},
            {std::max(line->from.x, line->to.x) + pen, std::max(line->from.y, line->to.y) + pen}};
  }
  if (const auto* circle = std::get_if<drawing::Circle>(&primitive.shape)) {
    const Length r = circle->radius + pen;
    return {{circle->centre.x - r, circle->centre.y - r},
            {circle->centre.x + r, circle->centre.y + r}};
  }
  if (const auto* rect = std::get_if<drawing::Rect>(&primitive.shape)) {
    return {{rect->corner.x - pen, rect->corner.y - pen},
            {rect->corner.x + rect->size.width + pen, rect->corner.y + rect->size.height + pen}};
  }
  const auto& glyph = std::get<drawing::Glyph>(primitive.shape);
  const Length x = drawing::advance(glyph.cap_height) / 2, y = glyph.cap_height * 78 / 100;
  return {{glyph.centre.x - x, glyph.centre.y - y}, {glyph.centre.x + x, glyph.centre.y + y}};
}

}  // namespace steelshare::test
