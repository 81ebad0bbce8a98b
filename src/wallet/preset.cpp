#include "steelshare/wallet/preset.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

namespace steelshare::wallet {
namespace {

using enum address::Kind;

constexpr std::array<Preset, 14> table{{
    {"metamask", "m/44'/60'/0'/0/i", ethereum, false},
    {"ledger-live", "m/44'/60'/i'/0/0", ethereum, false},
    {"ledger-legacy", "m/44'/60'/0'/i", ethereum, false},
    {"bitcoin-legacy", "m/44'/0'/0'/0/i", p2pkh, true},
    {"bitcoin-nested", "m/49'/0'/0'/0/i", p2sh_p2wpkh, true},
    {"bitcoin-segwit", "m/84'/0'/0'/0/i", p2wpkh, true},
    {"bitcoin-taproot", "m/86'/0'/0'/0/i", p2tr, true},
    {"litecoin", "m/84'/2'/0'/0/i", litecoin, true},
    {"dogecoin", "m/44'/3'/0'/0/i", dogecoin, true},
    {"xrp", "m/44'/144'/0'/0/i", xrp, true},
    {"tron", "m/44'/195'/0'/0/i", tron, true},
    {"solana", "m/44'/501'/i'/0'", solana, false},
    {"ethereum", "", ethereum, true},
    {"bitcoin-uncompressed", "", p2pkh, true, address::Network::main, false},
}};

constexpr char placeholder = 'i';
constexpr std::size_t coin_step = 1, account_step = 2, chain_step = 3;
constexpr std::uint32_t test_coin = 1;
constexpr std::uint32_t change_chain = 1;
constexpr std::uint32_t searched_accounts = 5;

// Whether the coin is Bitcoin or made after it: it spends whole outputs, so that it has change, and
// its addresses are others on the test network.
constexpr bool is_like_bitcoin(address::Kind kind) {
  switch (kind) {
    case p2pkh:
    case p2sh_p2wpkh:
    case p2wpkh:
    case p2tr:
    case litecoin:
    case dogecoin:
      return true;
    case ethereum:
    case xrp:
    case tron:
    case solana:
      return false;
  }
  return false;
}

bool has_chains(const Preset& preset) {
  return is_like_bitcoin(preset.address) && !preset.pattern.empty();
}

const Preset* find(std::string_view name) {
  const auto found = std::ranges::find(table, name, &Preset::name);
  return found == table.end() ? nullptr : &*found;
}

std::optional<std::uint32_t> parse_count(std::string_view text) {
  std::uint32_t count = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, count);
  if (read.ec != std::errc() || read.ptr != end || count < 1 || count > most_accounts) {
    return std::nullopt;
  }
  return count;
}

Result<Request> parse_request(std::string_view item, Kind kind) {
  const auto colon = item.find(':');
  const Preset* const preset = find(item.substr(0, colon));
  if (preset == nullptr) return Error{ErrorCode::unknown_preset};
  if (!fits(*preset, kind)) return Error{ErrorCode::preset_does_not_fit};
  const auto count =
      colon == std::string_view::npos ? std::uint32_t{1} : parse_count(item.substr(colon + 1));
  if (!count || (kind == Kind::key && *count != 1)) return Error{ErrorCode::invalid_account_count};
  return Request{*preset, *count};
}

}  // namespace

std::span<const Preset> presets() { return table; }

Preset on_test_network(const Preset& preset) {
  Preset there = preset;
  if (is_like_bitcoin(preset.address)) there.network = address::Network::test;
  return there;
}

std::vector<Preset> chains_of(const Preset& preset) {
  if (!has_chains(preset)) return {preset};
  std::vector<Preset> chains;
  for (std::uint32_t account = 0; account < searched_accounts; ++account) {
    for (const bool change : {false, true}) {
      chains.push_back(preset);
      chains.back().account = account;
      chains.back().change = change;
    }
  }
  return chains;
}

bool is_ed25519(const Preset& preset) { return preset.address == solana; }

bool fits(const Preset& preset, Kind kind) {
  return kind == Kind::key ? preset.for_key : !preset.pattern.empty();
}

bip32::Path account_path(const Preset& preset, std::uint32_t index) {
  const auto place = preset.pattern.find(placeholder);
  expects(place != std::string_view::npos);
  std::string text(preset.pattern);
  text.replace(place, 1, std::to_string(index));
  bip32::Path path = bip32::parse_path(text).value();
  if (preset.network == address::Network::test) path.steps[coin_step] = bip32::hardened(test_coin);
  if (preset.account > 0 || preset.change) {
    expects(has_chains(preset));
    path.steps[account_step] = bip32::hardened(preset.account);
    path.steps[chain_step] = preset.change ? change_chain : 0;
  }
  return path;
}

std::size_t shared_steps(const Preset& preset) {
  const auto before = preset.pattern.substr(0, preset.pattern.find(placeholder));
  return static_cast<std::size_t>(std::ranges::count(before, '/')) - 1;
}

Result<std::vector<Request>> parse_requests(std::string_view text, Kind kind) {
  if (text.empty()) return Error{ErrorCode::empty_input};
  std::vector<Request> requests;
  for (auto rest = std::optional(text); rest;) {
    const auto comma = rest->find(',');
    const auto request = parse_request(rest->substr(0, comma), kind);
    if (!request) {
      const auto item =
          static_cast<std::uint16_t>(std::min<std::size_t>(requests.size() + 1, 65535));
      return Error{request.error().code, {.row = item}};
    }
    requests.push_back(*request);
    rest = comma == std::string_view::npos ? std::nullopt : std::optional(rest->substr(comma + 1));
  }
  return requests;
}

Request uncompressed_request() { return {*find("bitcoin-uncompressed"), 1}; }

std::vector<Request> default_requests(Kind kind) {
  return parse_requests(kind == Kind::key ? "ethereum:1" : "metamask:3,bitcoin-segwit:1", kind)
      .value();
}

}  // namespace steelshare::wallet
