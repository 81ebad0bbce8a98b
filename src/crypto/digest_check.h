// The check that a search for lost words makes of each candidate: whether the digest that SLIP-39
// keeps at x = 254 belongs to the secret at x = 255. Many candidates are checked abreast, on the
// instructions that path.h names; nearly all of them are wrong.
//
//   slip39 repair --> DigestCandidate[] --agreeing_digests--> bits of those to look at
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "crypto/path.h"

namespace steelshare::crypto {

/// The two values of a candidate, of each of which the first bytes count: the digest and the random
/// part in one row, and the secret. Needs no alignment, which a Secret would not give it.
struct DigestCandidate {
  std::uint8_t digest[64];
  std::uint8_t secret[64];
};

inline constexpr std::size_t most_digest_candidates = 64;

/// Returns the fastest path of digest checks for several candidates.
Path best_digest_path(const Features& features);

/// Returns a bit for each candidate, bit i for candidates[i], set where
/// HMAC-SHA256(digest[4..bytes), secret[0..bytes)) begins with digest[0..4).
///   candidates  up to 64, the more the faster; what is in them beyond `bytes` decides nothing
///   bytes       16..64, even
///   path        one whose features are there; the best one of this machine where none is named
///   source      SLIP-0039, "Generating the shares", the digest of the shared secret
std::uint64_t agreeing_digests(std::span<const DigestCandidate> candidates, std::size_t bytes,
                               Path path);
std::uint64_t agreeing_digests(std::span<const DigestCandidate> candidates, std::size_t bytes);

}  // namespace steelshare::crypto
