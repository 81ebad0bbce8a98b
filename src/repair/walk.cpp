#include "repair/walk.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

#include "crypto/digest_check.h"

namespace steelshare::repair {
namespace {

constexpr std::uint16_t no_sum = 0xffff;
constexpr std::size_t list_words = 1024;
constexpr double most_steps = 0x1p62;

void add(State& sum, const State& state) {
  const auto to = sum.view();
  const auto from = state.view();
  for (std::size_t i = 0; i < to.size(); ++i) to[i] ^= from[i];
}

void add(Walk::Direction& sum, const Walk::Direction& other) {
  add(sum.state, other.state);
  repair::add(sum.vectors, other.vectors);
}

// Up to 64 candidates that are checked at once, and the steps that they are of.
class Batch {
 public:
  Batch(const Shape& shape, Walk::Found& found) : shape_(shape), found_(found) {}
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;
  ~Batch() { cleanse(candidates_.data(), sizeof candidates_); }

  void add(const State& state, std::uint64_t step) {
    ++found_.tried;
    if (shape_.bytes == 0) return found_.steps.push_back(step);
    auto& candidate = candidates_[count_];
    const std::size_t words = shape_.value_words();
    std::memcpy(candidate.digest, state.view().data(), 8 * words);
    std::memcpy(candidate.secret, state.view().data() + words, 8 * words);
    steps_[count_++] = step;
    if (count_ == candidates_.size()) flush();
  }

  void flush() {
    if (count_ == 0) return;
    auto hits = detail::declassify(
        crypto::agreeing_digests(std::span(candidates_).first(count_), shape_.bytes));
    for (; hits != 0; hits &= hits - 1) {
      found_.steps.push_back(steps_[static_cast<std::size_t>(std::countr_zero(hits))]);
    }
    count_ = 0;
  }

 private:
  const Shape& shape_;
  Walk::Found& found_;
  std::array<crypto::DigestCandidate, crypto::most_digest_candidates> candidates_;
  std::array<std::uint64_t, crypto::most_digest_candidates> steps_;
  std::size_t count_ = 0;
};

}  // namespace

std::uint16_t Walk::word_in(const State& state, const Shape& shape, std::size_t mask) {
  const std::uint64_t four = state.view()[2 * shape.value_words() + mask / 4];
  return static_cast<std::uint16_t>(four >> 16 * (mask % 4) & 0x3ff);
}

Walk::Walk(Shape shape, State start, std::vector<Direction> directions,
           const std::vector<const Choices*>& masks)
    : shape_(shape), start_(std::move(start)), rest_(std::move(directions)), masks_(masks) {
  choose_levels();
  for (const std::size_t mask : filters_) {
    auto& allowed = allowed_.emplace_back(list_words / 64);
    for (const WordIndex word : masks_[mask]->view()) {
      const auto number = static_cast<std::size_t>(word);
      allowed.view()[number / 64] |= std::uint64_t{1} << number % 64;
    }
  }
  size_ = std::ldexp(size_, static_cast<int>(std::min<std::size_t>(rest_.size(), 1000)));
  if (size_ > most_steps) size_ = std::numeric_limits<double>::infinity();
}

// Again and again the place whose choices are the fewest for the bits that they fix.
void Walk::choose_levels() {
  for (std::size_t mask = 0; mask < masks_.size(); ++mask) filters_.push_back(mask);
  const auto rank = [this](std::size_t mask) {
    std::vector<std::uint16_t> basis;
    for (const Direction& direction : rest_) {
      std::uint16_t word = word_in(direction.state, shape_, mask);
      for (const std::uint16_t one : basis) word = std::min<std::uint16_t>(word, word ^ one);
      if (word != 0) basis.push_back(word);
    }
    return basis.size();
  };
  for (;;) {
    std::optional<std::size_t> best;
    double best_gain = 0;
    for (const std::size_t mask : filters_) {
      const double gain =
          static_cast<double>(rank(mask)) - std::log2(static_cast<double>(masks_[mask]->size()));
      if (gain > best_gain) best = mask, best_gain = gain;
    }
    if (!best) return;
    levels_.push_back(take_level(*best));
    size_ *= static_cast<double>(masks_[*best]->size());
    std::erase(filters_, *best);
  }
}

// Splits the directions into those that fix the word of a place and others that leave it alone.
Walk::Level Walk::take_level(std::size_t mask) {
  Level level{mask, {}, Secret<struct TableTag, std::uint16_t>(list_words)};
  std::vector<Direction> others;
  for (Direction& direction : rest_) {
    for (const Direction& fixing : level.directions) {
      const std::uint16_t word = word_in(direction.state, shape_, mask);
      if ((word ^ word_in(fixing.state, shape_, mask)) < word) add(direction, fixing);
    }
    const bool fixes = word_in(direction.state, shape_, mask) != 0;
    (fixes ? level.directions : others).push_back(std::move(direction));
  }
  rest_ = std::move(others);
  const auto sums = level.sums.view();
  std::ranges::fill(sums, no_sum);
  for (std::uint16_t sum = 0; sum >> level.directions.size() == 0; ++sum) {
    std::uint16_t word = 0;
    for (std::size_t i = 0; i < level.directions.size(); ++i) {
      if ((sum >> i & 1) != 0) word ^= word_in(level.directions[i].state, shape_, mask);
    }
    sums[word] = sum;
  }
  return level;
}

// Where a walk is: the words chosen so far, and what they make of the start. Needs both for states
// alone and, afterwards, for the sum of vectors.
class Walk::Cursor {
 public:
  explicit Cursor(const Walk& walk) : walk_(walk) { states_.push_back(walk.start_.clone()); }

