#include "render/figures.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numbers>
#include <optional>

namespace steelshare::render {
namespace {

using drawing::Circle;
using drawing::Drawing;
using drawing::Glyph;
using drawing::Layer;
using drawing::Length;
using drawing::Line;
using drawing::Point;
using drawing::Primitive;
using drawing::Rect;
using drawing::Size;

constexpr std::size_t expected_figures = 2048;
constexpr std::size_t expected_points = 4096;

// The edge of the plate; where the drawing has none or several, as of washers, the rectangle of its
// size.
using Edge = std::variant<Rect, Circle>;

Edge edge_of(const Drawing& plate, Size size) {
  std::optional<Edge> edge;
  for (const Primitive& primitive : plate.view()) {
    if (primitive.layer != Layer::outline) continue;
    const bool is_first = !edge;
    if (const auto* rect = std::get_if<Rect>(&primitive.shape)) edge = *rect;
    if (const auto* circle = std::get_if<Circle>(&primitive.shape)) edge = *circle;
    if (!is_first) return Rect{.corner = {}, .size = size, .radius = {}};
  }
  return edge.value_or(Rect{.corner = {}, .size = size, .radius = {}});
}

bool within(Length radius, Length x, Length y) {
  const std::int64_t r = radius.um, dx = x.um, dy = y.um;
  return dx * dx + dy * dy <= r * r;
}

bool holds(const Circle& edge, Point point) {
  return within(edge.radius, point.x - edge.centre.x, point.y - edge.centre.y);
}

bool holds(const Rect& edge, Point point) {
  const Length right = edge.corner.x + edge.size.width, bottom = edge.corner.y + edge.size.height;
  if (point.x < edge.corner.x || point.x > right || point.y < edge.corner.y || point.y > bottom) {
    return false;
  }
  const Point nearest{std::clamp(point.x, edge.corner.x + edge.radius, right - edge.radius),
                      std::clamp(point.y, edge.corner.y + edge.radius, bottom - edge.radius)};
  return edge.radius.um == 0 || within(edge.radius, point.x - nearest.x, point.y - nearest.y);
}

bool holds(const Edge& edge, Point point) {
  return std::visit([&](const auto& shape) { return holds(shape, point); }, edge);
}

bool holds_all(const Edge& edge, std::initializer_list<Point> points) {
  return std::ranges::all_of(points, [&](Point point) { return holds(edge, point); });
}

// The same edge, closer to the middle.
Edge shrunk(Edge edge, Length by) {
  if (auto* circle = std::get_if<Circle>(&edge)) {
    circle->radius = circle->radius - by;
    return edge;
  }
  auto& rect = std::get<Rect>(edge);
  rect.corner = rect.corner + Point{by, by};
  rect.size = {rect.size.width - 2 * by, rect.size.height - 2 * by};
  rect.radius = std::max(rect.radius - by, Length{});
  return edge;
}

struct Inside {
  const Edge& edge;

  bool operator()(const Line& line) const { return holds_all(edge, {line.from, line.to}); }
  bool operator()(const Circle& circle) const {
    return holds(shrunk(edge, circle.radius), circle.centre);
  }
  bool operator()(const Rect& rect) const {
    const Point right{rect.size.width, {}}, down{{}, rect.size.height};
    return holds_all(
        edge, {rect.corner, rect.corner + right, rect.corner + down, rect.corner + right + down});
  }
  bool operator()(const Glyph& glyph) const {
    return std::ranges::all_of(stroke_box(glyph), [&](Point point) { return holds(edge, point); });
  }
};

// Guides end at the corners of the plate, round or not: only its box counts for them.
bool is_inside(const Primitive& primitive, const Edge& edge) {
  Edge bounds = edge;
  const bool stays = primitive.layer == Layer::mark || primitive.layer == Layer::label;
  if (auto* rect = std::get_if<Rect>(&bounds); rect != nullptr && !stays) rect->radius = {};
  return std::visit(Inside{bounds}, primitive.shape);
}

bool is_filled(const Primitive& primitive) {
  return primitive.ink.pen_um == 0 && !std::holds_alternative<Glyph>(primitive.shape) &&
         !std::holds_alternative<Line>(primitive.shape);
}

// What is done for a primitive, if anything.
std::optional<Work> work_of(const Primitive& primitive, const Edge& edge) {
  switch (primitive.layer) {
    case Layer::outline:
      return Work::cut;
    case Layer::mark:
      expects(is_inside(primitive, edge));
      return Work::engrave;
    case Layer::drill:
      if (std::holds_alternative<Circle>(primitive.shape)) return Work::drill;
      break;
    case Layer::guide:
    case Layer::label:
      break;
    case Layer::check:
      return {};
  }
  if (is_filled(primitive) || !is_inside(primitive, edge)) return {};
  return Work::guide;
}

class FigureBuilder {
 public:
  void add(const Primitive& primitive, Work work) {
    std::visit([&](const auto& shape) { list_.append({lowered(shape), work}); }, primitive.shape);
  }

