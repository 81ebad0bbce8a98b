#include "cli/key_text.h"

#include <algorithm>

#include "cli/input.h"
#include "cli/keystore_file.h"
#include "steelshare/vault/bip38.h"
#include "steelshare/words/normal_form.h"

namespace steelshare::cli {
namespace {

using vault::Password;

constexpr std::size_t shortest_key = 40;
constexpr std::size_t longest_key = 64;

bool is_hexadecimal(std::string_view text) {
  if (text.starts_with("0x") || text.starts_with("0X")) text.remove_prefix(2);
  return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

Outcome<Text> need_password(const Arguments& arguments) {
  auto password = read_password(arguments);
  if (!password) return password.error();
  if (!*password) return failure(Error{ErrorCode::password_needed});
  return **std::move(password);
}

Outcome<TypedKey> read_wif(std::string_view text) {
  auto key = vault::decode_wif(text);
  if (!key) return failure(key.error());
  return TypedKey{*std::move(key)};
}

Outcome<TypedKey> read_bip38(const Arguments& arguments, std::string_view text) {
  if (const auto sound = vault::inspect_bip38(text); !sound) return failure(sound.error());
  const auto typed = need_password(arguments);
  if (!typed) return typed.error();
  const auto password = Password::composed(chars(*typed));
  if (!password) return failure(password.error(), Place::words, "the password");
  auto key = vault::decrypt_bip38(text, *password);
  if (!key) return failure(key.error());
  return TypedKey{*std::move(key), true};
}

// Programs disagree on letters outside ASCII: the bytes as typed, or normal form KC.
Result<bip32::PrivateKey> open_keystore(const vault::Keystore& keystore, std::string_view typed) {
  auto key = vault::decrypt_keystore(keystore, Password::verbatim(typed));
  if (key || key.error().code != ErrorCode::wrong_password || is_ascii(typed)) return key;
  const auto compatible = Password::compatible(typed);
  if (!compatible) return key;
  return vault::decrypt_keystore(keystore, *compatible);
}

Outcome<TypedKey> read_keystore(const Arguments& arguments, std::string_view text) {
  const auto keystore = parse_keystore(text);
  if (!keystore) return failure(keystore.error());
  const auto typed = need_password(arguments);
  if (!typed) return typed.error();
  auto key = open_keystore(*keystore, chars(*typed));
  if (!key) return failure(key.error());
  return TypedKey{{*std::move(key)}, keystore->address.has_value()};
}

void tell_what_shares_do_not_keep(const vault::BitcoinKey& key) {
  if (!key.compressed) {
    notice("this key is of the uncompressed form: its bitcoin address is " + legacy_address(key) +
           ", which shares do not say: keep the record, or note it with them");
  }
  if (key.network == vault::Network::test) {
    notice("this key is of the test network of bitcoin; what is listed is of the main network");
  }
}

}  // namespace

std::string_view name(KeyForm form) {
  switch (form) {
    case KeyForm::wif:
      return "wif";
    case KeyForm::bip38:
      return "bip38";
    case KeyForm::keystore:
      return "keystore";
  }
  return {};
}

std::optional<KeyForm> find_key_form(std::string_view text) {
  if (text.starts_with('{')) return KeyForm::keystore;
  const bool one_word = std::ranges::none_of(text, is_space);
  if (!one_word || text.size() < shortest_key || text.size() > longest_key ||
      is_hexadecimal(text)) {
    return std::nullopt;
  }
  if (text.starts_with("6P")) return KeyForm::bip38;
  if (std::string_view("5KL9c").find(text.front()) != std::string_view::npos) return KeyForm::wif;
  return std::nullopt;
}

Outcome<TypedKey> read_key(const Arguments& arguments, KeyForm form, std::string_view text) {
  auto key = form == KeyForm::wif     ? read_wif(text)
             : form == KeyForm::bip38 ? read_bip38(arguments, text)
                                      : read_keystore(arguments, text);
  if (key) tell_what_shares_do_not_keep(key->key);
  return key;
}

}  // namespace steelshare::cli
