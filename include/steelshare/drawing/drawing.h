// What a plate or a page looks like, as data: lengths, shapes, layers and pens, nothing else.
// plate makes drawings, render turns them into files, goldens compare their lines of text.
//
// Coordinates are whole micrometres, origin top left, x to the right, y down. A drawing with the
// letters of a share in it is secret, so every drawing lives in secret memory; a letter is one
// Glyph and there are no strings.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "steelshare/secret/secret.h"

namespace steelshare::drawing {

/// A length in whole micrometres.
struct Length {
  std::int32_t um = 0;

  friend constexpr auto operator<=>(Length, Length) = default;
  constexpr Length operator-() const { return {-um}; }
  friend constexpr Length operator+(Length a, Length b) { return {a.um + b.um}; }
  friend constexpr Length operator-(Length a, Length b) { return {a.um - b.um}; }
  friend constexpr Length operator*(Length a, std::int32_t factor) { return {a.um * factor}; }
  friend constexpr Length operator*(std::int32_t factor, Length a) { return a * factor; }
  friend constexpr Length operator/(Length a, std::int32_t divisor) { return {a.um / divisor}; }
};

/// Returns a length of 0 or more for people: "85", "4.1", at most three decimals.
std::string millimetres(Length length);

inline namespace literals {
consteval Length operator""_mm(long double value) {
  return {static_cast<std::int32_t>(value * 1000 + 0.5L)};
}
consteval Length operator""_mm(unsigned long long value) {
  return {static_cast<std::int32_t>(value * 1000)};
}
}  // namespace literals

struct Point {
  Length x, y;
  friend constexpr bool operator==(Point, Point) = default;
  friend constexpr Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
};

struct Size {
  Length width, height;
};

/// What a primitive is for; makers' files keep the layers apart.
enum class Layer : std::uint8_t {
  outline,  // edge of the plate
  drill,    // holes
  guide,    // cells, baselines, ticks, shading
  label,    // numbers and words for people
  mark,     // what goes into the steel
  check,    // rulers, square and card that prove the scale of a print
};

/// How a primitive is inked.
///   gray     percent, 0 is black, 100 is white
///   pen_um   width of the stroke; 0 fills the shape (a glyph is always filled)
struct Ink {
  std::uint8_t gray = 0;
  std::uint8_t pen_um = 0;
  friend constexpr bool operator==(Ink, Ink) = default;
};

struct Line {
  Point from, to;
};
struct Circle {
  Point centre;
  Length radius;
};
struct Rect {
  Point corner;
  Size size;
  Length radius;
};
/// One letter of the program's font.
///   centre   middle of the advance width, half way up the capitals
///   turn     about the centre, clockwise, in tenths of a degree
struct Glyph {
  Point centre;
  Length cap_height;
  char letter;
  std::int16_t turn = 0;
};

struct Primitive {
  std::variant<Line, Circle, Rect, Glyph> shape;
  Layer layer;
  Ink ink;
};
static_assert(std::is_trivially_copyable_v<Primitive> && sizeof(Primitive) <= 32);

using Drawing = Secret<struct DrawingTag, Primitive>;

// Measures of the font (templates/font/README.md), in its own units.
constexpr std::int32_t font_em = 1500;
constexpr std::int32_t font_cap_height = 730;
constexpr std::int32_t font_advance = 600;

/// Returns the width that every letter takes: the font has one width for all.
constexpr Length advance(Length cap_height) { return cap_height * font_advance / font_cap_height; }

enum class Align : std::uint8_t { left, centre, right };

/// How a line of text stands.
///   at   left end, middle or right end, half way up the capitals
struct TextStyle {
  Layer layer = Layer::label;
  Ink ink = {};
  Length cap_height;
  Align align = Align::left;
};

/// Draws in secret memory.
class DrawingBuilder {
 public:
  explicit DrawingBuilder(std::size_t expected_size = 512) : primitives_(expected_size) {}

  void line(Layer layer, Ink ink, Point from, Point to) { add({Line{from, to}, layer, ink}); }
  void circle(Layer layer, Ink ink, const Circle& circle) { add({circle, layer, ink}); }
  void rect(Layer layer, Ink ink, const Rect& rect) { add({rect, layer, ink}); }
  void glyph(Layer layer, Ink ink, const Glyph& glyph) { add({glyph, layer, ink}); }

  /// Draws one line of text, a glyph a character, none for a space. Latin-1; no line breaks.
  void text(const TextStyle& style, Point at, std::string_view characters);

  /// Draws what another drawing holds, moved.
  void append(const Drawing& drawing, Point offset);

  [[nodiscard]] Drawing finish() { return primitives_.finish(); }

 private:
  void add(const Primitive& primitive) { primitives_.append(primitive); }

  SecretBuilder<DrawingTag, Primitive> primitives_;
};

/// Returns readable lines, one primitive each, lengths in millimetres, as goldens keep them, e.g.
/// "mark glyph 6.750 7.200 cap 4.000 A gray 0". Holds the letters, so it is secret too.
Text to_lines(const Drawing& drawing);

}  // namespace steelshare::drawing
