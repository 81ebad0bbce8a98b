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

constexpr std::uint32_t block_characters = 8;

// A text in blocks of eight characters, the first of each highest.
using Blocks = Secret<struct BlocksTag, std::uint64_t>;

// Puts a blank and the letters of a word, packed, at a secret place, where the text is still zero:
// every block is written.
void put(Blocks& text, std::uint32_t place, std::uint64_t word) {
  // Nine characters, moved to their place within two blocks; shifts by a secret number would take
  // a time of its own on some machines.
  std::uint64_t first = std::uint64_t{' '} << 56 | word >> 8, second = word << 56;
  for (std::uint32_t bit = 0; 1U << bit < block_characters; ++bit) {
    const std::uint32_t bits = 8U << bit;  // so many characters for this bit of the place
    const std::uint64_t moves = std::uint64_t{0} - detail::opaque(place >> bit & 1U);
    const std::uint64_t moved_second = second >> bits | first << (64 - bits);
    second ^= moves & (second ^ moved_second);
    first ^= moves & (first ^ first >> bits);
  }
  std::uint64_t is_behind = 0;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    const std::uint64_t is_here =
        std::uint64_t{0} - detail::opaque(equal(i, place / block_characters));
    text.view()[i] |= (is_here & first) | (is_behind & second);
    is_behind = is_here;
  }
}

char character(const Blocks& text, std::size_t place) {
  const auto behind = block_characters - 1 - place % block_characters;
  return static_cast<char>(text.view()[place / block_characters] >> (8 * behind) & 0xff);
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
  if (mnemonic.size() == 0) return Text(0);
  constexpr std::size_t longest = 1 + Wordlist::longest_word;
  Blocks blocks((mnemonic.size() * longest + block_characters - 1) / block_characters);
  Text letters(Wordlist::longest_word);
  std::uint32_t end = 0;
  for (const WordIndex word : mnemonic.view()) {
    words.spell(word, letters.view().first<Wordlist::longest_word>());
    put(blocks, end, Wordlist::pack(chars(letters)));
    ++end;
    for (const char letter : letters.view()) {
      end += 1 - equal(static_cast<unsigned char>(letter), 0);
    }
  }
  // The length of the whole text is public. Its first blank stands before all words.
  Text text(detail::declassify(end) - 1);
  for (std::size_t i = 0; i < text.size(); ++i) text.view()[i] = character(blocks, i + 1);
  return text;
}

}  // namespace steelshare
