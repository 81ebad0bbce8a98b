// What a search tries: plans, each with places that must have been misread for it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "repair/budget.h"
#include "repair/plans.h"

namespace steelshare::repair {

/// Plans and selections of places. There may be very many, so each plan is kept once, and a case is
/// put together when it is asked for.
class Cases {
 public:
  [[nodiscard]] std::size_t size() const { return cases_.size(); }
  [[nodiscard]] Plan at(std::size_t i) const;

  /// Adds a plan with every selection of places; returns whether there was room for them.
  bool add(Plan plan, const std::vector<std::vector<PlaceAt>>& selections);

  /// More are not tried.
  static constexpr std::size_t most = 1 << 20;

 private:
  struct Case {
    std::uint32_t plan, first_place, places;
  };
  // A PlaceAt in a quarter of the room.
  struct Place {
    std::uint16_t plate, place;
  };
  std::vector<Plan> plans_;
  std::vector<Place> places_;
  std::vector<Case> cases_;
};

/// Every case of plates in which exactly so many words were misread. Nothing where there are more
/// than anybody could try, or where one of the budgets is spent.
std::optional<Cases> cases_of(const Plans& plans, std::size_t changes, Budgets& budgets);

}  // namespace steelshare::repair
