#include <cmath>
#include <vector>

#include "steelshare/slip39/sharing.h"

namespace steelshare::slip39 {
namespace {

Error at_group(ErrorCode code, std::size_t group) {
  return {code, {.row = static_cast<std::uint16_t>(group + 1)}};
}

double choose(int n, int k) {
  double ways = 1;
  for (int i = 1; i <= k; ++i) ways = ways * (n - k + i) / i;
  return std::round(ways);
}

}  // namespace

Result<Done> check(const Policy& policy) {
  const std::size_t groups = policy.groups.size();
  if (groups < 1 || groups > most_groups) return Error{ErrorCode::invalid_group_count};
  if (policy.group_threshold < 1 || policy.group_threshold > groups) {
    return Error{ErrorCode::invalid_group_threshold};
  }
  for (std::size_t i = 0; i < groups; ++i) {
    const auto [threshold, count] = policy.groups[i];
    if (count < 1 || count > most_members) return at_group(ErrorCode::invalid_member_count, i);
    if (threshold < 1 || threshold > count) {
      return at_group(ErrorCode::invalid_member_threshold, i);
    }
    if (threshold == 1 && count > 1) {
      return at_group(ErrorCode::single_threshold_with_several_members, i);
    }
  }
  return Done{};
}

double quorum_count(const Policy& policy) {
  expects(check(policy).has_value());
  // ways[k]: how many quorums there are with k of the groups looked at so far.
  std::vector<double> ways(policy.groups.size() + 1, 0.0);
  ways[0] = 1;
  for (const auto& group : policy.groups) {
    for (std::size_t k = ways.size() - 1; k > 0; --k) {
      ways[k] += ways[k - 1] * choose(group.member_count, group.member_threshold);
    }
  }
  return ways[policy.group_threshold];
}

}  // namespace steelshare::slip39
