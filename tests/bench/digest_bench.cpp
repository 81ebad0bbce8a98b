// The digest check of a repair: 64 candidates of 16 bytes at once, and the same by libcrypto.
#include <benchmark/benchmark.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <string>
#include <vector>

#include "bounds.h"
#include "crypto/digest_check.h"
#include "support/fixed_random.h"

namespace steelshare::bench {
namespace {

constexpr std::size_t digest_bytes = 4;

std::vector<crypto::DigestCandidate> candidates() {
  test::FixedRandom random;
  std::vector<crypto::DigestCandidate> made(crypto::most_digest_candidates);
  for (auto& each : made) {
    random.fill(each.digest);
    random.fill(each.secret);
  }
  return made;
}

// The argument is the number of bytes.
void check(benchmark::State& state) {
  const auto all = candidates();
  const auto bytes = static_cast<std::size_t>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(crypto::agreeing_digests(all, bytes));
}
BENCHMARK(check)->Name("digest_check")->Arg(16)->Arg(32)->Arg(64);

void one_shot_hmac(benchmark::State& state) {
  const auto all = candidates();
  std::array<std::uint8_t, 32> tag{};
  constexpr int key_bytes = 16 - digest_bytes;
  for (auto _ : state) {
    for (const auto& each : all) {
      HMAC(EVP_sha256(), each.digest + digest_bytes, key_bytes, each.secret, 16, tag.data(),
           nullptr);
      benchmark::DoNotOptimize(std::equal(each.digest, each.digest + digest_bytes, tag.data()));
    }
  }
}
BENCHMARK(one_shot_hmac)->Name("openssl/hmac");

void transforms(benchmark::State& state) {
  const auto all = candidates();
  for (auto _ : state) {
    for (const auto& each : all) {
      benchmark::DoNotOptimize(digest_by_transforms(each.digest, each.secret));
    }
  }
}
BENCHMARK(transforms)->Name("bound/digest_by_transforms");

// As many candidates as the argument says.
void check_on(benchmark::State& state, crypto::Path path) {
  const auto all = candidates();
  const auto some = std::span(all).first(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(crypto::agreeing_digests(some, 16, path));
}

[[maybe_unused]] const bool paths_registered = [] {
  constexpr const char* names[] = {"portable", "libcrypto", "sha_ni", "avx2", "avx512"};
  for (const auto path : crypto::all_paths) {
    if (!crypto::has_features(path, crypto::detect_features())) continue;
    const auto name = std::string("digest_check_on/") + names[static_cast<std::size_t>(path)];
    benchmark::RegisterBenchmark(name.c_str(), check_on, path)->Arg(1)->Arg(64);
  }
  return true;
}();

}  // namespace
}  // namespace steelshare::bench
