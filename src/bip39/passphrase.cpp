#include "steelshare/bip39/passphrase.h"

#include <utf8proc.h>

namespace steelshare::bip39 {
namespace {

constexpr auto nfkd =
    static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);

using CodePoints = Secret<struct CodePointsTag, utf8proc_int32_t>;

// Returns the number of code points of the normal form, negative where the text is not UTF-8.
utf8proc_ssize_t decompose(std::string_view utf8, std::span<utf8proc_int32_t> out) {
  return utf8proc_decompose(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                            static_cast<utf8proc_ssize_t>(utf8.size()), out.data(),
                            static_cast<utf8proc_ssize_t>(out.size()), nfkd);
}

}  // namespace

// In buffers of our own: utf8proc_map, which does the same, leaves copies on the heap.
Result<Passphrase> Passphrase::from(std::string_view utf8) {
  const utf8proc_ssize_t count = decompose(utf8, {});
  if (count < 0) return Error{ErrorCode::passphrase_not_utf8};
  // One more than the text needs, for the terminator that utf8proc_reencode writes.
  CodePoints buffer(static_cast<std::size_t>(count) + 1);
  expects(decompose(utf8, buffer.view()) == count);
  const utf8proc_ssize_t size = utf8proc_reencode(buffer.view().data(), count, nfkd);
  expects(size >= 0);
  return Passphrase(Text::copy_of(
      {reinterpret_cast<const char*>(buffer.view().data()), static_cast<std::size_t>(size)}));
}

std::span<const std::uint8_t> Passphrase::bytes() const {
  return {reinterpret_cast<const std::uint8_t*>(text_.view().data()), text_.size()};
}

}  // namespace steelshare::bip39
