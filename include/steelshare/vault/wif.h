// The wallet import format: how Bitcoin programs write one private key, with which of its two
// public keys it stands for. An uncompressed one has another address.
#pragma once

#include <string>
#include <string_view>

#include "steelshare/address/address.h"
#include "steelshare/base/result.h"
#include "steelshare/bip32/key.h"
#include "steelshare/secret/secret.h"

namespace steelshare::vault {

using address::Network;

/// A private key as a Bitcoin program keeps it.
///   compressed  which form of the public key its addresses are made of; false in old wallets
struct BitcoinKey {
  bip32::PrivateKey key;
  bool compressed = true;
  Network network = Network::main;
};

/// Returns 51 characters of an uncompressed key, 52 of a compressed one.
Text encode_wif(const BitcoinKey& key);

/// The inverse.
///   errors   invalid_wif, wif_checksum_mismatch, private_key_out_of_range
///   source   Bitcoin wiki, "Wallet import format"
Result<BitcoinKey> decode_wif(std::string_view text);

/// Returns the address "1...", on the test network "m..." or "n...": P2PKH of the form that the key
/// says.
std::string legacy_address(const BitcoinKey& key);

}  // namespace steelshare::vault
