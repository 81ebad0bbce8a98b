#include "cli/opening.h"

#include <algorithm>
#include <array>

#include "cli/answer.h"
#include "cli/gathering.h"
#include "cli/record_file.h"
#include "cli/secret_kinds.h"
#include "steelshare/address/address.h"
#include "steelshare/recovery/progress.h"

namespace steelshare::cli {
namespace {

using recovery::Verdict;

constexpr std::array options{
    Option{"in", "FILE", "read the shares from a file, one a line"},
    Option{"kind", "KIND", "what the shares mean: bip39, bip39-seed, slip39 or key"},
    Option{"language", "LANGUAGE",
           "of a bip39 phrase, where it is not english; proved by an address"},
    Option{"record", "FILE", "the record.json that was written with the plates"},
    Option{"address", "ADDRESS", "an address the wallet must have (repeats)", true},
    Option{"fingerprint", "HEX", "the master fingerprint the wallet must have"},
    Option{"passphrase", "", "ask for the SLIP-39 passphrase of the shares"},
    Option{"passphrase-file", "FILE", "read it from a file, minus one final newline"},
    Option{"bip39-passphrase", "", "ask for the BIP-39 passphrase of the wallet"},
    Option{"bip39-passphrase-file", "FILE", "read it from a file, minus one final newline"},
};

Outcome<recovery::Evidence> read_evidence(const Arguments& arguments) {
  recovery::Evidence evidence;
  Failure problems{Exit::bad_input, {}};
  const auto addresses = arguments.values("address");
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    const auto parsed = address::parse(addresses[i]);
    const std::string subject = "--address " + std::to_string(i + 1);
    if (parsed) {
      if (parsed->network == address::Network::test) {
        notice(subject + " is of a test network, where coins are worth nothing");
      }
      evidence.addresses.push_back(parsed->text);
    } else {
      problems.problems.push_back(problem_of(parsed.error(), Place::words, subject));
    }
  }
  if (const auto text = arguments.value("fingerprint")) {
    const auto fingerprint = bip32::parse_fingerprint(*text);
    if (fingerprint) {
      evidence.fingerprint = *fingerprint;
    } else {
      problems.problems.push_back(problem_of(fingerprint.error(), Place::words, "--fingerprint"));
    }
  }
  if (!problems.problems.empty()) return problems;
  return evidence;
}

// Adds what the record knows to what was typed.
void add_evidence(recovery::Evidence& evidence, const recovery::Record& record) {
  auto recorded = recovery::evidence_of(record);
  evidence.accounts = std::move(recorded.accounts);
  if (!evidence.fingerprint) evidence.fingerprint = recorded.fingerprint;
}

void warn_of_cost(const slip39::Share& share) {
  const auto exponent = share.iteration_exponent;
  if (!is_costly(exponent)) return;
  notice("these shares ask for 2^" + std::to_string(exponent) +
         " times the usual work, which may take minutes; Ctrl-C ends it");
}

// Where the evidence proves no reading, it may prove the phrase of another language.
void try_languages(Opening& opening, const bip39::Passphrase& passphrase,
                   const recovery::Evidence& evidence) {
  const bool proved = std::ranges::any_of(
      opening.readings, [](const auto& reading) { return reading.verdict == Verdict::match; });
  if (proved || evidence.empty()) return;
  for (auto& reading : opening.readings) {
    if (reading.kind != wallet::Kind::bip39) continue;
    auto found = recovery::find_language(opening.secret, passphrase, evidence);
    if (found) reading = std::move(*found);
  }
}

}  // namespace

bool is_costly(std::uint8_t iteration_exponent) {
  constexpr int costly_exponent = 5;
  return iteration_exponent >= costly_exponent;
}

bip39::Language first_language(const Knowledge& knowledge) {
  return knowledge.language.value_or(bip39::Language::english);
}

std::span<const Option> opening_options() { return options; }

Outcome<Knowledge> read_knowledge(const Arguments& arguments) {
  Knowledge knowledge;
  auto kind = read_kind(arguments);
  if (!kind) return kind.error();
  auto evidence = read_evidence(arguments);
  if (!evidence) return evidence.error();
  auto record = read_record(arguments);
  if (!record) return record.error();
  const auto language = read_language(arguments);
  if (!language) return language.error();
  knowledge = {*kind, *language, std::move(*record), std::move(*evidence)};
  if (!knowledge.record) return knowledge;
  if (knowledge.kind && *knowledge.kind != knowledge.record->kind) {
    return usage("--kind contradicts the record");
  }
  const auto& typed = knowledge.evidence.fingerprint;
  if (typed && typed != knowledge.record->fingerprint) {
    return usage("--fingerprint contradicts the record");
  }
  if (knowledge.language && knowledge.language != knowledge.record->language) {
    return usage("--language contradicts the record");
  }
  knowledge.kind = knowledge.record->kind;
  knowledge.language = knowledge.record->language;
  add_evidence(knowledge.evidence, *knowledge.record);
  return knowledge;
}

Outcome<Done> check_plates(const Knowledge& knowledge, const std::vector<ReadShare>& shares) {
  if (!knowledge.record) return Done{};
  Errors errors;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const auto sound =
        recovery::check_plate(*knowledge.record, shares[i].mnemonic, shares[i].share);
    if (sound) continue;
    Error error = sound.error();
    error.at.share = static_cast<std::uint16_t>(i + 1);
    errors.push_back(error);
  }
  if (!errors.empty()) return failure(errors);
  return Done{};
}

