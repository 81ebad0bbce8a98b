// Paths, extended keys, fingerprints and addresses: what is accepted is written back alike. Text
// that is made up has no right checksum, so an input that begins with a small number is the payload
// of a text that is given one.
#include <array>
#include <string>

#include "address/bech32.h"
#include "crypto/base58.h"
#include "fuzz/fuzz.h"
#include "steelshare/address/address.h"
#include "steelshare/base/hex.h"
#include "steelshare/bip32/serialise.h"

namespace steelshare::fuzz {
namespace {

void check_path(std::string_view text) {
  const auto path = bip32::parse_path(text);
  if (!path) return expects(path.error() == Error{ErrorCode::invalid_path});
  expects(path->steps.size() <= bip32::most_steps);
  const std::string written = bip32::format_path(*path);
  expects(written.size() == text.size() && *bip32::parse_path(written) == *path);
}

// A private key and its public key have the same descendants.
void check_children(const bip32::ExtendedPrivateKey& key) {
  const bip32::Path path{{key.origin.child_number & ~bip32::hardened_offset, 1}};
  const auto child = bip32::derive(key, path);
  const auto public_child = bip32::derive(bip32::neuter(key), path);
  if (key.origin.depth > bip32::most_steps - path.steps.size()) {
    return expects(child.error().code == ErrorCode::invalid_path &&
                   public_child.error().code == ErrorCode::invalid_path);
  }
  expects(child && public_child && bip32::neuter(*child) == *public_child);
}

void check_xpub(std::string_view text) {
  const auto key = bip32::parse_xpub(text);
  if (key) expects(bip32::format_xpub(*key) == text && *bip32::parse_xpub(text) == *key);
}

void check_xprv(std::string_view text) {
  const auto key = bip32::parse_xprv(text);
  if (!key) return;
  expects(chars(bip32::format_xprv(*key)) == text);
  check_xpub(bip32::format_xpub(bip32::neuter(*key)));
  check_children(*key);
}

void check_fingerprint(std::string_view text) {
  const auto fingerprint = bip32::parse_fingerprint(text);
  if (fingerprint) expects(*bip32::parse_fingerprint(to_hex(*fingerprint)) == *fingerprint);
}

void check_address(std::string_view text) {
  const auto parsed = address::parse(text);
  if (!parsed) return expects(!address::same_address(text, text));
  const auto again = address::parse(parsed->text);
  expects(again && again->kind == parsed->kind && again->text == parsed->text);
  expects(address::same_address(text, parsed->text));
  if (parsed->kind == address::Kind::p2pkh) expects(parsed->text == text);
  expects(parsed->text.size() == text.size());
  // Another address is another account: the last letter but one, changed.
  std::string other(text);
  char& letter = other[other.size() - 2];
  letter = letter == '7' ? '8' : '7';
  expects(!address::same_address(text, other));
}

void check_text(std::string_view text) {
  check_path(text);
  check_xpub(text);
  check_xprv(text);
  check_fingerprint(text);
  check_address(text);
}

template <std::size_t N>
std::string with_checksum(const std::array<std::uint8_t, N>& payload) {
  return crypto::base58check(payload);
}

void check_extended_key(Reader& reader, std::array<std::uint8_t, 4> version) {
  std::array<std::uint8_t, 78> payload{};
  std::ranges::copy(version, payload.begin());
  reader.fill(std::span(payload).subspan<4>());
  check_text(with_checksum(payload));
}

void check_p2pkh(Reader& reader) {
  std::array<std::uint8_t, 21> payload{};
  reader.fill(std::span(payload).subspan<1>());
  const std::string text = with_checksum(payload);
  expects(address::parse(text)->kind == address::Kind::p2pkh);
  check_text(text);
}

void check_p2wpkh(Reader& reader) {
  std::array<std::uint8_t, 20> hash{};
  reader.fill(hash);
  address::Fives values = address::to_fives(hash);
  values.insert(values.begin(), reader.byte() & 31);
  const std::string text = address::encode_bech32(address::Bech32Form::bech32, "bc", values);
  const auto parsed = address::parse(text);
  expects(parsed.has_value() == (values[0] == 0));
  check_text(text);
}

// A key that was made here: both text forms come back, and so do all three kinds of address.
void check_made_key(Reader& reader) {
  std::array<std::uint8_t, 32> bytes{}, chain_code{};
  reader.fill(bytes);
  reader.fill(chain_code);
  auto key = bip32::private_key(bytes);
  if (!key) return expects(key.error().code == ErrorCode::private_key_out_of_range);
  bip32::ExtendedPrivateKey extended{*std::move(key),
                                     bip32::ChainCode::copy_of(chain_code),
                                     {reader.byte(), {1, 2, 3, 4}, reader.byte()}};
  if (extended.origin.depth == 0) extended.origin = {};
  const Text text = bip32::format_xprv(extended);
  expects(bip32::parse_xprv(chars(text)).has_value());
  check_xprv(chars(text));
  const auto point = bip32::public_key(extended.key);
  for (const auto kind : {address::Kind::p2pkh, address::Kind::p2wpkh, address::Kind::ethereum}) {
    const std::string written = address::format(kind, point);
    const auto parsed = address::parse(written);
    expects(parsed && parsed->kind == kind && parsed->text == written);
    check_address(written);
  }
}

}  // namespace

void run(Bytes input) {
  Reader reader(input);
  switch (reader.byte()) {
    case 0:
      return check_extended_key(reader, {0x04, 0x88, 0xb2, 0x1e});
    case 1:
      return check_extended_key(reader, {0x04, 0x88, 0xad, 0xe4});
    case 2:
      return check_p2pkh(reader);
    case 3:
      return check_p2wpkh(reader);
    case 4:
      return check_made_key(reader);
    default:
      return check_text(as_text(input));
  }
}

}  // namespace steelshare::fuzz
