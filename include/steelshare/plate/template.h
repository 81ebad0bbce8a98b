// Plates are data: outline, holes, stamp and grid of one metal plate, read from TOML. Nothing in
// C++ knows the measures of a particular plate. The keys are described in docs/template-format.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "steelshare/base/result.h"
#include "steelshare/drawing/drawing.h"

namespace steelshare::plate {

using drawing::Length;
using drawing::Point;
using drawing::Rect;
using drawing::Size;

struct Outline {
  Size size;
  Length radius;
  Length least_thickness;
  std::uint8_t face_count = 1;
};

/// A hole; marks keep `keepout` away from its edge.
struct Hole {
  Point centre;
  Length diameter;
  Length keepout;
};

/// An area without marks, given by two opposite corners.
struct Keepout {
  Point top_left, bottom_right;
};

/// Letter stamps.
///   height   of a capital letter
///   shank    width of the square steel that the hammer hits; wider than the letter
struct Stamp {
  Length height;
  Length shank;
};

/// What a grid holds. More kinds (dots, digits, washers) will come beside the letters.
enum class GridKind : std::uint8_t { letters };

/// The order of the words: down the columns, or along the rows.
enum class Order : std::uint8_t { column, row };

/// Words as columns and rows; a word is four cells of pitch_x by pitch_y, and `gap` is between the
/// cells of neighbouring words.
struct Grid {
  GridKind kind = GridKind::letters;
  std::uint8_t column_count = 0, row_count = 0;
  Length pitch_x, pitch_y, gap;
  Point origin;
  Order order = Order::column;
};

/// How sure the geometry is.
enum class Confidence : std::uint8_t { sourced, inferred, proposed };

struct Source {
  std::string text, url;
  Confidence confidence = Confidence::proposed;
};

struct Template {
  std::string id, title;
  Outline plate;
  std::vector<Hole> holes;
  std::vector<Keepout> keepouts;
  Stamp stamp;
  Grid grid;
  Source source;
};

/// Letters of a word that are stamped: enough to tell all words of a list apart.
constexpr std::size_t letters_per_word = 4;

/// Reads and checks a template.
///   toml      at most 64 KiB
///   errors    all of them at once with line and column: template_* of base/result.h, and
///             input_too_long; the rules between the numbers are checked once all keys are sound
Result<Template, Errors> parse_template(std::string_view toml);

/// Returns the number of words that one side holds.
std::size_t word_capacity(const Template& plate);

/// Tells whether the grid is too tight for stamping by free hand.
///   source   free-hand scatter is about 1 mm: letter pitch below height + 1.5 mm, or row pitch
///            below height + 2.5 mm
bool needs_jig(const Template& plate);

/// Returns the cell of a letter, pitch_x by pitch_y; words and letters count from 0.
Rect cell(const Template& plate, std::size_t word, std::size_t letter);

/// Returns the box that a stamped letter fills, in the middle of its cell: the stamp's height high
/// and three quarters of it wide.
Rect letter_box(const Template& plate, std::size_t word, std::size_t letter);

struct BuiltinTemplate {
  std::string_view id;
  std::string_view toml;
};

/// Returns the templates that are part of the program, those of templates/*.toml.
std::span<const BuiltinTemplate> builtin_templates();

/// Returns the template of this name.
///   errors   unknown_template
Result<Template> find_template(std::string_view id);

}  // namespace steelshare::plate
