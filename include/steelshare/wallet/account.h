// From shared bytes to the public data that proves them: accounts, fingerprint, extended public
// key.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "steelshare/base/result.h"
#include "steelshare/bip32/ed25519.h"
#include "steelshare/bip32/key.h"
#include "steelshare/bip39/mnemonic.h"
#include "steelshare/wallet/payload.h"
#include "steelshare/wallet/preset.h"

namespace steelshare::wallet {

/// The master keys that one seed has, a curve each.
struct Tree {
  bip32::ExtendedPrivateKey secp256k1;
  bip32::ExtendedEd25519Key ed25519;
};

/// What accounts are derived from: a tree, or one bare key (kind `key`). Opened once, because
/// stretching a phrase is the slow part.
using Root = std::variant<Tree, bip32::PrivateKey>;

/// One line of an account list.
///   preset  the name, empty where the path was given
///   index   within the preset, from 0; 0 where the path was given
///   path    "m/...", empty for a bare key
struct Account {
  std::string preset;
  std::uint32_t index = 0;
  std::string path;
  std::string address;
  friend bool operator==(const Account&, const Account&) = default;
};

/// What a watching wallet is given: the path of a key and its public half, see
/// bip32::format_xpub().
struct AccountXpub {
  std::string path;
  std::string xpub;
  friend bool operator==(const AccountXpub&, const AccountXpub&) = default;
};

/// Takes shared bytes for a kind and goes to the root of its accounts.
///   phrasing  of bip39; for every other kind the passphrase must be empty and the language means
///             nothing
///   errors    kind_does_not_fit, private_key_out_of_range, passphrase_does_not_fit,
///             underivable_key
Result<Root> open(Kind kind, std::span<const std::uint8_t> secret, const bip39::Phrasing& phrasing);

/// Lists accounts, request by request. What the accounts of a preset have in common is derived
/// once.
///   errors   preset_does_not_fit, underivable_key
Result<std::vector<Account>> accounts(const Root& root, std::span<const Request> requests);

/// The same from shared bytes.
///   errors   those of open, and of accounts
Result<std::vector<Account>> accounts(Kind kind, std::span<const std::uint8_t> secret,
                                      const bip39::Phrasing& phrasing,
                                      std::span<const Request> requests);

/// Derives one account by a path whose purpose and coin are those of a preset, on the main network
/// or the test network (Bitcoin's): these say which form the address has. Four steps or more; on
/// ed25519, where wallets stop anywhere, two or more.
///   errors   unsupported_path, preset_does_not_fit (a bare key has no paths), unhardened_step
///            (ed25519), underivable_key
Result<Account> account(const Root& root, const bip32::Path& path);

/// Returns the master fingerprint; nothing for a bare key.
std::optional<bip32::Fingerprint> fingerprint(const Root& root);

/// Returns the public key above a preset's first account at its last hardened step, which is what
/// other wallets watch.
///   errors   preset_does_not_fit; hardened_from_public, where there is none (ed25519);
///            underivable_key
Result<AccountXpub> account_xpub(const Root& root, const Preset& preset);

}  // namespace steelshare::wallet
