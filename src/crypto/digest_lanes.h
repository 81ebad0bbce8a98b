// The check of share digests over the lanes of one kernel: HMAC-SHA256 of a message of one or two
// blocks, under keys of less than one. Only kernels include this (kernels.h says how).
#pragma once

#include <utility>

#include "crypto/kernels.h"
#include "crypto/sha2_lanes.h"

namespace steelshare::crypto {
namespace {

template <class L>
struct DigestLoop {
  using Vector = typename L::Vector;
  using Lane = std::make_index_sequence<L::count>;

  // Swaps the words beside the diagonal of each square of 2 x step words, in two rows.
  template <std::size_t step, std::size_t... lane>
  [[gnu::always_inline]] static void swap(Vector& a, Vector& b, std::index_sequence<lane...>) {
    const Vector old_a = a, old_b = b;
    a = __builtin_shufflevector(old_a, old_b, (lane & step ? L::count + (lane ^ step) : lane)...);
    b = __builtin_shufflevector(old_a, old_b, (lane & step ? L::count + lane : lane ^ step)...);
  }

  // As many rows as lanes; row i gets word i of each.
  template <std::size_t step = L::count / 2>
  [[gnu::always_inline]] static void transpose(Vector* rows) {
    if constexpr (step > 0) {
      for (std::size_t i = 0; i < L::count; ++i) {
        if ((i & step) == 0) swap<step>(rows[i], rows[i + step], Lane{});
      }
      transpose<step / 2>(rows);
    }
  }

  // The sixteen words of one value of each candidate. A lane that has no candidate of its own
  // repeats the last one.
  [[gnu::always_inline]] static void load(const DigestCandidate* candidates, std::size_t count,
                                          std::uint8_t (DigestCandidate::*value)[64],
                                          Vector (&words)[16]) {
    for (std::size_t first = 0; first < 16; first += L::count) {
      for (std::size_t lane = 0; lane < L::count; ++lane) {
        const auto& bytes = candidates[lane < count ? lane : count - 1].*value;
        __builtin_memcpy(&words[first + lane], bytes + 4 * first, sizeof(Vector));
      }
      transpose(words + first);
    }
    for (auto& word : words) word = L::from_big_endian(word);
  }

  // Not inlined, so that the rounds are there once and stay in the processor's cache. The copies
  // are its own, because only of those does the compiler know that nothing else refers to them.
  [[gnu::noinline]] static void hash(Vector (&state)[8], const Vector (&block)[16]) {
    Vector from[8], to[8], words[16];
    copy(state, from);
    copy(block, words);
    Compression<L>::compress(from, words, to);
    copy(to, state);
  }

  [[gnu::always_inline]] static void hash_key(const Vector (&key)[16], std::uint32_t pad,
                                              Vector (&state)[8]) {
    Vector block[16];
    for (int i = 0; i < 16; ++i) block[i] = key[i] ^ pad;
    for (int i = 0; i < 8; ++i) state[i] = Vector{} + sha256_initial[i];
    hash(state, block);
  }

  [[gnu::always_inline]] static std::uint64_t run(const DigestCandidate* candidates,
                                                  std::size_t count,
                                                  const kernels::DigestShape& shape) {
    Vector words[16], inner[8], outer[8];
    load(candidates, count, &DigestCandidate::digest, words);
    const Vector expected = words[0];
    for (int i = 0; i < 15; ++i) words[i] = words[i + 1] & shape.keep[i + 1];
    words[15] = Vector{};
    hash_key(words, 0x36363636, inner);
    hash_key(words, 0x5c5c5c5c, outer);

    load(candidates, count, &DigestCandidate::secret, words);
    for (int i = 0; i < 16; ++i) words[i] = (words[i] & shape.keep[i]) | shape.end[i];
    hash(inner, words);
    if (shape.two_blocks) {
      for (int i = 0; i < 16; ++i) words[i] = Vector{} + shape.second[i];
      hash(inner, words);
    }
    Compression<L>::pad_digest(inner, words);
    hash(outer, words);
    return L::equal(outer[0], expected) & ((std::uint64_t{1} << count) - 1);
  }
};

}  // namespace
}  // namespace steelshare::crypto
