// Whole repairs of a 3-of-5 with 16 bytes, from plates as they were read to the answer, on one
// core.
#include <benchmark/benchmark.h>

#include <vector>

#include "steelshare/repair/repair.h"
#include "steelshare/slip39/sharing.h"
#include "support/fixed_random.h"

namespace steelshare::bench {
namespace {

using repair::Choices;
using repair::WornPlate;

std::vector<WornPlate> plates_of(test::FixedRandom& random, std::size_t count) {
  slip39::EncryptedMasterSecret secret{0x1234, true, 0, Secret<slip39::EncryptedTag>(16)};
  random.fill(secret.bytes.view());
  const auto shares = slip39::divide(secret, {1, {{3, 5}}}, random);
  std::vector<WornPlate> plates(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Mnemonic words = slip39::encode((*shares)[i]);
    for (const WordIndex word : words.view()) {
      plates[i].push_back(Choices::copy_of(std::span(&word, 1)));
    }
  }
  return plates;
}

void repair_all(benchmark::State& state, const std::vector<WornPlate>& plates,
                repair::Level level) {
  for (auto _ : state) {
    const auto answer = repair::repair(plates, {});
    if (answer.level != level) state.SkipWithError("not the answer");
  }
}

// As many unreadable words of one plate as the argument says, and two whole siblings. Three words
// are solved, five leave 2^20 possibilities to the digest.
void one_plate(benchmark::State& state, repair::Level level) {
  test::FixedRandom random;
  auto plates = plates_of(random, 3);
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    plates[1][5 + 3 * static_cast<std::size_t>(i)] = Choices(0);
  }
  repair_all(state, plates, level);
}
BENCHMARK_CAPTURE(one_plate, solved, repair::Level::exact)->Name("repair/solved")->Arg(3);
BENCHMARK_CAPTURE(one_plate, searched, repair::Level::digest)->Name("repair/searched")->Arg(5);

// Each word of all five plates is lost with a chance of 30 %; the argument is the seed.
void thirty_percent(benchmark::State& state) {
  test::FixedRandom random(static_cast<std::uint64_t>(state.range(0)));
  auto plates = plates_of(random, 5);
  for (auto& plate : plates) {
    for (auto& place : plate) {
      if (random.below(10) < 3) place = Choices(0);
    }
  }
  repair_all(state, plates, repair::Level::exact);
}
BENCHMARK(thirty_percent)->Name("repair/thirty_percent")->DenseRange(1, 20);

}  // namespace
}  // namespace steelshare::bench
