#include "steelshare/words/turned.h"

#include <algorithm>
#include <vector>

#include "steelshare/base/expects.h"
#include "steelshare/words/mnemonic.h"

namespace steelshare {
namespace {

constexpr std::size_t places_of_a_word = 4;  // columns of letters or digits
constexpr std::size_t fewest_dots = 10;

// The digits of a column stand from 1 to 9, and 0 below them.
char turned_digit(char digit) {
  const int row = (digit - '0' + 9) % 10;
  return static_cast<char>('0' + (10 - row) % 10);
}

char turned_letter(char letter) { return static_cast<char>('a' + ('z' - letter)); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Writes a word as it stands the other way up; false where no column of dots shows such a word.
bool append_turned(TextBuilder& text, std::string_view word) {
  const bool row = word.size() >= fewest_dots;
  const bool digits = word.size() == places_of_a_word && std::ranges::all_of(word, is_digit);
  const bool letters = word.size() <= places_of_a_word && std::ranges::all_of(word, is_letter);
  if (!row && !digits && !letters) return false;
  for (std::size_t i = word.size(); i-- > 0;) {
    const char c = word[i];
    text.append(row ? c : digits ? turned_digit(c) : turned_letter(lower(c)));
  }
  text.append(' ');
  return true;
}

bool is_turned(std::size_t side, TurnedSides which) {
  if (which == TurnedSides::all) return true;
  return (side % 2 == 1) == (which == TurnedSides::backs);
}

}  // namespace

Text turn(std::string_view text, std::size_t capacity, TurnedSides which) {
  expects(capacity > 0);
  std::vector<std::string_view> words;
  for (std::string_view word = take_word(text); !word.empty(); word = take_word(text)) {
    if (words.size() == longest_mnemonic_words) return Text(0);
    words.push_back(word);
  }
  TextBuilder upright;
  for (std::size_t first = 0; first < words.size(); first += capacity) {
    const std::size_t end = std::min(first + capacity, words.size());
    const bool turned = is_turned(first / capacity, which);
    for (std::size_t i = first; i < end; ++i) {
      if (!turned) {
        upright.append(words[i]);
        upright.append(' ');
      } else if (!append_turned(upright, words[end - 1 - (i - first)])) {
        return Text(0);
      }
    }
  }
  return upright.finish();
}

}  // namespace steelshare
