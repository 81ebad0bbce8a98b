#include "steelshare/words/wordlist.h"

#include <algorithm>
#include <array>

#include "steelshare/secret/secret.h"

namespace steelshare {
namespace {

using Naming = Wordlist::Naming;
using Block = std::uint64_t;

constexpr std::size_t block_bytes = Wordlist::block_bytes;

// Numbers, because a table of string_views would have to be relocated at every start.
constexpr auto slip39_spelling = std::to_array<Block>({
#include "slip39.inc"
});
constexpr auto english_spelling = std::to_array<Block>({
#include "bip39_english.inc"
});
constexpr auto japanese_spelling = std::to_array<Block>({
#include "bip39_japanese.inc"
});
constexpr auto korean_spelling = std::to_array<Block>({
#include "bip39_korean.inc"
});
constexpr auto spanish_spelling = std::to_array<Block>({
#include "bip39_spanish.inc"
});
constexpr auto chinese_simplified_spelling = std::to_array<Block>({
#include "bip39_chinese_simplified.inc"
});
constexpr auto chinese_traditional_spelling = std::to_array<Block>({
#include "bip39_chinese_traditional.inc"
});
constexpr auto french_spelling = std::to_array<Block>({
#include "bip39_french.inc"
});
constexpr auto italian_spelling = std::to_array<Block>({
#include "bip39_italian.inc"
});
constexpr auto czech_spelling = std::to_array<Block>({
#include "bip39_czech.inc"
});
constexpr auto portuguese_spelling = std::to_array<Block>({
#include "bip39_portuguese.inc"
});

constexpr std::size_t slip39_size = 1024;
constexpr std::size_t bip39_size = 2048;

constexpr std::uint8_t byte_of(Block block, std::size_t place) {
  return static_cast<std::uint8_t>(block >> (8 * (block_bytes - 1 - place)) & 0xff);
}

// Accents are the code points from U+0300 to U+036F: in UTF-8 two bytes, of which the first is one
// of these. No other byte of valid text is.
constexpr bool begins_accent(std::uint8_t byte) { return byte == 0xcc || byte == 0xcd; }

// Words of one block without their accents.
template <std::size_t N>
constexpr std::array<Block, bip39_size> without_accents(const std::array<Block, N>& spelling) {
  std::array<Block, bip39_size> letters{};
  for (std::size_t word = 0; word < bip39_size; ++word) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < N / bip39_size * block_bytes; ++i) {
      const auto byte = byte_of(spelling[i / block_bytes * bip39_size + word], i % block_bytes);
      if (byte == 0) break;
      if (begins_accent(byte)) {
        ++i;
        continue;
      }
      letters[word] = letters[word] << 8 | byte;
      ++count;
    }
    expects(count <= block_bytes);
    letters[word] <<= 8 * (block_bytes - count);
  }
  return letters;
}

constexpr auto spanish_letters = without_accents(spanish_spelling);
constexpr auto french_letters = without_accents(french_spelling);

// Whether all words are of lower-case letters of ASCII, and none is shorter.
template <std::size_t N>
constexpr bool are_words(const std::array<Block, N>& words, std::size_t shortest) {
  for (Block word : words) {
    std::size_t size = 0;
    for (; word != 0; word <<= 8, ++size) {
      const auto letter = static_cast<char>(word >> 56);
      if (letter < 'a' || letter > 'z') return false;
    }
    if (size < shortest) return false;
  }
  return true;
}

static_assert(slip39_spelling.size() == slip39_size && are_words(slip39_spelling, 4));
static_assert(english_spelling.size() == bip39_size && are_words(english_spelling, 3));
static_assert(are_words(spanish_letters, 3) && are_words(french_letters, 4));
static_assert(czech_spelling.size() == bip39_size && are_words(czech_spelling, 4));
static_assert(portuguese_spelling.size() == bip39_size && are_words(portuguese_spelling, 4));

constexpr Wordlist of_language(Naming naming, std::span<const Block> spelling) {
  return {naming, bip39_size, spelling, spelling};
}

constexpr Wordlist slip39_list{Naming::four_letters, slip39_size, slip39_spelling, slip39_spelling};
constexpr auto english_list = of_language(Naming::four_letters, english_spelling);
constexpr auto japanese_list = of_language(Naming::whole_word, japanese_spelling);
constexpr auto korean_list = of_language(Naming::whole_word, korean_spelling);
constexpr Wordlist spanish_list{Naming::four_letters_unaccented, bip39_size, spanish_spelling,
                                spanish_letters};
constexpr auto chinese_simplified_list =
    of_language(Naming::whole_word, chinese_simplified_spelling);
constexpr auto chinese_traditional_list =
    of_language(Naming::whole_word, chinese_traditional_spelling);
constexpr Wordlist french_list{Naming::four_letters_unaccented, bip39_size, french_spelling,
                               french_letters};
constexpr auto italian_list = of_language(Naming::four_letters_unaccented, italian_spelling);
constexpr auto czech_list = of_language(Naming::four_letters_unaccented, czech_spelling);
constexpr auto portuguese_list = of_language(Naming::four_letters_unaccented, portuguese_spelling);

