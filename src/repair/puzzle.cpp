#include "repair/puzzle.h"

#include <algorithm>
#include <cstring>

#include "crypto/digest_check.h"
#include "slip39/gf256.h"
#include "slip39/share_words.h"
#include "steelshare/slip39/share.h"

namespace steelshare::repair {
namespace {

// The sum of the values of plates, or of what a vector adds to them.
slip39::ShareValue sum_of(const Combination& combination, const std::vector<Mnemonic>& words) {
  const std::size_t value_words = words[0].size() - slip39::overhead_words;
  const std::size_t bytes = slip39::value_bytes(value_words);
  slip39::ShareValue sum(bytes), value(bytes);
  for (const auto& [plate, coefficient] : combination) {
    const auto body = words[plate].view().subspan(slip39::header_words, value_words);
    slip39::read_value(body, value.view());
    slip39::gf256::multiply_add(sum.view(), value.view(), coefficient);
  }
  return sum;
}

std::uint16_t word_at(const std::vector<Mnemonic>& words, PlaceAt at) {
  return static_cast<std::uint16_t>(words[at.plate].view()[at.place]);
}

// Numbers that belong to the same class, by their first one.
class Classes {
 public:
  explicit Classes(std::size_t count) : first_(count) {
    for (std::size_t i = 0; i < count; ++i) first_[i] = i;
  }
  [[nodiscard]] std::size_t find(std::size_t i) const {
    while (first_[i] != i) i = first_[i];
    return i;
  }
  void join(std::size_t a, std::size_t b) { first_[find(b)] = find(a); }

