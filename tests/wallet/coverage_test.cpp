#include "steelshare/wallet/coverage.h"

#include <gtest/gtest.h>

#include "support/bytes.h"

namespace steelshare::wallet {
namespace {

// The seed of all zeros, 16 bytes; which addresses belong to it is tested in account_test.
Root zero_root() {
  const std::array<std::uint8_t, 16> zeros{};
  return open(Kind::slip39, zeros, {bip39::Language::english, bip39::Passphrase::none()}).value();
}

std::string address_at(const Root& root, std::string_view path) {
  return account(root, bip32::parse_path(path).value()).value().address;
}

std::vector<address::Parsed> parsed(const std::vector<std::string>& texts) {
  std::vector<address::Parsed> addresses;
  for (const auto& text : texts) addresses.push_back(address::parse(text).value());
  return addresses;
}

std::vector<std::string> paths_of(const Root& root, const std::vector<std::string>& texts,
                                  std::uint32_t gap) {
  std::vector<std::string> paths;
  for (const auto& place : cover(root, parsed(texts), gap).value()) {
    paths.push_back(place ? place->account.path : "");
  }
  return paths;
}

TEST(Cover, FindsEveryPresetWithItsChangeAndFurtherAccounts) {
  const Root root = zero_root();
  for (const Preset& preset : presets()) {
    if (preset.pattern.empty()) continue;
    for (const Preset& chain : chains_of(preset)) {
      const Request request{chain, 4};
      const auto wanted = accounts(root, {&request, 1}).value();
      const auto found = cover(root, parsed({wanted[3].address}), 4).value();
      ASSERT_TRUE(found[0]) << wanted[3].path;
      EXPECT_EQ(found[0]->account, wanted[3]);
      EXPECT_EQ(found[0]->is_change, wanted[3].path.ends_with("/1/3"));
    }
  }
}

TEST(Cover, TheGapCountsFromTheLastThatWasFound) {
  const Root root = zero_root();
  const auto first = address_at(root, "m/44'/60'/0'/0/9");
  const auto second = address_at(root, "m/44'/60'/0'/0/19");
  const auto third = address_at(root, "m/44'/60'/0'/0/70");
  EXPECT_EQ(paths_of(root, {second}, 10), (std::vector<std::string>{""}));
  EXPECT_EQ(paths_of(root, {second}, 20), (std::vector<std::string>{"m/44'/60'/0'/0/19"}));
  EXPECT_EQ(paths_of(root, {second, first}, 10),
            (std::vector<std::string>{"m/44'/60'/0'/0/19", "m/44'/60'/0'/0/9"}));
  EXPECT_EQ(paths_of(root, {first, second, third}, 10),
            (std::vector<std::string>{"m/44'/60'/0'/0/9", "m/44'/60'/0'/0/19", ""}));
}

TEST(Cover, SaysOfEachAddressInOrderAndOfRepetitionsTwice) {
  const Root root = zero_root();
  const auto mine = address_at(root, "m/84'/0'/0'/0/2");
  const std::string foreign = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
  EXPECT_EQ(paths_of(root, {foreign, mine, foreign, mine}, 5),
            (std::vector<std::string>{"", "m/84'/0'/0'/0/2", "", "m/84'/0'/0'/0/2"}));
  EXPECT_TRUE(cover(root, {}, 5).value().empty());
}

TEST(Cover, LooksOnTheNetworkOfTheAddress) {
  const Root root = zero_root();
  const Request request{on_test_network(presets()[5]), 2};
  const auto there = accounts(root, {&request, 1}).value();
  EXPECT_EQ(there[1].path, "m/84'/1'/0'/0/1");
  EXPECT_EQ(paths_of(root, {there[1].address}, 5), (std::vector<std::string>{there[1].path}));
}

TEST(Cover, AnExtendedPublicKeyHasItsOwnAccountsAndTheirChange) {
  const Root root = zero_root();
  const auto segwit = presets()[5];
  const auto watched = watch(account_xpub(root, segwit).value().descriptor).value();
  EXPECT_EQ(paths_of(watched,
                     {address_at(root, "m/84'/0'/0'/0/3"), address_at(root, "m/84'/0'/0'/1/4"),
                      address_at(root, "m/84'/0'/1'/0/3"), address_at(root, "m/44'/60'/0'/0/0")},
                     10),
            (std::vector<std::string>{"m/84'/0'/0'/0/3", "m/84'/0'/0'/1/4", "", ""}));
}

// ledger-live has a key for each account, and so a watched one is of one account alone.
TEST(Cover, AnExtendedPublicKeyOfOneAccount) {
  const Root root = zero_root();
  const auto live = presets()[1];
  const auto watched = watch(account_xpub(root, live).value().xpub).value();
  const auto found =
      cover(watched,
            parsed({address_at(root, "m/44'/60'/0'/0/0"), address_at(root, "m/44'/60'/1'/0/0")}),
            100)
          .value();
  EXPECT_TRUE(found[0]);
  EXPECT_FALSE(found[1]);
}

// The private key 1.
Root key_root() {
  std::array<std::uint8_t, 32> one{};
  one.back() = 1;
  return open(Kind::key, one, {bip39::Language::english, bip39::Passphrase::none()}).value();
}

TEST(Cover, SaysWhetherARootCanHaveAnAddressAtAll) {
  const auto addresses = parsed(
      {"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
       "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", "11111111111111111111111111111111"});
  const Root root = zero_root();
  const auto segwit = watch(account_xpub(root, presets()[5]).value().descriptor).value();
  const auto answers = [&](const Root& of) {
    std::string text;
    for (const auto& address : addresses) text += can_have(of, address) ? 'y' : 'n';
    return text;
  };
  EXPECT_EQ(answers(root), "yyyy");
  EXPECT_EQ(answers(key_root()), "yyyn") << "it has no key of the other curve";
  EXPECT_EQ(answers(segwit), "nynn") << "it says form and network";
}

TEST(Cover, ABareKeyHasOneAccountOfEachForm) {
  const Root root = key_root();
  // The address of the key 1 is well known.
  const auto found = cover(root,
                           parsed({"0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf",
                                   "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
                                   "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"}),
                           100)
                         .value();
  EXPECT_EQ(found[0]->account.preset, "ethereum");
  EXPECT_EQ(found[1]->account.preset, "bitcoin-segwit");
  EXPECT_FALSE(found[2]);
}

}  // namespace
}  // namespace steelshare::wallet
