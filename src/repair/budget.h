// What the preparation of a search may cost, so that no reading keeps anybody waiting for ever.
#pragma once

#include <cstdint>

namespace steelshare::repair {

/// Counts work instead of time, so that the same reading ends in the same way everywhere.
///   unit  64-bit words that are added to others, or what takes as long
class Budget {
 public:
  explicit Budget(std::uint64_t words) : left_(words) {}

  /// Returns whether that much was left; from the first time that it was not, nothing is.
  bool spend(std::uint64_t words) {
    left_ = words < left_ ? left_ - words : 0;
    return left_ > 0;
  }
  [[nodiscard]] bool is_spent() const { return left_ == 0; }

 private:
  std::uint64_t left_;
};

/// What one repair may take before and beside its search: seconds, a minute, and half an hour.
struct Budgets {
  Budget plans{std::uint64_t{1} << 30};    // to read the headers in every way
  Budget changes{std::uint64_t{1} << 36};  // to find words that must have been misread
  Budget cases{std::uint64_t{1} << 41};    // to solve the equations of all cases
};

}  // namespace steelshare::repair
