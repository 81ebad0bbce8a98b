#include "steelshare/words/turned.h"

#include <gtest/gtest.h>

#include <string>

namespace steelshare {
namespace {

constexpr std::size_t one_side = 59;

std::string turned(std::string_view text, std::size_t capacity = one_side,
                   TurnedSides which = TurnedSides::all) {
  return std::string(chars(turn(text, capacity, which)));
}

TEST(Turn, ReadsTheLastRowFirstAndFromItsEnd) {
  EXPECT_EQ(turned("x.......... ..x........x"), "x........x.. ..........x ");
  EXPECT_EQ(turned("10000000000"), "00000000001 ");
}

// A stands above Z, 1 above 9 above 0.
TEST(Turn, MirrorsColumnsOfLettersAndDigits) {
  EXPECT_EQ(turned("acid ANT"), "gmz wrxz ");
  EXPECT_EQ(turned("1024 0390"), "1281 7910 ");
  EXPECT_EQ(turned("5555"), "6666 ");
}

TEST(Turn, TurnsEachSideByItself) {
  EXPECT_EQ(turned("1111 2222 3333 4444 6666", 3), "8888 9999 0000 5555 7777 ");
  EXPECT_EQ(turned("1111 2222 3333 4444 6666", 3, TurnedSides::backs), "1111 2222 3333 5555 7777 ");
  EXPECT_EQ(turned("1111 2222 3333 4444 6666", 3, TurnedSides::fronts),
            "8888 9999 0000 4444 6666 ");
}

TEST(Turn, LeavesWhatNoColumnOfDotsShows) {
  EXPECT_EQ(turned("academic acid"), "");
  EXPECT_EQ(turned("x.......... 77"), "");
  EXPECT_EQ(turned("acid a-b"), "");
}

}  // namespace
}  // namespace steelshare
