#include "plate/rules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <span>
#include <string>
#include <tuple>

#include "steelshare/plate/geometry.h"

namespace steelshare::plate {
namespace {

using drawing::millimetres;

std::int64_t square(Length length) { return std::int64_t{length.um} * length.um; }

// Also of lengths below 0, which differences may be.
std::string mm(Length length) {
  return length < Length{} ? "-" + millimetres(-length) : millimetres(length);
}

// Whether a point lies in the plate shrunk by an edge, rounded corners and all.
bool is_inside(const Outline& plate, Length edge, Point point) {
  const Length radius = std::max(plate.radius - edge, Length{});
  const Length right = plate.size.width - edge, bottom = plate.size.height - edge;
  const Length x = std::min(point.x - edge, right - point.x);
  const Length y = std::min(point.y - edge, bottom - point.y);
  if (x < Length{} || y < Length{}) return false;
  if (x >= radius || y >= radius) return true;
  return square(radius - x) + square(radius - y) <= square(radius);
}

bool is_inside(const Outline& plate, Length edge, const Rect& box) {
  const Point a = box.corner, b = {right(box), bottom(box)};
  return is_inside(plate, edge, a) && is_inside(plate, edge, b) &&
         is_inside(plate, edge, Point{a.x, b.y}) && is_inside(plate, edge, Point{b.x, a.y});
}

bool overlaps(const Keepout& area, const Rect& box) {
  return box.corner.x < area.bottom_right.x && box.corner.y < area.bottom_right.y &&
         right(box) > area.top_left.x && bottom(box) > area.top_left.y;
}

std::int64_t square_distance(Point centre, const Rect& box) {
  const Length x = std::clamp(centre.x, box.corner.x, right(box));
  const Length y = std::clamp(centre.y, box.corner.y, bottom(box));
  return square(x - centre.x) + square(y - centre.y);
}

// How far inside the outline a point lies, to the micrometre below; less than 0 outside.
Length clearance(const Outline& plate, Point point) {
  const Length x = std::min(point.x, plate.size.width - point.x);
  const Length y = std::min(point.y, plate.size.height - point.y);
  if (x >= plate.radius || y >= plate.radius) return std::min(x, y);
  const double from_centre = std::hypot(static_cast<double>((plate.radius - x).um),
                                        static_cast<double>((plate.radius - y).um));
  return plate.radius - Length{static_cast<std::int32_t>(std::ceil(from_centre))};
}

Length clearance(const Outline& plate, const Rect& box) {
  const Point a = box.corner, b = {right(box), bottom(box)};
  return std::min({clearance(plate, a), clearance(plate, b), clearance(plate, Point{a.x, b.y}),
                   clearance(plate, Point{b.x, a.y})});
}

Length distance(Point a, Point b) {
  return {static_cast<std::int32_t>(std::lround(
      std::hypot(static_cast<double>((a.x - b.x).um), static_cast<double>((a.y - b.y).um))))};
}

// Calls a function with every box of a mark.
template <class Function>
void for_each_box(const Template& plate, const Function& function) {
  for (std::size_t word = 0; word < word_capacity(plate); ++word) {
    for (std::size_t i = 0; i < cells_per_word(plate); ++i) function(mark_box(plate, word, i));
  }
  if (!plate.header) return;
  for (std::size_t i = 0; i < plate.header->cell_count; ++i) function(header_box(plate, i));
}

template <class Condition>
bool any_box(const Template& plate, const Condition& condition) {
  bool any = false;
  for_each_box(plate, [&](const Rect& box) { any = any || condition(box); });
  return any;
}

// How far an area reaches over the edge of the plate; 0 or less where it does not.
Length overhang(const Outline& plate, Point top_left, Point bottom_right) {
  return std::max({-top_left.x, -top_left.y, bottom_right.x - plate.size.width,
                   bottom_right.y - plate.size.height});
}

// "a, b and c"
std::string joined(std::span<const std::string> parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? " and " : ", ";
    text += parts[i];
  }
  return text;
}

// The same seen from behind.
Point mirrored(const Outline& plate, Point point) { return {plate.size.width - point.x, point.y}; }
Keepout mirrored(const Outline& plate, const Keepout& area) {
  return {mirrored(plate, Point{area.bottom_right.x, area.top_left.y}),
          mirrored(plate, Point{area.top_left.x, area.bottom_right.y})};
}

class Checker {
 public:
  Checker(const Template& plate, const Places& places, const WrongKeys& wrong)
      : plate_(plate), places_(places), wrong_(wrong) {}

