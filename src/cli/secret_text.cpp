#include "cli/secret_text.h"

#include "cli/answer.h"
#include "steelshare/bip39/mnemonic.h"
#include "steelshare/bip39/phrase.h"
#include "steelshare/secret/hex.h"

namespace steelshare::cli {
namespace {

using wallet::Kind;

Mnemonic phrase_of(const slip39::MasterSecret& secret) {
  const auto entropy = wallet::as_entropy(secret.view());
  expects(entropy.has_value());
  return bip39::encode(*entropy);
}

std::string_view label(Kind kind) {
  if (kind == Kind::bip39) return "phrase: ";
  return kind == Kind::key ? "private key: " : "secret: ";
}

}  // namespace

std::string_view meaning(Kind kind) {
  switch (kind) {
    case Kind::bip39:
      return "a BIP-39 phrase, for MetaMask and most wallets";
    case Kind::bip39_seed:
      return "a BIP-39 seed of 64 bytes, whose phrase is not in the shares";
    case Kind::slip39:
      return "a SLIP-39 master secret, as a Trezor takes shares";
    case Kind::key:
      return "one private key, of an imported account";
  }
  return {};
}

Text secret_text(const Meaning& meaning, const slip39::MasterSecret& secret) {
  if (meaning.kind == Kind::bip39) {
    return bip39::write_phrase(phrase_of(secret), meaning.language.value());
  }
  TextBuilder text;
  if (meaning.kind == Kind::key) text.append(std::string_view("0x"));
  text.append(secret_to_hex(secret.view()));
  return text.finish();
}

void write_secret(Json& json, const Meaning& meaning, const slip39::MasterSecret& secret) {
  if (meaning.kind == Kind::bip39) json.key("phrase").string(chars(secret_text(meaning, secret)));
  if (meaning.kind == Kind::key) {
    json.key("private_key").string(chars(secret_to_hex(secret.view())));
  }
}

void write_secret(TextBuilder& text, const Meaning& meaning, const slip39::MasterSecret& secret) {
  text.append(label(meaning.kind));
  text.append(secret_text(meaning, secret));
  text.append('\n');
}

Text secret_page(const Meaning& meaning, const slip39::MasterSecret& secret) {
  TextBuilder page;
  page.append(cli::meaning(meaning.kind));
  page.append(std::string_view("\n\n"));
  if (meaning.kind == Kind::bip39) {
    write_numbered(page, phrase_of(secret), bip39::words(meaning.language.value()));
  } else {
    page.append(secret_text(meaning, secret));
    page.append('\n');
  }
  return page.finish();
}

}  // namespace steelshare::cli
