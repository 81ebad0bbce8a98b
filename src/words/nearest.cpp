#include "steelshare/words/nearest.h"

#include <algorithm>
#include <array>

#include "steelshare/words/normal_form.h"

namespace steelshare {
namespace {

using Naming = Wordlist::Naming;
using CodePoints = Secret<struct CodePointsTag, char32_t>;
using CodePointsView = std::span<const char32_t>;

constexpr std::size_t most_words = 5;
constexpr std::size_t most_changes = 2;

bool is_accent(char32_t code) { return code >= 0x300 && code <= 0x36f; }

// The code points of text that is in UTF-8; small letters, and no accents where nobody minds them.
CodePoints code_points(std::string_view text, Naming naming) {
  CodePoints buffer(text.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i++]);
    char32_t code = first < 0x80 ? first : first < 0xe0 ? first & 0x1f : first & 0x0f;
    if (first >= 0xf0) code = first & 0x07;
    for (; i < text.size() && (text[i] & 0xc0) == 0x80; ++i) {
      code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3f);
    }
    if (code >= 'A' && code <= 'Z') code += 'a' - 'A';
    if (naming == Naming::four_letters_unaccented && is_accent(code)) continue;
    buffer.view()[count++] = code;
  }
  return CodePoints::copy_of(buffer.view().first(count));
}

// The fewest changes of one letter that make one text of the other; an exchange of neighbours is
// one change. Three rows of the usual table are kept.
class Distance {
 public:
  std::size_t between(CodePointsView a, CodePointsView b) {
    for (std::size_t j = 0; j <= b.size(); ++j) row(0)[j] = static_cast<std::uint8_t>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) fill(i, a, b);
    return row(a.size())[b.size()];
  }

 private:
  static constexpr std::size_t columns = Wordlist::longest_word + 1;

  std::uint8_t* row(std::size_t i) { return rows_.view().data() + i % 3 * columns; }

  void fill(std::size_t i, CodePointsView a, CodePointsView b) {
    const auto *above = row(i + 2), *two_above = row(i + 1);
    auto* const here = row(i);
    here[0] = static_cast<std::uint8_t>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      int least = std::min(above[j], here[j - 1]) + 1;
      least = std::min(least, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
      const bool exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (exchanged) least = std::min(least, two_above[j - 2] + 1);
      here[j] = static_cast<std::uint8_t>(least);
    }
  }

  Secret<struct RowsTag> rows_{3 * columns};
};

}  // namespace

Mnemonic nearest_words(std::string_view letters, const Wordlist& words) {
  constexpr std::size_t prefix = Wordlist::prefix_letters;
  if (letters.empty() || letters.size() > Wordlist::longest_word) return Mnemonic(0);
  const auto decomposed = decompose(letters);
  if (!decomposed || decomposed->size() > Wordlist::longest_word) return Mnemonic(0);
  const auto typed = code_points(chars(*decomposed), words.naming());
  // A beginning may have been typed, with a letter too many or too few.
  const bool may_be_beginning = words.naming() != Naming::whole_word && typed.size() <= prefix + 1;

  Distance distance;
  Mnemonic found(most_words);
  std::size_t count = 0;
  // Where every letter is changed nothing is left of the word.
  std::size_t least = std::min(most_changes, typed.size() - std::min<std::size_t>(typed.size(), 1));
  for (std::uint16_t i = 0; i < words.size(); ++i) {
    const auto word = code_points(words.word(WordIndex{i}), words.naming());
    std::size_t changes = distance.between(typed.view(), word.view());
    if (may_be_beginning && word.size() > prefix) {
      changes = std::min(changes, distance.between(typed.view(), word.view().first(prefix)));
    }
    if (changes < least) count = 0;
    least = std::min(least, changes);
    if (changes == least && changes < word.size() && count < most_words) {
      found.view()[count++] = WordIndex{i};
    }
  }
  return Mnemonic::copy_of(found.view().first(count));
}

Text word_at(std::string_view text, std::size_t number) {
  const auto decomposed = decompose(text);
  std::string_view rest = decomposed ? chars(*decomposed) : text;
  for (std::size_t i = 1; i < number; ++i) take_word(rest);
  return Text::copy_of(take_word(rest));
}

Familiarity familiarity(std::string_view text, const Wordlist& words) {
  const auto decomposed = decompose(text);
  std::string_view rest = decomposed ? chars(*decomposed) : text;
  std::size_t whole = 0, beginnings = 0;
  for (auto word = take_word(rest); !word.empty(); word = take_word(rest)) {
    const auto found = words.look_up(word);
    const unsigned int is_known = 1U ^ (found.is_unknown | found.is_too_short);
    whole += found.is_whole;
    beginnings += is_known ^ found.is_whole;
  }
  return {detail::declassify(whole), detail::declassify(beginnings)};
}

}  // namespace steelshare
