#include "steelshare/bip32/serialise.h"

#include <gtest/gtest.h>

#include <string>

#include "support/figure.h"
#include "support/fixtures.h"

namespace steelshare::bip32 {
namespace {

template <class Key>
std::string code_of(const Result<Key>& key) {
  return key ? "none" : std::string(name(key.error().code));
}

TEST(ExtendedKeyText, ReadsBackTheOfficialVectors) {
  for (const auto& v : test::fixture("bip32/vectors.json", "chains")) {
    const std::string private_text = v.at("xprv");
    const std::string public_text = v.at("xpub");
    const auto private_key = parse_xprv(private_text);
    const auto public_key = parse_xpub(public_text);
    ASSERT_TRUE(private_key && public_key);
    EXPECT_EQ(chars(format_xprv(*private_key)), private_text);
    EXPECT_EQ(format_xpub(*public_key), public_text);
    EXPECT_TRUE(neuter(*private_key) == *public_key);
    // One is never taken for the other.
    EXPECT_EQ(code_of(parse_xpub(private_text)), "invalid_extended_key");
    EXPECT_EQ(code_of(parse_xprv(public_text)), "invalid_extended_key");
  }
}

// Test vector 5.
TEST(ExtendedKeyText, RefusesEachInvalidVectorForItsOwnReason) {
  const auto invalid = test::fixture("bip32/vectors.json", "invalid");
  ASSERT_EQ(invalid.size(), 16u);
  for (const auto& v : invalid) {
    const std::string text = v.at("key");
    const std::string code =
        text.starts_with("xpub") ? code_of(parse_xpub(text)) : code_of(parse_xprv(text));
    EXPECT_EQ(code, v.at("expected").get<std::string>()) << v.at("comment");
  }
  test::print_figure("vectors.bip32_invalid_keys", invalid.size());
}

TEST(ExtendedKeyText, HasThePrefixesOfSlip132) {
  struct Row {
    XpubPrefix prefix;
    std::string begin;
  };
  for (const auto& v : test::fixture("bip32/vectors.json", "chains")) {
    const auto key = parse_xpub(v.at("xpub").get<std::string>()).value();
    for (const auto& [prefix, begin] :
         {Row{XpubPrefix::xpub, "xpub"}, Row{XpubPrefix::ypub, "ypub"},
          Row{XpubPrefix::zpub, "zpub"}, Row{XpubPrefix::tpub, "tpub"},
          Row{XpubPrefix::upub, "upub"}, Row{XpubPrefix::vpub, "vpub"}}) {
      const std::string text = format_xpub(key, prefix);
      EXPECT_TRUE(text.starts_with(begin)) << text;
      const auto parsed = parse_prefixed_xpub(text);
      ASSERT_TRUE(parsed) << text;
      EXPECT_EQ(parsed->prefix, prefix);
      EXPECT_TRUE(parsed->key == key);
      EXPECT_EQ(code_of(parse_xpub(text)), begin == "xpub" ? "none" : "invalid_extended_key");
    }
    EXPECT_EQ(code_of(parse_prefixed_xpub(v.at("xprv").get<std::string>())),
              "invalid_extended_key");
  }
}

TEST(ExtendedKeyText, RefusesOtherLengths) {
  const std::string text = test::fixture("bip32/vectors.json", "chains")[0].at("xpub");
  for (const std::string& other : {std::string(), text.substr(1), text + "1", "1" + text}) {
    EXPECT_EQ(code_of(parse_xpub(other)), "invalid_extended_key");
  }
}

}  // namespace
}  // namespace steelshare::bip32
