#include "steelshare/plate/page.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "plate/sheet.h"
#include "steelshare/plate/geometry.h"
#include "steelshare/plate/layout.h"

namespace steelshare::plate {
namespace {

constexpr Point plate_at{6_mm, 27_mm};
constexpr Length notes_x = 122_mm;  // the column to the right of the plate
constexpr Length notes_gap = 6_mm;
constexpr TextStyle notes_heading_style{.ink = black, .cap_height = 2.1_mm};
constexpr TextStyle notes_style{.ink = dark, .cap_height = 1.8_mm};
constexpr Length notes_heading_gap = 5_mm, notes_heading_step = 5.4_mm;
constexpr Length notes_step = 4_mm, notes_indent = 4.4_mm;
constexpr Length side_y = 17.8_mm;  // above the notes

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

// Beside the cut marks of the lower left corner.
constexpr Length strokes_below = 1_mm, strokes_x = 4_mm;
constexpr Length stroke_length = 2_mm, stroke_step = 1.2_mm;
constexpr Ink stroke_ink{.gray = 30, .pen_um = 200};

constexpr Ink leader_ink{.gray = 60, .pen_um = 80};
constexpr Ink check_ink{.gray = 20, .pen_um = 100};
constexpr Ink sample_ink{.gray = 35, .pen_um = 120};
constexpr Ink sample_box_ink{.gray = 66, .pen_um = 80};

constexpr TextStyle on_check(TextStyle style, Align align = Align::left) {
  style.layer = Layer::check;
  style.align = align;
  return style;
}

// Breaks a text between words.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (!lines.back().empty() && lines.back().size() + 1 + word.size() > columns) {
      lines.emplace_back();
    }
    lines.back().append(lines.back().empty() ? "" : " ").append(word);
  }
  return lines;
}

// The column beside the plate, from the top down.
class Notes {
 public:
  explicit Notes(Sheet& sheet) : sheet_(sheet) {}

  void heading(std::string_view text) {
    if (y_ > plate_at.y) y_ = y_ + notes_heading_gap;
    sheet_.text(notes_heading_style, sheet_.at(notes_x, y_), text);
    y_ = y_ + notes_heading_step;
    steps_ = 0;
  }

  void step(std::string_view text) {
    sheet_.text(notes_style, sheet_.at(notes_x, y_), number(++steps_));
    paragraph(text, notes_indent);
  }

  void paragraph(std::string_view text, Length indent = {}) {
    const Length advance = drawing::advance(notes_style.cap_height);
    const auto columns = static_cast<std::size_t>((body_width - notes_x - indent).um / advance.um);
    for (const std::string& line : wrapped(text, columns)) {
      sheet_.text(notes_style, sheet_.at(notes_x + indent, y_), line);
      y_ = y_ + notes_step;
    }
  }

  [[nodiscard]] Length y() const { return y_; }

 private:
  Sheet& sheet_;
  Length y_ = plate_at.y;
  std::size_t steps_ = 0;
};

// Which of several sides this is, beside the heads of the columns.
void draw_side(Sheet& sheet, const Template& plate, const PageLabels& labels) {
  if (side_count(plate, labels.word_count) == 1) return;
  const Side part = side(plate, labels.word_count, labels.side);
  const std::size_t faces = plate.plate.face_count;
  const std::size_t pieces = piece_count(plate, labels.word_count);
  std::string text;
  if (pieces > 1) {
    text = plate.grid.kind == GridKind::ring ? "SHEET " : "PIECE ";
    text += number(labels.side / faces + 1) + " OF " + number(pieces);
  }
  if (faces == 2) {
    text += text.empty() ? "" : ", ";
    text += is_back(plate, labels.side) ? "SIDE B (BACK)" : "SIDE A (FRONT)";
  }
  sheet.text(notes_heading_style, sheet.at(notes_x, side_y), text);
  sheet.text(notes_style, sheet.at(notes_x, side_y + notes_step),
             part.count == 1
                 ? "word " + number(part.first + 1)
                 : "words " + number(part.first + 1) + " to " + number(part.first + part.count) +
                       " of " + number(labels.word_count));
}

