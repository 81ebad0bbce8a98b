#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "steelshare/bip32/serialise.h"
#include "steelshare/wallet/account.h"
#include "support/figure.h"
#include "support/fixtures.h"
#include "wallet/descriptor.h"

namespace steelshare::wallet {
namespace {

bip39::Phrasing english() { return {bip39::Language::english, bip39::Passphrase::none()}; }

nlohmann::json vectors(const std::string& name) {
  return test::fixture("wallet/standards.json", name);
}

Root tree() {
  const std::string phrase = vectors("phrase");
  const auto entropy = bip39::decode(parse(phrase, bip39_english_words()).value()).value();
  return open(Kind::bip39, entropy.view(), english()).value();
}

Preset preset_of(std::string_view name, address::Network network = address::Network::main) {
  const auto preset = parse_requests(name, Kind::bip39)->front().preset;
  return network == address::Network::test ? on_test_network(preset) : preset;
}

std::vector<Account> list(const Root& root, const Preset& preset, std::uint32_t count) {
  const Request request{preset, count};
  return accounts(root, {&request, 1}).value();
}

std::set<std::string> names(const std::vector<Preset>& presets) {
  std::set<std::string> found;
  for (const Preset& preset : presets) found.emplace(preset.name);
  return found;
}

std::string code_of(std::string_view text) {
  const auto root = watch(text);
  return root ? "none" : std::string(name(root.error().code));
}

// The extended public key at any path of the phrase.
std::string xpub_at(std::string_view path) {
  const std::string phrase = vectors("phrase");
  const auto seed = bip39::to_seed(parse(phrase, bip39_english_words()).value(), english()).value();
  const auto key = bip32::derive(bip32::master(seed).value(), bip32::parse_path(path).value());
  return bip32::format_xpub(bip32::neuter(*key));
}

TEST(Xpubs, AreThoseOfTheStandards) {
  const auto root = tree();
  const auto keys = vectors("keys");
  for (const auto& v : keys) {
    const bool test = v.at("network") == "test";
    const auto preset = preset_of(v.at("preset").get<std::string>(),
                                  test ? address::Network::test : address::Network::main);
    const auto made = account_xpub(root, preset).value();
    EXPECT_EQ(made.path, v.at("path").get<std::string>());
    EXPECT_EQ(made.slip132.empty() ? made.xpub : made.slip132, v.at("text").get<std::string>());
    EXPECT_TRUE(made.xpub.starts_with(test ? "tpub" : "xpub"));
  }
  test::print_figure("vectors.slip132_keys", keys.size());
  for (const auto& v : vectors("descriptors")) {
    const auto preset = preset_of(v.at("preset").get<std::string>());
    EXPECT_EQ(account_xpub(root, preset)->descriptor, v.at("text").get<std::string>());
  }
  for (const std::string name : {"metamask", "litecoin", "dogecoin", "xrp", "tron"}) {
    const auto made = account_xpub(root, preset_of(name)).value();
    EXPECT_EQ(made.slip132 + made.descriptor, "") << name;
  }
}

TEST(Watch, GivesTheAddressesOfTheStandards) {
  for (const auto& v : vectors("keys")) {
    const auto root = watch(v.at("text").get<std::string>());
    ASSERT_TRUE(root);
    std::set<std::string> found;
    for (const Preset& preset : fitting_presets(*root)) {
      found.insert(list(*root, preset, 1)[0].address);
    }
    EXPECT_TRUE(found.contains(v.at("address").get<std::string>())) << v.at("text");
  }
}

TEST(Watch, GivesTheAccountsOfTheTreeFromEveryTextOfAKey) {
  const auto root = tree();
  int seen = 0;
  for (const Preset& preset : presets()) {
    if (preset.pattern.empty() || is_ed25519(preset)) continue;
    for (const Preset& there : {preset, on_test_network(preset)}) {
      const auto made = account_xpub(root, there).value();
      const auto expected = list(root, there, 3);
      for (const std::string& text : {made.xpub, made.slip132, made.descriptor}) {
        if (text.empty()) continue;
        const auto watched = watch(text);
        ASSERT_TRUE(watched) << text;
        const auto found = list(*watched, there, 3);
        // The key of ledger-live is of one account.
        EXPECT_EQ(found.size(), preset.name == "ledger-live" ? 1u : 3u);
        for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i], expected[i]) << text;
        EXPECT_EQ(account_xpub(*watched, there)->xpub, made.xpub);
        ++seen;
      }
    }
  }
  EXPECT_EQ(seen, 34);
}

TEST(Watch, TriesThePresetsThatAKeyDoesNotExclude) {
  const std::set<std::string> ethereum{"metamask", "ledger-live", "ledger-legacy"};
  std::set<std::string> all = ethereum;
  all.insert({"bitcoin-legacy", "bitcoin-nested", "bitcoin-segwit", "bitcoin-taproot", "litecoin",
              "dogecoin", "xrp", "tron"});
  const auto fitting = [](const std::string& text) {
    return names(fitting_presets(watch(text).value()));
  };
  const std::string xpub = xpub_at("m/44'/60'/0'");
  EXPECT_EQ(fitting(xpub), all);
  EXPECT_EQ(fitting("[73c5da0a/44h/60h/0h]" + xpub), ethereum);
  EXPECT_EQ(fitting("wpkh(" + xpub + ")"), (std::set<std::string>{"bitcoin-segwit"}));
  EXPECT_EQ(fitting(account_xpub(tree(), preset_of("bitcoin-nested"))->slip132),
            (std::set<std::string>{"bitcoin-nested"}));
  // Below the account, on the chain of received coins, there is no account number to begin with.
  const std::string chain = xpub_at("m/44'/60'/0'/0");
  std::set<std::string> with_chain = all;
  with_chain.erase("ledger-legacy");
  EXPECT_EQ(fitting(chain), with_chain);
  EXPECT_EQ(fitting("[73c5da0a/44h/60h/0h/0]" + chain),
            (std::set<std::string>{"metamask", "ledger-live"}));
}

