#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/key_text.h"
#include "cli/secret_kinds.h"
#include "cli/surroundings.h"
#include "steelshare/base/hex.h"
#include "steelshare/wallet/account.h"

namespace steelshare::cli {
namespace {

// The public data of one secret.
struct Derived {
  wallet::Kind kind;
  std::optional<bip39::Language> language;  // of bip39 alone
  std::optional<bip32::Fingerprint> fingerprint;
  std::vector<wallet::Account> accounts;
  std::vector<wallet::AccountXpub> xpubs;
};

Failure at_path(const Error& error, std::size_t i) {
  auto result = failure(error, Place::words, "--path " + std::to_string(i + 1));
  result.exit = Exit::usage;
  return result;
}

Outcome<Done> add_paths(const std::vector<std::string>& paths, const wallet::Root& root,
                        Derived& derived) {
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const auto path = bip32::parse_path(paths[i]);
    if (!path) return at_path(path.error(), i);
    auto account = wallet::account(root, *path);
    if (!account) return at_path(account.error(), i);
    derived.accounts.push_back(std::move(*account));
  }
  return Done{};
}

void move_to_test_network(std::vector<wallet::Request>& requests) {
  for (auto& request : requests) request.preset = wallet::on_test_network(request.preset);
}

Outcome<Derived> derive(const Arguments& arguments, const TypedSecret& secret,
                        const bip39::Phrasing& phrasing) {
  if (arguments.has("testnet") && arguments.has("path")) {
    return usage("--testnet moves presets; a path says its network itself");
  }
  const bool paths_only = arguments.has("path") && !arguments.has("accounts");
  auto requests = read_requests(arguments, secret.kind);
  if (!requests) return requests.error();
  if (arguments.has("testnet")) move_to_test_network(*requests);
  const auto root = wallet::open(secret.kind, secret.bytes.view(), phrasing);
  if (!root) return failure(root.error());
  Derived derived{secret.kind, secret.phrase_language(), wallet::fingerprint(*root), {}, {}};
  if (!paths_only) {
    auto accounts = wallet::accounts(*root, *requests);
    if (!accounts) return failure(accounts.error());
    derived.accounts = std::move(*accounts);
  }
  if (auto added = add_paths(arguments.values("path"), *root, derived); !added) {
    return added.error();
  }
  if (arguments.has("xpub")) {
    for (const auto& request : *requests) {
      auto xpub = wallet::account_xpub(*root, request.preset);
      if (!xpub && xpub.error().code == ErrorCode::hardened_from_public) {
        notice(std::string(request.preset.name) + " has no extended public key");
        continue;
      }
      if (!xpub) return failure(xpub.error(), Place::words, "--xpub");
      derived.xpubs.push_back(std::move(*xpub));
    }
  }
  return derived;
}

std::string json_answer(const Derived& derived) {
  std::string text;
  Json json(text);
  json.begin_object();
  json.key("command").string("derive");
  json.key("kind").string(wallet::name(derived.kind));
  write_language(json, derived.language);
  if (derived.fingerprint) json.key("fingerprint").string(to_hex(*derived.fingerprint));
  write_accounts(json.key("accounts"), derived.accounts);
  if (!derived.xpubs.empty()) {
    json.key("xpubs").begin_array();
    for (const auto& key : derived.xpubs) {
      json.begin_object();
      json.key("path").string(key.path);
      json.key("xpub").string(key.xpub);
      if (!key.slip132.empty()) json.key("slip132").string(key.slip132);
      if (!key.descriptor.empty()) json.key("descriptor").string(key.descriptor);
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
  text += '\n';
  return text;
}

Text plain_answer(const Derived& derived) {
  TextBuilder text;
  write_reading(text, {derived.kind, derived.language, derived.fingerprint, derived.accounts,
                       recovery::Verdict::cannot_tell});
  for (const auto& key : derived.xpubs) {
    text.append(std::string_view("xpub " + key.path + ":\n"));
    for (const std::string& line : {key.xpub, key.slip132, key.descriptor}) {
      if (!line.empty()) text.append(std::string_view("  " + line + "\n"));
    }
  }
  return text.finish();
}

Outcome<Exit> run(const Arguments& arguments) {
  const auto kind = read_kind(arguments);
  if (!kind) return kind.error();
  const auto language = read_language(arguments);
  if (!language) return language.error();
  warn_when_online();
  const auto text = read_secret(arguments);
  if (!text) return text.error();
  const auto passphrase = read_bip39_passphrase(arguments, Typed::once);
  if (!passphrase) return passphrase.error();
  const auto secret = interpret_typed(arguments, *text, *kind, *language, *passphrase);
  if (!secret) return secret.error();
  const auto derived = derive(arguments, *secret, still_to_apply(*passphrase, *secret));
  if (!derived) return derived.error();
  const auto printed =
      arguments.has("json") ? print(json_answer(*derived)) : print(plain_answer(*derived));
  if (!printed) return printed.error();
  return Exit::done;
}

}  // namespace

Command derive_command() {
  return {"derive",
          "list the addresses of a secret",
          {{"in", "FILE", "read the secret from a file"},
           password_options[0],
           password_options[1],
           {"kind", "KIND", "bip39, bip39-seed, slip39 or key; found by itself"},
           language_option,
           {"accounts", "LIST", "presets and counts, such as metamask:3,bitcoin-segwit:1"},
           {"path", "PATH", "one account by its path (repeats)", true},
           {"testnet", "", "the accounts on the test network, where coins are worth nothing"},
           {"xpub", "", "the extended public keys of the presets too"},
           {"bip39-passphrase", "", "ask for the BIP-39 passphrase of the wallet"},
           {"bip39-passphrase-file", "FILE", "read it from a file, minus one final newline"},
           {"json", "", "answer with one JSON object"}},
          R"(Reads a phrase, a hexadecimal secret or a private key as other programs write it
(WIF, BIP-38, a keystore of Ethereum), and prints public data only.

Presets:
  metamask         m/44'/60'/0'/0/i
  ledger-live      m/44'/60'/i'/0/0
  ledger-legacy    m/44'/60'/0'/i
  bitcoin-legacy   m/44'/0'/0'/0/i   1...     (key)
  bitcoin-nested   m/49'/0'/0'/0/i   3...     (key)
  bitcoin-segwit   m/84'/0'/0'/0/i   bc1q...  (key)
  bitcoin-taproot  m/86'/0'/0'/0/i   bc1p...  (key)
  litecoin         m/84'/2'/0'/0/i   ltc1q... (key)
  dogecoin         m/44'/3'/0'/0/i   D...     (key)
  xrp              m/44'/144'/0'/0/i r...     (key)
  tron             m/44'/195'/0'/0/i T...     (key)
  solana           m/44'/501'/i'/0'
  ethereum                           0x...    (key)

Those marked (key) are what a bare private key has, without a path. A path given by --path has
the addresses of the preset with the same first two numbers, at any account and index.
--testnet derives the presets of Bitcoin, Litecoin and Dogecoin at coin 1'; the networks of the
other coins have the same addresses.

Example:

  steelshare derive --accounts metamask:5
)",
          run};
}

}  // namespace steelshare::cli
