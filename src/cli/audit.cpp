#include <algorithm>
#include <array>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/input.h"
#include "cli/key_text.h"
#include "cli/opening.h"
#include "cli/secret_kinds.h"
#include "cli/surroundings.h"
#include "steelshare/base/hex.h"
#include "steelshare/wallet/coverage.h"

namespace steelshare::cli {
namespace {

// An address of the list.
struct Listed {
  std::size_t line;
  address::Parsed parsed;
};

// What the backup may be, and how much of the list it covers. Of one kind, unless it is watched
// from extended public keys; these are several roots.
struct Candidate {
  std::optional<wallet::Kind> kind;
  std::optional<bip39::Language> language;
  std::vector<wallet::Root> roots;
  /// Whether it is only looked at where no other candidate has any of the addresses.
  bool last_resort = false;
  std::vector<std::optional<wallet::Covered>> found = {};

  [[nodiscard]] std::size_t covered() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(found, [](const auto& place) { return place.has_value(); }));
  }
};

constexpr std::size_t most_problems = 20;

// The first word of a line; what stands behind it is the person's own note.
std::string_view first_word(std::string_view line) {
  const auto begin = std::min(line.find_first_not_of(" \t\r"), line.size());
  line.remove_prefix(begin);
  return line.substr(0, line.find_first_of(" \t\r,;"));
}

Outcome<std::vector<Listed>> read_addresses(const Arguments& arguments) {
  const auto path = arguments.value("addresses");
  if (!path) return usage("--addresses is missing: a file with the addresses the wallet shows");
  const auto text = read_public_file(*path, "--addresses");
  if (!text) return text.error();
  std::vector<Listed> addresses;
  Failure problems{Exit::bad_input, {}};
  std::string_view rest = without_byte_order_mark(*text);
  for (std::size_t line = 1; !rest.empty(); ++line) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto word = first_word(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (word.empty() || word.starts_with('#')) continue;
    auto parsed = address::parse(word);
    if (parsed) {
      addresses.push_back({line, std::move(*parsed)});
    } else if (problems.problems.size() < most_problems) {
      const std::string subject = "--addresses, line " + std::to_string(line);
      problems.problems.push_back(problem_of(parsed.error(), Place::none, subject));
    }
  }
  if (!problems.problems.empty()) return problems;
  if (addresses.empty()) {
    return failure(Error{ErrorCode::empty_input}, Place::none, "--addresses");
  }
  return addresses;
}

std::size_t count_words(std::string_view line) {
  std::size_t words = 0;
  bool inside = false;
  for (const char character : line) {
    const bool was_inside = inside;
    inside = !is_space(character);
    words += inside && !was_inside ? 1 : 0;
  }
  return words;
}

// Shares have 20 words or more on a line; the longer phrases have 21 and 24, and no share does.
bool is_share(std::string_view line) {
  const auto words = count_words(line);
  return words >= 20 && words != 21 && words != 24;
}

Candidate candidate(wallet::Kind kind, std::optional<bip39::Language> language, wallet::Root root) {
  Candidate one{kind, language, {}};
  one.roots.push_back(std::move(root));
  return one;
}

// Shares do not say the language of their phrase.
void add_other_languages(const ReadOpening& read, std::vector<Candidate>& candidates) {
  const bool has_phrase = std::ranges::any_of(
      candidates, [](const auto& one) { return one.kind == wallet::Kind::bip39; });
  if (!has_phrase) return;
  for (const auto language : bip39::all_languages) {
    if (language == read.phrasing.language) continue;
    const bip39::Phrasing phrasing(language, read.phrasing.passphrase.clone());
    auto root = wallet::open(wallet::Kind::bip39, read.opening.secret.view(), phrasing);
    if (!root) continue;
    candidates.push_back(candidate(wallet::Kind::bip39, language, std::move(*root)));
    candidates.back().last_resort = true;
  }
}

Outcome<std::vector<Candidate>> from_shares(const Arguments& arguments,
                                            std::span<const Text> lines) {
  auto knowledge = read_knowledge(arguments);
  if (!knowledge) return knowledge.error();
  auto shares = decode_shares(lines);
  if (!shares) return shares.error();
  const auto read = open_read(arguments, *knowledge, std::move(*shares));
  if (!read) return read.error();
  if (read->opening.verdict == recovery::Verdict::mismatch) {
    return failure(Error{ErrorCode::wallet_mismatch});
  }
  std::vector<Candidate> candidates;
  for (const auto& reading : read->opening.readings) {
    bip39::Phrasing phrasing = read->phrasing.clone();
    if (reading.language) phrasing.language = *reading.language;
    auto root = wallet::open(reading.kind, read->opening.secret.view(), phrasing);
    if (!root) return failure(root.error());
    candidates.push_back(candidate(reading.kind, reading.language, std::move(*root)));
  }
  if (!knowledge->language) add_other_languages(*read, candidates);
  return candidates;
}

