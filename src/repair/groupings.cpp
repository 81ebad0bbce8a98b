#include "repair/groupings.h"

#include <algorithm>
#include <bit>

namespace steelshare::repair {
namespace {

constexpr std::size_t values = 16;
constexpr std::size_t most_plans = 4096;
constexpr std::uint64_t work_of_a_step = 1 << 6;  // of one that adds no equations

bool has(std::uint16_t bits, std::size_t i) { return (bits >> i & 1) != 0; }
bool is_one(std::uint16_t bits) { return std::has_single_bit(bits); }

// The plan without a plate, which is alone then.
Plan without(const Plan& plan, std::size_t plate) {
  Plan rest = plan;
  for (PlannedGroup& group : rest.groups) {
    std::erase_if(group.members,
                  [plate](const PlannedMember& member) { return member.plate == plate; });
  }
  return rest;
}

bool is_in_a_group(const Plan& plan, std::size_t plate) {
  return std::ranges::any_of(plan.groups, [plate](const PlannedGroup& group) {
    return std::ranges::find(group.members, plate, &PlannedMember::plate) != group.members.end();
  });
}

// Puts plates into complete groups one after the other, those with the fewest ways first, or leaves
// them alone.
class Arranger {
 public:
  Arranger(const std::vector<const WornPlate*>& plates, std::vector<Role> roles, Budget& budget)
      : plates_(plates),
        roles_(std::move(roles)),
        equations_(plates, {}, {}),
        system_(equations_.empty_system()),
        budget_(budget),
        is_shown_(plates.size()) {
    add_set(system_, equations_, plates.size());
    const unsigned known_groups = (1U << most_groups()) - 1;
    for (Role& role : roles_) role.groups &= static_cast<std::uint16_t>(known_groups);
    find_siblings();
    add_siblings(system_, equations_, plan_);
    for (std::size_t i = 0; i < plates.size(); ++i) {
      order_.push_back(i);
      can_be_alone_.push_back(can_be_alone(i));
    }
    std::ranges::stable_sort(order_, {}, [this](std::size_t i) {
      return std::popcount(roles_[i].groups) * std::popcount(roles_[i].xs);
    });
  }

  // First with every plate in a group: what is shown then need not be thought of as alone.
  std::optional<std::vector<Plan>> run() {
    if (!system_.is_consistent()) return std::vector<Plan>();
    for (const bool may_be_alone : {false, true}) {
      if (may_be_alone && !is_any_left_alone()) break;
      may_be_alone_ = may_be_alone;
      found_.clear();
      for (const bool is_one_group : {true, false}) {
        if (!is_one_group && !can_be_several()) continue;
        is_one_group_ = is_one_group;
        descend(0);
        if (found_.size() >= most_plans || budget_.is_spent()) return {};
      }
    }
    std::erase_if(found_, [this](const Plan& plan) { return leaves_shown_alone(plan); });
    return std::move(found_);
  }

 private:
  // How many groups the set may have.
  [[nodiscard]] std::uint8_t most_groups() {
    const System::Mark before = system_.mark();
    for (std::uint8_t count = values; count > 1; --count) {
      add_group_count(system_, equations_, count);
      const bool is_possible = system_.is_consistent();
      system_.take_back(before);
      if (is_possible) return count;
    }
    return 1;
  }

  // Plates that show which group they are of have a threshold in common, whatever the plan.
  void find_siblings() {
    for (std::size_t i = 0; i < roles_.size(); ++i) {
      if (!is_one(roles_[i].groups)) continue;
      for (std::size_t j = 0; j < i; ++j) {
        if (roles_[j].groups != roles_[i].groups) continue;
        plan_.siblings.push_back({j, i});
        break;
      }
    }
  }

