#include "steelshare/recovery/verdict.h"

#include <algorithm>

#include "steelshare/address/address.h"
#include "steelshare/wallet/coverage.h"

namespace steelshare::recovery {
namespace {

// The account with this address, or nothing. Nearly everybody names one of the first accounts, so
// these are tried before all are derived.
Result<std::optional<wallet::Account>> find_account(const wallet::Root& root,
                                                    const address::Parsed& wanted) {
  for (const std::uint32_t depth : {5U, Evidence::search_depth}) {
    const auto found = wallet::cover(root, {&wanted, 1}, depth);
    if (!found) return found.error();
    if (const auto& place = found->front()) return std::optional(place->account);
  }
  return std::optional<wallet::Account>();
}

// Looks for one address, and adds the account that has it to the list.
Result<Verdict> weigh_address(const wallet::Root& root, const std::string& wanted,
                              Reading& reading) {
  const auto parsed = address::parse(wanted);
  if (!parsed || !wallet::can_have(root, *parsed)) return Verdict::cannot_tell;
  const bool listed = std::ranges::any_of(reading.accounts, [&](const wallet::Account& account) {
    return account.address == parsed->text;
  });
  if (listed) return Verdict::match;
  auto found = find_account(root, *parsed);
  if (!found) return found.error();
  if (!*found) return Verdict::mismatch;
  reading.accounts.push_back(**std::move(found));
  return Verdict::match;
}

// The address that a known account has here: by its path, or for a bare key by its preset.
Result<wallet::Account> derive_again(const wallet::Root& root, const wallet::Account& known) {
  if (!known.path.empty()) {
    const auto path = bip32::parse_path(known.path);
    if (!path) return path.error();
    return wallet::account(root, *path);
  }
  for (const wallet::Preset& preset : wallet::presets()) {
    if (preset.name != known.preset) continue;
    const wallet::Request request{preset, 1};
    const auto derived = wallet::accounts(root, {&request, 1});
    if (!derived) return derived.error();
    return derived->front();
  }
  return Error{ErrorCode::unknown_preset};
}

Verdict weigh_account(const wallet::Root& root, const wallet::Account& known) {
  using enum ErrorCode;
  const auto derived = derive_again(root, known);
  if (derived) return derived->address == known.address ? Verdict::match : Verdict::mismatch;
  // Written by a later version, with presets that this one does not have.
  const bool beyond_us =
      derived.error().code == unknown_preset || derived.error().code == unsupported_path;
  return beyond_us ? Verdict::cannot_tell : Verdict::mismatch;
}

// One mismatch decides; what cannot be told keeps the rest from being a match.
Verdict both(Verdict a, Verdict b) {
  if (a == Verdict::mismatch || b == Verdict::mismatch) return Verdict::mismatch;
  return a == Verdict::match ? b : a;
}

Result<Verdict> weigh(const wallet::Root& root, const Evidence& evidence, Reading& reading) {
  if (evidence.empty()) return Verdict::cannot_tell;
  Verdict verdict = Verdict::match;
  for (const std::string& wanted : evidence.addresses) {
    const auto one = weigh_address(root, wanted, reading);
    if (!one) return one.error();
    verdict = both(verdict, *one);
  }
  for (const auto& known : evidence.accounts) verdict = both(verdict, weigh_account(root, known));
  if (evidence.fingerprint && reading.fingerprint != evidence.fingerprint) return Verdict::mismatch;
  return verdict;
}

}  // namespace

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::match:
      return "match";
    case Verdict::mismatch:
      return "mismatch";
    case Verdict::cannot_tell:
      return "cannot_tell";
  }
  return {};
}

Result<Reading> read_as(wallet::Kind kind, const slip39::MasterSecret& secret,
                        const bip39::Phrasing& phrasing, std::span<const wallet::Request> requests,
                        const Evidence& evidence) {
  const auto root = wallet::open(kind, secret.view(), phrasing);
  if (!root) return root.error();
  const auto defaults = wallet::default_requests(kind);
  auto accounts = wallet::accounts(*root, requests.empty() ? defaults : requests);
  if (!accounts) return accounts.error();

  std::optional<bip39::Language> language;
  if (kind == wallet::Kind::bip39) language = phrasing.language;
  Reading reading{kind, language, wallet::fingerprint(*root), std::move(*accounts),
                  Verdict::cannot_tell};
  const auto verdict = weigh(*root, evidence, reading);
  if (!verdict) return verdict.error();
  reading.verdict = *verdict;
  return reading;
}

std::vector<Reading> read_all(const slip39::MasterSecret& secret, const bip39::Phrasing& phrasing,
                              const Evidence& evidence) {
  std::vector<Reading> readings;
  for (const wallet::Kind kind : wallet::fitting_kinds(secret.view())) {
    if (!phrasing.passphrase.is_empty() && kind != wallet::Kind::bip39) continue;
    auto reading = read_as(kind, secret, phrasing, {}, evidence);
    if (!reading) continue;
    readings.push_back(std::move(*reading));
    if (readings.back().verdict == Verdict::match) break;
  }
  return readings;
}

std::optional<Reading> find_language(const slip39::MasterSecret& secret,
                                     const bip39::Passphrase& passphrase,
                                     const Evidence& evidence) {
  for (const bip39::Language language : bip39::all_languages) {
    auto reading =
        read_as(wallet::Kind::bip39, secret, {language, passphrase.clone()}, {}, evidence);
    if (reading && reading->verdict == Verdict::match) return std::move(*reading);
  }
  return std::nullopt;
}

}  // namespace steelshare::recovery
