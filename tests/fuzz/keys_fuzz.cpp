// Paths, extended keys, descriptors, fingerprints and addresses: what is accepted is written back
// alike, and what watches from its text gives the same accounts as from the key. Text
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
#include "steelshare/wallet/account.h"
#include "wallet/descriptor.h"

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
  const auto prefixed = bip32::parse_prefixed_xpub(text);
  expects(!key || prefixed);
  if (prefixed) expects(bip32::format_xpub(prefixed->key, prefixed->prefix) == text);
}

// Accounts of a root that watches, and whatever it says of its key, which must watch the same.
void check_watch(std::string_view text) {
  const auto root = wallet::watch(text);
  if (!root) return;
  const auto presets = wallet::fitting_presets(*root);
  expects(!presets.empty());
  for (const wallet::Preset& preset : presets) {
    const wallet::Request request{preset, 1};
    const auto accounts = wallet::accounts(*root, {&request, 1});
    if (!accounts) {
      expects(accounts.error().code == ErrorCode::underivable_key);
      continue;
    }
    for (const wallet::Account& account : *accounts) {
      const auto parsed = address::parse(account.address);
      expects(parsed && parsed->kind == preset.address && parsed->network == preset.network);
      const auto found = wallet::account(*root, *bip32::parse_path(account.path));
      expects(found && found->path == account.path);
    }
    const auto key = wallet::account_xpub(*root, preset);
    if (!key) continue;
    for (const std::string& again : {key->xpub, key->slip132, key->descriptor}) {
      if (again.empty()) continue;
      const auto other = wallet::watch(again);
      expects(other && *wallet::accounts(*other, {&request, 1}) == *accounts);
    }
  }
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
  using enum address::Kind;
  const bool has_cases = parsed->kind == ethereum || parsed->kind == p2wpkh ||
                         parsed->kind == p2tr || parsed->kind == litecoin;
  expects(has_cases || parsed->text == text);
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
  check_watch(text);
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

// Versions that mean something, and others.
void check_versioned(Reader& reader, std::uint8_t version) {
  std::array<std::uint8_t, 21> payload{version};
  reader.fill(std::span(payload).subspan<1>());
  const std::string text = with_checksum(payload);
  const auto parsed = address::parse(text);
  constexpr std::array<std::uint8_t, 7> known{0x00, 0x05, 0x1e, 0x41, 0x6f, 0x71, 0xc4};
  expects(parsed.has_value() == (std::ranges::find(known, version) != known.end()));
  check_text(text);
}

void check_solana(Reader& reader) {
  bip32::Ed25519PublicKey key;
  reader.fill(key.bytes);
  const std::string text = address::format(key);
  expects(address::parse(text)->kind == address::Kind::solana);
  check_text(text);
}

// A program of either length, with the right form and the wrong one.
void check_segwit(Reader& reader) {
  constexpr std::array<const char*, 5> prefixes{"bc", "tb", "ltc", "tltc", "bcrt"};
  const std::string prefix = prefixes[reader.between(0, 4)];
  const auto form =
      reader.byte() % 2 == 0 ? address::Bech32Form::bech32 : address::Bech32Form::bech32m;
  std::vector<std::uint8_t> program(reader.byte() % 2 == 0 ? 20 : 32);
  reader.fill(program);
  address::Fives values = address::to_fives(program);
  values.insert(values.begin(), reader.byte() & 31);
  const std::string text = address::encode_bech32(form, prefix, values);
  const bool is_zero = values[0] == 0 && program.size() == 20 && prefix != "bcrt" &&
                       form == address::Bech32Form::bech32;
  const bool is_one = values[0] == 1 && program.size() == 32 && prefix.size() == 2 &&
                      form == address::Bech32Form::bech32m;
  expects(address::parse(text).has_value() == (is_zero || is_one));
  check_text(text);
}

// A descriptor around what is made up, with the right checksum.
void check_descriptor(Reader& reader) {
  const std::string inside(as_text(reader.rest()));
  for (const auto& [begin, end] : {std::pair{"wpkh(", ")"}, {"sh(wpkh(", "))"}, {"tr(", ")"}}) {
    const std::string text = begin + inside + end;
    const auto checksum = wallet::descriptor_checksum(text);
    if (checksum) check_text(text + '#' + *checksum);
  }
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

// A key that was made here: both text forms come back, and so do all kinds of address.
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
  using enum address::Kind;
  for (const auto kind :
       {p2pkh, p2sh_p2wpkh, p2wpkh, p2tr, ethereum, litecoin, dogecoin, xrp, tron}) {
    for (const auto network : {address::Network::main, address::Network::test}) {
      const std::string written = address::format(kind, point, network);
      const auto parsed = address::parse(written);
      expects(parsed && parsed->kind == kind && parsed->text == written);
      check_address(written);
    }
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
      return check_versioned(reader, 0);
    case 3:
      return check_p2wpkh(reader);
    case 4:
      return check_made_key(reader);
    case 5:
      return check_versioned(reader, reader.byte());
    case 6:
      return check_segwit(reader);
    case 7:
      return check_solana(reader);
    case 8:
      return check_extended_key(reader, {0x04, 0xb2, 0x47, 0x46});
    case 9:
      return check_extended_key(reader, {0x04, 0x4a, 0x52, 0x62});
    case 11:  // 10 begins a line
      return check_descriptor(reader);
    default:
      return check_text(as_text(input));
  }
}

}  // namespace steelshare::fuzz
