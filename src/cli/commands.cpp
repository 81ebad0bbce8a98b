#include "cli/commands.h"

namespace steelshare::cli {

std::span<const Command> commands() {
  static const std::vector<Command> table{
      new_command(),     split_command(),  plates_command(), recover_command(),  verify_command(),
      inspect_command(), repair_command(), derive_command(), audit_command(),    extend_command(),
      reshare_command(), export_command(), import_command(), templates_command()};
  return table;
}

}  // namespace steelshare::cli
