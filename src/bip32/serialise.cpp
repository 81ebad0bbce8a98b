#include "steelshare/bip32/serialise.h"

#include <algorithm>
#include <array>

#include "crypto/base58.h"
#include "crypto/curve.h"

namespace steelshare::bip32 {
namespace {

constexpr std::size_t text_characters = 111;
constexpr std::size_t payload_bytes = 78;
using Version = std::array<std::uint8_t, 4>;
struct PrefixVersion {
  XpubPrefix prefix;
  Version version;
};
constexpr std::array<PrefixVersion, 6> public_versions{{
    {XpubPrefix::xpub, {0x04, 0x88, 0xb2, 0x1e}},
    {XpubPrefix::ypub, {0x04, 0x9d, 0x7c, 0xb2}},
    {XpubPrefix::zpub, {0x04, 0xb2, 0x47, 0x46}},
    {XpubPrefix::tpub, {0x04, 0x35, 0x87, 0xcf}},
    {XpubPrefix::upub, {0x04, 0x4a, 0x52, 0x62}},
    {XpubPrefix::vpub, {0x04, 0x5f, 0x1c, 0xf6}},
}};
constexpr Version private_version{0x04, 0x88, 0xad, 0xe4};

using Payload = std::span<std::uint8_t, payload_bytes>;

// version 4, depth 1, parent's fingerprint 4, child number 4, chain code 32, key 33
auto version_of(Payload payload) { return payload.first<4>(); }
auto parent_of(Payload payload) { return payload.subspan<5, 4>(); }
auto chain_code_of(Payload payload) { return payload.subspan<13, 32>(); }
auto key_of(Payload payload) { return payload.subspan<45, 33>(); }

void write_head(Payload payload, const Version& version, const Origin& origin) {
  std::ranges::copy(version, version_of(payload).begin());
  payload[4] = origin.depth;
  std::ranges::copy(origin.parent, parent_of(payload).begin());
  for (std::size_t i = 0; i < 4; ++i) {
    payload[9 + i] = static_cast<std::uint8_t>(origin.child_number >> (24 - 8 * i));
  }
}

Origin read_origin(Payload payload) {
  Origin origin{.depth = payload[4]};
  std::ranges::copy(parent_of(payload), origin.parent.begin());
  for (std::size_t i = 0; i < 4; ++i) {
    origin.child_number = origin.child_number << 8 | payload[9 + i];
  }
  return origin;
}

// A master key has neither a parent nor a number.
bool is_sound(const Origin& origin) { return origin.depth > 0 || origin == Origin{}; }

// Reads the whole text; the version is for the caller to judge.
Result<Origin> read_head(std::string_view text, Payload payload) {
  if (text.size() != text_characters) return Error{ErrorCode::invalid_extended_key};
  switch (crypto::base58check_decode(text, payload)) {
    case crypto::Base58Verdict::invalid:
      return Error{ErrorCode::invalid_extended_key};
    case crypto::Base58Verdict::wrong_checksum:
      return Error{ErrorCode::extended_key_checksum_mismatch};
    case crypto::Base58Verdict::valid:
      break;
  }
  const Origin origin = read_origin(payload);
  if (!is_sound(origin)) return Error{ErrorCode::invalid_extended_key};
  return origin;
}

const PrefixVersion* find_version(Payload payload) {
  const auto found = std::ranges::find_if(public_versions, [&](const PrefixVersion& row) {
    return std::ranges::equal(version_of(payload), row.version);
  });
  return found == public_versions.end() ? nullptr : &*found;
}

}  // namespace

std::string format_xpub(const ExtendedPublicKey& key) { return format_xpub(key, XpubPrefix::xpub); }

std::string format_xpub(const ExtendedPublicKey& key, XpubPrefix prefix) {
  const auto row = std::ranges::find(public_versions, prefix, &PrefixVersion::prefix);
  expects(row != public_versions.end());
  std::array<std::uint8_t, payload_bytes> payload{};
  write_head(payload, row->version, key.origin);
  std::ranges::copy(key.chain_code, chain_code_of(payload).begin());
  std::ranges::copy(key.key.point, key_of(payload).begin());
  return crypto::base58check(payload);
}

Text format_xprv(const ExtendedPrivateKey& key) {
  Scratch<payload_bytes> payload;
  write_head(payload.view(), private_version, key.origin);
  std::ranges::copy(key.chain_code.view(), chain_code_of(payload.view()).begin());
  std::ranges::copy(key.key.view(), key_of(payload.view()).begin() + 1);
  Text text(text_characters);
  crypto::base58check_encode(payload.view(), text.view());
  return text;
}

Result<ExtendedPublicKey> parse_xpub(std::string_view text) {
  const auto parsed = parse_prefixed_xpub(text);
  if (!parsed) return parsed.error();
  if (parsed->prefix != XpubPrefix::xpub) return Error{ErrorCode::invalid_extended_key};
  return parsed->key;
}

Result<PrefixedXpub> parse_prefixed_xpub(std::string_view text) {
  std::array<std::uint8_t, payload_bytes> payload{};
  const auto origin = read_head(text, payload);
  if (!origin) return origin.error();
  const PrefixVersion* const row = find_version(payload);
  if (row == nullptr || !crypto::is_public_key(key_of(payload))) {
    return Error{ErrorCode::invalid_extended_key};
  }
  ExtendedPublicKey key{.origin = *origin};
  std::ranges::copy(chain_code_of(payload), key.chain_code.begin());
  std::ranges::copy(key_of(payload), key.key.point.begin());
  return PrefixedXpub{row->prefix, key};
}

Result<ExtendedPrivateKey> parse_xprv(std::string_view text) {
  Scratch<payload_bytes> payload;
  const auto origin = read_head(text, payload.view());
  if (!origin) return origin.error();
  if (!std::ranges::equal(version_of(payload.view()), private_version) ||
      key_of(payload.view())[0] != 0) {
    return Error{ErrorCode::invalid_extended_key};
  }
  auto key = private_key(key_of(payload.view()).last<private_key_bytes>());
  if (!key) return key.error();
  return ExtendedPrivateKey{*std::move(key), ChainCode::copy_of(chain_code_of(payload.view())),
                            *origin};
}

}  // namespace steelshare::bip32
