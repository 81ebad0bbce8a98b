#include "steelshare/plate/page.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "steelshare/plate/layout.h"

namespace steelshare::plate {
namespace {

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
constexpr Length header_rule_y = 13.5_mm;
constexpr Point plate_at{6_mm, 27_mm};
constexpr Length notes_x = 122_mm;  // the column to the right of the plate
constexpr Length notes_gap = 6_mm;

// The part that proves the scale, measured up from the lower end of the body.
constexpr Length check_rule_up = 126_mm;
constexpr Length check_title_up = 121_mm;
constexpr Length ruler_up = 12_mm;
constexpr Length ruler_x = 10_mm;
constexpr Length ruler_length = 100_mm;
constexpr Length card_x = 22_mm;
constexpr Length card_below_ruler_top = 4_mm;
constexpr Length square_side = 50_mm;
// ISO/IEC 7810, size ID-1.
constexpr Size card_size{85.60_mm, 53.98_mm};
constexpr Length card_radius = 3.18_mm;

constexpr Ink black{.gray = 0, .pen_um = 0};
constexpr Ink dark{.gray = 30, .pen_um = 0};
constexpr Ink pale{.gray = 50, .pen_um = 0};
constexpr Ink rule_ink{.gray = 60, .pen_um = 100};
constexpr Ink leader_ink{.gray = 60, .pen_um = 80};
constexpr Ink check_ink{.gray = 20, .pen_um = 100};
constexpr Ink sample_ink{.gray = 35, .pen_um = 120};
constexpr Ink sample_box_ink{.gray = 66, .pen_um = 80};

constexpr TextStyle title_style{.ink = black, .cap_height = 3.6_mm};
constexpr TextStyle subtitle_style{.ink = dark, .cap_height = 1.8_mm};
constexpr TextStyle heading_style{.ink = black, .cap_height = 1.8_mm};
constexpr TextStyle text_style{.ink = dark, .cap_height = 1.55_mm};
constexpr TextStyle small_style{.ink = pale, .cap_height = 1.4_mm};
constexpr Length line_step = 3.6_mm;

constexpr std::string_view dot = " \xb7 ";

constexpr TextStyle aligned(TextStyle style, Align align) {
  style.align = align;
  return style;
}

constexpr TextStyle on_check(TextStyle style, Align align = Align::left) {
  style.layer = Layer::check;
  style.align = align;
  return style;
}

std::string_view paper_name(Paper paper) { return paper == Paper::a4 ? "A4" : "Letter"; }

std::string number(std::size_t value) { return std::to_string(value); }

struct Sheet {
  DrawingBuilder draw;
  Point body;  // top left corner of the body
  Length body_height;

  Point at(Length x, Length y) const { return body + Point{x, y}; }
  Point up(Length x, Length y) const { return body + Point{x, body_height - y}; }

