#include "slip39/reading_direction.h"

#include <algorithm>
#include <vector>

#include "slip39/side_order.h"
#include "steelshare/words/mnemonic.h"

namespace steelshare::slip39 {
namespace {

constexpr std::size_t most_columns = 6;

// Where the places of a side come when it is read in the other direction: of words that follow one
// another down `lines` long lines of `length` places, as they are met one line after the other.
std::vector<std::size_t> order_across(std::size_t lines, std::size_t length, std::size_t count) {
  std::vector<std::size_t> order;
  for (std::size_t place = 0; place < length; ++place) {
    for (std::size_t line = 0; line < lines; ++line) {
      if (const std::size_t word = line * length + place; word < count) order.push_back(word);
    }
  }
  return order;
}

// The place of the second word if every side has so many lines of such a length.
std::optional<std::size_t> find_second_word(std::span<const WordIndex> typed, std::size_t lines,
                                            std::size_t length) {
  Mnemonic sorted(typed.size());
  std::size_t second = 0;
  for (std::size_t first = 0; first < typed.size(); first += lines * length) {
    const auto order = order_across(lines, length, std::min(lines * length, typed.size() - first));
    for (std::size_t i = 0; i < order.size(); ++i) {
      sorted.view()[first + order[i]] = typed[first + i];
      if (first == 0 && order[i] == 1) second = i + 1;
    }
  }
  if (!is_sound(sorted.view())) return {};
  return second;
}

}  // namespace

std::optional<std::size_t> find_second_word(std::span<const WordIndex> words) {
  for (std::size_t columns = 2; columns <= most_columns; ++columns) {
    for (std::size_t rows = 2; rows < words.size(); ++rows) {
      if (const auto place = find_second_word(words, columns, rows)) return place;  // down
      if (const auto place = find_second_word(words, rows, columns)) return place;  // along
    }
  }
  return {};
}

}  // namespace steelshare::slip39
