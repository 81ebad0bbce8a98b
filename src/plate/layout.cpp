#include "steelshare/plate/layout.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "plate/code.h"
#include "plate/rules.h"

namespace steelshare::plate {
namespace {

using drawing::Align;
using drawing::Circle;
using drawing::Drawing;
using drawing::DrawingBuilder;
using drawing::Glyph;
using drawing::Ink;
using drawing::Layer;
using drawing::TextStyle;

constexpr Ink outline_ink{.gray = 0, .pen_um = 150};
constexpr Ink drill_ink{.gray = 30, .pen_um = 100};
constexpr Ink keepout_ink{.gray = 70, .pen_um = 80};
constexpr Ink shade_ink{.gray = 94, .pen_um = 0};
constexpr Ink box_ink{.gray = 66, .pen_um = 80};
constexpr Ink baseline_ink{.gray = 35, .pen_um = 120};
constexpr Ink tick_ink{.gray = 45, .pen_um = 80};
constexpr Ink shank_ink{.gray = 35, .pen_um = 150};
constexpr Ink mark_ink{.gray = 0, .pen_um = 0};
constexpr Ink label_ink{.gray = 25, .pen_um = 0};
constexpr Ink point_ink{.gray = 45, .pen_um = 0};
constexpr Ink cut_ink{.gray = 40, .pen_um = 100};
constexpr Ink arrow_ink{.gray = 25, .pen_um = 150};

constexpr Length tick_length = 0.4_mm;
constexpr Length baseline_overhang = 0.2_mm;
constexpr Length shank_distance = 0.4_mm;  // clear of the boxes and ticks of a tight row below
constexpr Length shank_dash = 0.5_mm;
constexpr Length shade_overhang = 0.6_mm;
constexpr Length block_overhang = 0.2_mm;
constexpr Length largest_number_height = 1.6_mm;
constexpr Length largest_name_height = 1.3_mm;  // of the rows of a block, and of its number
constexpr Length head_text_height = 1.5_mm;
constexpr Length number_distance = 1.2_mm;  // clear of the dashes for the shank
constexpr Length outline_clearance = 0.3_mm, dot_clearance = 0.7_mm, dash_clearance = 1.4_mm;
constexpr Length smallest_number_height = 0.6_mm;
constexpr Length hole_number_distance = 0.4_mm;  // above the cross in the hole of a washer
constexpr Length hole_cross_arm = 0.8_mm;
constexpr Length dot_number_distance = 0.5_mm;  // nearer to its own row than to the one on the left
constexpr Length weight_distance = 0.6_mm;
constexpr Length dot_cross_arm = 0.3_mm;
constexpr Length dot_point = 0.3_mm;
constexpr Length head_number_height = 2.2_mm;
constexpr Length cut_mark_distance = 0.6_mm;
constexpr Length cut_mark_length = 2_mm;
constexpr Length edge_mark_distance = 0.6_mm;
constexpr Length edge_mark_size = 1.8_mm;
constexpr Length arrow_length = 3.2_mm;
constexpr Length arrow_barb = 0.6_mm;

constexpr std::int16_t quarter_turn_left = -900;

// The alphabet, and the letters that are taken for each other, four to a word.
constexpr std::array<std::string_view, 21> practice_letters{std::string_view("ABCD"),
                                                            "EFGH",
                                                            "IJKL",
                                                            "MNOP",
                                                            "QRST",
                                                            "UVWX",
                                                            "YZYZ",
                                                            "CGCG",
                                                            "FPFP",
                                                            "DPDP",
                                                            "LTLT",
                                                            "BDBD",
                                                            "MNMN",
                                                            "BPBP",
                                                            "MWMW",
                                                            "ITIT",
                                                            "HMHM",
                                                            "PRPR",
                                                            "ILIL",
                                                            "BRBR",
                                                            "BEBE"};

// A to Z, and the last two once more.
constexpr std::size_t alphabet_words = 7;

// The first official vector of SLIP-39: everybody knows it, so it keeps no money.
constexpr std::array<std::string_view, 20> public_share{std::string_view("duckling"),
                                                        "enlarge",
                                                        "academic",
                                                        "academic",
                                                        "agency",
                                                        "result",
                                                        "length",
                                                        "solution",
                                                        "fridge",
                                                        "kidney",
                                                        "coal",
                                                        "piece",
                                                        "deal",
                                                        "husband",
                                                        "erode",
                                                        "duke",
                                                        "ajar",
                                                        "critical",
                                                        "decision",
                                                        "keyboard"};

// Four columns of dots under each other, with a name beside each row.
bool is_block(const Template& plate) { return cells_per_word(plate) > cells_across(plate); }

// What is free to the left of the first mark of a word: to the edge, and to the word beside it with
// its dashes.
Length room_for_number(const Template& plate) {
  const Rect first = mark_box(plate, 0, 0);
  const bool dots = has_dots(plate.grid.kind);
  const Length distance = dots ? dot_number_distance : number_distance;
  Length room = first.corner.x - distance - outline_clearance;
  if (plate.grid.column_count > 1) {
    const Length white = cell(plate, 0, 0).size.width - first.size.width + plate.grid.gap;
    room = std::min(room, white - distance - (dots ? dot_clearance : dash_clearance));
  }
  return room;
}

// Two digits, or the one sign of the rows of a block, as large as there is room for. Below 0.4 of
// the letters' height software takes the number for a line of its own, not for a letter of the word
// beside it.
Length number_height(const Template& plate) {
  const std::int32_t signs = is_block(plate) ? 1 : 2;
  const Length fitting{static_cast<std::int32_t>(std::int64_t{room_for_number(plate).um} * 1000 /
                                                 (signs * drawing::advance(1_mm).um))};
  const Length beside =
      has_dots(plate.grid.kind) ? plate.grid.pitch_y * 6 / 10 : plate.stamp.height * 3 / 8;
  const Length largest = is_block(plate) ? largest_name_height : largest_number_height;
  return std::max(smallest_number_height, std::min({largest, fitting, beside}));
}

void draw_cross(DrawingBuilder& draw, Layer layer, Ink ink, Point at, Length arm) {
  draw.line(layer, ink, {at.x - arm, at.y}, {at.x + arm, at.y});
  draw.line(layer, ink, {at.x, at.y - arm}, {at.x, at.y + arm});
}

Point seen(const Template& plate, bool from_behind, Point point) {
  return from_behind ? Point{plate.plate.size.width - point.x, point.y} : point;
}

// Beside each corner, in line with the edges: where to lay the ruler.
void draw_cut_marks(DrawingBuilder& draw, Size plate) {
  for (const Length x : {Length{}, plate.width}) {
    for (const Length y : {Length{}, plate.height}) {
      const std::int32_t right = x == Length{} ? -1 : 1, down = y == Length{} ? -1 : 1;
      const Point near{x + cut_mark_distance * right, y + cut_mark_distance * down};
      const Length far_x = near.x + cut_mark_length * right,
                   far_y = near.y + cut_mark_length * down;
      draw.line(Layer::guide, cut_ink, {near.x, y}, {far_x, y});
      draw.line(Layer::guide, cut_ink, {x, near.y}, {x, far_y});
    }
  }
}

// A triangle at the left edge of the front, which is the right one seen from behind: a plate that
// is turned over like a page keeps it.
void draw_edge_mark(DrawingBuilder& draw, Size plate, bool from_behind) {
  const Length x = from_behind ? plate.width + edge_mark_distance : -edge_mark_distance;
  const Length out = from_behind ? edge_mark_size : -edge_mark_size;
  const Point tip{x, plate.height / 2};
  const Point upper{x + out, tip.y - edge_mark_size * 2 / 3};
  const Point lower{x + out, tip.y + edge_mark_size * 2 / 3};
  draw.line(Layer::label, arrow_ink, tip, upper);
  draw.line(Layer::label, arrow_ink, upper, lower);
  draw.line(Layer::label, arrow_ink, lower, tip);
}

void draw_body(DrawingBuilder& draw, const Template& plate, bool from_behind) {
  for (const Hole& hole : plate.holes) {
    const Point at = seen(plate, from_behind, hole.centre);
    const Length radius = hole.diameter / 2;
    draw.circle(Layer::drill, drill_ink, {at, radius});
    draw_cross(draw, Layer::drill, drill_ink, at, radius + 1_mm);
  }
  for (const Keepout& area : plate.keepouts) {
    const Point a = seen(plate, from_behind, area.top_left);
    const Point b = seen(plate, from_behind, area.bottom_right);
    const Length left = std::min(a.x, b.x), width = std::max(a.x, b.x) - left;
    draw.rect(Layer::guide, keepout_ink,
              {.corner = {left, a.y}, .size = {width, b.y - a.y}, .radius = {}});
    draw.line(Layer::guide, keepout_ink, a, b);
    draw.line(Layer::guide, keepout_ink, {a.x, b.y}, {b.x, a.y});
  }
  draw.rect(Layer::outline, outline_ink,
            {.corner = {}, .size = plate.plate.size, .radius = plate.plate.radius});
  draw_cut_marks(draw, plate.plate.size);
  draw_edge_mark(draw, plate.plate.size, from_behind);
}

void draw_washer(DrawingBuilder& draw, const Template& plate, std::size_t word) {
  const Point middle = washer_centre(plate, word);
  draw.circle(Layer::outline, outline_ink, {middle, plate.ring.outer / 2});
  draw.circle(Layer::drill, drill_ink, {middle, plate.ring.inner / 2});
  draw_cross(draw, Layer::drill, drill_ink, middle, hole_cross_arm);
  draw.circle(Layer::guide, tick_ink, {middle, plate.ring.radius + plate.stamp.height / 2});
}

// In the hole, where nothing is struck, above its cross and wholly within its edge: rings that are
// cut out of a blank sheet keep their numbers. A hole too small for a number that can be read has
// none.
void draw_number_in_hole(DrawingBuilder& draw, const Template& plate, std::size_t word,
                         std::size_t number) {
  const Length foot = hole_cross_arm + hole_number_distance;
  // The upper corners of two digits are no farther from the middle than 5/4 of their height, and
  // the foot.
  const Length room = plate.ring.inner / 2 - foot - outline_clearance;
  const Length height = std::min(room * 4 / 5, largest_number_height);
  if (height < smallest_number_height) return;
  draw.text({.layer = Layer::label, .ink = label_ink, .cap_height = height, .align = Align::centre},
            washer_centre(plate, word) + Point{{}, -foot - height / 2}, std::to_string(number));
}

// Four ticks on the box point to the centre of the letter from outside; they hang on the box, so
// that none is taken for a hyphen or for a part of the letter.
void draw_ticks(DrawingBuilder& draw, const Rect& box) {
  const Point at = centre(box);
  const auto line = [&](Point from, Point to) { draw.line(Layer::guide, tick_ink, from, to); };
  line({at.x, box.corner.y}, {at.x, box.corner.y - tick_length});
  line({at.x, bottom(box)}, {at.x, bottom(box) + tick_length});
  line({box.corner.x, at.y}, {box.corner.x - tick_length, at.y});
  line({right(box), at.y}, {right(box) + tick_length, at.y});
}

// Dashes beside the box, where the lower edge of the shank is laid; none through a letter of the
// row below.
void draw_shank_edge(DrawingBuilder& draw, const Rect& box, Length shank) {
  const Length y = centre(box).y + shank / 2;
  draw.line(Layer::guide, shank_ink, {box.corner.x - shank_distance - shank_dash, y},
            {box.corner.x - shank_distance, y});
  draw.line(Layer::guide, shank_ink, {right(box) + shank_distance, y},
            {right(box) + shank_distance + shank_dash, y});
}

// Every other word; blocks, which stand close, like the fields of a chessboard.
bool is_shaded(const Template& plate, std::size_t word) {
  if (!is_block(plate)) return word % 2 == 1;
  const std::size_t line =
      plate.grid.order == Order::column ? plate.grid.row_count : plate.grid.column_count;
  return (word / line + word % line) % 2 == 1;
}

// From the first mark to the last, and half the white between the rows; of a block the names of its
// rows too.
void draw_shade(DrawingBuilder& draw, const Template& plate, std::size_t word) {
  const std::size_t across = cells_across(plate);
  const Rect first = cell(plate, word, 0), last = cell(plate, word, cells_per_word(plate) - 1);
  const Length overhang = is_block(plate) ? block_overhang : shade_overhang;
  const Length names =
      is_block(plate) ? dot_number_distance + drawing::advance(number_height(plate)) : Length{};
  const Length left = mark_box(plate, word, 0).corner.x - names - overhang;
  const Length end = right(mark_box(plate, word, across - 1)) + overhang;
  draw.rect(Layer::guide, shade_ink,
            {.corner = {left, first.corner.y},
             .size = {end - left, bottom(last) - first.corner.y},
             .radius = {}});
}

void draw_letter_guides(DrawingBuilder& draw, const Template& plate, const Rect& box) {
  draw.rect(Layer::guide, box_ink, box);
  draw.line(Layer::guide, baseline_ink, {box.corner.x - baseline_overhang, bottom(box)},
            {right(box) + baseline_overhang, bottom(box)});
  draw_ticks(draw, box);
  draw_shank_edge(draw, box, plate.stamp.shank);
}

// A cross in a circle tells the middle, where the punch is set; in blocks of a hundred cells a word
// a point does, because so many circles would not fit the memory for secrets.
void draw_dot_guides(DrawingBuilder& draw, const Template& plate, const Rect& box) {
  const Point at = centre(box);
  if (plate.grid.kind != GridKind::bits) {
    const Point corner{at.x - dot_point / 2, at.y - dot_point / 2};
    return draw.rect(Layer::guide, point_ink,
                     {.corner = corner, .size = {dot_point, dot_point}, .radius = {}});
  }
  draw.circle(Layer::guide, box_ink, {at, box.size.width / 2});
  draw_cross(draw, Layer::guide, tick_ink, at, dot_cross_arm);
}

// A turned letter has its middle and, at its feet, a tick towards the rim or the hole.
void draw_ring_guides(DrawingBuilder& draw, const Template& plate, std::size_t word) {
  const Point middle = washer_centre(plate, word);
  for (std::size_t i = 0; i < cells_per_word(plate); ++i) {
    const Point at = centre(cell(plate, word, i));
    draw_cross(draw, Layer::guide, box_ink, at, dot_cross_arm);
    // From the middle of the letter outwards, past its edge.
    const std::int32_t radius = (i < ring_digits ? plate.ring.number_radius : plate.ring.radius).um;
    const std::int32_t from = radius + letter_height(plate, i).um / 2;
    const auto on_ray = [&](std::int32_t distance) {
      const auto scaled = [&](Length along) {
        return Length{static_cast<std::int32_t>(std::int64_t{along.um} * distance / radius)};
      };
      return middle + Point{scaled(at.x - middle.x), scaled(at.y - middle.y)};
    };
    draw.line(Layer::guide, tick_ink, on_ray(from + 100), on_ray(from + 100 + tick_length.um));
  }
}

// Beside the first mark, as high as its head: half way up it would run into the tick. Above a block
// of dots, where the letters or digits of its rows leave no place beside it.
void draw_number(DrawingBuilder& draw, const Template& plate, std::size_t word,
                 std::size_t number) {
  const Length height = number_height(plate);
  const Rect first = mark_box(plate, word, 0);
  const std::string text = std::to_string(number);
  if (is_block(plate)) {
    const Rect last = cell(plate, word, cells_across(plate) - 1);
    const Rect begin = cell(plate, word, 0);
    draw.text(
        {.layer = Layer::label, .ink = label_ink, .cap_height = height, .align = Align::centre},
        {(begin.corner.x + right(last)) / 2, begin.corner.y - height * 3 / 4}, text);
    return;
  }
  const bool dots = has_dots(plate.grid.kind);
  const Length y = dots ? centre(first).y : first.corner.y + height / 2;
  draw.text({.layer = Layer::label, .ink = label_ink, .cap_height = height, .align = Align::right},
            {first.corner.x - (dots ? dot_number_distance : number_distance), y}, text);
}

// What the rows of a block of dots mean, left of each block.
void draw_row_names(DrawingBuilder& draw, const Template& plate, std::size_t word) {
  const std::string_view names =
      plate.grid.kind == GridKind::alphabet ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ" : "1234567890";
  const Length height = number_height(plate);
  for (std::size_t row = 0; row < names.size(); ++row) {
    const Rect first = mark_box(plate, word, row * cells_across(plate));
    draw.text(
        {.layer = Layer::label, .ink = label_ink, .cap_height = height, .align = Align::right},
        {first.corner.x - dot_number_distance, centre(first).y}, names.substr(row, 1));
  }
}

void draw_word_guides(DrawingBuilder& draw, const Template& plate, std::size_t word,
                      std::size_t number) {
  switch (plate.grid.kind) {
    case GridKind::ring:
      draw_washer(draw, plate, word);
      draw_number_in_hole(draw, plate, word, number);
      return draw_ring_guides(draw, plate, word);
    case GridKind::letters:
    case GridKind::tiles:
      for (std::size_t i = 0; i < letters_per_word; ++i) {
        const Rect box = mark_box(plate, word, i);
        if (plate.grid.kind == GridKind::tiles) {
          draw.rect(Layer::guide, box_ink, box);
        } else {
          draw_letter_guides(draw, plate, box);
        }
      }
      break;
    case GridKind::alphabet:
    case GridKind::decimal:
      draw_row_names(draw, plate, word);
      [[fallthrough]];
    case GridKind::bits:
      for (std::size_t i = 0; i < cells_per_word(plate); ++i) {
        draw_dot_guides(draw, plate, mark_box(plate, word, i));
      }
      break;
  }
  draw_number(draw, plate, word, number);
}

void draw_arrow(DrawingBuilder& draw, Point from, Point to) {
  draw.line(Layer::label, arrow_ink, from, to);
  const bool down = from.x == to.x;
  const Point barb = down ? Point{arrow_barb, -2 * arrow_barb} : Point{-2 * arrow_barb, arrow_barb};
  const Point mirrored = down ? Point{-barb.x, barb.y} : Point{barb.x, -barb.y};
  draw.line(Layer::label, arrow_ink, to + barb, to);
  draw.line(Layer::label, arrow_ink, to + mirrored, to);
}

// "3-4"; both count from 0 here.
std::string range_text(std::size_t first, std::size_t last) {
  if (first == last) return std::to_string(first + 1);
  return std::to_string(first + 1) + "-" + std::to_string(last + 1);
}

// Order number, arrow and the words of a column, above the outline. Where there is no room for all
// that, the words have it: a number alone above a column would pass for the number of a word.
void draw_column_head(DrawingBuilder& draw, const Template& plate, std::size_t column, Side side) {
  const std::size_t first = column * plate.grid.row_count;
  const std::size_t last = std::min(first + plate.grid.row_count, side.count) - 1;
  const Length x = mark_box(plate, first, 0).corner.x;
  const Length y = -head_height / 2;
  const TextStyle number{.layer = Layer::label, .ink = label_ink, .cap_height = head_number_height};
  const TextStyle small{.layer = Layer::label, .ink = label_ink, .cap_height = head_text_height};
  const std::string order = std::to_string(column + 1);
  const std::string range = range_text(side.first + first, side.first + last);
  const std::string words = (first == last ? "word " : "words ") + range;
  const Length column_end = right(cell(plate, first, cells_across(plate) - 1)) + plate.grid.gap;
  const auto end_of = [](const std::string& text, Length from, const TextStyle& style) {
    return from + drawing::advance(style.cap_height) * static_cast<std::int32_t>(text.size());
  };

  const Length beside_order = end_of(order, x, number) + 1.3_mm;
  const Length words_x = beside_order + 1.5_mm;
  const bool has_room = end_of(words, words_x, small) <= column_end;
  const Length arrow_x = has_room ? beside_order : end_of(range, x, small) + 1.3_mm;
  if (has_room) {
    draw.text(number, {x, y}, order);
    draw.text(small, {words_x, y}, words);
  } else if (end_of(range, x, small) <= column_end) {
    draw.text(small, {x, y}, range);
  }
  if (arrow_x + arrow_barb > column_end) return;
  draw_arrow(draw, {arrow_x, y - arrow_length / 2}, {arrow_x, y + arrow_length / 2});
}

// Order number and arrow of a row, left of the outline.
void draw_row_head(DrawingBuilder& draw, const Template& plate, std::size_t row) {
  const Length y = centre(mark_box(plate, row * plate.grid.column_count, 0)).y;
  const TextStyle number{.layer = Layer::label,
                         .ink = label_ink,
                         .cap_height = head_text_height,
                         .align = Align::right};
  draw_arrow(draw, {-0.8_mm - arrow_length / 2, y}, {-0.8_mm, y});
  draw.text(number, {-1.2_mm - arrow_length / 2, y}, std::to_string(row + 1));
}

// A head over a single word would be a second number for it, and a wrong one on the second side.
void draw_heads(DrawingBuilder& draw, const Template& plate, Side side) {
  const bool down = plate.grid.order == Order::column;
  const std::size_t step = down ? plate.grid.row_count : plate.grid.column_count;
  if (step == 1) return;
  for (std::size_t i = 0; i * step < side.count; ++i) {
    down ? draw_column_head(draw, plate, i, side) : draw_row_head(draw, plate, i);
  }
}

void draw_blank(DrawingBuilder& draw, const Template& plate, Side side, bool from_behind) {
  const bool is_plate = plate.grid.kind != GridKind::ring && plate.grid.kind != GridKind::tiles;
  const bool is_ring = plate.grid.kind == GridKind::ring;
  for (std::size_t word = 0; word < side.count && !is_ring; ++word) {
    if (is_shaded(plate, word)) draw_shade(draw, plate, word);
  }
  if (is_plate) draw_body(draw, plate, from_behind);
  for (std::size_t word = 0; word < side.count; ++word) {
    draw_word_guides(draw, plate, word, side.first + word + 1);
  }
  if (!is_ring) draw_heads(draw, plate, side);
}

void draw_mark(DrawingBuilder& draw, const Template& plate, std::size_t word, std::size_t number,
               char mark) {
  const Point at = centre(cell(plate, word, number));
  if (has_dots(plate.grid.kind)) {
    draw.circle(Layer::mark, mark_ink, {at, plate.dots.diameter / 2});
  } else {
    draw.glyph(Layer::mark, mark_ink,
               {at, letter_height(plate, number), mark, turn(plate, number)});
  }
}

// Letters and digits to stamp; a space is a cell that stays free.
void draw_header(DrawingBuilder& draw, const Template& plate, std::string_view header) {
  expects(header.empty() || (plate.header && header.size() <= plate.header->cell_count));
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (header[i] == ' ') continue;
    draw_letter_guides(draw, plate, header_box(plate, i));
    draw.glyph(Layer::mark, mark_ink,
               {centre(header_cell(plate, i)), plate.stamp.height, header[i]});
  }
}

bool is_in_header(const Template& plate, Point centre_of_mark) {
  if (!plate.header) return false;
  for (std::size_t i = 0; i < plate.header->cell_count; ++i) {
    if (centre(header_cell(plate, i)) == centre_of_mark) return true;
  }
  return false;
}

bool is_first_of_column(const Template& plate, std::size_t word) {
  return plate.grid.order == Order::column ? word % plate.grid.row_count == 0
                                           : word < plate.grid.column_count;
}

std::string worth_of(const Template& plate, std::size_t digit) {
  return std::to_string(1U << (plate.dots.bits - 1 - digit));
}

// As large as the columns have room for, and the white between the first row and the edge for the
// longest of them.
Length weight_height(const Template& plate, const Rect& first) {
  const Length room = first.corner.y - weight_distance - outline_clearance;
  const auto digits = static_cast<std::int64_t>(worth_of(plate, 0).size());
  const Length fitting{static_cast<std::int32_t>(std::int64_t{room.um} * 1000 /
                                                 (digits * drawing::advance(1_mm).um))};
  return std::min({fitting, plate.grid.pitch_x * 6 / 10, largest_number_height});
}

// What each binary digit is worth, and over the dot that is worth nothing what it makes of the row;
// turned to stand above its column.
void draw_weights(DrawingBuilder& draw, const Template& plate, std::size_t word) {
  const Length height = weight_height(plate, mark_box(plate, word, 0));
  for (std::size_t i = 0; i < cells_across(plate); ++i) {
    const Rect box = mark_box(plate, word, i);
    const std::string head = i < plate.dots.bits ? worth_of(plate, i) : "ODD";
    Point at{centre(box).x, box.corner.y - weight_distance - drawing::advance(height) / 2};
    for (const char sign : head) {
      draw.glyph(Layer::label, label_ink, {at, height, sign, quarter_turn_left});
      at.y = at.y - drawing::advance(height);
    }
  }
}

// A mark as it is found: a letter or a dot, and the box that it fills.
struct Found {
  char mark;
  Point centre;
  Length height;  // of a letter, or the diameter of a dot
  std::int16_t turn;
};

std::optional<Found> found_in(const drawing::Primitive& primitive, const Template& plate) {
  if (const auto* glyph = std::get_if<Glyph>(&primitive.shape)) {
    if (has_dots(plate.grid.kind)) return {};
    return Found{glyph->letter, glyph->centre, glyph->cap_height, glyph->turn};
  }
  const auto* circle = std::get_if<Circle>(&primitive.shape);
  if (circle == nullptr || !has_dots(plate.grid.kind) || primitive.ink.pen_um != 0) return {};
  return Found{dot_mark, circle->centre, circle->radius * 2, 0};
}

bool holds(const Rect& outer, const Found& found) {
  const bool is_dot = found.mark == dot_mark;
  const Length half_width = is_dot ? found.height / 2 : drawing::advance(found.height) / 2;
  const Length half_height = found.height / 2;
  return found.centre.x - half_width >= outer.corner.x &&
         found.centre.x + half_width <= right(outer) &&
         found.centre.y - half_height >= outer.corner.y &&
         found.centre.y + half_height <= bottom(outer);
}

// Whether a mark is of the size and turn of a cell, and wholly in it.
bool is_in(const Found& found, const Template& plate, std::size_t word, std::size_t number) {
  const Length height =
      has_dots(plate.grid.kind) ? plate.dots.diameter / 2 * 2 : letter_height(plate, number);
  return found.height == height && found.turn == turn(plate, number) &&
         holds(cell(plate, word, number), found);
}

// The number of the cell, counted through all words, that holds a mark wholly.
std::optional<std::size_t> cell_of(const Found& found, const Template& plate) {
  const std::size_t cells = cells_per_word(plate);
  for (std::size_t i = 0; i < word_capacity(plate) * cells; ++i) {
    if (is_in(found, plate, i / cells, i % cells)) return i;
  }
  return {};
}

Error unreadable(std::size_t word, std::size_t number) {
  return {ErrorCode::unreadable_marks,
          {.row = static_cast<std::uint16_t>(word + 1),
           .column = static_cast<std::uint16_t>(number + 1)}};
}

// Puts the marks of one side into their cells.
Result<Done> read_side(const Drawing& drawing, const Template& plate, std::size_t first_word,
                       std::span<char> marks) {
  const std::size_t cells = cells_per_word(plate);
  for (const drawing::Primitive& primitive : drawing.view()) {
    if (primitive.layer != Layer::mark) continue;
    const auto found = found_in(primitive, plate);
    if (!found) return Error{ErrorCode::unreadable_marks};
    if (is_in_header(plate, found->centre)) continue;
    const auto place = cell_of(*found, plate);
    if (!place) return Error{ErrorCode::unreadable_marks};
    if (marks[*place] != no_mark) return unreadable(first_word + *place / cells, *place % cells);
    marks[*place] = found->mark;
  }
  return Done{};
}

}  // namespace

