#include "steelshare/wallet/preset.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace steelshare::wallet {
namespace {

struct Refusal {
  std::string text;
  Kind kind;
  ErrorCode code;
  std::uint16_t item;
};

TEST(Presets, HaveDistinctNamesAndPathsWithOneIndex) {
  std::set<std::string_view> names;
  for (const Preset& preset : presets()) {
    EXPECT_TRUE(names.insert(preset.name).second) << preset.name;
    EXPECT_TRUE(fits(preset, Kind::bip39) || fits(preset, Kind::key)) << preset.name;
    if (preset.pattern.empty()) continue;
    const auto first = account_path(preset, 0);
    const auto last = account_path(preset, 2147483647);
    const auto shared = shared_steps(preset);
    ASSERT_LT(shared, first.steps.size());
    for (std::size_t i = 0; i < first.steps.size(); ++i) {
      EXPECT_EQ(first.steps[i] == last.steps[i], i != shared) << preset.name;
    }
  }
}

struct Row {
  std::string name, path;
};

std::vector<Row> rows(bool test_network) {
  std::vector<Row> found;
  for (const Preset& preset : presets()) {
    if (preset.pattern.empty()) continue;
    const Preset there = test_network ? on_test_network(preset) : preset;
    found.push_back({std::string(preset.name), bip32::format_path(account_path(there, 7))});
  }
  return found;
}

void expect_rows(const std::vector<Row>& found, const std::vector<Row>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].name, expected[i].name);
    EXPECT_EQ(found[i].path, expected[i].path) << found[i].name;
  }
}

TEST(Presets, AreWhereWalletsLook) {
  expect_rows(rows(false), {{"metamask", "m/44'/60'/0'/0/7"},
                            {"ledger-live", "m/44'/60'/7'/0/0"},
                            {"ledger-legacy", "m/44'/60'/0'/7"},
                            {"bitcoin-legacy", "m/44'/0'/0'/0/7"},
                            {"bitcoin-nested", "m/49'/0'/0'/0/7"},
                            {"bitcoin-segwit", "m/84'/0'/0'/0/7"},
                            {"bitcoin-taproot", "m/86'/0'/0'/0/7"},
                            {"litecoin", "m/84'/2'/0'/0/7"},
                            {"dogecoin", "m/44'/3'/0'/0/7"},
                            {"xrp", "m/44'/144'/0'/0/7"},
                            {"tron", "m/44'/195'/0'/0/7"},
                            {"solana", "m/44'/501'/7'/0'"}});
}

TEST(Presets, OfTheTestNetworkHaveCoinOneWhereTheirAddressesDiffer) {
  expect_rows(rows(true), {{"metamask", "m/44'/60'/0'/0/7"},
                           {"ledger-live", "m/44'/60'/7'/0/0"},
                           {"ledger-legacy", "m/44'/60'/0'/7"},
                           {"bitcoin-legacy", "m/44'/1'/0'/0/7"},
                           {"bitcoin-nested", "m/49'/1'/0'/0/7"},
                           {"bitcoin-segwit", "m/84'/1'/0'/0/7"},
                           {"bitcoin-taproot", "m/86'/1'/0'/0/7"},
                           {"litecoin", "m/84'/1'/0'/0/7"},
                           {"dogecoin", "m/44'/1'/0'/0/7"},
                           {"xrp", "m/44'/144'/0'/0/7"},
                           {"tron", "m/44'/195'/0'/0/7"},
                           {"solana", "m/44'/501'/7'/0'"}});
}

