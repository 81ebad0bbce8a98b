// What vouches for the plates of one possibility.
#pragma once

#include <span>
#include <vector>

#include "steelshare/repair/repair.h"
#include "steelshare/slip39/share.h"

namespace steelshare::repair {

/// How much a repair changed of a plate.
///   number  of the plate among those given
///   plate   as it was read
///   words   of it, as many
RepairedPlate compare(std::size_t number, const WornPlate& plate, Mnemonic words);

/// In how many letters the words differ from those that were read with certainty.
///   plates  all that were given
std::size_t distance(const Candidate& candidate, std::span<const WornPlate> plates);

/// What the shares of a possibility say of each other.
class Judgement {
 public:
  explicit Judgement(const Candidate& candidate);

  /// Whether there are as many plates of its group as open the group.
  [[nodiscard]] bool is_of_complete_group(std::size_t i) const;
  /// Whether the digest of its group, or of all groups, is about a plate.
  [[nodiscard]] bool is_under_digest(std::size_t i) const;
  /// Whether they open the wallet.
  [[nodiscard]] bool is_quorum() const;
  /// Whether its own checksum vouches for the words of a plate that were not legible, where up to
  /// so many others may have been misread. That of a plate that is enough alone may be of anything.
  [[nodiscard]] bool checks_itself(std::size_t i, const RepairedPlate& repaired,
                                   const WornPlate& plate, std::size_t wrong_words) const;

  [[nodiscard]] const std::vector<slip39::Share>& shares() const { return shares_; }

 private:
  [[nodiscard]] bool are_groups_under_digest() const;

  std::vector<slip39::Share> shares_;
  std::uint16_t complete_ = 0;  // groups, a bit for each
};

}  // namespace steelshare::repair
