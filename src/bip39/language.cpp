#include "steelshare/bip39/language.h"

namespace steelshare::bip39 {

std::string_view name(Language language) {
  switch (language) {
    case Language::english:
      return "english";
    case Language::japanese:
      return "japanese";
    case Language::korean:
      return "korean";
    case Language::spanish:
      return "spanish";
    case Language::chinese_simplified:
      return "chinese-simplified";
    case Language::chinese_traditional:
      return "chinese-traditional";
    case Language::french:
      return "french";
    case Language::italian:
      return "italian";
    case Language::czech:
      return "czech";
    case Language::portuguese:
      return "portuguese";
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
  switch (language) {
    case Language::english:
      return bip39_english_words();
    case Language::japanese:
      return bip39_japanese_words();
    case Language::korean:
      return bip39_korean_words();
    case Language::spanish:
      return bip39_spanish_words();
    case Language::chinese_simplified:
      return bip39_chinese_simplified_words();
    case Language::chinese_traditional:
      return bip39_chinese_traditional_words();
    case Language::french:
      return bip39_french_words();
    case Language::italian:
      return bip39_italian_words();
    case Language::czech:
      return bip39_czech_words();
    case Language::portuguese:
      return bip39_portuguese_words();
  }
  expects(false);
  return bip39_english_words();
}

}  // namespace steelshare::bip39
