// open(): from shares to an encrypted master secret, in four steps. extend() takes the first three
// of them, for one group.
//   1. All shares must name the same set; the majority decides which one that is.
//   2. In each group all shares must name the same threshold, and no member may appear twice with
//      different values.
//   3. Each group with enough members gives its group secret, checked by its digest; surplus
//   members
//      must lie on the same polynomial.
//   4. The same once more with the group secrets.
// A share that contradicts the others is named where enough others agree without it.
#include <algorithm>
#include <map>
#include <optional>

#include "slip39/shamir.h"
#include "steelshare/slip39/sharing.h"

namespace steelshare::slip39 {
namespace {

using shamir::Point;

// A share and its place in the order given, from 1.
struct Numbered {
  const Share* share;
  std::uint16_t number;
};
using Group = std::vector<Numbered>;

Error at_share(ErrorCode code, const Numbered& numbered) {
  return {code, {.share = numbered.number}};
}

// The first field of the set in which two shares differ.
std::optional<ErrorCode> set_difference(const Share& a, const Share& b) {
  if (a.identifier != b.identifier) return ErrorCode::mixed_identifiers;
  if (a.extendable != b.extendable) return ErrorCode::mixed_extendable_flags;
  if (a.iteration_exponent != b.iteration_exponent) return ErrorCode::mixed_iteration_exponents;
  if (a.group_threshold != b.group_threshold) return ErrorCode::mixed_group_thresholds;
  if (a.group_count != b.group_count) return ErrorCode::mixed_group_counts;
  if (a.value.size() != b.value.size()) return ErrorCode::mixed_share_lengths;
  return {};
}

// Within a group only the member threshold can differ as well.
std::optional<ErrorCode> group_difference(const Share& a, const Share& b) {
  if (a.member_threshold != b.member_threshold) return ErrorCode::mixed_member_thresholds;
  return {};
}

// Names every share that differs from the one that most others agree with. In a tie nobody knows
// which side is right, and all are named.
template <class Difference>
void report_minority(const Group& shares, Difference difference, Errors& errors) {
  std::vector<std::ptrdiff_t> alike;
  for (const Numbered& one : shares) {
    alike.push_back(std::ranges::count_if(
        shares, [&](const Numbered& other) { return !difference(*one.share, *other.share); }));
  }
  const auto most = std::ranges::max_element(alike);
  const Share& reference = *shares[static_cast<std::size_t>(most - alike.begin())].share;
  const bool tie = std::ranges::count(alike, *most) > *most;
  std::optional<ErrorCode> reason;
  for (const Numbered& other : shares) {
    if (!reason) reason = difference(reference, *other.share);
  }
  if (!reason) return;
  for (const Numbered& other : shares) {
    const auto code = difference(reference, *other.share);
    if (code || tie) errors.push_back(at_share(code.value_or(*reason), other));
  }
}

// Drops exact repetitions and reports members that appear with two values.
Group distinct_members(const Group& shares, Errors& errors) {
  Group distinct;
  for (const Numbered& next : shares) {
    const auto twin = std::ranges::find_if(distinct, [&](const Numbered& other) {
      return other.share->member_index == next.share->member_index;
    });
    if (twin == distinct.end()) {
      distinct.push_back(next);
    } else if (!(twin->share->value == next.share->value)) {
      errors.push_back(at_share(ErrorCode::duplicate_member_index, next));
    }
  }
  return distinct;
}

// Advances to the next selection of the same size, in lexicographic order.
bool next_selection(std::vector<std::size_t>& selection, std::size_t size) {
  for (std::size_t i = selection.size(); i-- > 0;) {
    if (selection[i] + (selection.size() - i) < size) {
      ++selection[i];
      for (std::size_t j = i + 1; j < selection.size(); ++j) selection[j] = selection[j - 1] + 1;
      return true;
    }
  }
  return false;
}

struct Recovered {
  ShareValue secret;
  std::vector<Point> chosen;          // the points that give the polynomial
  std::vector<std::size_t> outliers;  // points that are not on it
};

// Finds the first selection of points whose digest agrees, and the points that do not lie on its
// polynomial. With points on one polynomial that is the very first selection.
std::optional<Recovered> recover(std::span<const Point> points, std::size_t threshold) {
  std::vector<std::size_t> selection(threshold);
  for (std::size_t i = 0; i < threshold; ++i) selection[i] = i;
  do {
    std::vector<Point> chosen;
    for (const std::size_t i : selection) chosen.push_back(points[i]);
    const shamir::Polynomial polynomial(chosen);
    auto secret = shamir::recover(polynomial);
    if (!secret) continue;
    Recovered recovered{std::move(*secret), {}, {}};
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (!polynomial.passes_through(points[i])) recovered.outliers.push_back(i);
    }
    recovered.chosen = std::move(chosen);
    return recovered;
  } while (next_selection(selection, points.size()));
  return {};
}

void name_all(const Group& shares, Errors& errors) {
  for (const Numbered& share : shares) {
    errors.push_back(at_share(ErrorCode::disputed_share, share));
  }
}

// Step 3 for one group. The points of the result lie in the shares.
std::optional<Recovered> recover_group(const Group& members, Errors& errors) {
  std::vector<Point> points;
  for (const auto& [share, number] : members) {
    points.push_back({share->member_index, share->value.view()});
  }
  auto recovered = recover(points, members[0].share->member_threshold);
  if (!recovered) {
    errors.push_back(at_share(ErrorCode::digest_mismatch, members[0]));
    return {};
  }
  // One share is enough alone and has no digest: where two differ, nobody is to be believed.
  const bool disputed = members[0].share->member_threshold == 1 && !recovered->outliers.empty();
  if (disputed) name_all(members, errors);
  if (disputed) return {};
  for (const std::size_t i : recovered->outliers) {
    errors.push_back(at_share(ErrorCode::contradicting_share, members[i]));
  }
  return recovered;
}

struct GroupSecret {
  std::uint8_t index;
  ShareValue secret;
  bool has_digest;  // a group of threshold 1 has none
};

// Step 4. Where one group is enough, the groups' own digests decide: those that have one come
// first. Where none has, or two that have one contradict each other, nobody is to be believed.
std::optional<ShareValue> recover_groups(const std::vector<GroupSecret>& groups,
                                         const std::map<std::uint8_t, Group>& members,
                                         std::size_t threshold, Errors& errors) {
  std::vector<Point> points;
  for (const auto& group : groups) points.push_back({group.index, group.secret.view()});
  auto recovered = recover(points, threshold);
  if (!recovered) {
    errors.push_back({ErrorCode::digest_mismatch});
    return {};
  }
  const auto has_digest = [&](std::size_t i) { return groups[i].has_digest; };
  const bool disputed = threshold == 1 && !recovered->outliers.empty() &&
                        (!has_digest(0) || std::ranges::any_of(recovered->outliers, has_digest));
  if (disputed) {
    for (const auto& group : groups) name_all(members.at(group.index), errors);
    return {};
  }
  for (const std::size_t i : recovered->outliers) {
    for (const Numbered& member : members.at(groups[i].index)) {
      errors.push_back(at_share(ErrorCode::contradicting_share, member));
    }
  }
  return std::move(recovered->secret);
}

// Steps 1 and 2.
std::map<std::uint8_t, Group> sort_into_groups(std::span<const Share> shares, Errors& errors) {
  Group all;
  for (const Share& share : shares) {
    all.push_back({&share, static_cast<std::uint16_t>(all.size() + 1)});
  }
  report_minority(all, set_difference, errors);
  std::map<std::uint8_t, Group> groups;
  if (!errors.empty()) return groups;
  for (const Numbered& numbered : all) groups[numbered.share->group_index].push_back(numbered);
  for (auto& [index, members] : groups) {
    report_minority(members, group_difference, errors);
    members = distinct_members(members, errors);
  }
  return groups;
}

}  // namespace

