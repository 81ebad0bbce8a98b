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
constexpr std::size_t most_full_stops = 1024;
constexpr std::size_t longest_id = 32;
constexpr std::size_t longest_title = 36;  // it shares a line of the page with the group
constexpr std::size_t longest_text = 200;
constexpr std::int32_t most_shank_over_height = 4;
// With the sides: what a share of 59 words may take of the memory for secrets.
constexpr std::size_t most_areas = 16;
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

// What is wrong with the keys.
struct Problems {
  Errors errors;
  std::vector<Finding> findings;
  WrongKeys wrong;
};

std::string span_text(Length least, Length most) {
  return "millimetres, " + drawing::millimetres(least) + " to " + drawing::millimetres(most);
}

// "a, b or c"
std::string list_text(std::span<const std::string_view> names, std::string_view quote) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text.append(quote).append(names[i]).append(quote);
  }
  return text;
}

// The keys of one table: notes what is missing, of the wrong type, out of range or unknown, and
// says what is allowed. Nothing that stands in the file is repeated.
class Keys {
 public:
  /// name   of the table, empty for the file itself
  Keys(const toml::table& table, std::string name, Problems& problems)
      : table_(table), name_(std::move(name)), problems_(problems) {}

  void allow_only(std::initializer_list<std::string_view> known) {
    for (const auto& [key, node] : table_) {
      if (std::ranges::find(known, key.str()) != known.end()) continue;
      const std::string names = list_text({known.begin(), known.size()}, "");
      note(ErrorCode::template_unknown_key, position_of(key.source()),
           "this key must be one of " + names + (name_.empty() ? "" : " of " + name_));
    }
  }

  [[nodiscard]] bool has(std::string_view key) const { return table_.get(key) != nullptr; }

  // What a key must be, where it is missing and needed.
  const toml::node* find(std::string_view key, bool required, const std::string& allowed) {
    const toml::node* node = table_.get(key);
    if (node != nullptr || !required) return node;
    problems_.wrong.add(path(key));
    note(ErrorCode::template_missing_key, position_of(table_),
         path(key) + " is missing: it must be " + allowed);
    return nullptr;
  }

  Length length(std::string_view key, Length least, std::optional<Length> otherwise = {},
                Position* place = nullptr) {
    const std::string allowed = span_text(least, largest);
    const toml::node* node = find(key, !otherwise, allowed);
    if (place != nullptr) *place = place_of(node);
    if (node == nullptr) return otherwise.value_or(Length{});
    return length_of(*node, key, least, allowed);
  }

  // Millimetres, or the name of an inch set.
  Length stamp_height(std::string_view key) {
    std::string allowed = span_text(1_mm, largest);
    for (const auto& [inches, height] : inch_sets) allowed += ", \"" + std::string(inches) + "\"";
    const toml::node* node = find(key, true, allowed);
    if (node == nullptr) return {};
    const auto* name = node->as_string();
    if (name == nullptr) return length_of(*node, key, 1_mm, allowed);
    for (const auto& [inches, height] : inch_sets) {
      if (inches == name->get()) return height;
    }
    return fail(*node, ErrorCode::template_value_out_of_range, key, allowed), Length{};
  }

  std::uint8_t count(std::string_view key, std::int64_t most, std::optional<std::uint8_t> otherwise,
                     Position* place = nullptr, std::int64_t least = 1) {
    const std::string allowed =
        "a whole number, " + std::to_string(least) + " to " + std::to_string(most);
    const toml::node* node = find(key, !otherwise, allowed);
    if (place != nullptr) *place = place_of(node);
    if (node == nullptr) return otherwise.value_or(0);
    const auto* number = node->as_integer();
    if (number == nullptr) {
      return fail(*node, ErrorCode::template_wrong_type, key, allowed), std::uint8_t{0};
    }
    if (number->get() < least || number->get() > most) {
      return fail(*node, ErrorCode::template_value_out_of_range, key, allowed), std::uint8_t{0};
    }
    return static_cast<std::uint8_t>(number->get());
  }

  bool flag(std::string_view key) {
    const toml::node* node = find(key, true, "true or false");
    if (node == nullptr) return false;
    const auto* boolean = node->as_boolean();
    if (boolean != nullptr) return boolean->get();
    return fail(*node, ErrorCode::template_wrong_type, key, "true or false"), false;
  }

  // A key that the other keys leave no place for.
  void refuse(std::string_view key) {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return;
    note(ErrorCode::template_unknown_key, position_of(*node),
         "this kind of grid has no " + path(key));
  }

