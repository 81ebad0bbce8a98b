#include "bounds.h"

#include <benchmark/benchmark.h>

#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#include <algorithm>
#include <array>

namespace steelshare::bench {
namespace {

template <class Word, std::size_t block_bytes>
void write_words(const Word (&state)[8], std::array<std::uint8_t, block_bytes>& block) {
  auto* out = block.data();
  for (const Word word : state) {
    for (int shift = 8 * (sizeof word - 1); shift >= 0; shift -= 8) {
      *out++ = static_cast<std::uint8_t>(word >> shift);
    }
  }
}

template <class Context, class Word, auto init, auto transform>
void transform_loop(std::uint32_t iterations) {
  Context context;
  init(&context);
  Context inner = context, outer = context;
  inner.h[0] ^= 1;
  outer.h[0] ^= 2;
  std::array<std::uint8_t, 16 * sizeof(Word)> block{};
  block[8 * sizeof(Word)] = 0x80;
  block[16 * sizeof(Word) - 2] = static_cast<std::uint8_t>(24 * sizeof(Word) * 8 >> 8);
  Word sum[8]{};
  for (std::uint32_t i = 0; i < iterations; ++i) {
    for (const auto* key : {&inner, &outer}) {
      std::ranges::copy(key->h, context.h);
      transform(&context, block.data());
      write_words(context.h, block);
    }
    for (int j = 0; j < 8; ++j) sum[j] ^= context.h[j];
  }
  benchmark::DoNotOptimize(sum);
}

}  // namespace

void dependent_sha256(std::uint32_t compressions) {
  static std::array<std::uint8_t, 4096> message;
  constexpr std::uint32_t at_once = 4096 / 64;
  SHA256_CTX context;
  SHA256_Init(&context);
  for (std::uint32_t done = 0; done < compressions; done += at_once) {
    SHA256_Update(&context, message.data(),
                  std::size_t{64} * std::min(at_once, compressions - done));
  }
  benchmark::DoNotOptimize(context);
}

void transform_loop_sha256(std::uint32_t iterations) {
  transform_loop<SHA256_CTX, std::uint32_t, SHA256_Init, SHA256_Transform>(iterations);
}

void transform_loop_sha512(std::uint32_t iterations) {
  transform_loop<SHA512_CTX, std::uint64_t, SHA512_Init, SHA512_Transform>(iterations);
}

bool digest_by_transforms(const std::uint8_t* digest, const std::uint8_t* secret) {
  SHA256_CTX inner, outer;
  std::array<std::uint8_t, 64> block{};
  SHA256_Init(&inner);
  SHA256_Init(&outer);
  std::copy_n(digest + 4, 12, block.begin());
  for (auto& byte : block) byte ^= 0x36;
  SHA256_Transform(&inner, block.data());
  for (auto& byte : block) byte ^= 0x36 ^ 0x5c;
  SHA256_Transform(&outer, block.data());
  block.fill(0);
  std::copy_n(secret, 16, block.begin());
  block[16] = 0x80;
  block[62] = (64 + 16) * 8 >> 8;
  block[63] = (64 + 16) * 8 & 0xff;
  SHA256_Transform(&inner, block.data());
  write_words(inner.h, block);
  block[32] = 0x80;
  block[62] = (64 + 32) * 8 >> 8;
  block[63] = (64 + 32) * 8 & 0xff;
  SHA256_Transform(&outer, block.data());
  write_words(outer.h, block);
  return std::equal(digest, digest + 4, block.data());
}

}  // namespace steelshare::bench
