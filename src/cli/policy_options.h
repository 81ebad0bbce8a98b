// --threshold, --shares, --group and --group-threshold: the policy of a split.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "cli/options.h"
#include "steelshare/slip39/sharing.h"

namespace steelshare::cli {

struct NamedPolicy {
  slip39::Policy policy;
  std::vector<std::string> names;  // one a group; may be empty
};

inline constexpr std::array policy_options{
    Option{"threshold", "T", "how many shares are needed (3)"},
    Option{"shares", "N", "how many shares are made (5)"},
    Option{"group", "[NAME=]T/N", "a group of N shares of which T are needed (repeats)", true},
    Option{"group-threshold", "G", "how many groups are needed (1)"},
};

/// Whether a text may name a group: it goes into file names.
bool is_group_name(std::string_view text);

/// Whether an option names a policy.
bool names_policy(const Arguments& arguments);

/// Reads the options; 3-of-5 without any. The policy is sound.
Outcome<NamedPolicy> read_policy(const Arguments& arguments);

}  // namespace steelshare::cli
