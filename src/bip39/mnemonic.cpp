#include "steelshare/bip39/mnemonic.h"

#include <algorithm>
#include <array>

#include "crypto/hash.h"
#include "steelshare/base/bytes.h"

namespace steelshare::bip39 {
namespace {

constexpr std::size_t bits_per_word = 11;
constexpr std::size_t longest_entropy = 32;
constexpr std::size_t seed_bytes = 64;
constexpr std::uint32_t iterations = 2048;

// The entropy and, on its right, the first byte of its hash, of which entropy bits / 32 are used.
using Bits = Scratch<longest_entropy + 1>;

void write_checksum(Bits& bits, std::size_t entropy_bytes) {
  Scratch<crypto::sha256_bytes> digest;
  crypto::sha256({bits.view().first(entropy_bytes)}, digest.view());
  bits.view()[entropy_bytes] = digest.view()[0];
}

}  // namespace

Mnemonic encode(const Entropy& entropy) {
  expects(is_entropy_size(entropy.size()));
  Bits bits;
  std::ranges::copy(entropy.view(), bits.view().begin());
  write_checksum(bits, entropy.size());

  Mnemonic mnemonic(entropy.size() * 3 / 4);
  for (std::size_t i = 0; i < mnemonic.size(); ++i) {
    unsigned int index = 0;
    for (std::size_t bit = i * bits_per_word; bit < (i + 1) * bits_per_word; ++bit) {
      index = index << 1 | (bits.view()[bit / 8] >> (7 - bit % 8) & 1U);
    }
    mnemonic.view()[i] = WordIndex{static_cast<std::uint16_t>(index)};
  }
  return mnemonic;
}

Result<Entropy> decode(const Mnemonic& mnemonic) {
  const std::size_t entropy_bytes = mnemonic.size() * 4 / 3;
  if (mnemonic.size() % 3 != 0 || !is_entropy_size(entropy_bytes)) {
    return Error{ErrorCode::invalid_word_count};
  }
  Bits bits;
  for (std::size_t bit = 0; bit < mnemonic.size() * bits_per_word; ++bit) {
    const auto index = static_cast<unsigned int>(mnemonic.view()[bit / bits_per_word]);
    const unsigned int value = index >> (bits_per_word - 1 - bit % bits_per_word) & 1U;
    bits.view()[bit / 8] = static_cast<std::uint8_t>(bits.view()[bit / 8] | value << (7 - bit % 8));
  }
  const std::size_t checksum_bits = entropy_bytes / 4;
  const unsigned int read = bits.view()[entropy_bytes];
  write_checksum(bits, entropy_bytes);
  const unsigned int difference = (read ^ bits.view()[entropy_bytes]) >> (8 - checksum_bits);
  if (detail::declassify(difference) != 0) {
    return Error{ErrorCode::bip39_checksum_mismatch};
  }
  return Entropy::copy_of(bits.view().first(entropy_bytes));
}

Result<bip32::Seed> to_seed(const Mnemonic& mnemonic, const Phrasing& phrasing) {
  if (const auto entropy = decode(mnemonic); !entropy) return entropy.error();
  const Text phrase = format(mnemonic, words(phrasing.language));
  bip32::Seed seed(seed_bytes);
  crypto::pbkdf2_hmac_sha512({bytes_of(chars(phrase))},
                             {bytes_of("mnemonic"), phrasing.passphrase.bytes()}, iterations,
                             seed.view());
  return seed;
}

Result<std::vector<bip32::Seed>> to_seeds(std::span<const Mnemonic> mnemonics,
                                          const Phrasing& phrasing) {
  const std::array<crypto::Bytes, 2> salt{bytes_of("mnemonic"), phrasing.passphrase.bytes()};
  std::vector<Text> phrases;
  std::vector<crypto::Bytes> passwords;
  std::vector<bip32::Seed> seeds;
  for (const Mnemonic& mnemonic : mnemonics) {
    if (const auto entropy = decode(mnemonic); !entropy) return entropy.error();
    phrases.push_back(format(mnemonic, words(phrasing.language)));
    passwords.push_back(bytes_of(chars(phrases.back())));
    seeds.emplace_back(seed_bytes);
  }
  std::vector<crypto::Derivation> derivations;
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    derivations.push_back({{&passwords[i], 1}, salt, seeds[i].view()});
  }
  if (!derivations.empty()) crypto::pbkdf2_hmac_sha512(derivations, iterations);
  return seeds;
}

}  // namespace steelshare::bip39
