#include "steelshare/drawing/drawing.h"

namespace steelshare::drawing {
namespace {

constexpr std::string_view name(Layer layer) {
  switch (layer) {
    case Layer::outline:
      return "outline";
    case Layer::drill:
      return "drill";
    case Layer::guide:
      return "guide";
    case Layer::label:
      return "label";
    case Layer::mark:
      return "mark";
    case Layer::check:
      return "check";
  }
  return {};
}

void append_number(TextBuilder& out, std::int32_t number, int least_digits = 1) {
  if (number >= 10 || least_digits > 1) append_number(out, number / 10, least_digits - 1);
  out.append(static_cast<char>('0' + number % 10));
}

void append_length(TextBuilder& out, Length length) {
  out.append(length.um < 0 ? std::string_view(" -") : std::string_view(" "));
  const std::int32_t um = length.um < 0 ? -length.um : length.um;
  append_number(out, um / 1000);
  out.append('.');
  append_number(out, um % 1000, 3);
}

void append_point(TextBuilder& out, Point point) {
  append_length(out, point.x);
  append_length(out, point.y);
}

struct ShapeWriter {
  TextBuilder& out;

  void operator()(const Line& line) const {
    out.append(std::string_view(" line"));
    append_point(out, line.from);
    append_point(out, line.to);
  }
  void operator()(const Circle& circle) const {
    out.append(std::string_view(" circle"));
    append_point(out, circle.centre);
    append_length(out, circle.radius);
  }
  void operator()(const Rect& rect) const {
    out.append(std::string_view(" rect"));
    append_point(out, rect.corner);
    append_length(out, rect.size.width);
    append_length(out, rect.size.height);
    append_length(out, rect.radius);
  }
  void operator()(const Glyph& glyph) const {
    out.append(std::string_view(" glyph"));
    append_point(out, glyph.centre);
    out.append(std::string_view(" cap"));
    append_length(out, glyph.cap_height);
    out.append(' ');
    if (glyph.letter > ' ' && glyph.letter <= '~') {
      out.append(glyph.letter);
    } else {
      out.append('#');
      append_number(out, static_cast<unsigned char>(glyph.letter));
    }
    if (glyph.turn == 0) return;
    out.append(std::string_view(glyph.turn < 0 ? " turn -" : " turn "));
    append_number(out, glyph.turn < 0 ? -glyph.turn : glyph.turn);
  }
};

struct Mover {
  Point offset;

  void operator()(Line& line) const {
    line.from = line.from + offset;
    line.to = line.to + offset;
  }
  void operator()(Circle& circle) const { circle.centre = circle.centre + offset; }
  void operator()(Rect& rect) const { rect.corner = rect.corner + offset; }
  void operator()(Glyph& glyph) const { glyph.centre = glyph.centre + offset; }
};

}  // namespace

void DrawingBuilder::text(const TextStyle& style, Point at, std::string_view characters) {
  const Length step = advance(style.cap_height);
  const auto count = static_cast<std::int32_t>(characters.size());
  Length x = at.x + step / 2;
  if (style.align == Align::centre) x = x - step * count / 2;
  if (style.align == Align::right) x = x - step * count;
  for (const char letter : characters) {
    if (letter != ' ') glyph(style.layer, style.ink, {{x, at.y}, style.cap_height, letter});
    x = x + step;
  }
}

void DrawingBuilder::append(const Drawing& drawing, Point offset) {
  Drawing moved = drawing.clone();
  for (Primitive& primitive : moved.view()) std::visit(Mover{offset}, primitive.shape);
  primitives_.append(moved.view());
}

std::string millimetres(Length length) {
  expects(length.um >= 0);
  const std::string whole = std::to_string(length.um / 1000);
  std::string decimals = std::to_string(1000 + length.um % 1000).substr(1);
  decimals.erase(decimals.find_last_not_of('0') + 1);
  return decimals.empty() ? whole : whole + "." + decimals;
}

Text to_lines(const Drawing& drawing) {
  TextBuilder out(drawing.size() * 64 + 1);
  for (const Primitive& primitive : drawing.view()) {
    out.append(name(primitive.layer));
    std::visit(ShapeWriter{out}, primitive.shape);
    out.append(std::string_view(" gray "));
    append_number(out, primitive.ink.gray);
    if (primitive.ink.pen_um != 0) {
      out.append(std::string_view(" pen "));
      append_number(out, primitive.ink.pen_um);
    }
    out.append('\n');
  }
  return out.finish();
}

}  // namespace steelshare::drawing
