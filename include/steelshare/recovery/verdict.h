// What recovered bytes would mean, kind by kind, and which meaning the evidence proves.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "steelshare/base/result.h"
#include "steelshare/bip32/key.h"
#include "steelshare/bip39/phrasing.h"
#include "steelshare/slip39/sharing.h"
#include "steelshare/wallet/account.h"

namespace steelshare::recovery {

/// What a person knows of the wallet beside the shares. Public data.
struct Evidence {
  /// Valid addresses; an address counts where wallet::cover() finds it within search_depth, change
  /// and further accounts included. Where no preset has addresses of its form, it decides nothing.
  std::vector<std::string> addresses = {};
  /// Accounts of which path and address are known.
  std::vector<wallet::Account> accounts = {};
  std::optional<bip32::Fingerprint> fingerprint = {};

  [[nodiscard]] bool empty() const { return addresses.empty() && accounts.empty() && !fingerprint; }
  static constexpr std::uint32_t search_depth = 100;
};

/// match: every piece of evidence is met. mismatch: at least one is not. cannot_tell: there is
/// none, or some that this version cannot look for.
enum class Verdict : std::uint8_t { match, mismatch, cannot_tell };

/// Returns "match", "mismatch" or "cannot_tell".
std::string_view name(Verdict verdict);

/// The bytes taken for one kind.
struct Reading {
  wallet::Kind kind;
  std::optional<bip39::Language> language;        // of bip39 alone
  std::optional<bip32::Fingerprint> fingerprint;  // nothing for a bare key
  std::vector<wallet::Account> accounts;  // as requested, then those that the evidence named
  Verdict verdict;
};

/// Reads the bytes as one kind and weighs the evidence.
///   requests    the accounts to list; wallet::default_requests(kind) where empty
///   errors      those of wallet::open and wallet::accounts
Result<Reading> read_as(wallet::Kind kind, const slip39::MasterSecret& secret,
                        const bip39::Phrasing& phrasing, std::span<const wallet::Request> requests,
                        const Evidence& evidence);

/// Reads the bytes as every kind that fits them, up to the one that the evidence proves. A
/// passphrase fits BIP-39 only, so with one the only reading is bip39.
std::vector<Reading> read_all(const slip39::MasterSecret& secret, const bip39::Phrasing& phrasing,
                              const Evidence& evidence);

/// Reads the bytes as the entropy of a phrase in one language after the other, up to the one that
/// the evidence proves; nothing where it proves none.
std::optional<Reading> find_language(const slip39::MasterSecret& secret,
                                     const bip39::Passphrase& passphrase, const Evidence& evidence);

}  // namespace steelshare::recovery
