// BIP-0038: a private key of Bitcoin under a passphrase, 58 characters that begin with 6P, as paper
// wallets have it. Of the two forms both are read; the EC-multiplied one, which a printer makes
// without knowing the passphrase, is not written.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "steelshare/base/result.h"
#include "steelshare/secret/secret.h"
#include "steelshare/vault/password.h"
#include "steelshare/vault/wif.h"

namespace steelshare::vault {

/// Numbers that the owner of the passphrase gave to the printer.
struct Bip38Lot {
  std::uint32_t lot;       // 0..1048575
  std::uint32_t sequence;  // 0..4095
  friend bool operator==(const Bip38Lot&, const Bip38Lot&) = default;
};

/// What such a text says without its passphrase.
struct Bip38Info {
  bool ec_multiplied;
  bool compressed;
  std::optional<Bip38Lot> lot;  // of some EC-multiplied ones
};

/// Checks the form and the checksum of a text.
///   errors   invalid_bip38, bip38_checksum_mismatch
Result<Bip38Info> inspect_bip38(std::string_view text);

/// Encrypts without EC multiplication; takes some tenths of a second. The same key and passphrase
/// give the same text.
///   password  Password::composed()
///   source    BIP-0038, "Encryption when EC multiply flag is not used"
Text encrypt_bip38(const BitcoinKey& key, const Password& password);

/// The inverse, and the decryption of EC-multiplied texts.
///   errors   those of inspect_bip38; wrong_password, with a probability of 2^-32 not noticed
///   source   BIP-0038, the two sections on decryption
Result<BitcoinKey> decrypt_bip38(std::string_view text, const Password& password);

}  // namespace steelshare::vault