  // Whether a plate may be of a group that lacks plates: of one that does not have enough in any
  // case.
  [[nodiscard]] bool can_be_alone(std::size_t plate) const {
    for (std::size_t group = 0; group < values; ++group) {
      if (has(roles_[plate].groups, group) && !is_complete_for_certain(group)) return true;
    }
    return false;
  }
  [[nodiscard]] bool is_complete_for_certain(std::size_t group) const {
    int members = 0;
    auto thresholds = static_cast<std::uint16_t>(-1);
    for (const Role& role : roles_) {
      if (role.groups != 1U << group) continue;
      ++members;
      thresholds &= role.thresholds;
    }
    return members >= static_cast<int>(std::bit_width(thresholds));
  }
  [[nodiscard]] bool is_any_left_alone() const {
    for (std::size_t i = 0; i < plates_.size(); ++i) {
      if (can_be_alone_[i] && !is_shown_[i]) return true;
    }
    return false;
  }

  // Whether there may be two complete groups.
  [[nodiscard]] bool can_be_several() const {
    std::uint16_t groups = 0, thresholds = 0;
    for (const Role& role : roles_) {
      groups |= role.groups;
      thresholds |= role.thresholds;
    }
    const auto least = static_cast<std::size_t>(std::countr_zero(thresholds)) + 1;
    return std::popcount(groups) > 1 && plates_.size() >= 2 * least;
  }

  void descend(std::size_t depth) {
    if (!budget_.spend(work_of_a_step) || found_.size() >= most_plans) return;
    if (depth == order_.size()) return finish();
    const std::size_t plate = order_[depth];
    for (std::uint8_t x = 0; x < values && !budget_.is_spent(); ++x) {
      if (!has(roles_[plate].xs, x)) continue;
      if (is_one_group_) {
        place(depth, {plate, x}, open_index);
        continue;
      }
      for (std::uint8_t group = 0; group < values; ++group) {
        if (has(roles_[plate].groups, group)) place(depth, {plate, x}, group);
      }
    }
    if (may_be_alone_ && can_be_alone_[plate] && !is_shown_[plate]) descend(depth + 1);
  }

  // Tries a plate in a group, under every threshold that this may have.
  void place(std::size_t depth, const PlannedMember& member, std::uint8_t index) {
    const auto group = std::ranges::find(plan_.groups, index, &PlannedGroup::index);
    if (group != plan_.groups.end()) {
      const bool is_taken =
          std::ranges::find(group->members, member.x, &PlannedMember::x) != group->members.end();
      if (!is_taken && has(roles_[member.plate].thresholds, group->threshold - 1U))
        join(depth, member, static_cast<std::size_t>(group - plan_.groups.begin()));
      return;
    }
    for (std::uint8_t threshold = 1; threshold <= order_.size() - depth; ++threshold) {
      if (!has(roles_[member.plate].thresholds, threshold - 1U)) continue;
      plan_.groups.push_back({index, threshold, {}});
      join(depth, member, plan_.groups.size() - 1);
      plan_.groups.pop_back();
    }
  }

  // Goes on where the equations allow the member, and takes it back.
  void join(std::size_t depth, const PlannedMember& member, std::size_t number) {
    const std::uint16_t groups_before = groups_of_the_one_;
    if (is_one_group_) {
      if (plan_.groups[number].members.empty()) groups_of_the_one_ = 0xffff;
      groups_of_the_one_ &= roles_[member.plate].groups;
    }
    plan_.groups[number].members.push_back(member);
    if (!is_one_group_ || groups_of_the_one_ != 0) {
      with_equations([&] { add_header(system_, equations_, plan_.groups[number]); },
                     [&] {
                       with_equations(
                           [&] { add_relation(system_, equations_, plan_.groups[number]); },
                           [&] { descend(depth + 1); });
                     });
    }
    plan_.groups[number].members.pop_back();
    groups_of_the_one_ = groups_before;
  }

  // Goes on where the system holds with some more equations, and takes them back.
  template <class Add, class Then>
  void with_equations(const Add& add, const Then& then) {
    const System::Mark before = system_.mark();
    const std::uint64_t work = system_.work();
    add();
    if (budget_.spend(system_.work() - work) && system_.is_consistent()) then();
    system_.take_back(before);
  }