// The number of the side in strokes below the plate, where nothing is written: in fives.
void draw_side_strokes(Sheet& sheet, const Template& plate, const PageLabels& labels) {
  if (side_count(plate, labels.word_count) == 1) return;
  const Length y = plate_at.y + plate.plate.size.height + strokes_below;
  for (std::size_t i = 0; i <= labels.side; ++i) {
    const Length x = plate_at.x + strokes_x + stroke_step * static_cast<std::int32_t>(i + i / 5);
    sheet.line(Layer::guide, stroke_ink, sheet.at(x, y), sheet.at(x, y + stroke_length));
  }
}

// How marks are made.
std::string marking_step(const Template& plate, bool filled) {
  const bool down = plate.grid.order == Order::column;
  const bool jig = needs_jig(plate);
  switch (plate.grid.kind) {
    case GridKind::letters:
      return std::string(down ? "stamp down a column, then the next to the right; "
                              : "stamp along a row, then the next one below; ") +
             (jig ? "use a jig: this grid is tight for free hand"
                  : "a jig or a straight fence helps");
    case GridKind::tiles:
      return "set the tiles word by word, from left to right; this is a list, not the size of the "
             "rails";
    case GridKind::ring:
      return "stamp the number above, the letters below; hold each in a jig, its hole on a pin";
    case GridKind::bits:
    case GridKind::alphabet:
    case GridKind::decimal:
      return std::string(filled ? "punch through the middle of each black dot"
                                : "blacken the dots of your share first; punch their middles") +
             (jig ? " with a fine punch and a magnifier" : "");
  }
  return {};
}

// What the marks are put on.
std::string_view metal(const Template& plate) {
  switch (plate.grid.kind) {
    case GridKind::ring:
      return "washers";
    case GridKind::tiles:
      return "tiles";
    case GridKind::letters:
    case GridKind::bits:
    case GridKind::alphabet:
    case GridKind::decimal:
      return "plate";
  }
  return {};
}

bool has_edge_mark(const Template& plate) {
  return plate.grid.kind != GridKind::ring && plate.grid.kind != GridKind::tiles;
}

// What the triangle beside the outline is for: every plate has it, lists and washers do not.
std::string edge_step(const Template& plate) {
  const bool two_faces = plate.plate.face_count == 2;
  const std::string turning = "turn the plate like a page: the triangle keeps its edge";
  if (has_dots(plate.grid.kind)) {
    return (two_faces ? turning : "the triangle marks the left edge") +
           "; file a notch there, dots look alike upside down";
  }
  if (two_faces) return turning;
  return "the triangle marks the plate's left edge";
}

// What is written on the metal where a share has several sides: pieces say of which share they are.
std::string side_step(const Template& plate, const PageLabels& labels) {
  const std::string mark = side_mark(plate, labels.word_count, labels.side);
  if (mark.empty() || !has_edge_mark(plate)) return {};
  if (piece_count(plate, labels.word_count) == 1)
    return "mark this side " + mark + ", near its edge";
  const auto& label = labels.share;
  if (!label) return "mark it N-" + mark + " near its edge, N: your share";
  const std::string group = label->group_count > 1 ? "G" + number(label->group_number) + " " : "";
  return "mark this side " + group + number(label->member_number) + "-" + mark + ", near its edge";
}

void draw_tile_steps(Notes& notes, const Template& plate, bool filled) {
  notes.heading("HOW TO SET");
  notes.step("count the tiles before you begin");
  notes.step("lay the sheet beside the plate");
  notes.step(marking_step(plate, filled));
  notes.step("close the plate, so that no tile can slide");
  notes.step("read every word back from the plate");
}

void draw_stamping_steps(Notes& notes, const Template& plate, const PageLabels& labels,
                         bool filled) {
  const std::string_view header = labels.header;
  const std::string side_text = side_step(plate, labels);
  const bool dots = has_dots(plate.grid.kind), ring = plate.grid.kind == GridKind::ring;
  notes.heading(dots ? "HOW TO PUNCH" : "HOW TO STAMP");
  notes.step("print at 100 %, then check the scale below");
  // Scrap metal to practise on has no dots to meet.
  const bool practice = !labels.share && labels.page == PageKind::practice;
  if (plate.source.confidence == Confidence::inferred && !practice) {
    notes.step("sizes inferred: try a --reader film first");
  }
  notes.step(ring ? "cut the rings out, glue one on each washer"
                  : "cut out the outline, tape it on the plate");
  if (!plate.holes.empty()) notes.step("drill the hole first where the plate has none");
  if (has_edge_mark(plate)) notes.step(edge_step(plate));
  if (!side_text.empty()) notes.step(side_text);
  notes.step(marking_step(plate, filled));
  if (!header.empty()) {
    notes.step("the header, " + std::string(header) +
               ", is no word: it says what the plates hold; stamp it first");
  }
  notes.step(dots ? "one clean blow a dot, on hard ground"
                  : "one upright blow a letter, on hard ground");
  notes.step(dots ? "read every word back, dot by dot" : "read every word back from the steel");
  if (ring) notes.step("string them on a bolt of their own before the next share is struck");
}

