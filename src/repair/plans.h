// From what is legible of the headers to the plans worth trying.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "repair/budget.h"
#include "repair/plan.h"
#include "steelshare/repair/repair.h"

namespace steelshare::repair {

/// The first four words of a plate, as far as they are known. All that they say is public.
struct Header {
  std::array<std::uint16_t, 4> value{};
  std::array<std::uint16_t, 4> known{};  // the bits that are
};

/// The plates that belong together, and what their headers may say.
class Plans {
 public:
  /// Sorts the plates: most are of one set, and others are set aside. A plate of which up to
  /// `changes` words seem to contradict the set stays where its checksum does not vouch for them.
  Plans(const std::vector<const WornPlate*>& plates, std::size_t changes);

  /// The plates of the set, by their place among all; the plans count these.
  [[nodiscard]] const std::vector<std::size_t>& numbers() const { return numbers_; }
  [[nodiscard]] const std::vector<const WornPlate*>& set() const { return set_; }
  [[nodiscard]] const std::vector<SetAside>& aside() const { return aside_; }

  /// Every plan that overrules at most so many words. With none, only plans that the equations
  /// allow. Nothing where there are more than anybody could try, or where too many had to be looked
  /// at for the budget.
  [[nodiscard]] std::optional<std::vector<Plan>> find(std::size_t changes, Budget& budget) const;

 private:
  // What one plate may be, and whether a word must have been misread for it.
  struct Option {
    std::uint8_t group, x;
    bool misread;
  };
  struct Member {
    Header header, typed;                       // with the checksum, and without
    bool is_sound;                              // its checksum can agree as it was read
    std::size_t illegible;                      // places that are not certain
    bool has_mask;                              // some of them are half legible
    std::vector<PlaceAt> contradicts;           // places that contradict the set
    std::array<std::uint16_t, 16> allowed_x{};  // by group index: a bit for every member index
    std::uint16_t thresholds = 0;               // a bit for every threshold less 1
  };
  class Builder;

  void sort(const std::vector<const WornPlate*>& plates, std::size_t changes);
  bool assume(std::uint8_t threshold, std::uint8_t count, std::size_t changes);
  void read_members(std::uint8_t group_count);
  [[nodiscard]] std::optional<std::vector<Plan>> find_as_read(Budget& budget) const;
  [[nodiscard]] std::vector<Option> options(std::size_t plate, std::uint8_t group_count,
                                            std::size_t changes) const;

  std::vector<std::size_t> numbers_;
  std::vector<const WornPlate*> set_;
  std::vector<SetAside> aside_;
  std::vector<Member> members_;
  Header common_;
};

}  // namespace steelshare::repair
