#include "steelshare/words/mnemonic.h"

#include <vector>

#include "steelshare/words/normal_form.h"

namespace steelshare {

bool is_space(char character) {
  const auto code = static_cast<std::uint32_t>(static_cast<unsigned char>(character));
  const std::uint32_t between_tab_and_return = ((code - '\t') | ('\r' - code)) >> 31 ^ 1;
  const std::uint32_t blank = ((code ^ ' ') - 1) >> 31;
  return detail::declassify(between_tab_and_return | blank) != 0;
}

std::string_view take_word(std::string_view& text) {
  std::size_t begin = 0;
  while (begin < text.size() && is_space(text[begin])) ++begin;
  std::size_t end = begin;
  while (end < text.size() && !is_space(text[end])) ++end;
  const auto word = text.substr(begin, end - begin);
  text.remove_prefix(end);
  return word;
}

namespace {

// 1 where the values are equal, else 0; for values below 2^31.
constexpr std::uint32_t equal(std::uint32_t a, std::uint32_t b) { return ((a ^ b) - 1) >> 31; }

constexpr std::uint32_t block_characters = Wordlist::block_bytes;

// A text in blocks of eight characters, the first of each highest.
using Blocks = Secret<struct BlocksTag, std::uint64_t>;

// Puts a character and eight letters, packed, at a secret place, where the text is still zero:
// every block is written.
void put(Blocks& text, std::uint32_t place, char before, std::uint64_t letters) {
  // Nine characters, moved to their place within two blocks; shifts by a secret number would take
  // a time of its own on some machines.
  std::uint64_t first = std::uint64_t{static_cast<unsigned char>(before)} << 56 | letters >> 8;
  std::uint64_t second = letters << 56;
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

// How many letters a block has before its zeros.
std::uint32_t letters_in(std::uint64_t block) {
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < block_characters; ++i) {
    count += 1 - equal(static_cast<std::uint32_t>(block >> (8 * i) & 0xff), 0);
  }
  return count;
}

// What each word was found to be.
using Findings = Secret<struct FindingsTag, Wordlist::Found>;

Errors errors_of(const Findings& found, std::size_t count) {
  Errors errors;
  for (std::size_t i = 0; i < count; ++i) {
    const Position place{.row = static_cast<std::uint16_t>(i + 1)};
    if (detail::declassify(found.view()[i].is_unknown) != 0) {
      errors.push_back({ErrorCode::unknown_word, place});
    } else if (detail::declassify(found.view()[i].is_too_short) != 0) {
      errors.push_back({ErrorCode::prefix_too_short, place});
    }
  }
  return errors;
}

Result<Mnemonic, Errors> parse_decomposed(std::string_view text, const Wordlist& words) {
  Findings found(longest_mnemonic_words);
  std::size_t count = 0;
  unsigned int problems = 0;
  for (auto word = take_word(text); !word.empty(); word = take_word(text)) {
    if (count == longest_mnemonic_words) return Errors{{ErrorCode::input_too_long}};
    const auto one = words.look_up(word);
    problems |= static_cast<unsigned int>(one.is_unknown | one.is_too_short);
    found.view()[count++] = one;
  }
  if (count == 0) return Errors{{ErrorCode::empty_input}};
  if (detail::declassify(problems) != 0) return errors_of(found, count);
  Mnemonic mnemonic(count);
  for (std::size_t i = 0; i < count; ++i) mnemonic.view()[i] = WordIndex{found.view()[i].index};
  return mnemonic;
}

}  // namespace

Result<Mnemonic, Errors> parse(std::string_view text, const Wordlist& words) {
  if (is_ascii(text)) return parse_decomposed(text, words);
  // One character may become eighteen.
  constexpr std::size_t longest_text = 4096;
  if (text.size() > longest_text) return Errors{{ErrorCode::input_too_long}};
  // What is not UTF-8 has no normal form and no words either.
  const auto decomposed = decompose(text);
  return parse_decomposed(decomposed ? chars(*decomposed) : text, words);
}

Text format(const Mnemonic& mnemonic, const Wordlist& words) {
  if (mnemonic.size() == 0) return Text(0);
  const std::size_t longest = 1 + words.block_count() * block_characters;
  Blocks blocks((mnemonic.size() * longest + block_characters - 1) / block_characters);
  Blocks letters(Wordlist::most_blocks);
  std::uint32_t end = 0;
  for (const WordIndex word : mnemonic.view()) {
    words.spell(word, letters.view().first<Wordlist::most_blocks>());
    std::uint32_t next = end + 1;
    for (std::uint32_t i = 0; i < words.block_count(); ++i) {
      put(blocks, end + i * block_characters, i == 0 ? ' ' : '\0', letters.view()[i]);
      next += letters_in(letters.view()[i]);
    }
    end = next;
  }
  // The length of the whole text is public. Its first blank stands before all words.
  Text text(detail::declassify(end) - 1);
  for (std::size_t i = 0; i < text.size(); ++i) text.view()[i] = character(blocks, i + 1);
  return text;
}

}  // namespace steelshare
