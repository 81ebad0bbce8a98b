// Which words must have been misread where the equations contradict each other.
#pragma once

#include <optional>
#include <vector>

#include "repair/budget.h"
#include "repair/plan.h"

namespace steelshare::repair {

/// Returns every selection of exactly `count` further places, legible ones, that makes the plan's
/// equations consistent once these places may be any word; for none, the empty selection, whether
/// they are consistent or not. Nothing where there are too many selections to look through.
std::optional<std::vector<std::vector<PlaceAt>>> selections(
    const std::vector<const WornPlate*>& plates, const Plan& plan, std::size_t count,
    Budget& budget);

}  // namespace steelshare::repair
