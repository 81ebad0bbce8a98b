#include "crypto/digest_check.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <vector>

#include "crypto/hash.h"
#include "support/fixed_random.h"

namespace steelshare::crypto {

void PrintTo(Path path, std::ostream* out);  // chain_test.cpp

namespace {

constexpr std::size_t digest_bytes = 4;

// Random to the last byte, also beyond those that count.
DigestCandidate candidate(test::FixedRandom& random) {
  DigestCandidate made;
  random.fill(made.digest);
  random.fill(made.secret);
  return made;
}

std::array<std::uint8_t, digest_bytes> right_digest(const DigestCandidate& of, std::size_t bytes) {
  std::array<std::uint8_t, sha256_bytes> tag{};
  hmac_sha256(Bytes(of.digest).first(bytes).subspan(digest_bytes), {Bytes(of.secret).first(bytes)},
              tag);
  std::array<std::uint8_t, digest_bytes> digest{};
  std::copy_n(tag.begin(), digest_bytes, digest.begin());
  return digest;
}

void make_right(DigestCandidate& of, std::size_t bytes) {
  std::ranges::copy(right_digest(of, bytes), of.digest);
}

std::vector<DigestCandidate> candidates(std::size_t count, std::uint64_t seed) {
  test::FixedRandom random(seed);
  std::vector<DigestCandidate> made;
  for (std::size_t i = 0; i < count; ++i) made.push_back(candidate(random));
  return made;
}

// All bits of the first `count` candidates.
constexpr std::uint64_t all(std::size_t count) { return ~std::uint64_t{0} >> (64 - count); }

class EveryDigestPath : public testing::TestWithParam<Path> {
 protected:
  void SetUp() override {
    if (!has_features(GetParam(), detect_features())) {
      GTEST_SKIP() << "this machine has no " << testing::PrintToString(GetParam());
    }
  }

