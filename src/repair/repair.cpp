#include "steelshare/repair/repair.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "repair/search.h"
#include "slip39/share_words.h"
#include "steelshare/slip39/share.h"

namespace steelshare::repair {
namespace {

constexpr std::size_t most_unknown_bits = 4032;  // their equations fit into locked memory
constexpr std::size_t least_spare_bits = 10;
constexpr double most_expected_false = 1e-3;

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

RepairedPlate compare(std::size_t number, const WornPlate& plate, Mnemonic words) {
  RepairedPlate repaired{number, std::move(words), {}, 0};
  for (std::size_t place = 0; place < plate.size(); ++place) {
    const bool fits = contains(plate[place], repaired.words.view()[place]);
    if (!fits) ++repaired.misread;
    if (!fits || plate[place].size() != 1) repaired.changed.push_back(place);
  }
  return repaired;
}

// How many letters must have been misread for it.
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

// Whether a sound share has these words: what the equations do not say, that numbers of groups fit.
bool are_shares(const std::vector<Mnemonic>& plates) {
  return std::ranges::all_of(
      plates, [](const Mnemonic& words) { return slip39::decode(words).has_value(); });
}

// Which plates of a possibility a digest is about.
class Digests {
 public:
  explicit Digests(const Candidate& candidate) {
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
  [[nodiscard]] std::uint8_t threshold(std::size_t i) const { return shares_[i].member_threshold; }
  [[nodiscard]] bool is_about(std::size_t i) const {
    const bool is_complete = (complete_ >> shares_[i].group_index & 1) != 0;
    return is_complete && (threshold(i) > 1 || is_about_groups());
  }
  [[nodiscard]] bool is_about_all() const {
    for (std::size_t i = 0; i < shares_.size(); ++i) {
      if (!is_about(i)) return false;
    }
    return true;
  }

 private:
  [[nodiscard]] bool is_about_groups() const {
    return shares_[0].group_threshold > 1 && std::popcount(complete_) >= shares_[0].group_threshold;
  }

  std::vector<slip39::Share> shares_;
  std::uint16_t complete_ = 0;
};

class Repair {
 public:
  Repair(std::span<const WornPlate> plates, const Request& request)
      : plates_(plates),
        request_(request),
        budgets_(request.stops),
        done_(request.done ? *request.done : own_done_) {}

  Answer run() {
    std::vector<SetAside> repeated;
    for (std::size_t i = 0; i < plates_.size(); ++i) {
      const auto first = std::ranges::find(plates_, plates_[i]) - plates_.begin();
      if (static_cast<std::size_t>(first) == i) {
        distinct_.push_back(i);
      } else {
        repeated.push_back({SetAside::Reason::repeated, i});
      }
    }
    Answer answer = attempt(distinct_, request_.wrong_words);
    if (answer.obstacle == Obstacle::nothing_fits && request_.slices == 1) leave_one_out(answer);
    answer.aside.insert(answer.aside.end(), repeated.begin(), repeated.end());
    return answer;
  }

 private:
  // Tries some of the plates, with as few words misread as possible; plates that are too worn are
  // left out in a second attempt.
  Answer attempt(const std::vector<std::size_t>& numbers, std::size_t wrong_words) {
    std::vector<const WornPlate*> chosen;
    for (const std::size_t number : numbers) chosen.push_back(&plates_[number]);
    const Plans plans(chosen, wrong_words);
    Answer answer;
    for (const auto& [reason, plate] : plans.aside())
      answer.aside.push_back({reason, numbers[plate]});
    std::vector<std::size_t> members;
    for (const std::size_t i : plans.numbers()) members.push_back(numbers[i]);
    if (is_hopeless(plans.set())) {
      answer.obstacle = Obstacle::too_many_tries;
      return answer;
    }
    for (std::size_t changes = 0; changes <= wrong_words; ++changes) {
      const auto cases = cases_of(plans, changes, budgets_);
      if (!cases) {
        if (budgets_.is_stopped()) return interrupted();
        answer.obstacle = Obstacle::too_many_plans;
        return answer;
      }
      auto findings = search(plans.set(), *cases, request_, next_search());
      if (findings.is_interrupted) return interrupted();
      answer.searched += findings.searched;
      answer.expected_false += findings.expected_false;
      if (!findings.unbound.empty())
        return without(numbers, members, findings.unbound, wrong_words, std::move(answer));
      std::erase_if(findings.words, [](const auto& words) { return !are_shares(words); });
      if (findings.is_endless) {
        answer.obstacle = Obstacle::too_many_tries;
        return answer;
      }
      if (findings.words.empty()) continue;
      weigh(answer, findings, members, changes);
      if (answer.obstacle != Obstacle::not_the_wallet) return answer;
    }
    if (answer.obstacle == Obstacle::none) answer.obstacle = Obstacle::nothing_fits;
    return answer;
  }

  // The searches of a repair come in an order that what they find alone decides.
  SearchProgress& next_search() {
    if (done_.searches.size() == searches_) done_.searches.emplace_back();
    return done_.searches[searches_++];
  }

  static Answer interrupted() {
    Answer answer;
    answer.obstacle = Obstacle::interrupted;
    return answer;
  }

  // Whether so much is illegible that no equations can make up for it.
  static bool is_hopeless(const std::vector<const WornPlate*>& set) {
    const Equations equations(set, {}, {});
    if (equations.unknowns() > most_unknown_bits) return true;
    const std::size_t places = set[0]->size();
    const std::size_t for_each = 10 * (slip39::overhead_words + 1);
    const std::size_t between = 10 * places * (set.size() - 1);
    return equations.unknowns() > for_each * set.size() + between + Puzzle::most_open_bits;
  }

