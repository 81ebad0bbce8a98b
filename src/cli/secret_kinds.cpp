#include "cli/secret_kinds.h"

#include <algorithm>

#include "cli/answer.h"
#include "cli/input.h"
#include "cli/key_text.h"
#include "steelshare/bip39/mnemonic.h"
#include "steelshare/bip39/phrase.h"
#include "steelshare/secret/hex.h"
#include "steelshare/words/normal_form.h"

namespace steelshare::cli {
namespace {

using bip39::Language;

constexpr std::size_t key_digits = 64;
constexpr std::size_t address_digits = 40;

Failure does_not_fit() { return failure(Error{ErrorCode::kind_does_not_fit}); }

Outcome<TypedSecret> from_digits(std::string_view text, std::optional<wallet::Kind> kind,
                                 std::optional<Language> language,
                                 const bip39::Passphrase& passphrase) {
  const bool prefixed = text.starts_with("0x") || text.starts_with("0X");
  if (prefixed) text.remove_prefix(2);
  auto bytes = secret_from_hex<struct slip39::MasterSecretTag>(text);
  if (!bytes) return failure(bytes.error());
  const auto guess =
      prefixed && text.size() == key_digits ? wallet::Kind::key : wallet::Kind::slip39;
  if (!kind && !slip39::is_secret_size(bytes->size())) {
    return failure(Error{ErrorCode::invalid_secret_length});
  }
  if (!kind && prefixed && text.size() == address_digits) {
    return Failure{
        Exit::bad_input,
        {{std::string(name(ErrorCode::kind_does_not_fit)),
          {},
          "0x and 40 digits are an Ethereum address, which is public and no secret",
          "give the phrase or the private key; --kind slip39 takes the digits all the same"}}};
  }
  const wallet::Kind chosen = kind.value_or(guess);
  if (!kind && !prefixed && text.size() == key_digits) {
    notice(
        "64 digits without 0x are taken for a SLIP-39 master secret; a private key of an "
        "account needs --kind key");
  }
  // A BIP-39 seed has its passphrase inside; another one would be ignored without a word.
  if (chosen == wallet::Kind::bip39_seed && !passphrase.is_empty()) {
    return failure(Error{ErrorCode::passphrase_does_not_fit});
  }
  if (language && chosen != wallet::Kind::bip39) return usage("--language is for phrases only");
  if (const auto fits = wallet::check(chosen, bytes->view()); !fits) return failure(fits.error());
  return TypedSecret{chosen, language.value_or(Language::english), std::move(*bytes)};
}

// Names the languages that the person has to choose from.
Failure ambiguous(std::string_view text) {
  Failure result = failure(Error{ErrorCode::ambiguous_language});
  std::string names;
  for (const Language language : bip39::languages_of(text)) {
    names += (names.empty() ? "" : " and ") + std::string(bip39::name(language));
  }
  result.problems[0].message += ": " + names;
  return result;
}

Outcome<TypedSecret> from_phrase(std::string_view text, std::optional<wallet::Kind> kind,
                                 std::optional<Language> wanted,
                                 const bip39::Passphrase& passphrase) {
  const auto phrase = bip39::read_phrase(text, wanted);
  if (!phrase) {
    const bool several = phrase.error()[0].code == ErrorCode::ambiguous_language;
    return several ? ambiguous(text) : failure(phrase.error());
  }
  const auto& [language, mnemonic] = *phrase;
  const auto entropy = bip39::decode(mnemonic);
  if (!entropy) return failure(entropy.error());
  switch (kind.value_or(wallet::Kind::bip39)) {
    case wallet::Kind::bip39:
      return TypedSecret{wallet::Kind::bip39, language, wallet::to_master_secret(*entropy)};
    case wallet::Kind::bip39_seed: {
      const auto seed = bip39::to_seed(mnemonic, {language, passphrase.clone()});
      if (!seed) return failure(seed.error());
      return TypedSecret{wallet::Kind::bip39_seed, language, wallet::to_master_secret(*seed)};
    }
    default:
      return does_not_fit();
  }
}

Outcome<TypedSecret> from_key(const Arguments& arguments, KeyForm form, std::string_view text,
                              std::optional<wallet::Kind> kind, std::optional<Language> language) {
  if (kind.value_or(wallet::Kind::key) != wallet::Kind::key) return does_not_fit();
  if (language) return usage("--language is for phrases only");
  const auto typed = read_key(arguments, form, text);
  if (!typed) return typed.error();
  return TypedSecret{wallet::Kind::key, Language::english, wallet::to_master_secret(typed->key.key),
                     typed->key.compressed};
}

}  // namespace

// One token with a digit in it, or longer than any word that has letters of ASCII only; a phrase
// has spaces, some of which are not of ASCII either.
bool looks_like_digits(std::string_view text) {
  text = trim(text);
  constexpr std::size_t longest_ascii_word = 9;
  return is_ascii(text) && std::ranges::none_of(text, is_space) &&
         (text.size() > longest_ascii_word ||
          text.find_first_of("0123456789") != std::string_view::npos);
}

Outcome<std::optional<wallet::Kind>> read_kind(const Arguments& arguments) {
  const auto text = arguments.value("kind");
  if (!text) return std::optional<wallet::Kind>();
  if (const auto kind = wallet::find_kind(*text)) return std::optional(*kind);
  return usage("--kind takes bip39, bip39-seed, slip39 or key");
}

Outcome<std::optional<Language>> read_language(const Arguments& arguments) {
  const auto text = arguments.value("language");
  if (!text) return std::optional<Language>();
  if (const auto language = bip39::find_language(*text)) return std::optional(*language);
  std::string names;
  for (const Language language : bip39::all_languages) {
    names += (names.empty() ? "" : ", ") + std::string(bip39::name(language));
  }
  return usage("--language takes one of " + names);
}

std::string kind_label(wallet::Kind kind, std::optional<Language> language) {
  std::string label(wallet::name(kind));
  if (is_unusual(language)) {
    label += ' ';
    label += bip39::name(*language);
  }
  return label;
}

Outcome<TypedSecret> interpret_secret(const Arguments& arguments, const Text& text,
                                      std::optional<wallet::Kind> kind,
                                      std::optional<Language> language,
                                      const bip39::Passphrase& passphrase) {
  const auto trimmed = trim(chars(text));
  if (const auto form = find_key_form(trimmed)) {
    return from_key(arguments, *form, trimmed, kind, language);
  }
  if (looks_like_digits(trimmed)) return from_digits(trimmed, kind, language, passphrase);
  return from_phrase(trimmed, kind, language, passphrase);
}

Outcome<TypedSecret> interpret_typed(const Arguments& arguments, const Text& text,
                                     std::optional<wallet::Kind> kind,
                                     std::optional<Language> language,
                                     const bip39::Passphrase& passphrase) {
  const auto form = find_key_form(trim(chars(text)));
  const bool has_password = form == KeyForm::bip38 || form == KeyForm::keystore;
  if (!has_password && (arguments.has("password") || arguments.has("password-file"))) {
    return usage("--password opens a keystore or a BIP-38 key, and this secret is neither");
  }
  return interpret_secret(arguments, text, kind, language, passphrase);
}

bip39::Phrasing still_to_apply(const bip39::Passphrase& passphrase, const TypedSecret& secret) {
  const bool is_inside = secret.kind == wallet::Kind::bip39_seed;
  return {secret.language, is_inside ? bip39::Passphrase::none() : passphrase.clone()};
}

}  // namespace steelshare::cli
