// All that makes a wallet of entropy beside the entropy itself: the language its phrase is written
// in, and the passphrase. Either one changed is another wallet.
#pragma once

#include <utility>

#include "steelshare/bip39/language.h"
#include "steelshare/bip39/passphrase.h"

namespace steelshare::bip39 {

/// Both are always said: a default would be somebody's wrong wallet.
struct Phrasing {
  Phrasing(Language of_words, Passphrase to_apply)
      : language(of_words), passphrase(std::move(to_apply)) {}

  [[nodiscard]] Phrasing clone() const { return {language, passphrase.clone()}; }

  Language language;
  Passphrase passphrase;
};

}  // namespace steelshare::bip39
