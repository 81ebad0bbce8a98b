// Word lists: a word or a unique beginning of it <-> its number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "steelshare/base/result.h"

namespace steelshare {

/// The number of a word in its list, from 0.
enum class WordIndex : std::uint16_t {};

/// A list of words in UTF-8, lower case, in Unicode's decomposed form (NFKD): a letter with an
/// accent is the letter and then the accent.
class Wordlist {
 public:
  /// Of all lists, in bytes.
  static constexpr std::size_t longest_word = 40;
  static constexpr std::size_t prefix_letters = 4;

  /// Words are kept in blocks of so many bytes, the first byte highest, padded with zeros.
  static constexpr std::size_t block_bytes = 8;
  static constexpr std::size_t most_blocks = longest_word / block_bytes;
  using Blocks = std::span<std::uint64_t, most_blocks>;

  /// The list is read in whole rows of so many words.
  static constexpr std::size_t row_words = 16;

  /// How little of a word names it.
  ///   four_letters          the words differ within their first four letters, so that four letters
  ///                         of steel are enough
  ///   four_letters_unaccented  so they do without their accents, which may be left out
  ///   whole_word            nothing less
  enum class Naming : std::uint8_t { four_letters, four_letters_unaccented, whole_word };

  /// spelling: the first blocks of all words, then their second ones, and so on; whole rows.
  /// letters: the same of what is compared, which is the spelling or the spelling without accents.
  /// Both outlive the list.
  constexpr Wordlist(Naming naming, std::size_t size, std::span<const std::uint64_t> spelling,
                     std::span<const std::uint64_t> letters)
      : naming_(naming), size_(size), spelling_(spelling), letters_(letters) {
    expects(size % row_words == 0);
    for (const auto table : {spelling, letters}) {
      expects(table.size() % size == 0 && table.size() / size <= most_blocks);
    }
    sorted_ = naming != Naming::whole_word;
    constexpr std::size_t behind_prefix = 8 * (block_bytes - prefix_letters);
    for (std::size_t i = 1; i < size && sorted_; ++i) {
      sorted_ = letters[i - 1] >> behind_prefix < letters[i] >> behind_prefix;
    }
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] Naming naming() const { return naming_; }

  /// How many blocks the longest word of this list has.
  [[nodiscard]] std::size_t block_count() const { return spelling_.size() / size_; }

  /// Returns the word, for indices that are no secret: it reads the list at the word's place.
  /// Aborts where the index is not of this list.
  [[nodiscard]] std::string word(WordIndex index) const;

  /// Writes the bytes of a word, and zeros after its end. The whole list is read whatever the
  /// index. Aborts where the index is not of this list.
  void spell(WordIndex index, std::span<char, longest_word> letters) const;
  /// The same in blocks.
  void spell(WordIndex index, Blocks blocks) const;

  /// A word that was looked for. All of it is as secret as the word.
  struct Found {
    std::uint16_t index;        // means nothing where there is a problem
    std::uint8_t is_unknown;    // 1 or 0
    std::uint8_t is_too_short;  // 1 or 0: it begins several words, or none that is named so
    std::uint8_t is_whole;      // 1 or 0: all letters of the word are there
  };

  /// Finds a word by its full spelling or by as much as names it; letters in decomposed form, of
  /// ASCII in either case. The whole list is read whatever the word, so the time tells nothing of
  /// its place, nor of whether it is one; it does tell how many bytes there are. A zero byte is of
  /// no word.
  [[nodiscard]] Found look_up(std::string_view letters) const;

  /// The same, for callers who may tell whether the letters are a word.
  ///   errors   empty_input, unknown_word, prefix_too_short
  [[nodiscard]] Result<WordIndex> find(std::string_view letters) const;

 private:
  struct Typed;
  struct Match;
  void read(std::string_view letters, Typed& typed) const;
  [[nodiscard]] Match scan(const Typed& typed) const;
  [[nodiscard]] Match search(const Typed& typed) const;

  Naming naming_;
  bool sorted_ = false;  // by the first four letters of `letters_`
  std::size_t size_;
  std::span<const std::uint64_t> spelling_;
  std::span<const std::uint64_t> letters_;
};

/// The 1024 words of SLIP-0039.
const Wordlist& slip39_words();

/// The 2048 words of each language of BIP-0039; bip39::words chooses by language.
const Wordlist& bip39_english_words();
const Wordlist& bip39_japanese_words();
const Wordlist& bip39_korean_words();
const Wordlist& bip39_spanish_words();
const Wordlist& bip39_chinese_simplified_words();
const Wordlist& bip39_chinese_traditional_words();
const Wordlist& bip39_french_words();
const Wordlist& bip39_italian_words();
const Wordlist& bip39_czech_words();
const Wordlist& bip39_portuguese_words();

}  // namespace steelshare
