#include "steelshare/words/mnemonic.h"

#include <vector>

namespace steelshare {

bool is_space(char character) {
  const auto code = static_cast<std::uint32_t>(static_cast<unsigned char>(character));
  const std::uint32_t between_tab_and_return = ((code - '\t') | ('\r' - code)) >> 31 ^ 1;
  const std::uint32_t blank = ((code ^ ' ') - 1) >> 31;
  return detail::declassify(between_tab_and_return | blank) != 0;
}

namespace {

std::string_view take_word(std::string_view& text) {
  std::size_t begin = 0;
  while (begin < text.size() && is_space(text[begin])) ++begin;
  std::size_t end = begin;
  while (end < text.size() && !is_space(text[end])) ++end;
  const auto word = text.substr(begin, end - begin);
  text.remove_prefix(end);
  return word;
}

// 1 where the values are equal, else 0; for values below 2^31.
constexpr std::uint32_t equal(std::uint32_t a, std::uint32_t b) { return ((a ^ b) - 1) >> 31; }

// Puts a character at a secret place: every place is written. A zero changes nothing.
void put(std::span<char> text, std::uint32_t place, char character) {
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    const std::uint32_t mask = 0U - detail::opaque(equal(i, place));
    const std::uint32_t added = static_cast<unsigned char>(character) & mask;
    text[i] = static_cast<char>(static_cast<unsigned char>(text[i]) | added);
  }
}

}  // namespace

Result<Mnemonic, Errors> parse(std::string_view text, const Wordlist& words) {
  Mnemonic found(longest_mnemonic_words);
  std::size_t count = 0;
  Errors errors;
  for (auto word = take_word(text); !word.empty(); word = take_word(text)) {
    if (count == longest_mnemonic_words) return Errors{{ErrorCode::input_too_long}};
    const auto index = words.find(word);
    if (index) {
      found.view()[count] = *index;
    } else {
      errors.push_back({index.error().code, {.row = static_cast<std::uint16_t>(count + 1)}});
    }
    ++count;
  }
  if (count == 0) return Errors{{ErrorCode::empty_input}};
  if (!errors.empty()) return errors;
  return Mnemonic::copy_of(found.view().first(count));
}

Text format(const Mnemonic& mnemonic, const Wordlist& words) {
  Text text(mnemonic.size() * (Wordlist::longest_word + 1));
  Text letters(Wordlist::longest_word);
  std::uint32_t end = 0;
  for (std::size_t word = 0; word < mnemonic.size(); ++word) {
    if (word > 0) put(text.view(), end++, ' ');
    words.spell(mnemonic.view()[word], letters.view().first<Wordlist::longest_word>());
    for (const char letter : letters.view()) {
      put(text.view(), end, letter);
      end += 1 - equal(static_cast<unsigned char>(letter), 0);
    }
  }
  // The length of the whole text is public.
  return Text::copy_of(text.view().first(detail::declassify(end)));
}

}  // namespace steelshare