  Figures finish() { return {list_.finish(), pen_path_.finish()}; }

 private:
  template <class Shape>
  Shape lowered(const Shape& shape) {
    return shape;
  }
  Lettering lowered(const Glyph& glyph) {
    const auto first = static_cast<std::uint32_t>(pen_path_.size());
    append_strokes(glyph, pen_path_);
    return {first, static_cast<std::uint32_t>(pen_path_.size()) - first};
  }

  SecretBuilder<struct FiguresTag, Figure> list_{expected_figures};
  PenPathBuilder pen_path_{expected_points};
};

// Writes shapes as the lines that a tool follows.
struct Tool {
  PenPathBuilder& out;

  void operator()(const Line& line) const {
    out.append({line.from, false});
    out.append({line.to, true});
  }
  // Twelve degrees a line: of a dot 2 mm wide none is 0.01 mm beside it.
  void operator()(const Circle& circle) const {
    constexpr int lines = 30;
    for (int i = 0; i <= lines; ++i) {
      const double angle = 2 * std::numbers::pi * (i % lines) / lines;
      const auto um = [&](double part) {
        return Length{static_cast<std::int32_t>(std::lround(part * circle.radius.um))};
      };
      out.append({circle.centre + Point{um(std::cos(angle)), um(std::sin(angle))}, i > 0});
    }
  }
  // No mark has round corners.
  void operator()(const Rect& rect) const {
    expects(rect.radius.um == 0);
    const Point right{rect.size.width, {}}, down{{}, rect.size.height};
    out.append({rect.corner, false});
    out.append({rect.corner + right, true});
    out.append({rect.corner + right + down, true});
    out.append({rect.corner + down, true});
    out.append({rect.corner, true});
  }
  void operator()(const Glyph& glyph) const { append_strokes(glyph, out); }
};

// Within the hole: drilling takes it away.
void append_cross(PenPathBuilder& out, const Circle& hole) {
  const Length arm = hole.radius / 2;
  const Tool tool{out};
  tool(Line{hole.centre + Point{-arm, {}}, hole.centre + Point{arm, {}}});
  tool(Line{hole.centre + Point{{}, -arm}, hole.centre + Point{{}, arm}});
}

bool has_marks(const Drawing& plate) {
  return std::ranges::any_of(
      plate.view(), [](const Primitive& primitive) { return primitive.layer == Layer::mark; });
}

}  // namespace

std::string_view layer_name(Work work) {
  switch (work) {
    case Work::guide:
      return "GUIDE";
    case Work::engrave:
      return "ENGRAVE";
    case Work::drill:
      return "DRILL";
    case Work::cut:
      return "CUT";
  }
  return {};
}

Figures figures(const Drawing& plate, Size size) {
  const Edge edge = edge_of(plate, size);
  FigureBuilder sorted;
  for (const Work wanted : works) {
    for (const Primitive& primitive : plate.view()) {
      if (work_of(primitive, edge) == wanted) sorted.add(primitive, wanted);
    }
  }
  return sorted.finish();
}

PenPath tool_path(const Drawing& plate, Size size) {
  const Edge edge = edge_of(plate, size);
  const Layer engraved = has_marks(plate) ? Layer::mark : Layer::label;
  PenPathBuilder path(expected_points);
  for (const Primitive& primitive : plate.view()) {
    const auto work = work_of(primitive, edge);
    if (primitive.layer == engraved && work) {
      std::visit(Tool{path}, primitive.shape);
    } else if (work == Work::drill) {
      append_cross(path, std::get<Circle>(primitive.shape));
    }
  }
  return path.finish();
}

}  // namespace steelshare::render
