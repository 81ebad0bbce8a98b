// libcrypto's compression function, one message at a time. It chooses its instructions itself, and
// is the fastest for a single one where there are no SHA instructions in the kernels here.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#include <algorithm>

#include "crypto/kernels.h"
#include "steelshare/secret/secret.h"

namespace steelshare::crypto::kernels {
namespace {

// The state that is hashed, the block that is hashed into it, and the sum of the states.
template <class Context, class Word>
struct Work {
  Context context;
  std::uint8_t block[16 * sizeof(Word)];
  Word sum[8];
};

template <class Word, std::size_t count>
void write_words(const Word (&words)[count], std::uint8_t* out) {
  for (const Word word : words) {
    for (int shift = 8 * (sizeof word - 1); shift >= 0; shift -= 8) {
      *out++ = static_cast<std::uint8_t>(word >> shift);
    }
  }
}

// The digest that stands in the block becomes a message of one digest after one block.
template <class Word, std::size_t block_bytes>
void pad(std::uint8_t (&block)[block_bytes]) {
  constexpr std::size_t digest_bytes = 8 * sizeof(Word);
  constexpr std::size_t bits = 8 * (block_bytes + digest_bytes);
  block[digest_bytes] = 0x80;
  block[block_bytes - 2] = static_cast<std::uint8_t>(bits >> 8);
  block[block_bytes - 1] = static_cast<std::uint8_t>(bits & 0xff);
}

template <class Context, auto init, auto transform, class Word>
void run(Chain<Word>& chain, std::uint32_t iterations) {
  Work<Context, Word> work{};
  init(&work.context);
  auto& state = work.context.h;
  pad<Word>(work.block);
  std::ranges::copy(chain.last, state);
  std::ranges::copy(chain.sum, work.sum);
  write_words(state, work.block);
  for (; iterations > 0; --iterations) {
    for (const auto* key : {&chain.inner, &chain.outer}) {
      std::ranges::copy(*key, state);
      transform(&work.context, work.block);
      write_words(state, work.block);
    }
    for (int i = 0; i < 8; ++i) work.sum[i] ^= state[i];
  }
  std::ranges::copy(state, chain.last);
  std::ranges::copy(work.sum, chain.sum);
  cleanse(&work, sizeof work);
}

// The two states of an HMAC, and the block that is hashed into one of them.
struct HmacWork {
  SHA256_CTX inner, outer;
  std::uint8_t block[64];
};

void hash_key(HmacWork& work, const std::uint8_t* key, std::size_t bytes) {
  std::copy_n(key, bytes, work.block);
  for (auto& byte : work.block) byte ^= 0x36;
  SHA256_Init(&work.inner);
  SHA256_Transform(&work.inner, work.block);
  for (auto& byte : work.block) byte ^= 0x36 ^ 0x5c;
  SHA256_Init(&work.outer);
  SHA256_Transform(&work.outer, work.block);
}

}  // namespace

void libcrypto_sha256(Chain256* chain, std::size_t, std::uint32_t iterations) {
  run<SHA256_CTX, SHA256_Init, SHA256_Transform>(*chain, iterations);
}

void libcrypto_sha512(Chain512* chain, std::size_t, std::uint32_t iterations) {
  run<SHA512_CTX, SHA512_Init, SHA512_Transform>(*chain, iterations);
}

std::uint64_t libcrypto_digest(const DigestCandidate* candidate, std::size_t,
                               const DigestShape& shape) {
  HmacWork work{};
  hash_key(work, candidate->digest + digest_bytes, shape.bytes - digest_bytes);
  write_words(shape.end, work.block);
  std::copy_n(candidate->secret, shape.bytes, work.block);
  SHA256_Transform(&work.inner, work.block);
  if (shape.two_blocks) {
    write_words(shape.second, work.block);
    SHA256_Transform(&work.inner, work.block);
  }
  std::ranges::fill(work.block, std::uint8_t{0});
  write_words(work.inner.h, work.block);
  pad<std::uint32_t>(work.block);
  SHA256_Transform(&work.outer, work.block);
  write_words(work.outer.h, work.block);
  const bool agrees = detail::equal_bytes(work.block, candidate->digest, digest_bytes);
  cleanse(&work, sizeof work);
  return agrees ? 1 : 0;
}

}  // namespace steelshare::crypto::kernels
