#include "steelshare/repair/repair.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "repair/equations.h"
#include "repair/judgement.h"
#include "repair/readings.h"
#include "repair/search.h"
#include "repair/surplus.h"
#include "slip39/share_words.h"
#include "steelshare/slip39/share.h"

namespace steelshare::repair {
namespace {

constexpr std::size_t most_unknown_bits = 4032;  // their equations fit into locked memory
// Plates that are left out of those that contradict each other, and how long the rest is searched.
constexpr std::size_t most_left_out = 3, most_bits_without = 26;

// Whether a sound share has these words: what the equations do not say, that numbers of groups fit.
bool are_shares(const std::vector<Mnemonic>& plates) {
  return std::ranges::all_of(
      plates, [](const Mnemonic& words) { return slip39::decode(words).has_value(); });
}

// How a repair is attempted.
struct Effort {
  std::size_t wrong_words;   // a plate may contradict the set in so many
  std::size_t most_changes;  // so many words are looked for that were misread
  bool may_leave_out;        // plates, where all contradict each other
  const Request& request;
  Budgets& budgets;
};

class Repair {
 public:
  Repair(std::span<const WornPlate> plates, const Request& request)
      : plates_(plates),
        readings_(readings_of(plates)),
        request_(request),
        done_(request.done ? *request.done : own_done_) {}

  Answer run() {
    Answer answer;
    if (readings_.numbers.empty()) {
      answer.obstacle = Obstacle::too_many_tries;
    } else {
      Budgets budgets(request_.stops);
      const std::size_t wrong_words = request_.wrong_words;
      const Effort effort{wrong_words, wrong_words, true, request_, budgets};
      answer = attempt_sets(effort);
      if (auto of_others = without_refuted(effort, answer)) answer = std::move(*of_others);
    }
    answer.aside.insert(answer.aside.end(), readings_.aside.begin(), readings_.aside.end());
    return answer;
  }

 private:
  using Numbers = std::vector<std::size_t>;  // of plates among those given

  // Which of several sets is that of the wallet only what is known of it can tell: where it is not
  // the one with the most plates, the others are tried.
  Answer attempt_sets(const Effort& effort) {
    Answer answer = attempt(readings_.numbers, effort);
    Numbers others = of_other_sets(answer);
    while (request_.proves && answer.level != Level::address && !others.empty() &&
           answer.obstacle != Obstacle::interrupted) {
      Answer of_others = attempt(others, effort);
      if (of_others.obstacle == Obstacle::interrupted) return interrupted();
      answer.searched += of_others.searched;
      if (of_others.level == Level::address) {
        for (const std::size_t number : readings_.numbers) {
          if (std::ranges::find(others, number) != others.end()) continue;
          const bool is_as_long =
              readings_.plates[number].size() == of_others.candidates[0][0].words.size();
          of_others.aside.push_back(
              {is_as_long ? SetAside::Reason::other_set : SetAside::Reason::other_length, number});
        }
        of_others.searched = answer.searched;
        return of_others;
      }
      others = of_other_sets(of_others);
    }
    return answer;
  }

  // A record may tell of each plate that is legible whether it is one of the wallet's. Where the
  // plates do not fit what is known, those that it is not are altered or misread, and it may prove
  // the others, as many as they are.
  std::optional<Answer> without_refuted(const Effort& effort, const Answer& so_far) {
    const bool is_contradiction =
        so_far.obstacle == Obstacle::nothing_fits || so_far.obstacle == Obstacle::not_the_wallet;
    if (!request_.proves || !is_contradiction) return {};
    Numbers rest, refuted;
    for (const std::size_t number : readings_.numbers)
      (is_refuted(number) ? refuted : rest).push_back(number);
    if (rest.empty() || refuted.empty()) return {};
    Answer answer = attempt(rest, effort);
    if (answer.obstacle == Obstacle::interrupted) return interrupted();
    if (answer.level != Level::address) return {};
    answer.searched += so_far.searched;
    for (const std::size_t number : refuted) {
      const auto known = std::ranges::find(so_far.aside, number, &SetAside::plate);
      const bool is_aside = known != so_far.aside.end();
      answer.aside.push_back({is_aside ? known->reason : SetAside::Reason::contradicts, number});
    }
    return answer;
  }