  std::vector<Rule> take() { return std::move(rules_); }

  void check_areas() {
    if (!know({"plate.width", "plate.height"})) return;
    for (std::size_t i = 0; i < plate_.holes.size(); ++i) check_hole_on_plate(i);
    for (std::size_t i = 0; i < plate_.keepouts.size(); ++i) check_area_on_plate(i);
  }

  void check_thickness() {
    if (plate_.plate.face_count < 2 || !know({"plate.faces", "plate.thickness_min"})) return;
    at_least("thickness", "thickness_min of a plate with two faces", plate_.plate.least_thickness,
             least_two_sided_thickness,
             {ErrorCode::template_value_out_of_range, places_.thickness});
  }

  void check_pitches() {
    if (!know({"grid.kind"})) return;
    switch (plate_.grid.kind) {
      case GridKind::letters:
        return check_letters();
      case GridKind::tiles:
        return check_tiles();
      case GridKind::ring:
        if (know({"ring", "stamp.height", "grid"})) check_ring();
        return;
      case GridKind::bits:
      case GridKind::alphabet:
      case GridKind::decimal:
        return check_dots();
    }
  }

  // What a share of any length is drawn on.
  void check_sides() {
    if (!know({"grid.cols", "grid.rows"})) return;
    std::string text;
    std::size_t most = 0;
    for (const std::size_t words : {20U, 33U, 59U}) {
      most = side_count(plate_, words);
      text += std::to_string(words) + " words / " + std::to_string(word_capacity(plate_)) +
              " a side = " + std::to_string(most) + (most == 1 ? " side, " : " sides, ");
    }
    const bool holds = most <= most_sides;
    refuse_unless(holds, "sides",
                  text + (holds ? "at most " : "more than ") + std::to_string(most_sides),
                  {ErrorCode::template_too_many_sides, places_.rows});
  }

  // Files for machines need no paper. A plate for one of the two papers is drawn on that one.
  void check_paper() {
    if (!know({"plate.width", "plate.height"})) return;
    const auto fits = [&](Paper paper) {
      const Size most = largest_plate(paper), size = plate_.plate.size;
      return size.width <= most.width && size.height <= most.height;
    };
    const bool any = fits(Paper::a4) || fits(Paper::letter);
    for (const auto& [paper, rule, name] : {std::tuple(Paper::a4, "paper_a4", "A4"),
                                            std::tuple(Paper::letter, "paper_letter", "Letter")}) {
      const Size sheet = sheet_size(paper), most = largest_plate(paper);
      const bool holds = fits(paper);
      std::vector<std::string> parts;
      const auto part = [&](std::string_view what, Length have, Length at_most, Length of) {
        if ((have <= at_most) != holds) return;
        parts.push_back(std::string(what) + " " + mm(have) + " mm, " +
                        (holds ? "at most " : "more than ") + mm(of) + " - " + mm(of - at_most) +
                        " = " + mm(at_most));
      };
      part("width", plate_.plate.size.width, most.width, sheet.width);
      part("height", plate_.plate.size.height, most.height, sheet.height);
      add({{rule, "on " + std::string(name) + ": " + joined(parts), holds, any},
           {ErrorCode::plate_larger_than_paper,
            plate_.plate.size.width > most.width ? places_.width : places_.height},
           paper});
    }
  }

