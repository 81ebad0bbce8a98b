// What is left on the stack by functions whose frames we do not know: those of libsecp256k1, with
// scalars, and our kernels, where the compiler puts words that do not fit into registers.
#pragma once

#include "steelshare/secret/secret.h"

namespace steelshare::crypto {

/// Overwrites the 16 KiB below the caller's frame. Not inlined, so that its own frame lies there.
[[gnu::noinline]] inline void wipe_stack() { Scratch<std::size_t{16} << 10> below; }

}  // namespace steelshare::crypto
