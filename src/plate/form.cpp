// The form to measure a plate that nobody has described.
#include <array>
#include <tuple>
#include <vector>

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

// The plate of the figures.
constexpr Point plate_at{26_mm, 44_mm};
constexpr Size plate_size{110_mm, 66_mm};
constexpr Length plate_radius = 5_mm;
constexpr Length edge_x = 164_mm, edge_thickness = 5_mm;  // the same plate, seen from its edge

// Two columns of three words of letters, and a hole.
constexpr Point first_cell{20_mm, 16_mm};
constexpr Length pitch_x = 9_mm, pitch_y = 15_mm, gap = 12_mm;
constexpr Point hole{8_mm, 33_mm};
constexpr Length hole_radius = 2.5_mm;

// Two columns of four words of dots.
constexpr std::int32_t dot_columns = 2, dot_rows = 4, dot_places = 5;
constexpr Point first_dot{16_mm, 14_mm};
constexpr Length dot_pitch_x = 8_mm, dot_pitch_y = 12_mm, dot_gap = 6_mm, dot_radius = 1_mm;

constexpr Length names_y = 21_mm;
constexpr Length table_y = 122_mm;
constexpr Length row_step = 6.7_mm;

struct Measure {
  std::string_view letter, meaning, key;
};

// Each value has a line to write on.
constexpr std::array<Measure, 18> measures{{
    {"A", "width of the plate", "plate.width"},
    {"B", "height of the plate", "plate.height"},
    {"C", "radius of the corners, 0 where they are square", "plate.radius"},
    {"D", "thickness of the plate", "plate.thickness_min"},
    {"E", "hole: left edge of the plate to its middle", "hole.x"},
    {"F", "hole: top edge of the plate to its middle", "hole.y"},
    {"G", "hole: its diameter (each further hole is a [[hole]] of its own)", "hole.d"},
    {"H", "left edge to the left side of the first letter's cell", "grid.origin[0]"},
    {"I", "top edge to the upper side of the first letter's cell", "grid.origin[1]"},
    {"J", "from one letter to the next (measure over ten, divide)", "grid.pitch_x"},
    {"K", "from one row to the next (measure over ten, divide)", "grid.pitch_y"},
    {"L", "between the last cell of a word and the first of the next", "grid.gap"},
    {"", "columns of words", "grid.cols"},
    {"", "rows of words", "grid.rows"},
    {"", "word 2 is below word 1: \"column\"; at its right: \"row\"", "grid.order"},
    {"", "faces that are marked, 1 or 2", "plate.faces"},
    {"", "height of a capital of your stamps", "stamp.height"},
    {"", "width of their square shank", "stamp.shank"},
}};

constexpr std::array<Measure, 18> dot_measures{{
    {"M", "left edge to the middle of the first dot", "M - Q / 2 = grid.origin[0]"},
    {"N", "top edge to the middle of the first dot", "N - R / 2 = grid.origin[1]"},
    {"O", "middle of the last dot to the right edge", "proves M, Q and S"},
    {"P", "middle of the last dot to the lower edge", "proves N and R"},
    {"Q", "from one dot to the next across (over ten, divide)", "grid.pitch_x"},
    {"R", "from one dot to the next below (over ten, divide)", "grid.pitch_y"},
    {"S", "last dot of a word to the first of the word at its right", "S - Q = grid.gap"},
    {"", "the same to the word below, where a word has several rows", "less R = grid.gap_y"},
    {"T", "diameter of the dot that your punch makes", "dots.diameter"},
    {"", "a dot is a binary digit: \"bits\"; a letter in rows A to Z:", "grid.kind"},
    {"", "\"alphabet\"; a digit in rows 1 to 9 and 0: \"decimal\"", ""},
    {"", "number of the first word of the list: 0 or 1", "dots.base"},
    {"", "binary digits of a word, 10 to 12", "dots.bits"},
    {"", "left one is worth most? (if not, no template can say it)", "must be yes"},
    {"", "one more dot that makes their number odd: true or false", "dots.parity"},
    {"", "columns of words", "grid.cols"},
    {"", "rows of words", "grid.rows"},
    {"", "word 2 is below word 1: \"column\"; at its right: \"row\"", "grid.order"},
}};

