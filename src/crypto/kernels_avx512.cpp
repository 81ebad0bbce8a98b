// 16 lanes of SHA-256, 8 of SHA-512. A rotation is one instruction, which the compiler finds, and
// so is every function of three bits, which it does not.
#include <immintrin.h>

#include "crypto/digest_lanes.h"
#include "crypto/kernels.h"
#include "crypto/sha2_lanes.h"

namespace steelshare::crypto::kernels {
namespace {

using Words32 [[gnu::vector_size(64)]] = std::uint32_t;
using Words64 [[gnu::vector_size(64)]] = std::uint64_t;

// The same bits under another type.
template <class Vector>
[[gnu::always_inline]] inline __m512i bits(Vector x) {
  return reinterpret_cast<__m512i>(x);
}

template <class Word, class Vector, std::size_t count>
struct TernaryLanes : Lanes<Word, Vector, count> {
  // The truth table, with the bits of x, y and z as its index from the highest.
  template <int table>
  [[gnu::always_inline]] static Vector ternary(Vector x, Vector y, Vector z) {
    return reinterpret_cast<Vector>(_mm512_ternarylogic_epi64(bits(x), bits(y), bits(z), table));
  }
  [[gnu::always_inline]] static Vector exclusive_or(Vector x, Vector y, Vector z) {
    return ternary<0b10010110>(x, y, z);
  }
  [[gnu::always_inline]] static Vector choose(Vector x, Vector y, Vector z) {
    return ternary<0b11001010>(x, y, z);
  }
  [[gnu::always_inline]] static Vector majority(Vector x, Vector y, Vector z) {
    return ternary<0b11101000>(x, y, z);
  }
  [[gnu::always_inline]] static std::uint64_t equal(Vector x, Vector y) {
    return _mm512_cmpeq_epi32_mask(bits(x), bits(y));
  }
};

// vzeroall leaves the upper sixteen registers alone.
[[gnu::always_inline]] inline void wipe_registers() {
  _mm256_zeroall();
  __asm__ volatile(
      "vpxorq %%zmm16, %%zmm16, %%zmm16\n\tvpxorq %%zmm17, %%zmm17, %%zmm17\n\t"
      "vpxorq %%zmm18, %%zmm18, %%zmm18\n\tvpxorq %%zmm19, %%zmm19, %%zmm19\n\t"
      "vpxorq %%zmm20, %%zmm20, %%zmm20\n\tvpxorq %%zmm21, %%zmm21, %%zmm21\n\t"
      "vpxorq %%zmm22, %%zmm22, %%zmm22\n\tvpxorq %%zmm23, %%zmm23, %%zmm23\n\t"
      "vpxorq %%zmm24, %%zmm24, %%zmm24\n\tvpxorq %%zmm25, %%zmm25, %%zmm25\n\t"
      "vpxorq %%zmm26, %%zmm26, %%zmm26\n\tvpxorq %%zmm27, %%zmm27, %%zmm27\n\t"
      "vpxorq %%zmm28, %%zmm28, %%zmm28\n\tvpxorq %%zmm29, %%zmm29, %%zmm29\n\t"
      "vpxorq %%zmm30, %%zmm30, %%zmm30\n\tvpxorq %%zmm31, %%zmm31, %%zmm31"
      :
      :
      : "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", "xmm24", "xmm25",
        "xmm26", "xmm27", "xmm28", "xmm29", "xmm30", "xmm31");
}

}  // namespace

void avx512_sha256_16(Chain256* chains, std::size_t count, std::uint32_t iterations) {
  ChainLoop<TernaryLanes<std::uint32_t, Words32, 16>>::run(chains, count, iterations);
  wipe_registers();
}

void avx512_sha512_8(Chain512* chains, std::size_t count, std::uint32_t iterations) {
  ChainLoop<TernaryLanes<std::uint64_t, Words64, 8>>::run(chains, count, iterations);
  wipe_registers();
}

std::uint64_t avx512_digests_16(const DigestCandidate* candidates, std::size_t count,
                                const DigestShape& shape) {
  using SixteenLanes = TernaryLanes<std::uint32_t, Words32, 16>;
  const std::uint64_t agreeing = DigestLoop<SixteenLanes>::run(candidates, count, shape);
  wipe_registers();
  return agreeing;
}

}  // namespace steelshare::crypto::kernels
