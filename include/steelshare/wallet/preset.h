// Named ways to derive the accounts that wallets show, one row a preset.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "steelshare/address/address.h"
#include "steelshare/base/result.h"
#include "steelshare/bip32/path.h"
#include "steelshare/wallet/payload.h"

namespace steelshare::wallet {

/// One way to derive accounts.
struct Preset {
  std::string_view name;
  /// The path, with `i` where the index stands; empty where only a bare key has this preset.
  std::string_view pattern;
  address::Kind address;
  /// Whether a bare private key has an address of this form too.
  bool for_key;
  address::Network network = address::Network::main;
  /// False for the one form of an address that old wallets of Bitcoin made of the whole point.
  bool compressed = true;
  /// What stands in the path in the place of the account 0' and of the 0 for receiving: another
  /// account, and 1 for change. Set by chains_of() alone.
  std::uint32_t account = 0;
  bool change = false;
};

/// Returns all presets, of the main network; names, patterns and span live as long as the program.
std::span<const Preset> presets();

/// Returns the preset on the test network: the same path with coin 1', and addresses of another
/// form. Where the coin's networks have the same paths and addresses, the preset as it is.
///   source   SLIP-0044, coin type 1: "Testnet (all coins)"
Preset on_test_network(const Preset& preset);

/// Returns every list of addresses that a wallet may have of a preset: the preset itself first. Of
/// coins that spend whole outputs wallets have several accounts, of which these are the first five,
/// and in each account addresses that they send change to, which they show rarely.
///   source   BIP-0044, "Account" and "Change"
std::vector<Preset> chains_of(const Preset& preset);

/// Whether its accounts have ed25519 keys: hardened throughout, without extended public keys.
bool is_ed25519(const Preset& preset);

/// Whether the preset has accounts for secrets of this kind.
bool fits(const Preset& preset, Kind kind);

/// Returns the path of one account; aborts where the preset has none.
bip32::Path account_path(const Preset& preset, std::uint32_t index);

/// Returns how many steps all accounts of the preset have in common.
std::size_t shared_steps(const Preset& preset);

/// The first `count` accounts of a preset, 1..most_accounts.
struct Request {
  Preset preset;
  std::uint32_t count;
};

inline constexpr std::uint32_t most_accounts = 1000;

/// Reads "metamask:3,bitcoin-segwit:1"; a count that is left out is 1.
///   errors   with the number of the item in Position::row: empty_input, unknown_preset,
///            preset_does_not_fit, invalid_account_count (a key has one account of each preset)
Result<std::vector<Request>> parse_requests(std::string_view text, Kind kind);

/// The one address of a key in its uncompressed form.
Request uncompressed_request();

/// metamask:3 and bitcoin-segwit:1; ethereum:1 for a key.
std::vector<Request> default_requests(Kind kind);

}  // namespace steelshare::wallet
