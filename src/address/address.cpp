#include "steelshare/address/address.h"

#include <algorithm>
#include <array>

#include "address/bech32.h"
#include "crypto/base58.h"
#include "crypto/curve.h"
#include "crypto/hash.h"
#include "crypto/keccak.h"
#include "steelshare/base/bytes.h"
#include "steelshare/base/hex.h"

namespace steelshare::address {
namespace {

constexpr std::size_t ethereum_digits = 40;
constexpr std::size_t solana_bytes = 32;

// Forms in Base58Check: a version byte and 20 bytes.
struct VersionedForm {
  Kind kind;
  Network network;
  std::uint8_t version;
};
constexpr std::array<VersionedForm, 8> versioned_forms{{
    {Kind::p2pkh, Network::main, 0x00},
    {Kind::p2pkh, Network::test, 0x6f},
    {Kind::p2sh_p2wpkh, Network::main, 0x05},
    {Kind::p2sh_p2wpkh, Network::test, 0xc4},
    {Kind::dogecoin, Network::main, 0x1e},
    {Kind::dogecoin, Network::test, 0x71},
    {Kind::tron, Network::main, 0x41},
    {Kind::xrp, Network::main, 0x00},  // in an alphabet of its own
}};
// What the addresses of these versions begin with, but for xrp.
constexpr std::string_view versioned_initials = "1mn32DT";
constexpr std::size_t shortest_versioned = 25;
constexpr std::size_t longest_versioned = 35;

// The digits of base58 from 0 to 57.
constexpr std::string_view usual_digits =
    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::string_view xrp_digits =
    "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";
static_assert(usual_digits.size() == 58 && xrp_digits.size() == 58);

// Segregated witness: a prefix, a version and a program.
struct SegwitForm {
  Kind kind;
  Network network;
  std::string_view prefix;
  std::uint8_t version;
  std::size_t program_bytes;
};
constexpr std::array<SegwitForm, 6> segwit_forms{{
    {Kind::p2wpkh, Network::main, "bc", 0, 20},
    {Kind::p2wpkh, Network::test, "tb", 0, 20},
    {Kind::p2tr, Network::main, "bc", 1, 32},
    {Kind::p2tr, Network::test, "tb", 1, 32},
    {Kind::litecoin, Network::main, "ltc", 0, 20},
    {Kind::litecoin, Network::test, "tltc", 0, 20},
}};

using Hash160 = std::array<std::uint8_t, crypto::hash160_bytes>;
using VersionedPayload = std::array<std::uint8_t, 1 + crypto::hash160_bytes>;

// The row of this kind on this network, or on the main network where the coin's networks are alike.
template <class Form, std::size_t count>
const Form& find_form(const std::array<Form, count>& forms, Kind kind, Network network) {
  const Form* found = nullptr;
  for (const Form& form : forms) {
    if (form.kind == kind && (found == nullptr || form.network == network)) found = &form;
  }
  expects(found != nullptr);
  return *found;
}

// Each digit becomes the one that means the same in the other alphabet; what is no digit stays.
std::string respell(std::string text, std::string_view from, std::string_view to) {
  for (char& letter : text) {
    const auto digit = from.find(letter);
    // A letter that stays must not become a digit: zero is none in either alphabet.
    letter = digit == std::string_view::npos ? '0' : to[digit];
  }
  return text;
}

Hash160 hash160(std::span<const std::uint8_t> message) {
  Hash160 hash{};
  crypto::hash160(message, hash);
  return hash;
}

std::string format_versioned(const VersionedForm& form, std::span<const std::uint8_t> hash) {
  VersionedPayload payload{form.version};
  std::ranges::copy(hash, payload.begin() + 1);
  const std::string text = crypto::base58check(payload);
  return form.kind == Kind::xrp ? respell(text, usual_digits, xrp_digits) : text;
}

std::string format_segwit(const SegwitForm& form, std::span<const std::uint8_t> program) {
  Fives values{form.version};
  const Fives rest = to_fives(program);
  values.insert(values.end(), rest.begin(), rest.end());
  return encode_bech32(form.version == 0 ? Bech32Form::bech32 : Bech32Form::bech32m, form.prefix,
                       values);
}

// The hash of the script that pays to the key's hash: OP_0 and 20 bytes.
Hash160 nested_hash(const bip32::PublicKey& key) {
  std::array<std::uint8_t, 2 + crypto::hash160_bytes> script{0x00, crypto::hash160_bytes};
  std::ranges::copy(hash160(key.point), script.begin() + 2);
  return hash160(script);
}

using OutputKey = std::array<std::uint8_t, 32>;

// The x of the internal key plus its own tagged hash: no script is committed to.
OutputKey output_key(const bip32::PublicKey& key) {
  constexpr std::array<std::uint8_t, 8> tag{'T', 'a', 'p', 'T', 'w', 'e', 'a', 'k'};
  std::array<std::uint8_t, crypto::sha256_bytes> tag_hash{}, tweak{};
  auto point = key.point;
  point[0] = 0x02;  // of the two points with this x, the one that BIP-0340 takes
  crypto::sha256({tag}, tag_hash);
  crypto::sha256({tag_hash, tag_hash, std::span(point).subspan(1)}, tweak);
  expects(crypto::add_to_public_key(point, tweak));  // fails for one hash in 2^128
  OutputKey x{};
  std::ranges::copy(std::span(point).subspan(1), x.begin());
  return x;
}

using Point = std::array<std::uint8_t, crypto::uncompressed_point_bytes>;
Point point_of(const bip32::PrivateKey& key) {
  expects(key.size() == bip32::private_key_bytes);
  Point point{};
  crypto::public_key(key.view().first<bip32::private_key_bytes>(), point);
  return point;
}

// The last 20 bytes of the hash of both coordinates, which Ethereum and Tron write differently.
Hash160 keccak_hash(const Point& point) {
  std::array<std::uint8_t, crypto::keccak256_bytes> hash{};
  crypto::keccak256(std::span(point).subspan(1), hash);
  Hash160 last{};
  std::ranges::copy(std::span(hash).last<crypto::hash160_bytes>(), last.begin());
  return last;
}

// Returns "0x" and the digits, each letter in the case that the hash of the lower-case digits asks
// for (EIP-55).
std::string with_checksum(std::string digits) {
  std::array<std::uint8_t, crypto::keccak256_bytes> hash{};
  crypto::keccak256(bytes_of(digits), hash);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const bool is_upper = hash[i / 2] >> (i % 2 == 0 ? 7 : 3) & 1;
    if (is_upper && digits[i] >= 'a') digits[i] = static_cast<char>(digits[i] - 'a' + 'A');
  }
  return "0x" + digits;
}

std::string format_point(Kind kind, const Point& point) {
  const Hash160 hash = keccak_hash(point);
  if (kind == Kind::ethereum) return with_checksum(to_hex(hash));
  return format_versioned(find_form(versioned_forms, kind, Network::main), hash);
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

Result<Parsed> parse_segwit(std::string_view text) {
  const Bech32 decoded = decode_bech32(text);
  if (decoded.verdict == Bech32Verdict::invalid || decoded.values.empty()) {
    return Error{ErrorCode::invalid_address};
  }
  for (const SegwitForm& form : segwit_forms) {
    const auto program_values = (form.program_bytes * 8 + 4) / 5;
    if (decoded.prefix != form.prefix || decoded.values.size() != 1 + program_values) continue;
    const bool right = decoded.verdict == Bech32Verdict::valid;
    const auto wanted = form.version == 0 ? Bech32Form::bech32 : Bech32Form::bech32m;
    // Nothing is known of a wrong text, the version least of all.
    if (!right) return Error{ErrorCode::address_checksum_mismatch};
    if (decoded.values[0] != form.version) continue;
    if (decoded.form != wanted) return Error{ErrorCode::address_checksum_mismatch};
    const auto program = from_fives(std::span(decoded.values).subspan(1));
    if (!program) break;
    return Parsed{form.kind, format_segwit(form, *program), true, form.network};
  }
  return Error{ErrorCode::invalid_address};
}

// Of a text in the usual alphabet: the form whose version and spelling it has.
Result<Parsed> parse_versioned(std::string_view text, bool is_xrp) {
  VersionedPayload payload{};
  const auto verdict = crypto::base58check_decode(text, payload);
  if (verdict == crypto::Base58Verdict::invalid) return Error{ErrorCode::invalid_address};
  if (verdict == crypto::Base58Verdict::wrong_checksum) {
    return Error{ErrorCode::address_checksum_mismatch};
  }
  // Only the spelling that format() has: a spare 1 on the left is not an address.
  if (crypto::base58check(payload) != text) return Error{ErrorCode::invalid_address};
  for (const VersionedForm& form : versioned_forms) {
    if (form.version != payload[0] || (form.kind == Kind::xrp) != is_xrp) continue;
    const auto hash = std::span<const std::uint8_t>(payload).subspan(1);
    return Parsed{form.kind, format_versioned(form, hash), true, form.network};
  }
  return Error{ErrorCode::invalid_address};
}

// Any 32 bytes, in the one spelling that base58() has.
Result<Parsed> parse_solana(std::string_view text) {
  std::array<std::uint8_t, solana_bytes> bytes{};
  if (!crypto::base58_decode(text, bytes) || crypto::base58(bytes) != text) {
    return Error{ErrorCode::invalid_address};
  }
  return Parsed{Kind::solana, std::string(text), false};
}

bool begins_as_segwit(std::string_view text) {
  return std::ranges::any_of(segwit_forms, [&](const SegwitForm& form) {
    const auto same = [](char letter, char lower) {
      return letter == lower || letter == lower - 'a' + 'A';
    };
    const std::size_t size = form.prefix.size();
    return text.size() > size && text[size] == '1' &&
           std::ranges::equal(text.substr(0, size), form.prefix, same);
  });
}

}  // namespace

std::string format(Kind kind, const bip32::PublicKey& key, Network network) {
  switch (kind) {
    case Kind::ethereum:
    case Kind::tron: {
      Point point{};
      crypto::uncompress(key.point, point);
      return format_point(kind, point);
    }
    case Kind::p2wpkh:
    case Kind::litecoin:
      return format_segwit(find_form(segwit_forms, kind, network), hash160(key.point));
    case Kind::p2tr:
      return format_segwit(find_form(segwit_forms, kind, network), output_key(key));
    case Kind::p2pkh:
    case Kind::dogecoin:
    case Kind::xrp:
      return format_versioned(find_form(versioned_forms, kind, network), hash160(key.point));
    case Kind::p2sh_p2wpkh:
      return format_versioned(find_form(versioned_forms, kind, network), nested_hash(key));
    case Kind::solana:
      break;
  }
  expects(false);
  return {};
}

std::string format(Kind kind, const bip32::PrivateKey& key, Network network) {
  if (kind != Kind::ethereum && kind != Kind::tron) {
    return format(kind, bip32::public_key(key), network);
  }
  return format_point(kind, point_of(key));
}

std::array<std::uint8_t, 20> ethereum_bytes(const bip32::PrivateKey& key) {
  return keccak_hash(point_of(key));
}

std::string format_uncompressed(const bip32::PublicKey& key, Network network) {
  std::array<std::uint8_t, crypto::uncompressed_point_bytes> whole{};
  crypto::uncompress(key.point, whole);
  return format_versioned(find_form(versioned_forms, Kind::p2pkh, network), hash160(whole));
}

std::string format(const bip32::Ed25519PublicKey& key) { return crypto::base58(key.bytes); }

Result<Parsed> parse(std::string_view text) {
  if (text.empty()) return Error{ErrorCode::empty_input};
  if (text.starts_with("0x")) return parse_ethereum(text.substr(2));
  if (begins_as_segwit(text)) {
    auto segwit = parse_segwit(text);
    if (segwit || segwit.error().code != ErrorCode::invalid_address) return segwit;
  }
  // What is read as 25 bytes with a checksum is too short for the 32 bytes of the other, whatever
  // its letters, unless nearly all of them are ones.
  if (auto solana = parse_solana(text)) return solana;
  if (text.size() < shortest_versioned || text.size() > longest_versioned) {
    return Error{ErrorCode::invalid_address};
  }
  if (text.front() == xrp_digits.front()) {
    return parse_versioned(respell(std::string(text), xrp_digits, usual_digits), true);
  }
  if (versioned_initials.find(text.front()) == std::string_view::npos) {
    return Error{ErrorCode::invalid_address};
  }
  return parse_versioned(text, false);
}

bool same_address(std::string_view a, std::string_view b) {
  const auto first = parse(a);
  const auto second = parse(b);
  return first && second && first->text == second->text;
}

}  // namespace steelshare::address
