// Which addresses a wallet brings back, and which it does not: imported keys, and the accounts of
// other wallets, are in no phrase.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "steelshare/address/address.h"
#include "steelshare/base/result.h"
#include "steelshare/wallet/account.h"

namespace steelshare::wallet {

/// Where a wallet has an address.
struct Covered {
  Account account;
  /// Whether it is one that the wallet sends change to: the preset's path with 1 in the place of
  /// its last 0. Only coins that spend whole outputs have such addresses.
  bool is_change;
};

/// Whether the root has addresses of this form on this network at all.
bool can_have(const Root& root, const address::Parsed& address);

/// No list is searched further.
inline constexpr std::uint32_t deepest_search = 100'000;

/// Looks for addresses among the accounts of a root, those for change included. All presets that
/// have addresses of a form and network that is looked for are searched, each until so many
/// accounts in a row were none of them.
///   gap      1..deepest_search
///   returns  for each address, in order, where it is; nothing where the root does not have it
///   errors   underivable_key
Result<std::vector<std::optional<Covered>>> cover(const Root& root,
                                                  std::span<const address::Parsed> addresses,
                                                  std::uint32_t gap);

}  // namespace steelshare::wallet
