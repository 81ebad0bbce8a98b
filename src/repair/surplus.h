// Plates beyond those that are needed: the others say what stood on them.
#pragma once

#include <optional>

#include "steelshare/repair/repair.h"

namespace steelshare::repair {

/// A plate as the others have it.
struct Remade {
  RepairedPlate plate;
  double expected_false;  // plates of the set that would agree as well by chance
};

/// Computes a plate from others that are right, whichever member it agrees with best. Nothing where
/// they do not say it, where it agrees with two of them as well, or where more words of it would
/// have been misread.
///   number  of the plate among those given
///   plate   as it was read
std::optional<Remade> remake(const Candidate& others, std::size_t number, const WornPlate& plate,
                             std::size_t most_misread);

}  // namespace steelshare::repair
