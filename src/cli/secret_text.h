// How a secret is written for people and for scripts: the phrase, the digits of a key, or digits.
#pragma once

#include <optional>
#include <string_view>

#include "cli/json.h"
#include "steelshare/bip39/language.h"
#include "steelshare/slip39/sharing.h"
#include "steelshare/wallet/payload.h"

namespace steelshare::cli {

/// "a BIP-39 phrase, for MetaMask and most wallets", and so on.
std::string_view meaning(wallet::Kind kind);

/// What a secret is: the kind, and the language where that is bip39.
struct Meaning {
  wallet::Kind kind;
  std::optional<bip39::Language> language;
};

/// Returns the text that split reads again as this kind: a phrase, or digits.
Text secret_text(const Meaning& meaning, const slip39::MasterSecret& secret);

/// Writes the keys "phrase" or "private_key" where the kind has one.
void write_secret(Json& json, const Meaning& meaning, const slip39::MasterSecret& secret);

/// Writes one line, "phrase: ...", "private key: ..." or "secret: ...".
void write_secret(TextBuilder& text, const Meaning& meaning, const slip39::MasterSecret& secret);

/// Returns a page for the terminal: what the secret is, and its words with their numbers.
Text secret_page(const Meaning& meaning, const slip39::MasterSecret& secret);

}  // namespace steelshare::cli
