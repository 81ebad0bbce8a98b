// From a seed or a phrase to addresses, with the bound of libsecp256k1 and libcrypto alone.
#include <benchmark/benchmark.h>

#include <array>
#include <vector>

#include "bounds.h"
#include "steelshare/wallet/account.h"

namespace steelshare::bench {
namespace {

bip39::Phrasing english() { return {bip39::Language::english, bip39::Passphrase::none()}; }

constexpr std::size_t phrases_at_once = 8;

std::array<std::uint8_t, 64> some_seed() {
  std::array<std::uint8_t, 64> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i * 37 + 1);
  return bytes;
}

std::vector<wallet::Request> metamask(std::uint32_t count) {
  auto requests = wallet::parse_requests("metamask", wallet::Kind::bip39).value();
  requests[0].count = count;
  return requests;
}

void from_seed(benchmark::State& state) {
  const auto seed = some_seed();
  const auto requests = metamask(static_cast<std::uint32_t>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(wallet::accounts(wallet::Kind::bip39_seed, seed, english(), requests));
  }
}
BENCHMARK(from_seed)->Name("derive/seed")->Arg(1)->Arg(100);

void from_phrase(benchmark::State& state) {
  const auto seed = some_seed();
  const auto entropy = std::span(seed).first<16>();
  const auto requests = metamask(1);
  for (auto _ : state) {
    benchmark::DoNotOptimize(wallet::accounts(wallet::Kind::bip39, entropy, english(), requests));
  }
}
BENCHMARK(from_phrase)->Name("derive/phrase");

// The time is of all of them.
void from_phrases(benchmark::State& state) {
  std::vector<Mnemonic> phrases;
  for (std::size_t i = 0; i < phrases_at_once; ++i) {
    const auto bytes = some_seed();
    phrases.push_back(
        bip39::encode(bip39::Entropy::copy_of(std::span(bytes).subspan(i).first<16>())));
  }
  const auto requests = metamask(1);
  for (auto _ : state) {
    const auto seeds = bip39::to_seeds(phrases, english()).value();
    for (const auto& seed : seeds) {
      benchmark::DoNotOptimize(
          wallet::accounts(wallet::Kind::bip39_seed, seed.view(), english(), requests));
    }
  }
}
BENCHMARK(from_phrases)->Name("derive/phrases/8");

void bound_of_derivation(benchmark::State& state) {
  for (auto _ : state) derive_bare();
}
BENCHMARK(bound_of_derivation)->Name("bound/derive");

void bound_of_an_address(benchmark::State& state) {
  for (auto _ : state) address_bare();
}
BENCHMARK(bound_of_an_address)->Name("bound/address");

}  // namespace
}  // namespace steelshare::bench
