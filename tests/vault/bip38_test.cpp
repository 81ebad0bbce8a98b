#include "steelshare/vault/bip38.h"

#include <gtest/gtest.h>

#include <string>

#include "crypto/base58.h"
#include "steelshare/secret/hex.h"
#include "support/bytes.h"
#include "support/figure.h"
#include "support/fixtures.h"

namespace steelshare::vault {
namespace {

// A passphrase with a zero byte among them.
Password password_of(const nlohmann::json& vector) {
  return *Password::composed(vector.at("passphrase").get<std::string>());
}

void expect_opens(const nlohmann::json& vector) {
  const auto text = vector.at("encrypted").get<std::string>();
  const auto key = decrypt_bip38(text, password_of(vector));
  ASSERT_TRUE(key) << text;
  EXPECT_EQ(chars(encode_wif(*key)), vector.at("wif").get<std::string>());
  if (vector.contains("key")) {
    EXPECT_EQ(chars(secret_to_hex(key->key.view())), vector.at("key").get<std::string>());
  }
  if (vector.contains("address")) {
    EXPECT_EQ(legacy_address(*key), vector.at("address").get<std::string>());
  }
}

TEST(Bip38, OpensAndMakesTheOfficialVectors) {
  std::size_t count = 0;
  for (const auto& vector : test::fixture("vault/bip38.json", "plain")) {
    expect_opens(vector);
    const auto key = decode_wif(vector.at("wif").get<std::string>());
    EXPECT_EQ(chars(encrypt_bip38(*key, password_of(vector))),
              vector.at("encrypted").get<std::string>());
    const auto info = inspect_bip38(vector.at("encrypted").get<std::string>());
    EXPECT_TRUE(info && !info->ec_multiplied && info->compressed == key->compressed && !info->lot);
    ++count;
  }
  EXPECT_EQ(count, 5U);
  test::print_figure("vectors.bip38", count);
}

TEST(Bip38, OpensTheOfficialVectorsThatAreEcMultiplied) {
  std::size_t count = 0;
  for (const auto& vector : test::fixture("vault/bip38.json", "ec_multiplied")) {
    expect_opens(vector);
    const auto info = inspect_bip38(vector.at("encrypted").get<std::string>());
    ASSERT_TRUE(info && info->ec_multiplied && !info->compressed);
    ASSERT_EQ(info->lot.has_value(), vector.contains("lot"));
    if (info->lot) {
      EXPECT_EQ(*info->lot, (Bip38Lot{vector.at("lot"), vector.at("sequence")}));
    }
    ++count;
  }
  EXPECT_EQ(count, 4U);
  test::print_figure("vectors.bip38_ec", count);
}

TEST(Bip38, SaysThatAPassphraseIsWrong) {
  const auto wrong = Password::verbatim("Testingonetwothree");
  for (const char* form : {"plain", "ec_multiplied"}) {
    const auto text = test::fixture("vault/bip38.json", form)[0].at("encrypted").get<std::string>();
    EXPECT_EQ(decrypt_bip38(text, wrong).error().code, ErrorCode::wrong_password);
  }
}

TEST(Bip38, KeepsAKeyOfTheTestNetwork) {
  const BitcoinKey key{*bip32::private_key(test::from_hex(std::string(64, '1'))), true,
                       Network::test};
  const Text text = encrypt_bip38(key, Password::verbatim("a"));
  const auto back = decrypt_bip38(chars(text), Password::verbatim("a"));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->network, Network::test);
  EXPECT_TRUE(back->key == key.key);
}

TEST(Bip38, NamesAWrongChecksum) {
  const auto text =
      test::fixture("vault/bip38.json", "plain")[0].at("encrypted").get<std::string>();
  for (std::size_t i = 3; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'x' ? 'y' : 'x';
    EXPECT_EQ(inspect_bip38(changed).error().code, ErrorCode::bip38_checksum_mismatch) << changed;
  }
}

TEST(Bip38, RefusesWhatIsNone) {
  const auto record = [](const std::string& head) {
    return crypto::base58check(test::from_hex(head + std::string(72, '0')));
  };
  for (const std::string& text :
       {std::string(), std::string(58, '0'), std::string(57, '1'), record("0142c4"),
        record("0142d0"), record("014200"), record("014310"), record("014308"), record("0143c0"),
        record("014340"), record("0144c0"), record("0042c0"), record("0142c1")}) {
    const auto info = inspect_bip38(text);
    ASSERT_FALSE(info) << text;
    EXPECT_EQ(info.error().code, ErrorCode::invalid_bip38) << text;
  }
  for (const char* head : {"0142c0", "0142e0", "014300", "014320", "014304", "014324"}) {
    EXPECT_TRUE(inspect_bip38(record(head))) << head;
  }
}

}  // namespace
}  // namespace steelshare::vault