  void text(const TextStyle& style, Point point, std::string_view characters) {
    draw.text(style, point, characters);
  }
  void line(Layer layer, Ink ink, Point from, Point to) { draw.line(layer, ink, from, to); }
};

std::string share_title(const ShareLabel& share) {
  std::string title;
  if (share.group_count > 1) {
    title += "group " + number(share.group_number) + " of " + number(share.group_count);
    title += dot;
  }
  title += "share " + number(share.member_number);
  if (share.member_count > 0) title += " of " + number(share.member_count);
  title += dot;
  return title + "any " + number(share.member_threshold) +
         (share.group_count > 1 ? " open the group" : " recover");
}

constexpr std::size_t longest_name = 14;
constexpr std::size_t longest_kind = 25;  // "bip39 chinese-traditional"

// Names come from people: the font has printable ASCII only, and the line has room for so much.
std::string printable(std::string_view name, std::size_t longest) {
  std::string text(name.substr(0, longest));
  if (name.size() > longest) text.replace(longest - 2, 2, "..");
  std::ranges::replace_if(
      text, [](char c) { return c < ' ' || c > '~'; }, '?');
  return text;
}

std::string group_text(const ShareLabel& share) {
  if (share.group_count <= 1) return {};
  std::string text = "the group";
  if (!share.group_name.empty()) text = "group '" + printable(share.group_name, longest_name) + "'";
  return text + std::string(dot) + "any " + number(share.group_threshold) + " of " +
         number(share.group_count) + " groups recover the secret";
}

void draw_header(Sheet& sheet, const Template& plate, const PageLabels& labels) {
  const std::string title = labels.share ? share_title(*labels.share) : "blank plate";
  std::string about = number(labels.word_count) + " words";
  if (!labels.kind.empty()) about += std::string(dot) + printable(labels.kind, longest_kind);
  about += std::string(dot) + plate.title;
  sheet.text(title_style, sheet.at({}, 2.9_mm), title);
  sheet.text(aligned(subtitle_style, Align::right), sheet.at(body_width, 3.8_mm), "steelshare");
  sheet.text(subtitle_style, sheet.at({}, 8.8_mm), about);
  if (labels.share) {
    sheet.text(aligned(subtitle_style, Align::right), sheet.at(body_width, 8.8_mm),
               group_text(*labels.share));
  }
  sheet.line(Layer::label, rule_ink, sheet.at({}, header_rule_y),
             sheet.at(body_width, header_rule_y));
}

void draw_footer(Sheet& sheet, const Template& plate, Paper paper) {
  const std::string left = plate.id + std::string(dot) + "stamps " +
                           millimetres(plate.stamp.height) + " mm" + std::string(dot) +
                           std::string(paper_name(paper));
  sheet.text(small_style, sheet.up({}, 1.2_mm), left);
  sheet.text(aligned(small_style, Align::right), sheet.up(body_width, 1.2_mm),
             "print at 100 %, not 'fit to page'");
}

void draw_lines(Sheet& sheet, const TextStyle& style, Point at,
                std::span<const std::string> lines) {
  for (const std::string& line : lines) {
    sheet.text(style, at, line);
    at.y = at.y + line_step;
  }
}

void draw_instructions(Sheet& sheet, const Template& plate, bool filled) {
  const bool down = plate.grid.order == Order::column;
  const std::array<std::string, 8> lines{"1  print at 100 %, then check the scale below",
                                         "2  cut along the outline, tape it on the plate",
                                         down ? "3  stamp down a column, then the next to the right"
                                              : "3  stamp along a row, then the next one below",
                                         needs_jig(plate)
                                             ? "   use a jig: this grid is tight for free hand"
                                             : "   a jig or a straight fence helps",
                                         "4  strike each letter once, upright, on hard ground",
                                         "5  read every word back from the steel",
                                         filled ? "6  burn this sheet: it is as good as the plate"
                                                : "6  do not write a share on this sheet",
                                         filled ? "   no photo, no copy" : ""};
  sheet.text(heading_style, sheet.at(notes_x, plate_at.y), "HOW TO STAMP");
  draw_lines(sheet, text_style, sheet.at(notes_x, plate_at.y + 5_mm), lines);
}

void draw_leader(Sheet& sheet, Point from, Length to_x, std::string_view text) {
  sheet.line(Layer::label, leader_ink, from, {to_x - 0.8_mm, from.y});
  sheet.text(text_style, {to_x, from.y}, text);
}

// The cell of the legend: drawn as on the plate, with a letter of 9 mm.
struct Sample {
  static constexpr Length height = 9_mm, width = height * 3 / 4;
  static constexpr Length gap = 0.5_mm, tick = 1_mm, dash = 2_mm;
  static constexpr Length number_height = 2.8_mm, number_distance = 1.8_mm;

  Sample(Point at, const Stamp& stamp)
      : box(at),
        centre{at.x + width / 2, at.y + height / 2},
        right(at.x + width),
        bottom(at.y + height),
        shank_y{centre.y.um + static_cast<std::int32_t>(std::int64_t{height.um} * stamp.shank.um /
                                                        stamp.height.um / 2)} {}

