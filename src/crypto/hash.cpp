#include "crypto/hash.h"

// The low-level functions are deprecated in favour of EVP, which allocates, can fail, and hides the
// compression function that PBKDF2's inner loop needs.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/ripemd.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "steelshare/base/expects.h"
#include "steelshare/secret/secret.h"

namespace steelshare::crypto {
namespace {

struct Sha256 {
  using Context = SHA256_CTX;
  using Word = std::uint32_t;
  static constexpr std::size_t block_bytes = 64;
  static constexpr std::size_t digest_bytes = sha256_bytes;
  static constexpr auto init = SHA256_Init;
  static constexpr auto update = SHA256_Update;
  static constexpr auto finish = SHA256_Final;
  static constexpr auto compress = SHA256_Transform;
};

struct Sha512 {
  using Context = SHA512_CTX;
  using Word = std::uint64_t;
  static constexpr std::size_t block_bytes = 128;
  static constexpr std::size_t digest_bytes = sha512_bytes;
  static constexpr auto init = SHA512_Init;
  static constexpr auto update = SHA512_Update;
  static constexpr auto finish = SHA512_Final;
  static constexpr auto compress = SHA512_Transform;
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
  void update(Parts parts) {
    for (const Bytes part : parts) update(part);
  }
  void finish(std::span<std::uint8_t, Hash::digest_bytes> digest) {
    Hash::finish(digest.data(), &context_);
  }

  // The bare function, for the inner loop: state <- compress(state, block).
  void compress(const std::uint8_t* block) { Hash::compress(&context_, block); }
  void restore(const Hasher& other) { std::ranges::copy(other.context_.h, context_.h); }
  void write_state(std::uint8_t* out) const {
    for (const auto word : context_.h) {
      for (int shift = 8 * (sizeof word - 1); shift >= 0; shift -= 8) {
        *out++ = static_cast<std::uint8_t>(word >> shift);
      }
    }
  }

 private:
  typename Hash::Context context_;
};

// The key of an HMAC, as the two states after the padded key.
template <class Hash>
struct HmacKey {
  Hasher<Hash> inner, outer;

  explicit HmacKey(Parts key) {
    Scratch<Hash::block_bytes> block;
    load(key, block.view());
    for (auto& byte : block.view()) byte ^= 0x36;
    inner.update(block.view());
    for (auto& byte : block.view()) byte ^= 0x36 ^ 0x5c;
    outer.update(block.view());
  }

  void sign(Parts message, std::span<std::uint8_t, Hash::digest_bytes> tag) const {
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
  static void load(Parts key, std::span<std::uint8_t, Hash::block_bytes> block) {
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

// The last block of a message of one block plus one digest, which is what every HMAC inside the
// loop hashes: the digest, the bit 1, zeros, the length in bits.
template <class Hash>
class DigestBlock {
 public:
  DigestBlock() {
    constexpr std::size_t bits = 8 * (Hash::block_bytes + Hash::digest_bytes);
    auto bytes = block_.view();
    bytes[Hash::digest_bytes] = 0x80;
    bytes[Hash::block_bytes - 2] = static_cast<std::uint8_t>(bits >> 8);
    bytes[Hash::block_bytes - 1] = static_cast<std::uint8_t>(bits & 0xff);
  }
  auto digest() { return block_.view().template first<Hash::digest_bytes>(); }
  const std::uint8_t* data() { return block_.view().data(); }

 private:
  Scratch<Hash::block_bytes> block_;
};

template <class Hash>
void pbkdf2_block(const HmacKey<Hash>& key, Parts salt, std::uint32_t block_index,
                  std::uint32_t iterations, std::span<std::uint8_t, Hash::digest_bytes> out) {
  const std::array<std::uint8_t, 4> index{
      static_cast<std::uint8_t>(block_index >> 24), static_cast<std::uint8_t>(block_index >> 16),
      static_cast<std::uint8_t>(block_index >> 8), static_cast<std::uint8_t>(block_index)};
  DigestBlock<Hash> block;
  Hasher<Hash> hasher(key.inner);
  hasher.update(salt);
  hasher.update(index);
  key.close(hasher, block.digest());
  std::ranges::copy(block.digest(), out.begin());

  for (std::uint32_t i = 1; i < iterations; ++i) {
    hasher.restore(key.inner);
    hasher.compress(block.data());
    hasher.write_state(block.digest().data());
    hasher.restore(key.outer);
    hasher.compress(block.data());
    hasher.write_state(block.digest().data());
    for (std::size_t j = 0; j < Hash::digest_bytes; ++j) out[j] ^= block.digest()[j];
  }
}

template <class Hash>
void pbkdf2(Parts password, Parts salt, std::uint32_t iterations, std::span<std::uint8_t> out) {
  expects(iterations >= 1 && !out.empty());
  const HmacKey<Hash> key(password);
  Scratch<Hash::digest_bytes> block;
  for (std::uint32_t index = 1; !out.empty(); ++index) {
    pbkdf2_block<Hash>(key, salt, index, iterations, block.view());
    const std::size_t count = std::min(out.size(), Hash::digest_bytes);
    std::ranges::copy(block.view().first(count), out.begin());
    out = out.subspan(count);
  }
}

template <class Hash>
void hash(Parts message, std::span<std::uint8_t, Hash::digest_bytes> digest) {
  Hasher<Hash> hasher;
  hasher.update(message);
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
  HmacKey<Sha256>({key}).sign(message, tag);
}

void hmac_sha512(Bytes key, Parts message, std::span<std::uint8_t, sha512_bytes> tag) {
  HmacKey<Sha512>({key}).sign(message, tag);
}

void pbkdf2_hmac_sha256(Parts password, Parts salt, std::uint32_t iterations,
                        std::span<std::uint8_t> key) {
  pbkdf2<Sha256>(password, salt, iterations, key);
}

void pbkdf2_hmac_sha512(Parts password, Parts salt, std::uint32_t iterations,
                        std::span<std::uint8_t> key) {
  pbkdf2<Sha512>(password, salt, iterations, key);
}

}  // namespace steelshare::crypto
