// How far a repair is, so that an interrupted one goes on where it was.
//
// A repair is one search after the other, a search is cases, a case parts, and a part blocks of
// steps. All of them are numbered in an order that depends on nothing but the plates and the
// request. What passed a check is not kept, only the number of its block, which is walked again.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

namespace steelshare::repair {

struct PartProgress {
  std::uint64_t blocks = 0;          // so many, the first ones, are done
  std::uint64_t tried = 0;           // possibilities in them
  std::vector<std::uint64_t> found;  // those of them in which something passed
  friend bool operator==(const PartProgress&, const PartProgress&) = default;
};

/// What was tried, in numbers that do not depend on the order.
struct Tally {
  std::uint64_t searched = 0;   // possibilities
  std::uint64_t checked = 0;    // those of them that a digest checked
  std::uint64_t unchecked = 0;  // those that passed where there is none, but one
  double size = 0;              // steps of all walks
  friend bool operator==(const Tally&, const Tally&) = default;
};

/// Numbers from the first to one before the last.
struct CaseRange {
  std::uint64_t first, last;
  friend bool operator==(const CaseRange&, const CaseRange&) = default;
};

struct SearchProgress {
  std::uint64_t cases = 0;      // how many there are
  std::uint64_t open_bits = 0;  // the most that any of those done left open
  Tally tally;                  // of those done
  std::vector<CaseRange> done;  // cases in which nothing passed; ascending, with gaps between
  std::map<std::uint64_t, std::vector<PartProgress>> begun;  // parts of other cases
  friend bool operator==(const SearchProgress&, const SearchProgress&) = default;
};

struct Progress {
  std::vector<SearchProgress> searches;
  friend bool operator==(const Progress&, const Progress&) = default;
};

}  // namespace steelshare::repair
