#include "cli/surroundings.h"

#include <filesystem>
#include <fstream>

#include "cli/failure.h"

namespace steelshare::cli {
namespace {

// An interface that cannot be read is administratively down; the loopback does not count.
bool has_carrier(const std::filesystem::path& interface) {
  if (interface.filename() == "lo") return false;
  std::ifstream file(interface / "carrier");
  char carrier = '0';
  return file.get(carrier) && carrier == '1';
}

bool is_online() {
  std::error_code error;
  const std::filesystem::directory_iterator interfaces("/sys/class/net", error);
  if (error) return true;
  for (const auto& interface : interfaces) {
    if (has_carrier(interface.path())) return true;
  }
  return false;
}

}  // namespace

void warn_when_online() {
  if (is_online()) notice("this machine is on a network; a real secret belongs on one that is not");
}

void warn_when_on_disk(const OutputDirectory& directory) {
  if (!directory.is_on_disk()) return;
  notice(
      "these files lie on a disk, which may keep copies after they are deleted; a RAM disk such "
      "as /dev/shm does not");
}

}  // namespace steelshare::cli
