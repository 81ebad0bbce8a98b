#include "steelshare/wallet/account.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/bytes.h"
#include "support/fixtures.h"

namespace steelshare::wallet {
namespace {

using Bytes = std::vector<std::uint8_t>;

bip39::Phrasing english_with(const std::string& passphrase) {
  return {bip39::Language::english, bip39::Passphrase::from(passphrase).value()};
}

Bytes entropy_of(const std::string& phrase) {
  const auto entropy = bip39::decode(parse(phrase, bip39_english_words()).value()).value();
  return {entropy.view().begin(), entropy.view().end()};
}

Root root_of(const std::string& phrase) {
  return open(Kind::bip39, entropy_of(phrase), english_with("")).value();
}

std::vector<Request> requests(std::string_view text, Kind kind = Kind::bip39) {
  return parse_requests(text, kind).value();
}

std::vector<std::string> addresses(const Root& root, std::string_view presets,
                                   Kind kind = Kind::bip39) {
  std::vector<std::string> found;
  const auto list = accounts(root, requests(presets, kind));
  EXPECT_TRUE(list);
  for (const auto& account : *list) found.push_back(account.address);
  return found;
}

const std::string abandon =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
const std::string junk = "test test test test test test test test test test test junk";

std::vector<nlohmann::json> peers(const std::string& name) {
  return test::fixture("wallet/peers.json", name);
}

void expect_tree(const Root& root, const nlohmann::json& expected) {
  EXPECT_EQ(to_hex(fingerprint(root).value()), expected.at("fingerprint").get<std::string>());
  EXPECT_EQ(addresses(root, "metamask:3"), expected.at("metamask").get<std::vector<std::string>>());
  EXPECT_EQ(addresses(root, "bitcoin-segwit:2"),
            expected.at("bitcoin_segwit").get<std::vector<std::string>>());
  const auto both = requests("metamask,bitcoin-segwit");
  const auto ethereum = account_xpub(root, both[0].preset).value();
  EXPECT_EQ(ethereum.path, "m/44'/60'/0'");
  EXPECT_EQ(ethereum.xpub, expected.at("metamask_xpub").get<std::string>());
  const auto segwit = account_xpub(root, both[1].preset).value();
  EXPECT_EQ(segwit.path, "m/84'/0'/0'");
  EXPECT_EQ(segwit.xpub, expected.at("bitcoin_segwit_xpub").get<std::string>());
}

TEST(Accounts, AgreeWithPeersUnderEveryReading) {
  ASSERT_EQ(peers("phrases").size(), 44u);
  for (const auto& v : peers("phrases")) {
    const Bytes entropy = test::from_hex(v.at("entropy").get<std::string>());
    const Bytes seed = test::from_hex(v.at("seed").get<std::string>());
    const auto none = english_with("");
    expect_tree(open(Kind::bip39, entropy, english_with(v.at("passphrase"))).value(),
                v.at("as_bip39"));
    expect_tree(open(Kind::bip39_seed, seed, none).value(), v.at("as_bip39"));
    expect_tree(open(Kind::slip39, entropy, none).value(), v.at("as_slip39"));
  }
}

TEST(Accounts, AgreeWithPeersOnBareKeys) {
  for (const auto& v : peers("keys")) {
    const auto root =
        open(Kind::key, test::from_hex(v.at("key").get<std::string>()), english_with(""));
    ASSERT_TRUE(root);
    EXPECT_EQ(
        addresses(*root,
                  "ethereum,bitcoin-legacy,bitcoin-nested,bitcoin-segwit,bitcoin-taproot,"
                  "litecoin,dogecoin,xrp,tron",
                  Kind::key),
        (std::vector<std::string>{v.at("ethereum"), v.at("bitcoin_legacy"), v.at("bitcoin_nested"),
                                  v.at("bitcoin_segwit"), v.at("bitcoin_taproot"), v.at("litecoin"),
                                  v.at("dogecoin"), v.at("xrp"), v.at("tron")}));
    EXPECT_EQ(fingerprint(*root), std::nullopt);
  }
}

TEST(Accounts, OfWellKnownPhrases) {
  EXPECT_EQ(addresses(root_of(junk), "metamask")[0], "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
  EXPECT_EQ(addresses(root_of(abandon), "metamask")[0],
            "0x9858EfFD232B4033E47d90003D41EC34EcaEda94");
  EXPECT_EQ(to_hex(fingerprint(root_of(abandon)).value()), "73c5da0a");
}

TEST(Accounts, SayWhereTheyStand) {
  const auto list =
      accounts(Kind::bip39, entropy_of(abandon), english_with(""), default_requests(Kind::bip39));
  ASSERT_TRUE(list);
  ASSERT_EQ(list->size(), 4u);
  EXPECT_EQ((*list)[1], (Account{"metamask", 1, "m/44'/60'/0'/0/1",
                                 "0x6Fac4D18c912343BF86fa7049364Dd4E424Ab9C0"}));
  EXPECT_EQ((*list)[3], (Account{"bitcoin-segwit", 0, "m/84'/0'/0'/0/0",
                                 "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu"}));
  const auto of_key =
      accounts(Kind::key, Bytes(32, 1), english_with(""), default_requests(Kind::key));
  ASSERT_TRUE(of_key);
  EXPECT_EQ((*of_key)[0],
            (Account{"ethereum", 0, "", "0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1"}));
}

// The confusion that loses coins: the same bytes, four wallets.
TEST(Accounts, DifferBetweenTheKindsOfTheSameBytes) {
  const Bytes bytes(32, 1), long_bytes(64, 1);
  const auto none = english_with("");
  const auto first = [&](Kind kind, const Bytes& secret) {
    return accounts(kind, secret, none, default_requests(kind)).value()[0].address;
  };
  EXPECT_NE(first(Kind::bip39, Bytes(16, 1)), first(Kind::slip39, Bytes(16, 1)));
  EXPECT_NE(first(Kind::bip39, bytes), first(Kind::slip39, bytes));
  EXPECT_NE(first(Kind::bip39, bytes), first(Kind::key, bytes));
  EXPECT_NE(first(Kind::slip39, bytes), first(Kind::key, bytes));
  // Of 64 bytes both kinds are the BIP-32 seed itself.
  EXPECT_EQ(first(Kind::bip39_seed, long_bytes), first(Kind::slip39, long_bytes));
}

TEST(Accounts, ByPathAreThoseOfThePresets) {
  const auto root = root_of(abandon);
  for (const Preset& preset : presets()) {
    if (preset.pattern.empty()) continue;
    const Request request{preset, 3};
    for (const auto& listed : accounts(root, {&request, 1}).value()) {
      const auto found = account(root, bip32::parse_path(listed.path).value());
      ASSERT_TRUE(found) << listed.path;
      EXPECT_EQ(*found, (Account{"", 0, listed.path, listed.address}));
    }
  }
}

// Of the coins with a test network, which share one number there, a path means Bitcoin.
TEST(Accounts, ByPathKnowTheTestNetworkOfBitcoin) {
  const auto root = root_of(abandon);
  for (const Request& request :
       requests("bitcoin-legacy,bitcoin-nested,bitcoin-segwit,bitcoin-taproot")) {
    const Request there{on_test_network(request.preset), 2};
    for (const auto& listed : accounts(root, {&there, 1}).value()) {
      EXPECT_EQ(account(root, bip32::parse_path(listed.path).value())->address, listed.address);
      EXPECT_EQ(address::parse(listed.address)->network, address::Network::test);
    }
  }
}

TEST(Accounts, ByPathGiveTheVectorsOfTheStandards) {
  const auto root = root_of(abandon);
  for (const std::string name : {"bip49_keys", "bip84_keys", "bip86_keys"}) {
    for (const auto& v : test::fixture("address/vectors.json", name)) {
      const auto path = bip32::parse_path(v.at("path").get<std::string>()).value();
      EXPECT_EQ(account(root, path)->address, v.at("address").get<std::string>());
    }
  }
}

// Solana's wallets stop at different depths: its command line at two steps, some at three.
TEST(Accounts, ByPathOfSolanaMayBeShortButAreHardened) {
  const auto root = root_of(abandon);
  for (const std::string text : {"m/44'/501'", "m/44'/501'/0'", "m/44'/501'/0'/0'/0'"}) {
    const auto found = account(root, bip32::parse_path(text).value());
    ASSERT_TRUE(found) << text;
    EXPECT_EQ(address::parse(found->address)->kind, address::Kind::solana);
  }
  EXPECT_EQ(account(root, bip32::parse_path("m/44'/501'/0'/0").value()).error().code,
            ErrorCode::unhardened_step);
}

// MetaMask's import of old Ledger paths, hardened to the last step.
TEST(Accounts, ByPathMayBeHardenedThroughout) {
  const auto found = account(root_of(abandon), bip32::parse_path("m/44'/60'/0'/0'/0'").value());
  ASSERT_TRUE(found);
  EXPECT_TRUE(address::parse(found->address));
}

TEST(Accounts, RefusePathsOfUnknownMeaning) {
  const auto root = root_of(abandon);
  for (const std::string text :
       {"m", "m/44'", "m/44'/60'", "m/44'/60'/0'", "m/44'/61'/0'/0/0", "m/44/60'/0'/0/0",
        "m/84'/3'/0'/0/0", "m/49'/2'/0'/0/0", "m/44'/501", "m/0/0/0/0/0"}) {
    const auto found = account(root, bip32::parse_path(text).value());
    ASSERT_FALSE(found) << text;
    EXPECT_EQ(found.error().code, ErrorCode::unsupported_path) << text;
  }
}

TEST(Accounts, RefuseWhatDoesNotFitTheKind) {
  const auto none = english_with("");
  const auto key = open(Kind::key, Bytes(32, 1), none).value();
  const auto path = bip32::parse_path("m/44'/60'/0'/0/0").value();
  EXPECT_EQ(account(key, path).error().code, ErrorCode::preset_does_not_fit);
  EXPECT_EQ(accounts(key, requests("metamask")).error().code, ErrorCode::preset_does_not_fit);
  EXPECT_EQ(account_xpub(key, requests("metamask")[0].preset).error().code,
            ErrorCode::preset_does_not_fit);
  EXPECT_EQ(accounts(root_of(abandon), requests("ethereum", Kind::key)).error().code,
            ErrorCode::preset_does_not_fit);
  EXPECT_EQ(account_xpub(root_of(abandon), requests("solana")[0].preset).error().code,
            ErrorCode::hardened_from_public);
  EXPECT_EQ(open(Kind::bip39, Bytes(18, 1), none).error().code, ErrorCode::kind_does_not_fit);
  EXPECT_EQ(open(Kind::key, Bytes(32, 0), none).error().code, ErrorCode::private_key_out_of_range);
}

// It would be ignored, and its owner would look for his coins in vain.
TEST(Accounts, RefuseABip39PassphraseForOtherKinds) {
  for (const Kind kind : {Kind::bip39_seed, Kind::slip39, Kind::key}) {
    const Bytes bytes(kind == Kind::bip39_seed ? 64 : 32, 1);
    EXPECT_EQ(open(kind, bytes, english_with("x")).error().code,
              ErrorCode::passphrase_does_not_fit);
  }
}

}  // namespace
}  // namespace steelshare::wallet
