#include <algorithm>

#include "cli/commands.h"
#include "cli/new_set.h"
#include "cli/opening.h"
#include "cli/surroundings.h"
#include "steelshare/secret/random.h"

namespace steelshare::cli {
namespace {

using recovery::Verdict;

std::string list(const std::vector<PlateName>& plates) {
  std::string text;
  for (const auto& plate : plates) text += (text.empty() ? "" : ", ") + plate_label(plate);
  return text;
}

void warn_of_old(const KnownPlates& old, bool has_record) {
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

// What the new record will say: the accounts of the old one, or those asked for, and every address
// that was given as a proof. Old plates are destroyed on the strength of this, so nothing is made
// without a proof.
Outcome<recovery::Reading> reading_of(const Arguments& arguments, const Knowledge& knowledge,
                                      const ReadOpening& read) {
  const auto& opening = read.opening;
  if (opening.verdict == Verdict::mismatch) return failure(Error{ErrorCode::wallet_mismatch});
  if (opening.verdict != Verdict::match) return failure(Error{ErrorCode::wallet_unproved});
  recovery::Reading reading = opening.readings[*opening.chosen];
  if (arguments.has("accounts")) {
    const auto requests = read_requests(arguments, reading.kind);
    if (!requests) return requests.error();
    auto asked = recovery::read_as(reading.kind, opening.secret, read.phrasing, *requests,
                                   knowledge.evidence);
    if (!asked) return failure(asked.error());
    return std::move(*asked);
  }
  if (!knowledge.record) return reading;
  auto accounts = knowledge.record->accounts;
  for (const auto& account : reading.accounts) {
    const auto& wanted = knowledge.evidence.addresses;
    const bool is_proof = std::ranges::find(wanted, account.address) != wanted.end();
    const bool is_new = std::ranges::none_of(
        accounts, [&](const auto& known) { return known.address == account.address; });
    if (is_proof && is_new) accounts.push_back(account);
  }
  reading.accounts = std::move(accounts);
  return reading;
}

// The printed words hold the same encrypted secret under the same settings, and so the same wallet
// for every passphrase.
void prove(NewSet& set, const slip39::EncryptedMasterSecret& encrypted) {
  const auto& opened = open_printed(set);
  expect_proved(opened.bytes == encrypted.bytes && opened.extendable && encrypted.extendable &&
                opened.iteration_exponent == encrypted.iteration_exponent &&
                opened.identifier != encrypted.identifier);
}

Outcome<NewSet> reshare(const Arguments& arguments, const Knowledge& knowledge,
                        const slip39::Policy& policy, const ReadOpening& read) {
  const auto& encrypted = read.opening.encrypted;
  if (!encrypted.extendable) return failure(Error{ErrorCode::not_extendable});
  auto reading = reading_of(arguments, knowledge, read);
  if (!reading) return reading.error();
  SystemRandom random;
  auto shares = slip39::reshare(encrypted, policy, random);
  if (!shares) return failure(shares.error());
  auto set = print_set(reading->kind, std::move(*shares));
  set.reading = std::move(*reading);
  prove(set, encrypted);
  return set;
}

void write_old(Json& json, std::uint16_t identifier, const KnownPlates& old) {
  json.key("verdict").string(recovery::name(Verdict::match));
  json.key("old_set").begin_object();
  json.key("identifier").number(identifier);
  json.key("still_opens").boolean(true);
  json.key("plates").begin_array();
  for (const auto& plate : old.all) json.string(plate_label(plate));
  json.end_array();
  json.key("not_at_hand").begin_array();
  for (const auto& plate : old.missing) json.string(plate_label(plate));
  json.end_array();
  json.end_object();
}

// As the record says, where there is one.
std::optional<NamedPolicy> old_policy(const Knowledge& knowledge) {
  if (!knowledge.record) return {};
  NamedPolicy policy{{knowledge.record->group_threshold, {}}, {}};
  for (const auto& group : knowledge.record->groups) {
    policy.names.push_back(group.name);
    policy.policy.groups.push_back(group.spec);
  }
  return policy;
}

Outcome<Exit> run(const Arguments& arguments) {
  const auto knowledge = read_knowledge(arguments);
  if (!knowledge) return knowledge.error();
  const auto options = read_set_options(arguments, old_policy(*knowledge));
  if (!options) return options.error();
  const auto showing = allow_shares_out(arguments, *options);
  if (!showing) return showing.error();
  warn_when_online();
  const auto read = read_and_open(arguments, *knowledge);
  if (!read) return read.error();
  const auto set = reshare(arguments, *knowledge, options->policy.policy, *read);
  if (!set) return set.error();
  const auto old = known_plates(*knowledge, read->shares);
  warn_of_old(old, knowledge->record.has_value());
  return hand_over(arguments, "reshare", *set, *options, *showing,
                   [&](Json& json) { write_old(json, read->opening.encrypted.identifier, old); });
}

constexpr std::array own_options{
    Option{"accounts", "LIST", "addresses to record; without it those of the old record"},
};

}  // namespace

Command reshare_command() {
  return {"reshare", "divide the secret of a set into a fresh set, for the same wallet",
          join({opening_options(), policy_options, own_options, plate_options, set_output_options}),
          R"(Reads a quorum of the old shares and makes a new set of another identifier and of
any policy; without options the policy of the record, else 3-of-5. The wallet stays the
same for every passphrase. Old and new shares do not work together.

Because old plates will be destroyed, the wallet must be proved: by the record, or by an
address or fingerprint that you know, with the passphrases that this wallet has.

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
