#include "steelshare/words/numbers.h"

#include <algorithm>
#include <optional>

namespace steelshare {
namespace {

constexpr std::size_t most_digits = 4;
constexpr std::size_t fewest_dots = 10, most_dots = 13;

bool is_digit(char character) { return character >= '0' && character <= '9'; }
bool is_dot(char character) { return character == 'x' || character == 'X' || character == '1'; }
bool is_gap(char character) { return character == '.' || character == '0'; }

bool is_decimal(std::string_view word) {
  return !word.empty() && word.size() <= most_digits && std::ranges::all_of(word, is_digit);
}

bool is_row(std::string_view word) {
  return word.size() >= fewest_dots && word.size() <= most_dots &&
         std::ranges::all_of(word, [](char c) { return is_dot(c) || is_gap(c); });
}

std::optional<unsigned> number_of(std::string_view word, Numbering numbering) {
  unsigned number = 0;
  if (is_decimal(word)) {
    if (numbering.parity) return {};
    for (const char digit : word) number = number * 10 + static_cast<unsigned>(digit - '0');
    return number;
  }
  if (!is_row(word)) return {};
  if (numbering.parity) {
    if (std::ranges::count_if(word, is_dot) % 2 == 0) return {};
    word.remove_suffix(1);
  }
  for (const char character : word) number = number << 1 | (is_dot(character) ? 1U : 0U);
  return number;
}

std::optional<WordIndex> word_of(std::string_view word, Numbering numbering,
                                 const Wordlist& words) {
  const auto number = number_of(word, numbering);
  if (!number || *number < numbering.base || *number - numbering.base >= words.size()) return {};
  return WordIndex{static_cast<std::uint16_t>(*number - numbering.base)};
}

// All words in one numbering, or nothing.
std::optional<Mnemonic> read_as(std::span<const std::string_view> rows, Numbering numbering,
                                const Wordlist& words) {
  Mnemonic mnemonic(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto word = word_of(rows[i], numbering, words);
    if (!word) return {};
    mnemonic.view()[i] = *word;
  }
  return mnemonic;
}

// The rows that are no word in the numbering that most of them fit: what is wrong is likely few.
Errors errors_of(std::span<const std::string_view> rows, const Wordlist& words) {
  Errors fewest;
  for (const Numbering numbering : numberings) {
    Errors errors;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (word_of(rows[i], numbering, words)) continue;
      errors.push_back({ErrorCode::unknown_number, {.row = static_cast<std::uint16_t>(i + 1)}});
    }
    // Where parity holds of as many rows as any other way, it is no accident.
    const bool better =
        errors.size() < fewest.size() || (numbering.parity && errors.size() == fewest.size());
    if (fewest.empty() || better) fewest = std::move(errors);
  }
  return fewest;
}

}  // namespace

bool looks_like_numbers(std::string_view text) {
  std::size_t numbers = 0, others = 0;
  for (std::string_view word = take_word(text); !word.empty(); word = take_word(text)) {
    ++(is_decimal(word) || is_row(word) ? numbers : others);
  }
  return numbers > others;
}

bool is_empty_row(std::string_view row) {
  const bool is_number = is_row(row) || is_decimal(row);
  return is_number && std::ranges::all_of(row, is_gap);
}

Result<std::vector<Mnemonic>, Errors> read_numbers(std::string_view text, const Wordlist& words) {
  std::vector<std::string_view> rows;
  for (std::string_view word = take_word(text); !word.empty(); word = take_word(text)) {
    if (rows.size() == longest_mnemonic_words) return Errors{{ErrorCode::input_too_long}};
    rows.push_back(word);
  }
  if (rows.empty()) return Errors{{ErrorCode::empty_input}};
  std::vector<Mnemonic> readings;
  for (const Numbering numbering : numberings) {
    if (auto mnemonic = read_as(rows, numbering, words)) readings.push_back(std::move(*mnemonic));
  }
  if (readings.empty()) return errors_of(rows, words);
  return readings;
}

}  // namespace steelshare
