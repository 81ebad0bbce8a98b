// scrypt, which turns a password into a key at the price of much memory. Our own, because OpenSSL's
// refuses parameters beyond the bound of RFC 7914 (N < 2^16 where r is 1) that keystores of
// Ethereum have, an official test vector among them, and leaves its salt in freed memory.
//
// Which memory it reads depends on the password: that is what scrypt is. The large block lies in
// ordinary memory, which may be swapped out, and is cleansed before it is given back.
#pragma once

#include <cstdint>

#include "crypto/hash.h"

namespace steelshare::crypto {

/// n: a power of two, 2 or more; 128 * n * r bytes of memory are used, p times one after another.
struct ScryptCost {
  std::uint64_t n;
  std::uint32_t r, p;
  friend bool operator==(const ScryptCost&, const ScryptCost&) = default;
};

/// Whether the numbers are valid and ask for no more than 1 GiB of memory and some seconds, so that
/// a file made by somebody else cannot eat the machine.
bool is_affordable(const ScryptCost& cost);

/// Derives a key; aborts where the cost is not affordable.
///   key      1 byte or more, a secret
///   errors   throws std::bad_alloc where there is not enough memory
///   source   RFC 7914 section 6
void scrypt(Bytes password, Bytes salt, const ScryptCost& cost, std::span<std::uint8_t> key);

}  // namespace steelshare::crypto
