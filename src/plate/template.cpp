// The only user of toml++.
#include "steelshare/plate/template.h"

// toml++ 3.3 takes for granted that the header of a table begins with a key, which "[.a]" does not:
// with assertions it would abort, without them rely on what is false. Here its assertions are on in
// every build, and an error of the template.
namespace steelshare::plate {
struct BrokenAssertion {};
[[noreturn]] static void refuse_template() { throw BrokenAssertion(); }
}  // namespace steelshare::plate
#undef NDEBUG
#define TOML_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::steelshare::plate::refuse_template())
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <optional>

namespace steelshare::plate {
namespace {

using namespace drawing::literals;

constexpr std::size_t longest_toml_bytes = std::size_t{64} << 10;
// Each full stop of a dotted key is a table within a table, and toml++ frees them by recursion.
constexpr std::ptrdiff_t most_full_stops = 1024;
constexpr std::size_t longest_id = 32;
constexpr std::size_t longest_title = 36;  // it shares a line of the page with the group
constexpr std::size_t longest_text = 200;
constexpr std::int32_t most_shank_over_height = 4;
constexpr std::size_t most_areas = 64;
constexpr Length largest = 300_mm;
constexpr std::int64_t most_columns = 64;
constexpr std::int64_t most_rows = 64;

// Rules between the numbers; freehand scatter and what a jig can hold are behind them.
constexpr Length least_pitch_x_over_height = 1.0_mm;
constexpr Length least_pitch_y_over_height = 1.5_mm;
constexpr Length freehand_pitch_x_over_height = 1.5_mm;
constexpr Length freehand_pitch_y_over_height = 2.5_mm;
constexpr Length least_gap = 2_mm;
constexpr Length least_edge = 3_mm;
constexpr Length default_hole_keepout = 3_mm;
// A thinner plate curls, and marks of one face show on the other.
constexpr Length least_two_sided_thickness = 3_mm;

std::uint16_t clamp16(toml::source_index index) {
  return static_cast<std::uint16_t>(std::min<toml::source_index>(index, 0xffff));
}

Position position_of(const toml::source_region& source) {
  return {.row = clamp16(source.begin.line), .column = clamp16(source.begin.column)};
}

Position position_of(const toml::node& node) { return position_of(node.source()); }

// Any integer counts as a number, also one too large for a double to hold exactly.
std::optional<double> number_of(const toml::node& node) {
  if (const auto* integer = node.as_integer()) return static_cast<double>(integer->get());
  if (const auto* real = node.as_floating_point()) return real->get();
  return {};
}

// Where the rules between the numbers point to.
struct Places {
  Position pitch_x, pitch_y, gap, origin, thickness, faces;
  std::vector<Position> holes, keepouts;
};

// The keys of one table: notes what is missing, of the wrong type, out of range or unknown.
class Keys {
 public:
  Keys(const toml::table& table, Errors& errors) : table_(table), errors_(errors) {}

  void allow_only(std::initializer_list<std::string_view> known) {
    for (const auto& [key, node] : table_) {
      if (std::ranges::find(known, key.str()) != known.end()) continue;
      errors_.push_back({ErrorCode::template_unknown_key, position_of(key.source())});
    }
  }

  const toml::node* find(std::string_view key, bool required) {
    const toml::node* node = table_.get(key);
    if (node == nullptr && required) {
      errors_.push_back({ErrorCode::template_missing_key, position_of(table_)});
    }
    return node;
  }

  Length length(std::string_view key, Length least, std::optional<Length> otherwise = {},
                Position* place = nullptr) {
    const toml::node* node = find(key, !otherwise);
    if (node == nullptr) return otherwise.value_or(Length{});
    if (place != nullptr) *place = position_of(*node);
    return length_of(*node, least);
  }

  Length length_of(const toml::node& node, Length least) {
    const auto value = number_of(node);
    if (!value) return fail(node, ErrorCode::template_wrong_type), Length{};
    const double limit = static_cast<double>(largest.um) / 1000;
    const bool sane = std::isfinite(*value) && *value >= 0 && *value <= limit;
    const Length length =
        sane ? Length{static_cast<std::int32_t>(std::lround(*value * 1000))} : Length{-1};
    if (length < least) return fail(node, ErrorCode::template_value_out_of_range), Length{};
    return length;
  }

