#include "steelshare/bip32/key.h"

#include <algorithm>

#include "crypto/curve.h"
#include "crypto/hash.h"
#include "steelshare/secret/hex.h"

namespace steelshare::bip32 {
namespace {

constexpr std::size_t shortest_seed = 16;
constexpr std::size_t longest_seed = 64;

using Half = std::span<const std::uint8_t, 32>;
using HmacOutput = Scratch<crypto::sha512_bytes>;

// The two halves of an HMAC-SHA512: I_L and I_R of the standard.
Half left(const HmacOutput& output) { return output.view().first<32>(); }
Half right(const HmacOutput& output) { return output.view().last<32>(); }

crypto::Scalar scalar(const PrivateKey& key) {
  expects(key.size() == private_key_bytes);
  return key.view().first<private_key_bytes>();
}

std::array<std::uint8_t, 4> big_endian(std::uint32_t number) {
  return {static_cast<std::uint8_t>(number >> 24), static_cast<std::uint8_t>(number >> 16),
          static_cast<std::uint8_t>(number >> 8), static_cast<std::uint8_t>(number)};
}

// The child's key and chain code. The point of the parent costs more than all else, and hardened
// children do not need it: who their parent is, is left to whoever keeps them.
Result<ExtendedPrivateKey> child(const ExtendedPrivateKey& parent, std::uint32_t number) {
  if (parent.origin.depth == most_steps) return Error{ErrorCode::invalid_path};
  const auto index = big_endian(number);
  constexpr std::array<std::uint8_t, 1> zero{0};
  HmacOutput output;
  Fingerprint of_parent{};
  if (is_hardened(number)) {
    crypto::hmac_sha512(parent.chain_code.view(), {zero, parent.key.view(), index}, output.view());
  } else {
    const PublicKey key = public_key(parent.key);
    of_parent = fingerprint(key);
    crypto::hmac_sha512(parent.chain_code.view(), {key.point, index}, output.view());
  }
  PrivateKey key = parent.key.clone();
  if (!crypto::add_to_private_key(key.view().first<private_key_bytes>(), left(output))) {
    return Error{ErrorCode::underivable_key};
  }
  return ExtendedPrivateKey{std::move(key),
                            ChainCode::copy_of(right(output)),
                            {.depth = static_cast<std::uint8_t>(parent.origin.depth + 1),
                             .parent = of_parent,
                             .child_number = number}};
}

Result<ExtendedPublicKey> child(const ExtendedPublicKey& parent, std::uint32_t number) {
  if (is_hardened(number)) return Error{ErrorCode::hardened_from_public};
  if (parent.origin.depth == most_steps) return Error{ErrorCode::invalid_path};
  HmacOutput output;
  crypto::hmac_sha512(parent.chain_code, {parent.key.point, big_endian(number)}, output.view());
  ExtendedPublicKey derived{.key = parent.key,
                            .origin = {.depth = static_cast<std::uint8_t>(parent.origin.depth + 1),
                                       .parent = fingerprint(parent.key),
                                       .child_number = number}};
  if (!crypto::add_to_public_key(derived.key.point, left(output))) {
    return Error{ErrorCode::underivable_key};
  }
  std::ranges::copy(right(output), derived.chain_code.begin());
  return derived;
}

}  // namespace

Result<PrivateKey> private_key(std::span<const std::uint8_t> bytes) {
  if (bytes.size() != private_key_bytes) return Error{ErrorCode::invalid_secret_length};
  if (!crypto::is_private_key(bytes.first<private_key_bytes>())) {
    return Error{ErrorCode::private_key_out_of_range};
  }
  return PrivateKey::copy_of(bytes);
}

PublicKey public_key(const PrivateKey& key) {
  PublicKey computed;
  crypto::public_key(scalar(key), computed.point);
  return computed;
}

Result<ExtendedPrivateKey> master(const Seed& seed) {
  if (seed.size() < shortest_seed || seed.size() > longest_seed) {
    return Error{ErrorCode::invalid_secret_length};
  }
  constexpr std::array<std::uint8_t, 12> name{'B', 'i', 't', 'c', 'o', 'i',
                                              'n', ' ', 's', 'e', 'e', 'd'};
  HmacOutput output;
  crypto::hmac_sha512(name, {seed.view()}, output.view());
  auto key = private_key(left(output));
  if (!key) return Error{ErrorCode::underivable_key};
  return ExtendedPrivateKey{*std::move(key), ChainCode::copy_of(right(output)), {}};
}

Result<ExtendedPrivateKey> derive(const ExtendedPrivateKey& from, const Path& path) {
  ExtendedPrivateKey current{from.key.clone(), from.chain_code.clone(), from.origin};
  for (std::size_t i = 0; i < path.steps.size(); ++i) {
    auto next = child(current, path.steps[i]);
    if (!next) return next.error();
    const bool is_last = i + 1 == path.steps.size();
    if (is_last && is_hardened(path.steps[i])) next->origin.parent = fingerprint(current);
    current = *std::move(next);
  }
  return current;
}

Result<ExtendedPublicKey> derive(const ExtendedPublicKey& from, const Path& path) {
  ExtendedPublicKey current = from;
  for (const std::uint32_t step : path.steps) {
    const auto next = child(current, step);
    if (!next) return next.error();
    current = *next;
  }
  return current;
}

ExtendedPublicKey neuter(const ExtendedPrivateKey& key) {
  ExtendedPublicKey neutered{.key = public_key(key.key), .origin = key.origin};
  std::ranges::copy(key.chain_code.view(), neutered.chain_code.begin());
  return neutered;
}

Fingerprint fingerprint(const PublicKey& key) {
  std::array<std::uint8_t, crypto::hash160_bytes> identifier{};
  crypto::hash160(key.point, identifier);
  return {identifier[0], identifier[1], identifier[2], identifier[3]};
}

Fingerprint fingerprint(const ExtendedPrivateKey& key) { return fingerprint(public_key(key.key)); }

Result<Fingerprint> parse_fingerprint(std::string_view text) {
  Fingerprint fingerprint{};
  if (text.size() != 2 * fingerprint.size() || !detail::decode_hex(text, fingerprint)) {
    return Error{ErrorCode::invalid_fingerprint};
  }
  return fingerprint;
}

}  // namespace steelshare::bip32