 private:
  std::vector<std::size_t> first_;
};

}  // namespace

Puzzle::Puzzle(const std::vector<const WornPlate*>& plates, const Plan& plan)
    : plates_(plates), equations_(plates, plan.opened, {}) {
  const System system = system_of(equations_, plates.size(), plan);
  if (!system.is_consistent()) return;
  open_bits_ = system.unknowns() - system.rank();
  if (open_bits() > most_open_bits) return;
  const Solutions solutions = system.solve();
  for (std::size_t plate = 0; plate < plates.size(); ++plate) {
    words_.push_back(equations_.words(solutions.one, plate));
  }
  for (const Bits& vector : solutions.kernel) {
    auto& difference = differences_.emplace_back();
    for (std::size_t plate = 0; plate < plates.size(); ++plate) {
      difference.push_back(equations_.difference(vector, plate));
    }
  }
  make_parts(plan);
}

bool Puzzle::moves_plate(std::size_t vector, std::size_t plate) const {
  return std::ranges::any_of(differences_[vector][plate].view(), [](WordIndex word) {
    return detail::declassify(word) != WordIndex{0};
  });
}

bool Puzzle::is_moved(const Part& part, std::size_t plate) const {
  return std::ranges::any_of(part.vectors,
                             [&](std::size_t vector) { return moves_plate(vector, plate); });
}

bool Puzzle::moves(std::size_t vector, const Combination& combination) const {
  return std::ranges::any_of(combination,
                             [&](const Term& term) { return moves_plate(vector, term.plate); });
}

bool Puzzle::moves(std::size_t vector, PlaceAt at) const {
  return detail::declassify(word_at(differences_[vector], at)) != 0;
}

// The digests of members, and the one of groups first where something is open that only it is
// about; where there is no such thing, it is left to be asked about what the parts leave.
std::vector<DigestOf> Puzzle::digests_for_parts(const Plan& plan) const {
  auto digests = member_digests(plan);
  auto across = group_digest(plan);
  if (across.empty()) return digests;
  for (std::size_t vector = 0; vector < differences_.size(); ++vector) {
    const bool is_bound = std::ranges::any_of(
        digests, [&](const DigestOf& digest) { return moves(vector, digest.secret); });
    if (is_bound || !moves(vector, across[0].secret)) continue;
    digests.insert(digests.begin(), std::move(across[0]));
    break;
  }
  return digests;
}

// Whatever is moved by the same vector belongs together: each vector, digest, masked place and
// plate is a number, and those of one class make a part.
void Puzzle::make_parts(const Plan& plan) {
  auto digests = digests_for_parts(plan);
  std::vector<PlaceAt> masks;
  for (std::size_t plate = 0; plate < plates_.size(); ++plate) {
    for (std::size_t place = 0; place < plates_[plate]->size(); ++place) {
      const PlaceAt at{plate, place};
      const bool is_opened = std::ranges::find(plan.opened, at) != plan.opened.end();
      if ((*plates_[plate])[place].size() > 1 && !is_opened) masks.push_back(at);
    }
  }
  const std::size_t vectors = differences_.size();
  const std::size_t first_plate = vectors + digests.size() + masks.size();
  Classes classes(first_plate + plates_.size());
  for (std::size_t vector = 0; vector < vectors; ++vector) {
    for (std::size_t plate = 0; plate < plates_.size(); ++plate) {
      if (moves_plate(vector, plate)) classes.join(first_plate + plate, vector);
    }
    for (std::size_t i = 0; i < digests.size(); ++i) {
      if (moves(vector, digests[i].secret)) classes.join(vectors + i, vector);
    }
    for (std::size_t i = 0; i < masks.size(); ++i) {
      if (moves(vector, masks[i])) classes.join(vectors + digests.size() + i, vector);
    }
  }
  std::vector<std::size_t> class_of_part;
  const auto part_of = [&](std::size_t number) -> Part& {
    const std::size_t first = classes.find(number);
    const auto found = std::ranges::find(class_of_part, first);
    if (found != class_of_part.end()) {
      return parts_[static_cast<std::size_t>(found - class_of_part.begin())];
    }
    class_of_part.push_back(first);
    return parts_.emplace_back();
  };
  for (std::size_t i = 0; i < vectors; ++i) part_of(i).vectors.push_back(i);
  for (std::size_t i = 0; i < digests.size(); ++i) {
    part_of(vectors + i).digests.push_back(std::move(digests[i]));
  }
  for (std::size_t i = 0; i < masks.size(); ++i) {
    part_of(vectors + digests.size() + i).masks.push_back(masks[i]);
  }
}

State Puzzle::state_of(const std::vector<Mnemonic>& words, const Part& part,
                       const Shape& shape) const {
  State state(std::max<std::size_t>(shape.size(), 1));
  if (!part.digests.empty()) {
    const auto digest = sum_of(part.digests[0].digest, words);
    const auto secret = sum_of(part.digests[0].secret, words);
    std::memcpy(state.view().data(), digest.view().data(), digest.size());
    std::memcpy(state.view().data() + shape.value_words(), secret.view().data(), secret.size());
  }
  for (std::size_t i = 0; i < part.masks.size(); ++i) {
    state.view()[2 * shape.value_words() + i / 4] |= std::uint64_t{word_at(words, part.masks[i])}
                                                     << 16 * (i % 4);
  }
  return state;
}

Walk Puzzle::walk(const Part& part) const {
  Shape shape{0, part.masks.size()};
  if (!part.digests.empty()) shape.bytes = sum_of(part.digests[0].secret, words_).size();
  std::vector<Walk::Direction> directions;
  for (const std::size_t vector : part.vectors) {
    Bits which(words_for(differences_.size()));
    flip(which, vector);
    directions.push_back({state_of(differences_[vector], part, shape), std::move(which)});
  }
  std::vector<const Choices*> choices;
  for (const PlaceAt& at : part.masks) choices.push_back(&(*plates_[at.plate])[at.place]);
  return {shape, state_of(words_, part, shape), std::move(directions), choices};
}

std::vector<Mnemonic> Puzzle::words(const Bits& vectors) const {
  std::vector<Mnemonic> sum;
  for (const Mnemonic& words : words_) sum.push_back(words.clone());
  if (vectors.size() == 0) return sum;
  for (std::size_t vector = 0; vector < differences_.size(); ++vector) {
    if (!get(vectors, vector)) continue;
    for (std::size_t plate = 0; plate < sum.size(); ++plate) {
      const auto to = sum[plate].view();
      const auto from = differences_[vector][plate].view();
      for (std::size_t i = 0; i < to.size(); ++i) {
        to[i] = WordIndex{static_cast<std::uint16_t>(static_cast<unsigned>(to[i]) ^
                                                     static_cast<unsigned>(from[i]))};
      }
    }
  }
  return sum;
}

bool agrees(const DigestOf& digest, const std::vector<Mnemonic>& words) {
  const auto value = sum_of(digest.digest, words);
  const auto secret = sum_of(digest.secret, words);
  crypto::DigestCandidate candidate{};
  std::ranges::copy(value.view(), candidate.digest);
  std::ranges::copy(secret.view(), candidate.secret);
  const bool agrees =
      detail::declassify(crypto::agreeing_digests({&candidate, 1}, secret.size())) != 0;
  cleanse(&candidate, sizeof candidate);
  return agrees;
}

}  // namespace steelshare::repair
