// What is left on the stack by functions whose frames we do not know: those of libsecp256k1, with
// scalars, and our kernels, where the compiler puts words that do not fit into registers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace steelshare::crypto {

/// Overwrites the 16 KiB below the caller's frame. Not inlined, so that its own frame lies there.
/// Not a Scratch, which would write it twice, and by OPENSSL_cleanse, which takes eight bytes at a
/// time: beside the shorter functions of libsecp256k1 that is not little. What the assembler may
/// read, no optimiser leaves out.
[[gnu::noinline]] inline void wipe_stack() {
  std::uint8_t below[std::size_t{16} << 10];
  std::memset(below, 0, sizeof below);
  __asm__ volatile("" : : "r"(below) : "memory");
}

}  // namespace steelshare::crypto
