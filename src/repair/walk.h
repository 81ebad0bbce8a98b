// The walk through what a system leaves open, against a digest: the hot loop of a repair.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "repair/plan.h"

namespace steelshare::repair {

/// What a candidate is weighed by, and what each vector of the kernel does to it: the two values of
/// a digest and the words of masked places, packed. All of it is linear.
using State = Secret<struct StateTag, std::uint64_t>;

/// The shape of a State: the values of the digest, if there is one, then the words, four in each 64
/// bits.
struct Shape {
  std::size_t bytes = 0;  // of each value; 0 where there is no digest
  std::size_t masks = 0;
  [[nodiscard]] std::size_t value_words() const { return (bytes + 7) / 8; }
  [[nodiscard]] std::size_t size() const { return 2 * value_words() + (masks + 3) / 4; }
};

/// Everything that is possible, in an order of its own: first the words of some masked places are
/// chosen, where that is fewer than the bits they fix, then bits, so that two neighbours differ by
/// one vector.
class Walk {
 public:
  /// A direction: what it does to the state, and which vectors of the kernel it is the sum of.
  struct Direction {
    State state;
    Bits vectors;
  };

  /// masks   the choices of each masked place, in the order of the state
  Walk(Shape shape, State start, std::vector<Direction> directions,
       const std::vector<const Choices*>& masks);

  /// How many steps there are in all; infinite where no machine could take them.
  [[nodiscard]] double size() const { return size_; }

  /// What was met on the way.
  struct Found {
    std::vector<std::uint64_t> steps;  // where masks and digest agree
    std::uint64_t tried = 0;           // candidates that fit the masks
  };
  /// Takes the steps first <= i < last, and stops where `most` were found.
  [[nodiscard]] Found go(std::uint64_t first, std::uint64_t last, std::size_t most) const;

  /// Returns the vectors whose sum is the candidate of a step that was found.
  [[nodiscard]] Bits vectors(std::uint64_t step) const;

 private:
  // A masked place whose words are chosen one by one: which sums of its directions make which
  // difference in its word.
  struct Level {
    std::size_t mask;
    std::vector<Direction> directions;
    Secret<struct TableTag, std::uint16_t> sums;  // by difference: the sum, or no_sum
  };
  class Cursor;

  static std::uint16_t word_in(const State& state, const Shape& shape, std::size_t mask);
  void choose_levels();
  [[nodiscard]] Level take_level(std::size_t mask);

  Shape shape_;
  State start_;
  std::vector<Direction> rest_;
  std::vector<const Choices*> masks_;
  std::vector<Level> levels_;
  std::vector<std::size_t> filters_;                               // masks that no level has
  std::vector<Secret<struct AllowedTag, std::uint64_t>> allowed_;  // by filter: a bit for each word
  double size_ = 1;
};

}  // namespace steelshare::repair
