// The part of wallet/account.h that derives from an extended public key alone.
#pragma once

#include <vector>

#include "steelshare/wallet/account.h"

namespace steelshare::wallet {

/// One preset that a key may be of, and the path that the key then has.
struct Standing {
  Preset preset;
  bip32::Path path;
};

/// Returns all of them.
std::vector<Standing> standings(const Watched& watched);

/// As accounts(), account(), fingerprint() and account_xpub() have it.
Result<std::vector<Account>> watched_accounts(const Watched& watched, const Request& request);
Result<Account> watched_account(const Watched& watched, const bip32::Path& path);
std::optional<bip32::Fingerprint> watched_fingerprint(const Watched& watched);
Result<AccountXpub> watched_xpub(const Watched& watched, const Preset& preset);

}  // namespace steelshare::wallet
