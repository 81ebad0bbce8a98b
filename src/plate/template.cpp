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
#include <array>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <optional>

#include "plate/rules.h"
#include "steelshare/plate/geometry.h"

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
// 25.4 mm each, to the micrometre.
constexpr std::array<std::pair<std::string_view, Length>, 6> inch_sets{{{"1/16 in", {1588}},
                                                                        {"3/32 in", {2381}},
                                                                        {"1/8 in", {3175}},
                                                                        {"5/32 in", {3969}},
                                                                        {"3/16 in", {4763}},
                                                                        {"1/4 in", {6350}}}};
constexpr Length least_dot_diameter = 0.3_mm;
constexpr std::int64_t least_header_cells = 4, most_header_cells = 16;
constexpr std::int64_t least_bits = 10, most_bits = 12;

constexpr Length default_hole_keepout = 3_mm;

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

  // Millimetres, or the name of an inch set.
  Length stamp_height(std::string_view key) {
    const toml::node* node = find(key, true);
    if (node == nullptr) return {};
    const auto* name = node->as_string();
    if (name == nullptr) return length_of(*node, 1_mm);
    for (const auto& [inches, height] : inch_sets) {
      if (inches == name->get()) return height;
    }
    return fail(*node, ErrorCode::template_value_out_of_range), Length{};
  }

  std::uint8_t count(std::string_view key, std::int64_t most, std::optional<std::uint8_t> otherwise,
                     Position* place = nullptr, std::int64_t least = 1) {
    const toml::node* node = find(key, !otherwise);
    if (node == nullptr) return otherwise.value_or(0);
    if (place != nullptr) *place = position_of(*node);
    const auto* number = node->as_integer();
    if (number == nullptr) return fail(*node, ErrorCode::template_wrong_type), std::uint8_t{0};
    if (number->get() < least || number->get() > most) {
      return fail(*node, ErrorCode::template_value_out_of_range), std::uint8_t{0};
    }
    return static_cast<std::uint8_t>(number->get());
  }

  bool flag(std::string_view key) {
    const toml::node* node = find(key, true);
    if (node == nullptr) return false;
    const auto* boolean = node->as_boolean();
    if (boolean == nullptr) return fail(*node, ErrorCode::template_wrong_type), false;
    return boolean->get();
  }

  // A key that the other keys leave no place for.
  void refuse(std::string_view key) {
    const toml::node* node = find(key, false);
    if (node != nullptr) fail(*node, ErrorCode::template_unknown_key);
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
  out.stamp.height = keys.stamp_height("height");
  if (out.grid.kind == GridKind::tiles) return;
  out.stamp.shank = keys.length("shank", out.stamp.height);
  if (out.stamp.height > Length{} && out.stamp.shank > out.stamp.height * most_shank_over_height) {
    keys.fail(*table->get("shank"), ErrorCode::template_value_out_of_range);
  }
}

void read_grid(Keys& root, Errors& errors, Template& out, Places& places) {
  const toml::table* table = root.table("grid");
  if (table == nullptr) return;
  Keys keys(*table, errors);
  keys.allow_only(
      {"kind", "cols", "rows", "pitch_x", "pitch_y", "gap", "gap_y", "origin", "order"});
  out.grid.kind = keys.choice<GridKind>("kind", {{"letters", GridKind::letters},
                                                 {"tiles", GridKind::tiles},
                                                 {"ring", GridKind::ring},
                                                 {"bits", GridKind::bits},
                                                 {"alphabet", GridKind::alphabet},
                                                 {"decimal", GridKind::decimal}});
  out.grid.column_count = keys.count("cols", most_columns, {});
  out.grid.row_count = keys.count("rows", most_rows, {});
  out.grid.pitch_x = keys.length("pitch_x", 1_mm, {}, &places.pitch_x);
  out.grid.pitch_y = keys.length("pitch_y", 1_mm, {}, &places.pitch_y);
  out.grid.gap = keys.length("gap", {}, {}, &places.gap);
  out.grid.gap_y = keys.length("gap_y", {}, Length{});
  out.grid.origin = keys.point("origin", &places.origin);
  out.grid.order = keys.choice<Order>("order", {{"column", Order::column}, {"row", Order::row}});
}

