// Key derivation: a whole SLIP-39 decryption is 10000 iterations, a BIP-39 seed 2048.
#include <benchmark/benchmark.h>
#include <openssl/evp.h>

#include <array>
#include <string>
#include <thread>
#include <vector>

#include "bounds.h"
#include "crypto/chain.h"
#include "crypto/hash.h"
#include "steelshare/slip39/sharing.h"

namespace steelshare::bench {
namespace {

constexpr std::uint32_t slip39_iterations = 10000, bip39_iterations = 2048;
constexpr std::array<std::uint8_t, 8> some_bytes{'p', 'u', 'b', 'l', 'i', 'c', '!', '!'};

slip39::EncryptedMasterSecret encrypted(std::uint8_t exponent) {
  return {0x1234, true, exponent, Secret<slip39::EncryptedTag>(16)};
}

void decrypt(benchmark::State& state) {
  const auto secret = encrypted(static_cast<std::uint8_t>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(slip39::decrypt(secret, slip39::Passphrase::none()));
  }
}
BENCHMARK(decrypt)->Name("decrypt/exponent")->DenseRange(0, 5);

// Each thread has a secret of its own; what is counted is secrets by the clock.
void decrypt_on_cores(benchmark::State& state) {
  const auto secret = encrypted(0);
  for (auto _ : state) {
    benchmark::DoNotOptimize(slip39::decrypt(secret, slip39::Passphrase::none()));
  }
  state.SetItemsProcessed(state.iterations());
}
void one_to_all_processors(benchmark::internal::Benchmark* bench) {
  const int processors = static_cast<int>(std::thread::hardware_concurrency());
  for (int threads = 1; threads < processors; threads *= 2) bench->Threads(threads);
  bench->Threads(processors);
}
BENCHMARK(decrypt_on_cores)->Name("decrypt/cores")->Apply(one_to_all_processors)->UseRealTime();

// Several keys abreast; the time is of all of them.
template <void (*derive)(std::span<const crypto::Derivation>, std::uint32_t), std::size_t key_bytes,
          std::uint32_t iterations>
void batch(benchmark::State& state) {
  const crypto::Bytes part(some_bytes);
  std::vector<std::array<std::uint8_t, key_bytes>> keys(static_cast<std::size_t>(state.range(0)));
  std::vector<crypto::Derivation> derivations;
  for (auto& key : keys) derivations.push_back({{&part, 1}, {&part, 1}, key});
  for (auto _ : state) {
    derive(derivations, iterations);
    benchmark::ClobberMemory();
  }
}
BENCHMARK(batch<crypto::pbkdf2_hmac_sha256, 8, slip39_iterations>)
    ->Name("pbkdf2_sha256")
    ->DenseRange(1, 4)
    ->Arg(16);
BENCHMARK(batch<crypto::pbkdf2_hmac_sha512, 64, bip39_iterations>)
    ->Name("pbkdf2_sha512")
    ->Arg(1)
    ->Arg(4)
    ->Arg(8);

void openssl_sha256(benchmark::State& state) {
  std::array<std::uint8_t, 8> key{};
  for (auto _ : state) {
    PKCS5_PBKDF2_HMAC("public!!", 8, some_bytes.data(), some_bytes.size(), slip39_iterations,
                      EVP_sha256(), key.size(), key.data());
  }
}
BENCHMARK(openssl_sha256)->Name("openssl/pbkdf2_sha256");

void openssl_sha512(benchmark::State& state) {
  std::array<std::uint8_t, 64> key{};
  for (auto _ : state) {
    PKCS5_PBKDF2_HMAC("public!!", 8, some_bytes.data(), some_bytes.size(), bip39_iterations,
                      EVP_sha512(), key.size(), key.data());
  }
}
BENCHMARK(openssl_sha512)->Name("openssl/pbkdf2_sha512");

template <void (*work)(std::uint32_t), std::uint32_t count>
void bound(benchmark::State& state) {
  for (auto _ : state) work(count);
}
BENCHMARK(bound<dependent_sha256, 2 * slip39_iterations>)->Name("bound/dependent_sha256");
BENCHMARK(bound<transform_loop_sha256, slip39_iterations>)->Name("bound/transform_loop_sha256");
BENCHMARK(bound<transform_loop_sha512, bip39_iterations>)->Name("bound/transform_loop_sha512");

// One chain, and as many as the widest kernel has lanes, on every path of this machine.
template <class Word>
void advance(benchmark::State& state, crypto::Path path) {
  std::vector<crypto::Chain<Word>> chains(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) crypto::advance<Word>(chains, 1000, path);
}

template <class Word>
void register_paths(const std::string& hash) {
  constexpr const char* names[] = {"portable", "libcrypto", "sha_ni", "avx2", "avx512"};
  for (const auto path : crypto::all_paths) {
    if (!crypto::is_available<Word>(path, crypto::detect_features())) continue;
    const auto name = "advance_" + hash + "/" + names[static_cast<std::size_t>(path)];
    benchmark::RegisterBenchmark(name.c_str(), advance<Word>, path)->Arg(1)->Arg(16);
  }
}

[[maybe_unused]] const bool paths_registered = [] {
  register_paths<std::uint32_t>("sha256");
  register_paths<std::uint64_t>("sha512");
#if defined(__x86_64__)
  const auto features = crypto::detect_features();
  if (features.sha_ni) {
    benchmark::RegisterBenchmark("bound/bare_sha_ni_4",
                                 bound<bare_sha_ni_4, 2 * slip39_iterations>);
  }
  if (features.avx2) {
    benchmark::RegisterBenchmark("bound/bare_avx2_sha256_8",
                                 bound<bare_avx2_sha256_8, 2 * slip39_iterations>);
    benchmark::RegisterBenchmark("bound/bare_avx2_sha512_4",
                                 bound<bare_avx2_sha512_4, 2 * bip39_iterations>);
  }
#endif
  return true;
}();

}  // namespace
}  // namespace steelshare::bench