  Answer without(const std::vector<std::size_t>& numbers, const std::vector<std::size_t>& members,
                 const std::vector<std::size_t>& unbound, std::size_t wrong_words, Answer so_far) {
    std::vector<std::size_t> rest = numbers;
    std::vector<SetAside> worn;
    for (const std::size_t plate : unbound) {
      std::erase(rest, members[plate]);
      worn.push_back({SetAside::Reason::too_worn, members[plate]});
    }
    const bool is_any_left = rest.size() > so_far.aside.size();
    Answer answer = is_any_left ? attempt(rest, wrong_words) : std::move(so_far);
    if (answer.obstacle == Obstacle::interrupted) return answer;
    if (!is_any_left) answer.obstacle = Obstacle::too_many_tries;
    answer.aside.insert(answer.aside.end(), worn.begin(), worn.end());
    return answer;
  }

  // Where all plates contradict each other, one of them may be altered: the others agree without
  // it, if they are enough to have a digest.
  void leave_one_out(Answer& answer) {
    std::vector<Answer> agreeing;
    for (const std::size_t i : distinct_) {
      std::vector<std::size_t> rest = distinct_;
      std::erase(rest, i);
      const bool is_aside =
          std::ranges::find(answer.aside, i, &SetAside::plate) != answer.aside.end();
      if (rest.empty() || is_aside) continue;
      Answer without_it = attempt(rest, 0);
      if (without_it.obstacle == Obstacle::interrupted) {
        answer = interrupted();
        return;
      }
      // Whether it is the only one cannot be told any more.
      if (without_it.obstacle == Obstacle::too_many_plans) return;
      const bool is_sure =
          without_it.level >= Level::digest && Digests(without_it.candidates[0]).is_about_all();
      if (!is_sure) continue;
      without_it.aside.push_back({SetAside::Reason::contradicts, i});
      agreeing.push_back(std::move(without_it));
    }
    if (agreeing.size() == 1) answer = std::move(agreeing[0]);
  }

  // Says how sure the findings are.
  void weigh(Answer& answer, const Findings& findings, const std::vector<std::size_t>& members,
             std::size_t changes) const {
    answer.obstacle = Obstacle::none;
    for (const auto& words : findings.words) {
      Candidate candidate;
      for (std::size_t i = 0; i < words.size(); ++i) {
        candidate.push_back(compare(members[i], plates_[members[i]], words[i].clone()));
      }
      answer.candidates.push_back(std::move(candidate));
    }
    std::ranges::stable_sort(answer.candidates, {}, [this](const Candidate& candidate) {
      return distance(candidate, plates_);
    });
    if (request_.proves && prove(answer)) return;
    answer.level = Level::ambiguous;
    // What the other slices are to expect counts too: each of them may find one.
    const double in_all = answer.expected_false * static_cast<double>(request_.slices);
    const bool is_one = answer.candidates.size() == 1 && in_all <= most_expected_false;
    if (!is_one || !is_vouched_for(answer.candidates[0])) return;
    answer.level = changes == 0 && findings.open_bits == 0 ? Level::exact : Level::digest;
  }

  // Keeps what the person's knowledge proves; returns whether that decided anything.
  bool prove(Answer& answer) const {
    std::vector<Candidate> proved;
    bool is_undecided = false;
    for (Candidate& candidate : answer.candidates) {
      const auto verdict = request_.proves(candidate);
      is_undecided = is_undecided || !verdict;
      if (verdict.value_or(false)) proved.push_back(std::move(candidate));
    }
    if (proved.empty() && is_undecided) return false;
    answer.candidates = std::move(proved);
    answer.level = answer.candidates.size() == 1 ? Level::address : Level::ambiguous;
    if (answer.candidates.empty()) {
      answer.level = Level::none;
      answer.obstacle = Obstacle::not_the_wallet;
    }
    return true;
  }

  // Whether a digest is about every plate that was repaired, or the rest of its own words.
  [[nodiscard]] bool is_vouched_for(const Candidate& candidate) const {
    const Digests digests(candidate);
    for (std::size_t i = 0; i < candidate.size(); ++i) {
      if (candidate[i].changed.empty() || digests.is_about(i)) continue;
      // Its checksum notices as many misread words as were allowed for.
      const bool checks_itself =
          digests.threshold(i) > 1 && candidate[i].misread == 0 &&
          candidate[i].changed.size() + request_.wrong_words < slip39::code_distance &&
          spare_bits(plates_[candidate[i].plate]) >= least_spare_bits;
      if (!checks_itself) return false;
    }
    return true;
  }

  // How many bits of a plate's checksum its illegible words leave to check the others.
  static std::size_t spare_bits(const WornPlate& plate) {
    const Equations equations({&plate}, {}, {});
    System system = equations.empty_system();
    equations.add_checksum(system, 0);
    return system.rank() == system.unknowns() ? system.spare() : 0;
  }

  std::span<const WornPlate> plates_;
  const Request& request_;
  std::vector<std::size_t> distinct_;  // plates, each reading once
  Budgets budgets_;
  Progress own_done_;
  Progress& done_;
  std::size_t searches_ = 0;
};

}  // namespace

std::string_view name(Level level) {
  switch (level) {
    case Level::none:
      return "none";
    case Level::ambiguous:
      return "ambiguous";
    case Level::digest:
      return "digest";
    case Level::exact:
      return "exact";
    case Level::address:
      return "address";
  }
  return "";
}

Answer repair(std::span<const WornPlate> plates, const Request& request) {
  expects(!plates.empty() && request.threads > 0 && request.slice >= 1 &&
          request.slice <= request.slices);
  expects(std::ranges::all_of(
      plates, [](const WornPlate& plate) { return is_plate_length(plate.size()); }));
  return Repair(plates, request).run();
}

}  // namespace steelshare::repair
