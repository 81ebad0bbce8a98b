// Linear equations over GF(2). What the equations are of is public but for the words that a mask
// leaves open; their constants are secret. Rows are packed, 64 bits in a word.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "steelshare/secret/secret.h"

namespace steelshare::repair {

/// A row of bits, and of secret ones.
using Bits = Secret<struct BitsTag, std::uint64_t>;

std::size_t words_for(std::size_t bits);
inline bool get(const Bits& bits, std::size_t i) {
  return (bits.view()[i / 64] >> i % 64 & 1) != 0;
}
inline void flip(Bits& bits, std::size_t i) { bits.view()[i / 64] ^= std::uint64_t{1} << i % 64; }
void add(Bits& sum, const Bits& bits);

/// All solutions: one of them, and what may be added to it.
struct Solutions {
  Bits one;
  std::vector<Bits> kernel;  // independent
};

/// A system that grows by one equation after the other. Its bits are the unknowns and, behind them,
/// watched bits: unknowns too, but they are never solved for, so that what remains of the equations
/// says which of them must be other than zero.
class System {
 public:
  System(std::size_t unknowns, std::size_t watched);

  /// Adds an equation: the sum of the bits that a function sets in an empty row is the constant,
  /// which stands in the last bit of the row. Once equations contradict each other, further ones
  /// count only where bits are watched.
  template <class Function>
  void add(const Function& set_bits) {
    if (!is_consistent() && watched_ == 0) return;
    std::ranges::fill(row_.view(), 0);
    set_bits(row_);
    add_row();
  }
  [[nodiscard]] std::size_t constant_bit() const { return unknowns_ + watched_; }

  /// How far a system has grown, to take back what is added later.
  struct Mark {
    std::size_t rank, spare, contradictions, residual;
  };
  [[nodiscard]] Mark mark() const { return {rank_, spare_, contradictions_, residual_.size()}; }
  void take_back(const Mark& mark);

  /// Locked memory that a system needs.
  static std::size_t bytes(std::size_t unknowns, std::size_t watched) {
    return unknowns * words_for(unknowns + watched + 1) * sizeof(std::uint64_t);
  }
  /// How many 64-bit words were added to others so far: what the work is counted in.
  [[nodiscard]] std::uint64_t work() const { return work_; }

  [[nodiscard]] std::size_t unknowns() const { return unknowns_; }
  [[nodiscard]] std::size_t rank() const { return rank_; }
  /// How many equations said nothing new of the unknowns: each is a check of all the others.
  [[nodiscard]] std::size_t spare() const { return spare_; }
  /// Whether all equations can hold with the watched bits zero.
  [[nodiscard]] bool is_consistent() const { return contradictions_ == 0; }
  /// What is left of the spare equations: of watched bits and the constant alone, row by row, from
  /// the 64-bit word in which the watched bits begin. It depends on the mistakes alone and not on
  /// the words around them, so it is public; and there are too many rows for locked memory.
  using Residual = std::vector<std::uint64_t>;
  [[nodiscard]] const std::vector<Residual>& residual() const { return residual_; }
  [[nodiscard]] bool residual_bit(const Residual& row, std::size_t bit) const {
    return (row[bit / 64 - unknowns_ / 64] >> bit % 64 & 1) != 0;
  }
  /// Needs a consistent system.
  [[nodiscard]] Solutions solve() const;

 private:
  void add_row();
  [[nodiscard]] std::span<std::uint64_t> pivot(std::size_t unknown) {
    return rows_.view().subspan(place_of_[unknown] * row_.size(), row_.size());
  }
  [[nodiscard]] std::span<const std::uint64_t> pivot(std::size_t unknown) const {
    return rows_.view().subspan(place_of_[unknown] * row_.size(), row_.size());
  }
  [[nodiscard]] bool is_pivot(std::size_t unknown) const { return place_of_[unknown] != no_place; }

  static constexpr auto no_place = static_cast<std::size_t>(-1);
  std::size_t unknowns_, watched_;
  Bits row_;   // the equation that is being added
  Bits rows_;  // equations that begin with different unknowns, one behind another
  std::vector<std::size_t> place_of_;  // in rows_, by the unknown that an equation begins with
  std::vector<std::size_t> pivots_;    // the unknowns that equations begin with, oldest first
  std::vector<Residual> residual_;
  std::size_t rank_ = 0, spare_ = 0, contradictions_ = 0;
  std::uint64_t work_ = 0;
};

}  // namespace steelshare::repair
