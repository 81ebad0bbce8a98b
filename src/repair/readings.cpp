#include "repair/readings.h"

#include <algorithm>

#include "slip39/share_words.h"

namespace steelshare::repair {
namespace {

// By chance two plates of a set have so many words in common after the header once in 2^30.
constexpr std::size_t enough_in_common = 3;

bool is_blank(const WornPlate& plate) {
  return std::ranges::all_of(plate, [](const Choices& place) { return place.size() == 0; });
}

bool is_certain(const Choices& place) { return place.size() == 1; }

// The words that both show.
Choices join(const Choices& a, const Choices& b) {
  if (a.size() == 0) return b.clone();
  if (b.size() == 0) return a.clone();
  Choices both(std::min(a.size(), b.size()));
  const auto end = std::ranges::set_intersection(a.view(), b.view(), both.view().begin()).out;
  return Choices::copy_of(both.view().first(static_cast<std::size_t>(end - both.view().begin())));
}

// Whether two readings contradict each other nowhere, and have so much in common that they must be
// of one plate.
bool are_of_one(const WornPlate& a, const WornPlate& b) {
  if (a == b) return true;
  if (a.size() != b.size()) return false;
  std::size_t of_header = 0, after = 0;
  for (std::size_t place = 0; place < a.size(); ++place) {
    if (is_certain(a[place]) && is_certain(b[place]) && a[place] == b[place]) {
      ++(place < slip39::header_words ? of_header : after);
      continue;
    }
    const bool is_open = a[place].size() == 0 || b[place].size() == 0;
    if (!is_open && join(a[place], b[place]).size() == 0) return false;
  }
  return of_header == slip39::header_words || after >= enough_in_common;
}

void take_over(WornPlate& plate, const WornPlate& other) {
  for (std::size_t place = 0; place < plate.size(); ++place)
    plate[place] = join(plate[place], other[place]);
}

// Joins the first two readings of one plate, which may then have enough in common with a third.
// Returns whether there were any.
bool join_two(Readings& readings) {
  for (const std::size_t first : readings.numbers) {
    for (const std::size_t other : readings.numbers) {
      if (other <= first || !are_of_one(readings.plates[first], readings.plates[other])) continue;
      take_over(readings.plates[first], readings.plates[other]);
      std::erase(readings.numbers, other);
      readings.aside.push_back({SetAside::Reason::repeated, other});
      return true;
    }
  }
  return false;
}

}  // namespace

Readings readings_of(std::span<const WornPlate> typed) {
  Readings readings;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    WornPlate& plate = readings.plates.emplace_back();
    for (const Choices& place : typed[i]) plate.push_back(place.clone());
    if (is_blank(plate)) {
      readings.aside.push_back({SetAside::Reason::too_worn, i});
    } else {
      readings.numbers.push_back(i);
    }
  }
  while (join_two(readings)) {
  }
  return readings;
}

}  // namespace steelshare::repair