  // What needs the place of every mark.
  void check_cells() {
    if (!know({"grid", "ring", "dots", "stamp.height", "plate.width", "plate.height"})) return;
    if (plate_.grid.kind == GridKind::ring) return check_washers();
    const Length edge = plate_.grid.kind == GridKind::tiles ? Length{} : least_edge;
    if (know({"plate.radius"})) check_edges(edge);
    if (plate_.header) check_header();
    if (!know({"plate.faces"})) return;
    for (std::size_t i = 0; i < plate_.holes.size(); ++i) check_hole(i);
    for (std::size_t i = 0; i < plate_.keepouts.size(); ++i) check_area(i);
  }

 private:
  [[nodiscard]] bool know(std::initializer_list<std::string_view> keys) const {
    return std::ranges::all_of(keys, [&](std::string_view key) { return wrong_.spare(key); });
  }
  [[nodiscard]] bool know_hole(std::size_t i) const {
    return wrong_.spare("hole " + std::to_string(i + 1));
  }
  [[nodiscard]] bool know_area(std::size_t i) const {
    return wrong_.spare("keepout " + std::to_string(i + 1));
  }

  void check_hole_on_plate(std::size_t i) {
    if (!know_hole(i)) return;
    const Hole& hole = plate_.holes[i];
    const Length radius = hole.diameter / 2;
    const Length over = overhang(plate_.plate, hole.centre + Point{-radius, -radius},
                                 hole.centre + Point{radius, radius});
    check_on_plate("hole_on_plate", "hole " + std::to_string(i + 1), over, places_.holes[i]);
    if (over <= Length{}) advise_steel_beside(i);
  }

  // Two holes in one, for the head of a screw, are no mistake; most that overlap are.
  void advise_steel_beside(std::size_t i) {
    const Hole& hole = plate_.holes[i];
    const auto& [width, height] = plate_.plate.size;
    Length least =
        std::min({hole.centre.x, hole.centre.y, width - hole.centre.x, height - hole.centre.y}) -
        hole.diameter / 2;
    std::string beside = "the edge";
    for (std::size_t j = 0; j < i; ++j) {
      if (!know_hole(j)) continue;
      const Hole& other = plate_.holes[j];
      const Point between = hole.centre + Point{-other.centre.x, -other.centre.y};
      const Length steel =
          Length{static_cast<std::int32_t>(std::lround(std::hypot(between.x.um, between.y.um)))} -
          hole.diameter / 2 - other.diameter / 2;
      if (steel >= least) continue;
      least = steel;
      beside = "hole " + std::to_string(j + 1);
    }
    const bool holds = least >= least_steel_beside_hole;
    const std::string name = "hole " + std::to_string(i + 1);
    add({{"hole_steel",
          least < Length{}
              ? name + " reaches " + mm(-least) + " mm over " + beside
              : name + ": " + mm(least) + " mm of steel to " + beside +
                    (holds ? ", at least " : ", less than ") + mm(least_steel_beside_hole),
          holds, true},
         {}});
  }

  void check_area_on_plate(std::size_t i) {
    if (!know_area(i)) return;
    const auto& [top_left, bottom_right] = plate_.keepouts[i];
    check_on_plate("area_on_plate", "area " + std::to_string(i + 1),
                   overhang(plate_.plate, top_left, bottom_right), places_.keepouts[i]);
  }

  void check_on_plate(std::string_view name, const std::string& what, Length overhang,
                      Position place) {
    const bool holds = overhang <= Length{};
    refuse_unless(holds, name,
                  what + (holds ? " lies wholly on the plate"
                                : " reaches " + mm(overhang) + " mm over the edge of the plate"),
                  {ErrorCode::template_value_out_of_range, place});
  }

