#include "steelshare/render/machine.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "steelshare/plate/layout.h"

namespace steelshare::render {
namespace {

using namespace drawing::literals;
using drawing::Circle;
using drawing::Drawing;
using drawing::DrawingBuilder;
using drawing::Ink;
using drawing::Layer;
using drawing::Length;
using drawing::Point;
using drawing::Rect;
using drawing::Size;

constexpr Ink fine{.gray = 0, .pen_um = 100};
constexpr Ink filled{};
constexpr Size small{40_mm, 30_mm};

// A plate of 40 x 30 mm with one of everything, and beside it what no machine wants.
Drawing small_plate() {
  DrawingBuilder draw;
  draw.rect(Layer::guide, filled, {{5_mm, 5_mm}, {10_mm, 5_mm}, {}});
  draw.rect(Layer::guide, fine, {{10_mm, 10_mm}, {3_mm, 4_mm}, {}});
  draw.line(Layer::guide, fine, {35_mm, 25_mm}, {45_mm, 25_mm});
  draw.circle(Layer::drill, fine, {{36.5_mm, 15_mm}, 2_mm});
  draw.line(Layer::drill, fine, {34_mm, 15_mm}, {39_mm, 15_mm});
  draw.rect(Layer::outline, fine, {{}, small, 3_mm});
  draw.glyph(Layer::label, filled, {{12_mm, -3_mm}, 2_mm, '1'});
  draw.glyph(Layer::label, filled, {{1_mm, 1_mm}, 1.2_mm, '7'});
  draw.glyph(Layer::label, filled, {{8_mm, 12_mm}, 1.2_mm, 'T'});
  draw.glyph(Layer::mark, filled, {{11.5_mm, 12_mm}, 2.4_mm, 'L'});
  draw.circle(Layer::mark, filled, {{20_mm, 12.25_mm}, 0.5_mm});
  return draw.finish();
}

Mnemonic words(std::size_t count) {
  Mnemonic made(count);
  for (std::size_t i = 0; i < count; ++i) {
    made.view()[i] = WordIndex{static_cast<std::uint16_t>(i * 41 % 1024)};
  }
  return made;
}

Drawing filled_plate(const plate::Template& plate, std::size_t word_count = 20) {
  return *plate::layout(words(word_count), slip39_words(), plate);
}

std::string text_of(const Document& document) {
  return {reinterpret_cast<const char*>(document.view().data()), document.size()};
}

std::size_t count(std::string_view text, std::string_view wanted) {
  std::size_t found = 0;
  for (auto at = text.find(wanted); at != text.npos; at = text.find(wanted, at + 1)) ++found;
  return found;
}

TEST(Svg, WritesEveryShapeOnItsLayer) {
  EXPECT_EQ(text_of(svg(small_plate(), small)),
            R"svg(<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="40.0mm" height="30.0mm" viewBox="0 0 40.0 30.0">
<g id="GUIDE" fill="none" stroke="#0000ff" stroke-width="0.05">
<path d="M10.0 10.0H13.0V14.0H10.0V10.0Z"/>
<path d="M34.0 15.0L39.0 15.0"/>
<path d="M7.6 11.4L8.4 11.4M8.0 11.4L8.0 12.6"/>
</g>
<g id="ENGRAVE" fill="none" stroke="#000000" stroke-width="0.05">
<path d="M10.9 10.8L10.9 13.2L12.2 13.2"/>
<circle cx="20.0" cy="12.25" r="0.5"/>
</g>
<g id="DRILL" fill="none" stroke="#00a000" stroke-width="0.05">
<circle cx="36.5" cy="15.0" r="2.0"/>
</g>
<g id="CUT" fill="none" stroke="#ff0000" stroke-width="0.05">
<path d="M3.0 0.0H37.0A3.0 3.0 0 0 1 40.0 3.0V27.0A3.0 3.0 0 0 1 37.0 30.0H3.0A3.0 3.0 0 0 1 0.0 27.0V3.0A3.0 3.0 0 0 1 3.0 0.0Z"/>
</g>
</svg>
)svg");
}

TEST(Svg, OfAPlateHasAPathForEachLetterAndNoText) {
  for (const auto& builtin : plate::builtin_templates()) {
    const auto plate = plate::find_template(builtin.id);
    const auto text = text_of(svg(filled_plate(*plate), plate->plate.size));
    const auto begin = text.find("<g id=\"ENGRAVE\""), end = text.find("<g id=\"DRILL\"");
    std::size_t letters = 0;
    for (std::size_t i = 0; i < 20; ++i) {
      letters += std::min<std::size_t>(4, slip39_words().word(words(20).view()[i]).size());
    }
    EXPECT_EQ(count(text.substr(begin, end - begin), "<path"), letters) << builtin.id;
    EXPECT_EQ(count(text, "<text"), 0u);
    EXPECT_EQ(count(text, "<image"), 0u);
  }
}

TEST(Svg, OfABlankPlateEngravesNothing) {
  const auto plate = plate::find_template("id1-landscape-4");
  const auto text = text_of(svg(*plate::layout_blank(20, *plate), plate->plate.size));
  EXPECT_EQ(count(text,
                  "<g id=\"ENGRAVE\" fill=\"none\" stroke=\"#000000\" "
                  "stroke-width=\"0.05\">\n</g>"),
            1u);
}

TEST(Machines, GetTheSameBytesForTheSameDrawing) {
  const auto plate = plate::find_template("sh85-4");
  const auto size = plate->plate.size;
  EXPECT_TRUE(svg(filled_plate(*plate), size) == svg(filled_plate(*plate), size));
}

TEST(MachinesDeathTest, RefuseAMarkBesideThePlate) {
  DrawingBuilder draw;
  draw.rect(Layer::outline, fine, {{}, small, 3_mm});
  draw.glyph(Layer::mark, filled, {{1.1_mm, 1.1_mm}, 2_mm, 'A'});
  const Drawing drawing = draw.finish();
  EXPECT_DEATH(static_cast<void>(svg(drawing, small)), "figures.cpp");
}

}  // namespace
}  // namespace steelshare::render
