// Output descriptors of one extended public key, which say how its addresses are made: text to
// parts and back. BIP-0380 for the language and its checksum; pkh() is of BIP-0381, wpkh() and
// sh(wpkh()) of BIP-0382, tr() of BIP-0386.
//
//   wpkh([73c5da0a/84h/0h/0h]xpub6CatWdi.../0/*)#checksum
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "steelshare/address/address.h"
#include "steelshare/base/result.h"
#include "steelshare/bip32/path.h"
#include "steelshare/bip32/serialise.h"

namespace steelshare::wallet {

/// Where a key stands in a tree: "[73c5da0a/84h/0h/0h]".
struct KeyOrigin {
  bip32::Fingerprint master;
  bip32::Path path;
};

struct Descriptor {
  std::optional<address::Kind> form;  // nothing where there is a key alone, without a function
  std::optional<KeyOrigin> origin;
  bip32::PrefixedXpub xpub;
  std::string tail;  // what stands behind the key: "/0/*"
};

/// Returns the eight characters that belong behind '#'; nothing where a character of the text may
/// not be in a descriptor.
///   source   BIP-0380, "Checksum"
std::optional<std::string> descriptor_checksum(std::string_view text);

/// Returns the descriptor of a key's receiving addresses, with its checksum; nothing where the form
/// has no function.
std::optional<std::string> format_descriptor(address::Kind form, const KeyOrigin& origin,
                                             std::string_view xpub);

/// Reads a descriptor, or a key alone with or without an origin. Inside a function the key is an
/// xpub or tpub, as the standard has it.
///   errors   empty_input, invalid_descriptor, descriptor_checksum_mismatch, invalid_extended_key,
///            extended_key_checksum_mismatch
Result<Descriptor> parse_descriptor(std::string_view text);

}  // namespace steelshare::wallet
