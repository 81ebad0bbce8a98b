#include "cli/new_set.h"

#include "cli/files.h"
#include "cli/kit_files.h"
#include "cli/record_file.h"
#include "cli/secret_kinds.h"
#include "steelshare/base/failure.h"
#include "steelshare/recovery/proof.h"

namespace steelshare::cli {
namespace {

// What hardware wallets take.
constexpr std::size_t short_share_words = 20;
constexpr std::size_t long_share_words = 33;

// The files that will be written, known before the secret is.
std::vector<std::string> file_names(const NamedPolicy& policy) {
  std::vector<std::string> names{record_name, recovery_sheet_name, kit_name};
  const auto group_count = static_cast<std::uint8_t>(policy.names.size());
  for (std::uint8_t group = 0; group < group_count; ++group) {
    const auto count = policy.policy.groups[group].member_count;
    for (std::uint8_t member = 0; member < count; ++member) {
      names.push_back(plate_file_name({group_count, group, policy.names[group], member, count}));
    }
  }
  return names;
}

recovery::Record record_of(const NewSet& set, const NamedPolicy& policy) {
  const auto& first = set.shares.front();
  recovery::Record record{set.reading.kind,
                          set.reading.language,
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

void write_shares(Json& json, const NewSet& set, const NamedPolicy& policy) {
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

Text json_answer(std::string_view command, const NewSet& set, const SetOptions& options,
                 const std::vector<std::string>& files,
                 const std::function<void(Json&)>& own_keys) {
  const auto& first = set.shares.front();
  TextBuilder text;
  Json json(text);
  json.begin_object();
  json.key("command").string(command);
  json.key("kind").string(wallet::name(set.reading.kind));
  json.key("identifier").number(first.identifier);
  json.key("extendable").boolean(first.extendable);
  json.key("iteration_exponent").number(first.iteration_exponent);
  json.key("group_threshold").number(first.group_threshold);
  write_shares(json.key("groups"), set, options.policy);
  write_reading(json, set.reading);
  json.key("quorums_proved").number(slip39::quorum_count(options.policy.policy));
  write_files(json, files);
  if (own_keys) own_keys(json);
  json.end_object();
  text.append('\n');
  return text.finish();
}

std::string title(const slip39::Share& share, const NamedPolicy& policy) {
  const auto& spec = policy.policy.groups[share.group_index];
  return share_title({share.group_count, share.group_index, policy.names[share.group_index],
                      share.member_index, spec.member_count}) +
         ", any " + std::to_string(spec.member_threshold) +
         (spec.member_threshold == 1 ? " opens " : " open ") +
         (share.group_count > 1 ? "the group" : "the set");
}

// One share a line with its title as a comment, so that the answer can be piped into recover.
Text share_lines(const NewSet& set, const NamedPolicy& policy) {
  TextBuilder text;
  for (std::size_t i = 0; i < set.shares.size(); ++i) {
    text.append(std::string_view("# " + title(set.shares[i], policy) + "\n"));
    text.append(set.printed[i]);
    text.append('\n');
  }
  return text.finish();
}

// The same for a person at the terminal: one share a page.
std::vector<Text> share_pages(const NewSet& set, const NamedPolicy& policy) {
  std::vector<Text> pages;
  for (std::size_t i = 0; i < set.shares.size(); ++i) {
    TextBuilder page;
    page.append(std::string_view(title(set.shares[i], policy) + "\n\n"));
    write_numbered(page, set.mnemonics[i], slip39_words());
    pages.push_back(page.finish());
  }
  return pages;
}

Text summary(const NewSet& set, const SetOptions& options, const std::vector<std::string>& files) {
  TextBuilder text;
  TextBuilder quorums;
  Json(quorums).number(slip39::quorum_count(options.policy.policy));
  write_reading(text, set.reading);
  text.append(std::string_view("quorums proved: "));
  text.append(quorums.finish());
  text.append('\n');
  if (options.plates) write_files(text, *options.plates, files);
  return text.finish();
}

// Plates, record and papers, together or not at all; returns the names of the files, none without
// --out.
Outcome<std::vector<std::string>> write_files(const NewSet& set, const SetOptions& options) {
  if (!options.plates) return std::vector<std::string>();
  const std::string kind = kind_label(set.reading.kind, set.reading.language);
  std::vector<Plate> plates;
  for (std::size_t i = 0; i < set.shares.size(); ++i) {
    const auto& share = set.shares[i];
    plates.push_back({&set.mnemonics[i], &share, options.policy.names[share.group_index],
                      options.policy.policy.groups[share.group_index].member_count, kind});
  }
  const auto record = record_of(set, options.policy);
  const std::size_t words = set.mnemonics.front().size();
  const auto chosen = template_for(*options.plates, words);
  const auto header = header_mark(*options.plates, chosen, kind);
  auto extras = kit_files(record, {words, *options.plates, chosen, header, {}});
  if (!extras) return extras.error();
  extras->insert(extras->begin(), {record_name, format_record(record, set.opened.value())});
  return write_plates(*options.plates, plates, *extras);
}

// What a person may do wrong with these shares.
void warn_of(const NewSet& set, const SetOptions& options) {
  if (set.reading.kind == wallet::Kind::bip39) {
    notice(
        "these shares hold a BIP-39 phrase: recover it here, do not type them into a Trezor, "
        "which would show another, empty wallet");
  }
  if (set.reading.kind == wallet::Kind::bip39) {
    notice(
        "accounts that were imported by private key, and those of hardware wallets, are not in the "
        "phrase: 'steelshare audit' tells which addresses it does not bring back");
  }
  const auto words = set.mnemonics.front().size();
  if (words != short_share_words && words != long_share_words) {
    notice("shares of " + std::to_string(words) +
           " words are for software alone: hardware wallets take 20 or 33 words");
  }
  if (is_unusual(set.reading.language)) {
    notice("the phrase is " + std::string(bip39::name(*set.reading.language)) +
           ", which the shares do not say: keep the language with them; in another language they "
           "are another wallet");
  }
  if (options.plates) notice("printers and their queues keep copies; print on one you trust");
}

// Files or not, the shares leave once: as JSON, into files, down a pipe, or on pages.
Outcome<Done> answer(const Arguments& arguments, std::string_view command, const NewSet& set,
                     const SetOptions& options, const std::vector<std::string>& files,
                     Showing showing, const std::function<void(Json&)>& own_keys) {
  if (arguments.has("json")) return print(json_answer(command, set, options, files, own_keys));
  if (options.plates) return print(summary(set, options, files));
  if (showing == Showing::printed) return print(share_lines(set, options.policy));
  if (auto shown = show_pages(share_pages(set, options.policy)); !shown) return shown.error();
  return print(summary(set, options, files));
}

}  // namespace

Outcome<SetOptions> read_set_options(const Arguments& arguments, std::optional<NamedPolicy> usual) {
  auto policy = read_policy(arguments);
  if (!policy) return policy.error();
  if (usual && !names_policy(arguments)) *policy = std::move(*usual);
  auto plates = read_output(arguments, file_names(*policy));
  if (!plates) return plates.error();
  return SetOptions{std::move(*policy), std::move(*plates)};
}

Outcome<Showing> allow_shares_out(const Arguments& arguments, const SetOptions& options) {
  if (options.plates && !arguments.has("json")) return Showing::printed;
  return allow_secrets_out(arguments, "the shares");
}

NewSet print_set(wallet::Kind kind, std::vector<slip39::Share> shares) {
  NewSet set{{kind, {}, {}, {}, recovery::Verdict::cannot_tell}, std::move(shares), {}, {}};
  for (const auto& share : set.shares) {
    set.mnemonics.push_back(slip39::encode(share));
    set.printed.push_back(format(set.mnemonics.back(), slip39_words()));
  }
  return set;
}

const slip39::EncryptedMasterSecret& open_printed(NewSet& set) {
  auto opened = recovery::open_printed(set.printed);
  expect_proved(opened.has_value());
  return set.opened.emplace(std::move(*opened));
}

void expect_proved(bool proved) {
  if (!proved) throw SystemFailure("the shares failed their proof; nothing was written");
}

Outcome<Exit> hand_over(const Arguments& arguments, std::string_view command, const NewSet& set,
                        const SetOptions& options, Showing showing,
                        const std::function<void(Json&)>& own_keys) {
  const auto files = write_files(set, options);
  if (!files) return files.error();
  warn_of(set, options);
  const auto answered = answer(arguments, command, set, options, *files, showing, own_keys);
  if (answered) return Exit::done;
  if (!files->empty()) notice("the plates and their papers are written all the same");
  return answered.error();
}

}  // namespace steelshare::cli
