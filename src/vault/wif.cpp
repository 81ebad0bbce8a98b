#include "steelshare/vault/wif.h"

#include <algorithm>

#include "crypto/base58.h"

namespace steelshare::vault {
namespace {

constexpr std::size_t uncompressed_characters = 51;
constexpr std::size_t compressed_characters = 52;
constexpr std::size_t uncompressed_payload_bytes = 33;  // version, key
constexpr std::size_t compressed_payload_bytes = 34;    // and a flag
constexpr std::uint8_t compressed_flag = 1;

constexpr std::uint8_t version_of(Network network) {
  return network == Network::main ? 0x80 : 0xef;
}

}  // namespace

Text encode_wif(const BitcoinKey& key) {
  Scratch<compressed_payload_bytes> payload;
  payload.view()[0] = version_of(key.network);
  std::ranges::copy(key.key.view(), payload.view().begin() + 1);
  payload.view().back() = compressed_flag;
  Text text(key.compressed ? compressed_characters : uncompressed_characters);
  crypto::base58check_encode(
      payload.view().first(key.compressed ? compressed_payload_bytes : uncompressed_payload_bytes),
      text.view());
  return text;
}

Result<BitcoinKey> decode_wif(std::string_view text) {
  const bool compressed = text.size() == compressed_characters;
  if (!compressed && text.size() != uncompressed_characters) return Error{ErrorCode::invalid_wif};
  Scratch<compressed_payload_bytes> payload;
  const auto used =
      payload.view().first(compressed ? compressed_payload_bytes : uncompressed_payload_bytes);
  switch (crypto::base58check_decode(text, used)) {
    case crypto::Base58Verdict::invalid:
      return Error{ErrorCode::invalid_wif};
    case crypto::Base58Verdict::wrong_checksum:
      return Error{ErrorCode::wif_checksum_mismatch};
    case crypto::Base58Verdict::valid:
      break;
  }
  // Network and form are public.
  const std::uint8_t version = detail::declassify(used[0]);
  const bool is_main = version == version_of(Network::main);
  if (!is_main && version != version_of(Network::test)) return Error{ErrorCode::invalid_wif};
  if (compressed && detail::declassify(used.back()) != compressed_flag) {
    return Error{ErrorCode::invalid_wif};
  }
  auto key = bip32::private_key(used.subspan(1, bip32::private_key_bytes));
  if (!key) return key.error();
  return BitcoinKey{*std::move(key), compressed, is_main ? Network::main : Network::test};
}

std::string legacy_address(const BitcoinKey& key) {
  const bip32::PublicKey point = bip32::public_key(key.key);
  return key.compressed ? address::format(address::Kind::p2pkh, point, key.network)
                        : address::format_uncompressed(point, key.network);
}

}  // namespace steelshare::vault