void draw_reading_steps(Notes& notes, const Template& plate, const PageLabels& labels) {
  notes.heading("HOW TO READ");
  notes.step("print on film at 100 %, check the scale below");
  notes.step("lay it on the steel, edge on edge");
  if (has_edge_mark(plate)) {
    notes.step(is_back(plate, labels.side)
                   ? "the triangle is at the right edge of the back, the left one of the front"
                   : "the triangle is at the left edge of the front");
  }
  notes.step("worn marks: blacken the steel, wipe it off, what is struck stays black");
  notes.step("light from the side shows the faintest marks");
  notes.step(plate.grid.kind == GridKind::bits ? "add what the dots of a row are worth"
                                               : "write down each word as it is read");
  notes.step("burn what you wrote when the wallet is back");
}

void draw_instructions(Notes& notes, const Template& plate, const PageLabels& labels) {
  const bool filled = labels.share.has_value();
  const bool reader = !filled && labels.page == PageKind::reader;
  const bool practice = !filled && labels.page == PageKind::practice;
  if (reader) return draw_reading_steps(notes, plate, labels);
  if (plate.grid.kind == GridKind::tiles) {
    draw_tile_steps(notes, plate, filled || practice);
  } else {
    draw_stamping_steps(notes, plate, labels, filled || practice);
  }
  if (filled) {
    notes.step("burn this sheet: it is as good as the " + std::string(metal(plate)) +
               "; no photo, no copy");
  } else if (practice) {
    notes.step("mark it TEST: its last 20 words are a public share, and finders would try it");
  } else {
    notes.step(has_dots(plate.grid.kind) ? "burn this sheet once your dots are on it"
                                         : "do not write a share on this sheet");
  }
}

