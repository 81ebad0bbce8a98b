#include "steelshare/base/result.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace steelshare {
namespace {

constexpr auto last_code = static_cast<int>(ErrorCode::not_confirmed);

TEST(ErrorCode, HasANameAndASentenceEach) {
  std::set<std::string_view> names;
  for (int i = 0; i <= last_code; ++i) {
    const auto code = static_cast<ErrorCode>(i);
    EXPECT_FALSE(name(code).empty()) << i;
    EXPECT_TRUE(names.insert(name(code)).second) << name(code);
    ASSERT_FALSE(describe(code).empty()) << name(code);
    EXPECT_NE(describe(code).back(), '.') << name(code);
    EXPECT_EQ(describe(code).find('\n'), std::string_view::npos) << name(code);
  }
}

TEST(ErrorCode, HasNoNameBeyondTheLast) {
  EXPECT_EQ(name(static_cast<ErrorCode>(last_code + 1)), "");
}

TEST(Result, HoldsAValueOrAnError) {
  const Result<int> value(7);
  const Result<int> error(Error{ErrorCode::unknown_word, {.share = 2, .row = 7}});
  EXPECT_TRUE(value);
  EXPECT_EQ(*value, 7);
  EXPECT_FALSE(error);
  EXPECT_EQ(error.error().at.row, 7);
}

TEST(ResultDeathTest, AbortsWhenTheWrongSideIsRead) {
  const Result<int> error(Error{ErrorCode::unknown_word});
  EXPECT_DEATH((void)error.value(), "internal error at .*result.h");
}

}  // namespace
}  // namespace steelshare
