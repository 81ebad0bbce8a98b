// Preconditions that stay on in every build: our own bug prints its place and aborts.
#pragma once

namespace steelshare {

/// Prints file and line to standard error and aborts.
[[noreturn]] void fail_expectation(const char* file, int line) noexcept;

/// Aborts where a precondition of ours is broken. Never for input: that is a Result.
/// The defaults give the caller's place (std::source_location is missing in clang 14).
constexpr void expects(bool condition, const char* file = __builtin_FILE(),
                       int line = __builtin_LINE()) {
  if (!condition) fail_expectation(file, line);
}

}  // namespace steelshare
