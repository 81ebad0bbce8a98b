#include "steelshare/vault/password.h"

#include <utf8proc.h>

#include "steelshare/base/bytes.h"

namespace steelshare::vault {
namespace {

using CodePoints = Secret<struct CodePointsTag, utf8proc_int32_t>;

constexpr auto nfc = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
constexpr auto nfkc = static_cast<utf8proc_option_t>(nfc | UTF8PROC_COMPAT);

utf8proc_ssize_t decompose(std::string_view utf8, std::span<utf8proc_int32_t> out,
                           utf8proc_option_t form) {
  return utf8proc_decompose(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                            static_cast<utf8proc_ssize_t>(utf8.size()), out.data(),
                            static_cast<utf8proc_ssize_t>(out.size()), form);
}

// In buffers of our own: utf8proc_map, which does the same, leaves copies on the heap.
Result<Text> normalised(std::string_view utf8, utf8proc_option_t form) {
  const utf8proc_ssize_t count = decompose(utf8, {}, form);
  if (count < 0) return Error{ErrorCode::passphrase_not_utf8};
  // One more than the text needs, for the terminator that utf8proc_reencode writes.
  CodePoints buffer(static_cast<std::size_t>(count) + 1);
  expects(decompose(utf8, buffer.view(), form) == count);
  const utf8proc_ssize_t size = utf8proc_reencode(buffer.view().data(), count, form);
  expects(size >= 0);
  return Text::copy_of(
      {reinterpret_cast<const char*>(buffer.view().data()), static_cast<std::size_t>(size)});
}

}  // namespace

Password Password::verbatim(std::string_view text) { return Password(Text::copy_of(text)); }

Result<Password> Password::composed(std::string_view utf8) {
  auto text = normalised(utf8, nfc);
  if (!text) return text.error();
  return Password(*std::move(text));
}

Result<Password> Password::compatible(std::string_view utf8) {
  auto text = normalised(utf8, nfkc);
  if (!text) return text.error();
  return Password(*std::move(text));
}

std::span<const std::uint8_t> Password::bytes() const { return bytes_of(chars(text_)); }

}  // namespace steelshare::vault
