#include "steelshare/render/machine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
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
constexpr Length corner = 3_mm;

// A plate of 40 x 30 mm with one of everything, and beside it what no machine wants.
Drawing small_plate() {
  DrawingBuilder draw;
  draw.rect(Layer::guide, filled, {{5_mm, 5_mm}, {10_mm, 5_mm}, {}});
  draw.rect(Layer::guide, fine, {{10_mm, 10_mm}, {3_mm, 4_mm}, {}});
  draw.line(Layer::guide, fine, {35_mm, 25_mm}, {45_mm, 25_mm});
  draw.circle(Layer::drill, fine, {{36.5_mm, 15_mm}, 2_mm});
  draw.line(Layer::drill, fine, {34_mm, 15_mm}, {39_mm, 15_mm});
  draw.rect(Layer::outline, fine, {{}, small, corner});
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

TEST(Svg, OfAPlateHasAPathForEachLetterACircleForEachDotAndNoText) {
  for (const auto& builtin : plate::builtin_templates()) {
    const auto plate = plate::find_template(builtin.id);
    const Drawing side = filled_plate(*plate);
    const auto text = text_of(svg(side, plate->plate.size));
    const auto begin = text.find("<g id=\"ENGRAVE\""), end = text.find("<g id=\"DRILL\"");
    const auto engraved = text.substr(begin, end - begin);
    std::size_t letters = 0, dots = 0;
    for (const drawing::Primitive& primitive : side.view()) {
      if (primitive.layer != Layer::mark) continue;
      std::holds_alternative<drawing::Glyph>(primitive.shape) ? ++letters : ++dots;
    }
    EXPECT_EQ(count(engraved, "<path"), letters) << builtin.id;
    EXPECT_EQ(count(engraved, "<circle"), dots) << builtin.id;
    EXPECT_GE(letters + dots, 36u) << builtin.id;
    EXPECT_EQ(count(text, "<text"), 0u);
    EXPECT_EQ(count(text, "<image"), 0u);
  }
}

TEST(Svg, OfABlankPlateEngravesNothing) {
  const auto plate = plate::find_template("id1-landscape-4");
  const auto text = text_of(svg(plate::layout_blank(20, *plate), plate->plate.size));
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
      // Dots are circles; a letter has an end.
      if (plate::has_dots(plate->grid.kind) && entity.starts_with("CIRCLE ")) continue;
      EXPECT_TRUE(entity.starts_with("LWPOLYLINE ")) << entity;
      EXPECT_NE(entity.find(" open "), entity.npos) << entity;
    }
    EXPECT_GE(engraved, 36u) << builtin.id;
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

TEST(Hpgl, FollowsTheMarksAndMarksTheHoles) {
  const auto text = text_of(hpgl(small_plate(), small));
  const auto dot = text.find("PU820,710;PD");  // the right end of the dot: 20.5 mm, 17.75 mm
  ASSERT_NE(dot, text.npos);
  EXPECT_EQ(text.substr(0, dot),
            "IN;\nSP1;\n"
            "PU1420,600;PD1500,600;\nPU1460,640;PD1460,560;\n"
            "PU436,768;PD436,672,488,672;\n");
  EXPECT_EQ(text.substr(text.rfind("PU")), "PU0,0;\nSP0;\n");
  // The dot is thirty lines, and ends where it began: a comma in each of 32 points, and 29 between.
  EXPECT_EQ(std::ranges::count(text.substr(dot), ','), 61);
  EXPECT_EQ(text.substr(text.rfind(";\nPU") - 8, 8), ",820,710");
}

TEST(Gcode, FollowsTheMarksAndMarksTheHolesWithALaser) {
  const auto text = text_of(gcode(small_plate(), small, Engraver::laser));
  const auto dot = text.find("G0 X20.5 Y17.75\n");
  ASSERT_NE(dot, text.npos);
  EXPECT_EQ(text.substr(0, dot),
            R"((steelshare: plate 40.0 x 30.0 mm, X0 Y0 is its lower left corner)
(this file engraves; it cuts nothing out)
(laser: set $32=1; S is the power and F the feed; try on scrap)
G21
G90
G94
G17
S1000
F600
M5
G0 X35.5 Y15.0
M4
G1 X37.5 Y15.0
M5
G0 X36.5 Y16.0
M4
G1 X36.5 Y14.0
M5
G0 X10.9 Y19.2
M4
G1 X10.9 Y16.8
G1 X12.2 Y16.8
M5
)");
  EXPECT_EQ(text.substr(text.rfind("G1")), "G1 X20.5 Y17.75\nM5\nM5\nG0 X0.0 Y0.0\nM2\n");
}

TEST(Gcode, LowersAndLiftsThePointOfAMill) {
  const auto text = text_of(gcode(small_plate(), small, Engraver::mill));
  EXPECT_NE(text.find("S10000\nF150\nG0 Z2.0\nM3\nG0 X35.5 Y15.0\nG1 Z-0.15\nG1 X37.5 Y15.0\n"
                      "G0 Z2.0\nG0 X36.5 Y16.0\nG1 Z-0.15\n"),
            text.npos);
  EXPECT_EQ(text.find("M4"), text.npos);
  EXPECT_EQ(text.substr(text.rfind("G1")), "G1 X20.5 Y17.75\nG0 Z2.0\nM5\nG0 X0.0 Y0.0\nM2\n");
}

TEST(Gcode, OfABlankPlateHasItsNumbers) {
  DrawingBuilder draw;
  draw.rect(Layer::outline, fine, {{}, small, corner});
  draw.glyph(Layer::label, filled, {{12_mm, -3_mm}, 2_mm, '1'});
  draw.glyph(Layer::label, filled, {{8_mm, 12_mm}, 1.2_mm, 'T'});
  draw.line(Layer::guide, fine, {10_mm, 10_mm}, {20_mm, 10_mm});
  const auto text = text_of(gcode(draw.finish(), small, Engraver::laser));
  EXPECT_EQ(text.substr(text.find("M5\n")),
            "M5\nG0 X7.6 Y18.6\nM4\nG1 X8.4 Y18.6\nM5\nG0 X8.0 Y18.6\nM4\nG1 X8.0 Y17.4\nM5\n"
            "M5\nG0 X0.0 Y0.0\nM2\n");
}

// What GRBL takes.
TEST(Gcode, HasNoLongLine) {
  const auto plate = plate::find_template("l100x60-3");
  for (const auto engraver : {Engraver::laser, Engraver::mill}) {
    std::istringstream lines(text_of(gcode(filled_plate(*plate), plate->plate.size, engraver)));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 70u) << line;
  }
}

