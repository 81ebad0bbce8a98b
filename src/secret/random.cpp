#include "steelshare/secret/random.h"

#include <sys/random.h>

#include <algorithm>
#include <cerrno>

#include "steelshare/base/failure.h"
#include "steelshare/secret/secret.h"

namespace steelshare {

SystemRandom::SystemRandom() {
  Scratch<32> first;
  Scratch<32> second;
  fill(first.view());
  fill(second.view());
  const auto all_equal = [](const Scratch<32>& draw) {
    return std::ranges::all_of(draw.view(), [&](auto byte) { return byte == draw.view()[0]; });
  };
  if (std::ranges::equal(first.view(), second.view()) || all_equal(first) || all_equal(second)) {
    throw SystemFailure("the system's random source is stuck");
  }
}

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = getrandom(bytes.data(), bytes.size(), 0);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw SystemFailure("the system gives no random bytes");
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
}

}  // namespace steelshare
