#include "cli/worn_plates.h"

#include <algorithm>

#include "cli/share_lines.h"
#include "steelshare/words/numbers.h"

namespace steelshare::cli {
namespace {

using repair::WornPlate;

struct ReadPlate {
  WornPlate plate;
  Errors unreadable;
};

Result<WornPlate, Errors> read_as_typed(std::string_view line, const Numbering& numbering) {
  return repair::looks_like_worn_numbers(line) ? repair::read_worn_numbers(line, numbering)
                                               : repair::read_worn(line);
}

bool is_of_one_word(const Error& error) {
  using enum ErrorCode;
  return error.at.row > 0 && (error.code == unknown_word || error.code == unknown_number ||
                              error.code == prefix_too_short || error.code == no_word_fits);
}

Text with_question_marks(std::string_view line, const Errors& places) {
  TextBuilder text;
  std::uint16_t number = 0;
  for (auto word = take_word(line); !word.empty(); word = take_word(line)) {
    ++number;
    const bool is_wrong =
        std::ranges::any_of(places, [&](const Error& error) { return error.at.row == number; });
    text.append(is_wrong ? std::string_view("?") : word);
    text.append(' ');
  }
  return text.finish();
}

// What is no word, on a line that consists of words for the most part, was misread as surely as
// what is not legible, and at a place that is known.
Result<ReadPlate, Errors> read_plate(std::string_view line, const Numbering& numbering) {
  auto plate = read_as_typed(line, numbering);
  if (plate) return ReadPlate{std::move(*plate), {}};
  const Errors& errors = plate.error();
  const bool is_some_words =
      std::ranges::all_of(errors, is_of_one_word) && 2 * errors.size() <= count_words(line);
  if (!is_some_words) return errors;
  auto marked = read_as_typed(chars(with_question_marks(line, errors)), numbering);
  if (!marked) return errors;
  return ReadPlate{std::move(*marked), errors};
}

// What is wrong with a plate that shows every word: how it was held, or its sides were laid, which
// no repair would put right.
std::optional<Error> misreading(std::string_view line, RefusedWords& refused,
                                std::uint16_t number) {
  const auto share = read_share(line, refused, number);
  if (share) return {};
  const auto code = share.error()[0].code;
  const bool is_of_all = code == ErrorCode::sides_out_of_order || code == ErrorCode::read_across ||
                         code == ErrorCode::plate_upside_down;
  if (!is_of_all) return {};
  return share.error()[0];
}

Result<ReadPlate, Errors> read_whole_plate(std::string_view typed, const Numbering& numbering,
                                           RefusedWords& refused, std::uint16_t number) {
  // Rows without a dot are beyond the last word or not legible, but where they are a word.
  const Text rows = without_spare_rows(typed);
  const bool is_word = numbering.base == 0 && !numbering.parity;
  const Text marked = with_question_marks(chars(rows), empty_rows(chars(rows)));
  const std::string_view line = chars(is_word ? rows : marked);
  auto plate = read_plate(line, numbering);
  Errors wrong = plate ? Errors{} : plate.error();
  if (plate && !repair::is_plate_length(plate->plate.size())) {
    wrong = std::move(plate->unreadable);
    wrong.push_back({ErrorCode::invalid_word_count});
  } else if (const auto misread = misreading(line, refused, number)) {
    wrong = {*misread};
  }
  if (!wrong.empty()) return wrong;
  return plate;
}

// All plates in one numbering, with what is unreadable on any of them.
struct Way {
  std::vector<WornPlate> plates;
  Errors unreadable;
};

void append(Errors& all, const Errors& errors, std::uint16_t share) {
  for (Error error : errors) {
    error.at.share = share;
    all.push_back(error);
  }
}

Result<Way, Errors> read_way(std::span<const Text> lines, const Numbering& numbering) {
  Way way;
  Errors errors;
  RefusedWords refused;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto number = static_cast<std::uint16_t>(i + 1);
    auto read = read_whole_plate(chars(lines[i]), numbering, refused, number);
    append(read ? way.unreadable : errors, read ? read->unreadable : read.error(), number);
    if (read) way.plates.push_back(std::move(read->plate));
  }
  for (const auto& mixed : refused.mixed_up()) errors.push_back(mixed);
  if (errors.empty()) return way;
  // All of them, in the order of the plates.
  errors.insert(errors.end(), way.unreadable.begin(), way.unreadable.end());
  std::ranges::stable_sort(errors, {}, [](const Error& error) { return error.at.share; });
  return errors;
}

// The ways with the least that is unreadable; where there is none, the errors of that with the
// fewest.
Result<WornPlates, Errors> read_ways(std::span<const Text> lines) {
  const bool has_numbers = std::ranges::any_of(
      lines, [](const Text& line) { return repair::looks_like_worn_numbers(chars(line)); });
  WornPlates plates;
  Errors fewest;
  for (const Numbering& numbering : numberings) {
    auto way = read_way(lines, numbering);
    if (!way) {
      if (fewest.empty() || way.error().size() < fewest.size()) fewest = way.error();
    } else if (plates.ways.empty() || way->unreadable.size() <= plates.unreadable.size()) {
      if (way->unreadable.size() < plates.unreadable.size()) plates.ways.clear();
      plates.ways.push_back(std::move(way->plates));
      plates.unreadable = std::move(way->unreadable);
    }
    if (!has_numbers) break;
  }
  if (plates.ways.empty()) return fewest;
  return plates;
}

Errors empty_rows_of(std::span<const Text> lines) {
  Errors all;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!repair::looks_like_worn_numbers(chars(lines[i]))) continue;
    append(all, empty_rows(chars(without_spare_rows(chars(lines[i])))),
           static_cast<std::uint16_t>(i + 1));
  }
  return all;
}

Errors problems_of(std::string_view line) {
  std::vector<Text> lines;
  lines.push_back(Text::copy_of(line));
  const auto ways = read_ways(lines);
  Errors errors = ways ? Errors{} : ways.error();
  for (Error& error : errors) error.at.share = 0;
  return errors;
}

}  // namespace

Outcome<WornPlates> read_worn_plates(const Arguments& arguments) {
  const auto lines = read_lines(arguments, Unsound::keep, "plate", {}, problems_of);
  if (!lines) return lines.error();
  auto plates = read_ways(*lines);
  if (!plates) return failure(plates.error());
  for (const Error& error : plates->unreadable) {
    notice(problem_of(error).message + "; it is taken as not legible");
  }
  for (const Error& error : empty_rows_of(*lines)) {
    notice(problem_of(error).message + "; on others it is taken as not legible");
  }
  return std::move(*plates);
}

}  // namespace steelshare::cli