TEST(Watch, KeepsTheAccountNumberOfTheKey) {
  const auto root = tree();
  const auto watched = watch(xpub_at("m/44'/60'/5'")).value();
  const auto live = list(watched, preset_of("ledger-live"), 3);
  ASSERT_EQ(live.size(), 1u);
  EXPECT_EQ(live[0], list(root, preset_of("ledger-live"), 6)[5]);
  const auto meta = list(watched, preset_of("metamask"), 2);
  ASSERT_EQ(meta.size(), 2u);
  EXPECT_EQ(meta[1].path, "m/44'/60'/5'/0/1");
  EXPECT_EQ(meta[1].preset, "");  // metamask is of account 0
  EXPECT_EQ(meta[1].address, account(root, bip32::parse_path("m/44'/60'/5'/0/1").value())->address);
}

TEST(Watch, GivesAccountsByTheirPaths) {
  const auto root = tree();
  const auto watched = watch("[73c5da0a/84h/0h/0h]" + xpub_at("m/84'/0'/0'")).value();
  for (const std::string text : {"m/84'/0'/0'/0/7", "m/84'/0'/0'/1/0"}) {
    const auto path = bip32::parse_path(text).value();
    EXPECT_EQ(*account(watched, path), *account(root, path));
  }
  const auto code = [&](std::string_view text) {
    return account(watched, bip32::parse_path(text).value()).error().code;
  };
  EXPECT_EQ(code("m/84'/0'/1'/0/0"), ErrorCode::unsupported_path);
  EXPECT_EQ(code("m/84'/0'/0'"), ErrorCode::unsupported_path);
  EXPECT_EQ(code("m/84'/0'/0'/0/0'"), ErrorCode::hardened_from_public);
}

TEST(Watch, KnowsTheMasterFingerprintOfAnOrigin) {
  const std::string xpub = xpub_at("m/84'/0'/0'");
  EXPECT_EQ(fingerprint(watch("[73c5da0a/84h/0h/0h]" + xpub).value()), fingerprint(tree()));
  EXPECT_EQ(fingerprint(watch(xpub).value()), std::nullopt);
}

TEST(Watch, RefusesAnOriginThatIsNotTheKeys) {
  const std::string xpub = xpub_at("m/84'/0'/0'");
  EXPECT_EQ(code_of("[73c5da0a/84h/0h/0h]" + xpub), "none");
  EXPECT_EQ(code_of("[73c5da0a/84h/0h]" + xpub), "invalid_descriptor");
  EXPECT_EQ(code_of("[73c5da0a/84h/0h/1h]" + xpub), "invalid_descriptor");
  EXPECT_EQ(code_of("[73c5da0a/84h/0h/0]" + xpub), "invalid_descriptor");
  EXPECT_EQ(code_of("[73c5da0a]" + xpub_at("m")), "unsupported_path");
  EXPECT_EQ(code_of("[73c5da0b]" + xpub_at("m")), "invalid_descriptor");
}

TEST(Watch, RefusesKeysThatNoPresetHas) {
  const std::string account = xpub_at("m/84'/0'/0'");
  for (const std::string& text :
       {xpub_at("m"), xpub_at("m/44'"), xpub_at("m/44'/60'"), xpub_at("m/44'/60'/0"),
        xpub_at("m/44'/60'/0'/1"), xpub_at("m/44'/60'/0'/0/0"),
        "[73c5da0a/83h/0h/0h]" + xpub_at("m/83'/0'/0'"), "pkh([73c5da0a/84h/0h/0h]" + account + ")",
        "wpkh([73c5da0a/84h/0h/0h]" + account + "/2/*)",
        "wpkh([73c5da0a/84h/0h/0h]" + account + "/0/0)",
        "wpkh([73c5da0a/84h/0h/0h]" + account + "/*)"}) {
    EXPECT_EQ(code_of(text), "unsupported_path") << text;
  }
  for (const std::string tail : {"", "/0/*", "/1/*", "/<0;1>/*"}) {
    EXPECT_EQ(code_of("wpkh([73c5da0a/84h/0h/0h]" + account + tail + ")"), "none") << tail;
  }
}

TEST(Watch, HasNoAccountsOfOtherPresets) {
  const auto watched = watch("[73c5da0a/84h/0h/0h]" + xpub_at("m/84'/0'/0'")).value();
  const Request request{preset_of("metamask"), 1};
  EXPECT_EQ(accounts(watched, {&request, 1}).error().code, ErrorCode::preset_does_not_fit);
  EXPECT_EQ(account_xpub(watched, request.preset).error().code, ErrorCode::preset_does_not_fit);
}

}  // namespace
}  // namespace steelshare::wallet
