#include "steelshare/bip32/ed25519.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/bytes.h"
#include "support/figure.h"
#include "support/fixtures.h"

namespace steelshare::bip32 {
namespace {

Seed seed_of(const std::string& hex) { return Seed::copy_of(test::from_hex(hex)); }
Path path_of(std::string_view text) { return parse_path(text).value(); }

TEST(Ed25519, DerivesTheOfficialVectors) {
  const auto chains = test::fixture("bip32/ed25519.json", "chains");
  for (const auto& v : chains) {
    const auto root = ed25519_master(seed_of(v.at("seed")));
    ASSERT_TRUE(root);
    const auto key = derive(*root, path_of(v.at("path").get<std::string>()));
    ASSERT_TRUE(key);
    EXPECT_EQ(to_hex(key->key.view()), v.at("private").get<std::string>());
    EXPECT_EQ(to_hex(key->chain_code.view()), v.at("chain_code").get<std::string>());
    EXPECT_EQ("00" + to_hex(public_key(key->key).bytes), v.at("public").get<std::string>());
  }
  test::print_figure("vectors.slip10_ed25519", chains.size());
}

TEST(Ed25519, HasHardenedChildrenOnly) {
  const auto root = ed25519_master(seed_of(std::string(32, '5'))).value();
  for (const std::string path : {"m/0", "m/44'/501'/0", "m/0/0'"}) {
    const auto key = derive(root, path_of(path));
    ASSERT_FALSE(key) << path;
    EXPECT_EQ(key.error().code, ErrorCode::unhardened_step) << path;
  }
}

TEST(Ed25519, TakesSeedsOfTheLengthsOfBip32) {
  for (const std::size_t bytes : {15u, 65u}) {
    EXPECT_EQ(ed25519_master(Seed(bytes)).error().code, ErrorCode::invalid_secret_length);
  }
  for (const std::size_t bytes : {16u, 64u}) EXPECT_TRUE(ed25519_master(Seed(bytes)));
}

}  // namespace
}  // namespace steelshare::bip32
