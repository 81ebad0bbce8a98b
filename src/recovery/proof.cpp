#include "steelshare/recovery/proof.h"

#include "steelshare/recovery/progress.h"

namespace steelshare::recovery {

std::optional<slip39::EncryptedMasterSecret> open_printed(std::span<const Text> printed) {
  std::vector<slip39::Share> shares;
  for (const Text& text : printed) {
    const auto mnemonic = parse(chars(text), slip39_words());
    if (!mnemonic) return {};
    auto share = slip39::decode(*mnemonic);
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

}  // namespace steelshare::recovery