  Point box, centre;
  Length right, bottom, shank_y;
};

void draw_sample(Sheet& sheet, const Sample& cell) {
  const auto [left, top] = cell.box;
  const Point centre = cell.centre;
  const auto guide = [&](Point from, Point to) { sheet.line(Layer::label, sample_ink, from, to); };
  sheet.draw.rect(Layer::label, sample_box_ink,
                  {.corner = cell.box, .size = {cell.width, cell.height}, .radius = {}});
  sheet.draw.glyph(Layer::label, black, {centre, cell.height, 'R'});
  guide({left - cell.gap, cell.bottom}, {cell.right + cell.gap, cell.bottom});
  guide({centre.x, top - cell.tick}, {centre.x, top});
  guide({centre.x, cell.bottom}, {centre.x, cell.bottom + cell.tick});
  guide({left - cell.tick, centre.y}, {left, centre.y});
  guide({cell.right, centre.y}, {cell.right + cell.tick, centre.y});
  guide({left - cell.gap - cell.dash, cell.shank_y}, {left - cell.gap, cell.shank_y});
  guide({cell.right + cell.gap, cell.shank_y}, {cell.right + cell.gap + cell.dash, cell.shank_y});
  TextStyle digit = aligned(text_style, Align::right);
  digit.cap_height = cell.number_height;
  sheet.text(digit, {left - cell.number_distance, top + cell.number_height / 2}, "1");
}

// One cell, larger than on the plate, with a name for each line.
void draw_legend(Sheet& sheet, const Template& plate, Length y) {
  const Sample cell(sheet.at(notes_x + 8_mm, y + 10_mm), plate.stamp);
  sheet.text(heading_style, sheet.at(notes_x, y), "ONE CELL");
  draw_sample(sheet, cell);

  const Length names_x = sheet.at(notes_x + 25_mm, {}).x;
  const Length number_x =
      cell.box.x - cell.number_distance - drawing::advance(cell.number_height) / 2;
  const Length number_y = cell.box.y - 3.2_mm;
  const Length shank_name_y = std::max(cell.shank_y, cell.bottom + line_step);
  sheet.line(Layer::label, leader_ink, {number_x, cell.box.y - 0.8_mm}, {number_x, number_y});
  draw_leader(sheet, {number_x, number_y}, names_x, "number of the word");
  draw_leader(sheet, {cell.right + 0.8_mm, cell.box.y + 0.8_mm}, names_x,
              "letter, " + millimetres(plate.stamp.height) + " mm high");
  draw_leader(sheet, {cell.right + cell.tick + 0.6_mm, cell.centre.y}, names_x,
              "ticks: centre of letter");
  draw_leader(sheet, {cell.right + cell.gap + 0.6_mm, cell.bottom}, names_x,
              "baseline: foot of letter");
  draw_leader(sheet, {cell.right + cell.gap + cell.dash + 0.6_mm, shank_name_y}, names_x,
              "dashes: lower edge of shank");
  sheet.text(text_style, {names_x, shank_name_y + line_step},
             "(" + millimetres(plate.stamp.shank) + " mm square)");
}

Length tick_length(int millimetre) {
  if (millimetre % 10 == 0) return 3.4_mm;
  return millimetre % 5 == 0 ? 2.4_mm : 1.5_mm;
}

// Two rulers that share their zero at the lower left.
void draw_rulers(Sheet& sheet) {
  const Point zero = sheet.up(ruler_x, ruler_up);
  const Point x_end{zero.x + ruler_length, zero.y}, y_end{zero.x, zero.y - ruler_length};
  sheet.line(Layer::check, check_ink, zero, x_end);
  sheet.line(Layer::check, check_ink, zero, y_end);
  for (int i = 1; i <= 100; ++i) {
    const Point on_x{zero.x + 1_mm * i, zero.y}, on_y{zero.x, zero.y - 1_mm * i};
    sheet.line(Layer::check, check_ink, on_x, {on_x.x, on_x.y - tick_length(i)});
    sheet.line(Layer::check, check_ink, on_y, {on_y.x + tick_length(i), on_y.y});
  }
  for (int i = 0; i <= 100; i += 10) {
    const std::string text = std::to_string(i);
    sheet.text(on_check(small_style, Align::centre), {zero.x + 1_mm * i, zero.y + 1.9_mm}, text);
    if (i == 0) continue;
    sheet.text(on_check(small_style, Align::right), {zero.x - 1.2_mm, zero.y - 1_mm * i}, text);
  }
  sheet.text(on_check(small_style), {x_end.x + 3_mm, x_end.y + 1.9_mm}, "mm");
}

void draw_card(Sheet& sheet, Length top_up) {
  const Point corner = sheet.up(card_x, top_up);
  sheet.draw.rect(Layer::check, check_ink,
                  {.corner = corner, .size = card_size, .radius = card_radius});
  const std::array<std::string, 4> lines{
      "lay a bank card here:", "it must cover the outline exactly;", "if not, print again at 100 %",
      "(no 'fit to page')"};
  draw_lines(sheet, on_check(text_style, Align::centre),
             {corner.x + card_size.width / 2, corner.y + 21.5_mm}, lines);
}

void draw_square(Sheet& sheet, Length top_up) {
  const Point corner = sheet.up(notes_x, top_up);
  sheet.draw.rect(Layer::check, check_ink,
                  {.corner = corner, .size = {square_side, square_side}, .radius = {}});
  sheet.text(on_check(text_style, Align::centre),
             {corner.x + square_side / 2, corner.y + square_side / 2}, "50 mm x 50 mm");
}

void draw_checks(Sheet& sheet) {
  const Length top_up = ruler_up + ruler_length - card_below_ruler_top;
  sheet.line(Layer::label, rule_ink, sheet.up({}, check_rule_up),
             sheet.up(body_width, check_rule_up));
  sheet.text(heading_style, sheet.up({}, check_title_up),
             "CHECK THE SCALE BEFORE THE FIRST STRIKE");
  draw_rulers(sheet);
  draw_card(sheet, top_up);
  draw_square(sheet, top_up);
  const std::array<std::string, 6> lines{"each ruler: 100 mm, at most 0.5 mm off",
                                         "square: 50 mm each way",
                                         "",
                                         "94 mm: A4 was fitted to Letter paper",
                                         "97 mm: Letter was fitted to A4 paper",
                                         "then print again at 100 %"};
  draw_lines(sheet, text_style, sheet.up(notes_x, top_up - square_side - notes_gap), lines);
}

// Whether the plate and its heads leave the notes and the scale checks their places.
bool fits(const Template& plate, Length body_height) {
  const Point end{plate_at.x + plate.plate.size.width, plate_at.y + plate.plate.size.height};
  return end.x + notes_gap <= notes_x && end.y <= body_height - check_rule_up - 4_mm;
}

}  // namespace

Size sheet_size(Paper paper) {
  return paper == Paper::a4 ? Size{210_mm, 297_mm} : Size{215.9_mm, 279.4_mm};
}

Result<Drawing> page(const Drawing& plate, const Template& plate_template, const PageLabels& labels,
                     Paper paper) {
  const Size size = sheet_size(paper);
  Sheet sheet{.draw = DrawingBuilder(4096),
              .body = {(size.width - body_width) / 2, printable_margin},
              .body_height = size.height - printable_margin * 2};
  if (!fits(plate_template, sheet.body_height)) return Error{ErrorCode::plate_larger_than_paper};
  draw_header(sheet, plate_template, labels);
  sheet.draw.append(plate, sheet.at(plate_at.x, plate_at.y));
  draw_instructions(sheet, plate_template, labels.share.has_value());
  draw_legend(sheet, plate_template, plate_at.y + 40_mm);
  draw_checks(sheet);
  draw_footer(sheet, plate_template, paper);
  return sheet.draw.finish();
}

}  // namespace steelshare::plate