void draw_leader(Sheet& sheet, Point from, Length to_x, std::string_view text) {
  sheet.line(Layer::label, leader_ink, from, {to_x - 0.8_mm, from.y});
  sheet.text(notes_style, {to_x, from.y}, text);
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
void draw_legend(Sheet& sheet, Notes& notes, const Template& plate) {
  notes.heading("ONE CELL");
  const Sample cell(sheet.at(notes_x + 8_mm, notes.y() + 4.6_mm), plate.stamp);
  draw_sample(sheet, cell);

  const Length names_x = sheet.at(notes_x + 25_mm, {}).x;
  const Length number_x =
      cell.box.x - cell.number_distance - drawing::advance(cell.number_height) / 2;
  const Length number_y = cell.box.y - 3.2_mm;
  const Length shank_name_y = std::max(cell.shank_y, cell.bottom + notes_step);
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
  sheet.text(notes_style, {names_x, shank_name_y + notes_step},
             "(" + millimetres(plate.stamp.shank) + " mm square)");
}

std::string bit_values(std::size_t bits) {
  std::string text;
  for (std::size_t i = bits; i-- > 0;) {
    text += number(std::size_t{1} << i);
    if (i > 0) text += ' ';
  }
  return text;
}

// What the marks mean, where they are not the letters of one row.
std::vector<std::string> meaning_lines(const Template& plate, const PageLabels& labels) {
  const std::string first =
      plate.dots.base == 1 ? "the first word of the list is 1" : "the first word of the list is 0";
  switch (plate.grid.kind) {
    case GridKind::letters:
      return {};
    case GridKind::tiles:
      return {"four tiles a word: its first four letters, which are enough to know it"};
    case GridKind::ring:
      return {"a washer a word: its number above, its first four letters below, heads to the hole",
              "cross: middle of a letter, tick: its foot or head, circle: feet, in the hole: the "
              "number"};
    case GridKind::bits: {
      std::vector<std::string> lines{"a row a word: its number in the list, " + first,
                                     "dots from left to right are worth",
                                     bit_values(plate.dots.bits)};
      if (plate.dots.parity) {
        lines.back() += " ODD";
        lines.emplace_back("ODD: makes the dots of a row an odd number");
      }
      // From 0 a template has a parity dot, so this holds of all.
      lines.emplace_back("a row without dots is a word that is missing");
      const Side part = side(plate, labels.word_count, labels.side);
      if (part.count < word_capacity(plate)) {
        const std::size_t last = part.first + part.count;
        lines.push_back("after word " + number(last) + " all places stay free");
      }
      return lines;
    }
    case GridKind::alphabet:
      return {"four columns a word: its first four letters, one dot in each column"};
    case GridKind::decimal:
      return {"four columns a word: its number in the list, " + first,
              "one dot in each column, thousands at the left"};
  }
  return {};
}

void draw_meaning(Notes& notes, const Template& plate, const PageLabels& labels) {
  notes.heading("WHAT THE MARKS MEAN");
  for (const std::string& line : meaning_lines(plate, labels)) notes.paragraph(line);
}

// What there is to practise on, word by word.
void draw_practice(Notes& notes, const Template& plate) {
  const PracticeParts parts = practice_parts(plate);
  notes.heading("WHAT TO PRACTISE");
  const auto part = [&](std::size_t first, std::size_t end, const std::string& what) {
    if (first < end)
      notes.paragraph("words " + number(first + 1) + " to " + number(end) + ": " + what);
  };
  part(0, parts.alphabet_end, "the alphabet");
  part(parts.alphabet_end, parts.letters_end, "pairs that look alike when worn");
  part(parts.letters_end, parts.words, "a public share; type it into 'steelshare inspect'");
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

// The plate without what is written on and around it.
Drawing unlabelled(const Drawing& plate) {
  DrawingBuilder draw(2048);
  for (const auto& [shape, layer, ink] : plate.view()) {
    if (layer == Layer::label) continue;
    if (const auto* line = std::get_if<drawing::Line>(&shape)) {
      draw.line(layer, ink, line->from, line->to);
    } else if (const auto* circle = std::get_if<drawing::Circle>(&shape)) {
      draw.circle(layer, ink, *circle);
    } else if (const auto* rect = std::get_if<drawing::Rect>(&shape)) {
      draw.rect(layer, ink, *rect);
    } else {
      draw.glyph(layer, ink, std::get<drawing::Glyph>(shape));
    }
  }
  return draw.finish();
}

}  // namespace

Size sheet_size(Paper paper) {
  return paper == Paper::a4 ? Size{210_mm, 297_mm} : Size{215.9_mm, 279.4_mm};
}

Size largest_plate(Paper paper) {
  const Length body_height = sheet_size(paper).height - printable_margin * 2;
  return {notes_x - notes_gap - plate_at.x, body_height - check_rule_up - 4_mm - plate_at.y};
}

Result<Drawing> page(const Drawing& plate, const Template& plate_template, const PageLabels& labels,
                     Paper paper) {
  Sheet sheet = begin_sheet(paper);
  const Size most = largest_plate(paper), size = plate_template.plate.size;
  if (size.width > most.width || size.height > most.height) {
    return Error{ErrorCode::plate_larger_than_paper};
  }
  if (labels.silent) {
    sheet.silent = true;
    sheet.draw.append(unlabelled(plate), sheet.at(plate_at.x, plate_at.y));
    draw_side_strokes(sheet, plate_template, labels);
    if (plate_template.grid.kind != GridKind::tiles) draw_checks(sheet);
    return sheet.draw.finish();
  }
  draw_header(sheet, plate_template, labels);
  sheet.draw.append(plate, sheet.at(plate_at.x, plate_at.y));
  draw_side(sheet, plate_template, labels);
  Notes notes(sheet);
  draw_instructions(notes, plate_template, labels);
  const bool letters = plate_template.grid.kind == GridKind::letters;
  const bool is_practice = !labels.share && labels.page == PageKind::practice;
  if (is_practice) draw_practice(notes, plate_template);
  if (letters && !is_practice) {
    draw_legend(sheet, notes, plate_template);
  } else if (!letters) {
    draw_meaning(notes, plate_template, labels);
  }
  // A list to pick tiles by is right at any scale.
  if (plate_template.grid.kind != GridKind::tiles) draw_checks(sheet);
  draw_footer(sheet, plate_template, paper, labels.note);
  return sheet.draw.finish();
}

}  // namespace steelshare::plate
