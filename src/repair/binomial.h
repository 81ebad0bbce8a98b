#pragma once

#include <cstddef>

namespace steelshare::repair {

/// In how many ways k of n can be chosen, exact up to 2^53.
inline double binomial(std::size_t n, std::size_t k) {
  double product = 1;
  for (std::size_t i = 0; i < k; ++i)
    product = product * static_cast<double>(n - i) / static_cast<double>(i + 1);
  return product;
}

}  // namespace steelshare::repair