Result<EncryptedMasterSecret, Errors> open(std::span<const Share> shares) {
  if (shares.empty()) return Errors{{ErrorCode::not_enough_groups}};
  Errors errors;
  const auto groups = sort_into_groups(shares, errors);
  if (!errors.empty()) return errors;

  // Also where groups are missing: what is wrong is told with the plate that shows it.
  const std::size_t threshold = shares[0].group_threshold;
  std::vector<GroupSecret> complete;
  bool short_group = false;
  for (const auto& [index, members] : groups) {
    if (members.size() < members[0].share->member_threshold) {
      short_group = true;
    } else if (auto group = recover_group(members, errors)) {
      complete.push_back({index, std::move(group->secret), members[0].share->member_threshold > 1});
    }
  }
  if (!errors.empty()) return errors;
  if (groups.size() < threshold) return Errors{{ErrorCode::not_enough_groups}};
  if (complete.size() < threshold) {
    expects(short_group);
    return Errors{{ErrorCode::not_enough_members}};
  }
  std::stable_partition(complete.begin(), complete.end(),
                        [](const GroupSecret& group) { return group.has_digest; });
  const auto secret = recover_groups(complete, groups, threshold, errors);
  if (!errors.empty()) return errors;
  return EncryptedMasterSecret{shares[0].identifier, shares[0].extendable,
                               shares[0].iteration_exponent,
                               Secret<struct EncryptedTag>::copy_of(secret->view())};
}

Result<Share, Errors> extend(std::span<const Share> shares, std::uint8_t group_index,
                             std::uint8_t member_index) {
  expects(group_index < most_groups && member_index < most_members);
  if (shares.empty()) return Errors{{ErrorCode::not_enough_members}};
  Errors errors;
  const auto groups = sort_into_groups(shares, errors);
  if (!errors.empty()) return errors;
  const auto group = groups.find(group_index);
  if (group == groups.end()) return Errors{{ErrorCode::not_enough_members}};
  const Group& members = group->second;
  const Share& sibling = *members[0].share;
  if (sibling.member_threshold == 1) return Errors{{ErrorCode::single_share_group}};
  if (members.size() < sibling.member_threshold) return Errors{{ErrorCode::not_enough_members}};
  const bool at_hand = std::ranges::any_of(members, [&](const Numbered& numbered) {
    return numbered.share->member_index == member_index;
  });
  if (at_hand) return Errors{{ErrorCode::member_at_hand}};
  const auto recovered = recover_group(members, errors);
  if (!errors.empty()) return errors;
  Share share = sibling.clone();
  share.member_index = member_index;
  share.value = shamir::Polynomial(recovered->chosen).at(member_index);
  return share;
}

}  // namespace steelshare::slip39
