#include "crypto/chain.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "support/bytes.h"

// libcrypto's contexts show the states of a padded key, which EVP hides.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace steelshare::crypto {

void PrintTo(Path path, std::ostream* out) {
  constexpr const char* names[] = {"portable", "libcrypto", "sha_ni", "avx2", "avx512"};
  *out << names[static_cast<std::size_t>(path)];
}

namespace {

using test::as_bytes;

struct Sha256 {
  using Word = std::uint32_t;
  using Context = SHA256_CTX;
  static constexpr auto init = SHA256_Init;
  static constexpr auto update = SHA256_Update;
  static constexpr auto evp = EVP_sha256;
};
struct Sha512 {
  using Word = std::uint64_t;
  using Context = SHA512_CTX;
  static constexpr auto init = SHA512_Init;
  static constexpr auto update = SHA512_Update;
  static constexpr auto evp = EVP_sha512;
};

template <class Word>
bool operator==(const Chain<Word>& a, const Chain<Word>& b) {
  return std::ranges::equal(a.inner, b.inner) && std::ranges::equal(a.outer, b.outer) &&
         std::ranges::equal(a.last, b.last) && std::ranges::equal(a.sum, b.sum);
}

template <class Word>
void read_words(const std::vector<std::uint8_t>& bytes, Word (&words)[8]) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto& word = words[i / sizeof(Word)];
    word = static_cast<Word>(word << 8 | bytes[i]);
  }
}

// The key of an HMAC of at most one block, padded with a byte.
template <class Hash>
void hash_key(const std::string& password, std::uint8_t pad, typename Hash::Word (&state)[8]) {
  std::vector<std::uint8_t> block(16 * sizeof(typename Hash::Word), pad);
  for (std::size_t i = 0; i < password.size(); ++i) {
    block[i] = static_cast<std::uint8_t>(block[i] ^ static_cast<std::uint8_t>(password[i]));
  }
  typename Hash::Context context;
  Hash::init(&context);
  Hash::update(&context, block.data(), block.size());
  std::ranges::copy(context.h, state);
}

template <class Hash>
std::vector<std::uint8_t> openssl_pbkdf2(const std::string& password, const std::string& salt,
                                         std::uint32_t iterations) {
  std::vector<std::uint8_t> key(8 * sizeof(typename Hash::Word));
  EXPECT_EQ(
      PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), as_bytes(salt).data(),
                        static_cast<int>(salt.size()), static_cast<int>(iterations), Hash::evp(),
                        static_cast<int>(key.size()), key.data()),
      1);
  return key;
}

// Everything in it comes from OpenSSL.
template <class Hash>
Chain<typename Hash::Word> first_iteration(const std::string& password, const std::string& salt) {
  Chain<typename Hash::Word> chain{};
  hash_key<Hash>(password, 0x36, chain.inner);
  hash_key<Hash>(password, 0x5c, chain.outer);
  read_words(openssl_pbkdf2<Hash>(password, salt, 1), chain.last);
  std::ranges::copy(chain.last, chain.sum);
  return chain;
}

// Chains of which no two are alike.
template <class Hash>
std::vector<Chain<typename Hash::Word>> several_chains(std::size_t count) {
  std::vector<Chain<typename Hash::Word>> chains;
  for (std::size_t i = 0; i < count; ++i) {
    chains.push_back(first_iteration<Hash>("password " + std::to_string(i), "salt"));
  }
  return chains;
}

class EveryPath : public testing::TestWithParam<Path> {
 protected:
  // Runs the check for both hashes, and says so where this machine or the hash lacks the path.
  template <class Check>
  void check_both(Check check) {
    const Features features = detect_features();
    const bool sha256 = is_available<std::uint32_t>(GetParam(), features);
    const bool sha512 = is_available<std::uint64_t>(GetParam(), features);
    if (sha256) check(Sha256{});
    if (sha512) check(Sha512{});
    if (!sha256 && !sha512)
      GTEST_SKIP() << "this machine has no " << testing::PrintToString(GetParam());
  }
};

TEST_P(EveryPath, AgreesWithOpenSsl) {
  check_both([&](auto hash) {
    using Hash = decltype(hash);
    using Word = typename Hash::Word;
    for (const std::uint32_t iterations : {1u, 2u, 3u, 1000u}) {
      std::array chain{first_iteration<Hash>("passphrase", "half of a secret")};
      advance<Word>(chain, iterations - 1, GetParam());
      Word expected[8]{};
      read_words(openssl_pbkdf2<Hash>("passphrase", "half of a secret", iterations), expected);
      EXPECT_TRUE(std::ranges::equal(chain[0].sum, expected)) << iterations;
    }
  });
}

