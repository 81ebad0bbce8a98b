#include "steelshare/bip39/passphrase.h"

#include <gtest/gtest.h>

#include <string>

#include "support/fixtures.h"

namespace steelshare::bip39 {
namespace {

std::string normal_form(std::string_view utf8) {
  const auto passphrase = Passphrase::from(utf8);
  EXPECT_TRUE(passphrase);
  const auto bytes = passphrase->bytes();
  return {bytes.begin(), bytes.end()};
}

TEST(Passphrase, AgreesWithAPeerOnTheNormalForm) {
  for (const auto& v : test::fixture("wallet/peers.json", "phrases")) {
    EXPECT_EQ(normal_form(v.at("passphrase").get<std::string>()),
              v.at("passphrase_nfkd").get<std::string>());
  }
}

TEST(Passphrase, IsTheSameHoweverAnAccentIsTyped) {
  EXPECT_EQ(normal_form("caf\xc3\xa9"), "cafe\xcc\x81");
  EXPECT_EQ(normal_form("cafe\xcc\x81"), "cafe\xcc\x81");
}

TEST(Passphrase, MakesAnIdeographicSpaceASpace) {
  EXPECT_EQ(normal_form("a\xe3\x80\x80"
                        "b"),
            "a b");
}

TEST(Passphrase, TrimsNothing) {
  for (const std::string text : {" x", "x ", "\tx\n", "  ", ""}) EXPECT_EQ(normal_form(text), text);
  EXPECT_TRUE(Passphrase::none().is_empty());
  EXPECT_TRUE(Passphrase::from("")->is_empty());
  EXPECT_FALSE(Passphrase::from(" ")->is_empty());
}

TEST(Passphrase, RefusesWhatIsNotUtf8) {
  for (const std::string text : {"\xff", "a\x80", "\xc3", "\xc3(", "\xe2\x82", "\xf0\x9f\x94",
                                 "\xc0\xaf",             // an overlong slash
                                 "\xed\xa0\x80",         // half of a surrogate pair
                                 "\xf4\x90\x80\x80"}) {  // beyond U+10FFFF
    const auto passphrase = Passphrase::from(text);
    ASSERT_FALSE(passphrase) << text;
    EXPECT_EQ(passphrase.error().code, ErrorCode::passphrase_not_utf8);
  }
}

}  // namespace
}  // namespace steelshare::bip39
