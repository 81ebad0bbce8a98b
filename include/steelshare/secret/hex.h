// Hexadecimal text of secret bytes: no branch or table index depends on a digit's value.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "steelshare/base/result.h"
#include "steelshare/secret/secret.h"

namespace steelshare {

/// Returns two lower-case digits a byte.
Text secret_to_hex(std::span<const std::uint8_t> bytes);

namespace detail {
/// Writes text.size() / 2 bytes; false where a character is no hexadecimal digit.
bool decode_hex(std::string_view text, std::span<std::uint8_t> bytes);
}  // namespace detail

/// Reads digits of either case, two a byte, no prefix and no spaces.
///   errors   empty_input; invalid_hex, also for an odd number of digits
template <class Tag>
Result<Secret<Tag>> secret_from_hex(std::string_view text) {
  if (text.empty()) return Error{ErrorCode::empty_input};
  if (text.size() % 2 != 0) return Error{ErrorCode::invalid_hex};
  Secret<Tag> bytes(text.size() / 2);
  if (!detail::decode_hex(text, bytes.view())) return Error{ErrorCode::invalid_hex};
  return bytes;
}

}  // namespace steelshare
