#include "repair/plans.h"

#include <algorithm>
#include <bit>

#include "repair/groupings.h"
#include "slip39/share_words.h"

namespace steelshare::repair {
namespace {

constexpr std::size_t header_places = 4;
constexpr std::uint16_t all_bits = 0x3ff;
constexpr std::size_t values = 16;
constexpr std::size_t most_plans = 4096;

// Of one step that adds no equations, and of reading one plate alone.
constexpr std::uint64_t work_of_a_step = 1 << 6, work_of_reading = 1 << 15;

// What is known of one plate alone, where it can be.
std::optional<System> read_alone(const Equations& equations, const Header& common,
                                 bool with_checksum) {
  System system = equations.empty_system();
  if (with_checksum) equations.add_checksum(system, 0);
  for (const auto& [place, mask] : set_fields) {
    const auto known = static_cast<std::uint16_t>(mask & common.known[place]);
    equations.add_value(system, 0, {place, known}, common.value[place]);
  }
  if (!system.is_consistent()) return {};
  return system;
}

// The numbers that a field of the header of one plate may have, as bits.
std::uint16_t possible_values(System& system, const Equations& equations, Field field) {
  const auto shift = static_cast<unsigned>(std::countr_zero(field.mask));
  const System::Mark before = system.mark();
  std::uint16_t possible = 0;
  for (unsigned value = 0; value < values; ++value) {
    equations.add_value(system, 0, field, static_cast<std::uint16_t>(value << shift));
    if (system.is_consistent()) possible |= static_cast<std::uint16_t>(1U << value);
    system.take_back(before);
  }
  return possible;
}

// The bits that all solutions have in common.
Header header_of(const Equations& equations, const Solutions& solutions) {
  Header header;
  const Mnemonic words = equations.words(solutions.one, 0);
  for (std::size_t place = 0; place < header_places; ++place) {
    header.value[place] = static_cast<std::uint16_t>(detail::declassify(words.view()[place]));
    header.known[place] = all_bits;
  }
  for (const Bits& vector : solutions.kernel) {
    const Mnemonic difference = equations.difference(vector, 0);
    for (std::size_t place = 0; place < header_places; ++place) {
      const auto open = static_cast<std::uint16_t>(detail::declassify(difference.view()[place]));
      header.known[place] &= static_cast<std::uint16_t>(~open);
    }
  }
  return header;
}

std::vector<std::size_t> contradictions(const Header& a, const Header& b) {
  std::vector<std::size_t> places;
  for (const auto& [place, mask] : set_fields) {
    const int differing =
        (a.value[place] ^ b.value[place]) & a.known[place] & b.known[place] & mask;
    if (differing != 0) places.push_back(place);
  }
  return places;
}

// Whether two plates that contradict each other nowhere show so much of the identifier that they
// are of one set; by chance plates of two sets do so in one of 2^10 cases.
bool are_siblings(const Header& a, const Header& b) {
  constexpr std::array<std::uint16_t, 2> identifier{0x3ff, 0x3e0};
  int common = 0;
  for (std::size_t place = 0; place < identifier.size(); ++place) {
    common += std::popcount(
        static_cast<std::uint16_t>(a.known[place] & b.known[place] & identifier[place]));
  }
  return common >= 10;
}

// Takes over what another plate of the set knows.
void learn(Header& common, const Header& header) {
  for (const auto& [place, mask] : set_fields) {
    const auto news = static_cast<std::uint16_t>(header.known[place] & ~common.known[place] & mask);
    common.value[place] |= static_cast<std::uint16_t>(header.value[place] & news);
    common.known[place] |= news;
  }
}

}  // namespace

Plans::Plans(const std::vector<const WornPlate*>& plates, std::size_t changes) {
  sort(plates, changes);
}

// The set is the one that most plates agree with. A plate that contradicts it is of another set,
// unless words of it may be misread and its checksum says nothing against that.
void Plans::sort(const std::vector<const WornPlate*>& plates, std::size_t changes) {
  struct Read {
    Header sound, typed;  // where its checksum says nothing, as typed
    bool is_sound, is_checked;
  };
  std::vector<Read> read;
  for (const WornPlate* plate : plates) {
    const Equations equations({plate}, {}, {});
    const Header typed = header_of(equations, read_alone(equations, {}, false)->solve());
    const auto sound = read_alone(equations, {}, true);
    const bool is_checked = sound && changes < certain_distance(*plate);
    read.push_back({is_checked ? header_of(equations, sound->solve()) : typed, typed,
                    sound.has_value(), is_checked});
  }
  // Plates count for more where a checksum vouches for their headers, or each for the other.
  const auto agreeing = [&](std::size_t i) {
    std::size_t count = 0;
    for (std::size_t j = 0; j < plates.size(); ++j) {
      const bool agrees = plates[j]->size() == plates[i]->size() &&
                          contradictions(read[i].sound, read[j].sound).empty();
      const bool is_vouched_for =
          read[j].is_checked || (j != i && are_siblings(read[i].sound, read[j].sound));
      count += agrees ? 1 + (is_vouched_for ? plates.size() : 0) : 0;
    }
    return count;
  };
  std::size_t reference = 0;
  for (std::size_t i = 1; i < plates.size(); ++i) {
    if (agreeing(i) > agreeing(reference)) reference = i;
  }
  learn(common_, read[reference].sound);
  for (std::size_t pass = 0; pass < 2; ++pass) {
    for (std::size_t i = 0; i < plates.size(); ++i) {
      if (plates[i]->size() != plates[reference]->size() || read[i].is_checked != (pass == 0))
        continue;
      if (contradictions(common_, read[i].sound).empty()) learn(common_, read[i].sound);
    }
  }
  for (std::size_t i = 0; i < plates.size(); ++i) {
    const std::size_t illegible = illegible_places(*plates[i]);
    if (plates[i]->size() != plates[reference]->size()) {
      aside_.push_back({SetAside::Reason::other_length, i});
      continue;
    }
    Member member{read[i].sound, read[i].typed,        read[i].is_sound,
                  illegible,     has_mask(*plates[i]), {}};
    const auto wrong = contradictions(common_, member.header);
    const bool is_other = !wrong.empty() && read[i].is_checked;
    if (wrong.size() > changes || is_other) {
      aside_.push_back({SetAside::Reason::other_set, i});
      continue;
    }
    // Where no checksum vouches for the identifier of the others, theirs may be the one misread.
    if (!wrong.empty() && read[reference].is_checked) {
      member.is_sound = false;
      for (const std::size_t place : wrong) member.contradicts.push_back({set_.size(), place});
    }
    numbers_.push_back(i);
    set_.push_back(plates[i]);
    members_.push_back(std::move(member));
  }
}

// What each plate may be in a set of so many groups.
void Plans::read_members(std::uint8_t group_count) {
  for (std::size_t i = 0; i < members_.size(); ++i) {
    Member& member = members_[i];
    std::vector<PlaceAt> opened;
    for (const PlaceAt& at : member.contradicts) opened.push_back({0, at.place});
    const Equations equations({set_[i]}, opened, {});
    auto known = read_alone(equations, common_, true);
    if (!known) known = read_alone(equations, common_, false);
    if (!known) known = read_alone(equations, {}, false);
    member.thresholds = possible_values(*known, equations, field::member_threshold);
    const auto groups = possible_values(*known, equations, field::group_index);
    const auto xs = possible_values(*known, equations, field::member_index);
    member.allowed_x = {};
    for (std::size_t group = 0; group < group_count; ++group) {
      if ((groups >> group & 1) != 0) member.allowed_x[group] = xs;
    }
  }
}

std::vector<Plans::Option> Plans::options(std::size_t plate, std::uint8_t group_count,
                                          std::size_t changes) const {
  const Member& member = members_[plate];
  const bool is_suspect =
      !member.is_sound || member.has_mask || changes >= certain_distance(*set_[plate]);
  std::vector<Option> options;
  for (const bool misread : {false, true}) {
    if (misread && (changes == 0 || !is_suspect)) break;
    for (std::uint8_t group = 0; group < group_count; ++group) {
      for (std::uint8_t x = 0; x < values; ++x) {
        const bool as_read = (member.allowed_x[group] >> x & 1) != 0;
        if (as_read != misread) options.push_back({group, x, misread});
      }
    }
  }
  return options;
}

// Puts plates into groups one after the other, those with the fewest options first.
class Plans::Builder {
 public:
  Builder(const Plans& plans, std::size_t changes, Budget& budget)
      : plans_(plans), changes_(changes), budget_(budget), plan_{} {}

