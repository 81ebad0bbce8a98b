// Hierarchical keys: a seed becomes a master key, a key becomes its children along a path, a
// private key becomes a public one. BIP-0032; every function that can meet a key which does not
// exist (probability below 2^-127) says so with underivable_key.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "steelshare/base/result.h"
#include "steelshare/bip32/path.h"
#include "steelshare/secret/secret.h"

namespace steelshare::bip32 {

/// What a wallet is grown from: 16..64 bytes.
using Seed = Secret<struct SeedTag>;

/// A number in 1..n-1, n being the order of secp256k1: 32 bytes, big-endian. Made by private_key().
using PrivateKey = Secret<struct PrivateKeyTag>;
using ChainCode = Secret<struct ChainCodeTag>;

inline constexpr std::size_t private_key_bytes = 32;
inline constexpr std::size_t chain_code_bytes = 32;

/// A point on the curve, compressed: 02 or 03, then x.
struct PublicKey {
  std::array<std::uint8_t, 33> point{};
  friend bool operator==(const PublicKey&, const PublicKey&) = default;
};

/// The first four bytes of a public key's hash160.
using Fingerprint = std::array<std::uint8_t, 4>;

/// Where a key stands in its tree; all zero for a master key.
struct Origin {
  std::uint8_t depth = 0;
  Fingerprint parent{};
  std::uint32_t child_number = 0;
  friend bool operator==(const Origin&, const Origin&) = default;
};

struct ExtendedPrivateKey {
  PrivateKey key;
  ChainCode chain_code;
  Origin origin;
};

/// Public, but not to be published: with one private child that is not hardened, it gives the
/// parent's private key.
struct ExtendedPublicKey {
  PublicKey key = {};
  std::array<std::uint8_t, chain_code_bytes> chain_code{};
  Origin origin = {};
  friend bool operator==(const ExtendedPublicKey&, const ExtendedPublicKey&) = default;
};

/// Copies a private key out of 32 bytes.
///   errors   invalid_secret_length, private_key_out_of_range
Result<PrivateKey> private_key(std::span<const std::uint8_t> bytes);

/// Returns the point of a private key; aborts on what private_key() would refuse.
PublicKey public_key(const PrivateKey& key);

/// Returns the key at the root of the seed's tree.
///   errors   invalid_secret_length, underivable_key
///   source   BIP-0032, "Master key generation"
Result<ExtendedPrivateKey> master(const Seed& seed);

/// Follows a path from this key downwards.
///   errors   underivable_key; invalid_path where the tree would be deeper than 255
///   source   BIP-0032, CKDpriv
Result<ExtendedPrivateKey> derive(const ExtendedPrivateKey& from, const Path& path);

/// The same where the point of the first key is known: whoever wants many children computes it
/// once.
///   point  public_key(from.key)
Result<ExtendedPrivateKey> derive(const ExtendedPrivateKey& from, const PublicKey& point,
                                  const Path& path);

/// The same among public keys.
///   errors   as above, and hardened_from_public
///   source   BIP-0032, CKDpub
Result<ExtendedPublicKey> derive(const ExtendedPublicKey& from, const Path& path);

/// Takes away the ability to sign.
ExtendedPublicKey neuter(const ExtendedPrivateKey& key);

/// Returns what other software shows to name a key, usually the master key of a wallet.
///   source   BIP-0032, "Key identifiers"
Fingerprint fingerprint(const PublicKey& key);
Fingerprint fingerprint(const ExtendedPrivateKey& key);

/// Reads eight hexadecimal digits of either case.
///   errors   invalid_fingerprint
Result<Fingerprint> parse_fingerprint(std::string_view text);

}  // namespace steelshare::bip32
