#include "steelshare/recovery/proof.h"

#include <algorithm>

#include "steelshare/recovery/progress.h"

namespace steelshare::recovery {
namespace {

std::optional<slip39::Share> read(const Text& printed) {
  const auto mnemonic = parse(chars(printed), slip39_words());
  if (!mnemonic) return {};
  auto share = slip39::decode(*mnemonic);
  if (!share) return {};
  return std::move(*share);
}

}  // namespace

std::optional<slip39::EncryptedMasterSecret> open_printed(std::span<const Text> printed) {
  std::vector<slip39::Share> shares;
  for (const Text& text : printed) {
    auto share = read(text);
    if (!share) return {};
    shares.push_back(std::move(*share));
  }
  // An incomplete group would not be opened, so nothing would be known of its shares.
  const Progress whole = progress(shares);
  if (whole.groups.size() != whole.group_count || whole.complete_groups() != whole.groups.size()) {
    return {};
  }
  auto encrypted = slip39::open(shares);
  if (!encrypted) return {};
  return std::move(*encrypted);
}

bool fits_printed(const Text& printed, std::span<const slip39::Share> others) {
  auto share = read(printed);
  if (!share) return false;
  const auto is_sibling = [&](const slip39::Share& other) {
    return other.group_index == share->group_index;
  };
  const auto first = std::ranges::find_if(others, is_sibling);
  if (first == others.end()) return false;
  const slip39::Share& expected = *first;
  std::vector<slip39::Share> group;
  for (const auto& other : others) {
    const bool is_first = other.member_index == expected.member_index;  // it may be given twice
    if (is_sibling(other) && !is_first) group.push_back(other.clone());
  }
  group.push_back(std::move(*share));
  const auto made = slip39::extend(group, expected.group_index, expected.member_index);
  return made && made->value == expected.value;
}

}  // namespace steelshare::recovery
