// What the words of a set's plates have to do with each other, as equations over GF(2): the
// checksum of each plate, zeros before its value, equal headers, and values on one polynomial.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "repair/linear.h"
#include "steelshare/repair/worn.h"
#include "steelshare/words/mnemonic.h"

namespace steelshare::repair {

/// How many places were not read with certainty.
std::size_t illegible_places(const WornPlate& plate);
/// Whether some places are half legible. Equations know of a mask what its words span, not which of
/// that they are.
bool has_mask(const WornPlate& plate);

/// In how many words that were read with certainty two shares differ at least, both of which a
/// plate may be: four of all its words, or three where the flag is open that says which of two
/// checksums it has. So many misread words, less one, its checksum notices in any case.
std::size_t certain_distance(const WornPlate& plate);

/// A place of a plate, both from 0.
struct PlaceAt {
  std::size_t plate, place;
  friend bool operator==(const PlaceAt&, const PlaceAt&) = default;
};

/// Bits of one place that say one thing.
struct Field {
  std::size_t place;
  std::uint16_t mask;
};
namespace field {
inline constexpr Field group_index{2, 0x3c0};
inline constexpr Field group_threshold{2, 0x03c};
inline constexpr Field group_count_high{2, 0x003};
inline constexpr Field group_count_low{3, 0x300};
inline constexpr Field member_index{3, 0x0f0};
inline constexpr Field member_threshold{3, 0x00f};
}  // namespace field
/// What all plates of a set share.
inline constexpr Field set_fields[] = {{0, 0x3ff}, {1, 0x3ff}, {2, 0x03f}, {3, 0x300}};

/// A value that is computed from those of plates: the sum of each times its coefficient.
struct Term {
  std::size_t plate;
  std::uint8_t coefficient;
};
using Combination = std::vector<Term>;

class Equations {
 public:
  /// plates   of one length; they must outlive this
  /// opened   places that were read with certainty, and may be any word all the same
  /// watched  places that count as read, but are watched (linear.h)
  Equations(std::vector<const WornPlate*> plates, std::span<const PlaceAt> opened,
            std::span<const PlaceAt> watched);

  [[nodiscard]] std::size_t unknowns() const { return unknowns_; }
  [[nodiscard]] System empty_system() const { return {unknowns_, watched_}; }
  /// The watched bits of a place begin here; the places are in the order given.
  [[nodiscard]] std::size_t watched_bit(std::size_t i) const { return unknowns_ + 10 * i; }

  /// The checksum, and the zeros before the value. The flag that says which of two checksums it is
  /// is an unknown like others.
  void add_checksum(System& system, std::size_t plate) const;
  void add_equal(System& system, std::size_t a, std::size_t b, Field field) const;
  void add_value(System& system, std::size_t plate, Field field, std::uint16_t value) const;
  /// The combination of all values is zero, byte by byte.
  void add_relation(System& system, const Combination& combination) const;

  /// The words of a plate under a solution, or what a vector of the kernel adds to them.
  [[nodiscard]] Mnemonic words(const Bits& solution, std::size_t plate) const;
  [[nodiscard]] Mnemonic difference(const Bits& vector, std::size_t plate) const;

 private:
  static constexpr std::size_t word_bits = 10;
  static constexpr auto not_watched = static_cast<std::size_t>(-1);
  // A place is its first choice and a sum of differences, one for each unknown bit; all choices are
  // among these sums.
  struct Form {
    std::uint16_t base;
    std::uint8_t count;
    std::array<std::uint16_t, word_bits> basis;
  };
  using Forms = Secret<struct FormsTag, Form>;

  static Form form_of(const Choices& choices, bool open);
  void add_bits(Bits& equation, std::size_t plate, std::size_t place, std::uint16_t mask) const;
  [[nodiscard]] std::size_t at(std::size_t plate, std::size_t place) const {
    return plate * places_ + place;
  }

  std::size_t plates_, places_;
  Forms forms_;
  std::vector<std::size_t> first_unknown_;  // of each place
  std::vector<std::size_t> first_watched_;  // or not_watched
  std::size_t unknowns_ = 0, watched_ = 0;
};

}  // namespace steelshare::repair