void read_dots(Keys& root, Errors& errors, Template& out) {
  const toml::table* table = root.table("dots");
  if (table == nullptr) return;
  Keys keys(*table, errors);
  out.dots.diameter = keys.length("diameter", least_dot_diameter);
  if (out.grid.kind == GridKind::alphabet) return keys.allow_only({"diameter"});
  out.dots.base = keys.count("base", 1, {}, nullptr, 0);
  if (out.grid.kind == GridKind::decimal) return keys.allow_only({"diameter", "base"});
  keys.allow_only({"diameter", "base", "bits", "parity"});
  out.dots.bits = keys.count("bits", most_bits, {}, nullptr, least_bits);
  out.dots.parity = keys.flag("parity");
  // Ten digits reach 1023, so counted from 1 they lack the last word. Counted from 0 the first word
  // is a row without dots, which only a parity dot tells from a missing one.
  const bool unsound = out.dots.base == 1 ? out.dots.bits == least_bits : !out.dots.parity;
  if (unsound && out.dots.bits != 0) keys.fail(*table, ErrorCode::template_value_out_of_range);
}

void read_ring(Keys& root, Errors& errors, Template& out, Places& places) {
  const toml::table* table = root.table("ring");
  if (table == nullptr) return;
  Keys keys(*table, errors);
  keys.allow_only(
      {"outer", "inner", "radius", "pitch", "number_radius", "number_pitch", "number_height"});
  places.ring = position_of(*table);
  out.ring = {.outer = keys.length("outer", 1_mm),
              .inner = keys.length("inner", 1_mm),
              .radius = keys.length("radius", 1_mm),
              .pitch = keys.length("pitch", 1_mm),
              .number_radius = keys.length("number_radius", 1_mm),
              .number_pitch = keys.length("number_pitch", 1_mm),
              .number_height = keys.length("number_height", 1_mm)};
}

void read_header(Keys& root, Errors& errors, Template& out, Places& places) {
  const toml::node* node = root.find("header", false);
  if (node == nullptr) return;
  const toml::table* table = root.table("header");
  if (table == nullptr) return;
  Keys keys(*table, errors);
  keys.allow_only({"x", "y", "cells"});
  places.header = position_of(*table);
  out.header = {{keys.length("x", {}), keys.length("y", {})},
                keys.count("cells", most_header_cells, {}, nullptr, least_header_cells)};
}

// What marks the cells, as the kind of the grid has it. Other tables of marks do not belong there.
void read_mark_tables(Keys& root, Errors& errors, Template& out, Places& places) {
  const GridKind kind = out.grid.kind;
  if (has_dots(kind)) {
    read_dots(root, errors, out);
  } else {
    read_stamp(root, errors, out);
  }
  if (kind == GridKind::ring) read_ring(root, errors, out, places);
  if (has_dots(kind)) root.refuse("stamp");
  if (!has_dots(kind)) root.refuse("dots");
  if (kind != GridKind::ring) root.refuse("ring");
  if (kind == GridKind::letters) {
    read_header(root, errors, out, places);
  } else {
    root.refuse("header");
  }
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

struct Parsed {
  Template plate;
  std::vector<Rule> rules;
};

Result<Parsed, Errors> read(const toml::table& table) {
  Template out;
  Places places;
  Errors errors;
  Keys root(table, errors);
  root.allow_only({"id", "title", "plate", "hole", "keepout", "stamp", "dots", "ring", "grid",
                   "header", "source"});
  out.id = root.identifier("id");
  out.title = root.text("title", longest_title);
  read_plate(root, errors, out, places);
  read_areas(root, errors, out, places);
  read_grid(root, errors, out, places);
  read_mark_tables(root, errors, out, places);
  read_source(root, errors, out);
  std::ranges::stable_sort(
      errors, {}, [](const Error& error) { return std::pair(error.at.row, error.at.column); });
  if (!errors.empty()) return errors;
  auto rules = check_rules(out, places);
  return Parsed{std::move(out), std::move(rules)};
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

Result<Parsed, Errors> parse(std::string_view text) {
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

}  // namespace

Result<Template, Errors> parse_template(std::string_view toml) {
  auto parsed = parse(toml);
  if (!parsed) return parsed.error();
  Errors errors;
  for (const Rule& rule : parsed->rules) {
    if (!rule.finding.holds && !rule.finding.advice) errors.push_back(rule.error);
  }
  if (!errors.empty()) return errors;
  return std::move(parsed->plate);
}

Result<std::vector<Finding>, Errors> explain_template(std::string_view toml) {
  auto parsed = parse(toml);
  if (!parsed) return parsed.error();
  std::vector<Finding> findings;
  for (Rule& rule : parsed->rules) findings.push_back(std::move(rule.finding));
  return findings;
}

}  // namespace steelshare::plate