Result<Drawing> layout(const Mnemonic& mnemonic, const Wordlist& words, const Template& plate,
                       std::size_t number, std::string_view header) {
  if (!can_number(plate, words)) return Error{ErrorCode::words_do_not_fit};
  const Side part = side(plate, mnemonic.size(), number);
  DrawingBuilder draw(2048);
  draw_blank(draw, plate, part, is_back(plate, number));
  draw_header(draw, plate, header);
  Text marks(cells_per_word(plate));
  for (std::size_t word = 0; word < part.count; ++word) {
    const std::size_t of_share = part.first + word;
    encode(mnemonic.view()[of_share], of_share + 1, words, plate, marks.view());
    for (std::size_t i = 0; i < marks.size(); ++i) {
      if (marks.view()[i] != no_mark) draw_mark(draw, plate, word, i, marks.view()[i]);
    }
  }
  return draw.finish();
}

Drawing layout_blank(std::size_t word_count, const Template& plate, std::size_t number) {
  DrawingBuilder draw(2048);
  draw_blank(draw, plate, side(plate, word_count, number), is_back(plate, number));
  return draw.finish();
}

Drawing layout_reader(std::size_t word_count, const Template& plate, std::size_t number) {
  const Side part = side(plate, word_count, number);
  DrawingBuilder draw(2048);
  draw_blank(draw, plate, part, is_back(plate, number));
  if (plate.grid.kind == GridKind::bits) {
    for (std::size_t word = 0; word < part.count; ++word) {
      if (is_first_of_column(plate, word)) draw_weights(draw, plate, word);
    }
  }
  return draw.finish();
}

