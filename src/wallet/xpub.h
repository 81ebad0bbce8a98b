// What the two ways to an extended public key, from above and from itself, have in common.
#pragma once

#include <optional>

#include "steelshare/wallet/account.h"

namespace steelshare::wallet {

bip32::Path first_steps(const bip32::Path& path, std::size_t count);
bip32::Path without_first_steps(const bip32::Path& path, std::size_t count);

/// How many steps reach down to the last hardened one.
std::size_t hardened_steps(const bip32::Path& path);

/// Writes the key in all forms that fit the preset.
AccountXpub make_xpub(const Preset& preset, const bip32::Path& path,
                      const bip32::ExtendedPublicKey& key,
                      const std::optional<bip32::Fingerprint>& master);

}  // namespace steelshare::wallet
