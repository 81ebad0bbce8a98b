#include <array>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/gathering.h"
#include "cli/rehearsal_log.h"

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

// What is answered.
struct Answer {
  const Knowledge& knowledge;
  const Gathered& gathered;
  const Findings& findings;
  std::string log;  // the file that has a new line, or empty
};

Text json_answer(const Answer& answer) {
  const auto& [knowledge, gathered, findings, log] = answer;
  const auto& shares = gathered.shares;
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
  if (gathered.left_out > 0) json.key("left_out").number(gathered.left_out);
  json.key("verdict").string(recovery::name(findings.verdict));
  if (!log.empty()) json.key("log").string(log);
  json.end_object();
  text.append('\n');
  return text.finish();
}

Text plain_answer(const Answer& answer) {
  const auto& [knowledge, gathered, findings, log] = answer;
  const auto& shares = gathered.shares;
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
    text.append(std::string_view("quorums proved: " + count_text(findings.quorums) + "\n"));
  }
  if (findings.reading) write_reading(text, *findings.reading);
  text.append(std::string_view("verdict: "));
  text.append(recovery::name(findings.verdict));
  text.append(std::string_view(findings.unverified ? ", unverified\n" : "\n"));
  if (!log.empty()) text.append(std::string_view("log: one line added\n"));
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

// Reads the plates into `gathered` and finds out what they are.
Outcome<Findings> rehearse(const Arguments& arguments, const Knowledge& knowledge,
                           Gathered& gathered) {
  auto read = gather_shares(arguments, knowledge);
  if (!read) return read.error();
  gathered = std::move(*read);
  const auto sound = check_plates(knowledge, gathered.shares);
  if (!sound) return sound.error();
  return find_out(arguments, knowledge, gathered.shares);
}

// Whether a plate was read at all, sound or not, and the call was right. Else it is no rehearsal.
bool has_begun(const Gathered& gathered, const Outcome<Findings>& findings) {
  if (findings) return true;
  if (findings.error().exit == Exit::usage) return false;
  return !gathered.shares.empty() || findings.error().problems[0].at.share > 0;
}

Rehearsal failed(const Failure& failure) {
  const std::string_view verdict = failure.exit == Exit::mismatch    ? "mismatch"
                                   : failure.exit == Exit::undecided ? "cannot_tell"
                                                                     : "failed";
  return {0, verdict, failure.problems[0].code};
}

// Whether the log, if there is one, has its line; where it could not be added, that is told.
bool is_logged(const std::optional<LineLog>& log, const Arguments& arguments,
               const Gathered& gathered, const Outcome<Findings>& findings) {
  if (!log || !has_begun(gathered, findings)) return true;
  const auto rehearsal = findings ? Rehearsal{findings->quorums, recovery::name(findings->verdict)}
                                  : failed(findings.error());
  const auto written = write_rehearsal(*log, arguments, gathered, rehearsal);
  if (!written) report(written.error());
  return written.has_value();
}

// Of a group that is not complete nothing but a record proves the plates.
void tell_of_short_groups(const Knowledge& knowledge, const std::vector<ReadShare>& shares) {
  if (knowledge.record) return;
  for (const auto& group : recovery::progress(shares_of(shares)).groups) {
    if (group.complete()) continue;
    notice("group " + std::to_string(group.group_index + 1) +
           " has too few plates here: nothing but their checksums was checked");
  }
}

// Unlike recover, verify is asked to decide.
Exit advise(const Knowledge& knowledge, Verdict verdict) {
  if (verdict == Verdict::mismatch) {
    notice("the shares open, but not to a wallet with what was given");
  }
  if (verdict != Verdict::cannot_tell) return exit_of(verdict);
  notice(knowledge.evidence.empty()
             ? "the shares open, but nothing was given that proves the wallet: add --address or "
               "--record"
             : "the shares open, but what was given is of accounts that cannot be derived here, "
               "so it proves nothing: add another --address");
  return Exit::undecided;
}

Outcome<Exit> run(const Arguments& arguments) {
  const auto knowledge = read_knowledge(arguments);
  if (!knowledge) return knowledge.error();
  const auto log = read_log(arguments);
  if (!log) return log.error();
  Gathered gathered;
  const auto findings = rehearse(arguments, *knowledge, gathered);
  const bool logged = is_logged(*log, arguments, gathered, findings);
  if (!findings) return findings.error();
  const Answer answer{*knowledge, gathered, *findings,
                      *log && logged ? (*log)->path() : std::string()};
  const auto printed = print(arguments.has("json") ? json_answer(answer) : plain_answer(answer));
  if (!printed) return printed.error();
  tell_of_short_groups(*knowledge, gathered.shares);
  const Exit exit = advise(*knowledge, findings->verdict);
  return exit == Exit::done && !logged ? Exit::machine : exit;
}

constexpr std::array output_options{
    Option{"log", "FILE", "add a dated line without secrets to this log of rehearsals"},
    Option{"json", "", "answer with one JSON object"},
};

}  // namespace

Command verify_command() {
  return {"verify", "rehearse a recovery: check shares and wallet, never show the secret",
          join({opening_options(), output_options}),
          R"(Reads shares as 'recover' does and says what was checked: each plate, the quorums
among them, and the wallet. With --record each plate is also proved alone, so that
one custodian can check one plate without the others. At the terminal it says after
each plate which one it is and what is still missing.

A custodian's yearly check of one plate takes a minute: type the words from the steel,
then an empty line. It is good where it says "as recorded" and "verdict: match".
Without a record 'steelshare inspect' checks the plate's own checksum.

Exit status: 0 match, 1 mismatch, 4 nothing to compare with or too few shares; 70 for a
match that could not be logged.

Examples, one plate against the record, and a rehearsal that is remembered:

  steelshare verify --record record.json
  steelshare verify --record record.json --log rehearsals.txt
)",
          run};
}

}  // namespace steelshare::cli
