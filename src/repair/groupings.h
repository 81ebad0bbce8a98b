// Which plates make complete groups, where no word was misread: the plans worth trying.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "repair/budget.h"
#include "repair/plan.h"

namespace steelshare::repair {

/// What the legible words of a plate let it be, each as bits.
struct Role {
  std::uint16_t groups;      // indices of groups
  std::uint16_t xs;          // member indices
  std::uint16_t thresholds;  // member thresholds less 1
};

/// So many equations that say nothing new, and hold, show that a plate is of its group: by chance
/// they hold in one of 2^40 cases.
inline constexpr std::size_t least_evidence = 40;

/// Every plan that the equations allow, but those that leave a plate alone of which another plan
/// shows that it is of a group. Nothing where there are more than anybody could try, or where too
/// many had to be looked at for the budget.
///   plates  those of a set; they must outlive the plans
///   roles   of each plate
std::optional<std::vector<Plan>> groupings(const std::vector<const WornPlate*>& plates,
                                           const std::vector<Role>& roles, Budget& budget);

/// How many equations speak for it that a plate of a plan is of its group, and not of one that has
/// too few plates. Needs more plates in its group than the threshold.
std::size_t evidence(const std::vector<const WornPlate*>& plates, const Plan& plan,
                     std::size_t plate, Budget& budget);

}  // namespace steelshare::repair
