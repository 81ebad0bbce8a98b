#include "steelshare/plate/geometry.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "plate/rules.h"

namespace steelshare::plate {
namespace {

constexpr std::size_t alphabet_size = 26;
constexpr std::size_t digit_count = 10;
constexpr std::size_t decimal_places = 4;

std::size_t cells_down(const Template& plate) {
  switch (plate.grid.kind) {
    case GridKind::alphabet:
      return alphabet_size;
    case GridKind::decimal:
      return digit_count;
    case GridKind::letters:
    case GridKind::tiles:
    case GridKind::ring:
    case GridKind::bits:
      return 1;
  }
  return 1;
}

// All cells of a word; of a washer its place.
Size size_of_word(const Template& plate) {
  const Grid& grid = plate.grid;
  const bool is_ring = grid.kind == GridKind::ring;
  const auto across = is_ring ? 1 : static_cast<std::int32_t>(cells_across(plate));
  return {grid.pitch_x * across, grid.pitch_y * static_cast<std::int32_t>(cells_down(plate))};
}

// The top left corner of the cells of a word.
Point corner_of(const Template& plate, std::size_t word) {
  expects(word < word_capacity(plate));
  const Grid& grid = plate.grid;
  const bool down = grid.order == Order::column;
  const auto column =
      static_cast<std::int32_t>(down ? word / grid.row_count : word % grid.column_count);
  const auto row =
      static_cast<std::int32_t>(down ? word % grid.row_count : word / grid.column_count);
  const Size word_size = size_of_word(plate);
  return {grid.origin.x + (word_size.width + grid.gap) * column,
          grid.origin.y + (word_size.height + grid.gap_y) * row};
}

// Where the letters of a washer stand: the angle from the top, clockwise, and the circle.
struct OnRing {
  double angle;  // radians
  Length radius;
  Length side;  // of the cell
};

double angle_between(Length pitch, Length radius) {
  return 2 * std::asin(std::min(1.0, static_cast<double>(pitch.um) / (2.0 * radius.um)));
}

OnRing on_ring(const Template& plate, std::size_t number) {
  const Ring& ring = plate.ring;
  if (number < ring_digits) {
    const double step = angle_between(ring.number_pitch, ring.number_radius);
    return {(static_cast<double>(number) - 0.5) * step, ring.number_radius,
            ring.number_height + least_pitch_x_over_height};
  }
  const double step = angle_between(ring.pitch, ring.radius);
  const double from_middle = static_cast<double>(number - ring_digits) - 1.5;
  return {std::numbers::pi - from_middle * step, ring.radius,
          plate.stamp.height + least_pitch_x_over_height};
}

Rect around(Point centre, Size size) {
  return {.corner = {centre.x - size.width / 2, centre.y - size.height / 2},
          .size = size,
          .radius = {}};
}

Length rounded(double um) { return {static_cast<std::int32_t>(std::lround(um))}; }

}  // namespace

std::size_t word_capacity(const Template& plate) {
  return std::size_t{plate.grid.column_count} * plate.grid.row_count;
}

std::size_t side_count(const Template& plate, std::size_t word_count) {
  const std::size_t capacity = word_capacity(plate);
  return std::max<std::size_t>(1, (word_count + capacity - 1) / capacity);
}

std::size_t piece_count(const Template& plate, std::size_t word_count) {
  const std::size_t faces = plate.plate.face_count;
  return (side_count(plate, word_count) + faces - 1) / faces;
}

std::string side_mark(const Template& plate, std::size_t word_count, std::size_t side_number) {
  expects(side_number < side_count(plate, word_count));
  if (side_count(plate, word_count) == 1) return {};
  std::string mark;
  if (piece_count(plate, word_count) > 1) {
    mark = std::to_string(side_number / plate.plate.face_count + 1);
  }
  if (plate.plate.face_count == 2) mark += is_back(plate, side_number) ? 'B' : 'A';
  return mark;
}

Side side(const Template& plate, std::size_t word_count, std::size_t number) {
  expects(number < side_count(plate, word_count));
  const std::size_t first = number * word_capacity(plate);
  return {first, std::min(word_capacity(plate), word_count - first)};
}

bool is_back(const Template& plate, std::size_t side_number) {
  return plate.plate.face_count == 2 && side_number % 2 == 1;
}

std::size_t cells_across(const Template& plate) {
  switch (plate.grid.kind) {
    case GridKind::letters:
    case GridKind::tiles:
    case GridKind::alphabet:
      return letters_per_word;
    case GridKind::ring:
      return ring_digits + letters_per_word;
    case GridKind::decimal:
      return decimal_places;
    case GridKind::bits:
      return std::size_t{plate.dots.bits} + (plate.dots.parity ? 1 : 0);
  }
  return 0;
}

std::size_t cells_per_word(const Template& plate) {
  return cells_across(plate) * cells_down(plate);
}

Point centred_origin(const Template& plate) {
  const Grid& grid = plate.grid;
  const Size word_size = size_of_word(plate);
  const Length width = (word_size.width + grid.gap) * grid.column_count - grid.gap;
  const Length height = (word_size.height + grid.gap_y) * grid.row_count - grid.gap_y;
  return {(plate.plate.size.width - width) / 2, (plate.plate.size.height - height) / 2};
}

Rect cell(const Template& plate, std::size_t word, std::size_t number) {
  expects(number < cells_per_word(plate));
  if (plate.grid.kind == GridKind::ring) {
    const OnRing at = on_ring(plate, number);
    return around(washer_centre(plate, word) + Point{rounded(std::sin(at.angle) * at.radius.um),
                                                     rounded(-std::cos(at.angle) * at.radius.um)},
                  {at.side, at.side});
  }
  const Point corner = corner_of(plate, word);
  const auto across = static_cast<std::int32_t>(cells_across(plate));
  const auto i = static_cast<std::int32_t>(number);
  const Grid& grid = plate.grid;
  return {.corner = corner + Point{grid.pitch_x * (i % across), grid.pitch_y * (i / across)},
          .size = {grid.pitch_x, grid.pitch_y},
          .radius = {}};
}

Point washer_centre(const Template& plate, std::size_t word) {
  return corner_of(plate, word) + Point{plate.grid.pitch_x / 2, plate.grid.pitch_y / 2};
}

Rect mark_box(const Template& plate, std::size_t word, std::size_t number) {
  const Point middle = centre(cell(plate, word, number));
  if (has_dots(plate.grid.kind)) return around(middle, {plate.dots.diameter, plate.dots.diameter});
  const Length height = letter_height(plate, number);
  return around(middle, {height * 3 / 4, height});
}

Rect header_cell(const Template& plate, std::size_t number) {
  expects(plate.header && number < plate.header->cell_count);
  const Grid& grid = plate.grid;
  return {
      .corner = plate.header->corner + Point{grid.pitch_x * static_cast<std::int32_t>(number), {}},
      .size = {grid.pitch_x, grid.pitch_y},
      .radius = {}};
}

Rect header_box(const Template& plate, std::size_t number) {
  return around(centre(header_cell(plate, number)),
                {plate.stamp.height * 3 / 4, plate.stamp.height});
}

std::int16_t turn(const Template& plate, std::size_t number) {
  if (plate.grid.kind != GridKind::ring) return 0;
  // The letters below have their heads towards the hole.
  const double angle = on_ring(plate, number).angle;
  const double turned = number < ring_digits ? angle : angle - std::numbers::pi;
  return static_cast<std::int16_t>(std::lround(turned * 1800 / std::numbers::pi));
}

Length letter_height(const Template& plate, std::size_t number) {
  const bool is_digit = plate.grid.kind == GridKind::ring && number < ring_digits;
  return is_digit ? plate.ring.number_height : plate.stamp.height;
}

bool needs_jig(const Template& plate) {
  const Grid& grid = plate.grid;
  switch (grid.kind) {
    case GridKind::letters:
      return grid.pitch_x < plate.stamp.height + freehand_pitch_x_over_height ||
             grid.pitch_y < plate.stamp.height + freehand_pitch_y_over_height;
    case GridKind::ring:
      return true;  // nobody holds a washer by hand
    case GridKind::tiles:
      return false;
    case GridKind::bits:
    case GridKind::alphabet:
    case GridKind::decimal:
      return std::min(grid.pitch_x, grid.pitch_y) < freehand_dot_pitch;
  }
  return false;
}

}  // namespace steelshare::plate
