// The papers that lie beside the plates: recovery sheet and kit, from what the record says.
#pragma once

#include <vector>

#include "cli/plate_files.h"
#include "steelshare/recovery/record.h"

namespace steelshare::cli {

inline constexpr auto recovery_sheet_name = "recovery-sheet.pdf";
inline constexpr auto kit_name = "kit.pdf";

/// What the papers say of the plates that lie beside them.
///   word_count  of each share
///   options     of the plates
///   chosen      what the shares are put on
///   header      what is stamped above the words; may be empty
///   made_now    their names (plate_label), where the set has others that were made another
///               time; else none
struct PlatesBeside {
  std::size_t word_count;
  const PlateOptions& options;
  const plate::Template& chosen;
  std::string_view header;
  std::vector<std::string> made_now;
};

/// Makes both, and a copy of a template that is the person's own, by which the commands in the kit
/// name it; they hold nothing of the record but how many plates there are and are needed, the
/// names of the groups, and what the shares mean. It fails where the plate is larger than the
/// paper.
Outcome<std::vector<ExtraFile>> kit_files(const recovery::Record& record,
                                          const PlatesBeside& plates);

}  // namespace steelshare::cli
