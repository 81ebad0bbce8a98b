#include "steelshare/vault/age.h"

#include <algorithm>

#include "crypto/cipher.h"
#include "crypto/scrypt.h"
#include "steelshare/base/bytes.h"
#include "vault/age_format.h"

namespace steelshare::vault {
namespace {

constexpr std::string_view salt_label = "age-encryption.org/v1/scrypt";
constexpr std::string_view binary_begin = "age-encryption.org/";
constexpr std::string_view armored_begin = "-----BEGIN AGE ENCRYPTED FILE-----";
// Each wrapping key is used once.
constexpr std::array<std::uint8_t, 12> zero_nonce{};

void derive_wrapping_key(const AgeScrypt& scrypt, const Password& password,
                         std::span<std::uint8_t, 32> key) {
  std::vector<std::uint8_t> salt(salt_label.begin(), salt_label.end());
  salt.insert(salt.end(), scrypt.salt.begin(), scrypt.salt.end());
  const crypto::ScryptCost cost{std::uint64_t{1} << scrypt.work_factor, 8, 1};
  crypto::scrypt(password.bytes(), salt, cost, key);
}

AgeStanza stanza_of(const AgeScrypt& scrypt) {
  return {{"scrypt", encode_base64(scrypt.salt, Padding::none), std::to_string(scrypt.work_factor)},
          {scrypt.body.begin(), scrypt.body.end()}};
}

Result<AgePayload> decrypt_binary(AgeBytes file, const Password& password) {
  const auto header = parse_age_header(file);
  if (!header) return header.error();
  const auto scrypt = find_age_scrypt(*header);
  if (!scrypt) return scrypt.error();
  Scratch<32> wrapping_key;
  derive_wrapping_key(*scrypt, password, wrapping_key.view());
  Scratch<age_file_key_bytes> key;
  if (!crypto::unseal(wrapping_key.view(), zero_nonce, {}, scrypt->body, key.view())) {
    return Error{ErrorCode::wrong_password};
  }
  const auto mac = age_header_mac(header->stanzas, key.view());
  if (!detail::equal_bytes(mac.data(), header->mac.data(), mac.size())) {
    return Error{ErrorCode::file_altered};
  }
  return decrypt_age_payload(file.subspan(format_age_header(*header).size()), key.view());
}

}  // namespace

std::vector<std::uint8_t> encrypt_age(AgeBytes payload, const Password& password,
                                      RandomSource& random, int work_factor) {
  expects(work_factor >= 1 && work_factor <= most_age_work_factor);
  Scratch<age_file_key_bytes> key;
  random.fill(key.view());
  AgeScrypt scrypt{.work_factor = work_factor};
  random.fill(scrypt.salt);
  Scratch<32> wrapping_key;
  derive_wrapping_key(scrypt, password, wrapping_key.view());
  crypto::seal(wrapping_key.view(), zero_nonce, {}, key.view(), scrypt.body);
  AgeHeader header{{stanza_of(scrypt)}};
  header.mac = age_header_mac(header.stanzas, key.view());

  std::array<std::uint8_t, 16> nonce{};
  random.fill(nonce);
  const std::string head = format_age_header(header);
  std::vector<std::uint8_t> file(head.begin(), head.end());
  const auto rest = encrypt_age_payload(payload, key.view(), nonce);
  file.insert(file.end(), rest.begin(), rest.end());
  return file;
}

bool looks_like_age(AgeBytes file) {
  const auto text = text_of(file);
  const auto first = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  return text.starts_with(binary_begin) || text.substr(first).starts_with(armored_begin);
}

Result<AgePayload> decrypt_age(AgeBytes file, const Password& password) {
  if (text_of(file).starts_with(binary_begin)) return decrypt_binary(file, password);
  const auto binary = dearmor_age(text_of(file));
  if (!binary) return binary.error();
  return decrypt_binary(*binary, password);
}

}  // namespace steelshare::vault