  /// Moves to a choice of words, numbered with the first level as the highest digit. Returns
  /// nothing where it is possible, else the next number that may be.
  std::optional<std::uint64_t> enter(std::uint64_t number) {
    std::vector<std::size_t> digits(walk_.levels_.size());
    std::uint64_t stride = 1;
    for (std::size_t i = digits.size(); i-- > 0;) {
      const std::size_t choices = choices_of(i).size();
      digits[i] = number / stride % choices;
      stride *= choices;
    }
    std::size_t same = 0;
    while (same < digits_.size() && digits_[same] == digits[same]) ++same;
    digits_.resize(same);
    sums_.resize(same);
    states_.erase(states_.begin() + static_cast<std::ptrdiff_t>(same) + 1, states_.end());
    for (std::size_t i = 0; i < digits.size(); ++i) {
      stride /= choices_of(i).size();
      if (i < same) continue;
      if (!choose(i, digits[i])) return (number / stride + 1) * stride;
    }
    return {};
  }

  [[nodiscard]] const State& state() const { return states_.back(); }

  [[nodiscard]] Bits vectors(std::size_t size) const {
    Bits sum(size);
    for (std::size_t level = 0; level < sums_.size(); ++level) {
      const auto& directions = walk_.levels_[level].directions;
      for (std::size_t i = 0; i < directions.size(); ++i) {
        if ((sums_[level] >> i & 1) != 0) repair::add(sum, directions[i].vectors);
      }
    }
    return sum;
  }

 private:
  [[nodiscard]] std::span<const WordIndex> choices_of(std::size_t level) const {
    return walk_.masks_[walk_.levels_[level].mask]->view();
  }

  bool choose(std::size_t i, std::size_t digit) {
    const Level& level = walk_.levels_[i];
    const auto wanted = static_cast<std::uint16_t>(choices_of(i)[digit]);
    const std::uint16_t sum =
        level.sums.view()[wanted ^ word_in(states_.back(), walk_.shape_, level.mask)];
    if (sum == no_sum) return false;
    State next = states_.back().clone();
    for (std::size_t j = 0; j < level.directions.size(); ++j) {
      if ((sum >> j & 1) != 0) add(next, level.directions[j].state);
    }
    states_.push_back(std::move(next));
    digits_.push_back(digit);
    sums_.push_back(sum);
    return true;
  }

  const Walk& walk_;
  std::vector<State> states_;
  std::vector<std::size_t> digits_;
  std::vector<std::uint16_t> sums_;
};

Walk::Found Walk::go(std::uint64_t first, std::uint64_t last, std::size_t most) const {
  Found found;
  Batch batch(shape_, found);
  Cursor cursor(*this);
  const auto fits = [this](const State& state) {
    for (std::size_t i = 0; i < filters_.size(); ++i) {
      const std::uint16_t word = word_in(state, shape_, filters_[i]);
      if ((allowed_[i].view()[word / 64] >> word % 64 & 1) == 0) return false;
    }
    return true;
  };
  const std::size_t bits = rest_.size();
  for (std::uint64_t step = first; step < last && found.steps.size() < most;) {
    if (const auto next = cursor.enter(step >> bits)) {
      step = *next << bits;
      continue;
    }
    const std::uint64_t end = std::min(last, ((step >> bits) + 1) << bits);
    State state = cursor.state().clone();
    const std::uint64_t within = step & ((std::uint64_t{1} << bits) - 1);
    for (std::uint64_t gray = within ^ within >> 1; gray != 0; gray &= gray - 1) {
      add(state, rest_[static_cast<std::size_t>(std::countr_zero(gray))].state);
    }
    for (;;) {
      if (fits(state)) batch.add(state, step);
      if (++step == end || found.steps.size() >= most) break;
      add(state, rest_[static_cast<std::size_t>(std::countr_zero(step))].state);
    }
  }
  batch.flush();
  return found;
}

Bits Walk::vectors(std::uint64_t step) const {
  Cursor cursor(*this);
  const std::size_t bits = rest_.size();
  const bool possible = !cursor.enter(step >> bits);
  expects(possible);
  const Direction* any = !rest_.empty() ? rest_.data() : nullptr;
  for (const Level& level : levels_) {
    if (!level.directions.empty()) any = level.directions.data();
  }
  Bits sum = cursor.vectors(any == nullptr ? 0 : any->vectors.size());
  const std::uint64_t within = step & ((std::uint64_t{1} << bits) - 1);
  for (std::uint64_t gray = within ^ within >> 1; gray != 0; gray &= gray - 1) {
    repair::add(sum, rest_[static_cast<std::size_t>(std::countr_zero(gray))].vectors);
  }
  return sum;
}

}  // namespace steelshare::repair
