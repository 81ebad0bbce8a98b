// The language of a BIP-39 phrase. The seed comes from the text of the phrase, so the same entropy
// is another wallet in another language: whoever keeps entropy keeps the language with it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "steelshare/words/wordlist.h"

namespace steelshare::bip39 {

/// Those that have an official list of words.
enum class Language : std::uint8_t {
  english,
  japanese,
  korean,
  spanish,
  chinese_simplified,
  chinese_traditional,
  french,
  italian,
  czech,
  portuguese,
};

inline constexpr std::array<Language, 10> all_languages{Language::english,
                                                        Language::japanese,
                                                        Language::korean,
                                                        Language::spanish,
                                                        Language::chinese_simplified,
                                                        Language::chinese_traditional,
                                                        Language::french,
                                                        Language::italian,
                                                        Language::czech,
                                                        Language::portuguese};

/// Returns "english", "chinese-simplified" and so on.
std::string_view name(Language language);
/// The inverse; nothing for any other name.
std::optional<Language> find_language(std::string_view name);

/// The 2048 words of the language.
const Wordlist& words(Language language);

}  // namespace steelshare::bip39
