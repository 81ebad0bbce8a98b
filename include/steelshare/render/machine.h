// Drawing of a plate -> files for the machines of a workshop (docs/machines.md). One plate a file,
// in millimetres and true to size; letters as single strokes, never as outlines or text. The bytes
// hold what the drawing held, so they are secret too.
//
// All of them take the drawing of plate::layout() or plate::layout_blank(): origin at the top left
// corner of the plate, the outline in it, marks within the outline. What stands out of the plate,
// such as column heads, is left out. The same drawing gives the same bytes: no date, no identifier.
#pragma once

#include <cstdint>

#include "steelshare/drawing/drawing.h"
#include "steelshare/render/render.h"

namespace steelshare::render {

/// Returns an SVG with the groups GUIDE, ENGRAVE, DRILL and CUT.
///   size   of the plate
Document svg(const drawing::Drawing& plate, drawing::Size size);

/// Returns a DXF of AutoCAD 2000 with the same layers, origin at the lower left corner, y up.
/// Letters are open polylines: a segment that closes one would burn twice.
Document dxf(const drawing::Drawing& plate, drawing::Size size);

/// Returns HPGL for engravers with one pen: 40 units a millimetre, origin at the lower left corner.
/// Only what is engraved is in it: the marks, and a cross for the centre punch in each hole; on a
/// plate without marks its word numbers and labels instead.
Document hpgl(const drawing::Drawing& plate, drawing::Size size);

/// What a machine that understands GRBL's G-code engraves with.
enum class Engraver : std::uint8_t {
  laser,  // switched on and off where it stands
  mill,   // a turning or a fixed point, lowered into the steel and lifted
};

/// Returns G-code for GRBL with the same in it as hpgl(), in millimetres, origin at the lower left
/// corner. It cuts nothing out. Power, feed and depth are those of docs/machines.md.
Document gcode(const drawing::Drawing& plate, drawing::Size size, Engraver engraver);

}  // namespace steelshare::render
