// What all sheets of paper have in common: body, type, header and footer.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "steelshare/drawing/drawing.h"
#include "steelshare/plate/page.h"

namespace steelshare::plate {

using namespace drawing::literals;
using drawing::Align;
using drawing::Drawing;
using drawing::DrawingBuilder;
using drawing::Ink;
using drawing::Layer;
using drawing::millimetres;
using drawing::TextStyle;

// Everything stands in a body as wide on A4 as on Letter; only its height differs.
constexpr Length body_width = 189_mm;

constexpr Ink black{.gray = 0, .pen_um = 0};
constexpr Ink dark{.gray = 30, .pen_um = 0};
constexpr Ink pale{.gray = 50, .pen_um = 0};
constexpr Ink rule_ink{.gray = 60, .pen_um = 100};

constexpr TextStyle title_style{.ink = black, .cap_height = 3.6_mm};
constexpr TextStyle subtitle_style{.ink = dark, .cap_height = 1.8_mm};
constexpr TextStyle heading_style{.ink = black, .cap_height = 1.8_mm};
constexpr TextStyle text_style{.ink = dark, .cap_height = 1.55_mm};
constexpr TextStyle small_style{.ink = pale, .cap_height = 1.4_mm};
constexpr Length line_step = 3.6_mm;

constexpr TextStyle aligned(TextStyle style, Align align) {
  style.align = align;
  return style;
}

inline std::string number(std::size_t value) { return std::to_string(value); }

struct Sheet {
  DrawingBuilder draw;
  Point body;  // top left corner of the body
  Length body_height;
  bool silent = false;  // without a letter

  [[nodiscard]] Point at(Length x, Length y) const { return body + Point{x, y}; }
  [[nodiscard]] Point up(Length x, Length y) const { return body + Point{x, body_height - y}; }

  void text(const TextStyle& style, Point point, std::string_view characters) {
    if (!silent) draw.text(style, point, characters);
  }
  void line(Layer layer, Ink ink, Point from, Point to) { draw.line(layer, ink, from, to); }
};

Sheet begin_sheet(Paper paper);

/// Title, what the share is, and a rule below.
void draw_header(Sheet& sheet, const Template& plate, const PageLabels& labels);

/// Template, tool and paper, a remark, and how to print.
void draw_footer(Sheet& sheet, const Template& plate, Paper paper, std::string_view note);

/// One line below the other.
void draw_lines(Sheet& sheet, const TextStyle& style, Point at, std::span<const std::string> lines);

}  // namespace steelshare::plate
