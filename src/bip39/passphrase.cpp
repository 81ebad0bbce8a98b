#include "steelshare/bip39/passphrase.h"

#include "steelshare/base/bytes.h"
#include "steelshare/words/normal_form.h"

namespace steelshare::bip39 {

Result<Passphrase> Passphrase::from(std::string_view utf8) {
  auto normal_form = decompose(utf8);
  if (!normal_form) return Error{ErrorCode::passphrase_not_utf8};
  return Passphrase(std::move(*normal_form));
}

std::span<const std::uint8_t> Passphrase::bytes() const { return bytes_of(chars(text_)); }

}  // namespace steelshare::bip39