// 1 where the value is zero, else 0, without a branch.
constexpr std::uint32_t is_zero(Block value) {
  return static_cast<std::uint32_t>(((~value & (value - 1)) >> 63) & 1);
}

// 1 where a is less, else 0; for values below 2^31.
constexpr std::uint32_t is_less(std::uint32_t a, std::uint32_t b) { return (a - b) >> 31; }

// All ones for 1, zero for 0.
Block mask_of(std::uint32_t bit) { return Block{0} - detail::opaque(bit); }

// A capital becomes a small letter, by adding 32 without a branch.
constexpr std::uint8_t to_lower(char letter) {
  const std::uint32_t code = static_cast<unsigned char>(letter);
  const std::uint32_t is_capital = (is_less(code, 'A') ^ 1) & (is_less('Z', code) ^ 1);
  return static_cast<std::uint8_t>(code + is_capital * ('a' - 'A'));
}

// The next two read all words, and are written so that compilers make them work on several words
// at once: a barrier for each word would forbid it.

// Returns how many words stand before one in the order of the list. Letters are below 128, so the
// difference is negative exactly where a word is before; for other bytes the number means nothing.
Block count_before(std::span<const Block> words, Block one) {
  Block count = 0;
  for (const Block word : words) count += (word - one) >> 63;
  return count;
}

// Returns the block of the word of a secret index, or 0 where the list has none. Within each row of
// the list the block of the wanted column is kept, and of these the one in the wanted row.
Block pick(std::span<const Block> words, Block index) {
  constexpr std::size_t columns = Wordlist::row_words;
  std::array<Block, columns> masks;
  for (Block column = 0; column < columns; ++column) {
    masks[column] = mask_of(is_zero(index % columns ^ column));
  }
  Block found = 0;
  for (Block row = 0; row < words.size() / columns; ++row) {
    const auto here = words.subspan(row * columns).first<columns>();
    Block word = 0;
    for (std::size_t column = 0; column < columns; ++column) word |= here[column] & masks[column];
    found |= word & mask_of(is_zero(index / columns ^ row));
  }
  cleanse(masks.data(), sizeof masks);
  return found;
}

void unpack(std::span<const Block> blocks, std::span<char> letters) {
  for (std::size_t i = 0; i < letters.size(); ++i) {
    letters[i] = static_cast<char>(byte_of(blocks[i / block_bytes], i % block_bytes));
  }
}

}  // namespace

// Letters as they are compared.
struct Wordlist::Typed {
  Typed() = default;
  Typed(const Typed&) = delete;
  Typed& operator=(const Typed&) = delete;
  ~Typed() { cleanse(this, sizeof *this); }

  void put(std::size_t place, std::uint8_t byte, Block is_there) {
    const std::size_t behind = 8 * (block_bytes - 1 - place % block_bytes);
    blocks[place / block_bytes] |= (Block{byte} & is_there) << behind;
    mask[place / block_bytes] |= (Block{0xff} & is_there) << behind;
  }

  std::array<Block, most_blocks> blocks{};
  std::array<Block, most_blocks> mask{};  // ones where there is a letter
  std::uint32_t letter_count = 0;
  std::uint32_t has_zero = 0;  // 1 or 0
};

// What the letters are in a list. The index is that of the word or, without one, of the only word
// that they begin.
struct Wordlist::Match {
  Block index = 0;
  std::uint32_t is_word = 0;   // 1 or 0
  std::uint32_t is_begin = 0;  // 1 or 0: of one word or of several
};

std::string Wordlist::word(WordIndex index) const {
  const auto i = static_cast<std::size_t>(index);
  expects(i < size_);
  std::array<Block, most_blocks> blocks{};
  for (std::size_t b = 0; b < block_count(); ++b) blocks[b] = spelling_[b * size_ + i];
  std::string letters(longest_word, '\0');
  unpack(blocks, letters);
  letters.resize(letters.find_last_not_of('\0') + 1);
  return letters;
}

void Wordlist::spell(WordIndex index, Blocks blocks) const {
  std::ranges::fill(blocks, Block{0});
  for (std::size_t b = 0; b < block_count(); ++b) {
    blocks[b] = pick(spelling_.subspan(b * size_, size_), static_cast<std::uint16_t>(index));
  }
  expects(detail::declassify(is_zero(blocks[0])) == 0);  // every index that we make is of its list
}

void Wordlist::spell(WordIndex index, std::span<char, longest_word> letters) const {
  std::array<Block, most_blocks> blocks;
  spell(index, blocks);
  unpack(blocks, letters);
  cleanse(blocks.data(), sizeof blocks);
}

