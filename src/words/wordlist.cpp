#include "steelshare/words/wordlist.h"

#include <array>

#include "steelshare/secret/secret.h"

namespace steelshare {
namespace {

using Letters = Wordlist::Letters;

constexpr std::string_view text_of(const Letters& letters) {
  std::size_t size = 0;
  while (size < letters.size() && letters[size] != '\0') ++size;
  return {letters.data(), size};
}

constexpr auto slip39_table = std::to_array<Letters>({
#include "slip39.inc"
});
constexpr auto bip39_english_table = std::to_array<Letters>({
#include "bip39_english.inc"
});

template <std::size_t N>
constexpr std::array<std::uint64_t, N> pack_all(const std::array<Letters, N>& words) {
  std::array<std::uint64_t, N> packed{};
  for (std::size_t i = 0; i < N; ++i) packed[i] = Wordlist::pack(text_of(words[i]));
  return packed;
}

constexpr auto slip39_packed = pack_all(slip39_table);
constexpr auto bip39_english_packed = pack_all(bip39_english_table);

// The rules that both standards set for their lists: sorted, lower case, distinct in four letters.
template <std::size_t N>
constexpr bool is_sound(const std::array<Letters, N>& words, std::size_t shortest) {
  for (std::size_t i = 0; i < N; ++i) {
    const auto word = text_of(words[i]);
    if (word.size() < shortest) return false;
    for (const char letter : word) {
      if (letter < 'a' || letter > 'z') return false;
    }
    if (i > 0 && text_of(words[i - 1]).substr(0, 4) >= word.substr(0, 4)) return false;
  }
  return true;
}

static_assert(slip39_table.size() == 1024 && is_sound(slip39_table, 4));
static_assert(bip39_english_table.size() == 2048 && is_sound(bip39_english_table, 3));

constexpr Wordlist slip39_list{slip39_table, slip39_packed};
constexpr Wordlist bip39_english_list{bip39_english_table, bip39_english_packed};

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

}  // namespace

std::string_view Wordlist::word(WordIndex index) const {
  const auto i = static_cast<std::size_t>(index);
  expects(i < words_.size());
  return text_of(words_[i]);
}

void Wordlist::spell(WordIndex index, std::span<char, longest_word> letters) const {
  const std::uint32_t wanted = static_cast<std::uint16_t>(index);
  std::uint64_t packed = 0;
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < packed_.size(); ++i) {
    const std::uint32_t here = detail::opaque(is_zero(wanted ^ i));
    packed |= (std::uint64_t{0} - here) & packed_[i];
    count += here;
  }
  expects(detail::declassify(count) == 1);  // every index that we make is of its list
  for (std::size_t i = 0; i < longest_word; ++i) {
    letters[i] = static_cast<char>(packed >> (8 * (longest_word - 1 - i)) & 0xff);
  }
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

  std::uint32_t exact_count = 0, prefix_count = 0, exact_index = 0, prefix_index = 0;
  for (std::uint32_t i = 0; i < packed_.size(); ++i) {
    const std::uint32_t exact = detail::opaque(is_zero(typed ^ packed_[i]));
    const std::uint32_t prefix = detail::opaque(is_zero((typed ^ packed_[i]) & typed_mask));
    exact_count += exact;
    prefix_count += prefix;
    exact_index |= (0 - exact) & i;
    prefix_index |= (0 - prefix) & i;
  }
  // Which word it is stays secret; whether it is one decides what happens next.
  exact_count = detail::declassify(exact_count);
  prefix_count = detail::declassify(prefix_count);
  if (exact_count == 1) return WordIndex{static_cast<std::uint16_t>(exact_index)};
  if (prefix_count == 0) return Error{ErrorCode::unknown_word};
  if (letters.size() < prefix_letters) return Error{ErrorCode::prefix_too_short};
  if (prefix_count > 1) return Error{ErrorCode::ambiguous_prefix};
  return WordIndex{static_cast<std::uint16_t>(prefix_index)};
}

const Wordlist& slip39_words() { return slip39_list; }
const Wordlist& bip39_english_words() { return bip39_english_list; }

}  // namespace steelshare
