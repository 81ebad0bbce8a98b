// What a healthy machine never meets: no randomness, no lockable memory, a library's internal
// failure. Thrown, and caught only in main.
#pragma once

#include <exception>

namespace steelshare {

class SystemFailure : public std::exception {
 public:
  /// what: a string literal; one sentence, lower case, no full stop.
  explicit SystemFailure(const char* what) noexcept : what_(what) {}
  const char* what() const noexcept override { return what_; }

 private:
  const char* what_;
};

}  // namespace steelshare
