// A sequence of words, kept as numbers: the common form of BIP-39 phrases and SLIP-39 shares.
#pragma once

#include <string_view>

#include "steelshare/base/result.h"
#include "steelshare/secret/secret.h"
#include "steelshare/words/wordlist.h"

namespace steelshare {

using Mnemonic = Secret<struct MnemonicTag, WordIndex>;

/// No phrase and no share has more words; longer input is refused before it is looked at.
constexpr std::size_t longest_mnemonic_words = 59;

/// Returns whether a byte stands between words: space, tab, newline and their kin of ASCII.
/// Where words end in a text that was typed is public; which letters they have is not.
bool is_space(char character);

/// Cuts the first word off a text; empty where there is none.
std::string_view take_word(std::string_view& text);

/// Reads words in UTF-8, in either case and any normal form, separated by any white space, full or
/// by as much as names them. Where all are words, nothing but that and their number is told.
///   errors   all of them at once, each with its word number in Position::row: empty_input,
///            input_too_long, and those of Wordlist::find
Result<Mnemonic, Errors> parse(std::string_view text, const Wordlist& words);

/// Returns the full words in lower case, decomposed, one space between them.
Text format(const Mnemonic& mnemonic, const Wordlist& words);

}  // namespace steelshare
