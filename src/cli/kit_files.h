// The papers that lie beside the plates: recovery sheet and kit, from what the record says.
#pragma once

#include <vector>

#include "cli/plate_files.h"
#include "steelshare/recovery/record.h"

namespace steelshare::cli {

inline constexpr auto recovery_sheet_name = "recovery-sheet.pdf";
inline constexpr auto kit_name = "kit.pdf";

/// Makes both; they hold nothing of the record but how many plates there are and are needed, the
/// names of the groups, and what the shares mean.
///   word_count  of each share
std::vector<ExtraFile> kit_files(const recovery::Record& record, std::size_t word_count,
                                 plate::Paper paper);

}  // namespace steelshare::cli
