// What stands around the program: is the machine on a network?
#pragma once

namespace steelshare::cli {

/// Says so in one line where a network link is up. Silence is no proof of the opposite.
void warn_when_online();

}  // namespace steelshare::cli
