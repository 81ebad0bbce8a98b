// The form to measure a plate that nobody has described.
#include <array>

#include "plate/sheet.h"
#include "steelshare/plate/page.h"

namespace steelshare::plate {
namespace {

constexpr Ink outline_ink{.gray = 0, .pen_um = 200};
constexpr Ink cell_ink{.gray = 50, .pen_um = 100};
constexpr Ink size_ink{.gray = 20, .pen_um = 120};
constexpr TextStyle letter_style{.ink = black, .cap_height = 2.6_mm, .align = Align::centre};
constexpr Length arrow = 1_mm;
constexpr Length letter_distance = 2.6_mm;

// The plate of the figure: two columns of three words.
constexpr Point plate_at{30_mm, 42_mm};
constexpr Size plate_size{110_mm, 66_mm};
constexpr Point first_cell{16_mm, 16_mm};
constexpr Length pitch_x = 9_mm, pitch_y = 15_mm, gap = 16_mm;
constexpr Point hole{7_mm, 33_mm};
constexpr Length hole_radius = 2.5_mm;

constexpr Length table_y = 128_mm;
constexpr Length row_step = 8.6_mm;

struct Measure {
  std::string_view letter, meaning, key;
};
constexpr std::array<Measure, 12> measures{{
    {"A", "width of the plate", "plate.width"},
    {"B", "height of the plate", "plate.height"},
    {"C", "radius of the corners, 0 where they are square", "plate.radius"},
    {"D", "thickness", "plate.thickness_min"},
    {"E", "hole: left edge to its middle, top edge to its middle, its diameter", "hole.x .y .d"},
    {"F", "left edge to the left side of the first letter's cell", "grid.origin[0]"},
    {"G", "top edge to the upper side of the first letter's cell", "grid.origin[1]"},
    {"H", "from one letter to the next (measure over ten, divide)", "grid.pitch_x"},
    {"I", "from one row to the next (measure over ten, divide)", "grid.pitch_y"},
    {"J", "between the last cell of a word and the first of the next", "grid.gap"},
    {"K", "columns of words, rows of words", "grid.cols .rows"},
    {"L", "height of your stamps, width of their shank", "stamp.height .shank"},
}};

// A length between two arrow heads, with its letter in the middle.
void draw_size(Sheet& sheet, Point from, Point to, std::string_view letter) {
  const bool across = from.y == to.y;
  sheet.line(Layer::label, size_ink, from, to);
  for (const auto& [tip, sign] : {std::pair(from, 1), std::pair(to, -1)}) {
    for (const int side : {1, -1}) {
      const Point barb =
          across ? Point{arrow * sign, arrow * side / 2} : Point{arrow * side / 2, arrow * sign};
      sheet.line(Layer::label, size_ink, tip, tip + barb);
    }
  }
  const Point middle{(from.x + to.x) / 2, (from.y + to.y) / 2};
  sheet.text(letter_style,
             across ? middle + Point{{}, -letter_distance} : middle + Point{-letter_distance, {}},
             letter);
}

void draw_figure(Sheet& sheet) {
  const Point corner = sheet.at(plate_at.x, plate_at.y);
  const auto at = [&](Length x, Length y) { return corner + Point{x, y}; };
  sheet.draw.rect(Layer::label, outline_ink, {corner, plate_size, 5_mm});
  sheet.draw.circle(Layer::label, outline_ink, {at(hole.x, hole.y), hole_radius});
  for (std::int32_t column = 0; column < 2; ++column) {
    for (std::int32_t row = 0; row < 3; ++row) {
      for (std::int32_t letter = 0; letter < 4; ++letter) {
        const Length x = first_cell.x + (pitch_x * 4 + gap) * column + pitch_x * letter;
        sheet.draw.rect(Layer::label, cell_ink,
                        {at(x, first_cell.y + pitch_y * row), {pitch_x, 10_mm}, {}});
      }
    }
  }
  const Length word_end = first_cell.x + pitch_x * 4;
  draw_size(sheet, at({}, -12_mm), at(plate_size.width, -12_mm), "A");
  draw_size(sheet, at(-14_mm, {}), at(-14_mm, plate_size.height), "B");
  sheet.text(letter_style, at(plate_size.width + 3_mm, -1_mm), "C");
  draw_size(sheet, at({}, hole.y + 7_mm), at(hole.x, hole.y + 7_mm), "E");
  draw_size(sheet, at({}, -4_mm), at(first_cell.x, -4_mm), "F");
  draw_size(sheet, at(-5_mm, {}), at(-5_mm, first_cell.y), "G");
  draw_size(sheet, at(first_cell.x, 12_mm), at(first_cell.x + pitch_x, 12_mm), "H");
  draw_size(sheet, at(word_end + 8_mm, first_cell.y), at(word_end + 8_mm, first_cell.y + pitch_y),
            "I");
  draw_size(sheet, at(word_end, 58_mm), at(word_end + gap, 58_mm), "J");
}

}  // namespace

Drawing measuring_form(Paper paper) {
  Sheet sheet = begin_sheet(paper);
  sheet.text(title_style, sheet.at({}, 2.9_mm), "measure your plate");
  sheet.text(aligned(subtitle_style, Align::right), sheet.at(body_width, 3.8_mm), "steelshare");
  sheet.text(subtitle_style, sheet.at({}, 8.8_mm),
             "with a calliper, in millimetres, to a tenth; then write the numbers into a template");
  sheet.line(Layer::label, rule_ink, sheet.at({}, 13.5_mm), sheet.at(body_width, 13.5_mm));
  draw_figure(sheet);
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const auto& [letter, meaning, key] = measures[i];
    const Length y = table_y + row_step * static_cast<std::int32_t>(i);
    sheet.text(heading_style, sheet.at({}, y), letter);
    sheet.text(text_style, sheet.at(8_mm, y), meaning);
    sheet.text(small_style, sheet.at(104_mm, y), key);
    sheet.line(Layer::label, rule_ink, sheet.at(140_mm, y + 2.4_mm),
               sheet.at(body_width, y + 2.4_mm));
  }
  const std::array<std::string, 2> lines{
      "plate:                                    maker and model:",
      "'steelshare templates --show id1-landscape-4 > mine.toml' writes a template to change; "
      "'--check mine.toml' checks it."};
  draw_lines(sheet, text_style, sheet.up({}, 11_mm), lines);
  return sheet.draw.finish();
}

}  // namespace steelshare::plate
