// Preconditions that stay on in every build: our own bug prints its place and aborts.
#pragma once

#include <source_location>

namespace steelshare {

/// Prints file and line to standard error and aborts.
[[noreturn]] void fail_expectation(const std::source_location& where) noexcept;

/// Aborts where a precondition of ours is broken. Never for input: that is a Result.
constexpr void expects(bool condition,
                       const std::source_location& where = std::source_location::current()) {
  if (!condition) fail_expectation(where);
}

}  // namespace steelshare
