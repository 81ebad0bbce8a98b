#include "crypto/hash.h"

// The low-level functions are deprecated in favour of EVP, which allocates, can fail, and hides the
// compression function that PBKDF2's inner loop needs.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/ripemd.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "crypto/chain.h"
#include "steelshare/base/expects.h"
#include "steelshare/secret/secret.h"

namespace steelshare::crypto {
namespace {

using PartList = std::span<const Bytes>;

PartList list(Parts parts) { return {parts.begin(), parts.size()}; }

struct Sha256 {
  using Context = SHA256_CTX;
  using Word = std::uint32_t;
  static constexpr std::size_t block_bytes = 64;
  static constexpr std::size_t digest_bytes = sha256_bytes;
  static constexpr auto init = SHA256_Init;
  static constexpr auto update = SHA256_Update;
  static constexpr auto finish = SHA256_Final;
};

struct Sha512 {
  using Context = SHA512_CTX;
  using Word = std::uint64_t;
  static constexpr std::size_t block_bytes = 128;
  static constexpr std::size_t digest_bytes = sha512_bytes;
  static constexpr auto init = SHA512_Init;
  static constexpr auto update = SHA512_Update;
  static constexpr auto finish = SHA512_Final;
};

// A hash in progress that forgets itself.
template <class Hash>
class Hasher {
 public:
  Hasher() { Hash::init(&context_); }
  Hasher(const Hasher& other) { std::memcpy(&context_, &other.context_, sizeof context_); }
  Hasher& operator=(const Hasher&) = delete;
  ~Hasher() { cleanse(&context_, sizeof context_); }

  void update(Bytes part) {
    if (!part.empty()) Hash::update(&context_, part.data(), part.size());
  }
  void update(PartList parts) {
    for (const Bytes part : parts) update(part);
  }
  void finish(std::span<std::uint8_t, Hash::digest_bytes> digest) {
    Hash::finish(digest.data(), &context_);
  }

  // The state between two blocks.
  void copy_state(typename Hash::Word (&words)[8]) const { std::ranges::copy(context_.h, words); }

 private:
  typename Hash::Context context_;
};

// The key of an HMAC, as the two states after the padded key.
template <class Hash>
struct HmacKey {
  Hasher<Hash> inner, outer;

  explicit HmacKey(PartList key) {
    Scratch<Hash::block_bytes> block;
    load(key, block.view());
    for (auto& byte : block.view()) byte ^= 0x36;
    inner.update(block.view());
    for (auto& byte : block.view()) byte ^= 0x36 ^ 0x5c;
    outer.update(block.view());
  }

  void sign(PartList message, std::span<std::uint8_t, Hash::digest_bytes> tag) const {
    Hasher<Hash> hasher(inner);
    hasher.update(message);
    close(hasher, tag);
  }

  void close(Hasher<Hash>& inner_hasher, std::span<std::uint8_t, Hash::digest_bytes> tag) const {
    Scratch<Hash::digest_bytes> digest;
    inner_hasher.finish(digest.view());
    Hasher<Hash> hasher(outer);
    hasher.update(digest.view());
    hasher.finish(tag);
  }

 private:
  // A key longer than a block is replaced by its hash (RFC 2104).
  static void load(PartList key, std::span<std::uint8_t, Hash::block_bytes> block) {
    std::size_t size = 0;
    for (const Bytes part : key) size += part.size();
    if (size > Hash::block_bytes) {
      Hasher<Hash> hasher;
      hasher.update(key);
      hasher.finish(block.template first<Hash::digest_bytes>());
      return;
    }
    auto out = block.begin();
    for (const Bytes part : key) out = std::ranges::copy(part, out).out;
  }
};

template <class Word>
void read_words(std::span<const std::uint8_t, 8 * sizeof(Word)> bytes, Word (&words)[8]) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    Word& word = words[i / sizeof(Word)];
    word = static_cast<Word>(word << 8 | bytes[i]);
  }
}

// U_1 of one block of a key, with all that the iterations after it need.
template <class Hash>
void begin(Chain<typename Hash::Word>& chain, const HmacKey<Hash>& key, PartList salt,
           std::size_t block) {
  const std::array<std::uint8_t, 4> number{
      static_cast<std::uint8_t>(block >> 24), static_cast<std::uint8_t>(block >> 16),
      static_cast<std::uint8_t>(block >> 8), static_cast<std::uint8_t>(block)};
  Scratch<Hash::digest_bytes> first;
  Hasher<Hash> hasher(key.inner);
  hasher.update(salt);
  hasher.update(Bytes(number));
  key.close(hasher, first.view());

  key.inner.copy_state(chain.inner);
  key.outer.copy_state(chain.outer);
  read_words(std::span<const std::uint8_t, Hash::digest_bytes>(first.view()), chain.last);
  std::ranges::copy(chain.last, chain.sum);
}

