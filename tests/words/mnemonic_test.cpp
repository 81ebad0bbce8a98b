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
  for (const Wordlist* list :
       {&slip39_words(), &bip39_english_words(), &bip39_french_words(),
        &bip39_chinese_simplified_words(), &bip39_japanese_words(), &bip39_korean_words()}) {
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

TEST(Mnemonic, TakesIdeographicSpacesAndBothNormalForms) {
  const auto expect_two = [](const std::string& text, const Wordlist& list, std::uint16_t second) {
    const auto words = parse(text, list);
    ASSERT_TRUE(words);
    ASSERT_EQ(words->size(), 2u);
    EXPECT_EQ(words->view()[1], WordIndex{second});
  };
  expect_two(
      "abaisser\xe3\x80\x80"
      "acade\xcc\x81mie",
      bip39_french_words(), 18);
  expect_two("abaisser acad\xc3\xa9mie", bip39_french_words(), 18);
  expect_two("ABAISSER\nACAD\xc3\x89MIE", bip39_french_words(), 18);
  expect_two("abai acad", bip39_french_words(), 18);
}

TEST(Mnemonic, KnowsNoWordThatIsNotUtf8) {
  const Errors expected{{ErrorCode::unknown_word, {.row = 2}}};
  EXPECT_EQ(parse("acid ac\xff"
                  "id",
                  slip39_words())
                .error(),
            expected);
  EXPECT_EQ(parse("abandon aban\xc3", bip39_french_words()).error()[0].code,
            ErrorCode::unknown_word);
}

TEST(Mnemonic, RefusesNothingAndTooMuch) {
  EXPECT_EQ(parse(" \n", slip39_words()).error(), Errors{{ErrorCode::empty_input}});
  std::string long_text;
  for (int i = 0; i < 60; ++i) long_text += "acid ";
  EXPECT_EQ(parse(long_text, slip39_words()).error(), Errors{{ErrorCode::input_too_long}});
  // One character that becomes eighteen when it is decomposed.
  std::string swelling;
  for (int i = 0; i < 1400; ++i) swelling += "\xef\xb7\xba";
  EXPECT_EQ(parse(swelling, slip39_words()).error(), Errors{{ErrorCode::input_too_long}});
}

}  // namespace
}  // namespace steelshare
