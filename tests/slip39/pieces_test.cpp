#include "steelshare/slip39/pieces.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "steelshare/slip39/share.h"
#include "support/fixed_random.h"

namespace steelshare::slip39 {
namespace {

Mnemonic random_words(test::FixedRandom& random, std::size_t bytes, std::uint8_t member) {
  Share share{.identifier = 77,
              .extendable = true,
              .iteration_exponent = 0,
              .group_index = 0,
              .group_threshold = 1,
              .group_count = 1,
              .member_index = member,
              .member_threshold = 3,
              .value = ShareValue(bytes)};
  random.fill(share.value.view());
  return encode(share);
}

// The two lists exchange the words of one piece.
void exchange(Mnemonic& one, Mnemonic& other, std::size_t first, std::size_t count) {
  std::ranges::swap_ranges(one.view().subspan(first, count), other.view().subspan(first, count));
}

std::vector<Mnemonic> three_lists(std::size_t bytes) {
  test::FixedRandom random;
  std::vector<Mnemonic> lists;
  for (std::uint8_t i = 0; i < 3; ++i) lists.push_back(random_words(random, bytes, i));
  return lists;
}

void expect_piece(const std::vector<Mnemonic>& lists, std::size_t which, std::size_t first_word,
                  std::size_t belongs_to) {
  const auto piece = find_foreign_piece(lists, which);
  ASSERT_TRUE(piece);
  EXPECT_EQ(piece->first_word, first_word);
  EXPECT_EQ(piece->belongs_to, belongs_to);
}

TEST(Pieces, AreFoundWhereTwoSharesExchangedThem) {
  auto lists = three_lists(16);
  exchange(lists[0], lists[2], 12, 8);
  expect_piece(lists, 0, 13, 2);
  expect_piece(lists, 2, 13, 0);
  // The other has nothing of a stranger's; nor is it part of any exchange.
  EXPECT_FALSE(find_foreign_piece(lists, 1));
}

TEST(Pieces, AreFoundWhereThreeSharesWentRound) {
  auto lists = three_lists(32);
  exchange(lists[0], lists[1], 11, 11);
  exchange(lists[1], lists[2], 11, 11);
  expect_piece(lists, 0, 12, 2);
  expect_piece(lists, 1, 12, 0);
  expect_piece(lists, 2, 12, 1);
}

TEST(Pieces, AreNamedOneAfterTheOther) {
  auto lists = three_lists(64);
  exchange(lists[0], lists[1], 15, 15);
  exchange(lists[0], lists[2], 45, 14);
  expect_piece(lists, 0, 16, 1);
  exchange(lists[0], lists[1], 15, 15);
  expect_piece(lists, 0, 46, 2);
}

TEST(Pieces, AreNotFoundWhereWordsAreWrong) {
  auto lists = three_lists(16);
  for (auto& list : lists) {
    for (const std::size_t place : {2U, 9U, 15U}) {
      auto& word = list.view()[place];
      word = WordIndex{static_cast<std::uint16_t>(static_cast<unsigned>(word) ^ 77U)};
    }
  }
  for (std::size_t i = 0; i < lists.size(); ++i) EXPECT_FALSE(find_foreign_piece(lists, i));
}

// One wrong word in front, two in the back: a half of each makes the share.
TEST(Pieces, AreNotThoseOfTheSameShare) {
  auto lists = three_lists(16);
  lists[1] = lists[0].clone();
  std::swap(lists[0].view()[7], lists[0].view()[8]);
  std::swap(lists[1].view()[13], lists[1].view()[15]);
  for (std::size_t i = 0; i < 2; ++i) EXPECT_FALSE(find_foreign_piece(lists, i));
}

TEST(Pieces, AreLookedForInSharesOfTheSameLength) {
  test::FixedRandom random;
  std::vector<Mnemonic> lists;
  lists.push_back(random_words(random, 16, 0));
  lists.push_back(random_words(random, 32, 1));
  exchange(lists[0], lists[1], 10, 10);
  EXPECT_FALSE(find_foreign_piece(lists, 0));
  EXPECT_FALSE(find_foreign_piece(lists, 1));
}

}  // namespace
}  // namespace steelshare::slip39
