#include "steelshare/bip32/ed25519.h"

#include "bip32/child.h"
#include "crypto/ed25519.h"

namespace steelshare::bip32 {
namespace {

ExtendedEd25519Key split(const HmacOutput& output) {
  return {Ed25519PrivateKey::copy_of(left(output)), ChainCode::copy_of(right(output))};
}

}  // namespace

Result<ExtendedEd25519Key> ed25519_master(const Seed& seed) {
  if (!is_seed_size(seed.size())) return Error{ErrorCode::invalid_secret_length};
  constexpr std::array<std::uint8_t, 12> name{'e', 'd', '2', '5', '5', '1',
                                              '9', ' ', 's', 'e', 'e', 'd'};
  HmacOutput output;
  crypto::hmac_sha512(name, {seed.view()}, output.view());
  return split(output);
}

Result<ExtendedEd25519Key> derive(const ExtendedEd25519Key& from, const Path& path) {
  ExtendedEd25519Key current{from.key.clone(), from.chain_code.clone()};
  constexpr std::array<std::uint8_t, 1> zero{0};
  for (const std::uint32_t step : path.steps) {
    if (!is_hardened(step)) return Error{ErrorCode::unhardened_step};
    HmacOutput output;
    crypto::hmac_sha512(current.chain_code.view(), {zero, current.key.view(), big_endian(step)},
                        output.view());
    current = split(output);
  }
  return current;
}

Ed25519PublicKey public_key(const Ed25519PrivateKey& key) {
  expects(key.size() == crypto::ed25519_key_bytes);
  Ed25519PublicKey computed;
  crypto::ed25519_public_key(key.view().first<crypto::ed25519_key_bytes>(), computed.bytes);
  return computed;
}

}  // namespace steelshare::bip32
