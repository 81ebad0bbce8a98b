// The kernels behind chain.h and digest_check.h. Each instruction set has a file of its own,
// compiled for it; such a file may include nothing with inline functions but this header and those
// of the lanes (*_lanes.h), because the linker keeps one copy of an inline function, and must not
// keep the one that only a new processor can run.
#pragma once

#include <cstddef>
#include <cstdint>

#include "crypto/chain.h"
#include "crypto/digest_check.h"

namespace steelshare::crypto::kernels {

/// Advances the first `count` chains, 1..lanes of the kernel, and wipes the vector registers.
template <class Word>
using Run = void (*)(Chain<Word>* chains, std::size_t count, std::uint32_t iterations);

using Chain256 = Chain<std::uint32_t>;
using Chain512 = Chain<std::uint64_t>;

void portable_sha256(Chain256* chain, std::size_t count, std::uint32_t iterations);
void portable_sha512(Chain512* chain, std::size_t count, std::uint32_t iterations);

void libcrypto_sha256(Chain256* chain, std::size_t count, std::uint32_t iterations);
void libcrypto_sha512(Chain512* chain, std::size_t count, std::uint32_t iterations);

void sha_ni_1(Chain256* chains, std::size_t count, std::uint32_t iterations);
void sha_ni_2(Chain256* chains, std::size_t count, std::uint32_t iterations);
void sha_ni_3(Chain256* chains, std::size_t count, std::uint32_t iterations);
void sha_ni_4(Chain256* chains, std::size_t count, std::uint32_t iterations);

void avx2_sha256_8(Chain256* chains, std::size_t count, std::uint32_t iterations);
void avx2_sha512_4(Chain512* chains, std::size_t count, std::uint32_t iterations);

void avx512_sha256_16(Chain256* chains, std::size_t count, std::uint32_t iterations);
void avx512_sha512_8(Chain512* chains, std::size_t count, std::uint32_t iterations);

inline constexpr std::size_t digest_bytes = 4;

/// What all candidates of one length have in common, as words of a block.
struct DigestShape {
  std::size_t bytes;
  std::uint32_t keep[20];    // the bits of a value that count; with four words after the sixteenth
  std::uint32_t end[16];     // what follows the secret in its block
  std::uint32_t second[16];  // the block after it
  bool two_blocks;           // whether there is one
};

/// Returns a bit for each of the first `count` candidates, 1..lanes of the kernel, and wipes the
/// vector registers.
using CheckDigests = std::uint64_t (*)(const DigestCandidate* candidates, std::size_t count,
                                       const DigestShape& shape);

std::uint64_t portable_digest(const DigestCandidate* candidate, std::size_t count,
                              const DigestShape& shape);

std::uint64_t libcrypto_digest(const DigestCandidate* candidate, std::size_t count,
                               const DigestShape& shape);

std::uint64_t sha_ni_digests_1(const DigestCandidate* candidates, std::size_t count,
                               const DigestShape& shape);
std::uint64_t sha_ni_digests_2(const DigestCandidate* candidates, std::size_t count,
                               const DigestShape& shape);
std::uint64_t sha_ni_digests_3(const DigestCandidate* candidates, std::size_t count,
                               const DigestShape& shape);

std::uint64_t avx2_digests_8(const DigestCandidate* candidates, std::size_t count,
                             const DigestShape& shape);

std::uint64_t avx512_digests_16(const DigestCandidate* candidates, std::size_t count,
                                const DigestShape& shape);

}  // namespace steelshare::crypto::kernels
