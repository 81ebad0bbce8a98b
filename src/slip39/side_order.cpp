#include "slip39/side_order.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "slip39/rs1024.h"
#include "slip39/share_words.h"
#include "steelshare/secret/secret.h"
#include "steelshare/words/mnemonic.h"

namespace steelshare::slip39 {
namespace {

constexpr std::size_t most_sides_in_any_order = 6;
// Shorter ones are on no plate, and would pass off words that were swapped for sides.
constexpr std::size_t least_words_a_side = 4;

// Words that were typed side by side, each side of `capacity` words but for the last.
class Sides {
 public:
  Sides(std::span<const WordIndex> typed, std::size_t capacity)
      : typed_(typed),
        capacity_(capacity),
        order_((typed.size() + capacity - 1) / capacity),
        sorted_(typed.size()) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
  }

  // Nothing where no order makes a share of the words.
  std::optional<MovedSide> find() {
    if (order_.size() > most_sides_in_any_order) return find_exchange();
    while (std::ranges::next_permutation(order_).found) {
      if (is_right()) return moved_side();
    }
    return {};
  }

 private:
  std::optional<MovedSide> find_exchange() {
    for (std::size_t i = 1; i < order_.size(); ++i) {
      std::swap(order_[i - 1], order_[i]);
      if (is_right()) return moved_side();
      std::swap(order_[i - 1], order_[i]);
    }
    return {};
  }

  [[nodiscard]] std::size_t length(std::size_t side) const {
    return std::min(capacity_, typed_.size() - side * capacity_);
  }

  // Whether the words are a share if the sides were typed in this order.
  bool is_right() {
    std::size_t at = 0;
    for (const std::size_t side : order_) {
      std::ranges::copy(typed_.subspan(at, length(side)),
                        sorted_.view().subspan(side * capacity_).begin());
      at += length(side);
    }
    return is_sound(sorted_.view());
  }

  [[nodiscard]] MovedSide moved_side() const {
    std::size_t first = 0;
    while (order_[first] == first) ++first;
    std::size_t at = 0;
    for (const std::size_t side : order_) {
      if (side == first) break;
      at += length(side);
    }
    return {at + 1, first * capacity_ + 1};
  }

  std::span<const WordIndex> typed_;
  std::size_t capacity_;
  std::vector<std::size_t> order_;  // side of each place at which one was typed
  Mnemonic sorted_;
};

}  // namespace

// Where the words are wrong, the flag is a bit of any word and secret, so both of its values are
// tried.
bool is_sound(std::span<const WordIndex> words) {
  for (const unsigned flag : {1U, 0U}) {
    if (!rs1024::verify(words, flag == 1)) continue;
    return detail::declassify(static_cast<unsigned>(words[flag_word]) >> flag_bit & 1) == flag;
  }
  return false;
}

std::optional<MovedSide> find_moved_side(std::span<const WordIndex> words) {
  for (std::size_t capacity = words.size() - 1; capacity >= least_words_a_side; --capacity) {
    if (const auto moved = Sides(words, capacity).find()) return moved;
  }
  return {};
}

}  // namespace steelshare::slip39
