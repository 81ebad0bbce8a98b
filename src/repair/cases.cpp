#include "repair/cases.h"

#include "repair/changes.h"

namespace steelshare::repair {

Plan Cases::at(std::size_t i) const {
  const auto& [number, first, count] = cases_[i];
  Plan plan = plans_[number];
  for (std::size_t place = first; place < first + count; ++place) {
    plan.opened.push_back({places_[place].plate, places_[place].place});
  }
  return plan;
}

bool Cases::add(Plan plan, const std::vector<std::vector<PlaceAt>>& selections) {
  if (selections.empty()) return true;
  if (cases_.size() + selections.size() > most) return false;
  for (const auto& places : selections) {
    cases_.push_back({static_cast<std::uint32_t>(plans_.size()),
                      static_cast<std::uint32_t>(places_.size()),
                      static_cast<std::uint32_t>(places.size())});
    for (const PlaceAt& at : places) {
      places_.push_back(
          {static_cast<std::uint16_t>(at.plate), static_cast<std::uint16_t>(at.place)});
    }
  }
  plans_.push_back(std::move(plan));
  return true;
}

namespace {

// What the equations of one case take.
std::uint64_t work_of(const Plan& plan, const std::vector<const WornPlate*>& plates) {
  const Equations equations(plates, plan.opened, {});
  return system_of(equations, plates.size(), plan).work();
}

}  // namespace

std::optional<Cases> cases_of(const Plans& plans, std::size_t changes, Budgets& budgets) {
  auto found = plans.find(changes, budgets.plans);
  if (!found) return {};
  Cases cases;
  for (Plan& plan : *found) {
    const auto selected =
        selections(plans.set(), plan, changes - plan.opened.size(), budgets.changes);
    if (!selected || !cases.add(std::move(plan), *selected)) return {};
  }
  if (cases.size() == 0) return cases;
  if (!budgets.cases.spend(cases.size() * work_of(cases.at(0), plans.set()))) return {};
  return cases;
}

}  // namespace steelshare::repair
