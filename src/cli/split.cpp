#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/input.h"
#include "cli/plate_files.h"
#include "cli/policy_options.h"
#include "cli/record_file.h"
#include "cli/secret_kinds.h"
#include "cli/surroundings.h"
#include "steelshare/base/failure.h"
#include "steelshare/recovery/proof.h"

namespace steelshare::cli {
namespace {

constexpr int costly_exponent = 5;

struct Settings {
  std::optional<wallet::Kind> kind;
  NamedPolicy policy;
  slip39::Options options;
  std::optional<PlateOptions> plates;  // where --out is given
};

struct SplitSet {
  wallet::Kind kind;
  recovery::Reading reading;
  std::vector<slip39::Share> shares;
  std::vector<Mnemonic> mnemonics;
  std::vector<Text> printed;
};

constexpr auto record_name = "record.json";

// The files that will be written, known before the secret is.
std::vector<std::string> file_names(const NamedPolicy& policy) {
  std::vector<std::string> names{record_name};
  const auto group_count = static_cast<std::uint8_t>(policy.names.size());
  for (std::uint8_t group = 0; group < group_count; ++group) {
    const auto count = policy.policy.groups[group].member_count;
    for (std::uint8_t member = 0; member < count; ++member) {
      names.push_back(plate_file_name({group_count, group, policy.names[group], member, count}));
    }
  }
  return names;
}

Outcome<Settings> read_settings(const Arguments& arguments) {
  auto kind = read_kind(arguments);
  if (!kind) return kind.error();
  auto policy = read_policy(arguments);
  if (!policy) return policy.error();
  const auto exponent = arguments.number("iteration-exponent", 1, 0, 15);
  if (!exponent) return exponent.error();
  Settings settings{*kind,
                    std::move(*policy),
                    {!arguments.has("not-extendable"), static_cast<std::uint8_t>(*exponent)},
                    {}};
  if (arguments.has("out")) {
    auto plates = read_plate_options(arguments);
    if (!plates) return plates.error();
    settings.plates = std::move(*plates);
    const auto free =
        OutputDirectory::check(settings.plates->directory, file_names(settings.policy));
    if (!free) return free.error();
  } else if (arguments.has("template") || arguments.has("paper")) {
    return usage("--template and --paper need --out");
  }
  return settings;
}

// Nothing leaves unproved: from the words as they will be printed, through every quorum, back to
// the bytes, and from these to the addresses.
void prove(const SplitSet& set, const slip39::MasterSecret& secret,
           const slip39::Passphrase& passphrase, const bip39::Passphrase& bip39_passphrase,
           std::span<const wallet::Request> requests) {
  const auto opened = recovery::open_printed(set.printed, passphrase);
  bool proved = opened && *opened == secret;
  if (proved) {
    const auto again = recovery::read_as(set.kind, *opened, bip39_passphrase, requests, {});
    proved = again && again->accounts == set.reading.accounts &&
             again->fingerprint == set.reading.fingerprint;
  }
  if (!proved) throw SystemFailure("the shares failed their proof; nothing was written");
}

Outcome<SplitSet> split(const Arguments& arguments, const Settings& settings,
                        const TypedSecret& secret, const slip39::Passphrase& passphrase,
                        const bip39::Passphrase& bip39_passphrase) {
  const auto requests = read_requests(arguments, secret.kind);
  if (!requests) return requests.error();
  auto reading = recovery::read_as(secret.kind, secret.bytes, bip39_passphrase, *requests, {});
  if (!reading) return failure(reading.error());
  SystemRandom random;
  auto shares =
      slip39::split(secret.bytes, passphrase, settings.policy.policy, settings.options, random);
  if (!shares) return failure(shares.error());
  SplitSet set{secret.kind, std::move(*reading), std::move(*shares), {}, {}};
  for (const auto& share : set.shares) {
    set.mnemonics.push_back(slip39::encode(share));
    set.printed.push_back(format(set.mnemonics.back(), slip39_words()));
  }
  prove(set, secret.bytes, passphrase, bip39_passphrase, *requests);
  return set;
}

recovery::Record record_of(const SplitSet& set, const NamedPolicy& policy) {
  const auto& first = set.shares.front();
  recovery::Record record{set.kind,
                          first.identifier,
                          first.extendable,
                          first.iteration_exponent,
                          first.group_threshold,
                          {},
                          set.reading.fingerprint,
                          set.reading.accounts,
                          {}};
  for (std::size_t i = 0; i < policy.names.size(); ++i) {
    record.groups.push_back({policy.names[i], policy.policy.groups[i]});
  }
  for (std::size_t i = 0; i < set.shares.size(); ++i) {
    record.plates.push_back(
        {set.shares[i].group_index, set.shares[i].member_index, slip39::tag(set.mnemonics[i])});
  }
  return record;
}

// Plates and record, together or not at all; returns the names of the files.
Outcome<std::vector<std::string>> write_files(const SplitSet& set, const Settings& settings) {
  std::vector<Plate> plates;
  for (std::size_t i = 0; i < set.shares.size(); ++i) {
    const auto& share = set.shares[i];
    plates.push_back({&set.mnemonics[i], &share, settings.policy.names[share.group_index],
                      settings.policy.policy.groups[share.group_index].member_count,
                      wallet::name(set.kind)});
  }
  const std::vector<ExtraFile> extras{
      {record_name, format_record(record_of(set, settings.policy))}};
  return write_plates(*settings.plates, plates, extras);
}

void write_shares(Json& json, const SplitSet& set, const NamedPolicy& policy) {
  json.begin_array();
  std::size_t next = 0;
  for (std::size_t group = 0; group < policy.names.size(); ++group) {
    const auto [threshold, count] = policy.policy.groups[group];
    json.begin_object();
    json.key("name").string(policy.names[group]);
    json.key("threshold").number(threshold);
    json.key("count").number(count);
    json.key("shares").begin_array();
    for (int member = 0; member < count; ++member) json.string(chars(set.printed[next++]));
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

Text json_answer(const SplitSet& set, const Settings& settings,
                 const std::vector<std::string>& files) {
  const auto& first = set.shares.front();
  TextBuilder text;
  Json json(text);
  json.begin_object();
  json.key("command").string("split");
  json.key("kind").string(wallet::name(set.kind));
  json.key("identifier").number(first.identifier);
  json.key("extendable").boolean(first.extendable);
  json.key("iteration_exponent").number(first.iteration_exponent);
  json.key("group_threshold").number(first.group_threshold);
  write_shares(json.key("groups"), set, settings.policy);
  write_reading(json, set.reading);
  json.key("quorums_proved").number(slip39::quorum_count(settings.policy.policy));
  json.key("files").begin_array();
  for (const auto& file : files) json.string(file);
  json.end_array();
  json.end_object();
  text.append('\n');
  return text.finish();
}

std::string share_title(const slip39::Share& share, const NamedPolicy& policy) {
  std::string text;
  if (share.group_count > 1) {
    const auto& name = policy.names[share.group_index];
    text = "group " + (name.empty() ? std::to_string(share.group_index + 1) : name) + ", ";
  }
  const auto& spec = policy.policy.groups[share.group_index];
  return text + "share " + std::to_string(share.member_index + 1) + " of " +
         std::to_string(spec.member_count) + ", any " + std::to_string(spec.member_threshold) +
         (spec.member_threshold == 1 ? " opens " : " open ") +
         (share.group_count > 1 ? "the group" : "the set");
}

// One share a line with its title as a comment, so that the answer can be piped into recover.
Text share_lines(const SplitSet& set, const NamedPolicy& policy) {
  TextBuilder text;
  for (std::size_t i = 0; i < set.shares.size(); ++i) {
    text.append(std::string_view("# " + share_title(set.shares[i], policy) + "\n"));
    text.append(set.printed[i]);
    text.append('\n');
  }
  return text.finish();
}

// The same for a person at the terminal: one share a page.
std::vector<Text> share_pages(const SplitSet& set, const NamedPolicy& policy) {
  std::vector<Text> pages;
  for (std::size_t i = 0; i < set.shares.size(); ++i) {
    TextBuilder page;
    page.append(std::string_view(share_title(set.shares[i], policy) + "\n\n"));
    write_numbered(page, set.mnemonics[i], slip39_words());
    pages.push_back(page.finish());
  }
  return pages;
}

Text summary(const SplitSet& set, const Settings& settings, const std::vector<std::string>& files) {
  TextBuilder text;
  TextBuilder quorums;
  Json(quorums).number(slip39::quorum_count(settings.policy.policy));
  write_reading(text, set.reading);
  text.append(std::string_view("quorums proved: "));
  text.append(quorums.finish());
  text.append('\n');
  if (files.empty()) return text.finish();
  text.append(std::string_view("files in " + settings.plates->directory + ":\n"));
  for (const auto& file : files) text.append(std::string_view("  " + file + "\n"));
  return text.finish();
}

void warn(const SplitSet& set, const Settings& settings) {
  if (set.kind == wallet::Kind::bip39) {
    notice(
        "these shares hold a BIP-39 phrase: recover it here, do not type them into a Trezor, "
        "which would show another, empty wallet");
  }
  if (settings.plates) notice("printers and their queues keep copies; print on one you trust");
}

Outcome<Done> answer(const Arguments& arguments, const SplitSet& set, const Settings& settings,
                     const std::vector<std::string>& files, Showing showing) {
  if (arguments.has("json")) return print(json_answer(set, settings, files));
  if (settings.plates) return print(summary(set, settings, files));
  if (showing == Showing::printed) return print(share_lines(set, settings.policy));
  if (auto shown = show_pages(share_pages(set, settings.policy)); !shown) return shown.error();
  return print(summary(set, settings, files));
}

Outcome<Exit> run(const Arguments& arguments) {
  const auto settings = read_settings(arguments);
  if (!settings) return settings.error();
  const bool shows_shares = arguments.has("json") || !settings->plates;
  Outcome<Showing> showing = Showing::printed;
  if (shows_shares) showing = allow_secrets_out(arguments, "the shares");
  if (!showing) return showing.error();
  warn_when_online();
  const auto text = read_secret(arguments);
  if (!text) return text.error();
  const auto passphrase = read_slip39_passphrase(arguments, Typed::twice);
  if (!passphrase) return passphrase.error();
  const auto bip39_passphrase = read_bip39_passphrase(arguments, Typed::twice);
  if (!bip39_passphrase) return bip39_passphrase.error();
  const auto secret = interpret_secret(*text, settings->kind, *bip39_passphrase);
  if (!secret) return secret.error();
  if (settings->options.iteration_exponent >= costly_exponent) {
    notice("this iteration exponent makes every recovery slow; it takes as long now");
  }

  // A bip39-seed has its passphrase inside.
  const auto none = bip39::Passphrase::none();
  const bool spent = secret->kind == wallet::Kind::bip39_seed;
  const auto set =
      split(arguments, *settings, *secret, *passphrase, spent ? none : *bip39_passphrase);
  if (!set) return set.error();
  std::vector<std::string> files;
  if (settings->plates) {
    auto written = write_files(*set, *settings);
    if (!written) return written.error();
    files = std::move(*written);
  }
  warn(*set, *settings);
  const auto printed = answer(arguments, *set, *settings, files, *showing);
  if (!printed) {
    if (!files.empty()) notice("the plates and their record are written all the same");
    return printed.error();
  }
  return Exit::done;
}

constexpr std::array input_options{
    Option{"in", "FILE", "read the secret from a file"},
    Option{"kind", "KIND", "bip39, bip39-seed, slip39 or key; found by itself"},
};
constexpr std::array own_options{
    Option{"iteration-exponent", "E", "0 to 15, each step doubles the work of a guess (1)"},
    Option{"not-extendable", "", "for software of before 2024 that refuses extendable shares"},
    Option{"passphrase", "", "ask for a SLIP-39 passphrase, needed again at recovery"},
    Option{"passphrase-file", "FILE", "read it from a file, minus one final newline"},
    Option{"bip39-passphrase", "", "ask for the BIP-39 passphrase, to prove the right addresses"},
    Option{"bip39-passphrase-file", "FILE", "read it from a file, minus one final newline"},
    Option{"accounts", "LIST", "addresses to record, such as metamask:3,bitcoin-segwit:1"},
};
constexpr std::array output_options{
    Option{"reveal", "", "print the shares to the terminal without asking"},
    Option{"json", "", "answer with one JSON object"},
};

}  // namespace

Command split_command() {
  return {"split", "split a secret into shares, prove them, and write the plates",
          join({input_options, policy_options, own_options, plate_options, output_options}),
          R"(Reads a phrase of 12 to 24 words or a hexadecimal secret. Before anything is
written, the printed words of all shares are read again and every quorum is proved
to rebuild the same secret and the same addresses.

A BIP-39 passphrase is not part of the phrase and so not on the plates: keep it
elsewhere. Accounts that were imported by private key are not in the phrase either.

Example, five plates of which any three are enough:

  steelshare split --threshold 3 --shares 5 --out plates
)",
          run};
}

}  // namespace steelshare::cli
