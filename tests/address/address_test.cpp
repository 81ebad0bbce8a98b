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

struct Form {
  Kind kind;
  std::string name;  // in fixtures
};
const std::vector<Form>& forms_of_secp256k1() {
  static const std::vector<Form> forms{{Kind::p2pkh, "bitcoin_legacy"},
                                       {Kind::p2sh_p2wpkh, "bitcoin_nested"},
                                       {Kind::p2wpkh, "bitcoin_segwit"},
                                       {Kind::p2tr, "bitcoin_taproot"},
                                       {Kind::ethereum, "ethereum"},
                                       {Kind::litecoin, "litecoin"},
                                       {Kind::dogecoin, "dogecoin"},
                                       {Kind::xrp, "xrp"},
                                       {Kind::tron, "tron"}};
  return forms;
}

bip32::Ed25519PublicKey ed25519_of(const std::string& hex) {
  bip32::Ed25519PublicKey key;
  std::ranges::copy(test::from_hex(hex), key.bytes.begin());
  return key;
}

std::vector<nlohmann::json> peers_keys() { return test::fixture("wallet/peers.json", "keys"); }

TEST(Address, AgreesWithPeersOnEveryForm) {
  ASSERT_EQ(peers_keys().size(), 30u);
  for (const auto& v : peers_keys()) {
    for (const auto& [kind, name] : forms_of_secp256k1()) {
      EXPECT_EQ(format(kind, key_of(v.at("point"))), v.at(name).get<std::string>());
    }
    EXPECT_EQ(format(ed25519_of(v.at("ed25519_point"))), v.at("solana").get<std::string>());
  }
}

TEST(Address, OfAPrivateKeyIsThatOfItsPublicKey) {
  for (const auto& v : peers_keys()) {
    const auto key = bip32::private_key(test::from_hex(v.at("key").get<std::string>())).value();
    for (const Form& form : forms_of_secp256k1()) {
      for (const Network network : {Network::main, Network::test}) {
        EXPECT_EQ(format(form.kind, key, network),
                  format(form.kind, key_of(v.at("point")), network));
      }
    }
  }
}

TEST(Address, OfEthereumSpellsTwentyBytes) {
  for (const auto& v : peers_keys()) {
    const auto key = bip32::private_key(test::from_hex(v.at("key").get<std::string>())).value();
    const auto digits = lower(v.at("ethereum").get<std::string>());
    EXPECT_EQ("0x" + to_hex(ethereum_bytes(key)), digits);
  }
}

TEST(Address, AgreesWithPeersOnTheTestNetwork) {
  for (const auto& v : peers_keys()) {
    for (const auto& [kind, name] : forms_of_secp256k1()) {
      const std::string text = format(kind, key_of(v.at("point")), Network::test);
      const std::string there = v.contains(name + "_test") ? name + "_test" : name;
      EXPECT_EQ(text, v.at(there).get<std::string>());
      const auto parsed = parse(text);
      ASSERT_TRUE(parsed) << text;
      EXPECT_EQ(parsed->kind, kind);
      EXPECT_EQ(parsed->text, text);
      EXPECT_EQ(parsed->network, there == name ? Network::main : Network::test) << text;
    }
  }
}

void expect_read_back(Kind kind, const std::string& text) {
  const auto parsed = parse(text);
  ASSERT_TRUE(parsed) << text;
  EXPECT_EQ(parsed->kind, kind);
  EXPECT_EQ(parsed->text, text);
  EXPECT_EQ(parsed->has_checksum, kind != Kind::solana);
  EXPECT_EQ(parsed->network, Network::main);
}

TEST(Address, ReadsBackWhatItWrites) {
  for (const auto& v : peers_keys()) {
    for (const auto& form : forms_of_secp256k1()) {
      expect_read_back(form.kind, format(form.kind, key_of(v.at("point"))));
    }
    expect_read_back(Kind::solana, format(ed25519_of(v.at("ed25519_point"))));
  }
}

std::size_t expect_addresses(Kind kind, Network network, const std::string& name) {
  const auto keys = vectors(name);
  for (const auto& v : keys) {
    EXPECT_EQ(format(kind, key_of(v.at("point")), network), v.at("address").get<std::string>());
  }
  return keys.size();
}