PracticeParts practice_parts(const Template& plate) {
  if (has_dots(plate.grid.kind)) return {0, 0, public_share.size()};
  return {alphabet_words, practice_letters.size(), practice_letters.size() + public_share.size()};
}

Mnemonic practice_share() {
  Mnemonic mnemonic(public_share.size());
  for (std::size_t i = 0; i < public_share.size(); ++i) {
    mnemonic.view()[i] = *slip39_words().find(public_share[i]);
  }
  return mnemonic;
}

Drawing layout_practice(const Template& plate, std::size_t number) {
  const PracticeParts parts = practice_parts(plate);
  const Mnemonic share = practice_share();
  const Side part = side(plate, parts.words, number);
  DrawingBuilder draw(2048);
  draw_blank(draw, plate, part, is_back(plate, number));
  std::string marks(cells_per_word(plate), no_mark);
  for (std::size_t word = 0; word < part.count; ++word) {
    const std::size_t of_all = part.first + word;
    if (of_all < parts.letters_end) {
      write_number(of_all + 1, plate, marks);
      std::ranges::copy(practice_letters[of_all], marks.end() - letters_per_word);
    } else {
      encode(share.view()[of_all - parts.letters_end], of_all + 1, slip39_words(), plate, marks);
    }
    for (std::size_t i = 0; i < marks.size(); ++i) {
      if (marks[i] != no_mark) draw_mark(draw, plate, word, i, marks[i]);
    }
  }
  return draw.finish();
}

Result<Mnemonic> read_marks(std::span<const Drawing> sides, const Wordlist& words,
                            const Template& plate) {
  const std::size_t cells = cells_per_word(plate);
  const std::size_t capacity = word_capacity(plate);
  Text marks(sides.size() * capacity * cells);
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const auto on_side = marks.view().subspan(i * capacity * cells, capacity * cells);
    if (auto read = read_side(sides[i], plate, i * capacity, on_side); !read) return read.error();
  }
  const std::size_t end = chars(marks).find_last_not_of(no_mark) + 1;  // npos + 1 is 0
  if (end == 0) return Error{ErrorCode::unreadable_marks};

  Mnemonic mnemonic((end + cells - 1) / cells);
  for (std::size_t word = 0; word < mnemonic.size(); ++word) {
    const auto index = decode(marks.view().subspan(word * cells, cells), word + 1, words, plate);
    if (!index) return unreadable(word, 0);
    mnemonic.view()[word] = *index;
  }
  return mnemonic;
}

}  // namespace steelshare::plate
