// What the command line reads beside secrets. Text that begins with a brace is a record; any other
// is a command line, one word a line. An accepted record is written back alike; an accepted policy
// and list of accounts is one that the library takes.
#include <string>
#include <vector>

#include "cli/policy_options.h"
#include "cli/record_file.h"
#include "fuzz/fuzz.h"
#include "steelshare/wallet/preset.h"

namespace steelshare::fuzz {
namespace {

using recovery::Record;

bool same_groups(const Record& a, const Record& b) {
  return std::ranges::equal(a.groups, b.groups, [](const auto& x, const auto& y) {
    return x.name == y.name && x.spec.member_threshold == y.spec.member_threshold &&
           x.spec.member_count == y.spec.member_count;
  });
}

bool same_plates(const Record& a, const Record& b) {
  return std::ranges::equal(a.plates, b.plates, [](const auto& x, const auto& y) {
    return x.group_index == y.group_index && x.member_index == y.member_index && x.tag == y.tag;
  });
}

bool same_record(const Record& a, const Record& b) {
  return a.kind == b.kind && a.identifier == b.identifier && a.extendable == b.extendable &&
         a.iteration_exponent == b.iteration_exponent && a.group_threshold == b.group_threshold &&
         a.fingerprint == b.fingerprint && a.accounts == b.accounts && same_groups(a, b) &&
         same_plates(a, b);
}

slip39::Policy policy_of(const Record& record) {
  slip39::Policy policy{record.group_threshold, {}};
  for (const auto& group : record.groups) policy.groups.push_back(group.spec);
  return policy;
}

void check_record(std::string_view text) {
  const auto record = cli::parse_record(text);
  if (!record) {
    const Error error = record.error();
    return expects(error == Error{ErrorCode::record_syntax} ||
                   error == Error{ErrorCode::record_unsupported_version});
  }
  expects(slip39::check(policy_of(*record)).has_value());
  expects(record->identifier < slip39::identifier_limit &&
          record->iteration_exponent <= slip39::highest_iteration_exponent);
  const std::string written = cli::format_record(*record);
  const auto again = cli::parse_record(written);
  expects(again && same_record(*again, *record) && cli::format_record(*again) == written);
}

void check_policy(std::span<const std::string> words) {
  const auto arguments = cli::parse_arguments(words, cli::policy_options);
  if (!arguments) return expects(!arguments.error().problems.empty());
  const auto policy = cli::read_policy(*arguments);
  if (!policy) return expects(!policy.error().problems.empty());
  expects(slip39::check(policy->policy).has_value());
  expects(policy->names.size() == policy->policy.groups.size());
  expects(slip39::quorum_count(policy->policy) >= 1);
}

void check_requests(std::string_view text) {
  for (const wallet::Kind kind : wallet::all_kinds) {
    const auto requests = wallet::parse_requests(text, kind);
    if (!requests) {
      expects(requests.error().at.row > 0 || text.empty());
      continue;
    }
    for (const auto& [preset, count] : *requests) {
      expects(wallet::fits(preset, kind) && count >= 1 && count <= wallet::most_accounts);
    }
  }
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

void run(Bytes input) {
  const std::string_view text = as_text(input);
  if (text.starts_with('{')) return check_record(text);
  const auto words = split_lines(text);
  check_policy(words);
  for (const std::string& word : words) check_requests(word);
}

}  // namespace steelshare::fuzz