  std::uint8_t count(std::string_view key, std::int64_t most, std::optional<std::uint8_t> otherwise,
                     Position* place = nullptr) {
    const toml::node* node = find(key, !otherwise);
    if (node == nullptr) return otherwise.value_or(0);
    if (place != nullptr) *place = position_of(*node);
    const auto* number = node->as_integer();
    if (number == nullptr) return fail(*node, ErrorCode::template_wrong_type), std::uint8_t{0};
    if (number->get() < 1 || number->get() > most) {
      return fail(*node, ErrorCode::template_value_out_of_range), std::uint8_t{0};
    }
    return static_cast<std::uint8_t>(number->get());
  }

  Point point(std::string_view key, Position* place) {
    const toml::node* node = find(key, true);
    if (node == nullptr) return {};
    *place = position_of(*node);
    const toml::array* pair = node->as_array();
    if (pair == nullptr || pair->size() != 2) {
      return fail(*node, ErrorCode::template_wrong_type), Point{};
    }
    return {length_of(*pair->get(0), {}), length_of(*pair->get(1), {})};
  }

  // Printable ASCII, because it is printed; at least one character.
  std::string text(std::string_view key, std::size_t longest, bool required = true) {
    const toml::node* node = find(key, required);
    if (node == nullptr) return {};
    const auto* string = node->as_string();
    if (string == nullptr) return fail(*node, ErrorCode::template_wrong_type), std::string{};
    const std::string& characters = string->get();
    const bool printable =
        std::ranges::all_of(characters, [](char c) { return c >= ' ' && c <= '~'; });
    if (characters.empty() || characters.size() > longest || !printable) {
      fail(*node, ErrorCode::template_value_out_of_range);
    }
    return characters;
  }

