#include "steelshare/vault/keystore.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "crypto/scrypt.h"
#include "steelshare/secret/hex.h"
#include "support/bytes.h"
#include "support/figure.h"
#include "support/fixed_random.h"
#include "support/fixtures.h"

namespace steelshare::vault {
namespace {

using test::from_hex;

constexpr KeystoreScrypt cheap{16, 8, 1};
constexpr std::string_view key_digits =
    "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d";

template <std::size_t N>
void copy_hex(const nlohmann::json& digits, std::array<std::uint8_t, N>& out) {
  const auto bytes = from_hex(digits.get<std::string>());
  ASSERT_EQ(bytes.size(), N);
  std::ranges::copy(bytes, out.begin());
}

Keystore keystore_of(const nlohmann::json& file) {
  const auto& fields = file.at("crypto");
  const auto& parameters = fields.at("kdfparams");
  Keystore keystore;
  if (fields.at("kdf") == "scrypt") {
    keystore.derivation =
        KeystoreScrypt{parameters.at("n"), parameters.at("r"), parameters.at("p")};
  } else {
    keystore.derivation = KeystorePbkdf2{parameters.at("c")};
  }
  keystore.salt = from_hex(parameters.at("salt").get<std::string>());
  copy_hex(fields.at("cipherparams").at("iv"), keystore.iv);
  copy_hex(fields.at("ciphertext"), keystore.ciphertext);
  copy_hex(fields.at("mac"), keystore.mac);
  return keystore;
}

bip32::PrivateKey private_key() { return *bip32::private_key(from_hex(std::string(key_digits))); }

Keystore made(std::string_view password = "testpassword") {
  test::FixedRandom random;
  return encrypt_keystore(private_key(), Password::verbatim(password), random, cheap);
}

Result<bip32::PrivateKey> opened(const Keystore& keystore,
                                 std::string_view password = "testpassword") {
  return decrypt_keystore(keystore, Password::verbatim(password));
}

TEST(Keystore, OpensTheOfficialVectors) {
  std::size_t count = 0;
  for (const auto& vector : test::fixture("vault/keystore.json")) {
    const auto keystore = keystore_of(vector.at("file"));
    const auto key = opened(keystore, vector.at("password").get<std::string>());
    ASSERT_TRUE(key) << vector.at("name");
    EXPECT_EQ(chars(secret_to_hex(key->view())), vector.at("key").get<std::string>());
    EXPECT_EQ(opened(keystore, "wrong").error().code, ErrorCode::wrong_password);
    ++count;
  }
  EXPECT_EQ(count, 2U);
  test::print_figure("vectors.keystore", count);
}

TEST(Keystore, OpensWhatItWrote) {
  const Keystore keystore = made();
  // The address of the definition's key, which its text names.
  EXPECT_EQ(to_hex(*keystore.address), "008aeeda4d805471df9b2a5b0f38a0c3bcba786b");
  EXPECT_EQ(keystore.salt.size(), 32U);
  EXPECT_EQ(keystore.id[6] >> 4, 4);
  EXPECT_EQ(keystore.id[8] >> 6, 2);
  const auto key = opened(keystore);
  ASSERT_TRUE(key);
  EXPECT_EQ(chars(secret_to_hex(key->view())), key_digits);
  EXPECT_EQ(opened(keystore, "testpassword ").error().code, ErrorCode::wrong_password);
  EXPECT_TRUE(opened(made(""), ""));
}

TEST(Keystore, NeverEncryptsAlikeTwice) {
  test::FixedRandom random;
  const auto password = Password::verbatim("a");
  const auto first = encrypt_keystore(private_key(), password, random, cheap);
  const auto second = encrypt_keystore(private_key(), password, random, cheap);
  EXPECT_NE(first.salt, second.salt);
  EXPECT_NE(first.iv, second.iv);
  EXPECT_NE(first.ciphertext, second.ciphertext);
  EXPECT_NE(first.id, second.id);
}

TEST(Keystore, TellsAnAlteredFileFromAWrongPasswordWhereItsAddressDoes) {
  Keystore altered = made();
  altered.mac[31] ^= 1;
  EXPECT_EQ(opened(altered).error().code, ErrorCode::file_altered);
  EXPECT_EQ(opened(altered, "wrong").error().code, ErrorCode::wrong_password);
  altered.address.reset();
  EXPECT_EQ(opened(altered).error().code, ErrorCode::wrong_password);

  altered = made();
  altered.ciphertext[0] ^= 1;
  EXPECT_EQ(opened(altered).error().code, ErrorCode::wrong_password);

  // The MAC does not cover the IV: only the address shows that this would be another key.
  altered = made();
  altered.iv[15] ^= 1;
  EXPECT_EQ(opened(altered).error().code, ErrorCode::file_altered);
  altered = made();
  (*altered.address)[0] ^= 1;
  EXPECT_EQ(opened(altered).error().code, ErrorCode::file_altered);
}

TEST(Keystore, RefusesCostsThatWouldStopTheMachine) {
  Keystore hostile = made();
  for (const KeystoreScrypt& cost : {KeystoreScrypt{std::uint64_t{1} << 40, 8, 1},
                                     {0, 8, 1},
                                     {131072, 8, 1000},
                                     {131072, 0, 1},
                                     {100000, 8, 1}}) {
    hostile.derivation = cost;
    EXPECT_EQ(opened(hostile).error().code, ErrorCode::derivation_too_costly) << cost.n;
  }
  for (const std::uint32_t iterations : {0U, 0xffffffffU, (1U << 24) + 1}) {
    hostile.derivation = KeystorePbkdf2{iterations};
    EXPECT_EQ(opened(hostile).error().code, ErrorCode::derivation_too_costly) << iterations;
  }
}

TEST(Keystore, CostsWhatEthersAsksFor) {
  EXPECT_EQ(KeystoreScrypt{}, (KeystoreScrypt{131072, 8, 1}));
  EXPECT_TRUE(crypto::is_affordable({131072, 8, 1}));
}

}  // namespace
}  // namespace steelshare::vault
