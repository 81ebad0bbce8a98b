// A set of shares that was just made: its proof, its files, and what is shown of it. Split and
// reshare end here.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/answer.h"
#include "cli/plate_files.h"
#include "cli/policy_options.h"
#include "steelshare/recovery/verdict.h"
#include "steelshare/slip39/sharing.h"

namespace steelshare::cli {

/// How the set is to be divided, and where its plates go, if anywhere.
struct SetOptions {
  NamedPolicy policy;
  std::optional<PlateOptions> plates;  // where --out is given
};

/// Reads policy and plate options. The names of the files are free.
///   usual  the policy where no option names one; 3-of-5 without it
Outcome<SetOptions> read_set_options(const Arguments& arguments,
                                     std::optional<NamedPolicy> usual = {});

inline constexpr std::array set_output_options{
    Option{"reveal", "", "print the shares to the terminal without asking"},
    Option{"json", "", "answer with one JSON object"},
};

/// Says before any work how the shares will leave; nothing to ask where they go to files only.
Outcome<Showing> allow_shares_out(const Arguments& arguments, const SetOptions& options);

struct NewSet {
  recovery::Reading reading;          // what the printed words were proved to give back
  std::vector<slip39::Share> shares;  // in policy order
  std::vector<Mnemonic> mnemonics;
  std::vector<Text> printed;  // the words in full, as they will stand on the plates
  /// What the printed words opened to; nothing before they are proved.
  std::optional<slip39::EncryptedMasterSecret> opened = {};
};

/// Writes the shares as words. The reading is left empty.
NewSet print_set(wallet::Kind kind, std::vector<slip39::Share> shares);

/// Opens the set from its printed words alone, which proves every quorum of it, and keeps what they
/// opened to.
///   errors  throws SystemFailure where a share does not read or contradicts the others
const slip39::EncryptedMasterSecret& open_printed(NewSet& set);

/// Throws SystemFailure where what was opened is not what was divided: nothing leaves unproved.
void expect_proved(bool proved);

/// Writes plates and record, together or not at all, where --out is given, and answers: JSON, a
/// summary, shares down a pipe or on pages of the terminal.
///   own_keys  writes what this command alone has to say into the JSON object; may be empty
Outcome<Exit> hand_over(const Arguments& arguments, std::string_view command, const NewSet& set,
                        const SetOptions& options, Showing showing,
                        const std::function<void(Json&)>& own_keys = {});

}  // namespace steelshare::cli
