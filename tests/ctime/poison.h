// Secrets as memcheck sees them: undefined bytes. A branch, an address or a system call that
// depends on one is an error of valgrind; plain arithmetic is not, and its results are undefined in
// turn.
#pragma once

#include <valgrind/memcheck.h>

#include <cstdint>
#include <cstdio>
#include <span>
#include <vector>

#include "steelshare/secret/random.h"

namespace steelshare::ctime {

template <class Range>
void poison(Range&& range) {
  const auto bytes = std::as_writable_bytes(std::span(range));
  static_cast<void>(VALGRIND_MAKE_MEM_UNDEFINED(bytes.data(), bytes.size()));
}

template <class Range>
void publish(const Range& range) {
  const auto bytes = std::as_bytes(std::span(range));
  static_cast<void>(VALGRIND_MAKE_MEM_DEFINED(bytes.data(), bytes.size()));
}

/// Whether any bit of the range still counts as secret; looking is no error.
template <class Range>
bool is_poisoned(const Range& range) {
  const auto bytes = std::as_bytes(std::span(range));
  std::vector<unsigned char> bits(bytes.size());
  static_cast<void>(VALGRIND_GET_VBITS(bytes.data(), bits.data(), bits.size()));
  for (const unsigned char bit : bits) {
    if (bit != 0) return true;
  }
  return false;
}

inline unsigned int report_count() { return static_cast<unsigned int>(VALGRIND_COUNT_ERRORS); }

/// Bytes that are different on each call, and secret.
struct PoisonedRandom final : RandomSource {
  std::uint8_t next = 1;
  void fill(std::span<std::uint8_t> bytes) override {
    for (auto& byte : bytes) byte = next = static_cast<std::uint8_t>(next * 5 + 3);
    poison(bytes);
  }
};

/// What a program ends with where valgrind does not watch it: nothing would be checked.
inline bool is_watched() {
  if (RUNNING_ON_VALGRIND != 0) return true;
  std::fputs("this program checks nothing unless it runs under valgrind\n", stderr);
  return false;
}

}  // namespace steelshare::ctime
