// One plan, solved: what the legible words leave open, in parts that do not depend on each other.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "repair/plan.h"
#include "repair/walk.h"

namespace steelshare::repair {

class Puzzle {
 public:
  /// plates  those of the set; they must outlive this
  Puzzle(const std::vector<const WornPlate*>& plates, const Plan& plan);

  /// Whether the equations hold; nothing else may be asked where they do not.
  [[nodiscard]] bool is_consistent() const { return open_bits_.has_value(); }
  [[nodiscard]] std::size_t open_bits() const { return *open_bits_; }
  /// More are never searched, and the rest of a puzzle is not made for them.
  static constexpr std::size_t most_open_bits = 256;

  /// Vectors of the kernel that one digest is about, or that move the same masked places. A digest
  /// of which everything is known is a part without vectors.
  struct Part {
    std::vector<std::size_t> vectors;
    std::vector<DigestOf> digests;
    std::vector<PlaceAt> masks;
  };
  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }
  /// Whether a part leaves something open of a plate.
  [[nodiscard]] bool is_moved(const Part& part, std::size_t plate) const;
  /// The walk through a part, against the first of its digests.
  [[nodiscard]] Walk walk(const Part& part) const;

  /// The words of all plates, for a sum of vectors of the kernel (empty: none).
  [[nodiscard]] std::vector<Mnemonic> words(const Bits& vectors) const;

 private:
  void make_parts(const Plan& plan);
  [[nodiscard]] std::vector<DigestOf> digests_for_parts(const Plan& plan) const;
  [[nodiscard]] bool moves_plate(std::size_t vector, std::size_t plate) const;
  [[nodiscard]] bool moves(std::size_t vector, const Combination& combination) const;
  [[nodiscard]] bool moves(std::size_t vector, PlaceAt at) const;
  [[nodiscard]] State state_of(const std::vector<Mnemonic>& words, const Part& part,
                               const Shape& shape) const;

  std::vector<const WornPlate*> plates_;
  Equations equations_;
  std::optional<std::size_t> open_bits_;
  std::vector<Mnemonic> words_;                     // of one solution, by plate
  std::vector<std::vector<Mnemonic>> differences_;  // by vector of the kernel, by plate
  std::vector<Part> parts_;
};

/// Whether a digest is the one of its secret, for words of all plates.
bool agrees(const DigestOf& digest, const std::vector<Mnemonic>& words);

}  // namespace steelshare::repair
