#include "steelshare/address/address.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "address/bech32.h"
#include "support/bytes.h"
#include "support/figure.h"
#include "support/fixtures.h"

namespace steelshare::address {
namespace {

nlohmann::json vectors(const std::string& name) {
  return test::fixture("address/vectors.json", name);
}

bip32::PublicKey key_of(const std::string& hex) {
  bip32::PublicKey key;
  std::ranges::copy(test::from_hex(hex), key.point.begin());
  return key;
}

std::string code_of(const std::string& text) {
  const auto parsed = parse(text);
  return parsed ? "none" : std::string(name(parsed.error().code));
}

std::string with_case(std::string text, int (*convert)(int)) {
  std::transform(text.begin() + 2, text.end(), text.begin() + 2,
                 [&](char c) { return static_cast<char>(convert(c)); });
  return text;
}
std::string lower(const std::string& text) { return with_case(text, std::tolower); }
std::string upper(const std::string& text) { return with_case(text, std::toupper); }

TEST(Address, AgreesWithPeersOnEveryForm) {
  const auto keys = test::fixture("wallet/peers.json", "keys");
  ASSERT_EQ(keys.size(), 30u);
  for (const auto& v : keys) {
    const auto key = key_of(v.at("point"));
    EXPECT_EQ(format(Kind::p2pkh, key), v.at("bitcoin_legacy").get<std::string>());
    EXPECT_EQ(format(Kind::p2wpkh, key), v.at("bitcoin_segwit").get<std::string>());
    EXPECT_EQ(format(Kind::ethereum, key), v.at("ethereum").get<std::string>());
  }
}

TEST(Address, ReadsBackWhatItWrites) {
  for (const auto& v : test::fixture("wallet/peers.json", "keys")) {
    for (const Kind kind : {Kind::p2pkh, Kind::p2wpkh, Kind::ethereum}) {
      const std::string text = format(kind, key_of(v.at("point")));
      const auto parsed = parse(text);
      ASSERT_TRUE(parsed) << text;
      EXPECT_EQ(parsed->kind, kind);
      EXPECT_EQ(parsed->text, text);
      EXPECT_TRUE(parsed->has_checksum);
    }
  }
}

std::size_t expect_segwit_addresses(const std::string& name) {
  const auto keys = vectors(name);
  for (const auto& v : keys) {
    EXPECT_EQ(format(Kind::p2wpkh, key_of(v.at("point"))), v.at("address").get<std::string>());
  }
  return keys.size();
}

TEST(Address, GivesTheSegwitVectors) {
  test::print_figure("vectors.bip173_addresses", expect_segwit_addresses("segwit"));
  test::print_figure("vectors.bip84_addresses", expect_segwit_addresses("bip84_keys"));
}

TEST(Address, RefusesEachOtherSegwitVectorForItsOwnReason) {
  const auto refused = vectors("segwit_not_p2wpkh");
  ASSERT_EQ(refused.size(), 13u);
  for (const auto& v : refused) {
    EXPECT_EQ(code_of(v.at("text")), v.at("expected").get<std::string>()) << v.at("comment");
  }
  test::print_figure("vectors.bip173_refused_addresses", refused.size());
}

TEST(Address, TakesTheEip55Vectors) {
  const auto addresses = vectors("eip55");
  ASSERT_EQ(addresses.size(), 8u);
  for (const std::string text : addresses) {
    for (const auto& spelling : {text, lower(text), upper(text)}) {
      const auto parsed = parse(spelling);
      ASSERT_TRUE(parsed) << spelling;
      EXPECT_EQ(parsed->kind, Kind::ethereum);
      EXPECT_EQ(parsed->text, text);
    }
    EXPECT_FALSE(parse(lower(text))->has_checksum);
    EXPECT_FALSE(parse(upper(text))->has_checksum);
  }
  test::print_figure("vectors.eip55", addresses.size());
}

TEST(Address, NoticesEveryLetterOfTheWrongCase) {
  const std::string text = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
  int letters = 0;
  for (std::size_t i = 2; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = static_cast<char>(changed[i] ^ 0x20);
    if (text[i] < 'A') continue;
    ++letters;
    EXPECT_EQ(code_of(changed), "address_checksum_mismatch") << changed;
  }
  EXPECT_EQ(letters, 18);
}

TEST(Address, NoticesEveryChangedCharacterOfBitcoinAddresses) {
  for (const std::string text :
       {"1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH", "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu"}) {
    ASSERT_TRUE(parse(text));
    for (std::size_t i = 0; i < text.size(); ++i) {
      for (char c = ' '; c <= '~'; ++c) {
        std::string changed = text;
        changed[i] = c;
        EXPECT_EQ(parse(changed).has_value(), changed == text) << changed;
      }
    }
  }
}

TEST(Address, TakesBech32InOneCaseOnly) {
  EXPECT_EQ(parse("BC1QCR8TE4KR609GCAWUTMRZA0J4XV80JY8Z306FYU")->text,
            "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu");
  EXPECT_EQ(code_of("bc1QCR8TE4KR609GCAWUTMRZA0J4XV80JY8Z306FYU"), "invalid_address");
  EXPECT_EQ(code_of("bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyU"), "invalid_address");
}

// Some of these have 33 characters, so that one more is still the length of an address.
TEST(Address, RefusesASpareOne) {
  for (const auto& v : test::fixture("wallet/peers.json", "keys")) {
    EXPECT_EQ(code_of("1" + v.at("bitcoin_legacy").get<std::string>()), "invalid_address");
  }
}

TEST(Address, RefusesAPrefixThatOnlyBeginsLikeTheRightOne) {
  const std::string text = encode_bech32("bc1x", Fives(31));
  ASSERT_EQ(text.size(), 42u);
  EXPECT_EQ(code_of(text), "invalid_address");
}

TEST(Address, RefusesWhatIsNoAddress) {
  EXPECT_EQ(code_of(""), "empty_input");
  for (const std::string text :
       {"0x", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae",
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaedd", "0X5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
        "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeg",
        " 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "1", "11BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH",
        "bc1", "bc", "hello", "3JvL6Ymt8MVWiCNHC7oWU6nLeHNJKLZGLN",
        "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH "}) {
    EXPECT_EQ(code_of(text), "invalid_address") << text;
  }
}

TEST(Address, ComparesByMeaning) {
  const std::string text = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
  EXPECT_TRUE(same_address(text, lower(text)));
  EXPECT_TRUE(same_address(upper(text), lower(text)));
  EXPECT_FALSE(same_address(text, "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"));
  EXPECT_FALSE(same_address("hello", "hello"));
  EXPECT_TRUE(same_address("BC1QCR8TE4KR609GCAWUTMRZA0J4XV80JY8Z306FYU",
                           "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu"));
}

}  // namespace
}  // namespace steelshare::address
