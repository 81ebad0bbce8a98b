#include "steelshare/words/nearest.h"

#include <gtest/gtest.h>

#include <string>

namespace steelshare {
namespace {

std::string near(std::string_view letters, const Wordlist& list = bip39_english_words()) {
  return std::string(chars(format(nearest_words(letters, list), list)));
}

TEST(NearestWords, AreOneLetterAway) {
  EXPECT_EQ(near("abandom"), "abandon");   // another letter
  EXPECT_EQ(near("abandn"), "abandon");    // one less
  EXPECT_EQ(near("abbandon"), "abandon");  // one more
  EXPECT_EQ(near("abadnon"), "abandon");   // two exchanged
  EXPECT_EQ(near("ABANDOM"), "abandon");
}

TEST(NearestWords, AreTwoLettersAwayWhereNoneIsNearer) {
  EXPECT_EQ(near("abonnon"), "abandon");
  EXPECT_EQ(near("qqqqqqq"), "");
  EXPECT_EQ(near(""), "");
}

TEST(NearestWords, AreThoseThatABeginningMayHaveMeant) {
  EXPECT_EQ(near("acqx", slip39_words()), "acquire");
  EXPECT_EQ(near("boal"), "board boat boil");
}

TEST(NearestWords, AreAtMostTheFirstFive) {
  EXPECT_EQ(near("sade"), "fade sad saddle sadness safe");
}

TEST(NearestWords, CountLettersAndNotBytes) {
  // "abdomem" for abdomen; and without the accent that the list does not mind, "avionn" for avion.
  EXPECT_EQ(near("abdomem", bip39_spanish_words()), "abdomen");
  EXPECT_EQ(near("avi\xc3\xb3nn", bip39_spanish_words()), "avio\xcc\x81n");
  // Of a word of one letter nothing is left when that is changed.
  EXPECT_EQ(near("\xe9\xbe\x98", bip39_chinese_simplified_words()), "");
}

TEST(Familiarity, CountsWordsAndBeginnings) {
  const auto expect = [](std::string_view text, std::size_t whole, std::size_t beginnings) {
    const auto known = familiarity(text, bip39_english_words());
    EXPECT_EQ(known.whole, whole) << text;
    EXPECT_EQ(known.beginnings, beginnings) << text;
  };
  expect("abandon abou xyz ab", 1, 1);
  expect("abandon act acto", 2, 1);
  expect("", 0, 0);
}

TEST(WordAt, CountsAsParseDoes) {
  const auto word = [](std::string_view text, std::size_t number) {
    return std::string(chars(word_at(text, number)));
  };
  EXPECT_EQ(word(" one\xe3\x80\x80two\tthree ", 1), "one");
  EXPECT_EQ(word(" one\xe3\x80\x80two\tthree ", 2), "two");
  EXPECT_EQ(word(" one two\tthree ", 3), "three");
  EXPECT_EQ(word(" one two\tthree ", 4), "");
  EXPECT_EQ(word("", 1), "");
}

}  // namespace
}  // namespace steelshare
