#include "steelshare/words/mnemonic.h"

#include <vector>

namespace steelshare {
namespace {

constexpr std::string_view white_space = " \t\r\n\v\f";

std::string_view take_word(std::string_view& text) {
  const auto begin = text.find_first_not_of(white_space);
  if (begin == std::string_view::npos) return text = {};
  text.remove_prefix(begin);
  const auto word = text.substr(0, text.find_first_of(white_space));
  text.remove_prefix(word.size());
  return word;
}

}  // namespace

Result<Mnemonic, Errors> parse(std::string_view text, const Wordlist& words) {
  Mnemonic found(longest_mnemonic_words);
  std::size_t count = 0;
  Errors errors;
  for (auto word = take_word(text); !word.empty(); word = take_word(text)) {
    if (count == longest_mnemonic_words) return Errors{{ErrorCode::input_too_long}};
    const auto index = words.find(word);
    if (index) {
      found.view()[count] = *index;
    } else {
      errors.push_back({index.error().code, {.row = static_cast<std::uint16_t>(count + 1)}});
    }
    ++count;
  }
  if (count == 0) return Errors{{ErrorCode::empty_input}};
  if (!errors.empty()) return errors;
  return Mnemonic::copy_of(found.view().first(count));
}

Text format(const Mnemonic& mnemonic, const Wordlist& words) {
  TextBuilder text(mnemonic.size() * (Wordlist::longest_word + 1));
  for (const WordIndex index : mnemonic.view()) {
    if (text.size() > 0) text.append(' ');
    text.append(words.word(index));
  }
  return text.finish();
}

}  // namespace steelshare
