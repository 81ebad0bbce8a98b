#include "steelshare/repair/worn.h"

#include <algorithm>
#include <array>

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
bool fits(std::string_view typed, std::span<const char, Wordlist::longest_word> word) {
  if (typed.size() > word.size()) return false;
  std::uint8_t differs = 0;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (typed[i] == illegible) continue;
    differs |= static_cast<std::uint8_t>(lower(typed[i]) ^ word[i]);
  }
  return detail::declassify(differs) == 0;
}

// Every word that fits, or one of the errors.
Result<Choices> read_place(std::string_view typed) {
  const Wordlist& words = slip39_words();
  if (std::ranges::count(typed, illegible) == 0) {
    const auto word = words.find(typed);
    if (!word) return word.error();
    return Choices::copy_of(std::span(&*word, 1));
  }
  SecretBuilder<ChoicesTag, WordIndex> fitting;
  std::array<char, Wordlist::longest_word> letters;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const WordIndex index{static_cast<std::uint16_t>(i)};
    words.spell(index, letters);
    if (fits(typed, letters)) fitting.append(index);
  }
  if (fitting.size() == 0) return Error{ErrorCode::no_word_fits};
  if (fitting.size() == words.size()) return Choices(0);
  return fitting.finish();
}

}  // namespace

bool is_plate_length(std::size_t places) {
  for (std::size_t bytes = slip39::shortest_secret_bytes; bytes <= slip39::longest_secret_bytes;
       bytes += 2) {
    if (slip39::share_words(bytes) == places) return true;
  }
  return false;
}

Result<WornPlate, Errors> read_worn(std::string_view line) {
  WornPlate plate;
  Errors errors;
  for (auto word = take_word(line); !word.empty(); word = take_word(line)) {
    if (plate.size() == longest_mnemonic_words) return Errors{{ErrorCode::input_too_long}};
    auto choices = read_place(word);
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

}  // namespace steelshare::repair