TEST(Address, GivesTheVectorsOfTheStandards) {
  test::print_figure("vectors.bip173_addresses",
                     expect_addresses(Kind::p2wpkh, Network::main, "segwit") +
                         expect_addresses(Kind::p2wpkh, Network::test, "segwit_test"));
  test::print_figure("vectors.bip49_addresses",
                     expect_addresses(Kind::p2sh_p2wpkh, Network::test, "bip49_keys"));
  test::print_figure("vectors.bip84_addresses",
                     expect_addresses(Kind::p2wpkh, Network::main, "bip84_keys"));
  test::print_figure("vectors.bip86_addresses",
                     expect_addresses(Kind::p2tr, Network::main, "bip86_keys"));
}

TEST(Address, TakesTheBip350Vectors) {
  const auto addresses = vectors("bip350_addresses");
  for (const auto& v : addresses) {
    const auto parsed = parse(v.at("text").get<std::string>());
    ASSERT_TRUE(parsed) << v.at("text");
    EXPECT_EQ(parsed->kind, v.at("kind") == "p2tr" ? Kind::p2tr : Kind::p2wpkh);
    EXPECT_EQ(parsed->network, v.at("network") == "test" ? Network::test : Network::main);
    // The script is the version, the length of the program, and the program.
    const Fives values = decode_bech32(parsed->text).values;
    const auto program = from_fives(std::span(values).subspan(1));
    EXPECT_EQ(to_hex(*program), v.at("script").get<std::string>().substr(4));
  }
  test::print_figure("vectors.bip350_addresses", addresses.size());
}

std::size_t expect_refused_for_its_own_reason(const std::string& name) {
  const auto refused = vectors(name);
  for (const auto& v : refused) {
    EXPECT_EQ(code_of(v.at("text")), v.at("expected").get<std::string>()) << v.at("comment");
  }
  return refused.size();
}

TEST(Address, RefusesEachOtherSegwitVectorForItsOwnReason) {
  test::print_figure("vectors.bip173_refused_addresses",
                     expect_refused_for_its_own_reason("segwit_not_p2wpkh"));
  test::print_figure("vectors.bip350_refused_addresses",
                     expect_refused_for_its_own_reason("bip350_refused"));
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

TEST(Address, NoticesEveryChangedCharacterWhereThereIsAChecksum) {
  for (const std::string text :
       {"1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH", "37VucYSaXLCAsxYyAPfbSi9eh4iEcbShgf",
        "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu",
        "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr",
        "2Mww8dCYPUpKHofjgcXcBCEGmniw9CoaiD2", "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx",
        "rrrrrrrrrrrrrrrrrrrrBZbvji", "T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb",
        "DBus3bamQjgJULBJtYXpEzDWQRwF5iwxgC", "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9"}) {
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
  for (const auto& v : peers_keys()) {
    EXPECT_EQ(code_of("1" + v.at("bitcoin_legacy").get<std::string>()), "invalid_address");
    EXPECT_EQ(code_of("r" + v.at("xrp").get<std::string>()), "invalid_address");
    EXPECT_EQ(code_of("1" + v.at("solana").get<std::string>()), "invalid_address");
  }
}

// Nothing but its length tells a Solana address; the system program has the shortest.
TEST(Address, TakesThirtyTwoBytesForSolana) {
  EXPECT_EQ(parse("11111111111111111111111111111111")->kind, Kind::solana);
  EXPECT_FALSE(parse("1111111111111111111111111111111"));
  EXPECT_FALSE(parse("111111111111111111111111111111111"));
  EXPECT_EQ(parse("JEKNVnkbo3jma5nREBBJCDoXFVeKkD56V3xKrvRmWxFG")->kind, Kind::solana);  // 2^256-1
  EXPECT_EQ(code_of("JEKNVnkbo3jma5nREBBJCDoXFVeKkD56V3xKrvRmWxFH"), "invalid_address");
}

// These are p2pkh of networks that steelshare does not know, with sound checksums.
TEST(Address, RefusesOtherVersions) {
  EXPECT_EQ(code_of("LVg2kJoFNg45Nbpy53h7Fe1wKyeXVRhMH9"), "invalid_address");
  EXPECT_EQ(code_of("A6K1oLpTkNjqb3dc2iXnCSxh9gUgFTjzTj"), "invalid_address");
}

TEST(Address, RefusesAPrefixThatOnlyBeginsLikeTheRightOne) {
  const std::string text = encode_bech32(Bech32Form::bech32, "bc1x", Fives(31));
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
        "bc1", "bc", "hello", "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH "}) {
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
