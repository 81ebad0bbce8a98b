#include "wallet/xpub.h"

#include <algorithm>

#include "steelshare/bip32/serialise.h"
#include "wallet/descriptor.h"

namespace steelshare::wallet {
namespace {

// What SLIP-0132 has for this form of Bitcoin's; nothing where that is what BIP-0032 has anyhow.
std::optional<bip32::XpubPrefix> own_prefix(const Preset& preset) {
  using enum bip32::XpubPrefix;
  const bool is_main = preset.network == address::Network::main;
  if (preset.address == address::Kind::p2sh_p2wpkh) return is_main ? ypub : upub;
  if (preset.address == address::Kind::p2wpkh) return is_main ? zpub : vpub;
  return std::nullopt;
}

}  // namespace

bip32::Path first_steps(const bip32::Path& path, std::size_t count) {
  return {{path.steps.begin(), path.steps.begin() + static_cast<std::ptrdiff_t>(count)}};
}

bip32::Path without_first_steps(const bip32::Path& path, std::size_t count) {
  return {{path.steps.begin() + static_cast<std::ptrdiff_t>(count), path.steps.end()}};
}

std::size_t hardened_steps(const bip32::Path& path) {
  const auto& steps = path.steps;
  const auto last = std::find_if(steps.rbegin(), steps.rend(), bip32::is_hardened);
  return static_cast<std::size_t>(steps.rend() - last);
}

AccountXpub make_xpub(const Preset& preset, const bip32::Path& path,
                      const bip32::ExtendedPublicKey& key,
                      const std::optional<bip32::Fingerprint>& master) {
  using enum bip32::XpubPrefix;
  const bool is_main = preset.network == address::Network::main;
  AccountXpub made{bip32::format_path(path), bip32::format_xpub(key, is_main ? xpub : tpub), "",
                   ""};
  if (const auto prefix = own_prefix(preset)) made.slip132 = bip32::format_xpub(key, *prefix);
  if (master) {
    made.descriptor = format_descriptor(preset.address, {*master, path}, made.xpub).value_or("");
  }
  return made;
}

}  // namespace steelshare::wallet
