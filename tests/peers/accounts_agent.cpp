// The library behind standard input and output, for tests/peers/accounts_peer.mjs: one question a
// line, one answer a line, both in JSON.
//
//   {"phrase", "passphrase", "count"}
//       -> {"fingerprint", "presets": {name: {"addresses", "xpub", "slip132", "descriptor",
//       "watched": [[address, ...], ...]}}}
//   {"key"}
//       -> {"addresses": {name: address}}
//
// A preset on the test network has the name with "/test" behind it. "watched" has, for each text of
// the extended public key, the addresses that the text alone gives.
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "steelshare/wallet/account.h"
#include "support/bytes.h"

namespace steelshare::wallet {
namespace {

using nlohmann::json;

Root open_phrase(const json& question) {
  const auto words = parse(question.at("phrase").get<std::string>(), bip39_english_words()).value();
  const auto entropy = bip39::decode(words).value();
  auto passphrase = bip39::Passphrase::from(question.at("passphrase").get<std::string>()).value();
  return open(Kind::bip39, entropy.view(), {bip39::Language::english, std::move(passphrase)})
      .value();
}

json addresses(const Root& root, const Preset& preset, std::uint32_t count) {
  json found = json::array();
  const Request request{preset, count};
  for (const Account& account : accounts(root, {&request, 1}).value()) {
    found.push_back(account.address);
  }
  return found;
}

json preset_for(const Root& root, const Preset& preset, std::uint32_t count) {
  json answer{{"addresses", addresses(root, preset, count)}};
  const auto key = account_xpub(root, preset);
  if (!key) return answer;
  answer["xpub"] = key->xpub;
  answer["slip132"] = key->slip132;
  answer["descriptor"] = key->descriptor;
  answer["watched"] = json::array();
  for (const std::string& text : {key->xpub, key->slip132, key->descriptor}) {
    if (!text.empty()) answer["watched"].push_back(addresses(watch(text).value(), preset, count));
  }
  return answer;
}

json tree_for(const json& question) {
  const Root root = open_phrase(question);
  const std::uint32_t count = question.at("count");
  json found;
  for (const Preset& preset : fitting_presets(root)) {
    const std::string name(preset.name);
    found[name] = preset_for(root, preset, count);
    const Preset there = on_test_network(preset);
    if (there.network == preset.network) continue;
    found[name + "/test"] = preset_for(root, there, count);
  }
  return {{"fingerprint", to_hex(fingerprint(root).value())}, {"presets", found}};
}

json key_for(const json& question) {
  const auto bytes = test::from_hex(question.at("key").get<std::string>());
  const Root root =
      open(Kind::key, bytes, {bip39::Language::english, bip39::Passphrase::none()}).value();
  json found;
  for (const Preset& preset : fitting_presets(root)) {
    found[std::string(preset.name)] = addresses(root, preset, 1)[0];
  }
  return {{"addresses", found}};
}

}  // namespace
}  // namespace steelshare::wallet

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const auto question = nlohmann::json::parse(line);
    std::cout << (question.contains("key") ? steelshare::wallet::key_for(question)
                                           : steelshare::wallet::tree_for(question))
              << std::endl;
  }
}
