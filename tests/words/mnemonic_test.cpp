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
