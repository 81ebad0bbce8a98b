// The instructions that kernels are written for, and those of this machine. Kernels include this:
// it has no inline functions (kernels.h says why).
#pragma once

#include <cstdint>

namespace steelshare::crypto {

/// portable is plain C++, which all others are tested against; libcrypto is its compression
/// function, one message at a time.
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

/// Returns whether the instructions of the path are among the features.
bool has_features(Path path, const Features& features);

}  // namespace steelshare::crypto
