#include "steelshare/bip32/key.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "steelshare/bip32/serialise.h"
#include "support/bytes.h"
#include "support/figure.h"
#include "support/fixtures.h"

namespace steelshare::bip32 {
namespace {

Seed seed_of(const std::string& hex) { return Seed::copy_of(test::from_hex(hex)); }
Path path_of(std::string_view text) { return parse_path(text).value(); }

ExtendedPrivateKey some_master() { return master(seed_of(std::string(32, '5'))).value(); }

std::vector<nlohmann::json> chains() { return test::fixture("bip32/vectors.json", "chains"); }

// Vectors 3 and 4 are about leading zeros.
TEST(Bip32, DerivesTheOfficialVectors) {
  ASSERT_EQ(chains().size(), 17u);
  for (const auto& v : chains()) {
    const auto root = master(seed_of(v.at("seed")));
    ASSERT_TRUE(root);
    const auto key = derive(*root, path_of(v.at("path").get<std::string>()));
    ASSERT_TRUE(key);
    EXPECT_EQ(chars(format_xprv(*key)), v.at("xprv").get<std::string>());
    EXPECT_EQ(format_xpub(neuter(*key)), v.at("xpub").get<std::string>());
  }
  test::print_figure("vectors.bip32_chains", chains().size());
}

TEST(Bip32, DerivesPublicChildrenLikePrivateOnes) {
  for (const auto& v : chains()) {
    const auto key = parse_xprv(v.at("xprv").get<std::string>());
    ASSERT_TRUE(key);
    for (const std::string path : {"m/0", "m/1/2147483647", "m/7/8/9"}) {
      const auto child = derive(*key, path_of(path));
      const auto public_child = derive(neuter(*key), path_of(path));
      ASSERT_TRUE(child && public_child);
      EXPECT_EQ(format_xpub(neuter(*child)), format_xpub(*public_child));
      EXPECT_TRUE(neuter(*child) == *public_child);
    }
  }
}

TEST(Bip32, DerivesNoHardenedChildOfAPublicKey) {
  const auto child = derive(neuter(some_master()), path_of("m/0/1'"));
  ASSERT_FALSE(child);
  EXPECT_EQ(child.error().code, ErrorCode::hardened_from_public);
}

TEST(Bip32, IsAtMost255Deep) {
  auto key = some_master();
  key.origin.depth = 254;
  EXPECT_TRUE(derive(key, path_of("m/0")));
  EXPECT_EQ(derive(key, path_of("m/0/0")).error().code, ErrorCode::invalid_path);
  EXPECT_EQ(derive(neuter(key), path_of("m/0/0")).error().code, ErrorCode::invalid_path);
}

TEST(Bip32, TakesSeedsOf16To64Bytes) {
  for (std::size_t size = 0; size <= 80; ++size) {
    EXPECT_EQ(master(Seed(size)).has_value(), size >= 16 && size <= 64) << size;
  }
  EXPECT_EQ(master(Seed(15)).error().code, ErrorCode::invalid_secret_length);
}

TEST(Bip32, TakesPrivateKeysInRangeOnly) {
  const auto code = [](const std::string& hex) {
    const auto key = private_key(test::from_hex(hex));
    return key ? std::string("none") : std::string(name(key.error().code));
  };
  EXPECT_EQ(code(std::string(63, '0') + "1"), "none");
  EXPECT_EQ(code("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140"), "none");
  EXPECT_EQ(code(std::string(64, '0')), "private_key_out_of_range");
  EXPECT_EQ(code("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"),
            "private_key_out_of_range");
  EXPECT_EQ(code(std::string(62, '1')), "invalid_secret_length");
  EXPECT_EQ(code(std::string(66, '1')), "invalid_secret_length");
}

TEST(Bip32, LeavesTheParentAsItWas) {
  const auto root = some_master();
  const std::string before(chars(format_xprv(root)));
  ASSERT_TRUE(derive(root, path_of("m/1'/2")));
  EXPECT_EQ(chars(format_xprv(root)), before);
}

// BIP-0032, test vector 1: chain m/0' names its parent.
TEST(Fingerprint, IsTheParentOfItsChildren) {
  const auto root = master(seed_of("000102030405060708090a0b0c0d0e0f")).value();
  EXPECT_EQ(to_hex(fingerprint(root)), "3442193e");
  EXPECT_EQ(derive(root, path_of("m/0'"))->origin.parent, fingerprint(root));
}

TEST(Fingerprint, ReadsEightDigitsBack) {
  const auto fingerprint = parse_fingerprint("73C5da0a");
  ASSERT_TRUE(fingerprint);
  EXPECT_EQ(to_hex(*fingerprint), "73c5da0a");
  for (const std::string text : {"", "73c5da0", "73c5da0ab", "73c5da0g", "0x73c5da"}) {
    EXPECT_EQ(parse_fingerprint(text).error().code, ErrorCode::invalid_fingerprint) << text;
  }
}

}  // namespace
}  // namespace steelshare::bip32
