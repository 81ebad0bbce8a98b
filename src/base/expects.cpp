#include "steelshare/base/expects.h"

#include <cstdio>
#include <cstdlib>

namespace steelshare {

void fail_expectation(const char* file, int line) noexcept {
  std::fprintf(stderr, "steelshare: internal error at %s:%d\n", file, line);
  std::abort();
}

}  // namespace steelshare
