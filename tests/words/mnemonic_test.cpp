#include "steelshare/words/mnemonic.h"

#include <gtest/gtest.h>

#include <string>

namespace steelshare {
namespace {

TEST(Mnemonic, ReadsWordsInAnyCaseAndSpacing) {
  const auto mnemonic = parse("  Academic\tACID\r\n  acne zero ", slip39_words());
  ASSERT_TRUE(mnemonic);
  EXPECT_EQ(chars(format(*mnemonic, slip39_words())), "academic acid acne zero");
}

// `count` words of a list, `step` apart.
Mnemonic every(std::size_t step, std::size_t count, const Wordlist& list) {
  Mnemonic words(count);
  for (std::size_t i = 0; i < count; ++i) {
    words.view()[i] = WordIndex{static_cast<std::uint16_t>((i * step + count) % list.size())};
  }
  return words;
}

TEST(Mnemonic, WritesWordsOfAllLengthsAtAllPlaces) {
  for (const Wordlist* list : {&slip39_words(), &bip39_english_words()}) {
    for (std::size_t count = 0; count <= longest_mnemonic_words; ++count) {
      for (const std::size_t step : {0U, 1U, 37U, 101U, 1021U}) {
        const Mnemonic words = every(step, count, *list);
        std::string expected;
        for (const WordIndex word : words.view()) {
          expected += (expected.empty() ? "" : " ") + list->word(word);
        }
        EXPECT_EQ(chars(format(words, *list)), expected);
      }
    }
  }
}

TEST(Mnemonic, WritesTheShortestAndTheLongestText) {
  for (const std::string word : {"act", "abstract"}) {
    std::string text = word;
    for (std::size_t i = 1; i < longest_mnemonic_words; ++i) text += " " + word;
    const auto words = parse(text, bip39_english_words());
    ASSERT_TRUE(words);
    EXPECT_EQ(chars(format(*words, bip39_english_words())), text);
  }
}

TEST(Mnemonic, ReportsEveryWrongWordWithItsPlace) {
  const auto mnemonic = parse("academic wrongly acid zzz aca", slip39_words());
  ASSERT_FALSE(mnemonic);
  const Errors expected{{ErrorCode::unknown_word, {.row = 2}},
                        {ErrorCode::unknown_word, {.row = 4}},
                        {ErrorCode::prefix_too_short, {.row = 5}}};
  EXPECT_EQ(mnemonic.error(), expected);
}

TEST(Mnemonic, RefusesNothingAndTooMuch) {
  EXPECT_EQ(parse(" \n", slip39_words()).error(), Errors{{ErrorCode::empty_input}});
  std::string long_text;
  for (int i = 0; i < 60; ++i) long_text += "acid ";
  EXPECT_EQ(parse(long_text, slip39_words()).error(), Errors{{ErrorCode::input_too_long}});
}

}  // namespace
}  // namespace steelshare
