#include "slip39/rs1024.h"

#include <array>
#include <string_view>

#include "steelshare/base/expects.h"
#include "steelshare/secret/secret.h"

namespace steelshare::slip39::rs1024 {
namespace {

constexpr std::array<std::uint32_t, 10> generator{0x00e0e040, 0x01c1c080, 0x03838100, 0x07070200,
                                                  0x0e0e0009, 0x1c0c2412, 0x38086c24, 0x3090fc48,
                                                  0x21b1f890, 0x03f3f120};

// The remainder so far, times x, plus one more word.
constexpr std::uint32_t step(std::uint32_t remainder, std::uint32_t word) {
  const std::uint32_t high = remainder >> 20;
  remainder = (remainder & 0xfffff) << 10 ^ word;
  for (std::uint32_t bit = 0; bit < 10; ++bit) {
    remainder ^= generator[bit] & (0U - ((high >> bit) & 1));
  }
  return remainder;
}

// step() undone for a word of zero. The low word of step(r, 0) depends on the high word of r alone,
// one to one, because the constant term of the generator is not zero.
constexpr auto high_word_before = [] {
  std::array<std::uint16_t, 1024> table{};
  for (std::uint32_t high = 0; high < 1024; ++high) {
    table[step(high << 20, 0) & 1023] = static_cast<std::uint16_t>(high);
  }
  return table;
}();

constexpr std::uint32_t step_back(std::uint32_t remainder) {
  const std::uint32_t high = std::uint32_t{high_word_before[remainder & 1023]} << 20;
  return high | (remainder ^ step(high, 0)) >> 10;
}

static_assert(step_back(step(0x2aaa5555, 0)) == 0x2aaa5555);

std::uint32_t remainder_of(std::span<const WordIndex> words, bool extendable) {
  constexpr std::string_view plain = "shamir";
  constexpr std::string_view with_flag = "shamir_extendable";
  std::uint32_t remainder = 1;
  for (const char character : extendable ? with_flag : plain) {
    remainder = step(remainder, static_cast<unsigned char>(character));
  }
  for (const WordIndex word : words) remainder = step(remainder, static_cast<std::uint32_t>(word));
  return remainder;
}

}  // namespace

void write_checksum(std::span<WordIndex> words, bool extendable) {
  expects(words.size() > checksum_words);
  const auto checksum = words.last(checksum_words);
  for (WordIndex& word : checksum) word = WordIndex{0};
  const std::uint32_t remainder = syndrome(words, extendable);
  for (std::size_t i = 0; i < checksum_words; ++i) {
    checksum[i] = WordIndex{static_cast<std::uint16_t>((remainder >> (10 * (2 - i))) & 1023)};
  }
}

std::uint32_t syndrome(std::span<const WordIndex> words, bool extendable) {
  return remainder_of(words, extendable) ^ 1;
}

std::uint32_t one_place_before(std::uint32_t difference) { return step(difference, 0); }

bool verify(std::span<const WordIndex> words, bool extendable) {
  return detail::declassify(syndrome(words, extendable) == 0);
}

std::size_t locate_wrong_word(std::span<const WordIndex> words, bool extendable) {
  // The code is linear: an error e in the last word but k leaves e * x^k. Walking back from what is
  // left, the first remainder that is a single word is e, and the number of steps is k.
  // What is left depends on the mistake alone and not on the words around it, so it is public.
  std::uint32_t left = detail::declassify(syndrome(words, extendable));
  if (left == 0) return 0;
  for (std::size_t place = words.size(); place >= 1; --place) {
    if (left < 1024) return place;
    left = step_back(left);
  }
  return 0;
}

}  // namespace steelshare::slip39::rs1024