  // Returns whether all plans with so many groups were found.
  bool build(std::uint8_t group_threshold, std::uint8_t group_count, std::vector<Plan>& found) {
    plan_ = {group_threshold, group_count, {}, {}, {}};
    for (std::size_t i = 0; i < plans_.set_.size(); ++i) {
      options_.push_back(plans_.options(i, group_count, changes_));
      order_.push_back(i);
      const auto& forced = plans_.members_[i].contradicts;
      plan_.opened.insert(plan_.opened.end(), forced.begin(), forced.end());
    }
    if (least_changes() > changes_) return true;
    std::ranges::stable_sort(order_, {}, [this](std::size_t i) { return options_[i].size(); });
    for (std::uint8_t group = 0; group < group_count; ++group) {
      for (std::uint8_t threshold = 1; threshold <= values; ++threshold) {
        if (is_likely(group, threshold)) likely_thresholds_[group].push_back(threshold);
      }
    }
    descend(0, found);
    return found.size() < most_plans && !budget_.is_spent();
  }

 private:
  void descend(std::size_t depth, std::vector<Plan>& found) {
    if (!budget_.spend(work_of_a_step) || found.size() >= most_plans) return;
    if (depth == order_.size()) return found.push_back(plan_);
    const std::size_t plate = order_[depth];
    for (const Option& option : options_[plate]) {
      if (option.misread && plan_.opened.size() == changes_) break;
      place(depth, plate, option, found);
      if (budget_.is_spent()) return;
    }
  }

