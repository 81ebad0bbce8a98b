#define OPENSSL_SUPPRESS_DEPRECATED
#include <benchmark/benchmark.h>
#include <openssl/sha.h>
#include <secp256k1.h>

#include <array>

#include "bounds.h"
#include "crypto/keccak.h"

namespace steelshare::bench {
namespace {

constexpr int hardened_children = 3, other_children = 2;

using Key = std::array<std::uint8_t, 32>;

const secp256k1_context* context() {
  static const secp256k1_context* const made = secp256k1_context_create(SECP256K1_CONTEXT_NONE);
  return made;
}

// HMAC-SHA512 of a message of one block: four compressions. The key's bytes do not matter here.
void hmac(std::array<std::uint8_t, 64>& out, const std::uint8_t* message, std::size_t size) {
  std::array<std::uint8_t, 128> block{};
  SHA512_CTX hash;
  for (const std::uint8_t pad : std::array<std::uint8_t, 2>{0x36, 0x5c}) {
    block.fill(pad);
    SHA512_Init(&hash);
    SHA512_Update(&hash, block.data(), block.size());
    SHA512_Update(&hash, pad == 0x36 ? message : out.data(), pad == 0x36 ? size : out.size());
    SHA512_Final(out.data(), &hash);
  }
}

void make_point(const Key& key, std::uint8_t* point, std::size_t size) {
  secp256k1_pubkey made;
  if (secp256k1_ec_pubkey_create(context(), &made, key.data()) != 1) return;
  secp256k1_ec_pubkey_serialize(context(), point, &size, &made,
                                size == 33 ? SECP256K1_EC_COMPRESSED : SECP256K1_EC_UNCOMPRESSED);
}

Key first_key() {
  Key key{};
  key[31] = 1;
  return key;
}

void add(Key& key, std::array<std::uint8_t, 64>& tweak) {
  tweak[0] = 0;  // below the order of the curve
  benchmark::DoNotOptimize(secp256k1_ec_seckey_tweak_add(context(), key.data(), tweak.data()));
}

void child(Key& key) {
  std::array<std::uint8_t, 37> message{};
  std::array<std::uint8_t, 64> output{};
  make_point(key, message.data(), 33);
  hmac(output, message.data(), message.size());
  add(key, output);
}

void ethereum_address(const Key& key) {
  std::array<std::uint8_t, 65> point{};
  std::array<std::uint8_t, 32> hash{};
  make_point(key, point.data(), point.size());
  crypto::keccak256(std::span(point).subspan(1), hash);
  crypto::keccak256(std::span(point).first<40>(), hash);  // the checksum of EIP-55
  benchmark::DoNotOptimize(hash);
}

}  // namespace

void derive_bare() {
  Key key = first_key();
  std::array<std::uint8_t, 64> output{};
  hmac(output, output.data(), output.size());
  for (int i = 0; i < hardened_children; ++i) {
    hmac(output, output.data(), 37);
    add(key, output);
  }
  for (int i = 0; i < other_children; ++i) child(key);
  ethereum_address(key);
}

void address_bare() {
  Key key = first_key();
  std::array<std::uint8_t, 64> output{};
  hmac(output, output.data(), 37);
  add(key, output);
  ethereum_address(key);
}

}  // namespace steelshare::bench