template <class Word>
void write_words(std::span<const Chain<Word>> chains, std::span<std::uint8_t> key) {
  for (std::size_t i = 0; i < key.size(); ++i) {
    const Word word = chains[i / (8 * sizeof(Word))].sum[i / sizeof(Word) % 8];
    key[i] = static_cast<std::uint8_t>(word >> 8 * (sizeof(Word) - 1 - i % sizeof(Word)));
  }
}

template <class Hash>
std::size_t block_count(const Derivation& derivation) {
  return (derivation.key.size() + Hash::digest_bytes - 1) / Hash::digest_bytes;
}

// Every block of every key is a chain of its own.
template <class Hash>
void pbkdf2(std::span<const Derivation> derivations, std::uint32_t iterations) {
  expects(iterations >= 1);
  std::size_t count = 0;
  for (const auto& derivation : derivations) count += block_count<Hash>(derivation);
  Secret<struct ChainTag, Chain<typename Hash::Word>> chains(count);
  const auto all = chains.view();

  std::size_t next = 0;
  for (const auto& derivation : derivations) {
    expects(!derivation.key.empty());
    const HmacKey<Hash> key(derivation.password);
    for (std::size_t block = 1; block <= block_count<Hash>(derivation); ++block) {
      begin<Hash>(all[next++], key, derivation.salt, block);
    }
  }
  advance(all, iterations - 1);
  next = 0;
  for (const auto& derivation : derivations) {
    const std::size_t blocks = block_count<Hash>(derivation);
    write_words<typename Hash::Word>(all.subspan(next, blocks), derivation.key);
    next += blocks;
  }
}

template <class Hash>
void hash(Parts message, std::span<std::uint8_t, Hash::digest_bytes> digest) {
  Hasher<Hash> hasher;
  hasher.update(list(message));
  hasher.finish(digest);
}

}  // namespace

void sha256(Parts message, std::span<std::uint8_t, sha256_bytes> digest) {
  hash<Sha256>(message, digest);
}

void sha512(Parts message, std::span<std::uint8_t, sha512_bytes> digest) {
  hash<Sha512>(message, digest);
}

void hash160(Bytes message, std::span<std::uint8_t, hash160_bytes> digest) {
  Scratch<sha256_bytes> inner;
  sha256({message}, inner.view());
  RIPEMD160(inner.view().data(), sha256_bytes, digest.data());
}

void hmac_sha256(Bytes key, Parts message, std::span<std::uint8_t, sha256_bytes> tag) {
  HmacKey<Sha256>(list({key})).sign(list(message), tag);
}

void hmac_sha512(Bytes key, Parts message, std::span<std::uint8_t, sha512_bytes> tag) {
  HmacKey<Sha512>(list({key})).sign(list(message), tag);
}

void hkdf_sha256(Bytes input_key, Bytes salt, Bytes info, std::span<std::uint8_t> key) {
  expects(!key.empty() && key.size() <= 255 * sha256_bytes);
  Scratch<sha256_bytes> pseudorandom_key, block;
  hmac_sha256(salt, {input_key}, pseudorandom_key.view());
  Bytes previous;
  for (std::uint8_t number = 1; !key.empty(); ++number) {
    hmac_sha256(pseudorandom_key.view(), {previous, info, Bytes(&number, 1)}, block.view());
    previous = block.view();
    const auto part = key.first(std::min(key.size(), sha256_bytes));
    std::copy_n(previous.begin(), part.size(), part.begin());
    key = key.subspan(part.size());
  }
}

void pbkdf2_hmac_sha256(Parts password, Parts salt, std::uint32_t iterations,
                        std::span<std::uint8_t> key) {
  const Derivation derivation{list(password), list(salt), key};
  pbkdf2<Sha256>(std::span(&derivation, 1), iterations);
}

void pbkdf2_hmac_sha256(std::span<const Derivation> derivations, std::uint32_t iterations) {
  pbkdf2<Sha256>(derivations, iterations);
}

void pbkdf2_hmac_sha512(Parts password, Parts salt, std::uint32_t iterations,
                        std::span<std::uint8_t> key) {
  const Derivation derivation{list(password), list(salt), key};
  pbkdf2<Sha512>(std::span(&derivation, 1), iterations);
}

void pbkdf2_hmac_sha512(std::span<const Derivation> derivations, std::uint32_t iterations) {
  pbkdf2<Sha512>(derivations, iterations);
}

}  // namespace steelshare::crypto
