// record.json: the record beside the plates, read and written.
#pragma once

#include <optional>
#include <string>

#include "cli/options.h"
#include "steelshare/recovery/record.h"

namespace steelshare::cli {

inline constexpr auto record_name = "record.json";

/// Returns the file's content; ends with a newline. A seal that the record has is left out, as it
/// may be of another text.
std::string format_record(const recovery::Record& record);
/// The same with a seal.
std::string format_record(const recovery::Record& record,
                          const slip39::EncryptedMasterSecret& sealed_by);

/// errors  record_syntax, record_unsupported_version
Result<recovery::Record> parse_record(std::string_view text);

/// Reads the file of --record; nothing where it was not given.
Outcome<std::optional<recovery::Record>> read_record(const Arguments& arguments);

}  // namespace steelshare::cli
