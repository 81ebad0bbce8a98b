// What the shared bytes mean. SLIP-39 has no field for it, and the same 16 bytes are one wallet as
// BIP-39 entropy and another as a SLIP-39 master secret; so only the named functions here cross
// between the types of the standards.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "steelshare/base/result.h"
#include "steelshare/bip32/key.h"
#include "steelshare/bip39/mnemonic.h"
#include "steelshare/slip39/sharing.h"

namespace steelshare::wallet {

/// What shared bytes are.
///   bip39       BIP-39 entropy: 16, 20, 24, 28 or 32 bytes
///   bip39_seed  what BIP-39 stretches phrase and passphrase to: 64 bytes
///   slip39      a SLIP-39 master secret, which is the BIP-32 seed itself: 16..64 bytes, even
///   key         one private key of secp256k1: 32 bytes
enum class Kind : std::uint8_t { bip39, bip39_seed, slip39, key };

inline constexpr std::array<Kind, 4> all_kinds{Kind::bip39, Kind::bip39_seed, Kind::slip39,
                                               Kind::key};

/// Returns "bip39", "bip39-seed", "slip39" or "key".
std::string_view name(Kind kind);
/// The inverse; nothing for any other name.
std::optional<Kind> find_kind(std::string_view name);

/// Says whether shared bytes can be of this kind.
///   errors   kind_does_not_fit by size; private_key_out_of_range
Result<Done> check(Kind kind, std::span<const std::uint8_t> secret);

/// Returns every kind that the bytes can be of, in the order of the enumeration.
std::vector<Kind> fitting_kinds(std::span<const std::uint8_t> secret);

/// What is shared for each kind, as one type.
slip39::MasterSecret to_master_secret(const bip39::Entropy& entropy);  // bip39
slip39::MasterSecret to_master_secret(const bip32::Seed& seed);        // bip39_seed, slip39
slip39::MasterSecret to_master_secret(const bip32::PrivateKey& key);   // key

/// And back: takes shared bytes for what a kind says they are.
///   errors   those of check
Result<bip39::Entropy> as_entropy(std::span<const std::uint8_t> secret);         // bip39
Result<bip32::Seed> as_bip39_seed(std::span<const std::uint8_t> secret);         // bip39_seed
Result<bip32::Seed> as_slip39_seed(std::span<const std::uint8_t> secret);        // slip39
Result<bip32::PrivateKey> as_private_key(std::span<const std::uint8_t> secret);  // key

}  // namespace steelshare::wallet