TEST(Presets, SixHaveFiveAccountsAndTheirChange) {
  std::vector<std::string_view> names;
  for (const Preset& preset : presets()) {
    const auto chains = chains_of(preset);
    ASSERT_FALSE(chains.empty());
    EXPECT_EQ(chains[0].pattern, preset.pattern);
    if (chains.size() == 1) continue;
    names.push_back(preset.name);
    ASSERT_EQ(chains.size(), 10u) << preset.name;
    auto path = account_path(preset, 7);
    for (std::uint32_t i = 0; i < 10; ++i) {
      path.steps[2] = bip32::hardened(i / 2);
      path.steps[3] = i % 2;
      EXPECT_EQ(account_path(chains[i], 7), path);
      EXPECT_EQ(chains[i].change, i % 2 == 1);
      EXPECT_EQ(chains[i].address, preset.address);
      EXPECT_EQ(chains[i].name, preset.name);
    }
  }
  EXPECT_EQ(names,
            (std::vector<std::string_view>{"bitcoin-legacy", "bitcoin-nested", "bitcoin-segwit",
                                           "bitcoin-taproot", "litecoin", "dogecoin"}));
}

TEST(Presets, OfABareKeyAreAllButThoseOfWalletsAndOtherCurves) {
  std::set<std::string_view> names;
  for (const Preset& preset : presets()) {
    if (fits(preset, Kind::key)) names.insert(preset.name);
  }
  EXPECT_EQ(names, (std::set<std::string_view>{"ethereum", "bitcoin-legacy", "bitcoin-nested",
                                               "bitcoin-segwit", "bitcoin-taproot", "litecoin",
                                               "dogecoin", "xrp", "tron", "bitcoin-uncompressed"}));
}

TEST(Requests, ReadPresetsAndCounts) {
  const auto requests = parse_requests("metamask:1000,bitcoin-segwit", Kind::slip39);
  ASSERT_TRUE(requests);
  ASSERT_EQ(requests->size(), 2u);
  EXPECT_EQ((*requests)[0].preset.name, "metamask");
  EXPECT_EQ((*requests)[0].count, 1000u);
  EXPECT_EQ((*requests)[1].preset.name, "bitcoin-segwit");
  EXPECT_EQ((*requests)[1].count, 1u);
}

TEST(Requests, SayWhichItemIsWrongAndWhy) {
  using enum ErrorCode;
  for (const auto& r :
       {Refusal{"", Kind::bip39, empty_input, 0}, Refusal{"monero", Kind::bip39, unknown_preset, 1},
        Refusal{"Metamask", Kind::bip39, unknown_preset, 1},
        Refusal{"metamask,", Kind::bip39, unknown_preset, 2},
        Refusal{",metamask", Kind::bip39, unknown_preset, 1},
        Refusal{"metamask, bitcoin-segwit", Kind::bip39, unknown_preset, 2},
        Refusal{"metamask:", Kind::bip39, invalid_account_count, 1},
        Refusal{"metamask:0", Kind::bip39, invalid_account_count, 1},
        Refusal{"metamask:1001", Kind::bip39, invalid_account_count, 1},
        Refusal{"metamask:-1", Kind::bip39, invalid_account_count, 1},
        Refusal{"metamask:1x", Kind::bip39, invalid_account_count, 1},
        Refusal{"metamask:4294967297", Kind::bip39, invalid_account_count, 1},
        Refusal{"metamask:1:2", Kind::bip39, invalid_account_count, 1},
        Refusal{"metamask,ethereum", Kind::bip39, preset_does_not_fit, 2},
        Refusal{"metamask", Kind::key, preset_does_not_fit, 1},
        Refusal{"ethereum:2", Kind::key, invalid_account_count, 1}}) {
    const auto requests = parse_requests(r.text, r.kind);
    ASSERT_FALSE(requests) << r.text;
    EXPECT_EQ(requests.error().code, r.code) << r.text;
    EXPECT_EQ(requests.error().at.row, r.item) << r.text;
  }
}

TEST(Requests, HaveADefaultForEveryKind) {
  for (const Kind kind : all_kinds) {
    for (const Request& request : default_requests(kind)) EXPECT_TRUE(fits(request.preset, kind));
  }
  EXPECT_EQ(default_requests(Kind::bip39)[0].count, 3u);
  EXPECT_EQ(default_requests(Kind::key)[0].preset.name, "ethereum");
}

}  // namespace
}  // namespace steelshare::wallet
