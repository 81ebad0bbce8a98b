#include "steelshare/repair/worn.h"

#include <gtest/gtest.h>

#include <string>

namespace steelshare::repair {
namespace {

// The words that a place may be, as text; "any" where nothing is legible.
std::string text_of(const Choices& choices) {
  if (choices.size() == 0) return "any";
  std::string text;
  for (const WordIndex word : choices.view()) {
    text += (text.empty() ? "" : " ") + slip39_words().word(word);
  }
  return text;
}

std::string choices_of(std::string_view typed) {
  const auto plate = read_worn(typed);
  if (!plate || plate->size() != 1) return "not one place";
  return text_of(plate->front());
}

TEST(ReadWorn, TakesWordsAndTheirBeginningsAsCertain) {
  EXPECT_EQ(choices_of("academic"), "academic");
  EXPECT_EQ(choices_of("ACAD"), "academic");
}

// From the published list: the words that begin with ac are academic, acid, acne, acquire, acrobat,
// activity, actress.
TEST(ReadWorn, TakesEveryWordThatTheLegibleLettersAllow) {
  EXPECT_EQ(choices_of("ac?d"), "academic acid");
  EXPECT_EQ(choices_of("?cad"), "academic");
  EXPECT_EQ(choices_of("ac??"), "academic acid acne acquire acrobat activity actress");
  EXPECT_EQ(choices_of("ac?"), "academic acid acne acquire acrobat activity actress");
  EXPECT_EQ(choices_of("aca?emic"), "academic");
  EXPECT_EQ(choices_of("?"), "any");
  EXPECT_EQ(choices_of("????"), "any");
}

// The words of a row in a numbering, as text.
std::string choices_of(std::string_view row, Numbering numbering) {
  const auto plate = read_worn_numbers(row, numbering);
  if (!plate) return std::string(name(plate.error()[0].code));
  return text_of(plate->front());
}

// Academic, acid, acne and acquire are the first words, zero the last one.
TEST(ReadWorn, TakesRowsOfDotsAndDigitsWithGapsInTheReading) {
  EXPECT_EQ(choices_of("..........x", {1, false}), "academic");
  EXPECT_EQ(choices_of(".........??", {1, false}), "academic acid acne");
  EXPECT_EQ(choices_of("x..........", {1, false}), "zero");
  EXPECT_EQ(choices_of("..........", {0, false}), "academic");
  EXPECT_EQ(choices_of("........??", {0, false}), "academic acid acne acquire");
  EXPECT_EQ(choices_of("0000000011", {0, false}), "acquire");
  EXPECT_EQ(choices_of("..........x", {0, true}), "academic");
  EXPECT_EQ(choices_of(".........?.", {0, true}), "acid");
  EXPECT_EQ(choices_of("...........", {0, true}), "unknown_number");
  EXPECT_EQ(choices_of("1", {1, false}), "academic");
  EXPECT_EQ(choices_of("0001", {1, false}), "academic");
  EXPECT_EQ(choices_of("102?", {1, false}), "year yelp yield yoga zero");
  EXPECT_EQ(choices_of("102?", {0, false}), "yelp yield yoga zero");
  EXPECT_EQ(choices_of("1025", {1, false}), "unknown_number");
  EXPECT_EQ(choices_of("1", {1, true}), "unknown_number");
  EXPECT_EQ(choices_of("?", {0, true}), "any");
}

TEST(ReadWorn, TellsNumbersFromWords) {
  EXPECT_TRUE(looks_like_worn_numbers("12 ? 10?4"));
  EXPECT_TRUE(looks_like_worn_numbers("x.x.x.x.x?. ?"));
  EXPECT_FALSE(looks_like_worn_numbers("? ? ????"));
  EXPECT_FALSE(looks_like_worn_numbers("12 acad"));
  EXPECT_FALSE(looks_like_worn_numbers("x.x."));
  EXPECT_FALSE(looks_like_worn_numbers(""));
}

TEST(ReadWorn, NamesEveryPlaceThatIsNoWord) {
  const auto plate = read_worn("acad zzzz ac zz? academic");
  ASSERT_FALSE(plate);
  ASSERT_EQ(plate.error().size(), 3U);
  EXPECT_EQ(plate.error()[0].code, ErrorCode::unknown_word);
  EXPECT_EQ(plate.error()[0].at.row, 2);
  EXPECT_EQ(plate.error()[1].code, ErrorCode::prefix_too_short);
  EXPECT_EQ(plate.error()[1].at.row, 3);
  EXPECT_EQ(plate.error()[2].code, ErrorCode::no_word_fits);
  EXPECT_EQ(plate.error()[2].at.row, 4);
}

TEST(ReadWorn, RefusesNothingAndFarTooMuch) {
  EXPECT_EQ(read_worn(" \t").error()[0].code, ErrorCode::empty_input);
  std::string many;
  for (int i = 0; i < 60; ++i) many += "? ";
  EXPECT_EQ(read_worn(many).error()[0].code, ErrorCode::input_too_long);
}

TEST(PlateLength, IsThatOfAnEvenNumberOfBytes) {
  for (const std::size_t length : {20U, 23U, 27U, 30U, 33U, 59U})
    EXPECT_TRUE(is_plate_length(length));
  for (const std::size_t length : {0U, 19U, 21U, 24U, 58U, 60U})
    EXPECT_FALSE(is_plate_length(length));
}

}  // namespace
}  // namespace steelshare::repair
