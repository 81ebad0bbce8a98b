#include "steelshare/words/wordlist.h"

#include <array>

#include "steelshare/secret/secret.h"

namespace steelshare {
namespace {

using Letters = std::array<char, Wordlist::longest_word>;  // and zeros after the end of a word

template <std::size_t N>
constexpr std::array<std::uint64_t, N> pack_all(const std::array<Letters, N>& words) {
  std::array<std::uint64_t, N> packed{};
  for (std::size_t i = 0; i < N; ++i) {
    packed[i] = Wordlist::pack({words[i].data(), words[i].size()});
  }
  return packed;
}

// Numbers, because a table of string_views would have to be relocated at every start.
constexpr auto slip39_packed = pack_all(std::to_array<Letters>({
#include "slip39.inc"
}));
constexpr auto bip39_english_packed = pack_all(std::to_array<Letters>({
#include "bip39_english.inc"
}));

// Whether all words are of lower-case letters, and none is shorter.
template <std::size_t N>
constexpr bool are_words(const std::array<std::uint64_t, N>& words, std::size_t shortest) {
  for (std::uint64_t word : words) {
    std::size_t size = 0;
    for (; word != 0; word <<= 8, ++size) {
      const auto letter = static_cast<char>(word >> 56);
      if (letter < 'a' || letter > 'z') return false;
    }
    if (size < shortest) return false;
  }
  return true;
}

static_assert(slip39_packed.size() == 1024 && are_words(slip39_packed, 4));
static_assert(bip39_english_packed.size() == 2048 && are_words(bip39_english_packed, 3));

constexpr Wordlist slip39_list{slip39_packed};
constexpr Wordlist bip39_english_list{bip39_english_packed};

// 1 where the value is zero, else 0, without a branch.
constexpr std::uint32_t is_zero(std::uint64_t value) {
  return static_cast<std::uint32_t>(((~value & (value - 1)) >> 63) & 1);
}

// A capital becomes a small letter, by adding 32 without a branch.
constexpr char to_lower(char letter) {
  const std::uint32_t code = static_cast<unsigned char>(letter);
  const std::uint32_t is_capital = ((code - 'A') >> 31 ^ 1) & (('Z' - code) >> 31 ^ 1);
  return static_cast<char>(code + is_capital * ('a' - 'A'));
}

void unpack(std::uint64_t packed, std::span<char, Wordlist::longest_word> letters) {
  for (std::size_t i = 0; i < letters.size(); ++i) {
    letters[i] = static_cast<char>(packed >> (8 * (letters.size() - 1 - i)) & 0xff);
  }
}

// The next two read all words, and are written so that compilers make them work on several words
// at once: a barrier for each word would forbid it.

// Returns how many words stand before one in the order of the list. Letters are below 128, so the
// difference is negative exactly where a word is before; for other bytes the number means nothing.
std::uint64_t count_before(std::span<const std::uint64_t> words, std::uint64_t one) {
  std::uint64_t count = 0;
  for (const std::uint64_t word : words) count += (word - one) >> 63;
  return count;
}

// Returns the word of a secret index, or 0 where the list has none. Within each row of the list the
// word of the wanted column is kept, and of these the one in the wanted row.
std::uint64_t pick(std::span<const std::uint64_t> words, std::uint64_t index) {
  constexpr std::size_t columns = Wordlist::row_words;
  std::array<std::uint64_t, columns> masks;
  for (std::uint64_t column = 0; column < columns; ++column) {
    masks[column] = std::uint64_t{0} - detail::opaque(is_zero(index % columns ^ column));
  }
  std::uint64_t found = 0;
  for (std::uint64_t row = 0; row < words.size() / columns; ++row) {
    const auto here = words.subspan(row * columns).first<columns>();
    std::uint64_t word = 0;
    for (std::size_t column = 0; column < columns; ++column) word |= here[column] & masks[column];
    found |= word & (std::uint64_t{0} - detail::opaque(is_zero(index / columns ^ row)));
  }
  cleanse(masks.data(), sizeof masks);
  return found;
}

}  // namespace

std::string Wordlist::word(WordIndex index) const {
  const auto i = static_cast<std::size_t>(index);
  expects(i < packed_.size());
  std::string letters(longest_word, '\0');
  unpack(packed_[i], std::span<char, longest_word>(letters));
  letters.resize(letters.find_last_not_of('\0') + 1);
  return letters;
}

void Wordlist::spell(WordIndex index, std::span<char, longest_word> letters) const {
  const std::uint64_t packed = pick(packed_, static_cast<std::uint16_t>(index));
  expects(detail::declassify(is_zero(packed)) == 0);  // every index that we make is of its list
  unpack(packed, letters);
}

Result<WordIndex> Wordlist::find(std::string_view letters) const {
  if (letters.empty()) return Error{ErrorCode::empty_input};
  if (letters.size() > longest_word) return Error{ErrorCode::unknown_word};
  std::uint64_t typed = 0;
  for (std::size_t i = 0; i < longest_word; ++i) {
    const char letter = i < letters.size() ? to_lower(letters[i]) : '\0';
    typed = typed << 8 | static_cast<unsigned char>(letter);
  }
  const std::uint64_t typed_mask = ~std::uint64_t{0} << (8 * (longest_word - letters.size()));

  // Padded with zeros, a beginning stands right before the words that have it, a word at its place.
  const std::uint64_t index = count_before(packed_, typed);
  const std::uint64_t difference = pick(packed_, index) ^ typed;
  // Which word it is stays secret; whether it is one decides what happens next.
  const bool exact = detail::declassify(is_zero(difference)) != 0;
  const bool begins = detail::declassify(is_zero(difference & typed_mask)) != 0;
  if (!begins) return Error{ErrorCode::unknown_word};
  if (!exact && letters.size() < prefix_letters) return Error{ErrorCode::prefix_too_short};
  return WordIndex{static_cast<std::uint16_t>(index)};
}

const Wordlist& slip39_words() { return slip39_list; }
const Wordlist& bip39_english_words() { return bip39_english_list; }

}  // namespace steelshare