  void add(Rule rule) { rules_.push_back(std::move(rule)); }
  void refuse_unless(bool holds, std::string_view name, std::string text, Error error) {
    add({{name, std::move(text), holds, false}, error});
  }
  // A line that fails says what is, not what should be. Returns whether the rule holds.
  bool at_least(std::string_view name, const std::string& what, Length have, Length least,
                Error error) {
    const bool holds = have >= least;
    refuse_unless(
        holds, name,
        what + " = " + mm(have) + " mm, " + (holds ? "at least " : "less than ") + mm(least),
        error);
    return holds;
  }
  void advise(std::string_view name, const std::string& what, Length have, Length least) {
    const bool holds = have >= least;
    add({{name,
          what + " = " + mm(have) + " mm, " + (holds ? "at least " : "less than ") + mm(least) +
              " for free hand",
          holds, true},
         {}});
  }

  // A difference with its terms.
  bool beyond(std::string_view name, const std::string& what, Length have,
              const std::string& than_what, Length than, Length least, Error error) {
    return at_least(name, what + " " + mm(have) + " - " + than_what + " " + mm(than), have - than,
                    least, error);
  }

  // What no jig can hold needs no advice to take one.
  void check_letters() {
    const auto& grid = plate_.grid;
    const Length height = plate_.stamp.height;
    bool across = know({"stamp.height", "grid.pitch_x"});
    bool down = know({"stamp.height", "grid.pitch_y"});
    if (across) {
      across = beyond("letter_pitch", "letter pitch", grid.pitch_x, "height", height,
                      least_pitch_x_over_height,
                      {ErrorCode::template_letter_pitch_too_small, places_.pitch_x});
    }
    if (down) {
      down = beyond("row_pitch", "row pitch", grid.pitch_y, "height", height,
                    least_pitch_y_over_height,
                    {ErrorCode::template_row_pitch_too_small, places_.pitch_y});
    }
    check_gap(least_gap);
    if (across)
      advise("letter_pitch_by_hand", "letter pitch - height", grid.pitch_x - height,
             freehand_pitch_x_over_height);
    if (down)
      advise("row_pitch_by_hand", "row pitch - height", grid.pitch_y - height,
             freehand_pitch_y_over_height);
  }

  void check_gap(Length least) {
    if (plate_.grid.column_count < 2 || !know({"grid.cols", "grid.gap"})) return;
    at_least("gap", "gap between words", plate_.grid.gap, least,
             {ErrorCode::template_word_gap_too_small, places_.gap});
  }

  void check_tiles() {
    const auto& grid = plate_.grid;
    if (know({"stamp.height", "grid.pitch_x"})) {
      beyond("letter_pitch", "pitch", grid.pitch_x, "width of a letter",
             drawing::advance(plate_.stamp.height), {},
             {ErrorCode::template_letter_pitch_too_small, places_.pitch_x});
    }
    if (know({"stamp.height", "grid.pitch_y"})) {
      beyond("row_pitch", "row pitch", grid.pitch_y, "height of a tile", plate_.stamp.height, {},
             {ErrorCode::template_row_pitch_too_small, places_.pitch_y});
    }
  }

  void check_dots() {
    const auto& grid = plate_.grid;
    for (const auto& [name, by_hand, what, pitch, place, key] :
         {std::tuple("dot_pitch", "dot_pitch_by_hand", "dot pitch", grid.pitch_x, places_.pitch_x,
                     "grid.pitch_x"),
          std::tuple("row_pitch", "row_pitch_by_hand", "row pitch", grid.pitch_y, places_.pitch_y,
                     "grid.pitch_y")}) {
      if (!know({key})) continue;
      const Error error{ErrorCode::template_dot_pitch_too_small, place};
      if (!at_least(name, what, pitch, least_dot_pitch, error)) continue;
      const bool apart =
          !know({"dots.diameter"}) ||
          beyond(name, what, pitch, "dot", plate_.dots.diameter, least_steel_between_dots, error);
      if (apart) advise(by_hand, what, pitch, freehand_dot_pitch);
    }
    check_gap(least_dot_gap);
  }