  // Tries one option, under every threshold that its group may have.
  void place(std::size_t depth, std::size_t plate, const Option& option, std::vector<Plan>& found) {
    auto group = std::ranges::find(plan_.groups, option.group, &PlannedGroup::index);
    if (group != plan_.groups.end()) {
      const bool taken = std::ranges::any_of(
          group->members, [&](const PlannedMember& member) { return member.x == option.x; });
      if (!taken) join(depth, plate, option, group->threshold, found);
      return;
    }
    for (const std::uint8_t threshold : likely_thresholds_[option.group]) {
      join(depth, plate, option, threshold, found);
    }
  }

  // A threshold is worth trying where no more plates that must be of the group have another than
  // may be misread, and a plate may have it; one plate alone may itself be misread.
  [[nodiscard]] bool is_likely(std::uint8_t group, std::uint8_t threshold) const {
    std::size_t against = 0, in_favour = 0;
    for (const Member& member : plans_.members_) {
      if (member.allowed_x[group] == 0) continue;
      const bool allows = (member.thresholds >> (threshold - 1) & 1) != 0;
      const bool is_only_here = std::ranges::count(member.allowed_x, 0) == 15;
      in_favour += allows ? 1 : 0;
      against += !allows && is_only_here ? 1 : 0;
    }
    return against <= changes_ && (in_favour > 0 || against == 1);
  }

  void join(std::size_t depth, std::size_t plate, const Option& option, std::uint8_t threshold,
            std::vector<Plan>& found) {
    const std::size_t opened_before = plan_.opened.size();
    const bool threshold_misread = (plans_.members_[plate].thresholds >> (threshold - 1) & 1) == 0;
    const bool group_misread =
        option.misread && plans_.members_[plate].allowed_x[option.group] == 0;
    if (threshold_misread || (option.misread && !group_misread))
      open({plate, field::member_index.place});
    if (group_misread) open({plate, field::group_index.place});
    if (least_changes() <= changes_) {
      auto group = std::ranges::find(plan_.groups, option.group, &PlannedGroup::index);
      if (group == plan_.groups.end()) {
        plan_.groups.push_back({option.group, threshold, {}});
        group = plan_.groups.end() - 1;
      }
      const auto number = static_cast<std::size_t>(group - plan_.groups.begin());
      group->members.push_back({plate, option.x});
      descend(depth + 1, found);
      plan_.groups[number].members.pop_back();
      if (plan_.groups[number].members.empty()) plan_.groups.pop_back();
    }
    plan_.opened.resize(opened_before);
  }

