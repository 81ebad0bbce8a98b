// Keys and files of other programs. What is accepted is written back alike; a keystore or an age
// file that is cheap to open is opened, which must not end the program. Text that is made up has no
// right checksum, so an input that begins with a small number is the payload of a text that is
// given one.
#include <array>
#include <string>

#include "cli/keystore_file.h"
#include "crypto/base58.h"
#include "fuzz/fuzz.h"
#include "steelshare/vault/bip38.h"
#include "steelshare/vault/contents.h"
#include "steelshare/vault/wif.h"
#include "vault/age_format.h"

namespace steelshare::fuzz {
namespace {

const vault::Password& password() {
  static const auto fixed = vault::Password::verbatim("password");
  return fixed;
}

void check_wif(std::string_view text) {
  const auto key = vault::decode_wif(text);
  if (!key) return;
  expects(chars(vault::encode_wif(*key)) == text);
  expects(vault::legacy_address(*key).size() >= 26);
}

void check_bip38(std::string_view text) {
  const auto info = vault::inspect_bip38(text);
  if (info)
    expects(text.size() == 58 && text.starts_with("6P") && (!info->lot || info->ec_multiplied));
}

bool is_cheap(const vault::Keystore& keystore) {
  if (const auto* scrypt = std::get_if<vault::KeystoreScrypt>(&keystore.derivation)) {
    return scrypt->n <= 64 && scrypt->r <= 8 && scrypt->p <= 4;
  }
  return std::get<vault::KeystorePbkdf2>(keystore.derivation).iterations <= 64;
}

// Costs that are refused cost nothing.
bool is_refused(const vault::Keystore& keystore) {
  const auto* scrypt = std::get_if<vault::KeystoreScrypt>(&keystore.derivation);
  return scrypt != nullptr && scrypt->n > std::uint64_t{1} << 23;
}

void check_keystore(std::string_view text) {
  const auto keystore = cli::parse_keystore(text);
  if (!keystore) {
    const ErrorCode code = keystore.error().code;
    return expects(code == ErrorCode::keystore_syntax || code == ErrorCode::keystore_unsupported);
  }
  const std::string written = cli::format_keystore(*keystore);
  const auto again = cli::parse_keystore(written);
  expects(again && *again == *keystore && cli::format_keystore(*again) == written);
  if (is_refused(*keystore)) {
    const auto key = vault::decrypt_keystore(*keystore, password());
    expects(!key && key.error().code == ErrorCode::derivation_too_costly);
  } else if (is_cheap(*keystore)) {
    static_cast<void>(vault::decrypt_keystore(*keystore, password()));
  }
}

void check_age(Bytes file) {
  const auto header = vault::parse_age_header(file);
  if (!header) return expects(header.error() == Error{ErrorCode::invalid_age_header});
  const std::string written = vault::format_age_header(*header);
  expects(as_text(file).starts_with(written));
  const auto scrypt = vault::find_age_scrypt(*header);
  constexpr int cheap = 6;
  if (scrypt && scrypt->work_factor <= cheap) {
    static_cast<void>(vault::decrypt_age(file, password()));
  }
}

void check_armor(std::string_view text) {
  const auto bytes = vault::dearmor_age(text);
  if (!bytes) return expects(bytes.error() == Error{ErrorCode::invalid_age_armor});
  const std::string written = vault::armor_age(*bytes);
  expects(*vault::dearmor_age(written) == *bytes && written.size() <= text.size() + 1);
  check_age(*bytes);
}

void check_contents(std::string_view text) {
  const auto contents = vault::parse_contents(text);
  if (!contents) return expects(contents.error().at.share == 0);
  const Text written = vault::format_contents(*contents);
  const auto again = vault::parse_contents(chars(written));
  expects(again && chars(vault::format_contents(*again)) == chars(written));
  expects(again->entries.size() == contents->entries.size());
}

void check_payload(Bytes payload) {
  constexpr std::array<std::uint8_t, vault::age_file_key_bytes> key{};
  if (payload.size() < 16) return;
  const auto sealed = vault::encrypt_age_payload(payload.subspan(16), key, payload.first<16>());
  const auto back = vault::decrypt_age_payload(sealed, key);
  expects(back && same(back->view(), payload.subspan(16)));
  expects(!vault::decrypt_age_payload(Bytes(sealed).first(sealed.size() - 1), key));
  static_cast<void>(vault::decrypt_age_payload(payload, key));
}

void check_text(Bytes input) {
  const auto text = as_text(input);
  check_wif(text);
  check_bip38(text);
  check_keystore(text);
  check_age(input);
  check_armor(text);
  check_contents(text);
}

template <std::size_t N>
std::string with_checksum(Reader& reader) {
  std::array<std::uint8_t, N> payload{};
  reader.fill(payload);
  return crypto::base58check(payload);
}

}  // namespace

void run(Bytes input) {
  Reader reader(input);
  switch (reader.byte()) {
    case 0:
      return check_wif(with_checksum<33>(reader));
    case 1:
      return check_wif(with_checksum<34>(reader));
    case 2:
      return check_bip38(with_checksum<39>(reader));
    case 3:
      return check_payload(reader.rest());
    case 4:
      return check_armor(vault::armor_age(reader.rest()));
    default:
      return check_text(input);
  }
}

}  // namespace steelshare::fuzz
