// The kernels behind chain.h. Each instruction set has a file of its own, compiled for it; such a
// file may include nothing with inline functions but this header and sha2_lanes.h, because the
// linker keeps one copy of an inline function, and must not keep the one that only a new processor
// can run.
#pragma once

#include <cstddef>
#include <cstdint>

#include "crypto/chain.h"

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

}  // namespace steelshare::crypto::kernels