  // Calls check(bytes, count) for every length and every number of candidates.
  template <class Check>
  static void for_all_sizes(Check check) {
    for (std::size_t bytes = 16; bytes <= 64; bytes += 2) {
      for (std::size_t count = 1; count <= most_digest_candidates; ++count) {
        SCOPED_TRACE(std::to_string(count) + " of " + std::to_string(bytes) + " bytes");
        check(bytes, count);
        if (HasFatalFailure()) return;
      }
    }
  }
};

TEST_P(EveryDigestPath, FindsARightCandidateAtEveryPlaceAndNoOther) {
  for_all_sizes([&](std::size_t bytes, std::size_t count) {
    auto made = candidates(count, bytes);
    ASSERT_EQ(agreeing_digests(made, bytes, GetParam()), 0U);
    for (std::size_t i = 0; i < count; ++i) {
      const DigestCandidate wrong = made[i];
      make_right(made[i], bytes);
      ASSERT_EQ(agreeing_digests(made, bytes, GetParam()), std::uint64_t{1} << i);
      made[i] = wrong;
    }
  });
}

// Random sets of right ones among wrong ones, and all of them.
TEST_P(EveryDigestPath, FindsEachOfSeveralRightCandidates) {
  test::FixedRandom random(3);
  for_all_sizes([&](std::size_t bytes, std::size_t count) {
    auto made = candidates(count, bytes + 1);
    const std::uint64_t right = random.next() & all(count);
    for (std::size_t i = 0; i < count; ++i) {
      if ((right >> i & 1) != 0) make_right(made[i], bytes);
    }
    ASSERT_EQ(agreeing_digests(made, bytes, GetParam()), right);
    for (auto& each : made) make_right(each, bytes);
    ASSERT_EQ(agreeing_digests(made, bytes, GetParam()), all(count));
  });
}

TEST_P(EveryDigestPath, RefusesADigestWithOneWrongBit) {
  for (std::size_t bytes = 16; bytes <= 64; bytes += 2) {
    auto made = candidates(8 * digest_bytes, bytes + 2);
    for (auto& each : made) make_right(each, bytes);
    for (std::size_t bit = 0; bit < made.size(); ++bit)
      made[bit].digest[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
    EXPECT_EQ(agreeing_digests(made, bytes, GetParam()), 0U) << bytes;
  }
}

// A changed bit of the random part or the secret is noticed; one beyond the length is not.
TEST_P(EveryDigestPath, ReadsEveryByteThatCountsAndNoOther) {
  for (std::size_t bytes = 16; bytes <= 64; bytes += 2) {
    auto secrets = candidates(64, bytes + 3);
    for (auto& each : secrets) make_right(each, bytes);
    auto random_parts = secrets;
    for (std::size_t i = 0; i < 64; ++i)
      secrets[i].secret[i] ^= static_cast<std::uint8_t>(1 << i % 8);
    for (std::size_t i = digest_bytes; i < 64; ++i)
      random_parts[i].digest[i] ^= static_cast<std::uint8_t>(1 << i % 8);
    const std::uint64_t beyond = ~all(bytes);
    EXPECT_EQ(agreeing_digests(secrets, bytes, GetParam()), beyond) << bytes;
    EXPECT_EQ(agreeing_digests(random_parts, bytes, GetParam()), beyond | all(digest_bytes))
        << bytes;
  }
}

// Ordinary memory gives a Secret less alignment than a vector register has bytes.
TEST_P(EveryDigestPath, NeedsNoAlignment) {
  constexpr std::size_t count = 16;
  auto made = candidates(count, 6);
  for (auto& each : made) make_right(each, 16);
  std::vector<std::uint8_t> memory(sizeof(DigestCandidate) * count + 1);
  std::memcpy(memory.data() + 1, made.data(), sizeof(DigestCandidate) * count);
  const auto* moved = reinterpret_cast<const DigestCandidate*>(memory.data() + 1);
  EXPECT_EQ(agreeing_digests({moved, count}, 16, GetParam()), all(count));
}

TEST_P(EveryDigestPath, AcceptsNoCandidates) {
  EXPECT_EQ(agreeing_digests({}, 16, GetParam()), 0U);
}

INSTANTIATE_TEST_SUITE_P(DigestCheck, EveryDigestPath, testing::ValuesIn(all_paths),
                         testing::PrintToStringParamName());

TEST(DigestCheck, RunsOnTheBestPathWhereNoneIsNamed) {
  auto made = candidates(64, 4);
  make_right(made[0], 32);
  make_right(made[63], 32);
  EXPECT_EQ(agreeing_digests(made, 32), std::uint64_t{1} << 63 | 1);
}

#if defined(__x86_64__)
TEST(DigestCheck, PrefersShaInstructionsThenWiderLanes) {
  EXPECT_EQ(best_digest_path({.sha_ni = true, .avx2 = true, .avx512 = true}), Path::sha_ni);
  EXPECT_EQ(best_digest_path({.sha_ni = false, .avx2 = true, .avx512 = true}), Path::avx512);
  EXPECT_EQ(best_digest_path({.sha_ni = false, .avx2 = true, .avx512 = false}), Path::avx2);
}
#endif

TEST(DigestCheck, FallsBackOnLibcrypto) { EXPECT_EQ(best_digest_path({}), Path::libcrypto); }

TEST(DigestCheckDeathTest, RefusesOtherLengthsAndTooManyCandidates) {
  const auto made = candidates(65, 5);
  const auto check = [&](std::size_t count, std::size_t bytes) {
    static_cast<void>(agreeing_digests(std::span(made).first(count), bytes));
  };
  EXPECT_DEATH(check(1, 14), "");
  EXPECT_DEATH(check(1, 17), "");
  EXPECT_DEATH(check(1, 66), "");
  EXPECT_DEATH(check(65, 16), "");
}

}  // namespace
}  // namespace steelshare::crypto
