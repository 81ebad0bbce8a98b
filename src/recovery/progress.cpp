#include "steelshare/recovery/progress.h"

#include <algorithm>
#include <map>
#include <set>

namespace steelshare::recovery {

std::size_t Progress::complete_groups() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(groups, [](const GroupProgress& group) { return group.complete(); }));
}

bool Progress::has_digest() const {
  return group_threshold > 1 || std::ranges::any_of(groups, [](const GroupProgress& group) {
           return group.threshold > 1 && group.complete();
         });
}

Progress progress(std::span<const slip39::Share> shares) {
  struct Seen {
    std::set<std::uint8_t> members;
    std::uint8_t threshold;
  };
  std::map<std::uint8_t, Seen> groups;
  for (const auto& share : shares) {
    auto& seen =
        groups.try_emplace(share.group_index, Seen{{}, share.member_threshold}).first->second;
    seen.members.insert(share.member_index);
  }
  Progress result;
  if (shares.empty()) return result;
  result.group_threshold = shares[0].group_threshold;
  result.group_count = shares[0].group_count;
  for (const auto& [index, seen] : groups) {
    result.groups.push_back(
        {index, static_cast<std::uint8_t>(seen.members.size()), seen.threshold});
  }
  return result;
}

}  // namespace steelshare::recovery
