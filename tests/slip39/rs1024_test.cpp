#include "slip39/rs1024.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "support/fixed_random.h"
#include "support/fixtures.h"

namespace steelshare::slip39 {
namespace {

std::vector<WordIndex> words_of(const std::string& text) {
  const auto mnemonic = parse(text, slip39_words());
  const auto view = mnemonic->view();
  return {view.begin(), view.end()};
}

TEST(Rs1024, WritesTheChecksumsOfTheOfficialVectors) {
  for (const int number : {1, 20, 42, 44}) {
    const auto vector = test::slip39_vectors()[static_cast<std::size_t>(number - 1)];
    const auto words = words_of(vector.mnemonics[0]);
    auto copy = words;
    std::fill(copy.end() - 3, copy.end(), WordIndex{7});
    rs1024::write_checksum(copy, number >= 42);
    EXPECT_EQ(copy, words) << vector.description;
    EXPECT_TRUE(rs1024::verify(words, number >= 42));
    EXPECT_FALSE(rs1024::verify(words, number < 42)) << "the flag changes the checksum";
  }
}

TEST(Rs1024, PointsAtEverySingleWrongWord) {
  for (const int number : {1, 44}) {
    const auto words =
        words_of(test::slip39_vectors()[static_cast<std::size_t>(number - 1)].mnemonics[0]);
    const bool extendable = number == 44;
    EXPECT_EQ(rs1024::locate_wrong_word(words, extendable), 0u);
    for (std::size_t place = 1; place <= words.size(); ++place) {
      for (std::uint16_t change = 1; change < 1024;
           change = static_cast<std::uint16_t>(change + 41)) {
        auto wrong = words;
        wrong[place - 1] = WordIndex{
            static_cast<std::uint16_t>(static_cast<std::uint16_t>(wrong[place - 1]) ^ change)};
        ASSERT_FALSE(rs1024::verify(wrong, extendable));
        ASSERT_EQ(rs1024::locate_wrong_word(wrong, extendable), place);
      }
    }
  }
}

TEST(Rs1024, DetectsAnyThreeWrongWords) {
  const auto words = words_of(test::slip39_vectors()[0].mnemonics[0]);
  test::FixedRandom random;
  for (int round = 0; round < 20000; ++round) {
    auto wrong = words;
    for (int i = 0; i < 3; ++i) {
      wrong[random.below(wrong.size())] = WordIndex{static_cast<std::uint16_t>(random.below(1024))};
    }
    ASSERT_EQ(rs1024::verify(wrong, false), wrong == words);
  }
}

}  // namespace
}  // namespace steelshare::slip39
