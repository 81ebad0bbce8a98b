// A repeatable source for tests: a counter run through SplitMix64. Never in the library.
#pragma once

#include <cstdint>

#include "steelshare/secret/random.h"

namespace steelshare::test {

class FixedRandom final : public RandomSource {
 public:
  explicit FixedRandom(std::uint64_t seed = 1) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t limit) { return next() % limit; }
  void fill(std::span<std::uint8_t> bytes) override {
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(next() >> 32);
  }

 private:
  std::uint64_t state_;
};

}  // namespace steelshare::test
