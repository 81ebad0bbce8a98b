#include "repair/surplus.h"

#include <algorithm>
#include <cmath>

#include "repair/binomial.h"
#include "repair/judgement.h"
#include "slip39/share_words.h"
#include "steelshare/slip39/sharing.h"

namespace steelshare::repair {
namespace {

// The chance that a plate with a value of its own agrees in all but so many certain words after the
// header. Its checksum follows from the others, so it counts for nothing.
double chance_to_agree(const WornPlate& plate, std::size_t misread) {
  std::size_t certain = 0;
  for (std::size_t place = slip39::header_words; place < plate.size(); ++place)
    certain += plate[place].size() == 1 ? 1 : 0;
  certain -= std::min(certain, slip39::rs1024::checksum_words);
  if (certain <= misread) return 1;
  const auto bits = static_cast<int>(slip39::word_bits * (certain - misread));
  return std::ldexp(binomial(certain, misread), -bits);
}

}  // namespace

std::optional<Remade> remake(const Candidate& others, std::size_t number, const WornPlate& plate,
                             std::size_t most_misread) {
  const Judgement judgement(others);
  std::optional<RepairedPlate> best;
  bool is_only_one = false;
  std::size_t tried = 0;
  for (std::uint8_t group = 0; group < slip39::most_groups; ++group) {
    for (std::uint8_t member = 0; member < slip39::most_members; ++member) {
      const auto share = slip39::extend(judgement.shares(), group, member);
      if (!share) continue;
      auto words = slip39::encode(*share);
      if (words.size() != plate.size()) continue;
      ++tried;
      auto repaired = compare(number, plate, std::move(words));
      if (best && repaired.misread > best->misread) continue;
      is_only_one = !best || repaired.misread < best->misread;
      best = std::move(repaired);
    }
  }
  if (!best || !is_only_one || best->misread > most_misread) return {};
  const double expected = static_cast<double>(tried) * chance_to_agree(plate, best->misread);
  return Remade{std::move(*best), expected};
}

}  // namespace steelshare::repair
