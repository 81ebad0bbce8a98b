#include "cli/secret_text.h"

#include "cli/answer.h"
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

Text secret_text(Kind kind, const slip39::MasterSecret& secret) {
  if (kind == Kind::bip39) return format(phrase_of(secret), bip39::words(bip39::Language::english));
  TextBuilder text;
  if (kind == Kind::key) text.append(std::string_view("0x"));
  text.append(secret_to_hex(secret.view()));
  return text.finish();
}

void write_secret(Json& json, Kind kind, const slip39::MasterSecret& secret) {
  if (kind == Kind::bip39) json.key("phrase").string(chars(secret_text(kind, secret)));
  if (kind == Kind::key) {
    json.key("private_key").string(chars(secret_to_hex(secret.view())));
  }
}

void write_secret(TextBuilder& text, Kind kind, const slip39::MasterSecret& secret) {
  text.append(label(kind));
  text.append(secret_text(kind, secret));
  text.append('\n');
}

Text secret_page(Kind kind, const slip39::MasterSecret& secret) {
  TextBuilder page;
  page.append(meaning(kind));
  page.append(std::string_view("\n\n"));
  if (kind == Kind::bip39) {
    write_numbered(page, phrase_of(secret), bip39::words(bip39::Language::english));
  } else {
    page.append(secret_text(kind, secret));
    page.append('\n');
  }
  return page.finish();
}

}  // namespace steelshare::cli
