#include <algorithm>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/kit_files.h"
#include "cli/opening.h"
#include "cli/plate_files.h"
#include "cli/policy_options.h"
#include "cli/record_file.h"
#include "cli/secret_kinds.h"
#include "cli/surroundings.h"
#include "steelshare/base/failure.h"
#include "steelshare/recovery/proof.h"

namespace steelshare::cli {
namespace {

struct Settings {
  std::optional<std::uint8_t> group;  // its index; nothing where the set is said to have only one
  std::uint8_t member;                // its index
  Knowledge knowledge;                // the record alone
  std::optional<PlateOptions> plates;
};

// The share that was made, and what the record says of it.
struct Made {
  slip39::Share share;
  Mnemonic mnemonic;
  Text printed;
  bool recorded;              // it existed: this is the lost one again
  std::uint8_t member_count;  // with it; 0 where nobody knows
  std::string group_name;
  std::optional<slip39::EncryptedMasterSecret> whole;  // where the shares open the whole set
};

Outcome<std::optional<std::uint8_t>> read_group(const Arguments& arguments,
                                                const std::optional<recovery::Record>& record) {
  const auto text = arguments.value("group");
  if (!text) return std::optional<std::uint8_t>();
  if (record) {
    for (std::size_t i = 0; i < record->groups.size(); ++i) {
      if (record->groups[i].name == *text) return std::optional(static_cast<std::uint8_t>(i));
    }
  }
  const auto number = parse_number(*text, 1, slip39::most_groups);
  if (!number && record)
    return usage("--group is neither a number nor the name of a recorded group");
  if (!number) return usage("--group takes the number of a group, or with --record its name");
  return std::optional(static_cast<std::uint8_t>(*number - 1));
}

Outcome<Settings> read_settings(const Arguments& arguments) {
  if (!arguments.has("member")) {
    return usage("--member is missing: the number of the share to make");
  }
  const auto member = arguments.number("member", 1, 1, slip39::most_members);
  if (!member) return member.error();
  auto record = read_record(arguments);
  if (!record) return record.error();
  const auto group = read_group(arguments, *record);
  if (!group) return group.error();
  auto plates = read_output(arguments, {});
  if (!plates) return plates.error();
  return Settings{*group,
                  static_cast<std::uint8_t>(*member - 1),
                  {{}, {}, std::move(*record), {}},
                  std::move(*plates)};
}

Outcome<std::uint8_t> choose_group(const Settings& settings, const slip39::Share& first) {
  if (!settings.group && first.group_count > 1) {
    return usage("the set has several groups: --group says of which to make a share");
  }
  const auto group = settings.group.value_or(0);
  if (group < first.group_count) return group;
  return usage("--group: the set has " + std::to_string(first.group_count) +
               (first.group_count == 1 ? " group" : " groups"));
}

// Says of one group what is missing; the others need not be complete.
Failure too_few_of(const std::vector<slip39::Share>& shares, std::uint8_t group) {
  auto progress = recovery::progress(shares);
  const std::string subject = progress.group_count == 1 ? "" : "group " + std::to_string(group + 1);
  std::erase_if(progress.groups,
                [&](const auto& candidate) { return candidate.group_index != group; });
  if (progress.groups.empty()) {
    return failure(Error{ErrorCode::not_enough_members}, Place::none, subject);
  }
  progress.group_threshold = progress.group_count = 1;
  auto result = too_few(progress);
  if (!subject.empty()) result.problems[0].message.insert(0, subject + ": ");
  return result;
}

// With a record a new share takes the next number, so that the numbers have no gap.
Outcome<Done> check_number(const recovery::Record& record, std::uint8_t group,
                           std::uint8_t member) {
  const int count = record.groups[group].spec.member_count;
  if (member <= count) return Done{};
  return usage("--member: the record has " + std::to_string(count) +
               " shares; the next is number " + std::to_string(count + 1));
}

// Tells the share of the record from a new one, and proves it by its tag.
Outcome<Done> compare(const recovery::Record& record, Made& made) {
  const auto group = made.share.group_index;
  made.group_name = record.groups[group].name;
  made.member_count = record.groups[group].spec.member_count;
  made.recorded = made.share.member_index < made.member_count;
  if (made.recorded) {
    const auto sound = recovery::check_plate(record, made.mnemonic, made.share);
    if (!sound) return failure(sound.error(), Place::none, "the share that was made");
  } else {
    ++made.member_count;
  }
  return Done{};
}

Outcome<Made> make(const Settings& settings, const std::vector<ReadShare>& read) {
  const auto shares = shares_of(read);
  const auto group = choose_group(settings, shares[0]);
  if (!group) return group.error();
  const auto& record = settings.knowledge.record;
  if (record) {
    if (auto sound = check_number(*record, *group, settings.member); !sound) return sound.error();
    if (record->groups[*group].spec.member_threshold == 1) {
      return failure(Error{ErrorCode::single_share_group});
    }
  }
  auto share = slip39::extend(shares, *group, settings.member);
  if (!share) {
    const bool short_of_shares = share.error()[0].code == ErrorCode::not_enough_members;
    return short_of_shares ? too_few_of(shares, *group) : cannot_open(share.error(), shares);
  }
  auto mnemonic = slip39::encode(*share);
  auto printed = format(mnemonic, slip39_words());
  if (!recovery::fits_printed(printed, shares)) {
    throw SystemFailure("the share failed its proof; nothing was written");
  }
  Made made{std::move(*share), std::move(mnemonic), std::move(printed), false, 0, {}, {}};
  if (auto whole = slip39::open(shares)) made.whole.emplace(std::move(*whole));
  if (record) {
    if (made.whole) {
      if (auto sound = recovery::check_seal(*record, *made.whole); !sound) {
        return failure(sound.error());
      }
    }
    if (auto sound = compare(*record, made); !sound) return sound.error();
  }
  return made;
}

// The record with the new share in it.
recovery::Record extended(recovery::Record record, const Made& made) {
  record.groups[made.share.group_index].spec.member_count = made.member_count;
  record.plates.push_back(
      {made.share.group_index, made.share.member_index, slip39::tag(made.mnemonic)});
  return record;
}

// A seal takes a quorum of the whole set, which the shares of one group may not be.
std::string new_record(const recovery::Record& record, const Made& made,
                       const std::optional<slip39::EncryptedMasterSecret>& whole) {
  if (whole) return format_record(extended(record, made), *whole);
  notice("the new record has no seal: that takes as many groups as the set asks for");
  return format_record(extended(record, made));
}

PlateName name_of(const Made& made) {
  return {made.share.group_count, made.share.group_index, made.group_name, made.share.member_index,
          made.member_count};
}

// What lies beside the plate: the papers of the set as it is now, and its record where that is new.
// Without a record nobody knows what they would say.
Outcome<std::vector<ExtraFile>> papers(const Settings& settings, const Made& made) {
  const auto& record = settings.knowledge.record;
  if (!record) return std::vector<ExtraFile>();
  const auto now = made.recorded ? *record : extended(*record, made);
  const std::size_t words = made.mnemonic.size();
  const auto chosen = template_for(*settings.plates, words);
  const std::string kind = kind_label(now.kind, now.language);
  const auto header = header_mark(*settings.plates, chosen, kind);
  auto files =
      kit_files(now, {words, *settings.plates, chosen, header, {plate_label(name_of(made))}});
  if (!files) return files.error();
  if (!made.recorded) {
    files->insert(files->begin(), {record_name, new_record(*record, made, made.whole)});
  }
  return files;
}

Outcome<std::vector<std::string>> write_plate(const Settings& settings, const Made& made) {
  if (!settings.plates) return std::vector<std::string>();
  const auto& record = settings.knowledge.record;
  const std::string kind = record ? kind_label(record->kind, record->language) : "";
  const Plate plate{&made.mnemonic, &made.share, made.group_name, made.member_count, kind};
  const auto extras = papers(settings, made);
  if (!extras) return extras.error();
  return write_plates(*settings.plates, {&plate, 1}, *extras);
}

Text json_answer(const Settings& settings, const Made& made,
                 const std::vector<PlateName>& still_valid, const std::vector<std::string>& files) {
  const bool has_record = settings.knowledge.record.has_value();
  TextBuilder text;
  Json json(text);
  json.begin_object();
  json.key("command").string("extend");
  json.key("identifier").number(made.share.identifier);
  json.key("group_index").number(made.share.group_index);
  json.key("member_index").number(made.share.member_index);
  json.key("member_threshold").number(made.share.member_threshold);
  if (has_record) {
    json.key("member_count").number(made.member_count);
    json.key("rebuilt").boolean(made.recorded);
  }
  json.key("share").string(chars(made.printed));
  json.key("still_valid").begin_array();
  for (const auto& plate : still_valid) json.string(plate_label(plate));
  json.end_array();
  write_files(json, files);
  json.end_object();
  text.append('\n');
  return text.finish();
}

Text share_page(const Made& made) {
  TextBuilder page;
  page.append(std::string_view(share_title(name_of(made)) + "\n\n"));
  write_numbered(page, made.mnemonic, slip39_words());
  return page.finish();
}

Text plain_answer(const Made& made) {
  TextBuilder text;
  text.append(std::string_view("# " + share_title(name_of(made)) + "\n"));
  text.append(made.printed);
  text.append('\n');
  return text.finish();
}

Outcome<Done> answer(const Arguments& arguments, const Settings& settings, const Made& made,
                     const std::vector<PlateName>& still_valid,
                     const std::vector<std::string>& files, Showing showing) {
  if (arguments.has("json")) return print(json_answer(settings, made, still_valid, files));
  if (settings.plates) {
    TextBuilder text;
    write_files(text, *settings.plates, files);
    return print(text.finish());
  }
  if (showing == Showing::printed) return print(plain_answer(made));
  const std::array<Text, 1> pages{share_page(made)};
  return show_pages(pages);
}

// What stays dangerous.
void warn(const Settings& settings, const Made& made) {
  if (made.recorded) {
    notice(
        "this is the lost share word for word: whoever finds the old plate holds it too; if it may "
        "have been stolen, make a fresh set with 'steelshare reshare' and destroy the old plates");
  } else if (settings.knowledge.record) {
    notice(
        "all plates stay valid and any " + std::to_string(made.share.member_threshold) +
        " of them are enough: one plate more is one place more to guard; the new record replaces "
        "the old one");
  } else {
    notice(
        "without the record nobody can tell whether this share existed before: if it did, whoever "
        "finds the old plate holds it too");
  }
  if (settings.plates) notice("printers and their queues keep copies; print on one you trust");
}

Outcome<Exit> run(const Arguments& arguments) {
  const auto settings = read_settings(arguments);
  if (!settings) return settings.error();
  Outcome<Showing> showing = Showing::printed;
  const bool shows_share = arguments.has("json") || !settings->plates;
  if (shows_share) showing = allow_secrets_out(arguments, "the share");
  if (!showing) return showing.error();
  warn_when_online();
  const auto shares = read_shares(arguments);
  if (!shares) return shares.error();
  const auto sound = check_plates(settings->knowledge, *shares);
  if (!sound) return sound.error();
  const auto made = make(*settings, *shares);
  if (!made) return made.error();
  const auto files = write_plate(*settings, *made);
  if (!files) return files.error();
  warn(*settings, *made);
  const auto still_valid = known_plates(settings->knowledge, *shares).all;
  const auto answered = answer(arguments, *settings, *made, still_valid, *files, *showing);
  if (answered) return Exit::done;
  if (!files->empty()) notice("the plate is written all the same");
  return answered.error();
}

constexpr std::array own_options{
    Option{"in", "FILE", "read the shares from a file, one a line"},
    Option{"member", "M", "the number of the share to make, 1 to 16"},
    Option{"group", "G", "its group: the number, or with --record the name"},
    Option{"record", "FILE", "the record.json of the set: proves the share, names the plate"},
};
constexpr std::array output_options{
    Option{"reveal", "", "print the share to the terminal without asking"},
    Option{"json", "", "answer with one JSON object"},
};

}  // namespace

Command extend_command() {
  return {"extend", "make a lost share again, or one more for a group",
          join({own_options, plate_options, output_options}),
          R"(Reads as many shares of one group as its threshold asks for, and computes another
of the same group: a lost one, word for word as it was, or a new one that works with
all others. The digest of the group proves the shares, and with --record each plate
and the new one are proved by their tags. No passphrase is needed.

A lost plate that is found again is still valid. If it may have been stolen, do not
extend: 'reshare', and destroy the old plates. With --record and a new share, --out
writes a record that replaces the old one.

Example, plate 4 of five was lost:

  steelshare extend --member 4 --record record.json --out plate-4
)",
          run};
}

}  // namespace steelshare::cli
