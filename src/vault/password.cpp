#include "steelshare/vault/password.h"

#include "steelshare/base/bytes.h"
#include "steelshare/words/normal_form.h"

namespace steelshare::vault {

Password Password::verbatim(std::string_view text) { return Password(Text::copy_of(text)); }

Result<Password> Password::composed(std::string_view utf8) {
  auto text = compose(utf8);
  if (!text) return Error{ErrorCode::passphrase_not_utf8};
  return Password(*std::move(text));
}

Result<Password> Password::compatible(std::string_view utf8) {
  auto text = compose_compatible(utf8);
  if (!text) return Error{ErrorCode::passphrase_not_utf8};
  return Password(*std::move(text));
}

std::span<const std::uint8_t> Password::bytes() const { return bytes_of(chars(text_)); }

}  // namespace steelshare::vault
