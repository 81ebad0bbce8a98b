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

/// A list whose words differ within their first four letters, so that four letters of steel are
/// enough. Words are at most eight lower-case ASCII letters.
class Wordlist {
 public:
  static constexpr std::size_t longest_word = 8;
  static constexpr std::size_t prefix_letters = 4;

  /// The list is read in whole rows of so many words.
  static constexpr std::size_t row_words = 16;

  /// packed: as pack() does; whole rows, sorted, different in the first four letters. It outlives
  /// the list.
  constexpr explicit Wordlist(std::span<const std::uint64_t> packed) : packed_(packed) {
    expects(packed.size() % row_words == 0);
    constexpr std::size_t behind_prefix = 8 * (longest_word - prefix_letters);
    for (std::size_t i = 1; i < packed.size(); ++i) {
      expects(packed[i - 1] >> behind_prefix < packed[i] >> behind_prefix);
    }
  }

  [[nodiscard]] std::size_t size() const { return packed_.size(); }

  /// Returns the word in lower case, for indices that are no secret: it reads the list at the
  /// word's place. Aborts where the index is not of this list.
  [[nodiscard]] std::string word(WordIndex index) const;

  /// Writes the letters of a word in lower case, and zeros after its end. The whole list is read
  /// whatever the index. Aborts where the index is not of this list.
  void spell(WordIndex index, std::span<char, longest_word> letters) const;

  /// Finds a word by its full spelling or by a beginning of four letters or more, in either case.
  /// The whole list is read whatever the word, so the time tells nothing of its place; it does
  /// tell how many letters there are and whether they are a word.
  ///   errors   empty_input, unknown_word, prefix_too_short
  [[nodiscard]] Result<WordIndex> find(std::string_view letters) const;

  /// Packs up to eight letters into one number, the first letter highest, padded with zeros.
  static constexpr std::uint64_t pack(std::string_view letters) {
    std::uint64_t packed = 0;
    for (std::size_t i = 0; i < longest_word; ++i) {
      packed = packed << 8 | (i < letters.size() ? static_cast<unsigned char>(letters[i]) : 0U);
    }
    return packed;
  }

 private:
  std::span<const std::uint64_t> packed_;
};

/// The 1024 words of SLIP-0039.
const Wordlist& slip39_words();

/// The 2048 English words of BIP-0039.
const Wordlist& bip39_english_words();

}  // namespace steelshare
