// The inner loop of PBKDF2, for many derivations at once. A chain is one block of one derivation
// between two iterations; chains do not depend on each other, so a processor can run several
// abreast. Which instructions do it is decided once, here; hash.cpp is the only caller.
//
//   pbkdf2 --first HMAC--> Chain --advance--> Chain::sum --> key
#pragma once

#include <cstdint>
#include <span>

namespace steelshare::crypto {

/// Words of 32 bits for SHA-256, of 64 bits for SHA-512.
template <class Word>
struct Chain {
  Word inner[8];  // the state after the inner padded key
  Word outer[8];  // the state after the outer padded key
  Word last[8];   // U_i
  Word sum[8];    // U_1 ^ ... ^ U_i
};

/// portable is plain C++, which all others are tested against; libcrypto is its compression
/// function, one chain at a time.
enum class Path : std::uint8_t { portable, libcrypto, sha_ni, avx2, avx512 };

inline constexpr Path all_paths[] = {Path::portable, Path::libcrypto, Path::sha_ni, Path::avx2,
                                     Path::avx512};

/// What the processor has and the operating system lets us use.
struct Features {
  bool sha_ni = false;
  bool avx2 = false;
  bool avx512 = false;
};

Features detect_features();

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
