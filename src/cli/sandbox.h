// The doors that are closed before a secret is read.
#pragma once

namespace steelshare::cli {

/// From here on the process can open no network connection, start no program, make no other process
/// and look into none. A call that tries is killed.
///   errors  throws SystemFailure where the kernel refuses the filter
void enter_sandbox();

}  // namespace steelshare::cli
