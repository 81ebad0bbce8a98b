// The text form of extended keys, which other wallets read: xpub and xprv of the main network,
// whatever the purpose of the path; the prefixes of SLIP-0132 (ypub, zpub) are not used.
#pragma once

#include <string>
#include <string_view>

#include "steelshare/base/result.h"
#include "steelshare/bip32/key.h"
#include "steelshare/secret/secret.h"

namespace steelshare::bip32 {

/// Returns 111 characters.
///   source   BIP-0032, "Serialization format"
std::string format_xpub(const ExtendedPublicKey& key);
Text format_xprv(const ExtendedPrivateKey& key);

/// Reads it back.
///   errors   invalid_extended_key, extended_key_checksum_mismatch; for a private key also
///            private_key_out_of_range
///   source   BIP-0032, test vector 5
Result<ExtendedPublicKey> parse_xpub(std::string_view text);
Result<ExtendedPrivateKey> parse_xprv(std::string_view text);

}  // namespace steelshare::bip32
