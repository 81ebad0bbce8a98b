#include "crypto/chain.h"

#include <algorithm>
#include <array>

#include "crypto/chain_kernels.h"
#include "crypto/stack.h"
#include "steelshare/base/expects.h"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace steelshare::crypto {
namespace {

// A kernel is used where at least `from` chains are left; lanes without a chain are idle.
template <class Word>
struct Kernel {
  std::size_t lanes;
  std::size_t from;
  kernels::Run<Word> run;
};

// The kernels of one path, the widest first, the last one for a single chain.
template <class Word>
struct PathKernels {
  Path path;
  std::array<Kernel<Word>, 4> kernels;
};

// In order of speed for several chains. Where a single chain is better off elsewhere, the last
// kernel is not the path's own; docs/performance.md has the figures behind `from`.
template <class Word>
constexpr std::array<PathKernels<Word>, 0> table;

template <>
constexpr auto table<std::uint32_t> = std::to_array<PathKernels<std::uint32_t>>({
#if defined(__x86_64__)
  {Path::sha_ni,
   {{{4, 4, kernels::sha_ni_4},
     {3, 3, kernels::sha_ni_3},
     {2, 2, kernels::sha_ni_2},
     {1, 1, kernels::sha_ni_1}}}},
      {Path::avx512, {{{16, 2, kernels::avx512_sha256_16}, {1, 1, kernels::libcrypto_sha256}}}},
      {Path::avx2, {{{8, 2, kernels::avx2_sha256_8}, {1, 1, kernels::libcrypto_sha256}}}},
#endif
      {Path::libcrypto, {{{1, 1, kernels::libcrypto_sha256}}}},
      {Path::portable, {{{1, 1, kernels::portable_sha256}}}},
});

template <>
constexpr auto table<std::uint64_t> = std::to_array<PathKernels<std::uint64_t>>({
#if defined(__x86_64__)
  {Path::avx512, {{{8, 2, kernels::avx512_sha512_8}, {1, 1, kernels::libcrypto_sha512}}}},
      {Path::avx2, {{{4, 3, kernels::avx2_sha512_4}, {1, 1, kernels::libcrypto_sha512}}}},
#endif
      {Path::libcrypto, {{{1, 1, kernels::libcrypto_sha512}}}},
      {Path::portable, {{{1, 1, kernels::portable_sha512}}}},
});

bool has_features(Path path, const Features& features) {
  switch (path) {
    case Path::sha_ni:
      return features.sha_ni;
    case Path::avx2:
      return features.avx2;
    case Path::avx512:
      return features.avx512;
    case Path::portable:
    case Path::libcrypto:
      return true;
  }
  return false;
}

template <class Word>
const PathKernels<Word>* find(Path path) {
  const auto found =
      std::ranges::find_if(table<Word>, [&](const auto& row) { return row.path == path; });
  return found == table<Word>.end() ? nullptr : &*found;
}

#if defined(__x86_64__)
// CPUID leaf 7, EBX bit 29; the compiler's own test does not know it.
bool has_sha_instructions() {
  unsigned int a = 0, b = 0, c = 0, d = 0;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b >> 29 & 1) != 0;
}
#endif

}  // namespace

Features detect_features() {
#if defined(__x86_64__)
  // The compiler's tests look at XGETBV too: an operating system must save the wide registers.
  const auto has = [](int answer) { return answer != 0; };
  return {.sha_ni = has_sha_instructions() && has(__builtin_cpu_supports("sse4.1")),
          .avx2 = has(__builtin_cpu_supports("avx2")),
          .avx512 = has(__builtin_cpu_supports("avx512f"))};
#else
  return {};
#endif
}

template <class Word>
bool is_available(Path path, const Features& features) {
  return has_features(path, features) && find<Word>(path) != nullptr;
}

template <class Word>
Path best_path(const Features& features) {
  const auto best = std::ranges::find_if(
      table<Word>, [&](const auto& row) { return has_features(row.path, features); });
  return best->path;
}

template <class Word>
void advance(std::span<Chain<Word>> chains, std::uint32_t iterations, Path path) {
  const auto* const row = find<Word>(path);
  expects(row != nullptr);
  while (!chains.empty()) {
    const auto kernel = std::ranges::find_if(
        row->kernels, [&](const auto& candidate) { return chains.size() >= candidate.from; });
    const std::size_t count = std::min(chains.size(), kernel->lanes);
    kernel->run(chains.data(), count, iterations);
    chains = chains.subspan(count);
  }
  wipe_stack();
}

template <class Word>
void advance(std::span<Chain<Word>> chains, std::uint32_t iterations) {
  static const Path path = best_path<Word>(detect_features());
  advance(chains, iterations, path);
}

template bool is_available<std::uint32_t>(Path, const Features&);
template bool is_available<std::uint64_t>(Path, const Features&);
template Path best_path<std::uint32_t>(const Features&);
template Path best_path<std::uint64_t>(const Features&);
template void advance(std::span<Chain<std::uint32_t>>, std::uint32_t, Path);
template void advance(std::span<Chain<std::uint64_t>>, std::uint32_t, Path);
template void advance(std::span<Chain<std::uint32_t>>, std::uint32_t);
template void advance(std::span<Chain<std::uint64_t>>, std::uint32_t);

}  // namespace steelshare::crypto
