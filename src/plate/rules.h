// The rules between the numbers of a template.
#pragma once

#include <vector>

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

/// Where in the file the numbers stand that a rule is about.
struct Places {
  Position pitch_x, pitch_y, gap, origin, thickness, faces, ring, header;
  std::vector<Position> holes, keepouts;
};

/// One rule, its arithmetic, and what an error of it says. Advice has no error.
struct Rule {
  Finding finding;
  Error error;
};

/// Checks every rule that applies to the kind of grid.
std::vector<Rule> check_rules(const Template& plate, const Places& places);

}  // namespace steelshare::plate
