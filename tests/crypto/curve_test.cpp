#include "crypto/curve.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "support/bytes.h"
#include "support/fixtures.h"

namespace steelshare::crypto {
namespace {

using Number = std::array<std::uint8_t, scalar_bytes>;
using Point = std::array<std::uint8_t, compressed_point_bytes>;

template <class Array>
Array array_of(std::string_view hex) {
  Array array{};
  const auto bytes = test::from_hex(hex);
  EXPECT_EQ(bytes.size(), array.size());
  std::ranges::copy(bytes, array.begin());
  return array;
}

constexpr std::string_view zero =
    "0000000000000000000000000000000000000000000000000000000000000000";
constexpr std::string_view one = "0000000000000000000000000000000000000000000000000000000000000001";
constexpr std::string_view two = "0000000000000000000000000000000000000000000000000000000000000002";
constexpr std::string_view order_less_one =
    "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140";
constexpr std::string_view order =
    "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
constexpr std::string_view largest =
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
constexpr std::string_view generator =
    "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";

Point public_key_of(std::string_view key) {
  Point point{};
  public_key(array_of<Number>(key), point);
  return point;
}

TEST(Curve, TakesPrivateKeysFromOneToTheOrderLessOne) {
  EXPECT_FALSE(is_private_key(array_of<Number>(zero)));
  EXPECT_TRUE(is_private_key(array_of<Number>(one)));
  EXPECT_TRUE(is_private_key(array_of<Number>(order_less_one)));
  EXPECT_FALSE(is_private_key(array_of<Number>(order)));
  EXPECT_FALSE(is_private_key(array_of<Number>(largest)));
}

TEST(Curve, AgreesWithAPeerOnPublicKeys) {
  const auto keys = test::fixture("wallet/peers.json", "keys");
  ASSERT_EQ(keys.size(), 30u);
  for (const auto& key : keys) {
    EXPECT_EQ(to_hex(public_key_of(key.at("key").get<std::string>())),
              key.at("point").get<std::string>());
  }
}

TEST(Curve, KnowsAPointFromOtherBytes) {
  EXPECT_TRUE(is_public_key(array_of<Point>(generator)));
  for (const std::string prefix : {"00", "01", "04", "05", "06", "07"}) {
    EXPECT_FALSE(is_public_key(array_of<Point>(prefix + std::string(generator.substr(2)))));
  }
  // BIP-0032, test vector 5: no point has this x.
  EXPECT_FALSE(is_public_key(
      array_of<Point>("020000000000000000000000000000000000000000000000000000000000000007")));
}

TEST(Curve, UncompressesTheGenerator) {
  std::array<std::uint8_t, uncompressed_point_bytes> out{};
  uncompress(array_of<Point>(generator), out);
  EXPECT_EQ(to_hex(out),
            "0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
            "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8");
}

TEST(Curve, AddsToPrivateAndPublicKeysAlike) {
  auto key = array_of<Number>(one);
  ASSERT_TRUE(add_to_private_key(key, array_of<Number>(one)));
  EXPECT_EQ(to_hex(key), two);
  auto point = public_key_of(one);
  ASSERT_TRUE(add_to_public_key(point, array_of<Number>(one)));
  EXPECT_EQ(point, public_key_of(two));
}

// 3 * 7 = 21, and (n - 1) * (n - 1) = 1 modulo n.
TEST(Curve, MultipliesPrivateKeysModuloTheOrder) {
  auto key = array_of<Number>(std::string(63, '0') + "3");
  ASSERT_TRUE(multiply_private_key(key, array_of<Number>(std::string(63, '0') + "7")));
  EXPECT_EQ(key, array_of<Number>(std::string(62, '0') + "15"));
  key = array_of<Number>(order_less_one);
  ASSERT_TRUE(multiply_private_key(key, array_of<Number>(order_less_one)));
  EXPECT_EQ(key, array_of<Number>(one));
  EXPECT_FALSE(multiply_private_key(key, array_of<Number>(zero)));
  key = array_of<Number>(two);
  EXPECT_FALSE(multiply_private_key(key, array_of<Number>(order)));
}

TEST(Curve, RefusesTweaksThatLeaveNoKey) {
  for (const std::string_view tweak : {order_less_one, order, largest}) {
    auto key = array_of<Number>(one);
    EXPECT_FALSE(add_to_private_key(key, array_of<Number>(tweak))) << tweak;
    auto point = public_key_of(one);
    EXPECT_FALSE(add_to_public_key(point, array_of<Number>(tweak))) << tweak;
  }
}

TEST(CurveDeathTest, AbortsWhereThereIsNoKey) {
  Point point{};
  EXPECT_DEATH(public_key(array_of<Number>(zero), point), "curve.cpp");
  std::array<std::uint8_t, uncompressed_point_bytes> out{};
  EXPECT_DEATH(uncompress(point, out), "curve.cpp");
}

}  // namespace
}  // namespace steelshare::crypto
