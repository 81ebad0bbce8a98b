#include "repair/linear.h"

#include <algorithm>

namespace steelshare::repair {

std::size_t words_for(std::size_t bits) { return (bits + 63) / 64; }

void add(Bits& sum, const Bits& bits) {
  const auto to = sum.view();
  const auto from = bits.view();
  for (std::size_t i = 0; i < to.size(); ++i) to[i] ^= from[i];
}

namespace {

std::uint64_t product(std::span<const std::uint64_t> a, const Bits& b) {
  const auto other = b.view();
  std::uint64_t common = 0;
  for (std::size_t i = 0; i < a.size(); ++i) common ^= a[i] & other[i];
  return static_cast<std::uint64_t>(__builtin_parityll(common));
}

}  // namespace

System::System(std::size_t unknowns, std::size_t watched)
    : unknowns_(unknowns),
      watched_(watched),
      row_(words_for(unknowns + watched + 1)),
      rows_(unknowns * row_.size()),
      place_of_(unknowns, no_place) {}

// The constant is only ever added, never looked at, but where an equation has nothing else left.
void System::add_row() {
  const auto row = row_.view();
  work_ += row.size();
  for (std::size_t i = 0; i < unknowns_; ++i) {
    if ((row[i / 64] >> i % 64) == 0) {
      i |= 63;  // the rest of this word is zero
      continue;
    }
    if (!get(row_, i)) continue;
    if (!is_pivot(i)) {
      place_of_[i] = rank_++;
      pivots_.push_back(i);
      std::ranges::copy(row, pivot(i).begin());
      return;
    }
    const auto known = pivot(i);
    work_ += row.size() - i / 64;
    for (std::size_t word = i / 64; word < row.size(); ++word) row[word] ^= known[word];
  }
  ++spare_;
  if (detail::declassify(get(row_, constant_bit()))) ++contradictions_;
  if (watched_ == 0) return;
  const auto rest = row.subspan(unknowns_ / 64);
  auto& residual = residual_.emplace_back(rest.size());
  std::ranges::transform(rest, residual.begin(), detail::declassify<std::uint64_t>);
}

void System::take_back(const Mark& mark) {
  for (; rank_ > mark.rank; --rank_) {
    place_of_[pivots_.back()] = no_place;
    pivots_.pop_back();
  }
  spare_ = mark.spare;
  contradictions_ = mark.contradictions;
  residual_.resize(mark.residual);
}

// Unknowns that no equation begins with are free. One solution has them zero and the constants;
// each vector of the kernel has one of them set and the constants zero.
Solutions System::solve() const {
  expects(is_consistent());
  Solutions solutions{Bits(row_.size()), {}};
  for (std::size_t i = 0; i < unknowns_; ++i) {
    if (is_pivot(i)) continue;
    flip(solutions.kernel.emplace_back(row_.size()), i);
  }
  flip(solutions.one, constant_bit());
  const auto complete = [this](Bits& vector) {
    for (std::size_t i = unknowns_; i-- > 0;) {
      if (is_pivot(i)) vector.view()[i / 64] ^= product(pivot(i), vector) << i % 64;
    }
  };
  complete(solutions.one);
  for (Bits& vector : solutions.kernel) complete(vector);
  flip(solutions.one, constant_bit());
  return solutions;
}

}  // namespace steelshare::repair
