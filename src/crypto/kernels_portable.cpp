// Plain C++, one lane: what the other kernels must agree with.
#include "crypto/kernels.h"
#include "crypto/sha2_lanes.h"

namespace steelshare::crypto::kernels {

void portable_sha256(Chain256* chain, std::size_t count, std::uint32_t iterations) {
  ChainLoop<Lanes<std::uint32_t, std::uint32_t, 1>>::run(chain, count, iterations);
}

void portable_sha512(Chain512* chain, std::size_t count, std::uint32_t iterations) {
  ChainLoop<Lanes<std::uint64_t, std::uint64_t, 1>>::run(chain, count, iterations);
}

}  // namespace steelshare::crypto::kernels
