// BIP-39: entropy <-> phrase, and phrase + passphrase -> seed, one way only.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "steelshare/base/result.h"
#include "steelshare/bip32/key.h"
#include "steelshare/bip39/phrasing.h"
#include "steelshare/secret/secret.h"
#include "steelshare/words/mnemonic.h"

namespace steelshare::bip39 {

/// What a phrase encodes: 16, 20, 24, 28 or 32 bytes.
using Entropy = Secret<struct EntropyTag>;

constexpr bool is_entropy_size(std::size_t bytes) {
  return bytes >= 16 && bytes <= 32 && bytes % 4 == 0;
}

/// Returns 12, 15, 18, 21 or 24 words; aborts on another size of entropy.
///   source   BIP-0039, "Generating the mnemonic"
Mnemonic encode(const Entropy& entropy);

/// Reads the entropy back.
///   errors   invalid_word_count, bip39_checksum_mismatch
Result<Entropy> decode(const Mnemonic& mnemonic);

/// Stretches a phrase, written in its language, to the 64-byte seed of its wallet. Every passphrase
/// and every language gives a seed; only an address tells whether it is the right one.
///   errors   those of decode
///   source   BIP-0039, "From mnemonic to seed": PBKDF2-HMAC-SHA512, 2048 iterations
Result<bip32::Seed> to_seed(const Mnemonic& mnemonic, const Phrasing& phrasing);

/// Stretches several phrases abreast, which takes less time than one after the other.
///   returns  their seeds, in their order
///   errors   those of decode, of the first phrase that has one
Result<std::vector<bip32::Seed>> to_seeds(std::span<const Mnemonic> mnemonics,
                                          const Phrasing& phrasing);

}  // namespace steelshare::bip39
