#include "cli/entries.h"

#include "cli/secret_kinds.h"
#include "steelshare/address/address.h"
#include "steelshare/vault/wif.h"

namespace steelshare::cli {
namespace {

using recovery::Reading;
using recovery::Verdict;
using vault::EntryKind;

Outcome<recovery::Evidence> evidence_of(const vault::Entry& entry) {
  recovery::Evidence evidence;
  if (const auto text = entry.value("address"); !text.empty()) {
    const auto parsed = address::parse(text);
    if (!parsed) return failure(parsed.error());
    evidence.addresses.push_back(parsed->text);
  }
  if (const auto text = entry.value("fingerprint"); !text.empty()) {
    const auto fingerprint = bip32::parse_fingerprint(text);
    if (!fingerprint) return failure(fingerprint.error());
    evidence.fingerprint = *fingerprint;
  }
  return evidence;
}

// Whether it is one of the two legacy addresses of a key, which no list of accounts has.
bool is_legacy_address(const slip39::MasterSecret& secret, std::string_view address) {
  const auto number = wallet::as_private_key(secret.view());
  if (!number) return false;
  for (const bool compressed : {false, true}) {
    const vault::BitcoinKey key{number->clone(), compressed};
    if (legacy_address(key) == address) return true;
  }
  return false;
}

}  // namespace

Outcome<std::optional<Reading>> read_entry(const Arguments& arguments, const vault::Entry& entry) {
  const bool is_key = entry.kind == EntryKind::key;
  if (!is_key && entry.kind != EntryKind::secret) return std::optional<Reading>();
  const auto kind =
      is_key ? std::optional(wallet::Kind::key) : wallet::find_kind(entry.value("kind"));
  if (!kind) return failure(Error{ErrorCode::kind_does_not_fit});
  const auto secret =
      interpret_secret(arguments, Text::copy_of(entry.value(is_key ? "private-key" : "secret")),
                       kind, {}, bip39::Passphrase::none());
  if (!secret) return secret.error();
  auto evidence = evidence_of(entry);
  if (!evidence) return evidence.error();
  const bool legacy = secret->kind == wallet::Kind::key && !evidence->addresses.empty() &&
                      is_legacy_address(secret->bytes, evidence->addresses.front());
  if (legacy) evidence->addresses.clear();
  auto reading = recovery::read_as(secret->kind, secret->bytes,
                                   {secret->language, bip39::Passphrase::none()}, {}, *evidence);
  if (!reading) return failure(reading.error());
  if (legacy) reading->verdict = Verdict::match;
  return std::optional(std::move(*reading));
}

Outcome<Done> check_entries(const Arguments& arguments, const vault::Contents& contents,
                            std::string_view subject) {
  Failure problems{Exit::bad_input, {}};
  for (const auto& entry : contents.entries) {
    const std::string where =
        std::string(subject) + ", section at line " + std::to_string(entry.line);
    const auto reading = read_entry(arguments, entry);
    if (!reading) {
      for (auto problem : reading.error().problems) {
        problem.message = where + ": " + problem.message;
        problems.problems.push_back(std::move(problem));
      }
    } else if (*reading && (*reading)->verdict == Verdict::mismatch) {
      problems.problems.push_back(
          problem_of(Error{ErrorCode::address_mismatch}, Place::none, where));
    }
  }
  if (!problems.problems.empty()) return problems;
  return Done{};
}

}  // namespace steelshare::cli
