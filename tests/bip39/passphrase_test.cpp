#include "steelshare/bip39/passphrase.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <string>

#include "crypto/hash.h"
#include "support/bytes.h"
#include "support/figure.h"
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

// The words of these phrases are Japanese, which the library has no list of; but phrase and
// passphrase are normalised alike, so they prove the normal form.
TEST(Passphrase, GivesTheSeedsOfTheJapaneseVectors) {
  const char* const folder = std::getenv("STEELSHARE_VECTORS");
  if (folder == nullptr) {
    GTEST_SKIP() << "STEELSHARE_VECTORS does not name the folder of the vectors";
  }
  std::ifstream file(std::string(folder) + "/bip39_japanese.json");
  const auto vectors = nlohmann::json::parse(file);
  ASSERT_EQ(vectors.size(), 24u);
  for (const auto& v : vectors) {
    const auto phrase = Passphrase::from(v.at("mnemonic").get<std::string>());
    const auto passphrase = Passphrase::from(v.at("passphrase").get<std::string>());
    ASSERT_TRUE(phrase && passphrase);
    std::array<std::uint8_t, 64> seed{};
    crypto::pbkdf2_hmac_sha512({phrase->bytes()}, {test::as_bytes("mnemonic"), passphrase->bytes()},
                               2048, seed);
    EXPECT_EQ(to_hex(seed), v.at("seed").get<std::string>());
  }
  test::print_figure("vectors.bip39_japanese", vectors.size());
}

}  // namespace
}  // namespace steelshare::bip39
