#include "steelshare/bip32/path.h"

#include <gtest/gtest.h>

#include <string>

namespace steelshare::bip32 {
namespace {

TEST(Path, ReadsAndWritesBack) {
  for (const std::string text :
       {"m", "m/0", "m/0'", "m/44'/60'/0'/0/0", "m/2147483647'/2147483647", "m/84'/0'/0'/1/999"}) {
    const auto path = parse_path(text);
    ASSERT_TRUE(path) << text;
    EXPECT_EQ(format_path(*path), text);
  }
}

TEST(Path, TakesThreeMarksForHardened) {
  const Path expected{{hardened(44), 60, hardened(0)}};
  EXPECT_EQ(*parse_path("m/44'/60/0'"), expected);
  EXPECT_EQ(*parse_path("m/44h/60/0H"), expected);
}

TEST(Path, RefusesWhatIsNotAPath) {
  for (const std::string text : {"",
                                 "M",
                                 "44'/60'",
                                 "/0",
                                 "m/",
                                 "m//0",
                                 "m/0/",
                                 "m0",
                                 "n/0",
                                 "m/-1",
                                 "m/+1",
                                 "m/ 1",
                                 "m/1 ",
                                 "m/0x1",
                                 "m/1.0",
                                 "m/'",
                                 "m/0''",
                                 "m/0'h",
                                 "m/h0",
                                 "m/00",
                                 "m/01'",
                                 "m/2147483648",
                                 "m/2147483648'",
                                 "m/4294967296",
                                 "m/99999999999999999999",
                                 "m/a",
                                 "m/0/m"}) {
    const auto path = parse_path(text);
    ASSERT_FALSE(path) << text;
    EXPECT_EQ(path.error().code, ErrorCode::invalid_path) << text;
  }
}

TEST(Path, IsAtMost255StepsLong) {
  std::string text = "m";
  for (std::size_t i = 0; i < most_steps; ++i) text += "/1";
  EXPECT_TRUE(parse_path(text));
  EXPECT_FALSE(parse_path(text + "/1"));
}

}  // namespace
}  // namespace steelshare::bip32
