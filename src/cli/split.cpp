#include "cli/commands.h"
#include "cli/input.h"
#include "cli/key_text.h"
#include "cli/new_set.h"
#include "cli/opening.h"
#include "cli/secret_kinds.h"
#include "cli/surroundings.h"

namespace steelshare::cli {
namespace {

struct Settings {
  std::optional<wallet::Kind> kind;
  std::optional<bip39::Language> language;
  slip39::Options options;
  SetOptions set;
};

Outcome<Settings> read_settings(const Arguments& arguments) {
  auto kind = read_kind(arguments);
  if (!kind) return kind.error();
  const auto language = read_language(arguments);
  if (!language) return language.error();
  const auto exponent = arguments.number("iteration-exponent", 1, 0, 15);
  if (!exponent) return exponent.error();
  auto set = read_set_options(arguments);
  if (!set) return set.error();
  const slip39::Options options{!arguments.has("not-extendable"),
                                static_cast<std::uint8_t>(*exponent)};
  return Settings{*kind, *language, options, std::move(*set)};
}

// The accounts that are recorded are those of the secret that the printed words gave back.
Outcome<NewSet> split(const Arguments& arguments, const Settings& settings,
                      const TypedSecret& secret, const slip39::Passphrase& passphrase,
                      const bip39::Phrasing& phrasing) {
  auto requests = read_requests(arguments, secret.kind);
  if (!requests) return requests.error();
  // The shares do not say the form of the key; the address does.
  if (!secret.compressed) requests->push_back(wallet::uncompressed_request());
  SystemRandom random;
  auto shares =
      slip39::split(secret.bytes, passphrase, settings.set.policy.policy, settings.options, random);
  if (!shares) return failure(shares.error());
  auto set = print_set(secret.kind, std::move(*shares));
  const auto opened = slip39::decrypt(open_printed(set), passphrase);
  expect_proved(opened == secret.bytes);
  auto reading = recovery::read_as(secret.kind, opened, phrasing, *requests, {});
  if (!reading) return failure(reading.error());
  set.reading = std::move(*reading);
  return set;
}

Outcome<Exit> run(const Arguments& arguments) {
  const auto settings = read_settings(arguments);
  if (!settings) return settings.error();
  const auto showing = allow_shares_out(arguments, settings->set);
  if (!showing) return showing.error();
  warn_when_online();
  const auto text = read_secret(arguments);
  if (!text) return text.error();
  const auto passphrase = read_slip39_passphrase(arguments, Typed::twice);
  if (!passphrase) return passphrase.error();
  const auto bip39_passphrase = read_bip39_passphrase(arguments, Typed::twice);
  if (!bip39_passphrase) return bip39_passphrase.error();
  const auto secret =
      interpret_typed(arguments, *text, settings->kind, settings->language, *bip39_passphrase);
  if (!secret) return secret.error();
  if (secret->kind == wallet::Kind::bip39 && !bip39_passphrase->is_empty()) {
    notice(
        "the BIP-39 passphrase is not in the shares: keep it elsewhere, or nobody sees these "
        "accounts again; MetaMask cannot take one");
  }
  if (is_costly(settings->options.iteration_exponent)) {
    notice("this iteration exponent makes every recovery slow; it takes as long now");
  }

  const auto set =
      split(arguments, *settings, *secret, *passphrase, still_to_apply(*bip39_passphrase, *secret));
  if (!set) return set.error();
  return hand_over(arguments, "split", *set, settings->set, *showing);
}

constexpr std::array input_options{
    Option{"in", "FILE", "read the secret from a file"},
    Option{"kind", "KIND", "bip39, bip39-seed, slip39 or key; found by itself"},
    language_option,
};
constexpr std::array own_options{
    Option{"iteration-exponent", "E", "0 to 15, each step doubles the work of a guess (1)"},
    Option{"not-extendable", "", "for software of before 2024 that refuses extendable shares"},
    Option{"passphrase", "", "ask for a SLIP-39 passphrase, needed again at recovery"},
    Option{"passphrase-file", "FILE", "read it from a file, minus one final newline"},
    Option{"bip39-passphrase", "", "ask for the BIP-39 passphrase, to prove the right addresses"},
    Option{"bip39-passphrase-file", "FILE", "read it from a file, minus one final newline"},
    Option{"accounts", "LIST", "addresses to record, such as metamask:3,bitcoin-segwit:1"},
};

}  // namespace

Command split_command() {
  return {"split", "split a secret into shares, prove them, and write the plates",
          join({input_options, password_options, policy_options, own_options, plate_options,
                set_output_options}),
          R"(Reads a phrase of 12 to 24 words, a hexadecimal secret, or a private key as other
programs write it: WIF, BIP-38, a keystore of Ethereum. Before anything is written,
the printed words of all shares are read again and every quorum is proved to rebuild
the same secret and the same addresses. Beside the plates lie a record, a recovery sheet
for heirs and a kit for you.

A BIP-39 passphrase is not part of the phrase and so not on the plates: keep it
elsewhere. Accounts that were imported by private key are not in the phrase either.

Example, five plates of which any three are enough:

  steelshare split --threshold 3 --shares 5 --out plates
)",
          run};
}

}  // namespace steelshare::cli