  void finish() {
    const bool is_complete = std::ranges::all_of(
        plan_.groups, [](const PlannedGroup& group) { return group.complete(); });
    if (!is_complete || !others_can_be_alone()) return;
    if (is_one_group_) return keep();
    if (plan_.groups.size() < 2) return;
    bool is_related = false;
    for (std::uint8_t threshold = 1; threshold <= plan_.groups.size(); ++threshold) {
      const std::size_t spare = system_.spare();
      plan_.group_threshold = threshold;
      with_equations(
          [&] {
            add_group_threshold(system_, equations_, threshold);
            add_group_relations(system_, equations_, plan_);
          },
          [&] {
            is_related = is_related || system_.spare() - spare >= least_evidence;
            keep();
          });
    }
    plan_.group_threshold = open_threshold;
    if (!is_related && can_lack_groups()) keep();
  }

  // A plate that is in no group has one to be of that is not complete.
  [[nodiscard]] bool others_can_be_alone() const {
    std::uint16_t complete = 0;
    for (const PlannedGroup& group : plan_.groups) {
      if (group.index != open_index)
        complete |= static_cast<std::uint16_t>(1U << group.index);
      else if (is_one(groups_of_the_one_))
        complete = groups_of_the_one_;
    }
    for (std::size_t i = 0; i < plates_.size(); ++i) {
      if (!is_in_a_group(plan_, i) && (roles_[i].groups & ~complete) == 0) return false;
    }
    return true;
  }

  // Whether more groups may be asked for than are complete.
  bool can_lack_groups() {
    bool can = false;
    for (std::size_t threshold = plan_.groups.size() + 1; threshold <= values; ++threshold) {
      with_equations(
          [&] { add_group_threshold(system_, equations_, static_cast<std::uint8_t>(threshold)); },
          [&] { can = true; });
    }
    return can;
  }

  void keep() {
    found_.push_back(plan_);
    for (const PlannedGroup& group : plan_.groups) {
      if (group.members.size() <= group.threshold) continue;
      for (const auto& [plate, x] : group.members) {
        if (!can_be_alone_[plate] || is_shown_[plate]) continue;
        is_shown_[plate] = evidence(plates_, plan_, plate, budget_) >= least_evidence;
      }
    }
  }

  [[nodiscard]] bool leaves_shown_alone(const Plan& plan) const {
    for (std::size_t i = 0; i < plates_.size(); ++i) {
      if (is_shown_[i] && !is_in_a_group(plan, i)) return true;
    }
    return false;
  }

  const std::vector<const WornPlate*>& plates_;
  std::vector<Role> roles_;
  const Equations equations_;
  System system_;
  Budget& budget_;
  Plan plan_{open_threshold, open_count, {}, {}, {}};
  std::vector<std::size_t> order_;
  std::vector<bool> can_be_alone_;
  std::vector<bool> is_shown_;  // to be of a group
  bool may_be_alone_ = false, is_one_group_ = true;
  std::uint16_t groups_of_the_one_ = 0xffff;  // that all its members may be of
  std::vector<Plan> found_;
};

}  // namespace

std::optional<std::vector<Plan>> groupings(const std::vector<const WornPlate*>& plates,
                                           const std::vector<Role>& roles, Budget& budget) {
  return Arranger(plates, roles, budget).run();
}

// Letters of the plate itself do not count: which words they leave depends on what was stamped.
std::size_t evidence(const std::vector<const WornPlate*>& plates, const Plan& plan,
                     std::size_t plate, Budget& budget) {
  std::vector<PlaceAt> masked;
  for (std::size_t place = 0; place < plates[plate]->size(); ++place) {
    if ((*plates[plate])[place].size() > 1) masked.push_back({plate, place});
  }
  const Equations equations(plates, masked, {});
  const System with = system_of(equations, plates.size(), plan);
  const System alone = system_of(equations, plates.size(), without(plan, plate));
  budget.spend(with.work() + alone.work());
  return with.spare() - alone.spare();
}

}  // namespace steelshare::repair
