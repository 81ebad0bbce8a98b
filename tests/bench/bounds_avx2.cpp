#include <immintrin.h>

#include "bounds.h"
#include "crypto/sha2_lanes.h"

namespace steelshare::bench {
namespace {

using Words32 [[gnu::vector_size(32)]] = std::uint32_t;
using Words64 [[gnu::vector_size(32)]] = std::uint64_t;

// The state is chained, the block stays what its schedule leaves.
template <class L>
[[gnu::always_inline]] inline void compress(std::uint32_t compressions) {
  typename L::Vector state[8]{}, block[16]{};
  // A schedule that the compiler knew to be zero would not be computed.
  for (auto& word : block) __asm__("" : "+x"(word));
  for (; compressions > 0; --compressions) {
    const typename L::Vector from[8] = {state[0], state[1], state[2], state[3],
                                        state[4], state[5], state[6], state[7]};
    crypto::Compression<L>::compress(from, block, state);
  }
  __asm__ volatile("" : : "r"(state) : "memory");
}

}  // namespace

void bare_avx2_sha256_8(std::uint32_t compressions) {
  compress<crypto::Lanes<std::uint32_t, Words32, 8>>(compressions);
}

void bare_avx2_sha512_4(std::uint32_t compressions) {
  compress<crypto::Lanes<std::uint64_t, Words64, 4>>(compressions);
}

}  // namespace steelshare::bench
