// The log of rehearsals: one line of public text for each (docs/rehearsal.md). A line is made of
// numbers and of names that stand in this program, so that nothing that was typed gets into it.
#pragma once

#include <optional>
#include <string>

#include "cli/files.h"
#include "cli/gathering.h"
#include "cli/options.h"

namespace steelshare::cli {

/// What a rehearsal came to.
struct Rehearsal {
  double quorums = 0;
  std::string_view verdict;  // a name of recovery::Verdict, or "failed"
  std::string error = {};    // the code of the first problem, where it failed
};

/// Opens the log of --log; nothing where it was not given.
///   errors   those of LineLog::open()
Outcome<std::optional<LineLog>> read_log(const Arguments& arguments);

/// Appends the line of a rehearsal that ends now.
Outcome<Done> write_rehearsal(const LineLog& log, const Arguments& arguments,
                              const Gathered& gathered, const Rehearsal& rehearsal);

}  // namespace steelshare::cli
