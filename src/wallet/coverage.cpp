#include "steelshare/wallet/coverage.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>

namespace steelshare::wallet {
namespace {

bool has_form(const Preset& preset, const address::Parsed& address) {
  return address.kind == preset.address && address.network == preset.network;
}

bool is_wanted(const Preset& preset, std::span<const address::Parsed> addresses) {
  return std::ranges::any_of(addresses,
                             [&](const auto& wanted) { return has_form(preset, wanted); });
}

bool is_bare_key(const Root& root) { return std::holds_alternative<bip32::PrivateKey>(root); }

// All presets that the root has, and of a seed those of test networks too.
std::vector<Preset> presets_of(const Root& root) {
  std::vector<Preset> presets = fitting_presets(root);
  if (std::holds_alternative<Watched>(root)) return presets;
  const std::size_t count = presets.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Preset there = on_test_network(presets[i]);
    if (there.network != presets[i].network) presets.push_back(there);
  }
  return presets;
}

std::vector<Preset> chains_for(const Root& root, std::span<const address::Parsed> addresses) {
  std::vector<Preset> chains;
  for (const Preset& preset : presets_of(root)) {
    if (!is_wanted(preset, addresses)) continue;
    if (is_bare_key(root)) {
      chains.push_back(preset);
    } else {
      std::ranges::copy(chains_of(preset), std::back_inserter(chains));
    }
  }
  return chains;
}

class Search {
 public:
  Search(const Root& root, std::span<const address::Parsed> addresses, std::uint32_t gap)
      : root_(root), gap_(gap), found_(addresses.size()) {
    for (std::size_t i = 0; i < addresses.size(); ++i) places_.emplace(addresses[i].text, i);
  }

  Result<Done> run(const Preset& chain) {
    std::uint32_t end = 0;  // behind the last account that was found
    std::uint32_t count = is_bare_key(root_) ? 1 : gap_;
    for (std::uint32_t searched = 0; searched < count;) {
      // Derived anew from the first where more are wanted; doubling keeps that cheap.
      const Request request{chain, count};
      auto accounts = wallet::accounts(root_, {&request, 1});
      if (!accounts && accounts.error().code == ErrorCode::preset_does_not_fit) return Done{};
      if (!accounts) return accounts.error();
      for (; searched < accounts->size(); ++searched) {
        if (note((*accounts)[searched], chain.change)) end = searched + 1;
      }
      // A bare key has one account of each preset, and so have some extended public keys.
      if (accounts->size() < count || is_bare_key(root_)) break;
      if (end + gap_ > count) count = std::min(std::max(end + gap_, 2 * count), deepest_search);
    }
    return Done{};
  }

  std::vector<std::optional<Covered>> take() { return std::move(found_); }

 private:
  bool note(const Account& account, bool is_change) {
    const auto [first, last] = places_.equal_range(account.address);
    for (auto place = first; place != last; ++place) {
      // The first preset of the table keeps an account that several have.
      if (!found_[place->second]) found_[place->second] = Covered{account, is_change};
    }
    return first != last;
  }

  const Root& root_;
  std::uint32_t gap_;
  std::unordered_multimap<std::string, std::size_t> places_;
  std::vector<std::optional<Covered>> found_;
};

}  // namespace

bool can_have(const Root& root, const address::Parsed& address) {
  return std::ranges::any_of(presets_of(root),
                             [&](const Preset& preset) { return has_form(preset, address); });
}

Result<std::vector<std::optional<Covered>>> cover(const Root& root,
                                                  std::span<const address::Parsed> addresses,
                                                  std::uint32_t gap) {
  expects(gap >= 1 && gap <= deepest_search);
  Search search(root, addresses, gap);
  for (const Preset& chain : chains_for(root, addresses)) {
    if (auto done = search.run(chain); !done) return done.error();
  }
  return search.take();
}

}  // namespace steelshare::wallet
