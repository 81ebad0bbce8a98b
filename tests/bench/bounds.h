// What the processor needs for the bare compressions, without PBKDF2 around them: independent of
// the kernels in src/crypto where that is possible.
#pragma once

#include <cstdint>

namespace steelshare::bench {

/// Hashes one long message with libcrypto: each compression waits for the one before.
void dependent_sha256(std::uint32_t compressions);

/// PBKDF2's loop over libcrypto's transform with kept midstates, for one key.
void transform_loop_sha256(std::uint32_t iterations);
void transform_loop_sha512(std::uint32_t iterations);

/// Four of libcrypto's transforms: HMAC of a secret of 16 bytes under the last twelve of `digest`,
/// compared with the first four.
bool digest_by_transforms(const std::uint8_t* digest, const std::uint8_t* secret);

/// The SHA instructions of `compressions` blocks of each of four independent streams, nothing else.
void bare_sha_ni_4(std::uint32_t compressions);

/// Compressions in each lane of AVX2: 8 of SHA-256, 4 of SHA-512.
void bare_avx2_sha256_8(std::uint32_t compressions);
void bare_avx2_sha512_4(std::uint32_t compressions);

/// From a seed to the address at m/44'/60'/0'/0/0, by libsecp256k1 and libcrypto's SHA-512 alone:
/// three points, five additions to keys, six HMACs, and Keccak twice. No wiping, no text.
void derive_bare();

/// One more address of the same parent, whose point is known: one point, one addition, one HMAC.
void address_bare();

}  // namespace steelshare::bench
