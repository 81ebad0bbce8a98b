// The search through the cases, on all cores.
#pragma once

#include <vector>

#include "repair/cases.h"
#include "repair/puzzle.h"
#include "steelshare/repair/repair.h"

namespace steelshare::repair {

/// What a search found.
struct Findings {
  /// The words of all plates of the set, each possibility once.
  std::vector<std::vector<Mnemonic>> words;
  double searched = 0;
  double expected_false = 0;
  std::size_t open_bits = 0;         // the most that any consistent case left open
  bool is_endless = false;           // too much was open to search, or too much was found
  bool is_interrupted = false;       // the rest is worth nothing then
  std::vector<std::size_t> unbound;  // plates of which something is open that no digest is about
};

/// Tries every case.
///   plates    those of the set
///   progress  what was done before; goes on as the search does, under a lock that is held while
///   the
///             functions of the request are called
Findings search(const std::vector<const WornPlate*>& plates, const Cases& cases,
                const Request& request, SearchProgress& progress);

}  // namespace steelshare::repair
