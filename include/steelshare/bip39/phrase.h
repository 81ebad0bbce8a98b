// A phrase as people type and read it, in any language. What is typed may be of any normal form and
// case; what is written has composed letters, and in Japanese ideographic spaces, as the standard's
// vectors have them. The seed is made from neither (bip39::to_seed).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "steelshare/base/result.h"
#include "steelshare/bip39/language.h"
#include "steelshare/secret/secret.h"
#include "steelshare/words/mnemonic.h"

namespace steelshare::bip39 {

/// A phrase of which all words are known and the checksum is right.
struct Phrase {
  Language language;
  Mnemonic mnemonic;
};

/// Reads a phrase. Where no language is given, it is the one that knows all words and agrees with
/// the checksum. One that knows them in full comes before one that knows beginnings; of several
/// that make the same text of it, and so the same wallet, the first is taken.
///   errors   those of parse, of the language that knows most words; those of decode;
///            ambiguous_language where languages make other words of the same beginnings
Result<Phrase, Errors> read_phrase(std::string_view text, std::optional<Language> language);

/// Returns the languages in which all words are known and the checksum is right.
std::vector<Language> languages_of(std::string_view text);

/// Returns the language that knows most of the words: the one that errors are told of.
Language nearest_language(std::string_view text);

/// Writes a phrase.
Text write_phrase(const Mnemonic& mnemonic, Language language);

/// Returns the places, from 1, of the words that make the checksum right when each is exchanged
/// with the next. The checksum of 12 words has 4 bits, so every sixteenth exchange fits by chance.
///   mnemonic  of a number of words that phrases have
std::vector<std::size_t> fitting_exchanges(const Mnemonic& mnemonic);

}  // namespace steelshare::bip39
