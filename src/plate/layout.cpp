#include "steelshare/plate/layout.h"

#include <algorithm>
#include <optional>
#include <string>

namespace steelshare::plate {
namespace {

using namespace drawing::literals;
using drawing::Align;
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
constexpr Ink arrow_ink{.gray = 25, .pen_um = 150};

constexpr Length tick_length = 0.4_mm;
constexpr Length baseline_overhang = 0.2_mm;
constexpr Length shank_distance = 0.15_mm;
constexpr Length shank_dash = 0.6_mm;
constexpr Length shade_overhang = 0.6_mm;
constexpr Length largest_number_height = 1.3_mm;
constexpr Length head_text_height = 1.3_mm;
constexpr Length number_distance = 1_mm;
constexpr Length head_number_height = 2.2_mm;
constexpr Length arrow_length = 3.2_mm;
constexpr Length arrow_barb = 0.6_mm;

// Below 0.4 of the letters' height software takes the number for a line of its own, not for a
// letter of the word beside it.
Length number_height(const Template& plate) {
  return std::min(largest_number_height, plate.stamp.height * 3 / 8);
}

constexpr Point centre(const Rect& rect) {
  return {rect.corner.x + rect.size.width / 2, rect.corner.y + rect.size.height / 2};
}
constexpr Length right(const Rect& rect) { return rect.corner.x + rect.size.width; }
constexpr Length bottom(const Rect& rect) { return rect.corner.y + rect.size.height; }

void draw_cross(DrawingBuilder& draw, Layer layer, Ink ink, Point at, Length arm) {
  draw.line(layer, ink, {at.x - arm, at.y}, {at.x + arm, at.y});
  draw.line(layer, ink, {at.x, at.y - arm}, {at.x, at.y + arm});
}

void draw_body(DrawingBuilder& draw, const Template& plate) {
  for (const Hole& hole : plate.holes) {
    const Length radius = hole.diameter / 2;
    draw.circle(Layer::drill, drill_ink, {hole.centre, radius});
    draw_cross(draw, Layer::drill, drill_ink, hole.centre, radius + 1_mm);
  }
  for (const Keepout& area : plate.keepouts) {
    const Point a = area.top_left, b = area.bottom_right;
    draw.rect(Layer::guide, keepout_ink,
              {.corner = a, .size = {b.x - a.x, b.y - a.y}, .radius = {}});
    draw.line(Layer::guide, keepout_ink, a, b);
    draw.line(Layer::guide, keepout_ink, {a.x, b.y}, {b.x, a.y});
  }
  draw.rect(Layer::outline, outline_ink,
            {.corner = {}, .size = plate.plate.size, .radius = plate.plate.radius});
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

// From the first letter to the last, and half the white between the rows.
void draw_shade(DrawingBuilder& draw, const Template& plate, std::size_t word) {
  const Rect row = cell(plate, word, 0);
  const Length left = letter_box(plate, word, 0).corner.x - shade_overhang;
  const Length end = right(letter_box(plate, word, letters_per_word - 1)) + shade_overhang;
  draw.rect(Layer::guide, shade_ink,
            {.corner = {left, row.corner.y}, .size = {end - left, row.size.height}, .radius = {}});
}

void draw_word_guides(DrawingBuilder& draw, const Template& plate, std::size_t word) {
  for (std::size_t letter = 0; letter < letters_per_word; ++letter) {
    const Rect box = letter_box(plate, word, letter);
    draw.rect(Layer::guide, box_ink, box);
    draw.line(Layer::guide, baseline_ink, {box.corner.x - baseline_overhang, bottom(box)},
              {right(box) + baseline_overhang, bottom(box)});
    draw_ticks(draw, box);
    draw_shank_edge(draw, box, plate.stamp.shank);
  }
  // As high as the head of the letter: half way up it would run into the tick.
  const Rect first = letter_box(plate, word, 0);
  const Length height = number_height(plate);
  draw.text({.layer = Layer::label, .ink = label_ink, .cap_height = height, .align = Align::right},
            {first.corner.x - number_distance, first.corner.y + height / 2},
            std::to_string(word + 1));
}

void draw_arrow(DrawingBuilder& draw, Point from, Point to) {
  draw.line(Layer::label, arrow_ink, from, to);
  const bool down = from.x == to.x;
  const Point barb = down ? Point{arrow_barb, -2 * arrow_barb} : Point{-2 * arrow_barb, arrow_barb};
  const Point mirrored = down ? Point{-barb.x, barb.y} : Point{barb.x, -barb.y};
  draw.line(Layer::label, arrow_ink, to + barb, to);
  draw.line(Layer::label, arrow_ink, to + mirrored, to);
}

std::string words_text(std::size_t first, std::size_t last) {
  if (first == last) return "word " + std::to_string(first + 1);
  return "words " + std::to_string(first + 1) + "-" + std::to_string(last + 1);
}

// Order number, arrow and the words of a column, above the outline.
void draw_column_head(DrawingBuilder& draw, const Template& plate, std::size_t column,
                      std::size_t word_count) {
  const std::size_t first = column * plate.grid.row_count;
  const std::size_t last = std::min(first + plate.grid.row_count, word_count) - 1;
  const Length x = letter_box(plate, first, 0).corner.x;
  const Length y = -head_height / 2;
  const TextStyle number{.layer = Layer::label, .ink = label_ink, .cap_height = head_number_height};
  const TextStyle small{.layer = Layer::label, .ink = label_ink, .cap_height = head_text_height};
  draw.text(number, {x, y}, std::to_string(column + 1));
  const Length arrow_x = x + drawing::advance(head_number_height) + 1.3_mm;
  draw_arrow(draw, {arrow_x, y - arrow_length / 2}, {arrow_x, y + arrow_length / 2});
  const std::string words = words_text(first, last);
  const Length words_x = arrow_x + 1.5_mm;
  const Length end =
      words_x + drawing::advance(head_text_height) * static_cast<std::int32_t>(words.size());
  if (end <= right(cell(plate, first, letters_per_word - 1)) + plate.grid.gap) {
    draw.text(small, {words_x, y}, words);
  }
}

// Order number and arrow of a row, left of the outline.
void draw_row_head(DrawingBuilder& draw, const Template& plate, std::size_t row) {
  const Length y = centre(letter_box(plate, row * plate.grid.column_count, 0)).y;
  const TextStyle number{.layer = Layer::label,
                         .ink = label_ink,
                         .cap_height = head_text_height,
                         .align = Align::right};
  draw_arrow(draw, {-0.8_mm - arrow_length / 2, y}, {-0.8_mm, y});
  draw.text(number, {-1.2_mm - arrow_length / 2, y}, std::to_string(row + 1));
}

void draw_heads(DrawingBuilder& draw, const Template& plate, std::size_t word_count) {
  const bool down = plate.grid.order == Order::column;
  const std::size_t step = down ? plate.grid.row_count : plate.grid.column_count;
  for (std::size_t i = 0; i * step < word_count; ++i) {
    down ? draw_column_head(draw, plate, i, word_count) : draw_row_head(draw, plate, i);
  }
}

void draw_blank(DrawingBuilder& draw, const Template& plate, std::size_t word_count) {
  for (std::size_t word = 1; word < word_count; word += 2) draw_shade(draw, plate, word);
  draw_body(draw, plate);
  for (std::size_t word = 0; word < word_count; ++word) draw_word_guides(draw, plate, word);
  draw_heads(draw, plate, word_count);
}

constexpr char to_upper(char letter) { return static_cast<char>(letter - 'a' + 'A'); }

bool holds(const Rect& outer, const Glyph& glyph) {
  const Length half_width = drawing::advance(glyph.cap_height) / 2;
  const Length half_height = glyph.cap_height / 2;
  return glyph.centre.x - half_width >= outer.corner.x &&
         glyph.centre.x + half_width <= right(outer) &&
         glyph.centre.y - half_height >= outer.corner.y &&
         glyph.centre.y + half_height <= bottom(outer);
}

// The number of the cell, four a word, that holds a glyph wholly.
std::optional<std::size_t> cell_of(const Glyph& glyph, const Template& plate) {
  for (std::size_t i = 0; i < word_capacity(plate) * letters_per_word; ++i) {
    if (holds(cell(plate, i / letters_per_word, i % letters_per_word), glyph)) return i;
  }
  return {};
}

Error unreadable(std::size_t place) {
  return {ErrorCode::unreadable_marks,
          {.row = static_cast<std::uint16_t>(place / letters_per_word + 1),
           .column = static_cast<std::uint16_t>(place % letters_per_word + 1)}};
}

// Four characters a word, zero where there is no mark.
Result<Text> read_cells(const Drawing& drawing, const Template& plate) {
  Text letters(word_capacity(plate) * letters_per_word);
  for (const drawing::Primitive& primitive : drawing.view()) {
    if (primitive.layer != Layer::mark) continue;
    const auto* glyph = std::get_if<Glyph>(&primitive.shape);
    if (glyph == nullptr || glyph->cap_height != plate.stamp.height) {
      return Error{ErrorCode::unreadable_marks};
    }
    const auto place = cell_of(*glyph, plate);
    if (!place) return Error{ErrorCode::unreadable_marks};
    if (letters.view()[*place] != 0) return unreadable(*place);
    letters.view()[*place] = glyph->letter;
  }
  return letters;
}

}  // namespace

Result<Drawing> layout(const Mnemonic& mnemonic, const Wordlist& words, const Template& plate) {
  if (mnemonic.size() > word_capacity(plate)) return Error{ErrorCode::words_do_not_fit};
  DrawingBuilder draw(2048);
  draw_blank(draw, plate, mnemonic.size());
  Text letters(Wordlist::longest_word);
  for (std::size_t word = 0; word < mnemonic.size(); ++word) {
    words.spell(mnemonic.view()[word], letters.view().first<Wordlist::longest_word>());
    for (std::size_t i = 0; i < letters_per_word; ++i) {
      const char letter = letters.view()[i];
      if (letter == '\0') break;
      draw.glyph(Layer::mark, mark_ink,
                 {centre(letter_box(plate, word, i)), plate.stamp.height, to_upper(letter)});
    }
  }
  return draw.finish();
}

Result<Drawing> layout_blank(std::size_t word_count, const Template& plate) {
  if (word_count > word_capacity(plate)) return Error{ErrorCode::words_do_not_fit};
  DrawingBuilder draw(2048);
  draw_blank(draw, plate, word_count);
  return draw.finish();
}

Result<Mnemonic> read_marks(const Drawing& drawing, const Wordlist& words, const Template& plate) {
  const auto cells = read_cells(drawing, plate);
  if (!cells) return cells.error();
  const std::string_view letters = chars(*cells);
  const std::size_t end = letters.find_last_not_of('\0') + 1;  // npos + 1 is 0
  if (end == 0) return Error{ErrorCode::unreadable_marks};

  Mnemonic mnemonic((end + letters_per_word - 1) / letters_per_word);
  for (std::size_t word = 0; word < mnemonic.size(); ++word) {
    std::string_view found = letters.substr(word * letters_per_word, letters_per_word);
    found = found.substr(0, found.find_last_not_of('\0') + 1);
    const auto index = words.find(found);
    if (!index) return unreadable(word * letters_per_word);
    mnemonic.view()[word] = *index;
  }
  return mnemonic;
}

}  // namespace steelshare::plate
