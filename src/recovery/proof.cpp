#include "steelshare/recovery/proof.h"

#include "steelshare/recovery/progress.h"

namespace steelshare::recovery {

bool proves(std::span<const Text> printed, const slip39::Passphrase& passphrase,
            const slip39::MasterSecret& secret) {
  std::vector<slip39::Share> shares;
  for (const Text& text : printed) {
    const auto mnemonic = parse(chars(text), slip39_words());
    if (!mnemonic) return false;
    auto share = slip39::decode(*mnemonic);
    if (!share) return false;
    shares.push_back(std::move(*share));
  }
  // An incomplete group would not be opened, so nothing would be known of its shares.
  const Progress whole = progress(shares);
  if (whole.groups.size() != whole.group_count || whole.complete_groups() != whole.groups.size()) {
    return false;
  }
  const auto encrypted = slip39::open(shares);
  return encrypted && slip39::decrypt(*encrypted, passphrase) == secret;
}

}  // namespace steelshare::recovery
