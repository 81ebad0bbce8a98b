// Public test bytes, as text and back. Nothing here is a secret.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "steelshare/base/hex.h"

namespace steelshare::test {

/// Reads hexadecimal digits of a fixture.
std::vector<std::uint8_t> from_hex(std::string_view text);

inline std::span<const std::uint8_t> as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace steelshare::test
