#include "steelshare/address/address.h"

#include <algorithm>
#include <array>

#include "address/bech32.h"
#include "crypto/base58.h"
#include "crypto/curve.h"
#include "crypto/hash.h"
#include "crypto/keccak.h"
#include "steelshare/base/hex.h"

namespace steelshare::address {
namespace {

constexpr std::uint8_t p2pkh_version = 0;
constexpr std::size_t shortest_p2pkh = 25;
constexpr std::size_t longest_p2pkh = 34;
constexpr std::string_view bitcoin_prefix = "bc";
constexpr std::uint8_t witness_version = 0;
constexpr std::size_t p2wpkh_characters = 42;
constexpr std::size_t ethereum_digits = 40;

using Hash160 = std::array<std::uint8_t, crypto::hash160_bytes>;

Hash160 hash160(const bip32::PublicKey& key) {
  Hash160 hash{};
  crypto::hash160(key.point, hash);
  return hash;
}

std::string format_p2pkh(const bip32::PublicKey& key) {
  std::array<std::uint8_t, 1 + crypto::hash160_bytes> payload{p2pkh_version};
  std::ranges::copy(hash160(key), payload.begin() + 1);
  return crypto::base58check(payload);
}

std::string format_p2wpkh(const bip32::PublicKey& key) {
  Fives values{witness_version};
  const Fives program = to_fives(hash160(key));
  values.insert(values.end(), program.begin(), program.end());
  return encode_bech32(bitcoin_prefix, values);
}

// Returns "0x" and the digits, each letter in the case that the hash of the lower-case digits asks
// for (EIP-55).
std::string with_checksum(std::string digits) {
  std::array<std::uint8_t, crypto::keccak256_bytes> hash{};
  crypto::keccak256({reinterpret_cast<const std::uint8_t*>(digits.data()), digits.size()}, hash);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const bool is_upper = hash[i / 2] >> (i % 2 == 0 ? 7 : 3) & 1;
    if (is_upper && digits[i] >= 'a') digits[i] = static_cast<char>(digits[i] - 'a' + 'A');
  }
  return "0x" + digits;
}

std::string format_ethereum(const bip32::PublicKey& key) {
  std::array<std::uint8_t, crypto::uncompressed_point_bytes> point{};
  crypto::uncompress(key.point, point);
  std::array<std::uint8_t, crypto::keccak256_bytes> hash{};
  crypto::keccak256(std::span(point).subspan(1), hash);
  return with_checksum(to_hex(std::span(hash).last(ethereum_digits / 2)));
}

Result<Parsed> parse_ethereum(std::string_view digits) {
  if (digits.size() != ethereum_digits) return Error{ErrorCode::invalid_address};
  std::string lower(digits);
  bool has_lower = false;
  bool has_upper = false;
  for (char& letter : lower) {
    if (letter >= '0' && letter <= '9') continue;
    const bool is_upper = letter >= 'A' && letter <= 'F';
    if (!is_upper && !(letter >= 'a' && letter <= 'f')) return Error{ErrorCode::invalid_address};
    (is_upper ? has_upper : has_lower) = true;
    if (is_upper) letter = static_cast<char>(letter - 'A' + 'a');
  }
  Parsed parsed{Kind::ethereum, with_checksum(std::move(lower)), has_lower && has_upper};
  if (parsed.has_checksum && parsed.text.substr(2) != digits) {
    return Error{ErrorCode::address_checksum_mismatch};
  }
  return parsed;
}

Result<Parsed> parse_p2wpkh(std::string_view text) {
  const Bech32 decoded = decode_bech32(text);
  if (decoded.verdict == Bech32Verdict::invalid || text.size() != p2wpkh_characters) {
    return Error{ErrorCode::invalid_address};
  }
  if (decoded.verdict == Bech32Verdict::wrong_checksum) {
    return Error{ErrorCode::address_checksum_mismatch};
  }
  // 42 characters with this prefix hold a version and exactly 20 bytes, without spare bits.
  if (decoded.prefix != bitcoin_prefix || decoded.values[0] != witness_version) {
    return Error{ErrorCode::invalid_address};
  }
  return Parsed{Kind::p2wpkh, encode_bech32(decoded.prefix, decoded.values), true};
}

Result<Parsed> parse_p2pkh(std::string_view text) {
  if (text.size() < shortest_p2pkh || text.size() > longest_p2pkh) {
    return Error{ErrorCode::invalid_address};
  }
  std::array<std::uint8_t, 1 + crypto::hash160_bytes> payload{};
  const auto verdict = crypto::base58check_decode(text, payload);
  if (verdict == crypto::Base58Verdict::invalid) return Error{ErrorCode::invalid_address};
  if (verdict == crypto::Base58Verdict::wrong_checksum) {
    return Error{ErrorCode::address_checksum_mismatch};
  }
  Parsed parsed{Kind::p2pkh, crypto::base58check(payload), true};
  // Only the spelling that format() has: a spare 1 on the left is not an address.
  if (payload[0] != p2pkh_version || parsed.text != text) return Error{ErrorCode::invalid_address};
  return parsed;
}

}  // namespace

std::string format(Kind kind, const bip32::PublicKey& key) {
  switch (kind) {
    case Kind::p2pkh:
      return format_p2pkh(key);
    case Kind::p2wpkh:
      return format_p2wpkh(key);
    case Kind::ethereum:
      return format_ethereum(key);
  }
  expects(false);
  return {};
}

Result<Parsed> parse(std::string_view text) {
  if (text.empty()) return Error{ErrorCode::empty_input};
  if (text.starts_with("0x")) return parse_ethereum(text.substr(2));
  if (text.starts_with("bc1") || text.starts_with("BC1")) return parse_p2wpkh(text);
  if (text.starts_with('1')) return parse_p2pkh(text);
  return Error{ErrorCode::invalid_address};
}

bool same_address(std::string_view a, std::string_view b) {
  const auto first = parse(a);
  const auto second = parse(b);
  return first && second && first->text == second->text;
}

}  // namespace steelshare::address
