#include "kit/steel.h"

#include <algorithm>

#include "steelshare/plate/geometry.h"
#include "steelshare/words/wordlist.h"

namespace steelshare::kit {
namespace {

using plate::GridKind;

// A number that the sheet shows as an example, on every plate that has numbers.
constexpr unsigned example_number = 320;

std::string number(std::size_t value) { return std::to_string(value); }

// What each place of a row of dots is worth, from the left.
std::string worth_of_places(unsigned bits) {
  std::string text;
  for (unsigned i = bits; i-- > 0;) text += number(std::size_t{1} << i) + (i > 0 ? ", " : "");
  return text;
}

// The row of dots of the example as it is typed, and what is added up.
std::string example_row(const plate::Dots& dots) {
  std::string row;
  for (unsigned i = dots.bits; i-- > 0;) row += (example_number >> i & 1) == 1 ? '1' : '0';
  if (dots.parity) row += std::ranges::count(row, '1') % 2 == 0 ? '1' : '0';
  return row;
}

std::string example_sum(const plate::Dots& dots) {
  std::string sum;
  for (unsigned i = dots.bits; i-- > 0;) {
    if ((example_number >> i & 1) == 0) continue;
    sum += (sum.empty() ? "" : " + ") + number(std::size_t{1} << i);
  }
  return sum;
}

// "piece 2, back: words 31 to 33"
std::string side_name(const plate::Template& plate, std::size_t word_count, std::size_t index) {
  const std::size_t faces = plate.plate.face_count;
  const auto part = plate::side(plate, word_count, index);
  const std::size_t pieces = plate::piece_count(plate, word_count);
  std::string name;
  if (pieces > 1) name = "piece " + number(index / faces + 1);
  if (faces > 1) {
    name += name.empty() ? "" : ", ";
    name += plate::is_back(plate, index) ? "back" : "front";
  }
  name += part.count == 1 ? ": word " : ": words ";
  name += number(part.first + 1);
  if (part.count > 1) name += " to " + number(part.first + part.count);
  return name;
}

// What tells the pieces and sides of the first share apart on the metal: "1-1A, 1-1B and 1-2A".
std::string marks_of_pieces(const plate::Template& plate, std::size_t word_count, bool grouped) {
  const std::size_t pieces = plate::piece_count(plate, word_count);
  const std::string share = pieces == 1 ? "" : grouped ? "G1 1-" : "1-";
  const std::size_t sides = plate::side_count(plate, word_count);
  std::string marks;
  for (std::size_t i = 0; i < sides; ++i) {
    if (i > 0) marks += i + 1 == sides ? " and " : ", ";
    marks += share + plate::side_mark(plate, word_count, i);
  }
  if (pieces == 1) marks += ", A on the front";
  return marks;
}

// Where the places of dots are, for whoever has a ruler and no drawing.
void add_places(Facts& facts, const plate::Template& plate, std::size_t sides) {
  const auto place = [&](std::size_t word, std::size_t cell) {
    return plate::centre(plate::mark_box(plate, word, cell));
  };
  const bool down = plate.grid.order == plate::Order::column;
  const std::size_t across = plate::cells_across(plate);
  const std::size_t right = down ? plate.grid.row_count : 1;
  const std::size_t below = down ? 1 : plate.grid.column_count;
  const bool several_columns = plate.grid.column_count > 1, several_rows = plate.grid.row_count > 1;
  const auto first = place(0, 0);
  facts.flags["several-columns"] = several_columns;
  facts.flags["several-rows"] = several_rows;
  facts.values["first-x"] = drawing::millimetres(first.x);
  facts.values["first-y"] = drawing::millimetres(first.y);
  facts.values["pitch-x"] = drawing::millimetres(plate.grid.pitch_x);
  facts.values["pitch-y"] = drawing::millimetres(plate.grid.pitch_y);
  facts.values["next-x"] =
      several_columns ? drawing::millimetres(place(right, 0).x - first.x) : std::string();
  facts.values["next-y"] =
      several_rows ? drawing::millimetres(place(below, 0).y - first.y) : std::string();
  facts.values["places-down"] = number(plate::cells_per_word(plate) / across);
  facts.values["Reader-pages"] =
      sides == 1 ? "The last page of this sheet shows"
                 : "The last " + number(sides) + " pages of this sheet show, page by page,";
}

void add_order(Facts& facts, const plate::Template& plate) {
  const bool ordered = plate.grid.kind != GridKind::ring && plate.grid.kind != GridKind::tiles;
  const bool several = plate.grid.column_count > 1;
  const bool down = plate.grid.order == plate::Order::column || !several;
  const bool one_row = plate.grid.row_count == 1;
  facts.flags["one-column"] = ordered && !several;
  facts.flags["down"] = ordered && several && down && !one_row;
  facts.flags["along"] = ordered && several && (!down || one_row);
}

void add_numbers(Facts& facts, const plate::Template& plate) {
  const auto& dots = plate.dots;
  const bool is_bits = plate.grid.kind == GridKind::bits;
  const bool numbered = is_bits || plate.grid.kind == GridKind::decimal;
  facts.flags["numbered"] = numbered;
  facts.flags["from-zero"] = numbered && dots.base == 0;
  facts.flags["parity"] = is_bits && dots.parity;
  facts.values["places"] = number(plate::cells_across(plate));
  facts.values["worth"] = worth_of_places(dots.bits);
  facts.values["example-row"] = example_row(dots);
  facts.values["example-sum"] = example_sum(dots);
  facts.values["example-number"] = number(example_number);
  facts.values["example-listed"] = number(example_number + 1 - dots.base);
  facts.values["example-word"] =
      slip39_words().word(WordIndex{static_cast<std::uint16_t>(example_number - dots.base)});
}

}  // namespace

void add_steel(Facts& facts, const plate::Template& plate, std::size_t word_count) {
  const GridKind kind = plate.grid.kind;
  const bool dots = plate::has_dots(kind);
  const std::size_t sides = plate::side_count(plate, word_count);
  facts.flags["letters"] = kind == GridKind::letters;
  facts.flags["tiles"] = kind == GridKind::tiles;
  facts.flags["ring"] = kind == GridKind::ring;
  facts.flags["bits"] = kind == GridKind::bits;
  facts.flags["alphabet"] = kind == GridKind::alphabet;
  facts.flags["decimal"] = kind == GridKind::decimal;
  facts.flags["dots"] = dots;
  const std::size_t pieces = plate::piece_count(plate, word_count);
  const bool is_ring = kind == GridKind::ring;
  facts.flags["pieces"] = pieces > 1 && !is_ring;
  facts.flags["sides"] = sides > 1 && !is_ring;
  facts.flags["marked"] = sides > 1 && !is_ring && kind != GridKind::tiles;
  facts.flags["reader"] = dots;
  facts.flags["unused"] = dots && word_count % plate::word_capacity(plate) != 0;
  facts.values["pieces"] = number(pieces);
  facts.values["piece-marks"] = marks_of_pieces(plate, word_count, facts.flags["groups"]);
  facts.flags["faces"] = sides > 1 && plate.plate.face_count > 1;
  facts.values["sides"] = number(sides);
  facts.values["columns"] = number(plate.grid.column_count);
  facts.values["mark"] = dots ? "dot" : kind == GridKind::tiles ? "tile" : "letter";
  facts.values["made"] = dots ? "punched" : kind == GridKind::tiles ? "set" : "stamped";
  facts.values["Made"] = dots ? "Punched" : kind == GridKind::tiles ? "Set" : "Stamped";
  facts.values["make"] = dots ? "Punch" : kind == GridKind::tiles ? "Set" : "Stamp";
  auto& names = facts.lists["side"];
  for (std::size_t i = 0; i < sides; ++i) names.push_back(side_name(plate, word_count, i));
  add_places(facts, plate, sides);
  add_order(facts, plate);
  add_numbers(facts, plate);
}

}  // namespace steelshare::kit
