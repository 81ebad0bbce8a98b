#include "steelshare/slip39/pieces.h"

#include <algorithm>
#include <vector>

#include "slip39/share_words.h"
#include "slip39/side_order.h"
#include "steelshare/base/expects.h"

namespace steelshare::slip39 {
namespace {

constexpr std::size_t least_words_a_piece = 4;
constexpr std::size_t most_tries = 20'000;  // 2^30 checksums, two of them agree with a list

// The first words say of which set and which of its shares a list is: one share that was typed
// twice is no other share.
bool has_same_header(const Mnemonic& one, const Mnemonic& other) {
  return Mnemonic::copy_of(one.view().first(header_words)) ==
         Mnemonic::copy_of(other.view().first(header_words));
}

// All ways to put a share together from the pieces of several lists, but for its first piece.
class Pieces {
 public:
  Pieces(std::span<const Mnemonic> lists, std::vector<std::size_t> pool, std::size_t capacity)
      : lists_(lists),
        pool_(std::move(pool)),
        capacity_(capacity),
        words_(lists[pool_[0]].clone()),
        chosen_((words_.size() - 1) / capacity, 0) {}

  // How many ways there are; the first takes every piece from the list itself.
  [[nodiscard]] std::size_t count() const {
    std::size_t count = 1;
    for (std::size_t i = 0; i < chosen_.size() && count <= most_tries; ++i) count *= pool_.size();
    return count;
  }

  std::optional<ForeignPiece> find() {
    while (advance()) {
      if (is_sound(words_.view())) return foreign_piece();
    }
    return {};
  }

 private:
  // Counts through the choices as an odometer does, the first piece fastest.
  bool advance() {
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
      chosen_[i] = (chosen_[i] + 1) % pool_.size();
      put(i);
      if (chosen_[i] != 0) return true;
    }
    return false;
  }

  void put(std::size_t piece) {
    const std::size_t first = (piece + 1) * capacity_;
    const std::size_t count = std::min(capacity_, words_.size() - first);
    std::ranges::copy(lists_[pool_[chosen_[piece]]].view().subspan(first, count),
                      words_.view().subspan(first).begin());
  }

  [[nodiscard]] ForeignPiece foreign_piece() const {
    std::size_t piece = 0;
    while (chosen_[piece] == 0) ++piece;
    return {(piece + 1) * capacity_ + 1, pool_[chosen_[piece]]};
  }

  std::span<const Mnemonic> lists_;
  std::vector<std::size_t> pool_;  // numbers of lists, that to be mended first
  std::size_t capacity_;
  Mnemonic words_;
  std::vector<std::size_t> chosen_;  // of each piece but the first, where it is in the pool
};

}  // namespace

std::optional<ForeignPiece> find_foreign_piece(std::span<const Mnemonic> refused,
                                               std::size_t which) {
  expects(which < refused.size());
  const std::size_t length = refused[which].size();
  std::vector<std::size_t> pool{which};
  for (std::size_t i = 0; i < refused.size(); ++i) {
    if (refused[i].size() == length && !has_same_header(refused[i], refused[which])) {
      pool.push_back(i);
    }
  }
  if (pool.size() == 1) return {};
  std::size_t tries_left = most_tries;
  for (std::size_t capacity = length - 1; capacity >= least_words_a_piece; --capacity) {
    Pieces pieces(refused, pool, capacity);
    if (pieces.count() > tries_left) return {};
    tries_left -= pieces.count();
    if (const auto found = pieces.find()) return found;
  }
  return {};
}

}  // namespace steelshare::slip39
