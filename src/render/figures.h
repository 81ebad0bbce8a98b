// The drawing of a plate as machines take it: sorted by what is done to the steel, without what is
// for eyes on paper alone, letters as single strokes. Coordinates are the plate's, y down.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <variant>

#include "render/strokes.h"
#include "steelshare/drawing/drawing.h"

namespace steelshare::render {

/// In the order of the files: what is cut first would move under the tool.
enum class Work : std::uint8_t { guide, engrave, drill, cut };
inline constexpr std::array works{Work::guide, Work::engrave, Work::drill, Work::cut};

/// Returns the name of the layer: "GUIDE", "ENGRAVE", "DRILL", "CUT".
std::string_view layer_name(Work work);

/// A part of the pen path: one letter.
struct Lettering {
  std::uint32_t first, count;
};

struct Figure {
  std::variant<drawing::Line, drawing::Circle, drawing::Rect, Lettering> shape;
  Work work;
};

struct Figures {
  Secret<struct FiguresTag, Figure> list;
  PenPath pen_path;

  [[nodiscard]] std::span<const PenPoint> points(Lettering lettering) const {
    return pen_path.view().subspan(lettering.first, lettering.count);
  }
};

/// Sorts a drawing by work.
///   guide     guides, numbers and other labels, and the crosses of holes; nothing filled, and
///             nothing that stands out of the plate, such as column heads
///   engrave   marks; filled circles as circles
///   drill     holes
///   cut       the outline
Figures figures(const drawing::Drawing& plate, drawing::Size size);

/// Returns the way of an engraver's tool: the marks and a cross in the middle of each hole for the
/// centre punch; on a plate without marks its numbers and labels instead of marks.
PenPath tool_path(const drawing::Drawing& plate, drawing::Size size);

}  // namespace steelshare::render
