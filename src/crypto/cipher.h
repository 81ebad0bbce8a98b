// Ciphers over libcrypto: AES in the two modes of wallet files, and ChaCha20-Poly1305. None of them
// can fail but the opening of a sealed text.
#pragma once

#include "crypto/hash.h"

namespace steelshare::crypto {

inline constexpr std::size_t aes_block_bytes = 16;
inline constexpr std::size_t seal_tag_bytes = 16;

using Aes128Key = std::span<const std::uint8_t, 16>;
using Aes256Key = std::span<const std::uint8_t, 32>;
using AesBlock = std::span<const std::uint8_t, aes_block_bytes>;

/// Encrypts, or decrypts, which is the same: AES-128 in counter mode.
///   counter  of the first block
///   out      as long as the text
void aes128_ctr(Aes128Key key, AesBlock counter, Bytes text, std::span<std::uint8_t> out);

/// Encrypts or decrypts one block with AES-256.
void aes256_encrypt(Aes256Key key, AesBlock block, std::span<std::uint8_t, aes_block_bytes> out);
void aes256_decrypt(Aes256Key key, AesBlock block, std::span<std::uint8_t, aes_block_bytes> out);

using SealKey = std::span<const std::uint8_t, 32>;
using SealNonce = std::span<const std::uint8_t, 12>;

/// Encrypts and authenticates with ChaCha20-Poly1305.
///   associated  is authenticated, not encrypted
///   sealed      as long as the text, and 16 bytes for the tag
///   source      RFC 8439 section 2.8
void seal(SealKey key, SealNonce nonce, Bytes associated, Bytes text,
          std::span<std::uint8_t> sealed);

/// The inverse. False, and a text of zeros, where the tag does not fit.
[[nodiscard]] bool unseal(SealKey key, SealNonce nonce, Bytes associated, Bytes sealed,
                          std::span<std::uint8_t> text);

}  // namespace steelshare::crypto