  void check_ring() {
    const Ring& ring = plate_.ring;
    const Error pitch{ErrorCode::template_letter_pitch_too_small, places_.ring};
    beyond("letter_pitch", "letter pitch", ring.pitch, "height", plate_.stamp.height,
           least_pitch_x_over_height, pitch);
    beyond("number_pitch", "number pitch", ring.number_pitch, "width of a digit",
           ring.number_height * 3 / 4, least_pitch_x_over_height, pitch);
    const Point digit = centre(cell(plate_, 0, ring_digits - 1));
    const Point last = centre(cell(plate_, 0, ring_digits + letters_per_word - 1));
    at_least("number_distance", "between number and letters",
             distance(digit, last) - (ring.number_height + plate_.stamp.height) / 2,
             least_pitch_x_over_height, pitch);
  }

  void check_washers() {
    const Ring& ring = plate_.ring;
    const Error off{ErrorCode::template_cell_off_plate, places_.ring};
    for (const auto& [name, radius, height] :
         {std::tuple("letters", ring.radius, plate_.stamp.height),
          std::tuple("number", ring.number_radius, ring.number_height)}) {
      beyond("hole_of_washer", std::string(name) + ": inner edge", radius - height / 2,
             "radius of the hole", ring.inner / 2, {}, off);
      const Length corner = distance({}, {height * 3 / 8, radius + height / 2});
      beyond("rim_of_washer", std::string(name) + ": radius of the washer", ring.outer / 2,
             "outer corner", corner, {}, off);
    }
    const auto& grid = plate_.grid;
    beyond("washer_pitch", "washer pitch", std::min(grid.pitch_x, grid.pitch_y), "diameter",
           ring.outer, least_gap, {ErrorCode::template_word_gap_too_small, places_.pitch_x});
    const Point end{
        grid.origin.x + (grid.pitch_x + grid.gap) * (grid.column_count - 1) + grid.pitch_x,
        grid.origin.y + (grid.pitch_y + grid.gap_y) * (grid.row_count - 1) + grid.pitch_y};
    const Length over = overhang(plate_.plate, grid.origin, end);
    refuse_unless(over <= Length{}, "washers_on_sheet",
                  over <= Length{} ? "all washers lie on the sheet"
                                   : "washers reach " + mm(over) + " mm over the edge of the sheet",
                  {ErrorCode::template_cell_off_plate, places_.origin});
  }

  void check_edges(Length edge) {
    Length left = plate_.plate.size.width, top = plate_.plate.size.height;
    Length right_edge = left, bottom_edge = top;
    for_each_box(plate_, [&](const Rect& box) {
      left = std::min(left, box.corner.x);
      top = std::min(top, box.corner.y);
      right_edge = std::min(right_edge, plate_.plate.size.width - right(box));
      bottom_edge = std::min(bottom_edge, plate_.plate.size.height - bottom(box));
    });
    const bool holds =
        !any_box(plate_, [&](const Rect& box) { return !is_inside(plate_.plate, edge, box); });
    const std::array<std::pair<Length, std::string_view>, 4> edges{
        {{left, "left"}, {top, "top"}, {right_edge, "right"}, {bottom_edge, "bottom"}}};
    refuse_unless(holds, "edge", holds ? edges_text(edges, edge) : near_edges_text(edges, edge),
                  {ErrorCode::template_cell_off_plate, places_.origin});
  }

  using Edges = std::span<const std::pair<Length, std::string_view>, 4>;

  static std::string edges_text(Edges edges, Length least) {
    std::vector<std::string> parts;
    for (const auto& [from, name] : edges) {
      parts.push_back(mm(from) + " mm from the " + std::string(name));
    }
    return "marks end " + joined(parts) + ", at least " + mm(least) + ", from round corners too";
  }

