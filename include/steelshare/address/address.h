// Addresses: a public key becomes the text that people compare, and such a text is checked.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "steelshare/base/result.h"
#include "steelshare/bip32/ed25519.h"
#include "steelshare/bip32/key.h"

namespace steelshare::address {

/// The forms, with what they look like on the main network.
///   p2pkh        Bitcoin "1...", Base58Check of the key's hash160
///   p2sh_p2wpkh  Bitcoin "3...", Base58Check of the hash160 of a script with the key's hash160
///                (BIP-0141); addresses of other scripts look the same
///   p2wpkh       Bitcoin "bc1q...", 42 characters of bech32 (BIP-0173)
///   p2tr         Bitcoin "bc1p...", 62 characters of bech32m (BIP-0350), of a key that commits to
///                no script (BIP-0086)
///   ethereum     "0x" and 40 hexadecimal digits, whose case is a checksum (EIP-55)
///   litecoin     "ltc1q...", as p2wpkh
///   dogecoin     "D...", as p2pkh
///   xrp          "r...", as p2pkh with digits in another order
///   tron         "T...", Base58Check of the same 20 bytes as ethereum
///   solana       32 to 44 characters, base58 of an ed25519 public key; no checksum
enum class Kind : std::uint8_t {
  p2pkh,
  p2sh_p2wpkh,
  p2wpkh,
  p2tr,
  ethereum,
  litecoin,
  dogecoin,
  xrp,
  tron,
  solana
};

/// test is the network on which coins are worth nothing: Bitcoin "m...", "n...", "2...", "tb1...";
/// litecoin "tltc1q...", dogecoin "n...". The other coins write the addresses of all their networks
/// alike; those count as main.
enum class Network : std::uint8_t { main, test };

/// Returns the address in this form, an Ethereum one with its checksum; aborts for solana, whose
/// keys are of another curve.
///   source   BIP-0173 for p2wpkh, BIP-0086 and BIP-0341 for p2tr, EIP-55 for ethereum
std::string format(Kind kind, const bip32::PublicKey& key, Network network = Network::main);

/// The same of a private key. Where the form needs both coordinates of the point (ethereum, tron),
/// this takes less time than its public key.
std::string format(Kind kind, const bip32::PrivateKey& key, Network network = Network::main);

/// Returns the p2pkh address of the key in its uncompressed form, which old wallets of Bitcoin used.
std::string format_uncompressed(const bip32::PublicKey& key, Network network = Network::main);

/// Returns what an Ethereum address spells.
std::array<std::uint8_t, 20> ethereum_bytes(const bip32::PrivateKey& key);

/// Returns the address of a Solana account.
std::string format(const bip32::Ed25519PublicKey& key);

struct Parsed {
  Kind kind;
  /// As format() writes it.
  std::string text;
  /// False for solana, and for Ethereum digits in one case, which carry no checksum: a wrong letter
  /// is not noticed.
  bool has_checksum;
  Network network = Network::main;
};

/// Recognises an address and checks it. Case matters as each form says: bech32 is all lower or all
/// upper, Ethereum all lower, all upper or exactly as EIP-55 has it. No spaces.
///   errors   empty_input; invalid_address, also for addresses of other forms;
///            address_checksum_mismatch
Result<Parsed> parse(std::string_view text);

/// Whether both are valid and name the same account.
bool same_address(std::string_view a, std::string_view b);

}  // namespace steelshare::address
