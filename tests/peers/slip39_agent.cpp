// The library behind standard input and output, for tests/peers/differential.mjs: one question a
// line, one answer a line, both in JSON. A process for each question would be the slowest part.
//
//   {"do": "split", "secret", "passphrase", "extendable", "exponent", "threshold", "groups",
//   "seed"}
//       -> {"shares": [[share, ...], ...]}, group by group
//   {"do": "read", "passphrase", "shares"}
//       -> {"each": [code, ...], "combine": verdict, "open": verdict}
//
// A code is the name of an error, or null; a verdict is {"secret": hex} or {"error": code}. combine
// takes as many shares as the thresholds ask for, open takes those beyond them too.
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "steelshare/slip39/sharing.h"
#include "support/bytes.h"
#include "support/fixed_random.h"
#include "support/fixtures.h"

namespace steelshare::slip39 {
namespace {

using nlohmann::json;

json split_for(const json& question) {
  Policy policy{question.at("threshold"), {}};
  for (const auto& group : question.at("groups"))
    policy.groups.push_back({group.at(0), group.at(1)});
  const auto secret =
      MasterSecret::copy_of(test::from_hex(question.at("secret").get<std::string>()));
  test::FixedRandom random(question.at("seed").get<std::uint64_t>());
  const auto shares = split(secret, test::passphrase(question.at("passphrase").get<std::string>()),
                            policy, {question.at("extendable"), question.at("exponent")}, random);
  if (!shares) return {{"error", name(shares.error().code)}};
  json groups = json::array();
  for (std::size_t i = 0; i < policy.groups.size(); ++i) groups.push_back(json::array());
  for (const Share& share : *shares) {
    groups[share.group_index].push_back(chars(format(encode(share), slip39_words())));
  }
  return {{"shares", groups}};
}

json verdict(const Result<MasterSecret, Errors>& secret) {
  if (!secret) return {{"error", name(secret.error()[0].code)}};
  return {{"secret", to_hex(secret->view())}};
}

Result<MasterSecret, Errors> open_and_decrypt(const std::vector<Share>& shares,
                                              const Passphrase& passphrase) {
  const auto encrypted = open(shares);
  if (!encrypted) return encrypted.error();
  return decrypt(*encrypted, passphrase);
}

json read_for(const json& question) {
  const auto passphrase = test::passphrase(question.at("passphrase").get<std::string>());
  std::vector<Share> shares;
  json each = json::array(), first_error;
  for (const std::string text : question.at("shares")) {
    auto share = test::decode_all({text});
    each.push_back(share ? json() : json(name(share.error()[0].code)));
    if (share) {
      shares.push_back(std::move((*share)[0]));
    } else if (first_error.is_null()) {
      first_error = each.back();
    }
  }
  if (!first_error.is_null()) {
    const json refused{{"error", first_error}};
    return {{"each", each}, {"combine", refused}, {"open", refused}};
  }
  return {{"each", each},
          {"combine", verdict(combine(shares, passphrase))},
          {"open", verdict(open_and_decrypt(shares, passphrase))}};
}

}  // namespace
}  // namespace steelshare::slip39

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const auto question = nlohmann::json::parse(line);
    const bool splits = question.at("do") == "split";
    std::cout << (splits ? steelshare::slip39::split_for(question)
                         : steelshare::slip39::read_for(question))
              << std::endl;
  }
}
