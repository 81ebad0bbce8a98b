#include "crypto/hash.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <array>
#include <string>
#include <vector>

#include "support/bytes.h"
#include "support/figure.h"

namespace steelshare::crypto {
namespace {

using test::as_bytes;
using test::from_hex;

template <std::size_t N, class F>
std::string digest_of(F fill) {
  std::array<std::uint8_t, N> digest{};
  fill(std::span<std::uint8_t, N>(digest));
  return to_hex(digest);
}

TEST(Sha256, GivesTheFips180Examples) {
  const auto digest = [](Parts parts) {
    return digest_of<32>([&](auto out) { sha256(parts, out); });
  };
  EXPECT_EQ(digest({as_bytes("abc")}),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(digest({}), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(
      digest({as_bytes("abcdbcdecdefdefgefghfghighij"), as_bytes("hijkijkljklmklmnlmnomnopnopq")}),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha512, GivesTheFips180Example) {
  EXPECT_EQ(digest_of<64>([](auto out) { sha512({as_bytes("abc")}, out); }),
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

// RFC 4231, test cases 1, 2, 3 and 6 (a key longer than a block).
struct HmacCase {
  std::string key, data, sha256, sha512;
};
const std::vector<HmacCase>& hmac_cases() {
  static const std::vector<HmacCase> cases{
      {std::string(20, '\x0b'), "Hi There",
       "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
       "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
       "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854"},
      {"Jefe", "what do ya want for nothing?",
       "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
       "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
       "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"},
      {std::string(20, '\xaa'), std::string(50, '\xdd'),
       "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
       "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39"
       "bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb"},
      {std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
       "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
       "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
       "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598"}};
  return cases;
}

TEST(Hmac, GivesTheRfc4231Examples) {
  for (const auto& c : hmac_cases()) {
    EXPECT_EQ(
        digest_of<32>([&](auto out) { hmac_sha256(as_bytes(c.key), {as_bytes(c.data)}, out); }),
        c.sha256);
    EXPECT_EQ(
        digest_of<64>([&](auto out) { hmac_sha512(as_bytes(c.key), {as_bytes(c.data)}, out); }),
        c.sha512);
  }
  test::print_figure("vectors.rfc4231", hmac_cases().size());
}

TEST(Hash160, GivesTheHashOfTheGeneratorsKey) {
  // BIP-173: the key of private key 1 has the P2WPKH program 751e76e8...
  const auto key = from_hex("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
  EXPECT_EQ(digest_of<20>([&](auto out) { hash160(key, out); }),
            "751e76e8199196d454941c45d1b3a323f1433bd6");
}

// Against OpenSSL's own PBKDF2, over lengths around every block boundary.
TEST(Pbkdf2, AgreesWithOpenSslOverLengthsAndIterations) {
  std::size_t compared = 0;
  for (const std::size_t password_size : {0u, 1u, 63u, 64u, 65u, 127u, 128u, 129u, 200u}) {
    for (const std::size_t salt_size : {0u, 8u, 51u, 52u, 55u, 56u, 115u, 116u, 130u}) {
      for (const int iterations : {1, 2, 7}) {
        const std::string password(password_size, 'p');
        const std::string salt(salt_size, 's');
        for (const std::size_t size : {1u, 16u, 32u, 33u, 64u, 65u, 130u}) {
          std::vector<std::uint8_t> key(size), expected(size);
          const auto half = password_size / 2;
          const Parts parts{as_bytes(std::string_view(password).substr(0, half)),
                            as_bytes(std::string_view(password).substr(half))};
          const auto openssl = [&](const EVP_MD* hash) {
            ASSERT_EQ(PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()),
                                        as_bytes(salt).data(), static_cast<int>(salt.size()),
                                        iterations, hash, static_cast<int>(size), expected.data()),
                      1);
          };
          openssl(EVP_sha256());
          pbkdf2_hmac_sha256(parts, {as_bytes(salt)}, static_cast<std::uint32_t>(iterations), key);
          ASSERT_EQ(key, expected);
          openssl(EVP_sha512());
          pbkdf2_hmac_sha512(parts, {as_bytes(salt)}, static_cast<std::uint32_t>(iterations), key);
          ASSERT_EQ(key, expected);
          compared += 2;
        }
      }
    }
  }
  test::print_figure("vectors.pbkdf2_against_openssl", compared);
}

TEST(Pbkdf2, DerivesSeveralKeysAsIfOneByOne) {
  const std::vector<std::size_t> key_sizes{16, 1, 130, 64, 33, 200};
  std::vector<std::string> salts;
  for (const auto size : key_sizes) salts.push_back("salt" + std::to_string(size));
  const Bytes password[] = {as_bytes("pass"), as_bytes("word")};
  std::vector<std::array<Bytes, 2>> salt_parts;
  std::vector<std::vector<std::uint8_t>> keys;
  for (std::size_t i = 0; i < key_sizes.size(); ++i) {
    salt_parts.push_back({as_bytes(salts[i]).first(3), as_bytes(salts[i]).subspan(3)});
    keys.emplace_back(key_sizes[i]);
  }
  std::vector<Derivation> derivations;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    derivations.push_back({std::span(password).first(i % 2 + 1), salt_parts[i], keys[i]});
  }
  const auto expect_keys_of = [&](auto one) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      std::vector<std::uint8_t> expected(key_sizes[i]);
      one(as_bytes(i % 2 == 0 ? "pass" : "password"), as_bytes(salts[i]), expected);
      EXPECT_EQ(keys[i], expected) << i;
    }
  };
  pbkdf2_hmac_sha256(derivations, 5);
  expect_keys_of(
      [](Bytes pass, Bytes salt, auto& key) { pbkdf2_hmac_sha256({pass}, {salt}, 5, key); });
  pbkdf2_hmac_sha512(derivations, 5);
  expect_keys_of(
      [](Bytes pass, Bytes salt, auto& key) { pbkdf2_hmac_sha512({pass}, {salt}, 5, key); });
}

// RFC 7914 section 11.
struct Pbkdf2Case {
  std::string password, salt;
  std::uint32_t iterations;
  std::string key;
};
const std::vector<Pbkdf2Case>& pbkdf2_cases() {
  static const std::vector<Pbkdf2Case> cases{
      {"passwd", "salt", 1,
       "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
       "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"},
      {"Password", "NaCl", 80000,
       "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
       "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"}};
  return cases;
}

TEST(Pbkdf2, GivesTheRfc7914Examples) {
  for (const auto& c : pbkdf2_cases()) {
    std::array<std::uint8_t, 64> key{};
    pbkdf2_hmac_sha256({as_bytes(c.password)}, {as_bytes(c.salt)}, c.iterations, key);
    EXPECT_EQ(to_hex(key), c.key);
  }
  test::print_figure("vectors.rfc7914", pbkdf2_cases().size());
}

// RFC 5869, appendix A.1 to A.3.
TEST(Hkdf, GivesTheRfc5869ExamplesOfSha256) {
  struct Case {
    std::vector<std::uint8_t> input_key, salt, info;
    std::string key;
  };
  const auto counted = [](int first, int count) {
    std::vector<std::uint8_t> bytes;
    for (int i = 0; i < count; ++i) bytes.push_back(static_cast<std::uint8_t>(first + i));
    return bytes;
  };
  const std::vector<Case> cases{
      {std::vector<std::uint8_t>(22, 0x0b), counted(0, 13), counted(0xf0, 10),
       "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"},
      {counted(0, 80), counted(0x60, 80), counted(0xb0, 80),
       "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e5"
       "9"
       "0e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"},
      {std::vector<std::uint8_t>(22, 0x0b),
       {},
       {},
       "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"}};
  for (const auto& c : cases) {
    std::vector<std::uint8_t> key(c.key.size() / 2);
    hkdf_sha256(c.input_key, c.salt, c.info, key);
    EXPECT_EQ(to_hex(key), c.key);
  }
  test::print_figure("vectors.rfc5869", cases.size());
}

}  // namespace
}  // namespace steelshare::crypto
