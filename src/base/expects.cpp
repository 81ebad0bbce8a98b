#include "steelshare/base/expects.h"

#include <cstdio>
#include <cstdlib>

namespace steelshare {

void fail_expectation(const std::source_location& where) noexcept {
  std::fprintf(stderr, "steelshare: internal error at %s:%u\n", where.file_name(),
               static_cast<unsigned>(where.line()));
  std::abort();
}

}  // namespace steelshare