  // How many words are misread at least, the opened ones and those that the checksums then ask for.
  [[nodiscard]] std::size_t least_changes() const {
    std::size_t changes = 0;
    for (std::size_t plate = 0; plate < plans_.members_.size(); ++plate) {
      const Member& member = plans_.members_[plate];
      const auto opened =
          static_cast<std::size_t>(std::ranges::count(plan_.opened, plate, &PlaceAt::plate));
      const bool is_bound = opened > 0 && !member.has_mask;
      const std::size_t least = !member.is_sound ? 1
                                : is_bound       ? certain_distance(*plans_.set_[plate])
                                                 : 0;
      changes += std::max(opened, least);
    }
    return changes;
  }

  void open(PlaceAt at) {
    if (std::ranges::find(plan_.opened, at) == plan_.opened.end()) plan_.opened.push_back(at);
  }

  const Plans& plans_;
  std::size_t changes_;
  Budget& budget_;
  Plan plan_;
  std::vector<std::vector<Option>> options_;
  std::array<std::vector<std::uint8_t>, values> likely_thresholds_;  // by group index
  std::vector<std::size_t> order_;
};

// Takes numbers of groups for true, also others than the ones read; returns whether no more than so
// many words must have been misread for that, and not two in the same way.
bool Plans::assume(std::uint8_t threshold, std::uint8_t count, std::size_t changes) {
  const unsigned stored = count - 1U;
  const std::array<std::uint16_t, 2> as_written{
      static_cast<std::uint16_t>((threshold - 1U) << 2 | stored >> 2),
      static_cast<std::uint16_t>((stored & 3) << 8)};
  std::size_t misread = 0;
  for (std::size_t i = 0; i < as_written.size(); ++i) {
    std::size_t outvoted = 0;
    const auto& [place, mask] = set_fields[2 + i];
    for (std::size_t plate = 0; plate < members_.size(); ++plate) {
      Member& member = members_[plate];
      const PlaceAt at{plate, place};
      const bool is_doubted = std::ranges::find(member.contradicts, at) != member.contradicts.end();
      // What the checksum gave is worth nothing where so many words may be misread.
      const bool is_checked = changes < certain_distance(*set_[plate]);
      const Header& header = is_checked ? member.header : member.typed;
      const int differing = (header.value[place] ^ as_written[i]) & header.known[place] & mask;
      misread += differing != 0 || is_doubted ? 1 : 0;
      if (differing == 0 || is_doubted) continue;
      member.contradicts.push_back(at);
      ++outvoted;
    }
    if (outvoted > 1) return false;
    common_.value[place] =
        static_cast<std::uint16_t>((common_.value[place] & ~mask) | as_written[i]);
    common_.known[place] |= mask;
  }
  return misread <= changes;
}

// Without misread words the equations hold for all plates at once.
std::optional<std::vector<Plan>> Plans::find_as_read(Budget& budget) const {
  if (!budget.spend(work_of_reading * set_.size())) return {};
  Plans read = *this;
  read.read_members(values);
  std::vector<Role> roles;
  for (const Member& member : read.members_) {
    if (!member.contradicts.empty()) return std::vector<Plan>();
    Role& role = roles.emplace_back(Role{0, 0, member.thresholds});
    for (std::size_t group = 0; group < values; ++group) {
      role.xs |= member.allowed_x[group];
      role.groups |= static_cast<std::uint16_t>((member.allowed_x[group] != 0 ? 1U : 0U) << group);
    }
  }
  return groupings(set_, roles, budget);
}

std::optional<std::vector<Plan>> Plans::find(std::size_t changes, Budget& budget) const {
  if (changes == 0) return find_as_read(budget);
  std::vector<Plan> found;
  for (std::uint8_t count = 1; count <= values; ++count) {
    for (std::uint8_t threshold = 1; threshold <= count; ++threshold) {
      Plans assumed = *this;
      if (!assumed.assume(threshold, count, changes)) continue;
      if (!budget.spend(work_of_reading * set_.size())) return {};
      assumed.read_members(count);
      Builder builder(assumed, changes, budget);
      if (!builder.build(threshold, count, found)) return {};
    }
  }
  return found;
}

}  // namespace steelshare::repair
