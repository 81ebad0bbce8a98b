// The processor's own rounds of SHA-256. One message waits for the result of each round; two to
// four independent messages fill the gaps.
#include <immintrin.h>

#include "crypto/kernels.h"
#include "crypto/sha2_lanes.h"

namespace steelshare::crypto::kernels {
namespace {

// The state as the instructions have it: words a, b, e, f and c, d, g, h, the first one highest.
template <int streams>
struct States {
  __m128i abef[streams];
  __m128i cdgh[streams];
};

template <int streams>
using Block = __m128i[4][streams];

[[gnu::always_inline]] inline __m128i load(const std::uint32_t* words) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(words));
}
[[gnu::always_inline]] inline void store(__m128i words, std::uint32_t* out) {
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out), words);
}

template <int streams>
struct ShaNi {
  using State = States<streams>;

  [[gnu::always_inline]] static void four_rounds(State& s, const __m128i (&words)[streams],
                                                 const std::uint32_t* constants) {
    for (int i = 0; i < streams; ++i) {
      const __m128i sum = _mm_add_epi32(words[i], load(constants));
      s.cdgh[i] = _mm_sha256rnds2_epu32(s.cdgh[i], s.abef[i], sum);
      s.abef[i] = _mm_sha256rnds2_epu32(s.abef[i], s.cdgh[i], _mm_shuffle_epi32(sum, 0x0e));
    }
  }

  // Four words of the schedule, in place of those sixteen words before.
  template <int at>
  [[gnu::always_inline]] static void expand(Block<streams>& w) {
    for (int i = 0; i < streams; ++i) {
      const __m128i before = w[(at + 3) % 4][i];
      const __m128i seven_before = _mm_alignr_epi8(before, w[(at + 2) % 4][i], 4);
      const __m128i sum = _mm_sha256msg1_epu32(w[at][i], w[(at + 1) % 4][i]);
      w[at][i] = _mm_sha256msg2_epu32(_mm_add_epi32(sum, seven_before), before);
    }
  }

  [[gnu::always_inline]] static void sixteen_rounds(State& s, Block<streams>& w,
                                                    const std::uint32_t* constants) {
    expand<0>(w);
    four_rounds(s, w[0], constants);
    expand<1>(w);
    four_rounds(s, w[1], constants + 4);
    expand<2>(w);
    four_rounds(s, w[2], constants + 8);
    expand<3>(w);
    four_rounds(s, w[3], constants + 12);
  }

  [[gnu::always_inline]] static void compress(const State& from, Block<streams>& block, State& to) {
    constexpr const std::uint32_t* constants = sha256_constants.words;
    to = from;
    for (int i = 0; i < 4; ++i) four_rounds(to, block[i], constants + 4 * i);
    sixteen_rounds(to, block, constants + 16);
    sixteen_rounds(to, block, constants + 32);
    sixteen_rounds(to, block, constants + 48);
    for (int i = 0; i < streams; ++i) {
      to.abef[i] = _mm_add_epi32(to.abef[i], from.abef[i]);
      to.cdgh[i] = _mm_add_epi32(to.cdgh[i], from.cdgh[i]);
    }
  }

  // Words a..d and e..h of one stream, the first one lowest.
  struct Words {
    __m128i abcd, efgh;
  };
  [[gnu::always_inline]] static Words words_of(const State& s, int i) {
    const __m128i feba = _mm_shuffle_epi32(s.abef[i], 0x1b);
    const __m128i dchg = _mm_shuffle_epi32(s.cdgh[i], 0xb1);
    return {_mm_blend_epi16(feba, dchg, 0xf0), _mm_alignr_epi8(dchg, feba, 8)};
  }

  [[gnu::always_inline]] static void load_state(const std::uint32_t (&words)[8], State& s, int i) {
    const __m128i badc = _mm_shuffle_epi32(load(words), 0xb1);
    const __m128i hgfe = _mm_shuffle_epi32(load(words + 4), 0x1b);
    s.abef[i] = _mm_alignr_epi8(badc, hgfe, 8);
    s.cdgh[i] = _mm_blend_epi16(hgfe, badc, 0xf0);
  }
  [[gnu::always_inline]] static void store_state(const State& s, int i, std::uint32_t (&words)[8]) {
    const auto [abcd, efgh] = words_of(s, i);
    store(abcd, words);
    store(efgh, words + 4);
  }

  // state <- compress(from, state as a message of one digest after one block).
  [[gnu::always_inline]] static void hash_digest(const State& from, State& state) {
    Block<streams> block;
    for (int i = 0; i < streams; ++i) {
      const auto [abcd, efgh] = words_of(state, i);
      block[0][i] = abcd;
      block[1][i] = efgh;
      block[2][i] = _mm_set_epi32(0, 0, 0, INT32_MIN);
      block[3][i] = _mm_set_epi32((64 + 32) * 8, 0, 0, 0);
    }
    compress(from, block, state);
  }

  [[gnu::always_inline]] static void run(Chain256* chains, std::uint32_t iterations) {
    State inner, outer, last, sum;
    for (int i = 0; i < streams; ++i) {
      load_state(chains[i].inner, inner, i);
      load_state(chains[i].outer, outer, i);
      load_state(chains[i].last, last, i);
      load_state(chains[i].sum, sum, i);
    }
    for (; iterations > 0; --iterations) {
      hash_digest(inner, last);
      hash_digest(outer, last);
      for (int i = 0; i < streams; ++i) {
        sum.abef[i] = _mm_xor_si128(sum.abef[i], last.abef[i]);
        sum.cdgh[i] = _mm_xor_si128(sum.cdgh[i], last.cdgh[i]);
      }
    }
    for (int i = 0; i < streams; ++i) {
      store_state(last, i, chains[i].last);
      store_state(sum, i, chains[i].sum);
    }
    wipe_registers();
  }

  [[gnu::always_inline]] static void wipe_registers() {
    __asm__ volatile(
        "pxor %%xmm0, %%xmm0\n\tpxor %%xmm1, %%xmm1\n\tpxor %%xmm2, %%xmm2\n\t"
        "pxor %%xmm3, %%xmm3\n\tpxor %%xmm4, %%xmm4\n\tpxor %%xmm5, %%xmm5\n\t"
        "pxor %%xmm6, %%xmm6\n\tpxor %%xmm7, %%xmm7\n\tpxor %%xmm8, %%xmm8\n\t"
        "pxor %%xmm9, %%xmm9\n\tpxor %%xmm10, %%xmm10\n\tpxor %%xmm11, %%xmm11\n\t"
        "pxor %%xmm12, %%xmm12\n\tpxor %%xmm13, %%xmm13\n\tpxor %%xmm14, %%xmm14\n\t"
        "pxor %%xmm15, %%xmm15"
        :
        :
        : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10",
          "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
  }
};

}  // namespace

void sha_ni_1(Chain256* chains, std::size_t, std::uint32_t iterations) {
  ShaNi<1>::run(chains, iterations);
}
void sha_ni_2(Chain256* chains, std::size_t, std::uint32_t iterations) {
  ShaNi<2>::run(chains, iterations);
}
void sha_ni_3(Chain256* chains, std::size_t, std::uint32_t iterations) {
  ShaNi<3>::run(chains, iterations);
}
void sha_ni_4(Chain256* chains, std::size_t, std::uint32_t iterations) {
  ShaNi<4>::run(chains, iterations);
}

}  // namespace steelshare::crypto::kernels
