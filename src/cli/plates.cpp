#include "cli/plate_files.h"

#include <algorithm>
#include <map>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/input.h"
#include "cli/kit_files.h"
#include "cli/record_file.h"
#include "cli/secret_kinds.h"
#include "cli/surroundings.h"
#include "steelshare/recovery/record.h"

namespace steelshare::cli {
namespace {

// How many shares each group has: as the record says; without one as many as were given, where they
// begin at the first, have no gap and are more than the threshold. A mere quorum is likely a part.
std::map<std::uint8_t, std::uint8_t> member_counts(const std::vector<ReadShare>& shares,
                                                   const std::optional<recovery::Record>& record) {
  std::map<std::uint8_t, std::uint8_t> counts;
  if (record) {
    for (std::size_t i = 0; i < record->groups.size(); ++i) {
      counts[static_cast<std::uint8_t>(i)] = record->groups[i].spec.member_count;
    }
    return counts;
  }
  std::map<std::uint8_t, std::vector<std::uint8_t>> members;
  std::map<std::uint8_t, std::uint8_t> thresholds;
  for (const auto& read : shares) {
    members[read.share.group_index].push_back(read.share.member_index);
    thresholds[read.share.group_index] = read.share.member_threshold;
  }
  for (auto& [group, indices] : members) {
    std::ranges::sort(indices);
    const bool without_gap = indices.back() + 1U == indices.size();
    if (without_gap && indices.size() > thresholds[group]) {
      counts[group] = static_cast<std::uint8_t>(indices.size());
    }
  }
  return counts;
}

std::string group_name(const std::optional<recovery::Record>& record, std::uint8_t group) {
  return record ? record->groups[group].name : "";
}

// Drops exact repetitions: the same plate, read twice.
void drop_repetitions(std::vector<ReadShare>& shares) {
  std::vector<ReadShare> distinct;
  for (ReadShare& next : shares) {
    const bool repeated = std::ranges::any_of(
        distinct, [&](const ReadShare& other) { return other.mnemonic == next.mnemonic; });
    if (!repeated) distinct.push_back(std::move(next));
  }
  shares = std::move(distinct);
}

// Shares of one set, no member twice: each will be a file of its own.
Outcome<Done> check_set(const std::vector<ReadShare>& shares,
                        const std::optional<recovery::Record>& record) {
  Errors errors;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const Position at{.share = static_cast<std::uint16_t>(i + 1)};
    const auto& share = shares[i].share;
    if (share.identifier != shares[0].share.identifier) {
      errors.push_back({ErrorCode::mixed_identifiers, at});
      continue;
    }
    if (record) {
      const auto recorded = recovery::check_plate(*record, shares[i].mnemonic, share);
      if (!recorded) errors.push_back({recorded.error().code, at});
    }
    if (std::any_of(shares.begin(), shares.begin() + static_cast<std::ptrdiff_t>(i),
                    [&](const ReadShare& other) {
                      return other.share.group_index == share.group_index &&
                             other.share.member_index == share.member_index &&
                             !(other.mnemonic == shares[i].mnemonic);
                    })) {
      errors.push_back({ErrorCode::duplicate_member_index, at});
    }
  }
  if (!errors.empty()) return failure(errors);
  return Done{};
}

void warn_of_copies(const PlateFormat& format) {
  notice(format.is_for_machines()
             ? "each file holds its share, to be read by whoever gets it: a workshop, a machine "
               "that keeps its jobs; engrave them yourself, then delete them"
             : "printers and their queues keep copies; print on one you trust");
}

// The papers of the set as these plates are read; none without --papers.
Outcome<std::vector<ExtraFile>> papers(const Arguments& arguments, const PlateOptions& options,
                                       const std::optional<recovery::Record>& record,
                                       const std::vector<Plate>& plates) {
  if (!record) return std::vector<ExtraFile>();
  if (!arguments.has("papers")) {
    notice(
        "a recovery sheet says how the plates are read that were written with it; --papers "
        "writes one for these");
    return std::vector<ExtraFile>();
  }
  std::size_t members = 0;
  for (const auto& group : record->groups) members += group.spec.member_count;
  const std::size_t words = plates.front().mnemonic->size();
  const auto chosen = template_for(options, words);
  const auto header = header_mark(options, chosen, plates.front().kind);
  std::vector<std::string> made_now;
  if (plates.size() < members) {
    for (const Plate& plate : plates) made_now.push_back(plate_label(name_of(plate)));
  }
  return kit_files(*record, {words, options, chosen, header, made_now});
}

Outcome<std::vector<std::string>> write_shares(const Arguments& arguments,
                                               const PlateOptions& options) {
  const auto record = read_record(arguments);
  if (!record) return record.error();
  warn_when_online();
  auto shares = read_shares(arguments);
  if (!shares) return shares.error();
  const auto sound = check_set(*shares, *record);
  if (!sound) return sound.error();
  drop_repetitions(*shares);
  const auto counts = member_counts(*shares, *record);
  const std::string kind = *record ? kind_label((*record)->kind, (*record)->language) : "";
  std::vector<Plate> plates;
  for (const auto& read : *shares) {
    const auto group = read.share.group_index;
    const auto count = counts.find(group);
    plates.push_back({&read.mnemonic, &read.share, group_name(*record, group),
                      count == counts.end() ? std::uint8_t{0} : count->second, kind});
  }
  const auto extras = papers(arguments, options, *record, plates);
  if (!extras) return extras.error();
  auto files = write_plates(options, plates, *extras);
  if (files) warn_of_copies(options.format);
  return files;
}

Text json_answer(const PlateOptions& options, const std::vector<std::string>& files) {
  TextBuilder text;
  Json json(text);
  json.begin_object();
  json.key("command").string("plates");
  json.key("directory").string(options.directory);
  write_files(json, files);
  json.end_object();
  text.append('\n');
  return text.finish();
}

Text plain_answer(const PlateOptions& options, const std::vector<std::string>& files) {
  TextBuilder text;
  for (const auto& file : files) {
    text.append(std::string_view(options.directory + "/" + file + "\n"));
  }
  return text.finish();
}

Outcome<std::vector<std::string>> write(const Arguments& arguments, const PlateOptions& options,
                                        std::size_t words) {
  if (arguments.has("practice")) return write_practice(options);
  if (arguments.has("reader")) return write_blank(options, words, Blank::reader);
  if (is_blank(arguments, options.format)) return write_blank(options, words);
  return write_shares(arguments, options);
}

bool draws_no_share(const Arguments& arguments) {
  return arguments.has("blank") || arguments.has("reader") || arguments.has("practice");
}

// How many words a page without a share is for: a length that shares can have.
Outcome<std::size_t> read_words(const Arguments& arguments) {
  const auto words = arguments.number("words", 20, 20, static_cast<int>(longest_mnemonic_words));
  if (!words) return words.error();
  std::string lengths;
  for (auto bytes = slip39::shortest_secret_bytes; bytes <= slip39::longest_secret_bytes; ++bytes) {
    if (!slip39::is_secret_size(bytes)) continue;
    const std::size_t length = slip39::share_words(bytes);
    if (length == static_cast<std::size_t>(*words)) return length;
    lengths += bytes == slip39::longest_secret_bytes ? " or " : lengths.empty() ? "" : ", ";
    lengths += std::to_string(length);
  }
  return usage("--words takes a number of words that shares have: " + lengths,
               "20 for a phrase of 12 words, 33 for one of 24, 59 for a seed");
}

Outcome<Exit> run(const Arguments& arguments) {
  if (!arguments.has("out")) return usage("--out is missing");
  const auto format = read_format(arguments);
  if (!format) return format.error();
  auto options = read_plate_options(arguments);
  if (!options) return options.error();
  options->format = *format;
  options->stealth = arguments.has("stealth");
  if (options->stealth && (format->is_for_machines() || arguments.has("reader"))) {
    return usage("--stealth is for pages to strike by");
  }
  if (arguments.has("papers") && !arguments.has("record")) {
    return usage("--papers needs --record: shares do not say what they hold");
  }
  if (arguments.has("papers") && (format->is_for_machines() || draws_no_share(arguments))) {
    return usage("--papers go with the pages of shares");
  }
  const auto usable = OutputDirectory::check(options->directory, {});
  if (!usable) return usable.error();
  const auto words = read_words(arguments);
  if (!words) return words.error();
  const auto files = write(arguments, *options, *words);
  if (!files) return files.error();
  if (is_blank(arguments, *format) && !draws_no_share(arguments)) {
    notice("there are no words in this file; --filled writes them, one file a share");
  }
  const auto printed =
      print(arguments.has("json") ? json_answer(*options, *files) : plain_answer(*options, *files));
  if (!printed) {
    notice("the plates are written all the same");
    return printed.error();
  }
  return Exit::done;
}

constexpr std::array input_options{
    Option{"in", "FILE", "read the shares from a file, one a line"},
};
constexpr std::array own_options{
    Option{"record", "FILE", "the record.json of the set: names and counts for the pages"},
    Option{"papers", "", "with --record: a recovery sheet and a kit for these plates, too"},
    Option{"blank", "", "one plate without words, for any share; no secret is asked for"},
    Option{"reader", "", "the same to print on film and lay over the steel, to read it by"},
    Option{"practice", "", "pages to practise on: all letters, or the dots of a public share"},
    Option{"stealth", "", "pages with the marks alone: no title, notes, numbers or work list"},
    Option{"words", "N", "how many words the blank plate or the reader is for (20)"},
    Option{"json", "", "answer with one JSON object"},
};

}  // namespace

Command plates_command() {
  return {"plates", "draw stamping templates for shares, true to size, as PDF or for machines",
          join({input_options, plate_options, format_options, own_options}),
          R"(Reads shares, one a line, and writes one PDF a share. Each drawing is read back
letter by letter before it is written. Print at 100 %, never "fit to page", and lay
a bank card on its outline to see that the print is true.

Files for machines (svg, dxf, hpgl, gcode) are blank, and no share is asked for:
whoever gets a file with the words in it has that share. With --filled they hold the
words all the same, one file a share.

Example, a blank page for a 20-word share:

  steelshare plates --blank --words 20 --template id1-landscape-4 --out blank
)",
          run};
}

}  // namespace steelshare::cli
