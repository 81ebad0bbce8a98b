#include "steelshare/wallet/payload.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/bytes.h"

namespace steelshare::wallet {
namespace {

using Kinds = std::vector<Kind>;

Kinds kinds_of_size(std::size_t size) {
  return fitting_kinds(std::vector<std::uint8_t>(size, 0x11));
}

TEST(Kind, ReadsItsNameBack) {
  for (const Kind kind : all_kinds) EXPECT_EQ(find_kind(name(kind)), kind);
  EXPECT_EQ(name(Kind::bip39_seed), "bip39-seed");
  for (const std::string text : {"", "BIP39", "bip39_seed", "bip39 ", "seed"}) {
    EXPECT_EQ(find_kind(text), std::nullopt) << text;
  }
}

TEST(Kind, FitsTheSizesOfItsStandard) {
  EXPECT_EQ(kinds_of_size(16), (Kinds{Kind::bip39, Kind::slip39}));
  EXPECT_EQ(kinds_of_size(18), (Kinds{Kind::slip39}));
  EXPECT_EQ(kinds_of_size(20), (Kinds{Kind::bip39, Kind::slip39}));
  EXPECT_EQ(kinds_of_size(32), (Kinds{Kind::bip39, Kind::slip39, Kind::key}));
  EXPECT_EQ(kinds_of_size(36), (Kinds{Kind::slip39}));
  EXPECT_EQ(kinds_of_size(64), (Kinds{Kind::bip39_seed, Kind::slip39}));
  for (const std::size_t size : {0u, 14u, 15u, 17u, 31u, 33u, 63u, 65u, 66u}) {
    EXPECT_EQ(kinds_of_size(size), Kinds{}) << size;
  }
}

TEST(Kind, FitsAKeyOnlyInRange) {
  const auto code = [](const std::string& hex) {
    const auto fits = check(Kind::key, test::from_hex(hex));
    return fits ? "none" : std::string(name(fits.error().code));
  };
  EXPECT_EQ(code(std::string(63, '0') + "1"), "none");
  EXPECT_EQ(code("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140"), "none");
  EXPECT_EQ(code(std::string(64, '0')), "private_key_out_of_range");
  EXPECT_EQ(code("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"),
            "private_key_out_of_range");
  EXPECT_EQ(code(std::string(66, '1')), "kind_does_not_fit");
}

TEST(Payload, ComesBackAsWhatItWas) {
  const std::vector<std::uint8_t> short_bytes(16, 7), key_bytes(32, 7), long_bytes(64, 7);
  const auto entropy = bip39::Entropy::copy_of(short_bytes);
  EXPECT_TRUE(*as_entropy(to_master_secret(entropy).view()) == entropy);
  const auto seed = bip32::Seed::copy_of(long_bytes);
  EXPECT_TRUE(*as_bip39_seed(to_master_secret(seed).view()) == seed);
  EXPECT_TRUE(*as_slip39_seed(to_master_secret(seed).view()) == seed);
  const auto key = bip32::private_key(key_bytes).value();
  EXPECT_TRUE(*as_private_key(to_master_secret(key).view()) == key);
}

TEST(Payload, IsNotTakenForAnotherKind) {
  const std::vector<std::uint8_t> bytes(18, 7);
  EXPECT_EQ(as_entropy(bytes).error().code, ErrorCode::kind_does_not_fit);
  EXPECT_EQ(as_bip39_seed(bytes).error().code, ErrorCode::kind_does_not_fit);
  EXPECT_EQ(as_private_key(bytes).error().code, ErrorCode::kind_does_not_fit);
  EXPECT_TRUE(as_slip39_seed(bytes));
}

}  // namespace
}  // namespace steelshare::wallet
