#include <immintrin.h>

#include "bounds.h"

namespace steelshare::bench {

// 16 times four rounds and 12 times four words of schedule a block, and the addition of a constant;
// the registers hold nothing that means anything. Four streams, as a kernel has, hide the latency.
void bare_sha_ni_4(std::uint32_t compressions) {
  constexpr int streams = 4;
  __m128i a[streams]{}, c[streams]{}, w[streams]{}, v[streams]{};
  // Streams that the compiler knew to be alike would be computed once.
  for (int i = 0; i < streams; ++i) {
    __asm__("" : "+x"(a[i]), "+x"(c[i]), "+x"(w[i]), "+x"(v[i]));
  }
  const __m128i constants = _mm_set_epi32(1, 2, 3, 4);
  for (; compressions > 0; --compressions) {
    for (int step = 0; step < 16; ++step) {
      for (int i = 0; i < streams; ++i) {
        const __m128i sum = _mm_add_epi32(w[i], constants);
        c[i] = _mm_sha256rnds2_epu32(c[i], a[i], sum);
        a[i] = _mm_sha256rnds2_epu32(a[i], c[i], _mm_shuffle_epi32(sum, 0x0e));
        if (step >= 12) continue;
        const __m128i early = _mm_sha256msg1_epu32(w[i], v[i]);
        v[i] = w[i];
        w[i] = _mm_sha256msg2_epu32(_mm_add_epi32(early, _mm_alignr_epi8(v[i], early, 4)), v[i]);
      }
    }
  }
  for (int i = 0; i < streams; ++i) __asm__ volatile("" : : "x"(a[i]), "x"(c[i]));
}

}  // namespace steelshare::bench
