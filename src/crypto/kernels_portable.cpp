// Plain C++, one lane: what the other kernels must agree with.
#include "crypto/digest_lanes.h"
#include "crypto/kernels.h"
#include "crypto/sha2_lanes.h"

namespace steelshare::crypto::kernels {
namespace {

struct OneLane : Lanes<std::uint32_t, std::uint32_t, 1> {
  // 1 or 0, without a comparison that a compiler might make a branch of.
  [[gnu::always_inline]] static std::uint64_t equal(std::uint32_t x, std::uint32_t y) {
    const std::uint32_t difference = x ^ y;
    return (difference | (0 - difference)) >> 31 ^ 1;
  }
};

}  // namespace

void portable_sha256(Chain256* chain, std::size_t count, std::uint32_t iterations) {
  ChainLoop<Lanes<std::uint32_t, std::uint32_t, 1>>::run(chain, count, iterations);
}

void portable_sha512(Chain512* chain, std::size_t count, std::uint32_t iterations) {
  ChainLoop<Lanes<std::uint64_t, std::uint64_t, 1>>::run(chain, count, iterations);
}

std::uint64_t portable_digest(const DigestCandidate* candidate, std::size_t count,
                              const DigestShape& shape) {
  return DigestLoop<OneLane>::run(candidate, count, shape);
}

}  // namespace steelshare::crypto::kernels