// Both have nothing but points after these letters; the numbers of a path follow without letters.
std::vector<double> numbers_after(const std::string& text, std::string_view letters) {
  std::vector<double> numbers;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (letters.find(text[i - 1]) != letters.npos && std::isdigit(text[i]) != 0) {
      numbers.push_back(std::stod(text.substr(i, 12)));
    }
  }
  return numbers;
}

TEST(Machines, StayWithinEveryPlate) {
  for (const auto& builtin : plate::builtin_templates()) {
    const auto plate = plate::find_template(builtin.id);
    const Size size = plate->plate.size;
    std::vector<Drawing> drawings;
    drawings.push_back(filled_plate(*plate, plate::word_capacity(*plate)));
    drawings.push_back(plate::layout_blank(plate::word_capacity(*plate), *plate));
    const double width = size.width.um / 1000.0, height = size.height.um / 1000.0;
    for (const Drawing& drawing : drawings) {
      const auto laser = text_of(gcode(drawing, size, Engraver::laser));
      EXPECT_EQ(laser.find("X-"), laser.npos);
      EXPECT_EQ(laser.find("Y-"), laser.npos);
      for (const double x : numbers_after(laser, "X")) EXPECT_LE(x, width);
      for (const double y : numbers_after(laser, "Y")) EXPECT_LE(y, height);
      EXPECT_GT(numbers_after(laser, "X").size(), 30u);
      const auto pen = text_of(hpgl(drawing, size));
      EXPECT_EQ(pen.find('-'), pen.npos);
      const auto numbers = numbers_after(pen, "UD,");
      ASSERT_EQ(numbers.size() % 2, 0u);
      for (std::size_t i = 0; i < numbers.size(); i += 2) {
        EXPECT_LE(numbers[i], width * 40);
        EXPECT_LE(numbers[i + 1], height * 40);
      }
    }
  }
}

