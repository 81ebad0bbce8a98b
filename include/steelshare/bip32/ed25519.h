// Hierarchical keys on the curve ed25519, from the same seed as those of bip32/key.h but with a
// master key of their own (SLIP-0010). All children are hardened: there are no extended public
// keys.
#pragma once

#include <array>
#include <cstdint>

#include "steelshare/base/result.h"
#include "steelshare/bip32/key.h"
#include "steelshare/bip32/path.h"

namespace steelshare::bip32 {

/// 32 bytes, every value of which is a key; the number on the curve is made from their hash.
using Ed25519PrivateKey = Secret<struct Ed25519PrivateKeyTag>;

struct ExtendedEd25519Key {
  Ed25519PrivateKey key;
  ChainCode chain_code;
};

/// A point on the curve, as RFC 8032 writes it.
struct Ed25519PublicKey {
  std::array<std::uint8_t, 32> bytes{};
  friend bool operator==(const Ed25519PublicKey&, const Ed25519PublicKey&) = default;
};

/// Returns the key at the root of the seed's ed25519 tree.
///   errors   invalid_secret_length
///   source   SLIP-0010, "Master key generation"
Result<ExtendedEd25519Key> ed25519_master(const Seed& seed);

/// Follows a path from this key downwards.
///   errors   unhardened_step
///   source   SLIP-0010, "Child key derivation (CKD) functions"
Result<ExtendedEd25519Key> derive(const ExtendedEd25519Key& from, const Path& path);

/// Returns the point of a private key.
///   source   RFC 8032, section 5.1.5
Ed25519PublicKey public_key(const Ed25519PrivateKey& key);

}  // namespace steelshare::bip32
