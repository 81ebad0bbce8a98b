#include "steelshare/vault/keystore.h"

#include <algorithm>

#include "crypto/cipher.h"
#include "crypto/hash.h"
#include "crypto/keccak.h"
#include "crypto/scrypt.h"
#include "steelshare/address/address.h"

namespace steelshare::vault {
namespace {

constexpr std::size_t salt_bytes = 32;
constexpr std::size_t derived_bytes = 32;  // the key of the cipher, then the key of the MAC
constexpr std::size_t half = 16;
constexpr std::uint32_t most_iterations = 1U << 24;

using Derived = std::span<std::uint8_t, derived_bytes>;
using Digest = std::span<std::uint8_t, crypto::keccak256_bytes>;

crypto::ScryptCost cost_of(const KeystoreScrypt& scrypt) { return {scrypt.n, scrypt.r, scrypt.p}; }

bool is_affordable(const Keystore& keystore) {
  if (const auto* scrypt = std::get_if<KeystoreScrypt>(&keystore.derivation)) {
    return crypto::is_affordable(cost_of(*scrypt));
  }
  const auto iterations = std::get<KeystorePbkdf2>(keystore.derivation).iterations;
  return iterations >= 1 && iterations <= most_iterations;
}

void derive(const Keystore& keystore, const Password& password, Derived out) {
  if (const auto* scrypt = std::get_if<KeystoreScrypt>(&keystore.derivation)) {
    crypto::scrypt(password.bytes(), keystore.salt, cost_of(*scrypt), out);
  } else {
    const auto iterations = std::get<KeystorePbkdf2>(keystore.derivation).iterations;
    crypto::pbkdf2_hmac_sha256({password.bytes()}, {keystore.salt}, iterations, out);
  }
}

void authenticate(Derived derived, const Keystore& keystore, Digest mac) {
  Scratch<half + sizeof keystore.ciphertext> body;
  std::ranges::copy(derived.last<half>(), body.view().begin());
  std::ranges::copy(keystore.ciphertext, body.view().begin() + half);
  crypto::keccak256(body.view(), mac);
}

Result<bip32::PrivateKey> decipher(Derived derived, const Keystore& keystore) {
  Scratch<bip32::private_key_bytes> bytes;
  crypto::aes128_ctr(derived.first<half>(), keystore.iv, keystore.ciphertext, bytes.view());
  return bip32::private_key(bytes.view());
}

}  // namespace

Keystore encrypt_keystore(const bip32::PrivateKey& key, const Password& password,
                          RandomSource& random, const KeystoreScrypt& cost) {
  Keystore keystore{.derivation = cost, .salt = std::vector<std::uint8_t>(salt_bytes)};
  random.fill(keystore.salt);
  random.fill(keystore.iv);
  random.fill(keystore.id);
  // RFC 9562, version 4: a random one.
  keystore.id[6] = static_cast<std::uint8_t>((keystore.id[6] & 0x0f) | 0x40);
  keystore.id[8] = static_cast<std::uint8_t>((keystore.id[8] & 0x3f) | 0x80);
  keystore.address = address::ethereum_bytes(key);
  Scratch<derived_bytes> derived;
  derive(keystore, password, derived.view());
  crypto::aes128_ctr(derived.view().first<half>(), keystore.iv, key.view(), keystore.ciphertext);
  authenticate(derived.view(), keystore, keystore.mac);
  return keystore;
}

Result<bip32::PrivateKey> decrypt_keystore(const Keystore& keystore, const Password& password) {
  if (!is_affordable(keystore)) return Error{ErrorCode::derivation_too_costly};
  Scratch<derived_bytes> derived;
  derive(keystore, password, derived.view());
  Scratch<crypto::keccak256_bytes> mac;
  authenticate(derived.view(), keystore, mac.view());
  // Whether the password fits is public.
  const bool fits = detail::declassify(
      detail::equal_bytes(mac.view().data(), keystore.mac.data(), keystore.mac.size()));
  auto key = decipher(derived.view(), keystore);
  const bool has_address =
      key && keystore.address && address::ethereum_bytes(*key) == *keystore.address;
  // The MAC does not cover the IV, and the address is not in every file.
  if (!fits) return Error{has_address ? ErrorCode::file_altered : ErrorCode::wrong_password};
  if (keystore.address && !has_address) return Error{ErrorCode::file_altered};
  return key;
}

}  // namespace steelshare::vault
