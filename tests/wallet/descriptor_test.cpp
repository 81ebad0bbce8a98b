#include "wallet/descriptor.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/figure.h"
#include "support/fixtures.h"

namespace steelshare::wallet {
namespace {

nlohmann::json vectors(const std::string& name) {
  return test::fixture("wallet/standards.json", name);
}

std::string code_of(std::string_view text) {
  const auto parsed = parse_descriptor(text);
  return parsed ? "none" : std::string(name(parsed.error().code));
}

const std::string xpub =
    "xpub6CatWdiZiodmUeTDp8LT5or8nmbKNcuyvz7WyksVFkKB4RHwCD3XyuvPEbvqAQY3rAPshWcMLoP2fMFMKHPJ4ZeZXY"
    "V"
    "UhLv1VMrjPC7PW6V";
const std::string zpub =
    "zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf31mGD"
    "t"
    "KsAYz2oz2AGutZYs";

TEST(Descriptor, HasTheChecksumsOfTheStandard) {
  const auto checksums = vectors("descriptor_checksums");
  for (const auto& v : checksums) {
    const std::string text = v.at("text");
    const auto mark = text.find('#');
    const auto checksum = descriptor_checksum(text.substr(0, mark));
    EXPECT_EQ(checksum == text.substr(mark + 1), v.at("valid").get<bool>()) << v.at("comment");
  }
  test::print_figure("vectors.bip380_checksums", checksums.size());
}

TEST(Descriptor, NoticesEveryChangedCharacter) {
  for (const auto& v : vectors("descriptors")) {
    const std::string text = v.at("text");
    ASSERT_EQ(code_of(text), "none");
    for (std::size_t i = 0; i < text.size(); ++i) {
      for (char c = ' '; c <= '~'; ++c) {
        std::string changed = text;
        changed[i] = c;
        EXPECT_EQ(parse_descriptor(changed).has_value(), c == text[i]) << changed;
      }
    }
  }
}

TEST(Descriptor, SaysWhatItIsMadeOf) {
  const auto parsed =
      parse_descriptor("sh(wpkh([73c5da0a/49'/0H/0h/7]" + xpub + "/<0;1>/*))").value();
  EXPECT_EQ(parsed.form, address::Kind::p2sh_p2wpkh);
  EXPECT_EQ(parsed.origin->master, (bip32::Fingerprint{0x73, 0xc5, 0xda, 0x0a}));
  EXPECT_EQ(bip32::format_path(parsed.origin->path), "m/49'/0'/0'/7");
  EXPECT_EQ(bip32::format_xpub(parsed.xpub.key), xpub);
  EXPECT_EQ(parsed.tail, "/<0;1>/*");
}

TEST(Descriptor, MayBeAKeyAlone) {
  for (const std::string& text : {xpub, zpub, "[73c5da0a/84h/0h/0h]" + zpub}) {
    const auto parsed = parse_descriptor(text);
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ(parsed->form, std::nullopt);
    EXPECT_EQ(parsed->tail, "");
  }
}

TEST(Descriptor, RefusesWhatIsNoDescriptorOfOneKey) {
  EXPECT_EQ(code_of(""), "empty_input");
  for (const std::string& text :
       {"wpkh(" + zpub + ")", "wpkh(" + xpub, "wsh(" + xpub + ")", "multi(" + xpub + ")",
        "sh(" + xpub + ")", "wpkh([73c5da0a/84h/0h/0h" + xpub + ")",
        "wpkh([73c5da0/84h/0h/0h]" + xpub + ")", "wpkh([73c5da0a/84h/0h/*]" + xpub + ")",
        "wpkh([73c5da0a/84h/0h/]" + xpub + ")", "[]" + xpub, "[" + xpub, "wpkh(" + xpub + ")#",
        "wpkh(" + xpub + ")#qqqqqqq", "wpkh(" + xpub + ")#qqqqqqqqq"}) {
    EXPECT_EQ(code_of(text), "invalid_descriptor") << text;
  }
  EXPECT_EQ(code_of("wpkh(" + xpub + ")#qqqqqqqq"), "descriptor_checksum_mismatch");
  for (const std::string& text : std::vector<std::string>{
           "hello", "wpkh()", "wpkh([73c5da0a])", xpub + " ", "wpkh( " + xpub + ")",
           "wpkh(0260b2003c386519fc9eadf2b5cf124dd8eea4c4e68d5e154050a9346ea98ce600)"}) {
    EXPECT_EQ(code_of(text), "invalid_extended_key") << text;
  }
}

}  // namespace
}  // namespace steelshare::wallet
