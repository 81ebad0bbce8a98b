#include "crypto/chain.h"

#include "crypto/dispatch.h"
#include "crypto/kernels.h"
#include "crypto/stack.h"

namespace steelshare::crypto {
namespace {

// In order of speed for several chains. Where a single chain is better off elsewhere, the last
// kernel is not the path's own; docs/performance.md has the figures behind `from`.
template <class Word>
constexpr std::array<PathKernels<kernels::Run<Word>>, 0> table;

template <>
constexpr auto table<std::uint32_t> = std::to_array<PathKernels<kernels::Run<std::uint32_t>>>({
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
constexpr auto table<std::uint64_t> = std::to_array<PathKernels<kernels::Run<std::uint64_t>>>({
#if defined(__x86_64__)
  {Path::avx512, {{{8, 2, kernels::avx512_sha512_8}, {1, 1, kernels::libcrypto_sha512}}}},
      {Path::avx2, {{{4, 3, kernels::avx2_sha512_4}, {1, 1, kernels::libcrypto_sha512}}}},
#endif
      {Path::libcrypto, {{{1, 1, kernels::libcrypto_sha512}}}},
      {Path::portable, {{{1, 1, kernels::portable_sha512}}}},
});

}  // namespace

template <class Word>
bool is_available(Path path, const Features& features) {
  return has_features(path, features) && find_path(table<Word>, path) != nullptr;
}

template <class Word>
Path best_path(const Features& features) {
  return first_path(table<Word>, features);
}

template <class Word>
void advance(std::span<Chain<Word>> chains, std::uint32_t iterations, Path path) {
  run_kernels(table<Word>, path, chains.size(),
              [&](kernels::Run<Word> run, std::size_t first, std::size_t count) {
                run(chains.data() + first, count, iterations);
              });
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
