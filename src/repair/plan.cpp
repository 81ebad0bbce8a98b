#include "repair/plan.h"

#include "slip39/gf256.h"
#include "slip39/shamir.h"

namespace steelshare::repair {
namespace {

using slip39::shamir::digest_x, slip39::shamir::secret_x;

// What each of the values at these x counts for in the value at another one. They are the values of
// polynomials that are 1 at one x and 0 at the others.
std::vector<std::uint8_t> coefficients(std::span<const std::uint8_t> at, std::uint8_t x) {
  std::vector<slip39::ShareValue> units;
  std::vector<slip39::shamir::Point> points;
  for (std::size_t i = 0; i < at.size(); ++i) {
    units.emplace_back(at.size()).view()[i] = 1;
    points.push_back({at[i], units.back().view()});
  }
  const auto value = slip39::shamir::Polynomial(points).at(x);
  return {value.view().begin(), value.view().end()};
}

std::vector<std::uint8_t> first_xs(const PlannedGroup& group) {
  std::vector<std::uint8_t> xs;
  for (std::size_t i = 0; i < group.threshold; ++i) xs.push_back(group.members[i].x);
  return xs;
}

// The value of a group at an x, from its first members.
Combination value_at(const PlannedGroup& group, std::uint8_t x) {
  Combination combination;
  const auto factors = coefficients(first_xs(group), x);
  for (std::size_t i = 0; i < factors.size(); ++i) {
    combination.push_back({group.members[i].plate, factors[i]});
  }
  return combination;
}

void add_multiple(Combination& sum, const Combination& terms, std::uint8_t factor) {
  for (const auto& [plate, coefficient] : terms) {
    sum.push_back({plate, slip39::gf256::multiply(factor, coefficient)});
  }
}

// The value of the groups' polynomial at an x, from the first complete groups.
Combination group_value_at(const std::vector<const PlannedGroup*>& groups, std::uint8_t x) {
  std::vector<std::uint8_t> xs;
  for (const auto* group : groups) xs.push_back(group->index);
  const auto factors = coefficients(xs, x);
  Combination sum;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    add_multiple(sum, value_at(*groups[i], secret_x), factors[i]);
  }
  return sum;
}

std::vector<const PlannedGroup*> complete_groups(const Plan& plan) {
  std::vector<const PlannedGroup*> complete;
  for (const auto& group : plan.groups) {
    if (group.complete()) complete.push_back(&group);
  }
  return complete;
}

// The relation of the last member of a group, if it has one.
Combination last_relation(const PlannedGroup& group) {
  const auto& [plate, x] = group.members.back();
  Combination relation = value_at(group, x);
  relation.push_back({plate, 1});
  return relation;
}

// A value where its field stands in the word.
std::uint16_t shifted(unsigned value, Field field) {
  return static_cast<std::uint16_t>(value * (field.mask & (~field.mask + 1U)));
}

}  // namespace

std::vector<DigestOf> member_digests(const Plan& plan) {
  std::vector<DigestOf> digests;
  for (const auto& group : plan.groups) {
    if (!group.complete() || group.threshold < 2) continue;
    digests.push_back({value_at(group, digest_x), value_at(group, secret_x)});
  }
  return digests;
}

std::vector<DigestOf> group_digest(const Plan& plan) {
  auto groups = complete_groups(plan);
  if (plan.group_threshold < 2 || groups.size() < plan.group_threshold) return {};
  groups.resize(plan.group_threshold);
  std::vector<DigestOf> digests;
  digests.push_back({group_value_at(groups, digest_x), group_value_at(groups, secret_x)});
  return digests;
}

std::vector<Combination> group_relations(const Plan& plan) {
  std::vector<Combination> all;
  if (plan.group_threshold == open_threshold) return all;
  const auto groups = complete_groups(plan);
  for (std::size_t i = plan.group_threshold; i < groups.size(); ++i) {
    const std::vector first(groups.begin(), groups.begin() + plan.group_threshold);
    Combination relation = group_value_at(first, groups[i]->index);
    add_multiple(relation, value_at(*groups[i], secret_x), 1);
    all.push_back(std::move(relation));
  }
  return all;
}

void add_header(System& system, const Equations& equations, const PlannedGroup& group) {
  const auto& [plate, x] = group.members.back();
  if (group.index == open_index) {
    const std::size_t first = group.members[0].plate;
    if (plate != first) equations.add_equal(system, first, plate, field::group_index);
  } else {
    equations.add_value(system, plate, field::group_index,
                        shifted(group.index, field::group_index));
  }
  equations.add_value(system, plate, field::member_index, shifted(x, field::member_index));
  equations.add_value(system, plate, field::member_threshold,
                      shifted(group.threshold - 1U, field::member_threshold));
}

void add_relation(System& system, const Equations& equations, const PlannedGroup& group) {
  if (group.members.size() <= group.threshold) return;
  equations.add_relation(system, last_relation(group));
}

void add_set(System& system, const Equations& equations, std::size_t count) {
  for (std::size_t plate = 0; plate < count; ++plate) equations.add_checksum(system, plate);
  for (std::size_t plate = 1; plate < count; ++plate) {
    for (const Field field : set_fields) equations.add_equal(system, 0, plate, field);
  }
}

void add_siblings(System& system, const Equations& equations, const Plan& plan) {
  for (const auto& [a, b] : plan.siblings) {
    equations.add_equal(system, a, b, field::member_threshold);
  }
}

void add_group_threshold(System& system, const Equations& equations, std::uint8_t group_threshold) {
  equations.add_value(system, 0, field::group_threshold,
                      shifted(group_threshold - 1U, field::group_threshold));
}

void add_group_count(System& system, const Equations& equations, std::uint8_t group_count) {
  const unsigned groups = group_count - 1U;
  equations.add_value(system, 0, field::group_count_high,
                      shifted(groups >> 2, field::group_count_high));
  equations.add_value(system, 0, field::group_count_low,
                      shifted(groups & 3, field::group_count_low));
}

void add_group_numbers(System& system, const Equations& equations, std::uint8_t group_threshold,
                       std::uint8_t group_count) {
  add_group_threshold(system, equations, group_threshold);
  add_group_count(system, equations, group_count);
}

void add_group_relations(System& system, const Equations& equations, const Plan& plan) {
  for (const auto& relation : group_relations(plan)) equations.add_relation(system, relation);
}

System system_of(const Equations& equations, std::size_t count, const Plan& plan) {
  System system = equations.empty_system();
  add_set(system, equations, count);
  add_siblings(system, equations, plan);
  if (plan.group_count != open_count) {
    add_group_numbers(system, equations, plan.group_threshold, plan.group_count);
  } else if (plan.group_threshold != open_threshold) {
    add_group_threshold(system, equations, plan.group_threshold);
  }
  for (const auto& group : plan.groups) {
    PlannedGroup so_far{group.index, group.threshold, {}};
    for (const auto& member : group.members) {
      so_far.members.push_back(member);
      add_header(system, equations, so_far);
      add_relation(system, equations, so_far);
    }
  }
  add_group_relations(system, equations, plan);
  return system;
}

}  // namespace steelshare::repair
