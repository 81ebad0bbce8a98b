// What a person does next in the wallet that he names, after a recovery. The sentences are data:
// templates/wallets.json, which says itself what its keys mean.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.h"
#include "steelshare/secret/secret.h"
#include "steelshare/wallet/account.h"

namespace steelshare::cli {

/// The facts that decide which sentences apply.
struct Recovered {
  wallet::Kind kind;
  std::size_t words;  // of the phrase; 0 where there is none
  bool passphrase;    // of BIP-39
  bool other_language;
  std::vector<wallet::Account> accounts;
};

/// One wallet of the data file; its number there.
enum class WalletName : std::size_t {};

/// Reads --wallet; nothing where it was not given.
Outcome<std::optional<WalletName>> read_wallet(const Arguments& arguments);

/// Returns the sentences, one a step, in their order.
std::vector<std::string> next_steps(WalletName wallet, const Recovered& recovered);

/// Writes them as a numbered list under the wallet's name, lines of 80 characters at most.
void write_next_steps(TextBuilder& text, WalletName wallet, const Recovered& recovered);

/// "metamask, ledger, trezor or electrum".
std::string wallet_names();

}  // namespace steelshare::cli