  [[nodiscard]] std::string near_edges_text(Edges edges, Length least) const {
    std::vector<std::string> parts;
    for (const auto& [from, name] : edges) {
      if (from < least) parts.push_back(mm(from) + " mm from the " + std::string(name));
    }
    if (!parts.empty()) return "marks end " + joined(parts) + ", less than " + mm(least);
    Length nearest = plate_.plate.size.width;
    for_each_box(plate_, [&](const Rect& box) {
      nearest = std::min(nearest, clearance(plate_.plate, box));
    });
    return "marks end " + mm(nearest) + " mm from a round corner, less than " + mm(least);
  }

  // Above or below the words: as far from them as rows are from each other.
  void check_header() {
    Length least = plate_.plate.size.height;
    const Rect first = header_box(plate_, 0);
    for (std::size_t word = 0; word < word_capacity(plate_); ++word) {
      const Rect box = mark_box(plate_, word, 0);
      least = std::min(least, std::max(box.corner.y - bottom(first), first.corner.y - bottom(box)));
    }
    const std::string what = "between header and words";
    if (at_least("header_distance", what, least, least_pitch_y_over_height,
                 {ErrorCode::template_row_pitch_too_small, places_.header}))
      advise("header_distance_by_hand", what, least, freehand_pitch_y_over_height);
  }

  // On the back of a plate with two faces the same cells meet the mirrored hole.
  void check_hole(std::size_t i) {
    if (!know_hole(i)) return;
    const Hole& hole = plate_.holes[i];
    std::int64_t nearest = std::numeric_limits<std::int64_t>::max();
    for_each_box(plate_, [&](const Rect& box) {
      nearest = std::min(nearest, square_distance(hole.centre, box));
      if (plate_.plate.face_count < 2) return;
      nearest = std::min(nearest, square_distance(mirrored(plate_.plate, hole.centre), box));
    });
    const bool holds = nearest >= square(hole.diameter / 2 + hole.keepout);
    const Length from_edge =
        Length{static_cast<std::int32_t>(std::sqrt(static_cast<double>(nearest)))} -
        hole.diameter / 2;
    const std::string found = from_edge < Length{}
                                  ? "a mark reaches " + mm(-from_edge) + " mm over its edge"
                                  : "the nearest mark is " + mm(from_edge) + " mm from its edge";
    refuse_unless(holds, "hole_distance",
                  "hole " + std::to_string(i + 1) + ": " + found +
                      (holds ? ", at least " : ", less than ") + mm(hole.keepout),
                  {ErrorCode::template_cell_in_keepout, places_.holes[i]});
  }

  void check_area(std::size_t i) {
    if (!know_area(i)) return;
    const Keepout& area = plate_.keepouts[i];
    const bool two_faces = plate_.plate.face_count == 2;
    std::size_t inside = 0;
    for_each_box(plate_, [&](const Rect& box) {
      const bool behind = two_faces && overlaps(mirrored(plate_.plate, area), box);
      inside += overlaps(area, box) || behind ? 1 : 0;
    });
    const std::string marks = inside == 0   ? "no mark lies"
                              : inside == 1 ? "1 mark lies"
                                            : std::to_string(inside) + " marks lie";
    refuse_unless(inside == 0, "area_free",
                  "area " + std::to_string(i + 1) + ": " + marks + " in it",
                  {ErrorCode::template_cell_in_keepout, places_.keepouts[i]});
  }

  const Template& plate_;
  const Places& places_;
  const WrongKeys& wrong_;
  std::vector<Rule> rules_;
};

}  // namespace

bool WrongKeys::spare(std::string_view key) const {
  const auto table = key.substr(0, key.find('.'));
  if (keys_.contains(key) || keys_.contains(table)) return false;
  const std::string begin = std::string(key) + ".";
  const auto next = keys_.lower_bound(begin);
  return next == keys_.end() || !next->starts_with(begin);
}

std::vector<Rule> check_rules(const Template& plate, const Places& places, const WrongKeys& wrong) {
  Checker checker(plate, places, wrong);
  checker.check_areas();
  checker.check_thickness();
  checker.check_pitches();
  checker.check_cells();
  checker.check_sides();
  checker.check_paper();
  return checker.take();
}

}  // namespace steelshare::plate
