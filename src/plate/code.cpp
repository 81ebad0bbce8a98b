#include "plate/code.h"

#include <algorithm>
#include <array>

#include "plate/rules.h"
#include "steelshare/plate/geometry.h"

namespace steelshare::plate {
namespace {

constexpr char to_upper(char letter) { return static_cast<char>(letter - 'a' + 'A'); }
constexpr std::size_t decimal_places = 4;

// Rows of digits are 1 to 9 and then 0, as on the plates that are sold.
constexpr std::size_t row_of_digit(unsigned digit) { return (digit + 9) % 10; }
constexpr unsigned digit_of_row(std::size_t row) { return static_cast<unsigned>((row + 1) % 10); }

// The first four letters, in capitals.
void spell(WordIndex word, const Wordlist& words, std::span<char, letters_per_word> out) {
  Text letters(Wordlist::longest_word);
  words.spell(word, letters.view().first<Wordlist::longest_word>());
  for (std::size_t i = 0; i < letters_per_word; ++i) {
    const char letter = letters.view()[i];
    out[i] = letter == '\0' ? no_mark : to_upper(letter);
  }
}

// Letters with nothing between them.
std::optional<WordIndex> find(std::span<const char> letters, const Wordlist& words) {
  const auto end = std::ranges::find(letters, no_mark);
  if (std::any_of(end, letters.end(), [](char letter) { return letter != no_mark; })) return {};
  const auto found = words.find({letters.data(), static_cast<std::size_t>(end - letters.begin())});
  if (!found) return {};
  return *found;
}

unsigned number_of(WordIndex word, const Template& plate) {
  return static_cast<unsigned>(word) + plate.dots.base;
}

std::optional<WordIndex> word_of(unsigned number, const Wordlist& words, const Template& plate) {
  if (number < plate.dots.base || number - plate.dots.base >= words.size()) return {};
  return WordIndex{static_cast<std::uint16_t>(number - plate.dots.base)};
}

void encode_bits(WordIndex word, const Template& plate, std::span<char> marks) {
  const unsigned number = number_of(word, plate);
  unsigned parity = 1;
  for (std::size_t i = 0; i < plate.dots.bits; ++i) {
    const unsigned bit = number >> (plate.dots.bits - 1 - i) & 1;
    marks[i] = bit == 1 ? dot_mark : no_mark;
    parity ^= bit;
  }
  if (plate.dots.parity) marks[plate.dots.bits] = parity == 1 ? dot_mark : no_mark;
}

std::optional<WordIndex> decode_bits(std::span<const char> marks, const Wordlist& words,
                                     const Template& plate) {
  unsigned number = 0;
  for (std::size_t i = 0; i < plate.dots.bits; ++i) {
    number = number << 1 | (marks[i] == dot_mark ? 1U : 0U);
  }
  const auto dots = std::ranges::count(marks, dot_mark);
  if (plate.dots.parity && dots % 2 == 0) return {};
  return word_of(number, words, plate);
}

// The row of the one dot in a column, or none where there is no dot.
std::optional<std::optional<std::size_t>> only_dot(std::span<const char> marks, std::size_t across,
                                                   std::size_t column) {
  std::optional<std::size_t> row;
  for (std::size_t i = column; i < marks.size(); i += across) {
    if (marks[i] != dot_mark) continue;
    if (row) return {};
    row = i / across;
  }
  return row;
}

void encode_alphabet(WordIndex word, const Wordlist& words, std::span<char> marks) {
  Text letters(letters_per_word);
  spell(word, words, letters.view().first<letters_per_word>());
  for (std::size_t i = 0; i < letters_per_word; ++i) {
    const char letter = letters.view()[i];
    if (letter == no_mark) continue;
    marks[static_cast<std::size_t>(letter - 'A') * letters_per_word + i] = dot_mark;
  }
}

std::optional<WordIndex> decode_alphabet(std::span<const char> marks, const Wordlist& words) {
  Text letters(letters_per_word);
  for (std::size_t i = 0; i < letters_per_word; ++i) {
    const auto row = only_dot(marks, letters_per_word, i);
    if (!row) return {};
    letters.view()[i] = *row ? static_cast<char>('A' + **row) : no_mark;
  }
  return find(letters.view(), words);
}

void encode_decimal(WordIndex word, const Template& plate, std::span<char> marks) {
  unsigned number = number_of(word, plate);
  for (std::size_t i = decimal_places; i-- > 0; number /= 10) {
    marks[row_of_digit(number % 10) * decimal_places + i] = dot_mark;
  }
}

std::optional<WordIndex> decode_decimal(std::span<const char> marks, const Wordlist& words,
                                        const Template& plate) {
  unsigned number = 0;
  for (std::size_t i = 0; i < decimal_places; ++i) {
    const auto row = only_dot(marks, decimal_places, i);
    if (!row || !*row) return {};
    number = number * 10 + digit_of_row(**row);
  }
  return word_of(number, words, plate);
}

std::array<char, ring_digits> digits_of(std::size_t number) {
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

}  // namespace

bool can_number(const Template& plate, const Wordlist& words) {
  const std::size_t last = words.size() - 1 + plate.dots.base;
  return plate.grid.kind != GridKind::bits || last >> plate.dots.bits == 0;
}

void encode(WordIndex word, std::size_t number, const Wordlist& words, const Template& plate,
            std::span<char> marks) {
  expects(marks.size() == cells_per_word(plate));
  std::ranges::fill(marks, no_mark);
  switch (plate.grid.kind) {
    case GridKind::letters:
    case GridKind::tiles:
      return spell(word, words, marks.first<letters_per_word>());
    case GridKind::ring:
      write_number(number, plate, marks);
      return spell(word, words, marks.last<letters_per_word>());
    case GridKind::bits:
      return encode_bits(word, plate, marks);
    case GridKind::alphabet:
      return encode_alphabet(word, words, marks);
    case GridKind::decimal:
      return encode_decimal(word, plate, marks);
  }
}

void write_number(std::size_t number, const Template& plate, std::span<char> marks) {
  if (plate.grid.kind != GridKind::ring) return;
  std::ranges::copy(digits_of(number), marks.begin());
}

std::optional<WordIndex> decode(std::span<const char> marks, std::size_t number,
                                const Wordlist& words, const Template& plate) {
  expects(marks.size() == cells_per_word(plate));
  switch (plate.grid.kind) {
    case GridKind::letters:
    case GridKind::tiles:
      return find(marks, words);
    case GridKind::ring:
      if (!std::ranges::equal(marks.first<ring_digits>(), digits_of(number))) return {};
      return find(marks.last<letters_per_word>(), words);
    case GridKind::bits:
      return decode_bits(marks, words, plate);
    case GridKind::alphabet:
      return decode_alphabet(marks, words);
    case GridKind::decimal:
      return decode_decimal(marks, words, plate);
  }
  return {};
}

}  // namespace steelshare::plate
