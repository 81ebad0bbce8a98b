// What was typed, each plate once.
#pragma once

#include <span>
#include <vector>

#include "steelshare/repair/repair.h"

namespace steelshare::repair {

/// The plates that were typed. Where one was read more than once, what all its readings show
/// belongs to the first of them.
struct Readings {
  std::vector<WornPlate> plates;     // as many as were typed
  std::vector<std::size_t> numbers;  // of those to repair, ascending
  std::vector<SetAside> aside;       // read before, or without a legible place
};

Readings readings_of(std::span<const WornPlate> typed);

}  // namespace steelshare::repair
