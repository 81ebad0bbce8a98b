// For a person who typed a word that is in no list: which words it may have been meant to be.
#pragma once

#include <string_view>

#include "steelshare/words/mnemonic.h"

namespace steelshare {

/// Returns the words that one letter more, less, other, or exchanged with the next makes of what
/// was typed, or of the beginning that names the word; where there are none, those that two make;
/// never more than the first five. Accents count where the list minds them.
///
/// The time depends on the letters: only for text that was just typed, to answer whoever typed it.
Mnemonic nearest_words(std::string_view letters, const Wordlist& words);

/// Returns the word of that number, from 1, in a text as parse counts it; empty where there is
/// none.
Text word_at(std::string_view text, std::size_t number);

/// How many words of a text a list knows. Only these sums are told.
struct Familiarity {
  std::size_t whole = 0;
  std::size_t beginnings = 0;  // that name a word

  /// A word in full says twice as much of a language as a beginning, which several may share.
  [[nodiscard]] std::size_t weight() const { return 2 * whole + beginnings; }
};
Familiarity familiarity(std::string_view text, const Wordlist& words);

}  // namespace steelshare
