#include "cli/policy_options.h"

#include <algorithm>

namespace steelshare::cli {
namespace {

constexpr int most = slip39::most_members;
constexpr std::size_t longest_name = 16;
constexpr int default_threshold = 3;
constexpr int default_count = 5;

Failure bad_group(std::size_t i) {
  return usage("--group " + std::to_string(i + 1) +
                   " is not of the form [NAME=]T/N, with T and N from 1 to 16",
               "for example --group family=2/3; a name has at most 16 letters, digits, - or _");
}

Outcome<Done> add_group(const std::string& text, std::size_t i, NamedPolicy& result) {
  const auto equals = text.find('=');
  const std::string name = equals == std::string::npos ? "" : text.substr(0, equals);
  const std::string spec = equals == std::string::npos ? text : text.substr(equals + 1);
  const auto slash = spec.find('/');
  const bool named = equals != std::string::npos;
  if (slash == std::string::npos || (named && !is_group_name(name))) return bad_group(i);
  const auto threshold = parse_number(spec.substr(0, slash), 1, most);
  const auto count = parse_number(spec.substr(slash + 1), 1, most);
  if (!threshold || !count) return bad_group(i);
  if (!name.empty() && std::ranges::find(result.names, name) != result.names.end()) {
    return usage("two groups have the same name");
  }
  result.names.push_back(name);
  result.policy.groups.push_back(
      {static_cast<std::uint8_t>(*threshold), static_cast<std::uint8_t>(*count)});
  return Done{};
}

// A group without a name has its number in the names of its files.
Outcome<Done> check_numbers(const NamedPolicy& result) {
  for (std::size_t i = 0; i < result.names.size(); ++i) {
    const std::string number = "g" + std::to_string(i + 1);
    if (result.names[i].empty() && std::ranges::find(result.names, number) != result.names.end()) {
      return usage("group " + std::to_string(i + 1) + " has no name and another is called " +
                   number + ", as its files would be");
    }
  }
  return Done{};
}

Outcome<Done> add_single_group(const Arguments& arguments, NamedPolicy& result) {
  const auto threshold = arguments.number("threshold", default_threshold, 1, most);
  if (!threshold) return threshold.error();
  const auto count = arguments.number("shares", default_count, 1, most);
  if (!count) return count.error();
  result.names.emplace_back();
  result.policy.groups.push_back(
      {static_cast<std::uint8_t>(*threshold), static_cast<std::uint8_t>(*count)});
  return Done{};
}

}  // namespace

bool is_group_name(std::string_view text) {
  return !text.empty() && text.size() <= longest_name && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

bool names_policy(const Arguments& arguments) {
  return std::ranges::any_of(policy_options,
                             [&](const Option& option) { return arguments.has(option.name); });
}

Outcome<NamedPolicy> read_policy(const Arguments& arguments) {
  NamedPolicy result{{1, {}}, {}};
  const auto groups = arguments.values("group");
  if (groups.empty()) {
    if (arguments.has("group-threshold")) return usage("--group-threshold needs --group");
    if (arguments.has("threshold") != arguments.has("shares")) {
      return usage("--threshold and --shares go together");
    }
    if (auto added = add_single_group(arguments, result); !added) return added.error();
  } else {
    if (arguments.has("threshold") || arguments.has("shares")) {
      return usage("--group excludes --threshold and --shares");
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (auto added = add_group(groups[i], i, result); !added) return added.error();
    }
    if (auto distinct = check_numbers(result); !distinct) return distinct.error();
    const auto threshold = arguments.number("group-threshold", 1, 1, most);
    if (!threshold) return threshold.error();
    result.policy.group_threshold = static_cast<std::uint8_t>(*threshold);
  }
  if (const auto sound = slip39::check(result.policy); !sound) {
    return failure(sound.error(), groups.empty() ? Place::none : Place::groups);
  }
  return result;
}

}  // namespace steelshare::cli
