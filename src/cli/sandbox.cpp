#include "cli/sandbox.h"

#include <linux/sched.h>
#include <seccomp.h>

#include <array>
#include <cerrno>

#include "steelshare/base/failure.h"

namespace steelshare::cli {
namespace {

#ifdef STEELSHARE_NO_SANDBOX
constexpr bool enabled = false;
#else
constexpr bool enabled = true;
#endif

// A list of what is forbidden, not of what is allowed: the allowed calls change with every kernel
// and C library, and a backup tool that dies years later on a new one has failed its purpose.
constexpr std::array forbidden{SCMP_SYS(socket),
                               SCMP_SYS(socketpair),
                               SCMP_SYS(connect),
                               SCMP_SYS(bind),
                               SCMP_SYS(listen),
                               SCMP_SYS(accept),
                               SCMP_SYS(accept4),
                               SCMP_SYS(sendto),
                               SCMP_SYS(sendmsg),
                               SCMP_SYS(sendmmsg),
                               SCMP_SYS(execve),
                               SCMP_SYS(execveat),
                               SCMP_SYS(fork),
                               SCMP_SYS(vfork),
                               SCMP_SYS(ptrace),
                               SCMP_SYS(process_vm_readv),
                               SCMP_SYS(process_vm_writev),
                               SCMP_SYS(io_uring_setup),
                               SCMP_SYS(bpf),
                               SCMP_SYS(userfaultfd),
                               SCMP_SYS(memfd_create),
                               SCMP_SYS(kexec_load),
                               SCMP_SYS(init_module),
                               SCMP_SYS(finit_module),
                               SCMP_SYS(mount),
                               SCMP_SYS(swapon)};

}  // namespace

void enter_sandbox() {
  if (!enabled) return;
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  bool loaded = filter != nullptr;
  for (const int call : forbidden) {
    loaded = loaded && seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, call, 0) == 0;
  }
  // Threads may be made; processes not. The arguments of clone3 cannot be seen by a filter, so it
  // is made to look unknown, and the C library falls back to clone.
  loaded = loaded && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
  const scmp_arg_cmp is_process{0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0};
  loaded = loaded && seccomp_rule_add_array(filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS(clone), 1,
                                            &is_process) == 0;
  loaded = loaded && seccomp_load(filter) == 0;
  seccomp_release(filter);
  if (!loaded) throw SystemFailure("the sandbox could not be set up");
}

}  // namespace steelshare::cli
