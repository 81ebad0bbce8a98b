// Watches the kernels of key derivation and of digest checks instruction by instruction on the
// processor itself, because valgrind 3.19 knows neither SHA-NI nor AVX-512. Two processes run a
// kernel in step, on two secrets at the same addresses. After every instruction both must stand at
// the same place with the same flags; and the iterations must write nothing that differs to a
// general register, so that no address can come from a secret: words of chains pass through such
// registers at most while lanes are filled and emptied. Kernels that leak on purpose must be
// caught, each by what it leaks. Prints what was watched and the figures, and ends with 1 where
// anything is wrong.
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

#include "crypto/kernels.h"

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
    // What the making of the secret left in registers is no finding, nor is its return from the
    // stack to those that a function keeps for its caller.
    __asm__ volatile(
        "xor %%eax, %%eax\n\txor %%ebx, %%ebx\n\txor %%ecx, %%ecx\n\txor %%edx, %%edx\n\t"
        "xor %%esi, %%esi\n\txor %%edi, %%edi\n\txor %%r8d, %%r8d\n\txor %%r9d, %%r9d\n\t"
        "xor %%r10d, %%r10d\n\txor %%r11d, %%r11d\n\txor %%r12d, %%r12d\n\t"
        "xor %%r13d, %%r13d\n\txor %%r14d, %%r14d\n\txor %%r15d, %%r15d\n\tint3"
        :
        :
        : "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14",
          "r15", "memory", "cc");
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

// What the secret decides: the way, or what the second and third iteration write.
struct Leak {
  bool in_the_way = false;
  bool in_the_loop = false;
  bool operator==(const Leak&) const = default;
};

template <class Word>
Leak find_leak(kernels::Run<Word> kernel, std::size_t count) {
  const Trace once = trace(kernel, count, 1), thrice = trace(kernel, count, 3);
  std::printf(
      "  %7zu instructions, %4zu secret words in general registers, %zu of them in the loop\n",
      thrice.instructions, thrice.secret_writes, thrice.secret_writes - once.secret_writes);
  const bool same_way = once.same_way && thrice.same_way;
  expect(!same_way || thrice.instructions > once.instructions + 500, "nothing was traced");
  return {!same_way, same_way && once.secret_writes != thrice.secret_writes};
}

// What must be caught. Neither does more with the secret than its name says: the branch must be
// seen by its flags, the address, which changes no flag, by the register that holds it.

volatile std::uint8_t table[256];

void branch_on_a_secret(kernels::Chain256* chains, std::size_t, std::uint32_t iterations) {
  for (std::uint32_t i = 0; i < 300 * iterations; ++i) {
    if (chains[0].last[i % 8] > 0x7fffffff) table[0] = 1;
  }
}

void index_with_a_secret(kernels::Chain256* chains, std::size_t, std::uint32_t iterations) {
  const auto* secret = reinterpret_cast<const std::uint8_t*>(chains[0].last);
  for (std::uint32_t i = 0; i < 300 * iterations; ++i) static_cast<void>(table[secret[i % 32]]);
}

// A digest check as often as there are iterations, of candidates that are the bytes of chains.
template <kernels::CheckDigests check>
void check_digests(kernels::Chain256* chains, std::size_t count, std::uint32_t iterations) {
  static_assert(sizeof *chains == sizeof(crypto::DigestCandidate));
  static constexpr kernels::DigestShape shape{.bytes = 16,
                                              .keep = {~0U, ~0U, ~0U, ~0U},
                                              .end = {0, 0, 0, 0, 1U << 31},
                                              .second = {},
                                              .two_blocks = true};
  const auto* candidates = reinterpret_cast<const crypto::DigestCandidate*>(chains);
  for (; iterations > 0; --iterations) static_cast<void>(check(candidates, count, shape));
}

struct Figures {
  std::size_t kernels = 0, absent = 0, differences = 0, canaries = 0, canaries_caught = 0;
};

Figures watch_all() {
  Figures figures;
  const auto check = [&](const char* name, bool available, auto kernel, std::size_t count) {
    std::printf("%s %s\n", available ? "watched" : "absent", name);
    ++(available ? figures.kernels : figures.absent);
    if (!available || find_leak(kernel, count) == Leak{}) return;
    std::printf("FAILED %s depends on the secret\n", name);
    ++figures.differences;
  };
  const auto check_canary = [&](const char* name, auto kernel, Leak expected) {
    const bool caught = find_leak(kernel, 1) == expected;
    std::printf("%s %s\n", caught ? "caught" : "SILENT", name);
    ++figures.canaries;
    if (caught) ++figures.canaries_caught;
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
  check("SHA-NI, digest checks, 1 stream", features.sha_ni,
        Word32{check_digests<kernels::sha_ni_digests_1>}, 1);
  check("SHA-NI, digest checks, 2 streams", features.sha_ni,
        Word32{check_digests<kernels::sha_ni_digests_2>}, 2);
  check("SHA-NI, digest checks, 3 streams", features.sha_ni,
        Word32{check_digests<kernels::sha_ni_digests_3>}, 3);
  check("AVX2, digest checks", features.avx2, Word32{check_digests<kernels::avx2_digests_8>}, 8);
  check("AVX2, digest checks, idle lanes", features.avx2,
        Word32{check_digests<kernels::avx2_digests_8>}, 5);
  check("AVX-512, digest checks", features.avx512,
        Word32{check_digests<kernels::avx512_digests_16>}, 16);
  check("AVX-512, digest checks, idle lanes", features.avx512,
        Word32{check_digests<kernels::avx512_digests_16>}, 5);

  check_canary("branch on a secret", Word32{branch_on_a_secret}, {.in_the_way = true});
  check_canary("index with a secret", Word32{index_with_a_secret}, {.in_the_loop = true});
  return figures;
}

// Returns whether all is well.
bool print(const Figures& figures) {
  std::printf("figure trace.kernels %zu\n", figures.kernels);
  std::printf("figure trace.absent %zu\n", figures.absent);
  std::printf("figure trace.differences %zu\n", figures.differences);
  std::printf("figure trace.canaries %zu\n", figures.canaries);
  std::printf("figure trace.canaries_caught %zu\n", figures.canaries_caught);
  return figures.differences == 0 && figures.canaries_caught == figures.canaries;
}

}  // namespace
}  // namespace steelshare::ctime

int main() try {
  std::setvbuf(stdout, nullptr, _IONBF, 0);
  return steelshare::ctime::print(steelshare::ctime::watch_all()) ? 0 : 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "trace_test: %s\n", error.what());
  return 2;
}