TEST(Machines, GetTheSameBytesForTheSameDrawing) {
  const auto plate = plate::find_template("sh85-4");
  const auto size = plate->plate.size;
  const auto laser = [](const Drawing& plate_drawing, Size plate_size) {
    return gcode(plate_drawing, plate_size, Engraver::laser);
  };
  for (const auto render : {svg, dxf, hpgl, static_cast<decltype(&svg)>(laser)}) {
    EXPECT_TRUE(render(filled_plate(*plate), size) == render(filled_plate(*plate), size));
  }
}

// The middle of a dot of 0.5 mm stands 2.5 mm from the middle of a corner of 3 mm at the most.
TEST(MachinesDeathTest, RefuseAMarkBesideThePlate) {
  const auto drawn = [](auto&& mark) {
    DrawingBuilder draw;
    draw.rect(Layer::outline, fine, {{}, small, corner});
    mark(draw);
    return svg(draw.finish(), small).size();
  };
  const auto letter = [](Length x, std::int16_t turn) {
    return [=](DrawingBuilder& draw) {
      draw.glyph(Layer::mark, filled, {{x, 15_mm}, 6_mm, 'A', turn});
    };
  };
  const auto dot = [](Length from_corner) {
    return [=](DrawingBuilder& draw) {
      draw.circle(Layer::mark, filled, {{from_corner, from_corner}, 0.5_mm});
    };
  };
  EXPECT_GT(drawn(letter(2_mm, 0)), 0u);  // two thirds of 6 mm wide
  EXPECT_DEATH(drawn(letter(1.99_mm, 0)), "figures.cpp");
  EXPECT_GT(drawn(letter(3_mm, 900)), 0u);
  EXPECT_DEATH(drawn(letter(2.99_mm, 900)), "figures.cpp");
  EXPECT_GT(drawn(dot(1.24_mm)), 0u);  // 3 - 2.5 / sqrt(2) = 1.232
  EXPECT_DEATH(drawn(dot(1.22_mm)), "figures.cpp");
}

TEST(Machines, TakeARoundPlate) {
  DrawingBuilder draw;
  draw.circle(Layer::outline, fine, {{9_mm, 9_mm}, 9_mm});
  draw.circle(Layer::drill, fine, {{9_mm, 9_mm}, 3.2_mm});
  draw.glyph(Layer::label, filled, {{2_mm, 2_mm}, 2_mm, '1'});
  draw.glyph(Layer::mark, filled, {{9_mm, 2.4_mm}, 2_mm, 'T'});
  draw.glyph(Layer::mark, filled, {{15.6_mm, 9_mm}, 2_mm, 'T', 900});
  const std::vector<std::string> expected{
      "LWPOLYLINE ENGRAVE 2 open (8.333 16.6) (9.667 16.6)",
      "LWPOLYLINE ENGRAVE 2 open (9.0 16.6) (9.0 14.6)",
      "LWPOLYLINE ENGRAVE 2 open (16.6 9.667) (16.6 8.333)",
      "LWPOLYLINE ENGRAVE 2 open (16.6 9.0) (14.6 9.0)",
      "CIRCLE DRILL (9.0 9.0) r3.2",
      "CIRCLE CUT (9.0 9.0) r9.0",
  };
  EXPECT_EQ(entities_of(dxf(draw.finish(), {18_mm, 18_mm})), expected);
}

}  // namespace
}  // namespace steelshare::render