// Fewer chains than lanes, as many, and every number left over; each lane is its own.
TEST_P(EveryPath, AgreesWithThePortableOneForEveryNumberOfChains) {
  check_both([&](auto hash) {
    using Hash = decltype(hash);
    using Word = typename Hash::Word;
    for (std::size_t count = 0; count <= 35; ++count) {
      auto chains = several_chains<Hash>(count);
      auto expected = chains;
      for (const std::uint32_t iterations : {0u, 1u, 2u, 5u}) {
        advance<Word>(chains, iterations, GetParam());
        advance<Word>(expected, iterations, Path::portable);
        for (std::size_t i = 0; i < count; ++i) {
          ASSERT_TRUE(chains[i] == expected[i]) << "chain " << i << " of " << count;
        }
      }
    }
  });
}

TEST_P(EveryPath, TouchesNoChainBeyondTheLast) {
  check_both([&](auto hash) {
    using Hash = decltype(hash);
    using Word = typename Hash::Word;
    const auto before = several_chains<Hash>(18);
    for (std::size_t count = 1; count < before.size(); ++count) {
      auto chains = before;
      advance<Word>(std::span(chains).first(count), 2, GetParam());
      for (std::size_t i = count; i < before.size(); ++i) ASSERT_TRUE(chains[i] == before[i]);
    }
  });
}

INSTANTIATE_TEST_SUITE_P(Chain, EveryPath, testing::ValuesIn(all_paths),
                         testing::PrintToStringParamName());

TEST(Chain, RunsOnTheBestPathWhereNoneIsNamed) {
  auto chains = several_chains<Sha256>(5);
  auto expected = chains;
  advance<std::uint32_t>(chains, 3);
  advance<std::uint32_t>(expected, 3, Path::portable);
  for (std::size_t i = 0; i < chains.size(); ++i) EXPECT_TRUE(chains[i] == expected[i]);
}

#if defined(__x86_64__)
TEST(ChainDispatch, PrefersShaInstructionsThenWiderLanes) {
  const auto sha256 = best_path<std::uint32_t>;
  EXPECT_EQ(sha256({.sha_ni = true, .avx2 = true, .avx512 = true}), Path::sha_ni);
  EXPECT_EQ(sha256({.sha_ni = true, .avx2 = false, .avx512 = false}), Path::sha_ni);
  EXPECT_EQ(sha256({.sha_ni = false, .avx2 = true, .avx512 = true}), Path::avx512);
  EXPECT_EQ(sha256({.sha_ni = false, .avx2 = true, .avx512 = false}), Path::avx2);
  const auto sha512 = best_path<std::uint64_t>;
  EXPECT_EQ(sha512({.sha_ni = true, .avx2 = true, .avx512 = true}), Path::avx512);
  EXPECT_EQ(sha512({.sha_ni = true, .avx2 = true, .avx512 = false}), Path::avx2);
  EXPECT_EQ(sha512({.sha_ni = true, .avx2 = false, .avx512 = false}), Path::libcrypto);
}

TEST(ChainDispatch, OffersAPathOnlyWithItsFeature) {
  const Features all{.sha_ni = true, .avx2 = true, .avx512 = true};
  for (const Path path : {Path::sha_ni, Path::avx2, Path::avx512}) {
    EXPECT_TRUE(is_available<std::uint32_t>(path, all));
    EXPECT_FALSE(is_available<std::uint32_t>(path, {}));
  }
  EXPECT_FALSE(is_available<std::uint64_t>(Path::sha_ni, all));
  EXPECT_TRUE(is_available<std::uint64_t>(Path::avx2, all));
}
#endif

TEST(ChainDispatch, FallsBackOnLibcrypto) {
  EXPECT_EQ(best_path<std::uint32_t>({}), Path::libcrypto);
  EXPECT_EQ(best_path<std::uint64_t>({}), Path::libcrypto);
  EXPECT_TRUE(is_available<std::uint32_t>(Path::portable, {}));
  EXPECT_TRUE(is_available<std::uint64_t>(Path::portable, {}));
}

}  // namespace
}  // namespace steelshare::crypto
