#include "steelshare/vault/wif.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "crypto/base58.h"
#include "steelshare/secret/hex.h"
#include "support/bytes.h"
#include "support/figure.h"

namespace steelshare::vault {
namespace {

struct Vector {
  std::string key, wif, address;
  bool compressed;
  Network network;
};

// The first from the Bitcoin wiki ("Wallet import format"), the second the same key compressed;
// then Bitcoin Core, src/test/key_tests.cpp (two keys, both forms), and the generator on both
// networks.
const std::vector<Vector>& vectors() {
  static const std::vector<Vector> table{
      {"0c28fca386c7a227600b2fe50b7cae11ec86d3bf1fbe471be89827e19d72aa1d",
       "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ", "1GAehh7TsJAHuUAeKZcXf5CnwuGuGgyX2S",
       false, Network::main},
      {"0c28fca386c7a227600b2fe50b7cae11ec86d3bf1fbe471be89827e19d72aa1d",
       "KwdMAjGmerYanjeui5SHS7JkmpZvVipYvB2LJGU1ZxJwYvP98617", "1LoVGDgRs9hTfTNJNuXKSpywcbdvwRXpmK",
       true, Network::main},
      {"12b004fff7f4b69ef8650e767f18f11ede158148b425660723b9f9a66e61f747",
       "5HxWvvfubhXpYYpS3tJkw6fq9jE9j18THftkZjHHfmFiWtmAbrj", "1QFqqMUD55ZV3PJEJZtaKCsQmjLT6JkjvJ",
       false, Network::main},
      {"12b004fff7f4b69ef8650e767f18f11ede158148b425660723b9f9a66e61f747",
       "Kwr371tjA9u2rFSMZjTNun2PXXP3WPZu2afRHTcta6KxEUdm1vEw", "1NoJrossxPBKfCHuJXT4HadJrXRE9Fxiqs",
       true, Network::main},
      {"b524c28b61c9b2c49b2c7dd4c2d75887abb78768c054bd7c01af4029f6c0d117",
       "5KC4ejrDjv152FGwP386VD1i2NYc5KkfSMyv1nGy1VGDxGHqVY3", "1F5y5E5FMc5YzdJtB9hLaUe43GDxEKXENJ",
       false, Network::main},
      {"b524c28b61c9b2c49b2c7dd4c2d75887abb78768c054bd7c01af4029f6c0d117",
       "L3Hq7a8FEQwJkW1M2GNKDW28546Vp5miewcCzSqUD9kCAXrJdS3g", "1CRj2HyM1CXWzHAXLQtiGLyggNT9WQqsDs",
       true, Network::main},
      {"0000000000000000000000000000000000000000000000000000000000000001",
       "KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn", "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH",
       true, Network::main},
      {"0000000000000000000000000000000000000000000000000000000000000001",
       "cMahea7zqjxrtgAbB7LSGbcQUr1uX1ojuat9jZodMN87JcbXMTcA", "mrCDrCybB6J1vRfbwM5hemdJz73FwDBC8r",
       true, Network::test},
      {"0000000000000000000000000000000000000000000000000000000000000001",
       "91avARGdfge8E4tZfYLoxeJ5sGBdNJQH4kvjJoQFacbgwmaKkrx", "mtoKs9V381UAhUia3d7Vb9GNak8Qvmcsme",
       false, Network::test}};
  return table;
}

BitcoinKey key_of(const Vector& vector) {
  return {*bip32::private_key(test::from_hex(vector.key)), vector.compressed, vector.network};
}

TEST(Wif, WritesAndReadsTheKnownKeys) {
  for (const auto& vector : vectors()) {
    EXPECT_EQ(chars(encode_wif(key_of(vector))), vector.wif);
    const auto key = decode_wif(vector.wif);
    ASSERT_TRUE(key) << vector.wif;
    EXPECT_EQ(chars(secret_to_hex(key->key.view())), vector.key);
    EXPECT_EQ(key->compressed, vector.compressed);
    EXPECT_EQ(key->network, vector.network);
  }
  test::print_figure("vectors.wif", vectors().size());
}

TEST(Wif, SaysWhichAddressAKeyHas) {
  for (const auto& vector : vectors()) {
    EXPECT_EQ(legacy_address(key_of(vector)), vector.address) << vector.wif;
  }
}

TEST(Wif, NamesAWrongChecksum) {
  for (const auto& vector : vectors()) {
    for (std::size_t i = 2; i < vector.wif.size(); ++i) {
      std::string changed = vector.wif;
      changed[i] = changed[i] == 'x' ? 'y' : 'x';
      const auto key = decode_wif(changed);
      ASSERT_FALSE(key) << changed;
      EXPECT_EQ(key.error().code, ErrorCode::wif_checksum_mismatch) << changed;
    }
  }
}

std::string with_checksum(std::string_view payload) {
  return crypto::base58check(test::from_hex(payload));
}

TEST(Wif, RefusesWhatIsNone) {
  const std::string& sound = vectors()[0].wif;
  const std::string key(64, '1');
  for (const std::string& text :
       {std::string(), sound.substr(1), sound + "11", std::string(51, '0'), std::string(52, 'z'),
        with_checksum("81" + key), with_checksum("80" + key + "02"),
        std::string("6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg")}) {
    const auto decoded = decode_wif(text);
    ASSERT_FALSE(decoded) << text;
    EXPECT_EQ(decoded.error().code, ErrorCode::invalid_wif) << text;
  }
}

TEST(Wif, RefusesNumbersThatAreNoKeys) {
  const std::string order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
  for (const std::string& text :
       {with_checksum("80" + std::string(64, '0')), with_checksum("80" + order),
        with_checksum("ef" + order + "01")}) {
    const auto decoded = decode_wif(text);
    ASSERT_FALSE(decoded) << text;
    EXPECT_EQ(decoded.error().code, ErrorCode::private_key_out_of_range) << text;
  }
}

}  // namespace
}  // namespace steelshare::vault
