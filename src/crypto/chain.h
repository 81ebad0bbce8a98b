// The inner loop of PBKDF2, for many derivations at once. A chain is one block of one derivation
// between two iterations; chains do not depend on each other, so a processor can run several
// abreast. Which instructions do it is decided once, here; hash.cpp is the only caller.
//
//   pbkdf2 --first HMAC--> Chain --advance--> Chain::sum --> key
#pragma once

#include <cstdint>
#include <span>

#include "crypto/path.h"

namespace steelshare::crypto {

/// Words of 32 bits for SHA-256, of 64 bits for SHA-512.
template <class Word>
struct Chain {
  Word inner[8];  // the state after the inner padded key
  Word outer[8];  // the state after the outer padded key
  Word last[8];   // U_i
  Word sum[8];    // U_1 ^ ... ^ U_i
};

/// Returns whether the path exists for words of this size and can run with these features.
template <class Word>
bool is_available(Path path, const Features& features);

/// Returns the fastest available path for several chains.
template <class Word>
Path best_path(const Features& features);

/// Runs further iterations of each chain; leaves nothing of them but the chains.
///   path  an available one; the best one of this machine where none is named
template <class Word>
void advance(std::span<Chain<Word>> chains, std::uint32_t iterations, Path path);
template <class Word>
void advance(std::span<Chain<Word>> chains, std::uint32_t iterations);

}  // namespace steelshare::crypto