Outcome<std::vector<Candidate>> from_secret(const Arguments& arguments,
                                            std::span<const Text> lines) {
  if (arguments.has("record")) return usage("--record goes with shares, not with a secret");
  const auto kind = read_kind(arguments);
  if (!kind) return kind.error();
  const auto passphrase = read_bip39_passphrase(arguments, Typed::once);
  if (!passphrase) return passphrase.error();
  const auto language = read_language(arguments);
  if (!language) return language.error();
  const auto secret = interpret_typed(arguments, join_lines(lines), *kind, *language, *passphrase);
  if (!secret) return secret.error();
  auto root =
      wallet::open(secret->kind, secret->bytes.view(), still_to_apply(*passphrase, *secret));
  if (!root) return failure(root.error());
  std::vector<Candidate> candidates;
  candidates.push_back(candidate(secret->kind, secret->phrase_language(), std::move(*root)));
  return candidates;
}

bool is_public_key(std::string_view line) {
  return line.find_first_of("[(") != std::string_view::npos || line.substr(1).starts_with("pub");
}

Outcome<std::vector<Candidate>> from_public_keys(const Arguments& arguments,
                                                 std::span<const Text> lines) {
  for (const std::string_view option : {"kind", "record", "passphrase", "passphrase-file",
                                        "bip39-passphrase", "bip39-passphrase-file", "language"}) {
    if (!arguments.has(option)) continue;
    return usage("--" + std::string(option) + " does not go with extended public keys");
  }
  Candidate watched{{}, {}, {}};
  Failure problems{Exit::bad_input, {}};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto root = wallet::watch(first_word(chars(lines[i])));
    if (root) {
      watched.roots.push_back(std::move(*root));
    } else {
      const std::string subject = "extended public key " + std::to_string(i + 1);
      problems.problems.push_back(problem_of(root.error(), Place::none, subject));
    }
  }
  if (!problems.problems.empty()) return problems;
  std::vector<Candidate> candidates;
  candidates.push_back(std::move(watched));
  return candidates;
}

Outcome<std::vector<Candidate>> read_candidates(const Arguments& arguments) {
  const auto lines = read_lines(arguments, Unsound::keep, "secret, public key, or share");
  if (!lines) return lines.error();
  const auto first = first_word(chars(lines->front()));
  if (is_public_key(first)) return from_public_keys(arguments, *lines);
  if (is_share(chars(lines->front()))) return from_shares(arguments, *lines);
  return from_secret(arguments, *lines);
}

// The candidate that covers most: an address is what decides between readings.
Outcome<Candidate> best_of(std::vector<Candidate> candidates, const std::vector<Listed>& addresses,
                           std::uint32_t gap) {
  std::vector<address::Parsed> wanted;
  for (const auto& listed : addresses) wanted.push_back(listed.parsed);
  bool any = false;
  for (auto& candidate : candidates) {
    candidate.found.resize(wanted.size());
    if (any && candidate.last_resort) continue;
    for (const auto& root : candidate.roots) {
      const auto found = wallet::cover(root, wanted, gap);
      if (!found) return failure(found.error());
      for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!candidate.found[i]) candidate.found[i] = (*found)[i];
      }
    }
    any = any || candidate.covered() > 0;
  }
  auto best = std::ranges::max_element(candidates, {}, &Candidate::covered);
  return std::move(*best);
}

std::string json_answer(const Candidate& backup, const std::vector<Listed>& addresses) {
  std::string text;
  Json json(text);
  json.begin_object();
  json.key("command").string("audit");
  if (backup.kind) json.key("kind").string(wallet::name(*backup.kind));
  write_language(json, backup.language);
  const auto fingerprint = wallet::fingerprint(backup.roots.front());
  if (fingerprint) json.key("fingerprint").string(to_hex(*fingerprint));
  json.key("derived").number(backup.covered());
  json.key("not_covered").number(addresses.size() - backup.covered());
  json.key("addresses").begin_array();
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    const auto& place = backup.found[i];
    json.begin_object();
    json.key("line").number(addresses[i].line);
    json.key("address").string(addresses[i].parsed.text);
    json.key("status").string(place ? "derived" : "not_covered");
    if (place) {
      json.key("preset").string(place->account.preset);
      json.key("index").number(place->account.index);
      if (!place->account.path.empty()) json.key("path").string(place->account.path);
      if (place->is_change) json.key("change").boolean(true);
    }
    json.end_object();
  }
  json.end_array();
  json.end_object();
  text += '\n';
  return text;
}

