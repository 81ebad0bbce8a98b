// Hashes over the libcrypto primitives. Messages come in parts, so that nothing secret has to be
// joined in a buffer first; outputs are spans of exactly the digest's size. None of them can fail,
// and none leaves a state behind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>

namespace steelshare::crypto {

using Bytes = std::span<const std::uint8_t>;
using Parts = std::initializer_list<Bytes>;

inline constexpr std::size_t sha256_bytes = 32;
inline constexpr std::size_t sha512_bytes = 64;
inline constexpr std::size_t hash160_bytes = 20;

void sha256(Parts message, std::span<std::uint8_t, sha256_bytes> digest);
void sha512(Parts message, std::span<std::uint8_t, sha512_bytes> digest);

/// RIPEMD-160 of SHA-256, the short hash of Bitcoin keys and BIP-32 identifiers.
void hash160(Bytes message, std::span<std::uint8_t, hash160_bytes> digest);

void hmac_sha256(Bytes key, Parts message, std::span<std::uint8_t, sha256_bytes> tag);
void hmac_sha512(Bytes key, Parts message, std::span<std::uint8_t, sha512_bytes> tag);

/// Derives a key from one that is good already, not from a password.
///   key      1 to 8160 bytes
///   source   RFC 5869, HKDF with SHA-256
void hkdf_sha256(Bytes input_key, Bytes salt, Bytes info, std::span<std::uint8_t> key);

/// PBKDF2 with our own inner loop over the bare compression function (crypto/chain.h): the two
/// midstates of the password are computed once, and the salt, which in SLIP-39 is half of a secret,
/// is never copied to a heap.
///   password, salt  parts that are read as one string, of any length
///   iterations      at least 1
///   key             1 byte or more, a secret
///   source          RFC 8018 section 5.2
void pbkdf2_hmac_sha256(Parts password, Parts salt, std::uint32_t iterations,
                        std::span<std::uint8_t> key);
void pbkdf2_hmac_sha512(Parts password, Parts salt, std::uint32_t iterations,
                        std::span<std::uint8_t> key);

/// One of several that are derived abreast, which costs less than one after the other.
struct Derivation {
  std::span<const Bytes> password, salt;
  std::span<std::uint8_t> key;
};
void pbkdf2_hmac_sha256(std::span<const Derivation> derivations, std::uint32_t iterations);
void pbkdf2_hmac_sha512(std::span<const Derivation> derivations, std::uint32_t iterations);

}  // namespace steelshare::crypto