// How many bytes were typed is public, which of them are accents is not: where accents are left
// out, each byte is offered to every place that it may have come to.
void Wordlist::read(std::string_view letters, Typed& typed) const {
  std::uint32_t in_accent = 0;  // 1 for the second byte of an accent
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const std::uint8_t byte = to_lower(letters[i]);
    typed.has_zero |= is_zero(byte);
    if (naming_ != Naming::four_letters_unaccented) {
      typed.put(i, byte, mask_of(1));
      ++typed.letter_count;
      continue;
    }
    const std::uint32_t begins = is_zero(byte ^ 0xccU) | is_zero(byte ^ 0xcdU);
    const std::uint32_t is_letter = (begins | in_accent) ^ 1;
    for (std::size_t place = 0; place <= i; ++place) {
      typed.put(place, byte, mask_of(is_letter & is_zero(place ^ typed.letter_count)));
    }
    typed.letter_count += is_letter;
    in_accent = begins;
  }
}

// Without an order every word is compared, a row of them at a time.
Wordlist::Match Wordlist::scan(const Typed& typed) const {
  const std::size_t blocks = letters_.size() / size_;
  std::array<Block, row_words> other{}, other_begin{};
  Match found;
  Block word_index = 0, begin_index = 0;
  for (std::size_t row = 0; row < size_; row += row_words) {
    other.fill(0);
    other_begin.fill(0);
    for (std::size_t b = 0; b < blocks; ++b) {
      const auto here = letters_.subspan(b * size_ + row).first<row_words>();
      for (std::size_t column = 0; column < row_words; ++column) {
        const Block difference = here[column] ^ typed.blocks[b];
        other[column] |= difference;
        other_begin[column] |= difference & typed.mask[b];
      }
    }
    for (std::size_t column = 0; column < row_words; ++column) {
      const std::uint32_t is_word = is_zero(other[column]), begins = is_zero(other_begin[column]);
      word_index |= (row + column) & mask_of(is_word);
      begin_index |= (row + column) & mask_of(begins);
      found.is_word |= is_word;
      found.is_begin |= begins;
    }
  }
  cleanse(other.data(), sizeof other);
  cleanse(other_begin.data(), sizeof other_begin);
  found.index = begin_index ^ ((begin_index ^ word_index) & mask_of(found.is_word));
  return found;
}

// Padded with zeros, a beginning stands right before the words that have it, a word at its place.
Wordlist::Match Wordlist::search(const Typed& typed) const {
  const Block index = count_before(letters_.first(size_), typed.blocks[0]);
  Block other = 0, other_begin = 0;
  for (std::size_t b = 0; b < letters_.size() / size_; ++b) {
    const Block difference = pick(letters_.subspan(b * size_, size_), index) ^ typed.blocks[b];
    other |= difference;
    other_begin |= difference & typed.mask[b];
  }
  return {index, is_zero(other), is_zero(other_begin)};
}

Wordlist::Found Wordlist::look_up(std::string_view letters) const {
  if (letters.empty() || letters.size() > longest_word) return {0, 1, 0, 0};
  Typed typed;
  read(letters, typed);
  Block too_long = 0;
  for (std::size_t b = letters_.size() / size_; b < most_blocks; ++b) too_long |= typed.mask[b];
  const Match match = sorted_ ? search(typed) : scan(typed);

  const std::uint32_t is_possible = is_zero(too_long) & (typed.has_zero ^ 1);
  const std::uint32_t has_prefix = is_less(typed.letter_count, prefix_letters) ^ 1;
  const std::uint32_t may_begin = naming_ != Naming::whole_word ? 1 : 0;
  const std::uint32_t is_begin = match.is_begin & may_begin & is_possible;
  const std::uint32_t is_whole = match.is_word & is_possible;
  const std::uint32_t is_named = is_whole | (is_begin & has_prefix);
  return {
      static_cast<std::uint16_t>(match.index), static_cast<std::uint8_t>((is_named | is_begin) ^ 1),
      static_cast<std::uint8_t>(is_begin & (is_named ^ 1)), static_cast<std::uint8_t>(is_whole)};
}

Result<WordIndex> Wordlist::find(std::string_view letters) const {
  if (letters.empty()) return Error{ErrorCode::empty_input};
  const Found found = look_up(letters);
  // Which word it is stays secret; whether it is one decides what happens next.
  if (detail::declassify(found.is_unknown) != 0) return Error{ErrorCode::unknown_word};
  if (detail::declassify(found.is_too_short) != 0) return Error{ErrorCode::prefix_too_short};
  return WordIndex{found.index};
}

const Wordlist& slip39_words() { return slip39_list; }
const Wordlist& bip39_english_words() { return english_list; }
const Wordlist& bip39_japanese_words() { return japanese_list; }
const Wordlist& bip39_korean_words() { return korean_list; }
const Wordlist& bip39_spanish_words() { return spanish_list; }
const Wordlist& bip39_chinese_simplified_words() { return chinese_simplified_list; }
const Wordlist& bip39_chinese_traditional_words() { return chinese_traditional_list; }
const Wordlist& bip39_french_words() { return french_list; }
const Wordlist& bip39_italian_words() { return italian_list; }
const Wordlist& bip39_czech_words() { return czech_list; }
const Wordlist& bip39_portuguese_words() { return portuguese_list; }

}  // namespace steelshare
