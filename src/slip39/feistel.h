// The four-round Feistel cipher of SLIP-0039, whose round function is PBKDF2-HMAC-SHA256.
#pragma once

#include <cstdint>
#include <span>

#include "steelshare/slip39/sharing.h"

namespace steelshare::slip39::feistel {

struct Settings {
  std::uint16_t identifier;
  bool extendable;
  std::uint8_t iteration_exponent;
};

/// Encrypts in place; bytes of even size, 64 at most.
void encrypt(std::span<std::uint8_t> bytes, const Passphrase& passphrase, const Settings& settings);

/// The inverse of encrypt.
void decrypt(std::span<std::uint8_t> bytes, const Passphrase& passphrase, const Settings& settings);

}  // namespace steelshare::slip39::feistel