// A length between two arrow heads.
void draw_length(Sheet& sheet, Point from, Point to) {
  const bool across = from.y == to.y;
  sheet.line(Layer::label, size_ink, from, to);
  for (const auto& [tip, sign] : {std::pair(from, 1), std::pair(to, -1)}) {
    for (const int side : {1, -1}) {
      const Point barb =
          across ? Point{arrow * sign, arrow * side / 2} : Point{arrow * side / 2, arrow * sign};
      sheet.line(Layer::label, size_ink, tip, tip + barb);
    }
  }
}

// The same with its letter above the middle, or to the left of it.
void draw_size(Sheet& sheet, Point from, Point to, std::string_view letter) {
  draw_length(sheet, from, to);
  const Point middle{(from.x + to.x) / 2, (from.y + to.y) / 2};
  const bool across = from.y == to.y;
  sheet.text(letter_style,
             middle + (across ? Point{{}, -letter_distance} : Point{-letter_distance, {}}), letter);
}

// The plate from its edge, beside the figure.
void draw_thickness(Sheet& sheet) {
  const Point corner = sheet.at(edge_x, plate_at.y);
  sheet.draw.rect(Layer::label, outline_ink, {corner, {edge_thickness, plate_size.height}, {}});
  draw_size(sheet, corner + Point{{}, -4_mm}, corner + Point{edge_thickness, -4_mm}, "D");
  sheet.text(aligned(small_style, Align::centre),
             corner + Point{edge_thickness / 2, plate_size.height + 3_mm}, "from its edge");
}

void draw_hole(Sheet& sheet, Point corner) {
  const Point at = corner + hole;
  sheet.draw.circle(Layer::label, outline_ink, {at, hole_radius});
  draw_size(sheet, {corner.x, at.y + 7_mm}, {at.x, at.y + 7_mm}, "E");
  draw_size(sheet, {at.x, corner.y}, at, "F");
  const Length beside = at.x + 4.5_mm;
  draw_length(sheet, {beside, at.y - hole_radius}, {beside, at.y + hole_radius});
  sheet.text(letter_style, {beside + letter_distance, at.y}, "G");
}

void draw_letters(Sheet& sheet) {
  const Point corner = sheet.at(plate_at.x, plate_at.y);
  const auto at = [&](Length x, Length y) { return corner + Point{x, y}; };
  sheet.draw.rect(Layer::label, outline_ink, {corner, plate_size, plate_radius});
  draw_hole(sheet, corner);
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
  draw_size(sheet, at({}, -4_mm), at(first_cell.x, -4_mm), "H");
  draw_size(sheet, at(-5_mm, {}), at(-5_mm, first_cell.y), "I");
  draw_size(sheet, at(first_cell.x, 12_mm), at(first_cell.x + pitch_x, 12_mm), "J");
  draw_size(sheet, at(word_end + 7_mm, first_cell.y), at(word_end + 7_mm, first_cell.y + pitch_y),
            "K");
  draw_size(sheet, at(word_end, 60_mm), at(word_end + gap, 60_mm), "L");
  draw_thickness(sheet);
}

Length dot_x(std::int32_t column, std::int32_t place) {
  return first_dot.x + (dot_pitch_x * dot_places + dot_gap) * column + dot_pitch_x * place;
}