  std::string identifier(std::string_view key) {
    std::string id = text(key, longest_id);
    const bool plain = std::ranges::all_of(
        id, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    if (!plain) fail(*table_.get(key), ErrorCode::template_value_out_of_range);
    return id;
  }

  // One of some names.
  template <class T>
  T choice(std::string_view key, std::initializer_list<std::pair<std::string_view, T>> names) {
    const toml::node* node = find(key, true);
    if (node == nullptr) return {};
    const auto* string = node->as_string();
    if (string == nullptr) return fail(*node, ErrorCode::template_wrong_type), T{};
    for (const auto& [name, value] : names) {
      if (name == string->get()) return value;
    }
    return fail(*node, ErrorCode::template_value_out_of_range), T{};
  }

  const toml::table* table(std::string_view key) {
    const toml::node* node = find(key, true);
    if (node == nullptr) return nullptr;
    if (!node->is_table()) fail(*node, ErrorCode::template_wrong_type);
    return node->as_table();
  }

  // The tables of an array of tables; none where the key is absent.
  std::vector<const toml::table*> tables(std::string_view key) {
    const toml::node* node = find(key, false);
    if (node == nullptr) return {};
    const toml::array* array = node->as_array();
    if (array == nullptr)
      return fail(*node, ErrorCode::template_wrong_type), decltype(tables(key)){};
    if (array->size() > most_areas) fail(*node, ErrorCode::template_value_out_of_range);
    std::vector<const toml::table*> tables;
    for (const toml::node& element : *array) {
      if (element.is_table()) {
        tables.push_back(element.as_table());
      } else {
        fail(element, ErrorCode::template_wrong_type);
      }
    }
    return tables;
  }

  void fail(const toml::node& node, ErrorCode code) {
    errors_.push_back({code, position_of(node)});
  }

 private:
  const toml::table& table_;
  Errors& errors_;
};

void read_plate(Keys& root, Errors& errors, Template& out, Places& places) {
  const toml::table* table = root.table("plate");
  if (table == nullptr) return;
  Keys keys(*table, errors);
  keys.allow_only({"width", "height", "radius", "thickness_min", "faces"});
  out.plate.size = {keys.length("width", 10_mm), keys.length("height", 10_mm)};
  out.plate.radius = keys.length("radius", {}, Length{});
  out.plate.least_thickness = keys.length("thickness_min", {}, Length{}, &places.thickness);
  out.plate.face_count = keys.count("faces", 2, 1, &places.faces);
  const Length smaller = std::min(out.plate.size.width, out.plate.size.height);
  if (smaller > Length{} && out.plate.radius * 2 > smaller) {
    keys.fail(*table->get("radius"), ErrorCode::template_value_out_of_range);
  }
}

void read_areas(Keys& root, Errors& errors, Template& out, Places& places) {
  for (const toml::table* table : root.tables("hole")) {
    Keys keys(*table, errors);
    keys.allow_only({"x", "y", "d", "keepout"});
    places.holes.push_back(position_of(*table));
    out.holes.push_back({.centre = {keys.length("x", {}), keys.length("y", {})},
                         .diameter = keys.length("d", 0.5_mm),
                         .keepout = keys.length("keepout", {}, default_hole_keepout)});
  }
  for (const toml::table* table : root.tables("keepout")) {
    Keys keys(*table, errors);
    keys.allow_only({"x0", "y0", "x1", "y1"});
    places.keepouts.push_back(position_of(*table));
    const Keepout area{.top_left = {keys.length("x0", {}), keys.length("y0", {})},
                       .bottom_right = {keys.length("x1", {}), keys.length("y1", {})}};
    if (area.top_left.x >= area.bottom_right.x || area.top_left.y >= area.bottom_right.y) {
      keys.fail(*table, ErrorCode::template_value_out_of_range);
    }
    out.keepouts.push_back(area);
  }
}

void read_stamp(Keys& root, Errors& errors, Template& out) {
  const toml::table* table = root.table("stamp");
  if (table == nullptr) return;
  Keys keys(*table, errors);
  keys.allow_only({"height", "shank"});
  out.stamp.height = keys.length("height", 1_mm);
  out.stamp.shank = keys.length("shank", out.stamp.height);
  if (out.stamp.height > Length{} && out.stamp.shank > out.stamp.height * most_shank_over_height) {
    keys.fail(*table->get("shank"), ErrorCode::template_value_out_of_range);
  }
}

void read_grid(Keys& root, Errors& errors, Template& out, Places& places) {
  const toml::table* table = root.table("grid");
  if (table == nullptr) return;
  Keys keys(*table, errors);
  keys.allow_only({"kind", "cols", "rows", "pitch_x", "pitch_y", "gap", "origin", "order"});
  out.grid.kind = keys.choice<GridKind>("kind", {{"letters", GridKind::letters}});
  out.grid.column_count = keys.count("cols", most_columns, {});
  out.grid.row_count = keys.count("rows", most_rows, {});
  out.grid.pitch_x = keys.length("pitch_x", 1_mm, {}, &places.pitch_x);
  out.grid.pitch_y = keys.length("pitch_y", 1_mm, {}, &places.pitch_y);
  out.grid.gap = keys.length("gap", {}, {}, &places.gap);
  out.grid.origin = keys.point("origin", &places.origin);
  out.grid.order = keys.choice<Order>("order", {{"column", Order::column}, {"row", Order::row}});
}

void read_source(Keys& root, Errors& errors, Template& out) {
  const toml::table* table = root.table("source");
  if (table == nullptr) return;
  Keys keys(*table, errors);
  keys.allow_only({"text", "url", "confidence"});
  out.source.text = keys.text("text", longest_text);
  out.source.url = keys.text("url", longest_text, false);
  out.source.confidence =
      keys.choice<Confidence>("confidence", {{"sourced", Confidence::sourced},
                                             {"inferred", Confidence::inferred},
                                             {"proposed", Confidence::proposed}});
}

std::int64_t square(Length length) { return std::int64_t{length.um} * length.um; }

// Whether a point lies in the plate shrunk by the least edge, rounded corners and all.
bool is_inside(const Outline& plate, Point point) {
  const Length radius = std::max(plate.radius - least_edge, Length{});
  const Length right = plate.size.width - least_edge, bottom = plate.size.height - least_edge;
  const Length x = std::min(point.x - least_edge, right - point.x);
  const Length y = std::min(point.y - least_edge, bottom - point.y);
  if (x < Length{} || y < Length{}) return false;
  if (x >= radius || y >= radius) return true;
  return square(radius - x) + square(radius - y) <= square(radius);
}

bool is_inside(const Outline& plate, const Rect& box) {
  const Point a = box.corner, b = {a.x + box.size.width, a.y + box.size.height};
  return is_inside(plate, a) && is_inside(plate, b) && is_inside(plate, Point{a.x, b.y}) &&
         is_inside(plate, Point{b.x, a.y});
}

bool overlaps(const Keepout& area, const Rect& box) {
  return box.corner.x < area.bottom_right.x && box.corner.y < area.bottom_right.y &&
         box.corner.x + box.size.width > area.top_left.x &&
         box.corner.y + box.size.height > area.top_left.y;
}

bool overlaps(const Hole& hole, const Rect& box) {
  const Length x = std::clamp(hole.centre.x, box.corner.x, box.corner.x + box.size.width);
  const Length y = std::clamp(hole.centre.y, box.corner.y, box.corner.y + box.size.height);
  return square(x - hole.centre.x) + square(y - hole.centre.y) <
         square(hole.diameter / 2 + hole.keepout);
}

// Whether any letter box of the grid satisfies a condition.
template <class Condition>
bool any_box(const Template& plate, const Condition& condition) {
  for (std::size_t word = 0; word < word_capacity(plate); ++word) {
    for (std::size_t letter = 0; letter < letters_per_word; ++letter) {
      if (condition(letter_box(plate, word, letter))) return true;
    }
  }
  return false;
}

bool is_on_plate(const Outline& plate, Point top_left, Point bottom_right) {
  return top_left.x >= Length{} && top_left.y >= Length{} && bottom_right.x <= plate.size.width &&
         bottom_right.y <= plate.size.height;
}

bool is_on_plate(const Outline& plate, const Hole& hole) {
  const Length radius = hole.diameter / 2;
  return is_on_plate(plate, hole.centre + Point{-radius, -radius},
                     hole.centre + Point{radius, radius});
}

// What is drawn beside the plate would run into the rest of the page, or off the paper.
void check_areas(const Template& plate, const Places& places, Errors& errors) {
  for (std::size_t i = 0; i < plate.holes.size(); ++i) {
    if (is_on_plate(plate.plate, plate.holes[i])) continue;
    errors.push_back({ErrorCode::template_value_out_of_range, places.holes[i]});
  }
  for (std::size_t i = 0; i < plate.keepouts.size(); ++i) {
    const auto& [top_left, bottom_right] = plate.keepouts[i];
    if (is_on_plate(plate.plate, top_left, bottom_right)) continue;
    errors.push_back({ErrorCode::template_value_out_of_range, places.keepouts[i]});
  }
}

void check_pitches(const Template& plate, const Places& places, Errors& errors) {
  const Length height = plate.stamp.height;
  if (plate.grid.pitch_x < height + least_pitch_x_over_height) {
    errors.push_back({ErrorCode::template_letter_pitch_too_small, places.pitch_x});
  }
  if (plate.grid.pitch_y < height + least_pitch_y_over_height) {
    errors.push_back({ErrorCode::template_row_pitch_too_small, places.pitch_y});
  }
  if (plate.grid.gap < least_gap && plate.grid.column_count > 1) {
    errors.push_back({ErrorCode::template_word_gap_too_small, places.gap});
  }
  if (plate.plate.face_count == 2 && plate.plate.least_thickness < least_two_sided_thickness) {
    errors.push_back({ErrorCode::template_value_out_of_range,
                      places.thickness.row == 0 ? places.faces : places.thickness});
  }
}

void check_cells(const Template& plate, const Places& places, Errors& errors) {
  if (any_box(plate, [&](const Rect& box) { return !is_inside(plate.plate, box); })) {
    errors.push_back({ErrorCode::template_cell_off_plate, places.origin});
  }
  for (std::size_t i = 0; i < plate.holes.size(); ++i) {
    if (any_box(plate, [&](const Rect& box) { return overlaps(plate.holes[i], box); })) {
      errors.push_back({ErrorCode::template_cell_in_keepout, places.holes[i]});
    }
  }
  for (std::size_t i = 0; i < plate.keepouts.size(); ++i) {
    if (any_box(plate, [&](const Rect& box) { return overlaps(plate.keepouts[i], box); })) {
      errors.push_back({ErrorCode::template_cell_in_keepout, places.keepouts[i]});
    }
  }
}

Result<Template, Errors> read(const toml::table& table) {
  Template out;
  Places places;
  Errors errors;
  Keys root(table, errors);
  root.allow_only({"id", "title", "plate", "hole", "keepout", "stamp", "grid", "source"});
  out.id = root.identifier("id");
  out.title = root.text("title", longest_title);
  read_plate(root, errors, out, places);
  read_areas(root, errors, out, places);
  read_stamp(root, errors, out);
  read_grid(root, errors, out, places);
  read_source(root, errors, out);
  if (!errors.empty()) return errors;
  check_areas(out, places, errors);
  check_pitches(out, places, errors);
  check_cells(out, places, errors);
  if (!errors.empty()) return errors;
  return out;
}

// All that a template has to say is ASCII, and toml++ 3.3 runs into what it calls unreachable at a
// letter like e acute where no letter may be.
bool is_not_ascii(char character) { return static_cast<unsigned char>(character) > 0x7f; }

// The place behind a text.
Position end_of(std::string_view text) {
  const auto row = std::ranges::count(text, '\n') + 1;
  const auto column = text.size() - (text.rfind('\n') + 1) + 1;  // npos + 1 is 0
  return {.row = clamp16(static_cast<toml::source_index>(row)),
          .column = clamp16(static_cast<toml::source_index>(column))};
}

}  // namespace

Result<Template, Errors> parse_template(std::string_view text) {
  if (const auto other = std::ranges::find_if(text, is_not_ascii); other != text.end()) {
    const auto before = text.substr(0, static_cast<std::size_t>(other - text.begin()));
    return Errors{{ErrorCode::template_syntax, end_of(before)}};
  }
  if (text.size() > longest_toml_bytes) return Errors{{ErrorCode::input_too_long}};
  if (std::ranges::count(text, '.') > most_full_stops) return Errors{{ErrorCode::template_syntax}};
  try {
    return read(toml::parse(text));
  } catch (const toml::parse_error& error) {
    return Errors{{ErrorCode::template_syntax, position_of(error.source())}};
  } catch (const BrokenAssertion&) {
    return Errors{{ErrorCode::template_syntax}};
  }
}

std::size_t word_capacity(const Template& plate) {
  return std::size_t{plate.grid.column_count} * plate.grid.row_count;
}

bool needs_jig(const Template& plate) {
  return plate.grid.pitch_x < plate.stamp.height + freehand_pitch_x_over_height ||
         plate.grid.pitch_y < plate.stamp.height + freehand_pitch_y_over_height;
}

Rect cell(const Template& plate, std::size_t word, std::size_t letter) {
  expects(word < word_capacity(plate) && letter < letters_per_word);
  const Grid& grid = plate.grid;
  const bool down = grid.order == Order::column;
  const auto column =
      static_cast<std::int32_t>(down ? word / grid.row_count : word % grid.column_count);
  const auto row =
      static_cast<std::int32_t>(down ? word % grid.row_count : word / grid.column_count);
  const Length word_step = grid.pitch_x * static_cast<std::int32_t>(letters_per_word) + grid.gap;
  return {.corner = {grid.origin.x + word_step * column +
                         grid.pitch_x * static_cast<std::int32_t>(letter),
                     grid.origin.y + grid.pitch_y * row},
          .size = {grid.pitch_x, grid.pitch_y},
          .radius = {}};
}

Rect letter_box(const Template& plate, std::size_t word, std::size_t letter) {
  const Rect outer = cell(plate, word, letter);
  const Size size{plate.stamp.height * 3 / 4, plate.stamp.height};
  return {.corner = {outer.corner.x + (outer.size.width - size.width) / 2,
                     outer.corner.y + (outer.size.height - size.height) / 2},
          .size = size,
          .radius = {}};
}

}  // namespace steelshare::plate
