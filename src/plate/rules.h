// The rules between the numbers of a template.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "steelshare/plate/page.h"
#include "steelshare/plate/template.h"

namespace steelshare::plate {

using namespace drawing::literals;

// Digits of the number on a washer.
constexpr std::size_t ring_digits = 2;

// Freehand scatter and what a jig can hold are behind these.
constexpr Length least_pitch_x_over_height = 1.0_mm;
constexpr Length least_pitch_y_over_height = 1.5_mm;
constexpr Length freehand_pitch_x_over_height = 1.5_mm;
constexpr Length freehand_pitch_y_over_height = 2.5_mm;
constexpr Length least_gap = 2_mm;
constexpr Length least_edge = 3_mm;
// The plates that are sold have 1.75 mm, with divots that guide the punch.
constexpr Length least_dot_pitch = 1.75_mm;
constexpr Length freehand_dot_pitch = 2.5_mm;
constexpr Length least_steel_between_dots = 0.5_mm;
constexpr Length least_dot_gap = 0.5_mm;  // beyond the pitch, between words
// A thinner plate curls, and marks of one face show on the other.
constexpr Length least_two_sided_thickness = 3_mm;

// Less steel beside a hole tears when the plate is struck or hung up.
constexpr Length least_steel_beside_hole = 1_mm;

/// Where in the file the numbers stand that a rule is about.
struct Places {
  Position pitch_x, pitch_y, gap, rows, origin, width, height, thickness, ring, header;
  std::vector<Position> holes, keepouts;
};

/// The keys that are missing or wrong, with the name of their table: "grid.pitch_x", "hole 2.d", or
/// the whole table, "grid". Their numbers are 0 in the template.
class WrongKeys {
 public:
  void add(std::string key) { keys_.insert(std::move(key)); }

  /// Whether a key is right, or all keys of a table.
  [[nodiscard]] bool spare(std::string_view key) const;

 private:
  std::set<std::string, std::less<>> keys_;
};

/// One rule, its arithmetic, and what an error of it says. Advice has no error.
///   paper   the only one that it is about
struct Rule {
  Finding finding;
  Error error;
  std::optional<Paper> paper = {};
};

/// Checks every rule that applies to the kind of grid and needs none of the wrong keys.
std::vector<Rule> check_rules(const Template& plate, const Places& places, const WrongKeys& wrong);

}  // namespace steelshare::plate
