// Plates are data: outline, holes, stamps and grid of one metal plate, read from TOML. Nothing in
// C++ knows the measures of a particular plate. The keys are described in docs/template-format.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
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

/// What the cells of a word hold.
enum class GridKind : std::uint8_t {
  letters,   // the first four letters, stamped
  tiles,     // the same as tiles in a row: a list to pick them by, no plate
  ring,      // the same around a washer, which has its number above them
  bits,      // the number of the word in binary, a dot for a 1
  alphabet,  // four columns of A to Z, a dot in each
  decimal,   // four columns of 1 to 9 and 0, a dot in each
};

/// Whether marks are dots of a centre punch; else they are letters.
constexpr bool has_dots(GridKind kind) {
  return kind == GridKind::bits || kind == GridKind::alphabet || kind == GridKind::decimal;
}

/// Dots of a centre punch, and how they number the words.
///   diameter   of the dot that the punch makes
///   base       the number of the first word of the list: 0 or 1
///   bits       binary digits of a word, the most significant first
///   parity     whether a further dot makes their number odd: an empty row is then a missing word
struct Dots {
  Length diameter;
  std::uint8_t base = 1;
  std::uint8_t bits = 0;
  bool parity = false;
};

/// A washer: letters on one circle, their feet towards the rim, below; the two digits of the number
/// of the word on another, their heads towards the rim, above. A pitch is the distance of the
/// centres of neighbours.
struct Ring {
  Length outer, inner;  // diameters
  Length radius, pitch;
  Length number_radius, number_pitch, number_height;
};

/// The order of the words: down the columns, or along the rows.
enum class Order : std::uint8_t { column, row };

/// Words as columns and rows; a word is some cells of pitch_x by pitch_y. Between the cells of
/// neighbouring words `gap` is left from side to side, and `gap_y` from above to below. Of washers
/// a cell is the place of a washer.
struct Grid {
  GridKind kind = GridKind::letters;
  std::uint8_t column_count = 0, row_count = 0;
  Length pitch_x, pitch_y, gap, gap_y;
  Point origin;
  Order order = Order::column;
};

/// A place for a few characters that say what the plate is for, in cells as large as those of the
/// letters, from a corner to the right.
struct Header {
  Point corner;
  std::uint8_t cell_count = 0;
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
  Stamp stamp;  // of letters, tiles and rings
  Dots dots;    // of bits, alphabet and decimal
  Ring ring;
  Grid grid;
  std::optional<Header> header = {};  // of letters alone
  Source source;
};

/// Letters of a word that are stamped: enough to tell all words of a list apart.
constexpr std::size_t letters_per_word = 4;

/// What was found of a template: a rule between its numbers with its arithmetic, or a key that is
/// wrong and what it may be.
///   name    of the rule, e.g. "letter_pitch"; of all keys "key"
///   text    e.g. "letter pitch 5.5 - height 4 = 1.5 mm, at least 1"; nothing from the file in it
///   advice  whether the plate can be made all the same, with more care
///   at      of a key, line and column; of a rule nothing
struct Finding {
  std::string_view name;
  std::string text;
  bool holds;
  bool advice;
  Position at = {};
};

/// A template that was read and checked.
///   plate     where nothing is wrong
///   findings  the keys that are wrong, and then every rule that what is known is enough for
///   errors    all of them at once, each with line and column: template_* of base/result.h
///   of_paper  plate_larger_than_paper, of A4 and of Letter: files for machines, which need no
///             paper, can be made all the same
struct CheckedTemplate {
  std::optional<Template> plate;
  std::vector<Finding> findings;
  Errors errors;
  std::array<std::optional<Error>, 2> of_paper = {};
};

/// Reads and checks a template.
///   toml   at most 64 KiB
CheckedTemplate check_template(std::string_view toml);

/// The same without findings.
///   errors   as in CheckedTemplate
Result<Template, Errors> parse_template(std::string_view toml);

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
