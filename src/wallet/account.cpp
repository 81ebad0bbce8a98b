#include "steelshare/wallet/account.h"

#include <algorithm>
#include <iterator>

#include "wallet/watch.h"
#include "wallet/xpub.h"

namespace steelshare::wallet {
namespace {

using Master = bip32::ExtendedPrivateKey;
using Addresses = std::vector<std::string>;

constexpr std::size_t fewest_steps = 4;
constexpr std::size_t fewest_ed25519_steps = 2;

// By private keys down to the end: making a point of a number takes the same time for every number,
// and adding to a point is no cheaper where few addresses are wanted.
Result<bip32::ExtendedPublicKey> derive_public(const Master& from, const bip32::Path& path) {
  const auto key = bip32::derive(from, path);
  if (!key) return key.error();
  return bip32::neuter(*key);
}

Result<bip32::Seed> seed_of(Kind kind, std::span<const std::uint8_t> secret,
                            const bip39::Phrasing& phrasing) {
  if (kind == Kind::bip39_seed) return as_bip39_seed(secret);
  if (kind == Kind::slip39) return as_slip39_seed(secret);
  const auto entropy = as_entropy(secret);
  if (!entropy) return entropy.error();
  return bip39::to_seed(bip39::encode(*entropy), phrasing);
}

Result<std::string> ed25519_address(const bip32::ExtendedEd25519Key& from,
                                    const bip32::Path& path) {
  const auto key = bip32::derive(from, path);
  if (!key) return key.error();
  return address::format(bip32::public_key(key->key));
}

Result<Addresses> ed25519_addresses(const bip32::ExtendedEd25519Key& master,
                                    const Request& request) {
  const Preset& preset = request.preset;
  const std::size_t shared = shared_steps(preset);
  const auto parent = bip32::derive(master, first_steps(account_path(preset, 0), shared));
  if (!parent) return parent.error();
  Addresses found;
  for (std::uint32_t index = 0; index < request.count; ++index) {
    auto address =
        ed25519_address(*parent, without_first_steps(account_path(preset, index), shared));
    if (!address) return address.error();
    found.push_back(*std::move(address));
  }
  return found;
}

// The point of the parent is computed once for all children that need it.
Result<Addresses> secp256k1_addresses(const Master& master, const Request& request) {
  const Preset& preset = request.preset;
  const std::size_t shared = shared_steps(preset);
  const bip32::Path first = account_path(preset, 0);
  const auto parent = bip32::derive(master, first_steps(first, shared));
  if (!parent) return parent.error();
  std::optional<bip32::PublicKey> point;
  if (!bip32::is_hardened(first.steps[shared])) point = bip32::public_key(parent->key);
  Addresses found;
  for (std::uint32_t index = 0; index < request.count; ++index) {
    const auto below = without_first_steps(account_path(preset, index), shared);
    const auto key = point ? bip32::derive(*parent, *point, below) : bip32::derive(*parent, below);
    if (!key) return key.error();
    found.push_back(address::format(preset.address, key->key, preset.network));
  }
  return found;
}

Result<std::vector<Account>> accounts_of_tree(const Tree& tree, const Request& request) {
  const Preset& preset = request.preset;
  if (preset.pattern.empty()) return Error{ErrorCode::preset_does_not_fit};
  auto addresses = is_ed25519(preset) ? ed25519_addresses(tree.ed25519, request)
                                      : secp256k1_addresses(tree.secp256k1, request);
  if (!addresses) return addresses.error();
  std::vector<Account> found;
  for (std::uint32_t index = 0; index < request.count; ++index) {
    found.push_back({std::string(preset.name), index,
                     bip32::format_path(account_path(preset, index)),
                     std::move((*addresses)[index])});
  }
  return found;
}

Result<std::vector<Account>> accounts_of_key(const bip32::PrivateKey& key, const Request& request) {
  if (!request.preset.for_key || request.count != 1) return Error{ErrorCode::preset_does_not_fit};
  const Preset& preset = request.preset;
  auto address = preset.compressed
                     ? address::format(preset.address, key, preset.network)
                     : address::format_uncompressed(bip32::public_key(key), preset.network);
  return std::vector<Account>{{std::string(preset.name), 0, "", std::move(address)}};
}

Result<std::vector<Account>> accounts_of(const Root& root, const Request& request) {
  if (const auto* const tree = std::get_if<Tree>(&root)) return accounts_of_tree(*tree, request);
  if (const auto* const watched = std::get_if<Watched>(&root)) {
    return watched_accounts(*watched, request);
  }
  return accounts_of_key(std::get<bip32::PrivateKey>(root), request);
}

// The preset of the same purpose and coin, on the one network or the other. Of the test network,
// where all coins have one number, Bitcoin's.
std::optional<Preset> find_relative(const bip32::Path& path) {
  for (const Preset& preset : presets()) {
    if (preset.pattern.empty()) continue;
    for (const Preset& candidate : {preset, on_test_network(preset)}) {
      const auto steps = account_path(candidate, 0).steps;
      if (std::ranges::equal(steps.begin(), steps.begin() + 2, path.steps.begin(),
                             path.steps.begin() + 2)) {
        return candidate;
      }
    }
  }
  return std::nullopt;
}

Result<std::string> address_at(const Tree& tree, const bip32::Path& path) {
  if (path.steps.size() < fewest_ed25519_steps) return Error{ErrorCode::unsupported_path};
  const auto preset = find_relative(path);
  if (!preset) return Error{ErrorCode::unsupported_path};
  if (is_ed25519(*preset)) return ed25519_address(tree.ed25519, path);
  if (path.steps.size() < fewest_steps) return Error{ErrorCode::unsupported_path};
  const auto key = bip32::derive(tree.secp256k1, path);
  if (!key) return key.error();
  return address::format(preset->address, key->key, preset->network);
}

}  // namespace

Result<Root> open(Kind kind, std::span<const std::uint8_t> secret,
                  const bip39::Phrasing& phrasing) {
  if (kind != Kind::bip39 && !phrasing.passphrase.is_empty()) {
    return Error{ErrorCode::passphrase_does_not_fit};
  }
  if (kind == Kind::key) {
    auto key = as_private_key(secret);
    if (!key) return key.error();
    return Root(*std::move(key));
  }
  const auto seed = seed_of(kind, secret, phrasing);
  if (!seed) return seed.error();
  auto master = bip32::master(*seed);
  if (!master) return master.error();
  auto ed25519 = bip32::ed25519_master(*seed);
  if (!ed25519) return ed25519.error();
  return Root(Tree{*std::move(master), *std::move(ed25519)});
}

Result<std::vector<Account>> accounts(const Root& root, std::span<const Request> requests) {
  std::vector<Account> found;
  for (const Request& request : requests) {
    auto part = accounts_of(root, request);
    if (!part) return part.error();
    std::ranges::move(*part, std::back_inserter(found));
  }
  return found;
}

Result<std::vector<Account>> accounts(Kind kind, std::span<const std::uint8_t> secret,
                                      const bip39::Phrasing& phrasing,
                                      std::span<const Request> requests) {
  const auto root = open(kind, secret, phrasing);
  if (!root) return root.error();
  return accounts(*root, requests);
}

std::vector<Preset> fitting_presets(const Root& root) {
  std::vector<Preset> found;
  if (const auto* const watched = std::get_if<Watched>(&root)) {
    for (const Standing& standing : standings(*watched)) found.push_back(standing.preset);
    return found;
  }
  const bool is_key = std::holds_alternative<bip32::PrivateKey>(root);
  for (const Preset& preset : presets()) {
    if (is_key ? preset.for_key : !preset.pattern.empty()) found.push_back(preset);
  }
  return found;
}

Result<Account> account(const Root& root, const bip32::Path& path) {
  if (const auto* const watched = std::get_if<Watched>(&root)) {
    return watched_account(*watched, path);
  }
  const Tree* const tree = std::get_if<Tree>(&root);
  if (tree == nullptr) return Error{ErrorCode::preset_does_not_fit};
  auto address = address_at(*tree, path);
  if (!address) return address.error();
  return Account{"", 0, bip32::format_path(path), *std::move(address)};
}

std::optional<bip32::Fingerprint> fingerprint(const Root& root) {
  if (const auto* const watched = std::get_if<Watched>(&root)) {
    return watched_fingerprint(*watched);
  }
  const Tree* const tree = std::get_if<Tree>(&root);
  if (tree == nullptr) return std::nullopt;
  return bip32::fingerprint(tree->secp256k1);
}

Result<AccountXpub> account_xpub(const Root& root, const Preset& preset) {
  if (preset.pattern.empty()) return Error{ErrorCode::preset_does_not_fit};
  if (const auto* const watched = std::get_if<Watched>(&root)) {
    return watched_xpub(*watched, preset);
  }
  const Tree* const tree = std::get_if<Tree>(&root);
  if (tree == nullptr) return Error{ErrorCode::preset_does_not_fit};
  if (is_ed25519(preset)) return Error{ErrorCode::hardened_from_public};
  const bip32::Path whole = account_path(preset, 0);
  const bip32::Path path = first_steps(whole, hardened_steps(whole));
  const auto key = derive_public(tree->secp256k1, path);
  if (!key) return key.error();
  return make_xpub(preset, path, *key, fingerprint(root));
}

}  // namespace steelshare::wallet
