#include "steelshare/repair/worn.h"

#include <gtest/gtest.h>

#include <string>

namespace steelshare::repair {
namespace {

// The words that a place may be, as text; "any" where nothing is legible.
std::string choices_of(std::string_view typed) {
  const auto plate = read_worn(typed);
  if (!plate || plate->size() != 1) return "not one place";
  const Choices& choices = plate->front();
  if (choices.size() == 0) return "any";
  std::string text;
  for (const WordIndex word : choices.view()) {
    text += (text.empty() ? "" : " ") + slip39_words().word(word);
  }
  return text;
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
  for (const std::size_t length : {20, 23, 27, 30, 33, 59}) EXPECT_TRUE(is_plate_length(length));
  for (const std::size_t length : {0, 19, 21, 24, 58, 60}) EXPECT_FALSE(is_plate_length(length));
}

}  // namespace
}  // namespace steelshare::repair