KnownPlates known_plates(const Knowledge& knowledge, const std::vector<ReadShare>& shares) {
  const auto group_count = shares[0].share.group_count;
  KnownPlates known;
  if (!knowledge.record) {
    for (const auto& [mnemonic, share] : shares) {
      known.all.push_back({group_count, share.group_index, {}, share.member_index, 0});
    }
    return known;
  }
  for (const auto& plate : knowledge.record->plates) {
    const std::string_view group = knowledge.record->groups[plate.group_index].name;
    known.all.push_back({group_count, plate.group_index, group, plate.member_index, 0});
    const bool at_hand = std::ranges::any_of(shares, [&](const ReadShare& read) {
      return read.share.group_index == plate.group_index &&
             read.share.member_index == plate.member_index;
    });
    if (!at_hand) known.missing.push_back(known.all.back());
  }
  return known;
}

std::vector<slip39::Share> shares_of(const std::vector<ReadShare>& shares) {
  std::vector<slip39::Share> copies;
  for (const auto& read : shares) copies.push_back(read.share.clone());
  return copies;
}

Failure cannot_open(Errors errors, const std::vector<slip39::Share>& shares) {
  Failure all = failure(errors);
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const auto number = errors[i].at.share;
    if (errors[i].code != ErrorCode::digest_mismatch || number == 0) continue;
    const auto& share = shares[number - 1U];
    const std::string subject =
        share.group_count == 1 ? "" : "group " + std::to_string(share.group_index + 1);
    all.problems[i] = problem_of(Error{errors[i].code}, Place::none, subject);
  }
  return all;
}

Outcome<Opening> open_shares(const Knowledge& knowledge, const std::vector<ReadShare>& shares,
                             const slip39::Passphrase& passphrase,
                             const bip39::Phrasing& phrasing) {
  const auto all = shares_of(shares);
  auto encrypted = slip39::open(all);
  if (!encrypted) {
    const auto code = encrypted.error()[0].code;
    const bool short_of_shares =
        code == ErrorCode::not_enough_members || code == ErrorCode::not_enough_groups;
    return short_of_shares ? too_few(recovery::progress(all)) : cannot_open(encrypted.error(), all);
  }
  if (knowledge.record) {
    if (auto sound = recovery::check_seal(*knowledge.record, *encrypted); !sound) {
      return failure(sound.error());
    }
    if (!knowledge.record->seal) {
      notice("the record has no seal, so nothing shows whether it is as it was written");
    }
  }
  warn_of_cost(all[0]);
  auto secret = slip39::decrypt(*encrypted, passphrase);
  Opening opening{std::move(*encrypted), std::move(secret), {}, {}, Verdict::cannot_tell, false};
  if (knowledge.kind) {
    auto reading =
        recovery::read_as(*knowledge.kind, opening.secret, phrasing, {}, knowledge.evidence);
    if (!reading) return failure(reading.error());
    opening.readings.push_back(std::move(*reading));
  } else {
    opening.readings = recovery::read_all(opening.secret, phrasing, knowledge.evidence);
  }
  if (opening.readings.empty()) return failure(Error{ErrorCode::kind_does_not_fit});
  if (!knowledge.language) try_languages(opening, phrasing.passphrase, knowledge.evidence);

  const auto proved = std::ranges::find_if(
      opening.readings, [](const auto& reading) { return reading.verdict == Verdict::match; });
  if (proved != opening.readings.end()) {
    opening.chosen = static_cast<std::size_t>(proved - opening.readings.begin());
  } else if (opening.readings.size() == 1) {
    opening.chosen = 0;
  }
  const bool all_mismatch = std::ranges::all_of(
      opening.readings, [](const auto& reading) { return reading.verdict == Verdict::mismatch; });
  opening.verdict = opening.chosen ? opening.readings[*opening.chosen].verdict
                    : all_mismatch ? Verdict::mismatch
                                   : Verdict::cannot_tell;
  opening.unverified =
      opening.verdict == Verdict::cannot_tell && !recovery::progress(all).has_digest();
  if (opening.unverified) {
    notice(
        "unverified: a share says that it is enough alone, and such a share has no digest that "
        "would show an alteration; compare an address");
  }
  return opening;
}

Outcome<ReadOpening> read_and_open(const Arguments& arguments, const Knowledge& knowledge) {
  auto gathered = gather_shares(arguments, knowledge);
  if (!gathered) return gathered.error();
  return open_read(arguments, knowledge, std::move(gathered->shares));
}

Outcome<ReadOpening> open_read(const Arguments& arguments, const Knowledge& knowledge,
                               std::vector<ReadShare> shares) {
  const auto sound = check_plates(knowledge, shares);
  if (!sound) return sound.error();
  const auto passphrase = read_slip39_passphrase(arguments, Typed::once);
  if (!passphrase) return passphrase.error();
  auto bip39_passphrase = read_bip39_passphrase(arguments, Typed::once);
  if (!bip39_passphrase) return bip39_passphrase.error();
  bip39::Phrasing phrasing(first_language(knowledge), std::move(*bip39_passphrase));
  auto opening = open_shares(knowledge, shares, *passphrase, phrasing);
  if (!opening) return opening.error();
  if (opening->chosen) {
    const auto language = opening->readings[*opening->chosen].language;
    phrasing.language = language.value_or(phrasing.language);
  }
  return ReadOpening{std::move(shares), std::move(phrasing), std::move(*opening)};
}

Exit exit_of(recovery::Verdict verdict) {
  return verdict == Verdict::mismatch ? Exit::mismatch : Exit::done;
}

}  // namespace steelshare::cli