void draw_dots(Sheet& sheet) {
  const Point corner = sheet.at(plate_at.x, plate_at.y);
  const auto at = [&](Length x, Length y) { return corner + Point{x, y}; };
  sheet.draw.rect(Layer::label, outline_ink, {corner, plate_size, plate_radius});
  for (std::int32_t column = 0; column < dot_columns; ++column) {
    for (std::int32_t row = 0; row < dot_rows; ++row) {
      for (std::int32_t place = 0; place < dot_places; ++place) {
        const Point middle = at(dot_x(column, place), first_dot.y + dot_pitch_y * row);
        sheet.draw.circle(Layer::label, cell_ink, {middle, dot_radius});
      }
    }
  }
  const Length last_x = dot_x(dot_columns - 1, dot_places - 1);
  const Length last_y = first_dot.y + dot_pitch_y * (dot_rows - 1);
  draw_size(sheet, at({}, -4_mm), at(first_dot.x, -4_mm), "M");
  draw_size(sheet, at(-5_mm, {}), at(-5_mm, first_dot.y), "N");
  draw_size(sheet, at(last_x, -4_mm), at(plate_size.width, -4_mm), "O");
  draw_size(sheet, at(plate_size.width + 7_mm, last_y),
            at(plate_size.width + 7_mm, plate_size.height), "P");
  draw_size(sheet, at(dot_x(0, 0), 10_mm), at(dot_x(0, 1), 10_mm), "Q");
  draw_size(sheet, at(first_dot.x - 4_mm, first_dot.y),
            at(first_dot.x - 4_mm, first_dot.y + dot_pitch_y), "R");
  draw_size(sheet, at(dot_x(0, dot_places - 1), 10_mm), at(dot_x(1, 0), 10_mm), "S");
  const Point single = at(dot_x(1, 1), first_dot.y + dot_pitch_y);
  draw_size(sheet, single + Point{-dot_radius, -2.5_mm}, single + Point{dot_radius, -2.5_mm}, "T");
}

// Labels with a line to write on, side by side.
void draw_names(Sheet& sheet) {
  const std::array<std::tuple<std::string_view, Length, Length>, 3> names{
      {{"plate:", {}, 60_mm}, {"maker:", 64_mm, 126_mm}, {"measured by, on:", 130_mm, body_width}}};
  for (const auto& [name, from, to] : names) {
    const Length width =
        drawing::advance(text_style.cap_height) * static_cast<std::int32_t>(name.size());
    sheet.text(text_style, sheet.at(from, names_y), name);
    sheet.line(Layer::label, rule_ink, sheet.at(from + width + 1.5_mm, names_y + 2_mm),
               sheet.at(to, names_y + 2_mm));
  }
}

void draw_table(Sheet& sheet, std::span<const Measure> rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& [letter, meaning, key] = rows[i];
    const Length y = table_y + row_step * static_cast<std::int32_t>(i);
    sheet.text(heading_style, sheet.at({}, y), letter);
    sheet.text(text_style, sheet.at(6_mm, y), meaning);
    sheet.text(small_style, sheet.at(98_mm, y), key);
    if (key.empty()) continue;
    sheet.line(Layer::label, rule_ink, sheet.at(140_mm, y + 2.2_mm),
               sheet.at(body_width, y + 2.2_mm));
  }
}

Sheet begin_form(Paper paper, std::string_view title, std::span<const Measure> rows) {
  Sheet sheet = begin_sheet(paper);
  sheet.text(title_style, sheet.at({}, 2.9_mm), title);
  sheet.text(aligned(subtitle_style, Align::right), sheet.at(body_width, 3.8_mm), "steelshare");
  sheet.text(subtitle_style, sheet.at({}, 8.8_mm),
             "with a calliper, in millimetres, to a tenth; then write the numbers into a template");
  sheet.line(Layer::label, rule_ink, sheet.at({}, 13.5_mm), sheet.at(body_width, 13.5_mm));
  draw_names(sheet);
  draw_table(sheet, rows);
  return sheet;
}

// Which built-in template to begin with.
Drawing finish_form(Sheet& sheet, std::string_view id) {
  const std::array<std::string, 2> lines{
      "plate and maker go into source.text; what was measured is \"sourced\"",
      "'steelshare templates --show " + std::string(id) +
          " > mine.toml' writes a template to change; '--check mine.toml' checks it."};
  draw_lines(sheet, text_style, sheet.up({}, 9_mm), lines);
  return sheet.draw.finish();
}

}  // namespace

std::vector<Drawing> measuring_form(Paper paper) {
  std::vector<Drawing> pages;
  Sheet letters = begin_form(paper, "measure your plate: size, and letters", measures);
  draw_letters(letters);
  pages.push_back(finish_form(letters, "id1-landscape-4"));
  Sheet dots = begin_form(paper, "measure your plate: dots (its size: page 1)", dot_measures);
  draw_dots(dots);
  pages.push_back(finish_form(dots, "dots-id1-20"));
  return pages;
}

}  // namespace steelshare::plate
