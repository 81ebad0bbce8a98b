#include "crypto/digest_check.h"

#include "crypto/dispatch.h"
#include "crypto/kernels.h"
#include "crypto/stack.h"
#include "steelshare/secret/secret.h"

namespace steelshare::crypto {
namespace {

using kernels::DigestShape;

// In order of speed for several candidates; docs/performance.md has the figures behind `from`.
constexpr auto table = std::to_array<PathKernels<kernels::CheckDigests>>({
#if defined(__x86_64__)
  {Path::sha_ni,
   {{{3, 3, kernels::sha_ni_digests_3},
     {2, 2, kernels::sha_ni_digests_2},
     {1, 1, kernels::sha_ni_digests_1}}}},
      {Path::avx512, {{{16, 3, kernels::avx512_digests_16}, {1, 1, kernels::libcrypto_digest}}}},
      {Path::avx2, {{{8, 3, kernels::avx2_digests_8}, {1, 1, kernels::libcrypto_digest}}}},
#endif
      {Path::libcrypto, {{{1, 1, kernels::libcrypto_digest}}}},
      {Path::portable, {{{1, 1, kernels::portable_digest}}}},
});

constexpr std::size_t block_bytes = 64;

void set_byte(std::uint32_t (&words)[16], std::size_t at, std::uint32_t value) {
  words[at / 4] |= value << 8 * (3 - at % 4);
}

// How a message of the secret's length ends after the inner key (FIPS 180-4, section 5.1.1).
DigestShape shape_of(std::size_t bytes) {
  expects(bytes >= 16 && bytes <= block_bytes && bytes % 2 == 0);
  DigestShape shape{};
  shape.bytes = bytes;
  for (std::size_t i = 0; i < bytes; ++i) shape.keep[i / 4] |= 0xffU << 8 * (3 - i % 4);
  constexpr std::size_t length_bytes = 8;
  shape.two_blocks = bytes + 1 + length_bytes > block_bytes;
  if (bytes < block_bytes) set_byte(shape.end, bytes, 0x80);
  if (bytes == block_bytes) set_byte(shape.second, 0, 0x80);
  (shape.two_blocks ? shape.second : shape.end)[15] |=
      static_cast<std::uint32_t>(8 * (block_bytes + bytes));
  return shape;
}

}  // namespace

Path best_digest_path(const Features& features) { return first_path(table, features); }

std::uint64_t agreeing_digests(std::span<const DigestCandidate> candidates, std::size_t bytes,
                               Path path) {
  expects(candidates.size() <= most_digest_candidates);
  const DigestShape shape = shape_of(bytes);
  std::uint64_t agreeing = 0;
  run_kernels(table, path, candidates.size(),
              [&](kernels::CheckDigests check, std::size_t first, std::size_t count) {
                agreeing |= check(candidates.data() + first, count, shape) << first;
              });
  wipe_stack();
  // Which candidates agree is what a search acts on.
  return detail::declassify(agreeing);
}

std::uint64_t agreeing_digests(std::span<const DigestCandidate> candidates, std::size_t bytes) {
  static const Path path = best_digest_path(detect_features());
  return agreeing_digests(candidates, bytes, path);
}

}  // namespace steelshare::crypto
