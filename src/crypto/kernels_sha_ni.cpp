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
[[gnu::always_inline]] inline __m128i load_big_endian(const std::uint8_t* bytes) {
  const __m128i order = _mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3);
  return _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes)), order);
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

  // The key of an HMAC, of less than a block, xor a pad.
  [[gnu::always_inline]] static void hash_key(const Block<streams>& key, std::uint32_t pad,
                                              State& state) {
    State initial;
    Block<streams> block;
    for (int i = 0; i < streams; ++i) {
      load_state(sha256_initial, initial, i);
      for (int j = 0; j < 4; ++j) {
        block[j][i] = _mm_xor_si128(key[j][i], _mm_set1_epi32(static_cast<int>(pad)));
      }
    }
    compress(initial, block, state);
  }

  // What stands behind the random part, in the last four words the secret, is not kept.
  [[gnu::always_inline]] static void load_key(const DigestCandidate* candidates,
                                              const DigestShape& shape, Block<streams>& key) {
    for (int i = 0; i < streams; ++i) {
      const auto* bytes = reinterpret_cast<const std::uint8_t*>(candidates + i) + digest_bytes;
      for (int j = 0; j < 4; ++j) {
        key[j][i] = _mm_and_si128(load_big_endian(bytes + 16 * j), load(shape.keep + 1 + 4 * j));
      }
    }
  }

  [[gnu::always_inline]] static void hash_secrets(const DigestCandidate* candidates,
                                                  const DigestShape& shape, State& inner) {
    const State key = inner;
    Block<streams> block;
    for (int i = 0; i < streams; ++i) {
      for (int j = 0; j < 4; ++j) {
        const __m128i words = load_big_endian(candidates[i].secret + 16 * j);
        block[j][i] =
            _mm_or_si128(_mm_and_si128(words, load(shape.keep + 4 * j)), load(shape.end + 4 * j));
      }
    }
    compress(key, block, inner);
    if (!shape.two_blocks) return;
    const State first = inner;
    for (int i = 0; i < streams; ++i) {
      for (int j = 0; j < 4; ++j) block[j][i] = load(shape.second + 4 * j);
    }
    compress(first, block, inner);
  }

  // The first word of a digest is the highest of its state.
  [[gnu::always_inline]] static std::uint64_t agreeing(const DigestCandidate* candidates,
                                                       const State& digests) {
    std::uint64_t agreeing = 0;
    for (int i = 0; i < streams; ++i) {
      const __m128i expected = _mm_shuffle_epi32(load_big_endian(candidates[i].digest), 0);
      const __m128i equal = _mm_cmpeq_epi32(digests.abef[i], expected);
      const auto words = static_cast<std::uint32_t>(_mm_movemask_ps(_mm_castsi128_ps(equal)));
      agreeing |= std::uint64_t{words >> 3} << i;
    }
    return agreeing;
  }

  [[gnu::always_inline]] static std::uint64_t check(const DigestCandidate* candidates,
                                                    const DigestShape& shape) {
    Block<streams> key;
    State inner, outer;
    load_key(candidates, shape, key);
    hash_key(key, 0x36363636, inner);
    hash_key(key, 0x5c5c5c5c, outer);
    hash_secrets(candidates, shape, inner);
    hash_digest(outer, inner);
    const std::uint64_t result = agreeing(candidates, inner);
    wipe_registers();
    return result;
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

std::uint64_t sha_ni_digests_1(const DigestCandidate* candidates, std::size_t,
                               const DigestShape& shape) {
  return ShaNi<1>::check(candidates, shape);
}
std::uint64_t sha_ni_digests_2(const DigestCandidate* candidates, std::size_t,
                               const DigestShape& shape) {
  return ShaNi<2>::check(candidates, shape);
}
std::uint64_t sha_ni_digests_3(const DigestCandidate* candidates, std::size_t,
                               const DigestShape& shape) {
  return ShaNi<3>::check(candidates, shape);
}

}  // namespace steelshare::crypto::kernels
