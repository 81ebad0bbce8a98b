#include "steelshare/vault/password.h"

#include <gtest/gtest.h>

#include <string>

#include "support/bytes.h"

namespace steelshare::vault {
namespace {

// e with an accent in two letters, the Roman numeral one, and a zero byte.
const std::string spelled("e\xcc\x81\xe2\x85\xa0\0x", 8);

std::string hex_of(const Password& password) { return to_hex(password.bytes()); }

TEST(Password, IsTakenAsItIs) {
  EXPECT_EQ(hex_of(Password::verbatim(spelled)), "65cc81e285a00078");
  EXPECT_EQ(hex_of(Password::verbatim(" a \n")), "2061200a");
  EXPECT_EQ(hex_of(Password::verbatim("\xff")), "ff");
}

TEST(Password, IsBroughtToTheNormalFormOfEachProgram) {
  EXPECT_EQ(hex_of(*Password::composed(spelled)), "c3a9e285a00078");
  EXPECT_EQ(hex_of(*Password::compatible(spelled)), "c3a9490078");
  EXPECT_EQ(hex_of(*Password::composed(" a \n")), "2061200a");
  EXPECT_EQ(hex_of(*Password::compatible("")), "");
}

TEST(Password, MustBeUtf8ForANormalForm) {
  EXPECT_EQ(Password::composed("\xff").error().code, ErrorCode::passphrase_not_utf8);
  EXPECT_EQ(Password::compatible("\xff").error().code, ErrorCode::passphrase_not_utf8);
}

}  // namespace
}  // namespace steelshare::vault
