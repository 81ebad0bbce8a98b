// Hexadecimal text of bytes that are not secret: identifiers, fingerprints, hashes of public data.
// Secret bytes go through secret/hex.h.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace steelshare {

/// Returns two lower-case digits a byte.
std::string to_hex(std::span<const std::uint8_t> bytes);

}  // namespace steelshare
