#include <array>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/opening.h"
#include "steelshare/recovery/progress.h"

namespace steelshare::cli {
namespace {

using recovery::Verdict;

// What a verification found, without the secret.
struct Findings {
  Verdict verdict;
  double quorums = 0;
  bool unverified = false;
  std::optional<recovery::Reading> reading = {};
};

// How many quorums the shares at hand contain; opening them has proved each.
double quorums_in(const recovery::Progress& progress) {
  slip39::Policy policy{progress.group_threshold, {}};
  for (const auto& group : progress.groups) {
    if (group.complete()) policy.groups.push_back({group.threshold, group.have});
  }
  return slip39::quorum_count(policy);
}

Text json_answer(const Knowledge& knowledge, const std::vector<ReadShare>& shares,
                 const Findings& findings) {
  TextBuilder text;
  Json json(text);
  json.begin_object();
  json.key("command").string("verify");
  json.key("plates").begin_array();
  for (std::size_t i = 0; i < shares.size(); ++i) {
    json.begin_object();
    json.key("share").number(i + 1);
    json.key("group").number(shares[i].share.group_index + 1);
    json.key("member").number(shares[i].share.member_index + 1);
    json.key("checksum").boolean(true);
    if (knowledge.record) json.key("recorded").boolean(true);
    json.end_object();
  }
  json.end_array();
  json.key("quorums_checked").number(findings.quorums);
  if (findings.reading) {
    json.key("kind").string(wallet::name(findings.reading->kind));
    write_reading(json, *findings.reading);
  }
  if (findings.unverified) json.key("unverified").boolean(true);
  json.key("verdict").string(recovery::name(findings.verdict));
  json.end_object();
  text.append('\n');
  return text.finish();
}

Text plain_answer(const Knowledge& knowledge, const std::vector<ReadShare>& shares,
                  const Findings& findings) {
  TextBuilder text;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const auto& share = shares[i].share;
    std::string line = "share " + std::to_string(i + 1) + ": ";
    if (share.group_count > 1) line += "group " + std::to_string(share.group_index + 1) + ", ";
    line += "member " + std::to_string(share.member_index + 1) + ", checksum good";
    if (knowledge.record) line += ", as recorded";
    text.append(std::string_view(line + "\n"));
  }
  if (findings.quorums > 0) {
    TextBuilder number;
    Json(number).number(findings.quorums);
    text.append(std::string_view("quorums proved: "));
    text.append(number.finish());
    text.append('\n');
  }
  if (findings.reading) write_reading(text, *findings.reading);
  text.append(std::string_view("verdict: "));
  text.append(recovery::name(findings.verdict));
  text.append(std::string_view(findings.unverified ? ", unverified\n" : "\n"));
  return text.finish();
}

Outcome<Findings> find_out(const Arguments& arguments, const Knowledge& knowledge,
                           const std::vector<ReadShare>& shares) {
  const auto progress = recovery::progress(shares_of(shares));
  // Every plate was proved by its tag, which is all that one custodian can do. An address that was
  // typed cannot be proved without a quorum.
  if (knowledge.record && !progress.complete() && !arguments.has("address")) {
    notice("each plate is as recorded; the wallet itself is proved by a quorum only");
    return Findings{Verdict::match};
  }
  const auto passphrase = read_slip39_passphrase(arguments, Typed::once);
  if (!passphrase) return passphrase.error();
  auto bip39_passphrase = read_bip39_passphrase(arguments, Typed::once);
  if (!bip39_passphrase) return bip39_passphrase.error();
  const bip39::Phrasing phrasing(first_language(knowledge), std::move(*bip39_passphrase));
  auto opening = open_shares(knowledge, shares, *passphrase, phrasing);
  if (!opening) return opening.error();
  Findings findings{opening->verdict, quorums_in(progress), opening->unverified};
  if (opening->chosen) findings.reading = std::move(opening->readings[*opening->chosen]);
  return findings;
}

Outcome<Exit> run(const Arguments& arguments) {
  const auto knowledge = read_knowledge(arguments);
  if (!knowledge) return knowledge.error();
  const auto shares = read_shares(arguments);
  if (!shares) return shares.error();
  const auto sound = check_plates(*knowledge, *shares);
  if (!sound) return sound.error();
  const auto findings = find_out(arguments, *knowledge, *shares);
  if (!findings) return findings.error();
  const auto printed = print(arguments.has("json") ? json_answer(*knowledge, *shares, *findings)
                                                   : plain_answer(*knowledge, *shares, *findings));
  if (!printed) return printed.error();
  if (findings->verdict == Verdict::mismatch) {
    notice("the shares open, but not to a wallet with what was given");
  }
  // Unlike recover, verify is asked to decide.
  if (findings->verdict == Verdict::cannot_tell) {
    notice(knowledge->evidence.empty()
               ? "the shares open, but nothing was given that proves the wallet: add --address or "
                 "--record"
               : "the shares open, but what was given is of accounts that cannot be derived here, "
                 "so it proves nothing: add another --address");
    return Exit::undecided;
  }
  return exit_of(findings->verdict);
}

constexpr std::array output_options{
    Option{"json", "", "answer with one JSON object"},
};

}  // namespace

Command verify_command() {
  return {"verify", "rehearse a recovery: check shares and wallet, never show the secret",
          join({opening_options(), output_options}),
          R"(Reads shares as 'recover' does and says what was checked: each plate, the quorums
among them, and the wallet. With --record each plate is also proved alone, so that
one custodian can check one plate without the others.

Exit status: 0 match, 1 mismatch, 4 nothing to compare with or too few shares.

Example, one plate against the record:

  steelshare verify --record record.json
)",
          run};
}

}  // namespace steelshare::cli
