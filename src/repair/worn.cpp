#include "steelshare/repair/worn.h"

#include <algorithm>
#include <bit>

#include "steelshare/slip39/share.h"
#include "steelshare/words/mnemonic.h"

namespace steelshare::repair {
namespace {

constexpr char illegible = '?';

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

// Whether a word may be what was legible. Which letters are legible is known to whoever looks; the
// time says no more than that and how many words fit.
bool fits(std::string_view typed, std::string_view word) {
  std::uint8_t differs = 0;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (typed[i] == illegible) continue;
    differs |= static_cast<std::uint8_t>(lower(typed[i]) ^ (i < word.size() ? word[i] : 0));
  }
  return detail::declassify(differs) == 0;
}

// The words of the list for which a test holds; none of them where it holds for all.
template <class Test>
Result<Choices> fitting_words(ErrorCode where_none, const Test& test) {
  SecretBuilder<ChoicesTag, WordIndex> fitting;
  for (std::uint16_t i = 0; i < slip39_words().size(); ++i) {
    if (test(WordIndex{i})) fitting.append(WordIndex{i});
  }
  if (fitting.size() == 0) return Error{where_none};
  if (fitting.size() == slip39_words().size()) return Choices(0);
  return fitting.finish();
}

// Every word that fits, or one of the errors.
Result<Choices> read_place(std::string_view typed) {
  const Wordlist& words = slip39_words();
  if (std::ranges::count(typed, illegible) == 0) {
    const auto word = words.find(typed);
    if (!word) return word.error();
    return Choices::copy_of(std::span(&*word, 1));
  }
  return fitting_words(ErrorCode::no_word_fits,
                       [&](WordIndex word) { return fits(typed, words.word(word)); });
}

bool is_unread(std::string_view row) {
  return std::ranges::all_of(row, [](char c) { return c == illegible; });
}

constexpr std::string_view dots = "xX1", gaps = ".0";

bool is_row(std::string_view row) {
  constexpr std::size_t fewest_dots = 10, most_dots = 13;
  return row.size() >= fewest_dots && row.size() <= most_dots &&
         std::ranges::all_of(row, [](char c) {
           return c == illegible || dots.find(c) != dots.npos || gaps.find(c) != gaps.npos;
         });
}

bool is_decimal(std::string_view row) {
  constexpr std::size_t most_digits = 4;
  return row.size() <= most_digits &&
         std::ranges::all_of(row, [](char c) { return c == illegible || (c >= '0' && c <= '9'); });
}

// Whether a row may be this number: its dots or its digits, from the last one to the first.
bool may_be(std::string_view row, unsigned number, const Numbering& numbering) {
  const bool has_dots = is_row(row);
  const unsigned radix = has_dots ? 2 : 10;
  if (numbering.parity) {
    if (!has_dots) return false;
    number = number << 1 | (static_cast<unsigned>(std::popcount(number)) + 1) % 2;
  }
  for (std::size_t i = row.size(); i-- > 0; number /= radix) {
    if (row[i] == illegible) continue;
    const bool is_digit = has_dots ? (dots.find(row[i]) != dots.npos) == (number % 2 == 1)
                                   : row[i] == static_cast<char>('0' + number % 10);
    if (!is_digit) return false;
  }
  return number == 0;
}

Result<Choices> read_row(std::string_view row, const Numbering& numbering) {
  if (row.size() == 1 && is_unread(row)) return Choices(0);
  return fitting_words(ErrorCode::unknown_number, [&](WordIndex word) {
    return may_be(row, static_cast<unsigned>(word) + numbering.base, numbering);
  });
}

// Reads the places of a line, one by one.
template <class Read>
Result<WornPlate, Errors> read(std::string_view line, const Read& read_one) {
  WornPlate plate;
  Errors errors;
  for (auto word = take_word(line); !word.empty(); word = take_word(line)) {
    if (plate.size() == longest_mnemonic_words) return Errors{{ErrorCode::input_too_long}};
    auto choices = read_one(word);
    if (!choices) {
      Error error = choices.error();
      error.at.row = static_cast<std::uint16_t>(plate.size() + 1);
      errors.push_back(error);
    }
    plate.push_back(choices ? std::move(*choices) : Choices(0));
  }
  if (plate.empty()) return Errors{{ErrorCode::empty_input}};
  if (!errors.empty()) return errors;
  return plate;
}

}  // namespace

bool is_plate_length(std::size_t places) {
  for (std::size_t bytes = slip39::shortest_secret_bytes; bytes <= slip39::longest_secret_bytes;
       bytes += 2) {
    if (slip39::share_words(bytes) == places) return true;
  }
  return false;
}

Result<WornPlate, Errors> read_worn(std::string_view line) { return read(line, read_place); }

bool looks_like_worn_numbers(std::string_view text) {
  std::size_t numbers = 0, others = 0;
  for (auto row = take_word(text); !row.empty(); row = take_word(text)) {
    if (!is_unread(row)) ++(is_row(row) || is_decimal(row) ? numbers : others);
  }
  return numbers > others;
}

Result<WornPlate, Errors> read_worn_numbers(std::string_view line, const Numbering& numbering) {
  return read(line, [&](std::string_view row) { return read_row(row, numbering); });
}

}  // namespace steelshare::repair
