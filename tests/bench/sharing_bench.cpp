// Sharing without key derivation: 16 bytes, in the secure heap as in the program.
#include <benchmark/benchmark.h>

#include <array>
#include <vector>

#include "slip39/shamir.h"
#include "steelshare/slip39/sharing.h"
#include "support/fixed_random.h"

#ifdef STEELSHARE_GFSHARE
extern "C" {
#include <libgfshare.h>
}
#endif

namespace steelshare::bench {
namespace {

using slip39::shamir::Point;
using slip39::shamir::Polynomial;

constexpr std::size_t secret_bytes = 16;

slip39::EncryptedMasterSecret encrypted() {
  return {0x1234, true, 0, Secret<slip39::EncryptedTag>(secret_bytes)};
}

// T of N, as arguments.
struct Scheme {
  explicit Scheme(const benchmark::State& state)
      : threshold(static_cast<std::uint8_t>(state.range(0))),
        count(static_cast<std::uint8_t>(state.range(1))) {}
  std::uint8_t threshold, count;
};

std::vector<slip39::ShareValue> values_of(const Scheme& scheme) {
  test::FixedRandom random;
  return slip39::shamir::divide(encrypted().bytes.view(), scheme.threshold, scheme.count, random);
}

std::vector<Point> points_of(const std::vector<slip39::ShareValue>& values, std::size_t count) {
  std::vector<Point> points;
  for (std::size_t i = values.size() - count; i < values.size(); ++i) {
    points.push_back({static_cast<std::uint8_t>(i), values[i].view()});
  }
  return points;
}

std::vector<slip39::Share> shares_of(const Scheme& scheme) {
  test::FixedRandom random;
  return *slip39::divide(encrypted(), {1, {{scheme.threshold, scheme.count}}}, random);
}

void divide(benchmark::State& state) {
  const Scheme scheme(state);
  const auto secret = encrypted();
  test::FixedRandom random;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        slip39::shamir::divide(secret.bytes.view(), scheme.threshold, scheme.count, random));
  }
}
BENCHMARK(divide)->Name("shamir/divide")->Args({3, 5})->ArgsProduct({{2, 4, 8, 16}, {16}});

// The last T of N.
void recover(benchmark::State& state) {
  const Scheme scheme(state);
  const auto values = values_of(scheme);
  const auto points = points_of(values, scheme.threshold);
  for (auto _ : state) benchmark::DoNotOptimize(slip39::shamir::recover(Polynomial(points)));
}
BENCHMARK(recover)->Name("shamir/recover")->Args({3, 5})->ArgsProduct({{2, 4, 8, 16}, {16}});

// All N shares: every quorum is proved in one pass.
void open_all(benchmark::State& state) {
  const auto shares = shares_of(Scheme(state));
  for (auto _ : state) benchmark::DoNotOptimize(slip39::open(shares));
}
BENCHMARK(open_all)
    ->Name("open")
    ->ArgsProduct({{3}, {3, 5}})
    ->ArgsProduct({{8}, {8, 10, 12, 14, 16}});

void system_random(benchmark::State& state) {
  SystemRandom random;
  std::array<std::uint8_t, secret_bytes> bytes{};
  for (auto _ : state) random.fill(bytes);
}
BENCHMARK(system_random)->Name("system_random");

// N values of the polynomial through T points: the least that proves N shares.
void interpolate(benchmark::State& state) {
  const Scheme scheme(state);
  const auto values = values_of(scheme);
  const auto points = points_of(values, scheme.threshold);
  for (auto _ : state) {
    const Polynomial polynomial(points);
    for (std::uint8_t x = 0; x < scheme.count; ++x) benchmark::DoNotOptimize(polynomial.at(x));
  }
}
BENCHMARK(interpolate)->Name("shamir/interpolate")->Args({8, 16});

// Every subset of T shares by itself, as a proof without algebra would do it.
void enumerate(benchmark::State& state) {
  const Scheme scheme(state);
  const auto values = values_of(scheme);
  std::size_t count = 0;
  for (auto _ : state) {
    count = 0;
    for (std::uint32_t set = 0; set < 1U << scheme.count; ++set) {
      if (__builtin_popcount(set) != scheme.threshold) continue;
      std::vector<Point> points;
      for (std::uint8_t i = 0; i < scheme.count; ++i) {
        if ((set >> i & 1) != 0) points.push_back({i, values[i].view()});
      }
      if (slip39::shamir::recover(Polynomial(points))) ++count;
    }
  }
  state.counters["quorums"] = static_cast<double>(count);
}
BENCHMARK(enumerate)->Name("enumerate")->Args({8, 16})->Iterations(1);

#ifdef STEELSHARE_GFSHARE
// A peer with tables, and without the digest of SLIP-39: 3-of-5.
std::array<unsigned char, 5> numbers{1, 2, 3, 4, 5};

void fill(unsigned char* bytes, unsigned int count) {
  static test::FixedRandom random;
  random.fill({bytes, count});
}

// Splitting draws from it, freeing overwrites with it.
[[maybe_unused]] const bool random_is_set = (gfshare_fill_rand = fill) != nullptr;

void gfshare_split(benchmark::State& state) {
  std::array<unsigned char, secret_bytes> secret{}, share{};
  for (auto _ : state) {
    auto* const context = gfshare_ctx_init_enc(numbers.data(), 5, 3, secret_bytes);
    gfshare_ctx_enc_setsecret(context, secret.data());
    for (unsigned char i = 0; i < 5; ++i) gfshare_ctx_enc_getshare(context, i, share.data());
    gfshare_ctx_free(context);
  }
}
BENCHMARK(gfshare_split)->Name("gfshare/split");

void gfshare_recover(benchmark::State& state) {
  std::array<unsigned char, secret_bytes> secret{}, share{};
  for (auto _ : state) {
    auto* const context = gfshare_ctx_init_dec(numbers.data(), 3, secret_bytes);
    for (unsigned char i = 0; i < 3; ++i) gfshare_ctx_dec_giveshare(context, i, share.data());
    gfshare_ctx_dec_extract(context, secret.data());
    gfshare_ctx_free(context);
  }
}
BENCHMARK(gfshare_recover)->Name("gfshare/recover");
#endif

}  // namespace
}  // namespace steelshare::bench
