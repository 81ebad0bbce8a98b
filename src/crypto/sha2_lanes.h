// SHA-256 and SHA-512 once, for any number of lanes: a Vector is a word, or a vector of words of
// independent messages, and every operation is done in all lanes. Only kernels include this. All of
// it is in an unnamed namespace, so that each kernel has its own copy (kernels.h says why).
// Source: FIPS 180-4, sections 4.1, 5.3 and 6.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "crypto/chain.h"

namespace steelshare::crypto {
namespace {

// The fractional parts of the cube roots of the first 80 primes, 64 bits each. SHA-256 has the
// upper halves of the first 64.
constexpr std::uint64_t sha512_constants[80] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc,
    0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
    0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
    0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
    0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
    0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
    0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
    0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
    0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30,
    0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
    0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8,
    0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
    0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
    0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178,
    0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
    0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c,
    0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};

struct Sha256Constants {
  alignas(64) std::uint32_t words[64]{};
  constexpr Sha256Constants() {
    for (int i = 0; i < 64; ++i) words[i] = static_cast<std::uint32_t>(sha512_constants[i] >> 32);
  }
};
constexpr Sha256Constants sha256_constants;

// The fractional parts of the square roots of the first eight primes.
constexpr std::uint32_t sha256_initial[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                             0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

// Distances of rotation; the last of a small sigma is a shift.
struct Distances {
  int a, b, c;
};

template <class Word>
struct Sha2;

template <>
struct Sha2<std::uint32_t> {
  static constexpr int rounds = 64;
  static constexpr Distances big_sigma0{2, 13, 22}, big_sigma1{6, 11, 25};
  static constexpr Distances small_sigma0{7, 18, 3}, small_sigma1{17, 19, 10};
  static constexpr const std::uint32_t* constants = sha256_constants.words;
};

template <>
struct Sha2<std::uint64_t> {
  static constexpr int rounds = 80;
  static constexpr Distances big_sigma0{28, 34, 39}, big_sigma1{14, 18, 41};
  static constexpr Distances small_sigma0{1, 8, 7}, small_sigma1{19, 61, 6};
  static constexpr const std::uint64_t* constants = sha512_constants;
};

// The operations on plain words, and on vectors of the compiler. An instruction set that has better
// ones derives from it.
template <class AnyWord, class AnyVector, std::size_t any_count>
struct Lanes {
  using Word = AnyWord;
  using Vector = AnyVector;
  static constexpr std::size_t count = any_count;

  template <int distance>
  [[gnu::always_inline]] static Vector rotate(Vector x) {
    return x >> distance | x << (static_cast<int>(8 * sizeof(Word)) - distance);
  }
  [[gnu::always_inline]] static Vector exclusive_or(Vector x, Vector y, Vector z) {
    return x ^ y ^ z;
  }
  [[gnu::always_inline]] static Vector choose(Vector x, Vector y, Vector z) {
    return z ^ (x & (y ^ z));
  }
  [[gnu::always_inline]] static Vector majority(Vector x, Vector y, Vector z) {
    return (x & y) | (z & (x | y));
  }
  // Words as they stand in a message, and as numbers.
  [[gnu::always_inline]] static Vector from_big_endian(Vector x) {
    if constexpr (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) return x;
    return choose(Vector{} + 0x00ff00ffU, rotate<24>(x), rotate<8>(x));
  }
};

// Element by element: of a loop GCC 12 makes a copy in halves of a vector, and the processor waits
// where it next reads the whole.
template <class Vector, std::size_t... i>
[[gnu::always_inline]] inline void copy(const Vector* from, Vector* to, std::index_sequence<i...>) {
  ((to[i] = from[i]), ...);
}
template <class Vector, std::size_t count>
[[gnu::always_inline]] inline void copy(const Vector (&from)[count], Vector (&to)[count]) {
  copy(from, to, std::make_index_sequence<count>{});
}

template <class L>
struct Compression {
  using Word = typename L::Word;
  using Vector = typename L::Vector;
  using Hash = Sha2<Word>;

  template <Distances by>
  [[gnu::always_inline]] static Vector big_sigma(Vector x) {
    return L::exclusive_or(L::template rotate<by.a>(x), L::template rotate<by.b>(x),
                           L::template rotate<by.c>(x));
  }
  template <Distances by>
  [[gnu::always_inline]] static Vector small_sigma(Vector x) {
    return L::exclusive_or(L::template rotate<by.a>(x), L::template rotate<by.b>(x), x >> by.c);
  }

  // Word i of the next sixteen of the schedule, in place of word i of the last sixteen.
  template <int i>
  [[gnu::always_inline]] static void expand(Vector (&w)[16]) {
    w[i] += small_sigma<Hash::small_sigma1>(w[(i + 14) % 16]) + w[(i + 9) % 16] +
            small_sigma<Hash::small_sigma0>(w[(i + 1) % 16]);
  }

  // Round i of sixteen. The names a..h of the standard move by one place a round; s[] stays.
  template <bool expanding, int i>
  [[gnu::always_inline]] static void round(Vector (&s)[8], Vector (&w)[16], const Word* constants) {
    if constexpr (expanding) expand<i>(w);
    const Vector a = s[(16 - i) % 8], b = s[(17 - i) % 8], c = s[(18 - i) % 8];
    const Vector e = s[(20 - i) % 8], f = s[(21 - i) % 8], g = s[(22 - i) % 8];
    Vector& d = s[(19 - i) % 8];
    Vector& h = s[(23 - i) % 8];
    h += w[i] + constants[i] + big_sigma<Hash::big_sigma1>(e) + L::choose(e, f, g);
    d += h;
    h += big_sigma<Hash::big_sigma0>(a) + L::majority(a, b, c);
  }

  template <bool expanding>
  [[gnu::always_inline]] static void sixteen_rounds(Vector (&s)[8], Vector (&w)[16],
                                                    const Word* constants) {
    round<expanding, 0>(s, w, constants);
    round<expanding, 1>(s, w, constants);
    round<expanding, 2>(s, w, constants);
    round<expanding, 3>(s, w, constants);
    round<expanding, 4>(s, w, constants);
    round<expanding, 5>(s, w, constants);
    round<expanding, 6>(s, w, constants);
    round<expanding, 7>(s, w, constants);
    round<expanding, 8>(s, w, constants);
    round<expanding, 9>(s, w, constants);
    round<expanding, 10>(s, w, constants);
    round<expanding, 11>(s, w, constants);
    round<expanding, 12>(s, w, constants);
    round<expanding, 13>(s, w, constants);
    round<expanding, 14>(s, w, constants);
    round<expanding, 15>(s, w, constants);
  }

  // to <- compress(from, block); the block becomes the end of its schedule.
  [[gnu::always_inline]] static void compress(const Vector (&from)[8], Vector (&block)[16],
                                              Vector (&to)[8]) {
    // Constants that the compiler knows it would move through a general register, one by one.
    const Word* constants = Hash::constants;
    __asm__("" : "+r"(constants));
    copy(from, to);
    sixteen_rounds<false>(to, block, constants);
    for (int first = 16; first < Hash::rounds; first += 16) {
      sixteen_rounds<true>(to, block, constants + first);
    }
    for (int i = 0; i < 8; ++i) to[i] += from[i];
  }

  // block <- a digest as a message after one block.
  [[gnu::always_inline]] static void pad_digest(const Vector (&digest)[8], Vector (&block)[16]) {
    constexpr int word_bits = 8 * sizeof(Word);
    for (int i = 0; i < 8; ++i) block[i] = digest[i];
    block[8] = Vector{} + (Word{1} << (word_bits - 1));
    for (int i = 9; i < 15; ++i) block[i] = Vector{};
    block[15] = Vector{} + Word{(16 + 8) * word_bits};
  }
};

// The loop of PBKDF2 over the lanes of one kernel.
template <class L>
struct ChainLoop {
  using Word = typename L::Word;
  using Vector = typename L::Vector;

  // A lane that has no chain of its own repeats the last chain.
  [[gnu::always_inline]] static void load(const Chain<Word>* chains, std::size_t count,
                                          Word (Chain<Word>::*words)[8], Vector (&out)[8]) {
    for (int i = 0; i < 8; ++i) {
      for (std::size_t lane = 0; lane < L::count; ++lane) {
        const Chain<Word>& chain = chains[lane < count ? lane : count - 1];
        reinterpret_cast<Word*>(&out[i])[lane] = (chain.*words)[i];
      }
    }
  }
  [[gnu::always_inline]] static void store(const Vector (&values)[8], Chain<Word>* chains,
                                           std::size_t count, Word (Chain<Word>::*words)[8]) {
    for (int i = 0; i < 8; ++i) {
      for (std::size_t lane = 0; lane < count; ++lane) {
        (chains[lane].*words)[i] = reinterpret_cast<const Word*>(&values[i])[lane];
      }
    }
  }

  // state <- compress(from, state as a message of one digest after one block).
  [[gnu::always_inline]] static void hash_digest(const Vector (&from)[8], Vector (&state)[8]) {
    Vector block[16];
    Compression<L>::pad_digest(state, block);
    Compression<L>::compress(from, block, state);
  }

  [[gnu::always_inline]] static void run(Chain<Word>* chains, std::size_t count,
                                         std::uint32_t iterations) {
    Vector inner[8], outer[8], last[8], sum[8];
    load(chains, count, &Chain<Word>::inner, inner);
    load(chains, count, &Chain<Word>::outer, outer);
    load(chains, count, &Chain<Word>::last, last);
    load(chains, count, &Chain<Word>::sum, sum);
    for (; iterations > 0; --iterations) {
      hash_digest(inner, last);
      hash_digest(outer, last);
      for (int i = 0; i < 8; ++i) sum[i] ^= last[i];
    }
    store(last, chains, count, &Chain<Word>::last);
    store(sum, chains, count, &Chain<Word>::sum);
  }
};

}  // namespace
}  // namespace steelshare::crypto
