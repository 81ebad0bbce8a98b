// Randomness is an argument everywhere in the library; this is the only real source.
#pragma once

#include <cstdint>
#include <span>

namespace steelshare {

/// Where coefficients and identifiers come from. It must suit keys: whoever can guess its bytes
/// needs fewer shares than the threshold.
struct RandomSource {
  virtual ~RandomSource() = default;
  /// Fills all bytes or throws SystemFailure; there is no partial result and no fallback.
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

/// The kernel's generator, by getrandom(2): no state of ours to leak, fork or clone.
///   errors   throws SystemFailure where the kernel gives none, or where the start-up test sees a
///            stuck source
class SystemRandom final : public RandomSource {
 public:
  SystemRandom();
  void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace steelshare
