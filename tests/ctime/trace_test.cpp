// Watches the kernels of key derivation instruction by instruction on the processor itself, because
// valgrind 3.19 knows neither SHA-NI nor AVX-512. Two processes run a kernel in step, on two
// secrets at the same addresses. After every instruction both must stand at the same place with the
// same flags; and the iterations must write nothing that differs to a general register, so that no
// address can come from a secret: words of chains pass through such registers at most while lanes
// are filled and emptied. Kernels that leak on purpose must be caught. Ends with 1 where anything
// is wrong.
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <stdexcept>

#include "crypto/chain_kernels.h"

namespace steelshare::ctime {
namespace {

namespace kernels = crypto::kernels;
using Registers = user_regs_struct;

void expect(bool good, const char* what) {
  if (!good) throw std::runtime_error(what);
}

// A process that runs a kernel, and waits before each instruction of it.
class Watched {
 public:
  template <class Word>
  Watched(kernels::Run<Word> kernel, std::size_t count, std::uint32_t iterations, std::uint8_t seed)
      : process_(fork()) {
    expect(process_ >= 0, "no process");
    if (process_ == 0) run(kernel, count, iterations, seed);
    int status = 0;
    expect(waitpid(process_, &status, 0) == process_ && WIFSTOPPED(status), "no trace");
  }
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;
  ~Watched() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }

  // The registers after one more instruction; none where the process has ended.
  std::optional<Registers> step() {
    int status = 0;
    expect(ptrace(PTRACE_SINGLESTEP, process_, nullptr, nullptr) == 0, "no step");
    expect(waitpid(process_, &status, 0) == process_, "no process to wait for");
    if (WIFEXITED(status)) return {};
    expect(WIFSTOPPED(status) && WSTOPSIG(status) == SIGTRAP, "the kernel failed");
    Registers registers;
    expect(ptrace(PTRACE_GETREGS, process_, nullptr, &registers) == 0, "no registers");
    return registers;
  }

