// Unicode's normal forms. Keyboards write an accented letter as one code point or as two, and the
// standards hash bytes: what is typed is decomposed (NFKD) before it is compared or hashed, and
// what people read is composed (NFC). Nothing is left outside secret memory, but which tables are
// read depends on the text.
#pragma once

#include <optional>
#include <string_view>

#include "steelshare/secret/secret.h"

namespace steelshare {

/// Returns NFKD, in which an ideographic space is a space; nothing where the text is not UTF-8.
std::optional<Text> decompose(std::string_view utf8);

/// Returns NFC; nothing where the text is not UTF-8.
std::optional<Text> compose(std::string_view utf8);

/// Returns NFKC, in which characters of one meaning are one; nothing where the text is not UTF-8.
std::optional<Text> compose_compatible(std::string_view utf8);

/// Whether every character is of ASCII, which is its own normal form. Which ones are not is public.
bool is_ascii(std::string_view text);

}  // namespace steelshare
