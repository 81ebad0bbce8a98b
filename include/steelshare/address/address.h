// Addresses: a public key becomes the text that people compare, and such a text is checked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "steelshare/base/result.h"
#include "steelshare/bip32/key.h"

namespace steelshare::address {

/// Forms of the main networks.
///   p2pkh     Bitcoin "1...", Base58Check of the key's hash160
///   p2wpkh    Bitcoin "bc1q...", 42 characters of bech32 (BIP-0173)
///   ethereum  "0x" and 40 hexadecimal digits, whose case is a checksum (EIP-55)
enum class Kind : std::uint8_t { p2pkh, p2wpkh, ethereum };

/// Returns the address in this form, an Ethereum one with its checksum.
///   source   BIP-0173 for p2wpkh, EIP-55 for ethereum
std::string format(Kind kind, const bip32::PublicKey& key);

struct Parsed {
  Kind kind;
  /// As format() writes it.
  std::string text;
  /// False for Ethereum digits in one case, which carry no checksum.
  bool has_checksum;
};

/// Recognises an address and checks it. Case matters as each form says: bech32 is all lower or all
/// upper, Ethereum all lower, all upper or exactly as EIP-55 has it. No spaces.
///   errors   empty_input; invalid_address, also for addresses of other forms and networks;
///            address_checksum_mismatch
Result<Parsed> parse(std::string_view text);

/// Whether both are valid and name the same account.
bool same_address(std::string_view a, std::string_view b);

}  // namespace steelshare::address
