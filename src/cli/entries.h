// The entries of an offline file that are keys and secrets: what they are worth, by their
// addresses.
#pragma once

#include <optional>
#include <string_view>

#include "cli/options.h"
#include "steelshare/recovery/verdict.h"
#include "steelshare/vault/contents.h"

namespace steelshare::cli {

/// Reads a key or a secret of an entry and weighs its address and fingerprint; nothing for entries
/// of other kinds.
Outcome<std::optional<recovery::Reading>> read_entry(const Arguments& arguments,
                                                     const vault::Entry& entry);

/// Refuses contents with a key or secret that does not read, or has another address.
///   subject  names the contents in messages
Outcome<Done> check_entries(const Arguments& arguments, const vault::Contents& contents,
                            std::string_view subject);

}  // namespace steelshare::cli
