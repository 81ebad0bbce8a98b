#include "steelshare/dice/mix.h"

#include <gtest/gtest.h>

#include <string>

#include "support/bytes.h"

namespace steelshare::dice {
namespace {

std::string repeated(std::string_view text, std::size_t count) {
  std::string result;
  while (result.size() < count) result += text;
  return result.substr(0, count);
}

// printf %s%s 000102030405060708090a0b0c0d0e0f 123456...12 | sha256sum, with 50 rolls; the same
// with 32 bytes and 100 rolls.
TEST(Dice, MixesAsSha256sumDoes) {
  const auto rolls_50 = *parse(repeated("123456", 50));
  EXPECT_EQ(to_hex(mix(test::from_hex("000102030405060708090a0b0c0d0e0f"), rolls_50)->view()),
            "4565a06d2a919bcace7d287597939968");
  const auto rolls_100 = *parse(repeated("654321", 100));
  EXPECT_EQ(to_hex(mix(test::from_hex("ff0102030405060708090a0b0c0d0e0f"
                                      "101112131415161718191a1b1c1d1eAB"),
                       rolls_100)
                       ->view()),
            "7d548a7e78e718b2afd1554538c049675b7d7fe6e1e0d7ac1d1279143abb3f5d");
}

TEST(Dice, NeedsAsManyRollsAsTheSecretHasBits) {
  EXPECT_EQ(rolls_needed(16), 50u);  // 6^49 < 2^128 < 6^50, and so on
  EXPECT_EQ(rolls_needed(20), 62u);
  EXPECT_EQ(rolls_needed(24), 75u);
  EXPECT_EQ(rolls_needed(28), 87u);
  EXPECT_EQ(rolls_needed(32), 100u);
  const std::vector<std::uint8_t> system(16);
  EXPECT_EQ(mix(system, *parse(repeated("35", 49))).error(), Error{ErrorCode::too_few_rolls});
  EXPECT_TRUE(mix(system, *parse(repeated("35", 50))));
}

TEST(Dice, ReadsDigitsOfADieOnlyAndNamesThePlace) {
  EXPECT_EQ(std::string(chars(Text::copy_of(parse(" 12 3\t4\r\n56\n")->view()))), "123456");
  EXPECT_EQ(parse("").error(), Error{ErrorCode::empty_input});
  EXPECT_EQ(parse(" \n").error(), Error{ErrorCode::empty_input});
  for (int code = 0; code < 256; ++code) {
    const char letter = static_cast<char>(code);
    if (std::string_view(" \t\r\n\v\f").find(letter) != std::string_view::npos) continue;
    const auto rolls = parse(std::string("12") + letter);
    if (code >= '1' && code <= '6') {
      EXPECT_TRUE(rolls);
    } else {
      EXPECT_EQ(rolls.error(), (Error{ErrorCode::invalid_roll, {.column = 3}})) << code;
    }
  }
}

TEST(Dice, NoticesARunOfOneFace) {
  EXPECT_FALSE(looks_unfair(*parse(repeated("123456", 50))));
  EXPECT_FALSE(looks_unfair(*parse(repeated("66123", 50)))) << "two fifths exactly";
  EXPECT_TRUE(looks_unfair(*parse(repeated("66123", 49) + "6")));
  EXPECT_TRUE(looks_unfair(*parse(repeated("1", 50))));
}

}  // namespace
}  // namespace steelshare::dice
