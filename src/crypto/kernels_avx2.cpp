// 8 lanes of SHA-256, 4 of SHA-512.
#include <immintrin.h>

#include "crypto/digest_lanes.h"
#include "crypto/kernels.h"
#include "crypto/sha2_lanes.h"

namespace steelshare::crypto::kernels {
namespace {

using Words32 [[gnu::vector_size(32)]] = std::uint32_t;
using Words64 [[gnu::vector_size(32)]] = std::uint64_t;

struct EightLanes : Lanes<std::uint32_t, Words32, 8> {
  [[gnu::always_inline]] static Words32 from_big_endian(Words32 x) {
    const __m256i order = _mm256_broadcastsi128_si256(
        _mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3));
    return reinterpret_cast<Words32>(_mm256_shuffle_epi8(reinterpret_cast<__m256i>(x), order));
  }
  [[gnu::always_inline]] static std::uint64_t equal(Words32 x, Words32 y) {
    const auto lanes = reinterpret_cast<__m256>(x == y);
    return static_cast<std::uint32_t>(_mm256_movemask_ps(lanes));
  }
};

}  // namespace

void avx2_sha256_8(Chain256* chains, std::size_t count, std::uint32_t iterations) {
  ChainLoop<EightLanes>::run(chains, count, iterations);
  _mm256_zeroall();
}

void avx2_sha512_4(Chain512* chains, std::size_t count, std::uint32_t iterations) {
  ChainLoop<Lanes<std::uint64_t, Words64, 4>>::run(chains, count, iterations);
  _mm256_zeroall();
}

std::uint64_t avx2_digests_8(const DigestCandidate* candidates, std::size_t count,
                             const DigestShape& shape) {
  const std::uint64_t agreeing = DigestLoop<EightLanes>::run(candidates, count, shape);
  _mm256_zeroall();
  return agreeing;
}

}  // namespace steelshare::crypto::kernels
