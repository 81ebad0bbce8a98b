#include "steelshare/words/numbers.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace steelshare {
namespace {

std::string first_reading(std::string_view text) {
  const auto readings = read_numbers(text, slip39_words());
  return readings ? std::string(chars(format(readings->front(), slip39_words()))) : "";
}

std::string last_reading(std::string_view text) {
  const auto readings = read_numbers(text, slip39_words());
  return readings ? std::string(chars(format(readings->back(), slip39_words()))) : "";
}

Errors errors_of(std::string_view text) {
  const auto readings = read_numbers(text, slip39_words());
  return readings ? Errors{} : readings.error();
}

Error unknown(std::uint16_t row) { return {ErrorCode::unknown_number, {.row = row}}; }

// "academic" is the first word of the list and "zero" its last, the 1024th.
TEST(ReadNumbers, CountsFromOneAndFromZero) {
  EXPECT_EQ(first_reading("0001 1024"), "academic zero");
  EXPECT_EQ(first_reading("1 2"), "academic acid");
  EXPECT_EQ(last_reading("1 2"), "acid acne");
  EXPECT_EQ(read_numbers("1 2", slip39_words())->size(), 2u);
  // Only one of them has all these words.
  EXPECT_EQ(first_reading("0000 1023"), "academic zero");
  EXPECT_EQ(read_numbers("0000 1023", slip39_words())->size(), 1u);
  EXPECT_EQ(read_numbers("0001 1024", slip39_words())->size(), 1u);
}

TEST(ReadNumbers, KnowsARowOfWhichNothingIsLeft) {
  for (const auto* row : {"..........", "000000000000", ".0.0.0.0.0.", "0", "0000"})
    EXPECT_TRUE(is_empty_row(row)) << row;
  for (const auto* row :
       {"...........x", "1000", "0001", "?", ".....?......", ".........", "00000", ""})
    EXPECT_FALSE(is_empty_row(row)) << row;
}

// Source: axivo/slip39-dotmap: of twelve columns the first, 2048, stays empty; 1024 is .x..
TEST(ReadNumbers, ReadsDots) {
  EXPECT_EQ(first_reading(".x.......... ...........x"), "zero academic");
  EXPECT_EQ(first_reading("0100.......0 00000000001x"), "zero acne");
  EXPECT_EQ(first_reading("x.......... ..........x"), "zero academic");
  // Ten columns reach 1023 only, so they count from 0, with a parity dot: 1 and 0 dots.
  EXPECT_EQ(last_reading(".........x. ..........X"), "acid academic");
}

TEST(ReadNumbers, KnowsAParityDotByItsRows) {
  // 11 columns and a parity dot: both rows are odd, so they may have one.
  EXPECT_EQ(read_numbers("..........x. .........x..", slip39_words())->size(), 4u);
  EXPECT_EQ(read_numbers("..........xx .........x..", slip39_words())->size(), 2u);
}

TEST(ReadNumbers, NamesTheRowsThatAreNoWord) {
  EXPECT_EQ(errors_of("12 1025 7 9999"), (Errors{unknown(2), unknown(4)}));
  // 0 is a word from 0 only, and 1024 from 1 only; as many fit either way.
  EXPECT_EQ(errors_of("5 0 1024"), (Errors{unknown(2)}));
  EXPECT_EQ(errors_of(""), Errors{{ErrorCode::empty_input}});
  std::string many;
  for (int i = 0; i < 60; ++i) many += "7 ";
  EXPECT_EQ(errors_of(many), Errors{{ErrorCode::input_too_long}});
}

TEST(ReadNumbers, NamesTheRowsThatAreNoNumber) {
  EXPECT_EQ(errors_of("0012 o249 0007"), (Errors{unknown(2)}));
  EXPECT_EQ(errors_of("12 7 00001 8 -1"), (Errors{unknown(3), unknown(5)}));
  EXPECT_EQ(errors_of("..........x. .x.x.x.x. .........x.."), (Errors{unknown(2)}));
  EXPECT_EQ(errors_of("..........xo .........x.. .........xxx"), (Errors{unknown(1)}));
  EXPECT_EQ(errors_of("12 acid 7"), (Errors{unknown(2)}));
}

// A dot more or less in a row of eleven and a parity dot: that row is named, and no other.
TEST(ReadNumbers, NamesTheRowWhoseParityIsWrong) {
  const std::vector<std::string> rows{"..........x.", ".xx.x.x.x...", ".x.x.x..x..x",
                                      "..x..xx.x.x.", ".xxxxx.xx.xx", ".........xxx"};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t dot = 1; dot < rows[row].size(); ++dot) {
      auto changed = rows;
      changed[row][dot] = changed[row][dot] == 'x' ? '.' : 'x';
      std::string text;
      for (const auto& each : changed) text += each + " ";
      EXPECT_EQ(errors_of(text), (Errors{unknown(static_cast<std::uint16_t>(row + 1))})) << text;
    }
  }
}

TEST(LooksLikeNumbers, TellsThemFromWords) {
  EXPECT_TRUE(looks_like_numbers("0001 2 1024"));
  EXPECT_TRUE(looks_like_numbers(" .x.x.x.x.x \t 0101010101\n"));
  EXPECT_TRUE(looks_like_numbers("0001 o002 1024"));
  EXPECT_TRUE(looks_like_numbers(".x.x.x.x.x .x.x.x.x 0101010101"));
  for (const char* other : {"", "academic", "1 acid", "1 acid acne", "1 academic 2 acid", "00001",
                            "12a", ".x.x.x.x.", "x.x.x.x.x.x.x.", "#.........", "-1"}) {
    EXPECT_FALSE(looks_like_numbers(other)) << other;
  }
}

}  // namespace
}  // namespace steelshare
