#include "steelshare/render/machine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
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

using Pairs = std::vector<std::pair<int, std::string>>;

Pairs pairs_of(const Document& document) {
  std::istringstream lines(text_of(document));
  Pairs pairs;
  for (std::string code, value; std::getline(lines, code) && std::getline(lines, value);) {
    pairs.emplace_back(std::stoi(code), value);
  }
  return pairs;
}

// A line for each entity: type, layer, whether a polyline is closed, numbers.
std::vector<std::string> entities_of(const Document& document) {
  std::vector<std::string> entities;
  bool inside = false;
  for (const auto& [code, value] : pairs_of(document)) {
    if (code == 2 && value == "ENTITIES") {
      inside = true;
    } else if (inside && code == 0) {
      if (value == "ENDSEC") return entities;
      entities.push_back(value);
    } else if (inside && code == 70) {
      entities.back() += value == "1" ? " closed" : " open";
    } else if (inside && (code == 8 || code == 90)) {
      entities.back() += " " + value;
    } else if (inside && (code == 10 || code == 11)) {
      entities.back() += " (" + value;
    } else if (inside && (code == 20 || code == 21)) {
      entities.back() += " " + value + ")";
    } else if (inside && code == 40) {
      entities.back() += " r" + value;
    } else if (inside && code == 42) {
      entities.back() += value == "0.414213562373095" ? "+" : "?";
    }
  }
  return {};
}

TEST(Dxf, WritesEveryShapeOnItsLayerWithYUp) {
  const std::vector<std::string> expected{
      "LWPOLYLINE GUIDE 4 closed (10.0 16.0) (13.0 16.0) (13.0 20.0) (10.0 20.0)",
      "LINE GUIDE (34.0 15.0) (39.0 15.0)",
      "LWPOLYLINE GUIDE 2 open (7.6 18.6) (8.4 18.6)",
      "LWPOLYLINE GUIDE 2 open (8.0 18.6) (8.0 17.4)",
      "LWPOLYLINE ENGRAVE 3 open (10.9 19.2) (10.9 16.8) (12.2 16.8)",
      "CIRCLE ENGRAVE (20.0 17.75) r0.5",
      "CIRCLE DRILL (36.5 15.0) r2.0",
      "LWPOLYLINE CUT 8 closed (3.0 0.0) (37.0 0.0)+ (40.0 3.0) (40.0 27.0)+ (37.0 30.0) "
      "(3.0 30.0)+ (0.0 27.0) (0.0 3.0)+",
  };
  EXPECT_EQ(entities_of(dxf(small_plate(), small)), expected);
}

TEST(Dxf, SaysThatItsUnitIsTheMillimetre) {
  const Pairs pairs = pairs_of(dxf(small_plate(), small));
  const auto unit = std::ranges::find(pairs, std::pair(9, std::string("$INSUNITS")));
  ASSERT_NE(unit, pairs.end());
  EXPECT_EQ(*(unit + 1), std::pair(70, std::string("4")));
}

TEST(Dxf, ClosesNothingThatIsEngraved) {
  for (const auto& builtin : plate::builtin_templates()) {
    const auto plate = plate::find_template(builtin.id);
    std::size_t engraved = 0;
    for (const auto& entity : entities_of(dxf(filled_plate(*plate), plate->plate.size))) {
      if (entity.find(" ENGRAVE ") == entity.npos) continue;
      ++engraved;
      EXPECT_TRUE(entity.starts_with("LWPOLYLINE ")) << entity;
      EXPECT_NE(entity.find(" open "), entity.npos) << entity;
    }
    EXPECT_GE(engraved, 79u);
  }
}

TEST(Dxf, GivesEveryHandleOnce) {
  const auto plate = plate::find_template("l100x60-3");
  const Pairs pairs = pairs_of(dxf(filled_plate(*plate, 36), plate->plate.size));
  std::set<int> handles;
  int seed = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (pairs[i].first != 5 && pairs[i].first != 105) continue;
    const int handle = std::stoi(pairs[i].second, nullptr, 16);
    if (pairs[i - 1].second == "$HANDSEED") {
      seed = handle;
    } else {
      EXPECT_TRUE(handles.insert(handle).second) << handle;
    }
  }
  EXPECT_GT(handles.size(), 1000u);
  EXPECT_LT(*handles.rbegin(), seed);
}

TEST(Machines, GetTheSameBytesForTheSameDrawing) {
  const auto plate = plate::find_template("sh85-4");
  const auto size = plate->plate.size;
  for (const auto render : {svg, dxf}) {
    EXPECT_TRUE(render(filled_plate(*plate), size) == render(filled_plate(*plate), size));
  }
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
