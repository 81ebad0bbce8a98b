// What the preparation of a search may cost, so that no reading keeps anybody waiting for ever.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>

namespace steelshare::repair {

/// Counts work instead of time, so that the same reading ends in the same way everywhere. Asks now
/// and then whether to stop, and is spent then.
///   unit   64-bit words that are added to others, or what takes as long
///   stops  may be empty
class Budget {
 public:
  explicit Budget(std::uint64_t words, std::function<bool()> stops = {})
      : left_(words), stops_(std::move(stops)) {}

  /// Returns whether that much was left; from the first time that it was not, nothing is.
  bool spend(std::uint64_t words) {
    left_ = words < left_ ? left_ - words : 0;
    unasked_ += words;
    if (unasked_ >= words_between_questions && stops_) ask();
    return left_ > 0;
  }
  [[nodiscard]] bool is_spent() const { return left_ == 0; }
  [[nodiscard]] bool is_stopped() const { return is_stopped_; }

 private:
  static constexpr std::uint64_t words_between_questions = 1 << 22;  // hundredths of a second

  void ask() {
    unasked_ = 0;
    is_stopped_ = stops_();
    if (is_stopped_) left_ = 0;
  }

  std::uint64_t left_, unasked_ = 0;
  std::function<bool()> stops_;
  bool is_stopped_ = false;
};

/// What one repair may take before and beside its search: seconds, minutes, and hours.
struct Budgets {
  explicit Budgets(const std::function<bool()>& stops = {})
      : plans(std::uint64_t{1} << 30, stops),
        changes(std::uint64_t{1} << 36, stops),
        cases(std::uint64_t{1} << 41, stops) {}

  Budget plans;    // to read the headers in every way
  Budget changes;  // to find words that must have been misread
  Budget cases;    // to solve the equations of all cases

  [[nodiscard]] bool is_stopped() const {
    return plans.is_stopped() || changes.is_stopped() || cases.is_stopped();
  }
};

}  // namespace steelshare::repair
