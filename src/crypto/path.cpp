#include "crypto/path.h"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace steelshare::crypto {
namespace {

#if defined(__x86_64__)
// CPUID leaf 7, EBX bit 29; the compiler's own test does not know it.
bool has_sha_instructions() {
  unsigned int a = 0, b = 0, c = 0, d = 0;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b >> 29 & 1) != 0;
}
#endif

}  // namespace

Features detect_features() {
#if defined(__x86_64__)
  // The compiler's tests look at XGETBV too: an operating system must save the wide registers.
  const auto has = [](int answer) { return answer != 0; };
  return {.sha_ni = has_sha_instructions() && has(__builtin_cpu_supports("sse4.1")),
          .avx2 = has(__builtin_cpu_supports("avx2")),
          .avx512 = has(__builtin_cpu_supports("avx512f"))};
#else
  return {};
#endif
}

bool has_features(Path path, const Features& features) {
  switch (path) {
    case Path::sha_ni:
      return features.sha_ni;
    case Path::avx2:
      return features.avx2;
    case Path::avx512:
      return features.avx512;
    case Path::portable:
    case Path::libcrypto:
      return true;
  }
  return false;
}

}  // namespace steelshare::crypto
