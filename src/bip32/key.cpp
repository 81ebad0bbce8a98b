#include "steelshare/bip32/key.h"

#include <algorithm>
#include <optional>

#include "bip32/child.h"
#include "crypto/curve.h"
#include "crypto/hash.h"
#include "steelshare/secret/hex.h"

namespace steelshare::bip32 {
namespace {

crypto::Scalar scalar(const PrivateKey& key) {
  expects(key.size() == private_key_bytes);
  return key.view().first<private_key_bytes>();
}

// The child's key and chain code. Who the parent is, is left to whoever keeps the child: it takes
// the parent's point, which costs more than all else and which hardened children do not need.
//   point  of the parent; null for a hardened child
Result<ExtendedPrivateKey> child(const ExtendedPrivateKey& parent, const PublicKey* point,
                                 std::uint32_t number) {
  if (parent.origin.depth == most_steps) return Error{ErrorCode::invalid_path};
  const auto index = big_endian(number);
  constexpr std::array<std::uint8_t, 1> zero{0};
  HmacOutput output;
  if (is_hardened(number)) {
    crypto::hmac_sha512(parent.chain_code.view(), {zero, parent.key.view(), index}, output.view());
  } else {
    crypto::hmac_sha512(parent.chain_code.view(), {point->point, index}, output.view());
  }
  PrivateKey key = parent.key.clone();
  if (!crypto::add_to_private_key(key.view().first<private_key_bytes>(), left(output))) {
    return Error{ErrorCode::underivable_key};
  }
  const auto depth = static_cast<std::uint8_t>(parent.origin.depth + 1);
  return ExtendedPrivateKey{std::move(key),
                            ChainCode::copy_of(right(output)),
                            {.depth = depth, .parent = {}, .child_number = number}};
}

//   known_point  of the first key, or null
Result<ExtendedPrivateKey> descend(const ExtendedPrivateKey& from, const PublicKey* known_point,
                                   const Path& path) {
  ExtendedPrivateKey current{from.key.clone(), from.chain_code.clone(), from.origin};
  for (std::size_t i = 0; i < path.steps.size(); ++i) {
    const bool is_last = i + 1 == path.steps.size();
    std::optional<PublicKey> point;
    if (i == 0 && known_point != nullptr) {
      point = *known_point;
    } else if (is_last || !is_hardened(path.steps[i])) {
      point = public_key(current.key);
    }
    auto next = child(current, point ? &*point : nullptr, path.steps[i]);
    if (!next) return next.error();
    if (is_last) next->origin.parent = fingerprint(*point);
    current = *std::move(next);
  }
  return current;
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
  if (!is_seed_size(seed.size())) return Error{ErrorCode::invalid_secret_length};
  constexpr std::array<std::uint8_t, 12> name{'B', 'i', 't', 'c', 'o', 'i',
                                              'n', ' ', 's', 'e', 'e', 'd'};
  HmacOutput output;
  crypto::hmac_sha512(name, {seed.view()}, output.view());
  auto key = private_key(left(output));
  if (!key) return Error{ErrorCode::underivable_key};
  return ExtendedPrivateKey{*std::move(key), ChainCode::copy_of(right(output)), {}};
}

Result<ExtendedPrivateKey> derive(const ExtendedPrivateKey& from, const Path& path) {
  return descend(from, nullptr, path);
}

Result<ExtendedPrivateKey> derive(const ExtendedPrivateKey& from, const PublicKey& point,
                                  const Path& path) {
  return descend(from, &point, path);
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
