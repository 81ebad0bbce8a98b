// Base58Check: bytes, four bytes of double SHA-256, and an alphabet without 0, O, I and l. It
// stands here and not in address, because extended private keys (bip32) are written in it too: no
// branch or index depends on a byte or a digit, only on sizes.
#pragma once

#include <string>
#include <string_view>

#include "crypto/hash.h"

namespace steelshare::crypto {

enum class Base58Verdict { valid, invalid, wrong_checksum };

/// Fills the text with the digits of payload and checksum, `1` on the left where it has room.
///   text     as long as the caller knows the result to be; too little room is cut on the left
void base58check_encode(Bytes payload, std::span<char> text);

/// Returns the text of a public payload: one `1` a leading zero byte, then the digits. The length
/// tells of the value, so this is not for secrets.
std::string base58check(Bytes payload);

/// The same without a checksum.
std::string base58(Bytes payload);

/// Fills the payload. `invalid` where a character is no digit or the number is too large. Spare
/// ones on the left are not refused; who must have one spelling encodes again and compares.
Base58Verdict base58check_decode(std::string_view text, std::span<std::uint8_t> payload);

/// Reads back what has no checksum; false where base58check_decode would say invalid.
bool base58_decode(std::string_view text, std::span<std::uint8_t> payload);

}  // namespace steelshare::crypto
