// What stands around the program: is the machine on a network, does a directory lie on a disk?
#pragma once

#include "cli/files.h"

namespace steelshare::cli {

/// Says so in one line where a network link is up. Silence is no proof of the opposite.
void warn_when_online();

/// Says so in one line where files would stay when the machine is switched off.
void warn_when_on_disk(const OutputDirectory& directory);

}  // namespace steelshare::cli
