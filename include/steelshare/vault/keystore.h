// The keystore of Ethereum wallets, version 3: one private key under a password, which MetaMask,
// geth and ethers read and write. Here are its fields and its cipher; the JSON around them is
// public and belongs to the command line.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "steelshare/base/result.h"
#include "steelshare/bip32/key.h"
#include "steelshare/secret/random.h"
#include "steelshare/vault/password.h"

namespace steelshare::vault {

/// 128 * n * r bytes of memory, p times. The default is what ethers writes, some tenths of a
/// second.
struct KeystoreScrypt {
  std::uint64_t n = 131072;
  std::uint32_t r = 8, p = 1;
  friend bool operator==(const KeystoreScrypt&, const KeystoreScrypt&) = default;
};

/// PBKDF2-HMAC-SHA256.
struct KeystorePbkdf2 {
  std::uint32_t iterations;
  friend bool operator==(const KeystorePbkdf2&, const KeystorePbkdf2&) = default;
};

/// What is written in the file; nothing of it is secret.
struct Keystore {
  std::variant<KeystoreScrypt, KeystorePbkdf2> derivation;
  std::vector<std::uint8_t> salt;
  std::array<std::uint8_t, 16> iv{};
  std::array<std::uint8_t, 32> ciphertext{};
  std::array<std::uint8_t, 32> mac{};
  /// Of the key; not in every file.
  std::optional<std::array<std::uint8_t, 20>> address = {};
  /// A random number of the file, written as a UUID.
  std::array<std::uint8_t, 16> id{};
  friend bool operator==(const Keystore&, const Keystore&) = default;
};

/// Encrypts a key with AES-128 in counter mode.
///   cost     must be affordable: at most 1 GiB and some seconds, else it aborts
///   source   Ethereum, "Web3 Secret Storage Definition"
Keystore encrypt_keystore(const bip32::PrivateKey& key, const Password& password,
                          RandomSource& random, const KeystoreScrypt& cost = {});

/// The inverse, for both derivations.
///   errors   derivation_too_costly; wrong_password, which an altered file may look like;
///            file_altered, where the address in the file tells them apart;
///            private_key_out_of_range
Result<bip32::PrivateKey> decrypt_keystore(const Keystore& keystore, const Password& password);

}  // namespace steelshare::vault
