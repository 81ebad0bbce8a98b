// The text form of extended keys, which other wallets read: xpub and xprv of the main network,
// whatever the purpose of the path; and the other prefixes of public keys that Bitcoin wallets
// show.
#pragma once

#include <cstdint>
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

/// What an extended public key begins with, which says what its addresses are.
///   xpub, tpub  not said; main network, test network (BIP-0032)
///   ypub, upub  P2WPKH in P2SH (SLIP-0132)
///   zpub, vpub  P2WPKH (SLIP-0132)
enum class XpubPrefix : std::uint8_t { xpub, ypub, zpub, tpub, upub, vpub };

/// Returns 111 characters.
///   source   SLIP-0132, "Registered HD version bytes"
std::string format_xpub(const ExtendedPublicKey& key, XpubPrefix prefix);

struct PrefixedXpub {
  XpubPrefix prefix;
  ExtendedPublicKey key;
};

/// Reads it back.
///   errors   invalid_extended_key, also for the prefixes of several signatures (Ypub, Zpub) and of
///            other coins; extended_key_checksum_mismatch
Result<PrefixedXpub> parse_prefixed_xpub(std::string_view text);

}  // namespace steelshare::bip32
