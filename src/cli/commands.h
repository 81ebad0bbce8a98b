// The command table: every command with its options, its help and its function.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "cli/failure.h"
#include "cli/options.h"

namespace steelshare::cli {

struct Command {
  std::string_view name;
  std::string_view summary;  // one line
  std::vector<Option> options;
  std::string_view help;  // what it does, with one worked example
  Outcome<Exit> (*run)(const Arguments&);
};

std::span<const Command> commands();

// One file each: options and help beside the function.
Command audit_command();
Command derive_command();
Command export_command();
Command extend_command();
Command import_command();
Command inspect_command();
Command new_command();
Command plates_command();
Command recover_command();
Command repair_command();
Command reshare_command();
Command split_command();
Command templates_command();
Command verify_command();

}  // namespace steelshare::cli