constexpr std::string_view what_to_do =
    R"(An address that is not covered does not come back from this backup as far as was
looked: the first accounts of each preset, and --gap beyond the last. It may be
  an account that was imported by its private key. Back that key up by itself:
    show it in the wallet, and split it ('steelshare split --kind key'), or put
    it into an encrypted file ('steelshare export --to age');
  an account of a hardware wallet, which has a phrase of its own: audit that one;
  an account of another phrase, or of this one with a passphrase: try
    --bip39-passphrase;
  a far account or an unusual path: try a larger --gap, or 'steelshare derive
    --path';
  a contract, such as a shared wallet: its owners' keys are what needs a backup.
)";

constexpr std::string_view what_public_keys_say =
    R"(Public keys speak of their own accounts alone. An address that is not covered may
be another account of the same secret: audit with the secret or its shares, or
with more public keys, to know.
)";

std::string plain_answer(const Candidate& backup, const std::vector<Listed>& addresses) {
  std::string text;
  const auto covered = backup.covered();
  if (is_unusual(backup.language)) {
    text += "language: ";
    text += bip39::name(*backup.language);
    text += '\n';
  }
  text += "covered by this backup: " + std::to_string(covered) + " of " +
          std::to_string(addresses.size()) + "\n";
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    const auto& place = backup.found[i];
    if (!place) continue;
    const auto& account = place->account;
    text += "  " + addresses[i].parsed.text + "  " + account.preset + " " +
            std::to_string(account.index);
    if (place->is_change) text += " change";
    if (!account.path.empty()) text += "  " + account.path;
    text += '\n';
  }
  if (covered == addresses.size()) return text;
  text += "not covered: " + std::to_string(addresses.size() - covered) + "\n";
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    if (backup.found[i]) continue;
    text += "  " + addresses[i].parsed.text + "  line " + std::to_string(addresses[i].line) + "\n";
  }
  text += '\n';
  text += backup.kind ? what_to_do : what_public_keys_say;
  return text;
}

Outcome<Exit> run(const Arguments& arguments) {
  const auto gap = arguments.number("gap", 100, 1, wallet::deepest_search);
  if (!gap) return gap.error();
  const auto addresses = read_addresses(arguments);
  if (!addresses) return addresses.error();
  warn_when_online();
  auto candidates = read_candidates(arguments);
  if (!candidates) return candidates.error();
  const auto best = best_of(std::move(*candidates), *addresses, static_cast<std::uint32_t>(*gap));
  if (!best) return best.error();
  const auto printed = print(arguments.has("json") ? json_answer(*best, *addresses)
                                                   : plain_answer(*best, *addresses));
  if (!printed) return printed.error();
  return best->covered() == addresses->size() ? Exit::done : Exit::mismatch;
}

constexpr std::array input_options{
    Option{"addresses", "FILE", "the addresses that the wallet shows, one a line"},
    Option{"gap", "N", "search on until N accounts in a row are none of them (100)"},
    Option{"in", "FILE", "read the secret, shares or public keys from a file"},
};
constexpr std::array options{
    Option{"kind", "KIND", "bip39, bip39-seed, slip39 or key; found by itself"},
    language_option,
    Option{"record", "FILE", "with shares: the record.json that was written with the plates"},
    Option{"passphrase", "", "ask for the SLIP-39 passphrase of the shares"},
    Option{"passphrase-file", "FILE", "read it from a file, minus one final newline"},
    Option{"bip39-passphrase", "", "ask for the BIP-39 passphrase of the wallet"},
    Option{"bip39-passphrase-file", "FILE", "read it from a file, minus one final newline"},
    Option{"json", "", "answer with one JSON object"},
};

}  // namespace

Command audit_command() {
  return {"audit", "tell which addresses of a wallet this backup brings back, and which not",
          join({input_options, password_options, options}),
          R"(Reads a secret, or enough shares of one, or extended public keys (xpub, ypub, zpub
or descriptors, one a line), and the addresses that the wallet shows: one a line,
anything behind the first word is a note. Each is derived, with its
preset and path, or it is not covered: then it comes from another secret, such as
an imported private key, and needs a backup of its own. Addresses that the wallet
sends change to are found too. No secret is printed. With public keys alone nobody
types a secret, and only their accounts are looked at.

Exit status: 0 all are covered, 1 at least one is not.

Example, with the addresses copied out of MetaMask:

  steelshare audit --addresses addresses.txt
)",
          run};
}

}  // namespace steelshare::cli