 private:
  template <class Word>
  [[noreturn]] static void run(kernels::Run<Word> kernel, std::size_t count,
                               std::uint32_t iterations, std::uint8_t seed) {
    std::array<crypto::Chain<Word>, 16> chains;
    std::array<std::uint8_t, sizeof chains> bytes;
    for (auto& byte : bytes) byte = seed = static_cast<std::uint8_t>(seed * 5 + 1);
    std::memcpy(&chains, bytes.data(), sizeof chains);
    ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
    // What the making of the secret left in registers is no finding.
    __asm__ volatile(
        "xor %%eax, %%eax\n\txor %%ecx, %%ecx\n\txor %%edx, %%edx\n\txor %%esi, %%esi\n\t"
        "xor %%edi, %%edi\n\txor %%r8d, %%r8d\n\txor %%r9d, %%r9d\n\txor %%r10d, %%r10d\n\t"
        "xor %%r11d, %%r11d\n\tint3"
        :
        :
        : "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "memory", "cc");
    kernel(chains.data(), count, iterations);
    _exit(0);
  }

  pid_t process_;
};

std::array<unsigned long long, 15> general(const Registers& r) {
  return {r.rax, r.rbx, r.rcx, r.rdx, r.rsi, r.rdi, r.rbp, r.r8,
          r.r9,  r.r10, r.r11, r.r12, r.r13, r.r14, r.r15};
}

struct Trace {
  std::size_t instructions = 0;
  std::size_t secret_writes = 0;  // to general registers
  bool same_way = true;           // same instructions and same flags
};

template <class Word>
Trace trace(kernels::Run<Word> kernel, std::size_t count, std::uint32_t iterations) {
  Watched one(kernel, count, iterations, 7), other(kernel, count, iterations, 9);
  Trace found;
  std::array<unsigned long long, 15> before_a{}, before_b{};
  for (auto a = one.step(), b = other.step(); a || b; a = one.step(), b = other.step()) {
    found.same_way = a && b && a->rip == b->rip && a->eflags == b->eflags;
    if (!found.same_way) return found;
    ++found.instructions;
    const auto now_a = general(*a), now_b = general(*b);
    for (std::size_t i = 0; i < now_a.size(); ++i) {
      const bool written = now_a[i] != before_a[i] || now_b[i] != before_b[i];
      if (now_a[i] != now_b[i] && written) ++found.secret_writes;
    }
    before_a = now_a;
    before_b = now_b;
  }
  return found;
}

// Whether neither the way nor what the second and third iteration write depends on the secret.
template <class Word>
bool is_constant(kernels::Run<Word> kernel, std::size_t count) {
  const Trace once = trace(kernel, count, 1), thrice = trace(kernel, count, 3);
  std::printf(
      "  %7zu instructions, %4zu secret words in general registers, %zu of them in the loop\n",
      thrice.instructions, thrice.secret_writes, thrice.secret_writes - once.secret_writes);
  expect(!thrice.same_way || thrice.instructions > once.instructions + 500, "nothing was traced");
  return once.same_way && thrice.same_way && once.secret_writes == thrice.secret_writes;
}

// What must be caught: a branch, and an address.

void branch_on_a_secret(kernels::Chain256* chains, std::size_t count, std::uint32_t iterations) {
  kernels::portable_sha256(chains, count, 1);
  for (; iterations > 0; --iterations) {
    if ((chains[0].last[0] >> iterations & 1) != 0) kernels::portable_sha256(chains, count, 1);
  }
}

volatile std::uint8_t substitution[256];
void index_with_a_secret(kernels::Chain256* chains, std::size_t, std::uint32_t iterations) {
  for (std::uint32_t i = 0; i < 300 * iterations; ++i) {
    chains[0].sum[i % 8] ^= substitution[chains[0].last[i % 8] & 0xff];
  }
}

bool all_is_well() {
  bool good = true;
  const auto check = [&](const char* name, bool available, auto kernel, std::size_t count) {
    std::printf("%s%s\n", name, available ? "" : ": not run, no such instructions here");
    if (!available || is_constant(kernel, count)) return;
    std::printf("FAILED %s depends on the secret\n", name);
    good = false;
  };
  const auto features = crypto::detect_features();
  using Word32 = kernels::Run<std::uint32_t>;
  using Word64 = kernels::Run<std::uint64_t>;
  check("SHA-NI, 1 stream", features.sha_ni, Word32{kernels::sha_ni_1}, 1);
  check("SHA-NI, 2 streams", features.sha_ni, Word32{kernels::sha_ni_2}, 2);
  check("SHA-NI, 3 streams", features.sha_ni, Word32{kernels::sha_ni_3}, 3);
  check("SHA-NI, 4 streams", features.sha_ni, Word32{kernels::sha_ni_4}, 4);
  check("AVX2, SHA-256", features.avx2, Word32{kernels::avx2_sha256_8}, 8);
  check("AVX2, SHA-256, idle lanes", features.avx2, Word32{kernels::avx2_sha256_8}, 5);
  check("AVX2, SHA-512", features.avx2, Word64{kernels::avx2_sha512_4}, 4);
  check("AVX-512, SHA-256", features.avx512, Word32{kernels::avx512_sha256_16}, 16);
  check("AVX-512, SHA-256, idle lanes", features.avx512, Word32{kernels::avx512_sha256_16}, 5);
  check("AVX-512, SHA-512", features.avx512, Word64{kernels::avx512_sha512_8}, 8);

  for (const Word32 leak : {branch_on_a_secret, index_with_a_secret}) {
    std::puts("a leak on purpose");
    if (is_constant(leak, 1)) {
      std::puts("FAILED: it was not caught");
      good = false;
    }
  }
  return good;
}

}  // namespace
}  // namespace steelshare::ctime

int main() try {
  std::setvbuf(stdout, nullptr, _IONBF, 0);
  return steelshare::ctime::all_is_well() ? 0 : 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "trace_test: %s\n", error.what());
  return 2;
}
