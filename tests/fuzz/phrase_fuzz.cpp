// BIP-39: text is a phrase, bytes are entropy and the same text is a passphrase. decode and encode
// are inverse in every language; what is written is read alike in every normal form; the normal
// form of a passphrase is its own normal form.
#include "fuzz/fuzz.h"
#include "steelshare/bip39/mnemonic.h"
#include "steelshare/bip39/passphrase.h"
#include "steelshare/bip39/phrase.h"
#include "steelshare/words/nearest.h"
#include "steelshare/words/normal_form.h"

namespace steelshare::fuzz {
namespace {

using bip39::Language;

void check_decoding(const Mnemonic& mnemonic) {
  const auto entropy = bip39::decode(mnemonic);
  if (entropy) return expects(bip39::encode(*entropy) == mnemonic);
  const ErrorCode code = entropy.error().code;
  const std::size_t count = mnemonic.size();
  const bool is_count = count >= 12 && count <= 24 && count % 3 == 0;
  expects(code == (is_count ? ErrorCode::bip39_checksum_mismatch : ErrorCode::invalid_word_count));
  expects(entropy.error().at == Position{});
  for (const auto place : bip39::fitting_exchanges(mnemonic)) expects(place < count);
}

// Words of any language that is given; each is written in full and read again in both normal forms.
void check_words(std::string_view text, Language language) {
  const auto& words = bip39::words(language);
  const auto mnemonic = parse(text, words);
  if (!mnemonic) return expects(!mnemonic.error().empty());
  const Text written = bip39::write_phrase(*mnemonic, language);
  expects(*parse(chars(written), words) == *mnemonic);
  expects(*parse(chars(format(*mnemonic, words)), words) == *mnemonic);
  expects(familiarity(chars(written), words).whole == mnemonic->size());
  check_decoding(*mnemonic);
}

void check_phrase(std::string_view text) {
  const auto phrase = bip39::read_phrase(text, {});
  const auto sound = bip39::languages_of(text);
  if (phrase) {
    expects(std::ranges::find(sound, phrase->language) != sound.end());
    expects(bip39::read_phrase(text, phrase->language)->mnemonic == phrase->mnemonic);
  } else {
    const bool is_ambiguous = phrase.error()[0].code == ErrorCode::ambiguous_language;
    expects(is_ambiguous == (sound.size() > 1));
    for (const Error& error : phrase.error()) expects(error.at.row <= longest_mnemonic_words);
  }
}

// The first byte says how long the entropy is, the second in which language it is written.
void check_entropy(Bytes input) {
  Reader reader(input);
  bip39::Entropy entropy(16 + 4 * std::size_t{reader.between(0, 4)});
  const Language language = bip39::all_languages[reader.between(0, 9)];
  reader.fill(entropy.view());
  Mnemonic mnemonic = bip39::encode(entropy);
  expects(*bip39::decode(mnemonic) == entropy);
  const Text text = bip39::write_phrase(mnemonic, language);
  const auto decomposed = decompose(chars(text));
  expects(bip39::read_phrase(chars(text), language)->mnemonic == mnemonic);
  expects(bip39::read_phrase(chars(*decomposed), language)->mnemonic == mnemonic);
  // The lowest bit of the last word belongs to the checksum.
  WordIndex& last = mnemonic.view().back();
  last = WordIndex{static_cast<std::uint16_t>(static_cast<unsigned>(last) ^ 1U)};
  expects(bip39::decode(mnemonic).error().code == ErrorCode::bip39_checksum_mismatch);
}

// The first word of the text, mistyped or not, near the words of some list.
void check_nearest(std::string_view text, Language language) {
  const auto& words = bip39::words(language);
  const Text typed = word_at(text, 1);
  const Mnemonic near = nearest_words(chars(typed), words);
  expects(near.size() <= 5);
  if (near.size() > 0) expects(parse(chars(format(near, words)), words)->size() == near.size());
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

// Reading all ten lists takes most of the time, so an input of a size that is a multiple of eight
// is read in all languages, and of the others each in one that its bytes choose.
void run(Bytes input) {
  const std::string_view text = as_text(input);
  unsigned int sum = 0;
  for (const auto byte : input) sum += byte;
  const Language language = bip39::all_languages[sum % bip39::all_languages.size()];
  check_words(text, language);
  if (input.size() % 8 == 0) check_phrase(text);
  if (input.size() % 8 == 1) check_nearest(text, language);
  if (input.size() % 8 <= 3) check_entropy(input);
  check_passphrase(text);
}

}  // namespace steelshare::fuzz