  [[nodiscard]] bool is_refuted(std::size_t number) const {
    const WornPlate& reading = readings_.plates[number];
    if (illegible_places(reading) > 0) return false;
    Mnemonic words(reading.size());
    for (std::size_t i = 0; i < reading.size(); ++i) words.view()[i] = reading[i].view()[0];
    if (!slip39::decode(words)) return true;
    Candidate alone;
    alone.push_back(compare(number, reading, std::move(words)));
    return request_.proves(alone) == Proof::refutes;
  }

  static Numbers of_other_sets(const Answer& answer) {
    Numbers numbers;
    for (const auto& [reason, plate] : answer.aside) {
      const bool is_other =
          reason == SetAside::Reason::other_set || reason == SetAside::Reason::other_length;
      if (is_other) numbers.push_back(plate);
    }
    std::ranges::sort(numbers);
    return numbers;
  }

  // Tries some of the plates, with as few words misread as possible; plates that are too worn are
  // left out in a second attempt.
  Answer attempt(const Numbers& numbers, const Effort& effort) {
    std::vector<const WornPlate*> chosen;
    for (const std::size_t number : numbers) chosen.push_back(&readings_.plates[number]);
    const Plans plans(chosen, effort.wrong_words);
    Answer answer;
    for (const auto& [reason, plate] : plans.aside())
      answer.aside.push_back({reason, numbers[plate]});
    Numbers members;
    for (const std::size_t i : plans.numbers()) members.push_back(numbers[i]);
    if (is_hopeless(plans.set())) {
      answer.obstacle = Obstacle::too_many_tries;
      return answer;
    }
    for (std::size_t changes = 0; changes <= effort.most_changes; ++changes) {
      const auto cases = cases_of(plans, changes, effort.budgets);
      if (!cases) {
        if (effort.budgets.is_stopped()) return interrupted();
        answer.obstacle = Obstacle::too_many_plans;
        return answer;
      }
      auto findings = search(plans.set(), *cases, effort.request, next_search());
      if (findings.is_interrupted) return interrupted();
      answer.searched += findings.searched;
      answer.expected_false += findings.expected_false;
      if (!findings.unbound.empty())
        return without(numbers, members, findings.unbound, effort, std::move(answer));
      std::erase_if(findings.words, [](const auto& words) { return !are_shares(words); });
      if (findings.is_endless) {
        answer.obstacle = Obstacle::too_many_tries;
        return answer;
      }
      if (findings.words.empty()) {
        const bool may_leave_out = changes == 0 && effort.may_leave_out &&
                                   (effort.request.slices == 1 || !are_any(*cases, plans.set()));
        if (!may_leave_out) continue;
        if (auto agreeing = leave_out(members, answer)) return std::move(*agreeing);
        continue;
      }
      weigh(answer, findings, members, changes, effort.request);
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

  // Whether the equations allow any of the cases, all slices of which may have been elsewhere.
  static bool are_any(const Cases& cases, const std::vector<const WornPlate*>& set) {
    for (std::size_t i = 0; i < cases.size(); ++i) {
      if (Puzzle(set, cases.at(i)).is_consistent()) return true;
    }
    return false;
  }

  Answer without(const Numbers& numbers, const Numbers& members, const Numbers& unbound,
                 const Effort& effort, Answer so_far) {
    Numbers rest = numbers;
    std::vector<SetAside> worn;
    for (const std::size_t plate : unbound) {
      std::erase(rest, members[plate]);
      worn.push_back({SetAside::Reason::too_worn, members[plate]});
    }
    const bool is_any_left = rest.size() > so_far.aside.size();
    Answer answer = is_any_left ? attempt(rest, effort) : std::move(so_far);
    if (answer.obstacle == Obstacle::interrupted) return answer;
    if (!is_any_left) answer.obstacle = Obstacle::too_many_tries;
    answer.aside.insert(answer.aside.end(), worn.begin(), worn.end());
    return answer;
  }

  // Where all plates contradict each other, one of them may be altered or misread, or a few: the
  // others agree without them, if they are enough to have a digest. What the others then say of
  // those plates tells misread words from an altered plate. Every slice does all of that.
  //   members  the plates that contradict each other, of one set
  //   so_far   what was tried before, with the plates that are aside
  //   returns  nothing where not exactly one selection of the fewest plates makes the others agree
  std::optional<Answer> leave_out(const Numbers& members, const Answer& so_far) {
    Request request = request_;
    request.slice = request.slices = 1;
    request.most_bits = std::min(request.most_bits, most_bits_without);
    Budgets budgets(request_.stops);
    const Effort effort{request_.wrong_words, 0, false, request, budgets};
    double searched = so_far.searched, expected_false = so_far.expected_false;
    for (std::size_t count = 1; count <= most_left_out && count < members.size(); ++count) {
      std::vector<std::pair<Numbers, Answer>> agreeing;
      bool are_too_few = false;
      for (const Numbers& out : selections_of(members, count)) {
        Numbers rest = members;
        for (const std::size_t number : out) std::erase(rest, number);
        Answer answer = attempt(rest, effort);
        if (answer.obstacle == Obstacle::interrupted) return interrupted();
        // Whether it is the only one cannot be told any more.
        if (answer.obstacle == Obstacle::too_many_plans) return {};
        searched += answer.searched;
        expected_false += answer.expected_false;
        if (is_proved(answer)) {
          agreeing.emplace_back(out, std::move(answer));
        } else if (answer.obstacle != Obstacle::nothing_fits &&
                   answer.obstacle != Obstacle::not_the_wallet) {
          are_too_few = true;
        }
      }
      if (agreeing.size() == 1) {
        auto& [out, answer] = agreeing[0];
        const bool is_by_chance = answer.level != Level::address;
        if (is_by_chance && expected_false > most_expected_false) return {};
        answer.aside.insert(answer.aside.begin(), so_far.aside.begin(), so_far.aside.end());
        answer.searched = searched;
        answer.expected_false = expected_false;
        put_back(out, answer);
        return std::move(answer);
      }
      if (!agreeing.empty() || are_too_few) return {};
    }
    return {};
  }

  static std::vector<Numbers> selections_of(const Numbers& members, std::size_t count) {
    std::vector<Numbers> all;
    std::vector<std::uint8_t> is_in(members.size(), 0);
    std::fill_n(is_in.begin(), count, 1);
    do {
      Numbers& selection = all.emplace_back();
      for (std::size_t i = 0; i < members.size(); ++i) {
        if (is_in[i] != 0) selection.push_back(members[i]);
      }
    } while (std::ranges::prev_permutation(is_in).found);
    return all;
  }

  // Whether plates are a quorum that a digest or a proof is about, with no plate beside them of
  // which anything was repaired that neither is about; and all of them of the set that they were,
  // for fewer of these may be outvoted by plates of another one.
  [[nodiscard]] bool is_proved(const Answer& answer) const {
    if (answer.level < Level::digest) return false;
    const bool is_set_changed = std::ranges::any_of(answer.aside, [](const SetAside& aside) {
      return aside.reason == SetAside::Reason::other_set;
    });
    const Judgement judgement(answer.candidates[0]);
    if (is_set_changed || !judgement.is_quorum()) return false;
    if (answer.level == Level::address) return true;
    for (std::size_t i = 0; i < answer.candidates[0].size(); ++i) {
      const bool is_sure = judgement.is_of_complete_group(i)
                               ? judgement.is_under_digest(i)
                               : speaks_for_itself(judgement, i, answer.candidates[0][i]);
      if (!is_sure) return false;
    }
    return true;
  }

  // Puts plates back that were left out where they agree with the others but for a few misread
  // words, those with the fewest first; others stay aside.
  void put_back(const Numbers& out, Answer& answer) {
    std::size_t left = request_.wrong_words;
    Numbers waiting = out;
    while (!waiting.empty()) {
      std::optional<Remade> best;
      for (const std::size_t number : waiting) {
        auto remade = remake(answer.candidates[0], number, readings_.plates[number], left);
        if (!remade || answer.expected_false + remade->expected_false > most_expected_false)
          continue;
        if (!best || remade->plate.misread < best->plate.misread) best = std::move(remade);
      }
      if (!best) break;
      std::erase(waiting, best->plate.plate);
      left -= best->plate.misread;
      take_in(std::move(*best), answer);
    }
    for (const std::size_t number : waiting)
      answer.aside.push_back({SetAside::Reason::contradicts, number});
  }

  void take_in(Remade remade, Answer& answer) {
    const std::size_t number = remade.plate.plate;
    auto& candidate = answer.candidates[0];
    const auto place = std::ranges::upper_bound(candidate, number, {}, &RepairedPlate::plate);
    const auto taken =
        candidate.insert(place, compare(number, plates_[number], std::move(remade.plate.words)));
    if (answer.level == Level::address && request_.proves(candidate) < Proof::quorum) {
      candidate.erase(taken);
      answer.aside.push_back({SetAside::Reason::contradicts, number});
      return;
    }
    answer.expected_false += remade.expected_false;
    if (answer.level == Level::exact) answer.level = Level::digest;
  }

  // Says how sure the findings are.
  void weigh(Answer& answer, const Findings& findings, const Numbers& members, std::size_t changes,
             const Request& request) const {
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
    if (request.proves && prove(answer)) return;
    answer.level = Level::ambiguous;
    // What the other slices are to expect counts too: each of them may find one.
    const double in_all = answer.expected_false * static_cast<double>(request.slices);
    const bool is_one = answer.candidates.size() == 1 && in_all <= most_expected_false;
    if (!is_one || !is_vouched_for(answer.candidates[0])) return;
    answer.level = changes == 0 && findings.open_bits == 0 ? Level::exact : Level::digest;
  }

  // Keeps what the person's knowledge proves; returns whether that decided anything.
  bool prove(Answer& answer) const {
    std::vector<Candidate> proved;
    Numbers unproved;
    bool is_undecided = false;
    for (Candidate& candidate : answer.candidates) {
      const Proof proof = request_.proves(candidate);
      is_undecided = is_undecided || proof == Proof::cannot_tell;
      if (proof < Proof::quorum) continue;
      if (proof == Proof::quorum) note_unproved(candidate, unproved);
      proved.push_back(std::move(candidate));
    }
    if (proved.empty() && is_undecided) return false;
    answer.candidates.clear();
    for (Candidate& candidate : proved) {
      std::erase_if(candidate, [&](const RepairedPlate& repaired) {
        return std::ranges::find(unproved, repaired.plate) != unproved.end();
      });
      const bool is_known = std::ranges::any_of(answer.candidates, [&](const Candidate& other) {
        return std::ranges::equal(other, candidate, {}, &RepairedPlate::words,
                                  &RepairedPlate::words);
      });
      if (!is_known) answer.candidates.push_back(std::move(candidate));
    }
    for (const std::size_t number : unproved)
      answer.aside.push_back({SetAside::Reason::unproved, number});
    answer.level = answer.candidates.size() == 1 ? Level::address : Level::ambiguous;
    if (answer.candidates.empty()) {
      answer.level = Level::none;
      answer.obstacle = Obstacle::not_the_wallet;
    }
    return true;
  }

  // The wallet is that of the complete groups, whatever the other plates are.
  void note_unproved(const Candidate& candidate, Numbers& unproved) const {
    const Judgement judgement(candidate);
    for (std::size_t i = 0; i < candidate.size(); ++i) {
      const std::size_t number = candidate[i].plate;
      const bool is_noted = std::ranges::find(unproved, number) != unproved.end();
      if (is_noted || judgement.is_of_complete_group(i)) continue;
      if (!speaks_for_itself(judgement, i, candidate[i])) unproved.push_back(number);
    }
  }

  // Whether a digest is about every plate that was repaired, or the rest of its own words.
  [[nodiscard]] bool is_vouched_for(const Candidate& candidate) const {
    const Judgement judgement(candidate);
    for (std::size_t i = 0; i < candidate.size(); ++i) {
      const bool is_under_digest = judgement.is_under_digest(i);
      if (!is_under_digest && !speaks_for_itself(judgement, i, candidate[i])) return false;
    }
    return true;
  }

  // Whether a plate is as its readings show it, or its checksum vouches for the rest.
  [[nodiscard]] bool speaks_for_itself(const Judgement& judgement, std::size_t i,
                                       const RepairedPlate& repaired) const {
    const WornPlate& reading = readings_.plates[repaired.plate];
    const auto judged = compare(repaired.plate, reading, repaired.words.clone());
    return judged.changed.empty() ||
           judgement.checks_itself(i, judged, reading, request_.wrong_words);
  }

  std::span<const WornPlate> plates_;
  const Readings readings_;
  const Request& request_;
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
