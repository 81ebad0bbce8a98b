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
constexpr Version public_version{0x04, 0x88, 0xb2, 0x1e};
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

Result<Origin> read_head(std::string_view text, const Version& version, Payload payload) {
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
  if (!std::ranges::equal(version_of(payload), version) || !is_sound(origin)) {
    return Error{ErrorCode::invalid_extended_key};
  }
  return origin;
}

}  // namespace

std::string format_xpub(const ExtendedPublicKey& key) {
  std::array<std::uint8_t, payload_bytes> payload{};
  write_head(payload, public_version, key.origin);
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
  std::array<std::uint8_t, payload_bytes> payload{};
  const auto origin = read_head(text, public_version, payload);
  if (!origin) return origin.error();
  if (!crypto::is_public_key(key_of(payload))) return Error{ErrorCode::invalid_extended_key};
  ExtendedPublicKey key{.origin = *origin};
  std::ranges::copy(chain_code_of(payload), key.chain_code.begin());
  std::ranges::copy(key_of(payload), key.key.point.begin());
  return key;
}

Result<ExtendedPrivateKey> parse_xprv(std::string_view text) {
  Scratch<payload_bytes> payload;
  const auto origin = read_head(text, private_version, payload.view());
  if (!origin) return origin.error();
  if (key_of(payload.view())[0] != 0) return Error{ErrorCode::invalid_extended_key};
  auto key = private_key(key_of(payload.view()).last<private_key_bytes>());
  if (!key) return key.error();
  return ExtendedPrivateKey{*std::move(key), ChainCode::copy_of(chain_code_of(payload.view())),
                            *origin};
}

}  // namespace steelshare::bip32
