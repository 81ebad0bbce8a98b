// What the fuzz targets share. A target is one function of some bytes that aborts, by expects(),
// where an identity does not hold. Under libFuzzer (preset `fuzz`) the bytes are made up; in every
// other build replay.cpp reads them from the corpus in fixtures/fuzz/. No SecureHeap is made, so
// that secrets lie in ordinary memory, where AddressSanitizer sees an overrun.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

#include "steelshare/base/result.h"

namespace steelshare::fuzz {

using Bytes = std::span<const std::uint8_t>;

/// Runs one input; each target defines it.
void run(Bytes input);

inline std::string_view as_text(Bytes input) {
  return {reinterpret_cast<const char*>(input.data()), input.size()};
}

/// Takes numbers and bytes off an input; zeros once it is used up.
class Reader {
 public:
  explicit Reader(Bytes input) : input_(input) {}

  [[nodiscard]] bool is_empty() const { return input_.empty(); }
  std::uint8_t byte() {
    if (input_.empty()) return 0;
    const std::uint8_t value = input_.front();
    input_ = input_.subspan(1);
    return value;
  }
  /// A number in low..high; at most 256 values.
  std::uint8_t between(int low, int high) {
    return static_cast<std::uint8_t>(low + byte() % (high - low + 1));
  }
  void fill(std::span<std::uint8_t> bytes) {
    for (auto& value : bytes) value = byte();
  }
  Bytes rest() { return input_; }

 private:
  Bytes input_;
};

inline bool same(Bytes a, Bytes b) { return std::ranges::equal(a, b); }

}  // namespace steelshare::fuzz
