#include <algorithm>

#include "cli/commands.h"
#include "cli/new_set.h"
#include "cli/opening.h"
#include "cli/surroundings.h"
#include "steelshare/secret/random.h"

namespace steelshare::cli {
namespace {

using recovery::Verdict;

// The old set, which stays able to open the wallet: what a person must look after now.
struct OldSet {
  std::uint16_t identifier;
  std::uint8_t group_count;
  std::vector<PlateName> plates;   // those that are known: recorded, or else at hand
  std::vector<PlateName> missing;  // those of them that are not at hand
};

OldSet old_set(const Knowledge& knowledge, const std::vector<ReadShare>& shares) {
  const auto& first = shares[0].share;
  OldSet old{first.identifier, first.group_count, {}, {}};
  if (!knowledge.record) {
    for (const auto& [mnemonic, share] : shares) {
      old.plates.push_back({share.group_count, share.group_index, {}, share.member_index, 0});
    }
    return old;
  }
  for (const auto& plate : knowledge.record->plates) {
    const PlateName name{first.group_count, plate.group_index,
                         knowledge.record->groups[plate.group_index].name, plate.member_index, 0};
    old.plates.push_back(name);
    const bool at_hand = std::ranges::any_of(shares, [&](const ReadShare& read) {
      return read.share.group_index == plate.group_index &&
             read.share.member_index == plate.member_index;
    });
    if (!at_hand) old.missing.push_back(name);
  }
  return old;
}

std::string list(const std::vector<PlateName>& plates) {
  std::string text;
  for (const auto& plate : plates) text += (text.empty() ? "" : ", ") + plate_label(plate);
  return text;
}

void warn_of_old(const OldSet& old, bool has_record) {
  notice(
      "the old plates stay dangerous: a quorum of them opens this wallet for ever; when the new "
      "plates are stamped and rehearsed, destroy every old one");
  if (!old.missing.empty()) notice("old plates that are not at hand: " + list(old.missing));
  if (!has_record) notice("without a record nobody knows how many old plates there are elsewhere");
  notice(
      "where somebody may have seen a quorum of the old plates, no new set helps: move the money "
      "to "
      "a new secret");
}

// What the new record will say: the accounts that the old one proved, or those asked for.
Outcome<recovery::Reading> reading_of(const Arguments& arguments, const Knowledge& knowledge,
                                      Opening& opening, const bip39::Passphrase& passphrase) {
  if (opening.verdict == Verdict::mismatch) return failure(Error{ErrorCode::wallet_mismatch});
  if (!opening.chosen) return failure(Error{ErrorCode::kind_undecided});
  auto& chosen = opening.readings[*opening.chosen];
  if (knowledge.record && !arguments.has("accounts")) {
    chosen.accounts = knowledge.record->accounts;
    return std::move(chosen);
  }
  const auto requests = read_requests(arguments, chosen.kind);
  if (!requests) return requests.error();
  auto reading = recovery::read_as(chosen.kind, opening.secret, passphrase, *requests, {});
  if (!reading) return failure(reading.error());
  return std::move(*reading);
}

// The printed words hold the same encrypted secret under the same settings, and so the same wallet
// for every passphrase.
void prove(const NewSet& set, const slip39::EncryptedMasterSecret& encrypted) {
  const auto opened = open_printed(set);
  expect_proved(opened.bytes == encrypted.bytes && opened.extendable && encrypted.extendable &&
                opened.iteration_exponent == encrypted.iteration_exponent &&
                opened.identifier != encrypted.identifier);
}

Outcome<NewSet> reshare(const Arguments& arguments, const Knowledge& knowledge,
                        const slip39::Policy& policy, Opening& opening,
                        const bip39::Passphrase& passphrase) {
  auto reading = reading_of(arguments, knowledge, opening, passphrase);
  if (!reading) return reading.error();
  SystemRandom random;
  auto shares = slip39::reshare(opening.encrypted, policy, random);
  if (!shares) return failure(shares.error());
  auto set = print_set(reading->kind, std::move(*shares));
  set.reading = std::move(*reading);
  prove(set, opening.encrypted);
  return set;
}

void write_old(Json& json, const OldSet& old) {
  json.key("old_set").begin_object();
  json.key("identifier").number(old.identifier);
  json.key("still_opens").boolean(true);
  json.key("plates").begin_array();
  for (const auto& plate : old.plates) json.string(plate_label(plate));
  json.end_array();
  json.key("not_at_hand").begin_array();
  for (const auto& plate : old.missing) json.string(plate_label(plate));
  json.end_array();
  json.end_object();
}

Outcome<Exit> run(const Arguments& arguments) {
  const auto options = read_set_options(arguments);
  if (!options) return options.error();
  const auto knowledge = read_knowledge(arguments);
  if (!knowledge) return knowledge.error();
  const auto showing = allow_shares_out(arguments, *options);
  if (!showing) return showing.error();
  warn_when_online();
  const auto shares = read_shares(arguments);
  if (!shares) return shares.error();
  const auto sound = check_plates(*knowledge, *shares);
  if (!sound) return sound.error();
  const auto passphrase = read_slip39_passphrase(arguments, Typed::once);
  if (!passphrase) return passphrase.error();
  const auto bip39_passphrase = read_bip39_passphrase(arguments, Typed::once);
  if (!bip39_passphrase) return bip39_passphrase.error();

  auto opening = open_shares(*knowledge, *shares, *passphrase, *bip39_passphrase);
  if (!opening) return opening.error();
  const auto set =
      reshare(arguments, *knowledge, options->policy.policy, *opening, *bip39_passphrase);
  if (!set) return set.error();
  if (opening->verdict == Verdict::cannot_tell) {
    notice("nothing proves that this is the right wallet: compare an address, or give --address");
  }
  const auto old = old_set(*knowledge, *shares);
  auto done = hand_over(arguments, "reshare", *set, *options, *showing,
                        [&](Json& json) { write_old(json, old); });
  if (done) warn_of_old(old, knowledge->record.has_value());
  return done;
}

constexpr std::array own_options{
    Option{"accounts", "LIST", "addresses to record; without it those of the old record"},
};

}  // namespace

Command reshare_command() {
  return {"reshare", "divide the secret of a set into a fresh set, for the same wallet",
          join({opening_options(), policy_options, own_options, plate_options, set_output_options}),
          R"(Reads a quorum of the old shares and makes a new set of another identifier and of
any policy. The wallet stays the same for every passphrase, so no passphrase is needed
but to list the right addresses. Old and new shares do not work together.

The old plates stay dangerous: a quorum of them opens the wallet as before. Rehearse the
new set, then destroy every old plate. Where somebody may have seen a quorum of the old
plates, no new set helps: make a new secret and move the money.

A set that is not extendable cannot be divided anew: recover it and split it again.

Example, from three of five to two of three:

  steelshare reshare --record old/record.json --threshold 2 --shares 3 --out new
)",
          run};
}

}  // namespace steelshare::cli
