#include "steelshare/recovery/verdict.h"

#include <algorithm>

#include "steelshare/address/address.h"

namespace steelshare::recovery {
namespace {

// The accounts of every preset whose address form one of the wanted addresses has.
Result<std::vector<wallet::Account>> search(const wallet::Root& root, wallet::Kind kind,
                                            std::span<const std::string> wanted) {
  std::vector<wallet::Request> requests;
  for (const wallet::Preset& preset : wallet::presets()) {
    const bool asked_for = std::ranges::any_of(wanted, [&](const std::string& text) {
      const auto parsed = address::parse(text);
      return parsed && parsed->kind == preset.address;
    });
    if (!asked_for || !wallet::fits(preset, kind)) continue;
    requests.push_back({preset, kind == wallet::Kind::key ? 1 : Evidence::search_depth});
  }
  return wallet::accounts(root, requests);
}

// Adds the accounts that were found to the list; says whether all were.
Result<bool> find_addresses(const wallet::Root& root, const Evidence& evidence, Reading& reading) {
  const auto candidates = search(root, reading.kind, evidence.addresses);
  if (!candidates) return candidates.error();
  bool all_found = true;
  for (const std::string& wanted : evidence.addresses) {
    const auto found = std::ranges::find_if(*candidates, [&](const wallet::Account& account) {
      return address::same_address(account.address, wanted);
    });
    if (found == candidates->end()) {
      all_found = false;
    } else if (std::ranges::find(reading.accounts, *found) == reading.accounts.end()) {
      reading.accounts.push_back(*found);
    }
  }
  return all_found;
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
                        const bip39::Passphrase& passphrase,
                        std::span<const wallet::Request> requests, const Evidence& evidence) {
  const auto root = wallet::open(kind, secret.view(), passphrase);
  if (!root) return root.error();
  const auto defaults = wallet::default_requests(kind);
  auto accounts = wallet::accounts(*root, requests.empty() ? defaults : requests);
  if (!accounts) return accounts.error();

  Reading reading{kind, wallet::fingerprint(*root), std::move(*accounts), Verdict::cannot_tell};
  if (evidence.empty()) return reading;
  const auto all_found = find_addresses(*root, evidence, reading);
  if (!all_found) return all_found.error();
  const bool same_tree = !evidence.fingerprint || reading.fingerprint == evidence.fingerprint;
  reading.verdict = *all_found && same_tree ? Verdict::match : Verdict::mismatch;
  return reading;
}

std::vector<Reading> read_all(const slip39::MasterSecret& secret,
                              const bip39::Passphrase& passphrase, const Evidence& evidence) {
  std::vector<Reading> readings;
  for (const wallet::Kind kind : wallet::fitting_kinds(secret.view())) {
    if (!passphrase.is_empty() && kind != wallet::Kind::bip39) continue;
    auto reading = read_as(kind, secret, passphrase, {}, evidence);
    if (reading) readings.push_back(std::move(*reading));
  }
  return readings;
}

}  // namespace steelshare::recovery
