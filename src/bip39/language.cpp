#include "steelshare/bip39/language.h"

namespace steelshare::bip39 {

std::string_view name(Language language) {
  switch (language) {
    case Language::english:
      return "english";
  }
  return {};
}

std::optional<Language> find_language(std::string_view text) {
  for (const Language language : all_languages) {
    if (name(language) == text) return language;
  }
  return std::nullopt;
}

const Wordlist& words(Language language) {
  expects(language == Language::english);
  return bip39_english_words();
}

}  // namespace steelshare::bip39