  // May be absent.
  Point point(std::string_view key, Position* place) {
    const std::string allowed = "[x, y], each " + span_text({}, largest);
    const toml::node* node = find(key, false, allowed);
    *place = place_of(node);
    if (node == nullptr) return {};
    const toml::array* pair = node->as_array();
    if (pair == nullptr || pair->size() != 2) {
      return fail(*node, ErrorCode::template_wrong_type, key, allowed), Point{};
    }
    return {length_of(*pair->get(0), key, {}, allowed), length_of(*pair->get(1), key, {}, allowed)};
  }

  // Printable ASCII, because it is printed; at least one character.
  std::string text(std::string_view key, std::size_t longest, bool required = true) {
    return characters(key, longest, "printable characters", required,
                      [](char c) { return c >= ' ' && c <= '~'; });
  }

  std::string identifier(std::string_view key) {
    return characters(key, longest_id, "characters of a-z, 0-9 and -", true, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
  }

  // One of some names; the first of them where the key is absent and not needed.
  template <class T>
  T choice(std::string_view key, std::initializer_list<std::pair<std::string_view, T>> names,
           bool required = true) {
    std::vector<std::string_view> allowed_names;
    for (const auto& [name, value] : names) allowed_names.push_back(name);
    const std::string allowed = list_text(allowed_names, "\"");
    const toml::node* node = find(key, required, allowed);
    if (node == nullptr) return required ? T{} : names.begin()->second;
    const auto* string = node->as_string();
    if (string == nullptr) {
      return fail(*node, ErrorCode::template_wrong_type, key, allowed), T{};
    }
    for (const auto& [name, value] : names) {
      if (name == string->get()) return value;
    }
    return fail(*node, ErrorCode::template_value_out_of_range, key, allowed), T{};
  }

  const toml::table* table(std::string_view key, bool required = true) {
    const std::string allowed = "a table, [" + std::string(key) + "]";
    const toml::node* node = find(key, required, allowed);
    if (node == nullptr) return nullptr;
    if (!node->is_table()) fail(*node, ErrorCode::template_wrong_type, key, allowed);
    return node->as_table();
  }

  // The tables of an array of tables; none where the key is absent.
  std::vector<const toml::table*> tables(std::string_view key) {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return {};
    const std::string allowed =
        "tables, [[" + std::string(key) + "]], at most " + std::to_string(most_areas);
    const toml::array* array = node->as_array();
    if (array == nullptr) {
      return fail(*node, ErrorCode::template_wrong_type, key, allowed), decltype(tables(key)){};
    }
    if (array->size() > most_areas) {
      fail(*node, ErrorCode::template_value_out_of_range, key, allowed);
    }
    std::vector<const toml::table*> tables;
    for (const toml::node& element : *array) {
      if (element.is_table()) {
        tables.push_back(element.as_table());
      } else {
        fail(element, ErrorCode::template_wrong_type, key, allowed);
      }
    }
    return tables;
  }

  // Notes a wrong value, and what it must be.
  void fail(const toml::node& node, ErrorCode code, std::string_view key,
            const std::string& allowed) {
    problems_.wrong.add(path(key));
    note(code, position_of(node), path(key) + " must be " + allowed);
  }

 private:
  // Of a key that is absent, the place is that of its table.
  [[nodiscard]] Position place_of(const toml::node* node) const {
    return position_of(node == nullptr ? table_ : *node);
  }

  template <class Allows>
  std::string characters(std::string_view key, std::size_t longest, std::string_view what,
                         bool required, const Allows& allows) {
    const std::string allowed = "1 to " + std::to_string(longest) + " " + std::string(what);
    const toml::node* node = find(key, required, allowed);
    if (node == nullptr) return {};
    const auto* string = node->as_string();
    if (string == nullptr) {
      return fail(*node, ErrorCode::template_wrong_type, key, allowed), std::string{};
    }
    const std::string& text = string->get();
    if (text.empty() || text.size() > longest || !std::ranges::all_of(text, allows)) {
      fail(*node, ErrorCode::template_value_out_of_range, key, allowed);
    }
    return text;
  }

  Length length_of(const toml::node& node, std::string_view key, Length least,
                   const std::string& allowed) {
    const auto value = number_of(node);
    if (!value) return fail(node, ErrorCode::template_wrong_type, key, allowed), Length{};
    const double limit = static_cast<double>(largest.um) / 1000;
    const bool sane = std::isfinite(*value) && *value >= 0 && *value <= limit;
    const Length length =
        sane ? Length{static_cast<std::int32_t>(std::lround(*value * 1000))} : Length{-1};
    if (length >= least) return length;
    return fail(node, ErrorCode::template_value_out_of_range, key, allowed), Length{};
  }

  [[nodiscard]] std::string path(std::string_view key) const {
    return (name_.empty() ? "" : name_ + ".") + std::string(key);
  }

  void note(ErrorCode code, Position at, std::string text) {
    problems_.errors.push_back({code, at});
    problems_.findings.push_back({"key", std::move(text), false, false, at});
  }

  const toml::table& table_;
  std::string name_;
  Problems& problems_;
};

void read_plate(Keys& root, Problems& problems, Template& out, Places& places) {
  const toml::table* table = root.table("plate");
  if (table == nullptr) return;
  Keys keys(*table, "plate", problems);
  keys.allow_only({"width", "height", "radius", "thickness_min", "faces"});
  out.plate.size = {keys.length("width", 10_mm, {}, &places.width),
                    keys.length("height", 10_mm, {}, &places.height)};
  out.plate.radius = keys.length("radius", {}, Length{});
  out.plate.least_thickness = keys.length("thickness_min", {}, Length{}, &places.thickness);
  Position faces;
  out.plate.face_count = keys.count("faces", 2, 1, &faces);
  if (!keys.has("thickness_min")) places.thickness = faces;
  const Length smaller = std::min(out.plate.size.width, out.plate.size.height);
  if (smaller > Length{} && out.plate.radius * 2 > smaller) {
    keys.fail(*table->get("radius"), ErrorCode::template_value_out_of_range, "radius",
              "at most half of the shorter side");
  }
}

void read_areas(Keys& root, Problems& problems, Template& out, Places& places) {
  for (const toml::table* table : root.tables("hole")) {
    Keys keys(*table, "hole " + std::to_string(out.holes.size() + 1), problems);
    keys.allow_only({"x", "y", "d", "keepout"});
    places.holes.push_back(position_of(*table));
    out.holes.push_back({.centre = {keys.length("x", {}), keys.length("y", {})},
                         .diameter = keys.length("d", 0.5_mm),
                         .keepout = keys.length("keepout", {}, default_hole_keepout)});
  }
  for (const toml::table* table : root.tables("keepout")) {
    Keys keys(*table, "keepout " + std::to_string(out.keepouts.size() + 1), problems);
    keys.allow_only({"x0", "y0", "x1", "y1"});
    places.keepouts.push_back(position_of(*table));
    const Keepout area{.top_left = {keys.length("x0", {}), keys.length("y0", {})},
                       .bottom_right = {keys.length("x1", {}), keys.length("y1", {})}};
    if (area.top_left.x >= area.bottom_right.x || area.top_left.y >= area.bottom_right.y) {
      keys.fail(*table, ErrorCode::template_value_out_of_range, "x1", "right of x0, y1 below y0");
    }
    out.keepouts.push_back(area);
  }
}

void read_stamp(Keys& root, Problems& problems, Template& out) {
  const toml::table* table = root.table("stamp");
  if (table == nullptr) return;
  Keys keys(*table, "stamp", problems);
  keys.allow_only({"height", "shank"});
  out.stamp.height = keys.stamp_height("height");
  if (out.grid.kind == GridKind::tiles) return;
  out.stamp.shank = keys.length("shank", out.stamp.height);
  if (out.stamp.height > Length{} && out.stamp.shank > out.stamp.height * most_shank_over_height) {
    keys.fail(*table->get("shank"), ErrorCode::template_value_out_of_range, "shank",
              "at most " + std::to_string(most_shank_over_height) + " times the height");
  }
}

void read_grid(Keys& root, Problems& problems, Template& out, Places& places) {
  const toml::table* table = root.table("grid");
  if (table == nullptr) return;
  Keys keys(*table, "grid", problems);
  keys.allow_only(
      {"kind", "cols", "rows", "pitch_x", "pitch_y", "gap", "gap_y", "origin", "order"});
  out.grid.kind = keys.choice<GridKind>("kind", {{"letters", GridKind::letters},
                                                 {"tiles", GridKind::tiles},
                                                 {"ring", GridKind::ring},
                                                 {"bits", GridKind::bits},
                                                 {"alphabet", GridKind::alphabet},
                                                 {"decimal", GridKind::decimal}});
  out.grid.column_count = keys.count("cols", most_columns, {});
  out.grid.row_count = keys.count("rows", most_rows, {}, &places.rows);
  out.grid.pitch_x = keys.length("pitch_x", 1_mm, {}, &places.pitch_x);
  out.grid.pitch_y = keys.length("pitch_y", 1_mm, {}, &places.pitch_y);
  out.grid.gap = keys.length("gap", {}, Length{}, &places.gap);
  out.grid.gap_y = keys.length("gap_y", {}, Length{});
  out.grid.origin = keys.point("origin", &places.origin);
  out.grid.order =
      keys.choice<Order>("order", {{"column", Order::column}, {"row", Order::row}}, false);
}

void read_dots(Keys& root, Problems& problems, Template& out) {
  const toml::table* table = root.table("dots");
  if (table == nullptr) return;
  Keys keys(*table, "dots", problems);
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
  if (!unsound || !problems.wrong.spare("dots")) return;
  keys.fail(*table, ErrorCode::template_value_out_of_range, "bits",
            "11 or 12 from base 1; from base 0, parity must be true");
}

void read_ring(Keys& root, Problems& problems, Template& out, Places& places) {
  const toml::table* table = root.table("ring");
  if (table == nullptr) return;
  Keys keys(*table, "ring", problems);
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

void read_header(Keys& root, Problems& problems, Template& out, Places& places) {
  const toml::table* table = root.table("header");
  if (table == nullptr) return;
  Keys keys(*table, "header", problems);
  keys.allow_only({"x", "y", "cells"});
  places.header = position_of(*table);
  out.header = {{keys.length("x", {}), keys.length("y", {})},
                keys.count("cells", most_header_cells, {}, nullptr, least_header_cells)};
  if (!problems.wrong.spare("header")) out.header.reset();
}

// What marks the cells, as the kind of the grid has it. Other tables of marks do not belong there.
void read_mark_tables(Keys& root, Problems& problems, Template& out, Places& places) {
  if (!problems.wrong.spare("grid.kind")) return;
  const GridKind kind = out.grid.kind;
  if (has_dots(kind)) {
    read_dots(root, problems, out);
  } else {
    read_stamp(root, problems, out);
  }
  if (kind == GridKind::ring) read_ring(root, problems, out, places);
  if (has_dots(kind)) root.refuse("stamp");
  if (!has_dots(kind)) root.refuse("dots");
  if (kind != GridKind::ring) root.refuse("ring");
  if (kind == GridKind::letters) {
    if (root.has("header")) read_header(root, problems, out, places);
  } else {
    root.refuse("header");
  }
}

void read_source(Keys& root, Problems& problems, Template& out) {
  const toml::table* table = root.table("source", false);
  if (table == nullptr) return;
  Keys keys(*table, "source", problems);
  keys.allow_only({"text", "url", "confidence"});
  out.source.text = keys.text("text", longest_text);
  out.source.url = keys.text("url", longest_text, false);
  out.source.confidence =
      keys.choice<Confidence>("confidence", {{"sourced", Confidence::sourced},
                                             {"inferred", Confidence::inferred},
                                             {"proposed", Confidence::proposed}});
}

CheckedTemplate read(const toml::table& table) {
  Template out;
  Places places;
  Problems problems;
  Keys root(table, "", problems);
  root.allow_only({"id", "title", "plate", "hole", "keepout", "stamp", "dots", "ring", "grid",
                   "header", "source"});
  out.id = root.identifier("id");
  out.title = root.text("title", longest_title);
  read_plate(root, problems, out, places);
  read_areas(root, problems, out, places);
  read_grid(root, problems, out, places);
  read_mark_tables(root, problems, out, places);
  if (!table["grid"]["origin"]) out.grid.origin = centred_origin(out);
  read_source(root, problems, out);
  CheckedTemplate checked{{}, std::move(problems.findings), std::move(problems.errors), {}};
  const auto place = [](Position at) { return std::pair(at.row, at.column); };
  std::ranges::stable_sort(checked.findings, {}, [&](const Finding& it) { return place(it.at); });
  for (Rule& rule : check_rules(out, places, problems.wrong)) {
    const auto& [finding, error, paper] = rule;
    if (!finding.holds && paper) checked.of_paper[static_cast<std::size_t>(*paper)] = error;
    if (!finding.holds && !finding.advice && !paper) checked.errors.push_back(error);
    checked.findings.push_back(std::move(rule.finding));
  }
  std::ranges::stable_sort(checked.errors, {}, [&](const Error& it) { return place(it.at); });
  if (checked.errors.empty()) checked.plate = std::move(out);
  return checked;
}

CheckedTemplate refused(ErrorCode code, Position at) { return {{}, {}, {{code, at}}, {}}; }

// All that a template has to say is ASCII, and toml++ 3.3 runs into what it calls unreachable at a
// letter like e acute where no letter may be.
bool is_not_ascii(char character) { return static_cast<unsigned char>(character) > 0x7f; }

// The place of what stands behind a text.
Position end_of(std::string_view text) {
  const auto row = std::ranges::count(text, '\n') + 1;
  const auto column = text.size() - (text.rfind('\n') + 1) + 1;  // npos + 1 is 0
  return {.row = clamp16(static_cast<toml::source_index>(row)),
          .column = clamp16(static_cast<toml::source_index>(column))};
}

// What toml++ should not be given, and where; nothing where it may be read.
std::optional<Error> unreadable(std::string_view toml) {
  if (const auto other = std::ranges::find_if(toml, is_not_ascii); other != toml.end()) {
    return Error{ErrorCode::template_not_ascii,
                 end_of(toml.substr(0, static_cast<std::size_t>(other - toml.begin())))};
  }
  if (toml.size() > longest_toml_bytes) {
    return Error{ErrorCode::template_too_long, end_of(toml.substr(0, longest_toml_bytes))};
  }
  std::size_t full_stops = 0;
  for (std::size_t i = 0; i < toml.size(); ++i) {
    if (toml[i] == '.' && ++full_stops > most_full_stops) {
      return Error{ErrorCode::template_too_many_full_stops, end_of(toml.substr(0, i))};
    }
  }
  return {};
}

bool breaks_assertion(std::string_view toml) {
  try {
    (void)toml::parse(toml);
  } catch (const BrokenAssertion&) {
    return true;
  } catch (const toml::parse_error&) {
  }
  return false;
}

// A broken assertion has no place. It depends on what was read so far: it is where the shortest
// beginning ends that breaks it.
Position place_of_assertion(std::string_view toml) {
  std::size_t sound = 0, broken = toml.size();
  while (broken - sound > 1) {
    const std::size_t middle = sound + (broken - sound) / 2;
    (breaks_assertion(toml.substr(0, middle)) ? broken : sound) = middle;
  }
  return end_of(toml.substr(0, sound));
}

// The text before a place of toml++, which counts from 1.
std::string_view text_before(std::string_view toml, const toml::source_position& place) {
  std::size_t begin = 0;
  for (toml::source_index line = 1; line < place.line; ++line) {
    begin = std::min(toml.find('\n', begin), toml.size() - 1) + 1;
  }
  return toml.substr(0, begin + place.column - 1);
}

// Where a key begins whose value is about to be read. The header of a table has its place already.
Position key_before(std::string_view toml, const toml::source_position& place) {
  const std::string_view before = text_before(toml, place);
  const std::string_view line = before.substr(before.rfind('\n') + 1);  // npos + 1 is 0
  const auto last = line.find_last_not_of(" \t=");
  if (last == line.npos) return {.row = clamp16(place.line), .column = clamp16(place.column)};
  const char end = line[last];
  const bool quoted = end == '"' || end == '\'';
  if (quoted && last > 0) {
    return {.row = clamp16(place.line),
            .column = clamp16(static_cast<toml::source_index>(line.rfind(end, last - 1) + 1))};
  }
  const auto space = line.find_last_of(" \t{,", last);
  return {.row = clamp16(place.line),
          .column = clamp16(static_cast<toml::source_index>(space + 2))};  // npos + 2 is 1
}

CheckedTemplate refused(std::string_view toml, const toml::parse_error& error) {
  // The only error of toml++ that this can be told by is its sentence.
  const bool is_second = error.description().find("cannot redefine") != std::string_view::npos;
  if (!is_second) return refused(ErrorCode::template_syntax, position_of(error.source()));
  return refused(ErrorCode::template_key_twice, key_before(toml, error.source().begin));
}

}  // namespace

CheckedTemplate check_template(std::string_view toml) {
  if (const auto error = unreadable(toml)) return refused(error->code, error->at);
  try {
    return read(toml::parse(toml));
  } catch (const toml::parse_error& error) {
    return refused(toml, error);
  } catch (const BrokenAssertion&) {
    return refused(ErrorCode::template_syntax, place_of_assertion(toml));
  }
}

Result<Template, Errors> parse_template(std::string_view toml) {
  auto checked = check_template(toml);
  if (!checked.plate) return std::move(checked.errors);
  return std::move(*checked.plate);
}

}  // namespace steelshare::plate
