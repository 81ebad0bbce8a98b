#include "steelshare/words/normal_form.h"

#include <utf8proc.h>

namespace steelshare {
namespace {

constexpr auto nfkd =
    static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);
constexpr auto nfc = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
constexpr auto nfkc = static_cast<utf8proc_option_t>(nfc | UTF8PROC_COMPAT);

using CodePoints = Secret<struct CodePointsTag, utf8proc_int32_t>;

// Returns the number of code points before they are composed, negative where the text is not UTF-8.
utf8proc_ssize_t decompose_into(std::span<utf8proc_int32_t> out, std::string_view utf8,
                                utf8proc_option_t form) {
  return utf8proc_decompose(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                            static_cast<utf8proc_ssize_t>(utf8.size()), out.data(),
                            static_cast<utf8proc_ssize_t>(out.size()), form);
}

// In buffers of our own: utf8proc_map, which does the same, leaves copies on the heap.
std::optional<Text> normalise(std::string_view utf8, utf8proc_option_t form) {
  const utf8proc_ssize_t count = decompose_into({}, utf8, form);
  if (count < 0) return {};
  // One more than the text needs, for the terminator that utf8proc_reencode writes.
  CodePoints buffer(static_cast<std::size_t>(count) + 1);
  expects(decompose_into(buffer.view(), utf8, form) == count);
  const utf8proc_ssize_t size = utf8proc_reencode(buffer.view().data(), count, form);
  expects(size >= 0);
  return Text::copy_of(
      {reinterpret_cast<const char*>(buffer.view().data()), static_cast<std::size_t>(size)});
}

}  // namespace

std::optional<Text> decompose(std::string_view utf8) { return normalise(utf8, nfkd); }
std::optional<Text> compose(std::string_view utf8) { return normalise(utf8, nfc); }
std::optional<Text> compose_compatible(std::string_view utf8) { return normalise(utf8, nfkc); }

bool is_ascii(std::string_view text) {
  unsigned int seen = 0;
  for (const char character : text) seen |= static_cast<unsigned char>(character);
  return detail::declassify(seen >> 7) == 0;
}

}  // namespace steelshare
