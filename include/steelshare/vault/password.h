// The password of a file. Programs disagree on what one password is: the bytes as typed, or one of
// the normal forms of Unicode. For ASCII all are the same.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "steelshare/base/result.h"
#include "steelshare/secret/secret.h"

namespace steelshare::vault {

class Password {
 public:
  /// Takes the bytes as they are: what age, geth and MetaMask do.
  static Password verbatim(std::string_view text);

  /// Normal form C, as BIP-38 demands.
  ///   errors   passphrase_not_utf8
  static Result<Password> composed(std::string_view utf8);

  /// Normal form KC, which the library ethers uses for keystores.
  ///   errors   passphrase_not_utf8
  static Result<Password> compatible(std::string_view utf8);

  [[nodiscard]] std::span<const std::uint8_t> bytes() const;

 private:
  explicit Password(Text text) : text_(std::move(text)) {}
  Text text_;
};

}  // namespace steelshare::vault
