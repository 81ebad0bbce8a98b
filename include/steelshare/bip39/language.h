// The language of a BIP-39 phrase. The seed comes from the text of the phrase, so the same entropy
// is another wallet in another language: whoever keeps entropy keeps the language with it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "steelshare/words/wordlist.h"

namespace steelshare::bip39 {

enum class Language : std::uint8_t { english };

inline constexpr std::array<Language, 1> all_languages{Language::english};

/// Returns "english".
std::string_view name(Language language);
/// The inverse; nothing for any other name.
std::optional<Language> find_language(std::string_view name);

/// The 2048 words of the language.
const Wordlist& words(Language language);

}  // namespace steelshare::bip39
