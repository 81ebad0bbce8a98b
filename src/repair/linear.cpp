#include "repair/linear.h"

#include <algorithm>

namespace steelshare::repair {

std::size_t words_for(std::size_t bits) { return (bits + 63) / 64; }

void add(Bits& sum, const Bits& bits) {
  const auto to = sum.view();
  const auto from = bits.view();
  for (std::size_t i = 0; i < to.size(); ++i) to[i] ^= from[i];
}

std::uint64_t product(const Bits& a, const Bits& b) {
  const auto left = a.view();
  const auto right = b.view();
  std::uint64_t common = 0;
  for (std::size_t i = 0; i < left.size(); ++i) common ^= left[i] & right[i];
  return static_cast<std::uint64_t>(__builtin_parityll(common));
}

System::System(std::size_t unknowns, std::size_t watched)
    : unknowns_(unknowns), watched_(watched), pivots_(unknowns) {}

// The constant is only ever added, never looked at, but where an equation has nothing else left.
void System::add(Bits equation) {
  const auto row = equation.view();
  for (std::size_t i = 0; i < unknowns_; ++i) {
    if ((row[i / 64] >> i % 64) == 0) {
      i |= 63;  // the rest of this word is zero
      continue;
    }
    if (!get(equation, i)) continue;
    if (!pivots_[i]) {
      pivots_[i] = std::move(equation);
      ++rank_;
      return;
    }
    repair::add(equation, *pivots_[i]);
  }
  ++spare_;
  if (detail::declassify(get(equation, constant_bit()))) ++contradictions_;
  if (watched_ > 0) residual_.push_back(std::move(equation));
}

System System::clone() const {
  System copy(unknowns_, watched_);
  for (std::size_t i = 0; i < unknowns_; ++i) {
    if (pivots_[i]) copy.pivots_[i] = pivots_[i]->clone();
  }
  for (const Bits& row : residual_) copy.residual_.push_back(row.clone());
  copy.rank_ = rank_;
  copy.spare_ = spare_;
  copy.contradictions_ = contradictions_;
  return copy;
}

// Unknowns that no equation begins with are free. One solution has them zero and the constants;
// each vector of the kernel has one of them set and the constants zero.
Solutions System::solve() const {
  expects(is_consistent());
  Solutions solutions{blank(), {}};
  for (std::size_t i = 0; i < unknowns_; ++i) {
    if (pivots_[i]) continue;
    flip(solutions.kernel.emplace_back(blank()), i);
  }
  flip(solutions.one, constant_bit());
  const auto complete = [this](Bits& vector) {
    for (std::size_t i = unknowns_; i-- > 0;) {
      if (pivots_[i]) vector.view()[i / 64] ^= product(*pivots_[i], vector) << i % 64;
    }
  };
  complete(solutions.one);
  for (Bits& vector : solutions.kernel) complete(vector);
  flip(solutions.one, constant_bit());
  return solutions;
}

}  // namespace steelshare::repair
