#include "steelshare/recovery/verdict.h"

#include <gtest/gtest.h>

#include "steelshare/bip39/mnemonic.h"

namespace steelshare::recovery {
namespace {

// The public test phrase of Hardhat and Anvil, and its well-known first accounts.
constexpr auto phrase = "test test test test test test test test test test test junk";
constexpr auto first_address = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
constexpr auto tenth_address = "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720";
constexpr auto foreign_address = "0x9858EfFD232B4033E47d90003D41EC34EcaEda94";

class Reading16Bytes : public testing::Test {
 protected:
  slip39::MasterSecret secret_ =
      wallet::to_master_secret(*bip39::decode(*parse(phrase, bip39_english_words())));
  bip39::Phrasing plain_{bip39::Language::english, bip39::Passphrase::none()};

  Reading read(wallet::Kind kind, const Evidence& evidence) {
    return *read_as(kind, secret_, plain_, {}, evidence);
  }
};

TEST_F(Reading16Bytes, MatchesAnAddressWhateverItsCase) {
  EXPECT_EQ(read(wallet::Kind::bip39, {.addresses = {first_address}}).verdict, Verdict::match);
  EXPECT_EQ(read(wallet::Kind::bip39, {.addresses = {"0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"}})
                .verdict,
            Verdict::match);
}

TEST_F(Reading16Bytes, FindsALaterAccountAndListsIt) {
  const auto reading = read(wallet::Kind::bip39, {.addresses = {tenth_address}});
  EXPECT_EQ(reading.verdict, Verdict::match);
  EXPECT_EQ(reading.accounts.back().address, tenth_address);
  EXPECT_EQ(reading.accounts.back().path, "m/44'/60'/0'/0/9");
}

TEST_F(Reading16Bytes, NeedsEveryPieceOfEvidence) {
  EXPECT_EQ(read(wallet::Kind::bip39, {.addresses = {first_address, foreign_address}}).verdict,
            Verdict::mismatch);
  const bip32::Fingerprint wrong{1, 2, 3, 4};
  EXPECT_EQ(read(wallet::Kind::bip39, {.addresses = {first_address}, .fingerprint = wrong}).verdict,
            Verdict::mismatch);
  EXPECT_EQ(read(wallet::Kind::bip39, {.fingerprint = wrong}).verdict, Verdict::mismatch);
}

TEST_F(Reading16Bytes, ProvesKnownAccountsAtAnyDepthByTheirPaths) {
  const auto far = wallet::accounts(wallet::Kind::bip39, secret_.view(), plain_,
                                    *wallet::parse_requests("metamask:200", wallet::Kind::bip39));
  Evidence evidence{.accounts = {far->back()}};
  EXPECT_EQ(read(wallet::Kind::bip39, evidence).verdict, Verdict::match);
  evidence.accounts[0].address = foreign_address;
  EXPECT_EQ(read(wallet::Kind::bip39, evidence).verdict, Verdict::mismatch);
}

// The first accounts of the same phrase in other wallets.
TEST_F(Reading16Bytes, FindsAddressesOfEveryForm) {
  for (const wallet::Preset& preset : wallet::presets()) {
    if (preset.pattern.empty()) continue;
    const wallet::Request request{preset, 2};
    const auto account =
        wallet::accounts(*wallet::open(wallet::Kind::bip39, secret_.view(), plain_), {&request, 1})
            ->back();
    const auto reading = read(wallet::Kind::bip39, {.addresses = {account.address}});
    EXPECT_EQ(reading.verdict, Verdict::match) << preset.name;
    EXPECT_EQ(read(wallet::Kind::slip39, {.addresses = {account.address}}).verdict,
              Verdict::mismatch)
        << preset.name;
  }
}

TEST_F(Reading16Bytes, FindsAnAddressOfTheTestNetwork) {
  const auto preset = wallet::parse_requests("bitcoin-segwit", wallet::Kind::bip39)->at(0).preset;
  const wallet::Request request{wallet::on_test_network(preset), 1};
  const auto root = wallet::open(wallet::Kind::bip39, secret_.view(), plain_);
  const auto account = wallet::accounts(*root, {&request, 1})->front();
  EXPECT_TRUE(account.address.starts_with("tb1q"));
  EXPECT_EQ(read(wallet::Kind::bip39, {.addresses = {account.address}}).verdict, Verdict::match);
}

// A key of secp256k1 has no Solana account, so such an address speaks neither for nor against.
TEST_F(Reading16Bytes, CannotTellByAnAddressOfAFormThatNoPresetHas) {
  const std::string solana = "HAgk14JpMQLgt6rVgv7cBQFJWFto5Dqxi472uT3DKpqk";
  const auto key = slip39::MasterSecret::copy_of(std::vector<std::uint8_t>(32, 1));
  const auto verdict_of = [&](const Evidence& evidence) {
    return read_as(wallet::Kind::key, key, plain_, {}, evidence)->verdict;
  };
  EXPECT_EQ(verdict_of({.addresses = {solana}}), Verdict::cannot_tell);
  EXPECT_EQ(verdict_of({.addresses = {solana, foreign_address}}), Verdict::mismatch);
}

TEST_F(Reading16Bytes, CannotTellWithoutEvidence) {
  EXPECT_EQ(read(wallet::Kind::bip39, {}).verdict, Verdict::cannot_tell);
}

TEST_F(Reading16Bytes, IsAnotherWalletUnderAnotherKind) {
  const auto readings = read_all(secret_, plain_, {.addresses = {foreign_address}});
  ASSERT_EQ(readings.size(), 2u);
  EXPECT_EQ(readings[0].kind, wallet::Kind::bip39);
  EXPECT_EQ(readings[0].verdict, Verdict::mismatch);
  EXPECT_EQ(readings[1].kind, wallet::Kind::slip39);
  EXPECT_EQ(readings[1].verdict, Verdict::mismatch);
  EXPECT_NE(readings[0].accounts[0].address, readings[1].accounts[0].address);
}

TEST_F(Reading16Bytes, IsReadUpToTheKindThatTheEvidenceProves) {
  const auto readings = read_all(secret_, plain_, {.addresses = {first_address}});
  ASSERT_EQ(readings.size(), 1u);
  EXPECT_EQ(readings[0].kind, wallet::Kind::bip39);
  EXPECT_EQ(readings[0].verdict, Verdict::match);

  const auto slip39_address = read(wallet::Kind::slip39, {}).accounts[0].address;
  const auto both = read_all(secret_, plain_, {.addresses = {slip39_address}});
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both[0].verdict, Verdict::mismatch);
  EXPECT_EQ(both[1].kind, wallet::Kind::slip39);
  EXPECT_EQ(both[1].verdict, Verdict::match);
}

TEST_F(Reading16Bytes, FindsTheLanguageThatTheEvidenceProves) {
  const bip39::Phrasing czech(bip39::Language::czech, *bip39::Passphrase::from("x"));
  const auto known = *read_as(wallet::Kind::bip39, secret_, czech, {}, {});
  EXPECT_EQ(known.language, bip39::Language::czech);
  for (const Evidence& evidence : {Evidence{.fingerprint = known.fingerprint},
                                   Evidence{.addresses = {known.accounts[2].address}}}) {
    const auto found = find_language(secret_, czech.passphrase, evidence);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->language, bip39::Language::czech);
    EXPECT_EQ(found->verdict, Verdict::match);
    EXPECT_FALSE(find_language(secret_, bip39::Passphrase::none(), evidence));
  }
  EXPECT_FALSE(find_language(secret_, czech.passphrase, {}));
  EXPECT_EQ(read(wallet::Kind::slip39, {}).language, std::nullopt);
}

TEST_F(Reading16Bytes, SearchesTheFirstHundredAccountsAndNoMore) {
  const auto all = wallet::accounts(wallet::Kind::bip39, secret_.view(), plain_,
                                    *wallet::parse_requests("metamask:101", wallet::Kind::bip39));
  const auto verdict_of = [&](std::size_t index) {
    return read(wallet::Kind::bip39, {.addresses = {all->at(index).address}}).verdict;
  };
  EXPECT_EQ(verdict_of(99), Verdict::match);
  EXPECT_EQ(verdict_of(100), Verdict::mismatch);
}

TEST_F(Reading16Bytes, TakesAPassphraseForBip39Only) {
  const bip39::Phrasing other(bip39::Language::english, *bip39::Passphrase::from("x"));
  const auto readings = read_all(secret_, other, {});
  ASSERT_EQ(readings.size(), 1u);
  EXPECT_EQ(readings[0].kind, wallet::Kind::bip39);
  EXPECT_NE(readings[0].accounts[0].address, first_address);
}

}  // namespace
}  // namespace steelshare::recovery
