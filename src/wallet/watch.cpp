#include "wallet/watch.h"

#include <algorithm>
#include <array>

#include "steelshare/bip32/serialise.h"
#include "wallet/descriptor.h"
#include "wallet/xpub.h"

namespace steelshare::wallet {
namespace {

using Steps = std::vector<std::uint32_t>;

// Both networks of every preset that has paths and extended public keys.
std::vector<Preset> candidates(const Watched& watched) {
  std::vector<Preset> found;
  for (const Preset& preset : presets()) {
    if (preset.pattern.empty() || is_ed25519(preset)) continue;
    const bool there = watched.network == address::Network::test;
    const Preset candidate = there ? on_test_network(preset) : preset;
    const bool has_form = !watched.form || candidate.address == *watched.form;
    if (candidate.network == watched.network && has_form) found.push_back(candidate);
  }
  return found;
}

// The path that a key would have under a preset, as far as depth and last number allow.
std::optional<bip32::Path> assumed_path(const bip32::Origin& key, const Preset& preset) {
  const bip32::Path first = account_path(preset, 0);
  const std::size_t account = hardened_steps(first), depth = key.depth;
  if (depth < account || depth >= first.steps.size()) return std::nullopt;
  bip32::Path path = first_steps(first, depth);
  if (depth == account && bip32::is_hardened(key.child_number)) {
    path.steps.back() = key.child_number;
  }
  if (path.steps.back() != key.child_number) return std::nullopt;
  return path;
}

// Whether a known path is one of the preset's, at any account.
bool is_above(const bip32::Path& path, const Preset& preset) {
  const bip32::Path first = account_path(preset, 0);
  const std::size_t account = hardened_steps(first), depth = path.steps.size();
  if (depth < account || depth >= first.steps.size()) return false;
  for (std::size_t i = 0; i < depth; ++i) {
    const bool may_vary = i + 1 == account && bip32::is_hardened(path.steps[i]);
    if (path.steps[i] != first.steps[i] && !may_vary) return false;
  }
  return true;
}

// Whether an origin can be the key's: both have the depth, the last number, and at the top the
// fingerprint.
bool agree(const KeyOrigin& origin, const bip32::ExtendedPublicKey& key) {
  const Steps& steps = origin.path.steps;
  if (steps.size() != key.origin.depth) return false;
  if (steps.empty()) return origin.master == bip32::fingerprint(key.key);
  if (steps.size() == 1 && origin.master != key.origin.parent) return false;
  return steps.back() == key.origin.child_number;
}

address::Network network_of(bip32::XpubPrefix prefix) {
  using enum bip32::XpubPrefix;
  const bool is_main = prefix == xpub || prefix == ypub || prefix == zpub;
  return is_main ? address::Network::main : address::Network::test;
}

// What stands behind the key: nothing, or what is left down to the addresses that are received at,
// or to those of change.
bool is_known_tail(std::string_view tail, std::size_t steps_left) {
  constexpr std::array<std::string_view, 3> two_steps{"/0/*", "/1/*", "/<0;1>/*"};
  if (tail.empty()) return true;
  if (steps_left == 1) return tail == "/*";
  return steps_left == 2 && std::ranges::find(two_steps, tail) != two_steps.end();
}

bool has_known_tail(std::string_view tail, const Standing& standing) {
  const auto whole = account_path(standing.preset, 0).steps.size();
  return is_known_tail(tail, whole - standing.path.steps.size());
}

Result<std::string> address_below(const Watched& watched, const bip32::Path& below,
                                  const Preset& preset) {
  const auto key = bip32::derive(watched.key, below);
  if (!key) return key.error();
  return address::format(preset.address, key->key, preset.network);
}

Result<Account> account_at(const Watched& watched, const Standing& standing, std::uint32_t index) {
  const auto& [preset, above] = standing;
  const bip32::Path of_preset = account_path(preset, index);
  const bip32::Path below = without_first_steps(of_preset, above.steps.size());
  bip32::Path path = above;
  path.steps.insert(path.steps.end(), below.steps.begin(), below.steps.end());
  auto address = address_below(watched, below, preset);
  if (!address) return address.error();
  const bool named = path == of_preset;
  return Account{named ? std::string(preset.name) : "", named ? index : 0, bip32::format_path(path),
                 *std::move(address)};
}

bool same_preset(const Preset& a, const Preset& b) {
  return a.name == b.name && a.network == b.network;
}

std::optional<Standing> find_standing(const Watched& watched, const Preset& preset) {
  for (const Standing& standing : standings(watched)) {
    if (same_preset(standing.preset, preset)) return standing;
  }
  return std::nullopt;
}

}  // namespace

Result<Root> watch(std::string_view text) {
  auto parsed = parse_descriptor(text);
  if (!parsed) return parsed.error();
  using enum bip32::XpubPrefix;
  const auto prefix = parsed->xpub.prefix;
  Watched watched{parsed->xpub.key, network_of(prefix), parsed->form};
  if (prefix == ypub || prefix == upub) watched.form = address::Kind::p2sh_p2wpkh;
  if (prefix == zpub || prefix == vpub) watched.form = address::Kind::p2wpkh;
  if (parsed->origin) {
    if (!agree(*parsed->origin, watched.key)) return Error{ErrorCode::invalid_descriptor};
    watched.master = parsed->origin->master;
    watched.path = std::move(parsed->origin->path);
  }
  const auto known = standings(watched);
  const bool fits = std::ranges::any_of(
      known, [&](const Standing& standing) { return has_known_tail(parsed->tail, standing); });
  if (!fits) return Error{ErrorCode::unsupported_path};
  return Root(std::move(watched));
}

std::vector<Standing> standings(const Watched& watched) {
  std::vector<Standing> found;
  for (const Preset& preset : candidates(watched)) {
    if (watched.path) {
      if (is_above(*watched.path, preset)) found.push_back({preset, *watched.path});
    } else if (auto path = assumed_path(watched.key.origin, preset)) {
      found.push_back({preset, *std::move(path)});
    }
  }
  return found;
}

Result<std::vector<Account>> watched_accounts(const Watched& watched, const Request& request) {
  auto standing = find_standing(watched, request.preset);
  if (!standing) return Error{ErrorCode::preset_does_not_fit};
  standing->preset = request.preset;  // it may be for change, which a key below may not be above
  if (!is_above(standing->path, standing->preset)) return Error{ErrorCode::preset_does_not_fit};
  const auto place = shared_steps(standing->preset);
  const bool is_one = place < standing->path.steps.size();
  const std::uint32_t first =
      is_one ? standing->path.steps[place] & ~bip32::hardened_offset : std::uint32_t{0};
  std::vector<Account> found;
  for (std::uint32_t i = 0; i < (is_one ? 1 : request.count); ++i) {
    auto account = account_at(watched, *standing, first + i);
    if (!account) return account.error();
    found.push_back(*std::move(account));
  }
  return found;
}

Result<Account> watched_account(const Watched& watched, const bip32::Path& path) {
  for (const auto& [preset, above] : standings(watched)) {
    const std::size_t depth = above.steps.size();
    if (path.steps.size() <= depth || first_steps(path, depth) != above) continue;
    auto address = address_below(watched, without_first_steps(path, depth), preset);
    if (!address) return address.error();
    return Account{"", 0, bip32::format_path(path), *std::move(address)};
  }
  return Error{ErrorCode::unsupported_path};
}

std::optional<bip32::Fingerprint> watched_fingerprint(const Watched& watched) {
  if (watched.master) return watched.master;
  if (watched.key.origin.depth == 1) return watched.key.origin.parent;
  return std::nullopt;
}

Result<AccountXpub> watched_xpub(const Watched& watched, const Preset& preset) {
  const auto standing = find_standing(watched, preset);
  if (!standing) return Error{ErrorCode::preset_does_not_fit};
  const std::size_t account = hardened_steps(account_path(preset, 0));
  if (standing->path.steps.size() != account) return Error{ErrorCode::preset_does_not_fit};
  return make_xpub(preset, standing->path, watched.key, watched.master);
}

}  // namespace steelshare::wallet
