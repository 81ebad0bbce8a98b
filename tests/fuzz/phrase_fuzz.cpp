// BIP-39: text is a phrase, bytes are entropy and the same text is a passphrase. decode and encode
// are inverse; the normal form of a passphrase is its own normal form.
#include "fuzz/fuzz.h"
#include "steelshare/bip39/mnemonic.h"
#include "steelshare/bip39/passphrase.h"

namespace steelshare::fuzz {
namespace {

void check_phrase(std::string_view text) {
  const auto mnemonic = parse(text, bip39_english_words());
  if (!mnemonic) return expects(!mnemonic.error().empty());
  const Text written = format(*mnemonic, bip39_english_words());
  expects(*parse(chars(written), bip39_english_words()) == *mnemonic);
  const auto entropy = bip39::decode(*mnemonic);
  if (entropy) return expects(bip39::encode(*entropy) == *mnemonic);
  const ErrorCode code = entropy.error().code;
  const std::size_t count = mnemonic->size();
  const bool is_count = count >= 12 && count <= 24 && count % 3 == 0;
  expects(code == (is_count ? ErrorCode::bip39_checksum_mismatch : ErrorCode::invalid_word_count));
  expects(entropy.error().at == Position{});
}

void check_entropy(Bytes bytes) {
  if (!bip39::is_entropy_size(bytes.size())) return;
  Mnemonic mnemonic = bip39::encode(bip39::Entropy::copy_of(bytes));
  expects(same(bip39::decode(mnemonic)->view(), bytes));
  // The lowest bit of the last word belongs to the checksum.
  WordIndex& last = mnemonic.view().back();
  last = WordIndex{static_cast<std::uint16_t>(static_cast<unsigned>(last) ^ 1U)};
  expects(bip39::decode(mnemonic).error().code == ErrorCode::bip39_checksum_mismatch);
}

void check_passphrase(std::string_view text) {
  const auto once = bip39::Passphrase::from(text);
  if (!once) return expects(once.error() == Error{ErrorCode::passphrase_not_utf8});
  expects(once->is_empty() == text.empty());
  const auto twice = bip39::Passphrase::from(as_text(once->bytes()));
  expects(twice && same(twice->bytes(), once->bytes()));
  const bool ascii = std::ranges::all_of(text, [](char c) { return c >= 0; });
  if (ascii) expects(as_text(once->bytes()) == text);
}

}  // namespace

void run(Bytes input) {
  check_phrase(as_text(input));
  check_entropy(input);
  check_passphrase(as_text(input));
}

}  // namespace steelshare::fuzz
