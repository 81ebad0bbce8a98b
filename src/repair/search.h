// The search through the plans, on all cores.
#pragma once

#include <vector>

#include "repair/puzzle.h"
#include "steelshare/repair/repair.h"

namespace steelshare::repair {

/// What a search over plans found.
struct Findings {
  /// The words of all plates of the set, each possibility once.
  std::vector<std::vector<Mnemonic>> words;
  double searched = 0;
  double expected_false = 0;
  std::size_t open_bits = 0;         // the most that any consistent plan left open
  bool is_endless = false;           // too much was open to search, or too much was found
  std::vector<std::size_t> unbound;  // plates of which something is open that no digest is about
};

/// Tries every plan.
///   plates  those of the set
Findings search(const std::vector<const WornPlate*>& plates, const std::vector<Plan>& plans,
                const Request& request);

}  // namespace steelshare::repair
