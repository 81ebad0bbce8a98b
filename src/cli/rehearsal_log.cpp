#include "cli/rehearsal_log.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <set>

namespace steelshare::cli {
namespace {

constexpr std::string_view log_option = "--log";
constexpr std::string_view heading = "# steelshare rehearsal log 1";

std::string now() {
  const std::time_t seconds = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, sizeof "2026-01-31T12:00:00Z" + 8> text{};
  const auto size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), size};
}

std::string joined(const std::vector<std::string>& items, std::string_view none) {
  std::string text;
  for (const auto& item : items) text += (text.empty() ? "" : ",") + item;
  return text.empty() ? std::string(none) : text;
}

// The identifier that all shares have.
std::string set_of(const std::vector<ReadShare>& shares) {
  if (shares.empty()) return "unknown";
  const auto identifier = shares[0].share.identifier;
  const bool same = std::ranges::all_of(
      shares, [&](const ReadShare& read) { return read.share.identifier == identifier; });
  return same ? std::to_string(identifier) : "mixed";
}

std::string plates_of(const std::vector<ReadShare>& shares) {
  std::set<std::pair<int, int>> plates;
  for (const auto& [mnemonic, share] : shares) {
    plates.emplace(share.group_index + 1, share.member_index + 1);
  }
  std::vector<std::string> names;
  for (const auto& [group, member] : plates) {
    names.push_back(std::to_string(group) + "/" + std::to_string(member));
  }
  return joined(names, "unknown");
}

// What there was to compare with; never its value.
std::string compared_with(const Arguments& arguments) {
  std::vector<std::string> things;
  for (const auto* const option : {"record", "address", "fingerprint"}) {
    if (arguments.has(option)) things.emplace_back(option);
  }
  return joined(things, "nothing");
}

}  // namespace

Outcome<std::optional<LineLog>> read_log(const Arguments& arguments) {
  const auto path = arguments.value("log");
  if (!path) return std::optional<LineLog>();
  auto log = LineLog::open(*path, log_option, heading);
  if (!log) return log.error();
  if (is_readable_by_others(*path)) notice("--log: other users of this machine can read this file");
  return std::optional(std::move(*log));
}

Outcome<Done> write_rehearsal(const LineLog& log, const Arguments& arguments,
                              const Gathered& gathered, const Rehearsal& rehearsal) {
  std::string line =
      now() + " set=" + set_of(gathered.shares) + " plates=" + plates_of(gathered.shares) +
      " quorums=" + count_text(rehearsal.quorums) + " verdict=" + std::string(rehearsal.verdict) +
      " compared=" + compared_with(arguments);
  if (!rehearsal.error.empty()) line += " error=" + rehearsal.error;
  if (gathered.left_out > 0) line += " left_out=" + std::to_string(gathered.left_out);
  return log.append(line);
}

}  // namespace steelshare::cli
