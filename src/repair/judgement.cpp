#include "repair/judgement.h"

#include <algorithm>
#include <array>
#include <bit>

#include "repair/equations.h"
#include "slip39/share_words.h"
#include "steelshare/slip39/sharing.h"

namespace steelshare::repair {
namespace {

constexpr std::size_t least_spare_bits = 10;

// In how many of the letters that steel carries two words differ.
std::size_t letters_between(WordIndex a, WordIndex b) {
  std::array<char, Wordlist::longest_word> left, right;
  slip39_words().spell(a, left);
  slip39_words().spell(b, right);
  std::size_t letters = 0;
  for (std::size_t i = 0; i < Wordlist::prefix_letters; ++i) letters += left[i] != right[i] ? 1 : 0;
  cleanse(left.data(), left.size());
  cleanse(right.data(), right.size());
  return letters;
}

bool contains(const Choices& choices, WordIndex word) {
  return choices.size() == 0 || std::ranges::find(choices.view(), word) != choices.view().end();
}

// How many bits of a plate's checksum its illegible words leave to check the others.
std::size_t spare_bits(const WornPlate& plate) {
  const Equations equations({&plate}, {}, {});
  System system = equations.empty_system();
  equations.add_checksum(system, 0);
  return system.rank() == system.unknowns() ? system.spare() : 0;
}

}  // namespace

RepairedPlate compare(std::size_t number, const WornPlate& plate, Mnemonic words) {
  RepairedPlate repaired{number, std::move(words), {}, 0};
  for (std::size_t place = 0; place < plate.size(); ++place) {
    const bool fits = contains(plate[place], repaired.words.view()[place]);
    if (!fits) ++repaired.misread;
    if (!fits || plate[place].size() != 1) repaired.changed.push_back(place);
  }
  return repaired;
}

std::size_t distance(const Candidate& candidate, std::span<const WornPlate> plates) {
  std::size_t letters = 0;
  for (const auto& repaired : candidate) {
    for (const std::size_t place : repaired.changed) {
      const Choices& choices = plates[repaired.plate][place];
      const WordIndex word = repaired.words.view()[place];
      if (contains(choices, word)) continue;
      std::size_t least = Wordlist::prefix_letters;
      for (const WordIndex choice : choices.view())
        least = std::min(least, letters_between(choice, word));
      letters += least;
    }
  }
  return letters;
}

Judgement::Judgement(const Candidate& candidate) {
  for (const auto& repaired : candidate) shares_.push_back(*slip39::decode(repaired.words));
  std::array<std::size_t, slip39::most_groups> members{};
  for (const auto& share : shares_) ++members[share.group_index];
  std::uint16_t complete = 0;
  for (const auto& share : shares_) {
    if (members[share.group_index] < share.member_threshold) continue;
    complete |= static_cast<std::uint16_t>(1U << share.group_index);
  }
  complete_ = complete;
}

bool Judgement::is_of_complete_group(std::size_t i) const {
  return (complete_ >> shares_[i].group_index & 1) != 0;
}

bool Judgement::is_under_digest(std::size_t i) const {
  return is_of_complete_group(i) && (shares_[i].member_threshold > 1 || are_groups_under_digest());
}

bool Judgement::is_quorum() const { return std::popcount(complete_) >= shares_[0].group_threshold; }

bool Judgement::checks_itself(std::size_t i, const RepairedPlate& repaired, const WornPlate& plate,
                              std::size_t wrong_words) const {
  // The flag is on a word that may be misread like others, and two shares that differ in it differ
  // in one word less than others at least.
  const bool is_distant = wrong_words + illegible_places(plate) < slip39::code_distance - 1;
  return shares_[i].member_threshold > 1 && repaired.misread == 0 && is_distant &&
         spare_bits(plate) >= least_spare_bits;
}

bool Judgement::are_groups_under_digest() const {
  return shares_[0].group_threshold > 1 && is_quorum();
}

}  // namespace steelshare::repair
