// 8 lanes of SHA-256, 4 of SHA-512.
#include <immintrin.h>

#include "crypto/kernels.h"
#include "crypto/sha2_lanes.h"

namespace steelshare::crypto::kernels {
namespace {

using Words32 [[gnu::vector_size(32)]] = std::uint32_t;
using Words64 [[gnu::vector_size(32)]] = std::uint64_t;

}  // namespace

void avx2_sha256_8(Chain256* chains, std::size_t count, std::uint32_t iterations) {
  ChainLoop<Lanes<std::uint32_t, Words32, 8>>::run(chains, count, iterations);
  _mm256_zeroall();
}

void avx2_sha512_4(Chain512* chains, std::size_t count, std::uint32_t iterations) {
  ChainLoop<Lanes<std::uint64_t, Words64, 4>>::run(chains, count, iterations);
  _mm256_zeroall();
}

}  // namespace steelshare::crypto::kernels
