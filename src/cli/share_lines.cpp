#include "cli/share_lines.h"

#include <algorithm>

#include "steelshare/repair/worn.h"
#include "steelshare/slip39/pieces.h"
#include "steelshare/words/numbers.h"
#include "steelshare/words/turned.h"

namespace steelshare::cli {
namespace {

// A plate with fewer words a side is not made.
constexpr std::size_t least_words_a_side = 4;
constexpr std::size_t most_lists = 16;

Result<Mnemonic, Errors> read_upright(std::string_view line) {
  if (!looks_like_numbers(line)) return parse(line, slip39_words());
  auto readings = read_numbers(line, slip39_words());
  if (!readings) return readings.error();
  // Counted otherwise, every word is another: then no single wrong word explains the checksum.
  const auto best = std::ranges::max_element(*readings, {}, [](const Mnemonic& reading) {
    const auto share = slip39::decode(reading);
    return share ? 2 : share.error().at.row > 0 ? 1 : 0;
  });
  return std::move(*best);
}

bool is_share(std::string_view line) {
  const auto mnemonic = read_upright(chars(without_spare_rows(line)));
  return mnemonic && slip39::decode(*mnemonic);
}

// By chance fewer than one line in a million seems to be turned.
bool is_upside_down(std::string_view line) {
  for (std::size_t capacity = longest_mnemonic_words; capacity >= least_words_a_side; --capacity) {
    for (const TurnedSides which : every_turned) {
      const Text upright = turn(line, capacity, which);
      if (upright.size() == 0) return false;
      if (is_share(chars(upright))) return true;
    }
  }
  return false;
}

}  // namespace

std::size_t count_words(std::string_view line) {
  std::size_t count = 0;
  while (!take_word(line).empty()) ++count;
  return count;
}

Result<Mnemonic, Errors> read_share_words(std::string_view line) {
  // A plate that is not full has rows without a dot, which one numbering calls a word.
  const Text rows = without_spare_rows(line);
  auto mnemonic = read_upright(chars(rows));
  if (mnemonic && slip39::decode(*mnemonic)) return mnemonic;
  if (is_upside_down(line)) return Errors{{ErrorCode::plate_upside_down}};
  return mnemonic;
}

Text without_spare_rows(std::string_view line) {
  std::size_t count = 0, words = 0;
  std::string_view rest = line;
  for (auto word = take_word(rest); !word.empty(); word = take_word(rest)) {
    ++count;
    if (!is_empty_row(word)) words = count;
  }
  while (words < count && !repair::is_plate_length(words)) ++words;
  TextBuilder rows;
  for (std::size_t i = 0; i < words; ++i) {
    rows.append(take_word(line));
    rows.append(' ');
  }
  return rows.finish();
}

Errors empty_rows(std::string_view line) {
  Errors errors;
  std::uint16_t number = 0;
  for (auto word = take_word(line); !word.empty(); word = take_word(line)) {
    ++number;
    if (is_empty_row(word)) errors.push_back({ErrorCode::empty_row, {.row = number}});
  }
  return errors;
}

void RefusedWords::add_if_refused(std::uint16_t number, const Mnemonic& mnemonic,
                                  const Result<slip39::Share>& decoded) {
  if (decoded || decoded.error() != Error{ErrorCode::checksum_mismatch}) return;
  if (lists_.size() == most_lists) {
    numbers_.erase(numbers_.begin());
    lists_.erase(lists_.begin());
  }
  numbers_.push_back(number);
  lists_.push_back(mnemonic.clone());
}

Errors RefusedWords::mixed_up() const {
  Errors errors;
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    const auto piece = slip39::find_foreign_piece(lists_, i);
    if (!piece) continue;
    errors.push_back({ErrorCode::pieces_mixed_up,
                      {.share = numbers_[i],
                       .row = static_cast<std::uint16_t>(piece->first_word),
                       .column = numbers_[piece->belongs_to]}});
  }
  return errors;
}

Result<ReadShare, Errors> read_share(std::string_view line, RefusedWords& refused,
                                     std::uint16_t share) {
  auto mnemonic = read_share_words(line);
  if (!mnemonic) return mnemonic.error();
  auto decoded = slip39::decode(*mnemonic);
  refused.add_if_refused(share, *mnemonic, decoded);
  if (!decoded) {
    Errors errors{decoded.error()};
    const bool is_read_from_zero = looks_like_numbers(line) && decoded.error().at.row == 0;
    if (is_read_from_zero) {
      for (const Error& error : empty_rows(chars(without_spare_rows(line))))
        errors.push_back(error);
    }
    return errors;
  }
  return ReadShare{std::move(*mnemonic), std::move(*decoded)};
}

}  // namespace steelshare::cli
