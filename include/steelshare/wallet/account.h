// From shared bytes to the public data that proves them: accounts, fingerprint, extended public
// key.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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

/// One extended public key, and what its text says of it. Made by watch().
struct Watched {
  bip32::ExtendedPublicKey key;
  address::Network network;
  std::optional<address::Kind> form = {};
  std::optional<bip32::Fingerprint> master = {};
  std::optional<bip32::Path> path = {};
};

/// What accounts are derived from: a tree, one bare key (kind `key`), or an extended public key. A
/// tree is opened once, because stretching a phrase is the slow part.
using Root = std::variant<Tree, bip32::PrivateKey, Watched>;

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

/// What a watching wallet is given: the path of a key and its public half.
///   xpub        xpub, or tpub on the test network
///   slip132     ypub, zpub, upub or vpub; empty where the form has none of its own
///   descriptor  with its checksum (BIP-0380); empty where the form has no function, or where the
///               master fingerprint is not known
struct AccountXpub {
  std::string path;
  std::string xpub;
  std::string slip132;
  std::string descriptor;
  friend bool operator==(const AccountXpub&, const AccountXpub&) = default;
};

/// Takes shared bytes for a kind and goes to the root of its accounts.
///   phrasing  of bip39; for every other kind the passphrase must be empty and the language means
///             nothing
///   errors    kind_does_not_fit, private_key_out_of_range, passphrase_does_not_fit,
///             underivable_key
Result<Root> open(Kind kind, std::span<const std::uint8_t> secret, const bip39::Phrasing& phrasing);

/// Takes an extended public key for the root of what can be derived from it. The text is
///   - xpub, ypub, zpub, tpub, upub or vpub, alone or behind its origin "[73c5da0a/84h/0h/0h]";
///   - a descriptor of one such key: pkh(), wpkh(), sh(wpkh()) or tr(), with or without checksum,
///     whose addresses are a preset's: "/0/*", "/1/*" or "/<0;1>/*" below an account.
/// An origin says where the key stands, and so which preset it is of. Without one a key says its
/// depth and its last number only: neither purpose nor coin. Then every preset is tried whose last
/// hardened step is as deep (or which has its last numbers, below that) and whose form the prefix
/// or the function does not exclude: of an xpub of depth 3 that is all of them but solana, of a
/// zpub bitcoin-segwit alone. The paths of such accounts are those of the preset that is tried, at
/// the key's own account number: an assumption, which an address found at one of them proves.
///   errors   empty_input, invalid_descriptor (also where origin and key contradict each other),
///            descriptor_checksum_mismatch, invalid_extended_key, extended_key_checksum_mismatch,
///            unsupported_path where no preset fits
Result<Root> watch(std::string_view text);

/// Returns the presets that the root has accounts of, on their network: for a tree and a bare key
/// those that fit their kind; for an extended public key those that watch() speaks of.
std::vector<Preset> fitting_presets(const Root& root);

/// Lists accounts, request by request. What the accounts of a preset have in common is derived
/// once. Of an extended public key that is of one account of the preset (ledger-live), that one
/// account whatever the count; and an account has no preset's name where its path is not the
/// preset's.
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
///   errors   unsupported_path, also where an extended public key is not above it;
///            preset_does_not_fit (a bare key has no paths), unhardened_step (ed25519),
///            hardened_from_public, underivable_key
Result<Account> account(const Root& root, const bip32::Path& path);

/// Returns the master fingerprint; nothing for a bare key, nor where an extended public key does
/// not say it.
std::optional<bip32::Fingerprint> fingerprint(const Root& root);

/// Returns the public key above a preset's first account at its last hardened step, which is what
/// other wallets watch.
///   errors   preset_does_not_fit, also where an extended public key stands elsewhere;
///            hardened_from_public, where there is none (ed25519);
///            underivable_key
Result<AccountXpub> account_xpub(const Root& root, const Preset& preset);

}  // namespace steelshare::wallet
