// The optional passphrase of BIP-39, the "25th word": any UTF-8, brought to one normal form, so
// that an e with an accent is the same letter however the keyboard spells it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "steelshare/base/result.h"
#include "steelshare/secret/secret.h"

namespace steelshare::bip39 {

class Passphrase {
 public:
  /// Normalises (Unicode NFKD); nothing is trimmed.
  ///   errors   passphrase_not_utf8
  ///   source   BIP-0039, "From mnemonic to seed"
  static Result<Passphrase> from(std::string_view utf8);
  static Passphrase none() { return Passphrase(Text(0)); }

  [[nodiscard]] Passphrase clone() const { return Passphrase(text_.clone()); }
  [[nodiscard]] bool is_empty() const { return text_.size() == 0; }
  /// The normal form.
  [[nodiscard]] std::span<const std::uint8_t> bytes() const;

 private:
  explicit Passphrase(Text text) : text_(std::move(text)) {}
  Text text_;
};

}  // namespace steelshare::bip39
