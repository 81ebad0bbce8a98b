// What a repair can do, counted: sets are split, words of every plate are lost or misread at
// random, and the plates are repaired. Prints a table, beside it what the equations allow;
// ends with 1 where an answer was false, or where less was found than that.
//
//   repair_simulation [rounds [seed]]
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "steelshare/repair/repair.h"
#include "steelshare/slip39/sharing.h"

namespace steelshare {
namespace {

using repair::Answer;
using repair::Choices;
using repair::Level;
using repair::WornPlate;

class SeededRandom : public RandomSource {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override {
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(engine_());
  }
  bool happens(double chance) { return std::uniform_real_distribution<>(0, 1)(engine_) < chance; }
  std::size_t below(std::size_t limit) { return engine_() % limit; }

 private:
  std::mt19937_64 engine_;
};

struct Set {
  std::uint8_t threshold, count;
  std::size_t bytes;
  friend bool operator==(const Set&, const Set&) = default;
};

// Searches are walked up to here, and beyond only begun, to see whether they would be short enough.
constexpr std::size_t walked_bits = 26, longest_bits = 32;

// The word that says which member a plate is. The known figures have it legible on every plate.
constexpr std::size_t member_place = 3;

// What happens to each word of every plate.
struct Wear {
  const char* name;
  double lost;        // nothing legible
  double masked;      // one of the first four letters is not legible
  std::size_t wrong;  // words of one plate that were read as another
};

std::vector<Mnemonic> split_random(const Set& set, SeededRandom& random) {
  slip39::EncryptedMasterSecret encrypted{static_cast<std::uint16_t>(random.below(1 << 15)), true,
                                          0, Secret<struct slip39::EncryptedTag>(set.bytes)};
  random.fill(encrypted.bytes.view());
  const auto shares = slip39::divide(encrypted, {1, {{set.threshold, set.count}}}, random);
  std::vector<Mnemonic> plates;
  for (const auto& share : *shares) plates.push_back(slip39::encode(share));
  return plates;
}

std::string reading_of(WordIndex word, const Wear& wear, SeededRandom& random) {
  std::string text = slip39_words().word(word);
  if (random.happens(wear.lost)) return "?";
  if (random.happens(wear.masked)) text[random.below(4)] = '?';
  return text.substr(0, 4);
}

std::vector<WornPlate> wear_down(const std::vector<Mnemonic>& plates, const Wear& wear,
                                 SeededRandom& random) {
  std::vector<WornPlate> worn;
  for (const Mnemonic& plate : plates) {
    std::string line;
    for (std::size_t i = 0; i < plate.size(); ++i) {
      const Wear here = i == member_place ? Wear{wear.name, 0, 0, 0} : wear;
      line += reading_of(plate.view()[i], here, random) + " ";
    }
    worn.push_back(*repair::read_worn(line));
  }
  std::vector<std::size_t> places(plates[0].size());
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
  std::ranges::shuffle(places, std::mt19937(static_cast<unsigned>(random.below(1U << 31))));
  for (std::size_t i = 0; i < wear.wrong; ++i) {
    const WordIndex truth = plates[0].view()[places[i]];
    WordIndex other = truth;
    while (other == truth) other = WordIndex{static_cast<std::uint16_t>(random.below(1024))};
    worn[0][places[i]] = Choices::copy_of(std::span(&other, 1));
  }
  return worn;
}

// What the equations of SLIP-0039 allow, counted by tests/repair/open_bits.py in 200 rounds of seed
// 1: of all rounds those with one possibility left, and those that leave at most 2^32.
constexpr int known_rounds = 200;
struct Known {
  Set set;
  const char* wear;
  double exact, found;
};
constexpr std::array known_figures{
    Known{{2, 3, 16}, "30 % lost", 0.86, 0.99}, Known{{3, 5, 16}, "30 % lost", 0.99, 1.00},
    Known{{3, 5, 16}, "40 % lost", 0.86, 0.98}, Known{{3, 5, 32}, "30 % lost", 0.96, 0.99},
    Known{{3, 5, 32}, "40 % lost", 0.32, 0.69}, Known{{2, 2, 32}, "10 % lost", 0.52, 0.93},
    Known{{2, 2, 32}, "20 % lost", 0.03, 0.28}};

// Whether fewer of the rounds than known cannot be chance: three standard deviations of both
// counts.
bool is_below(double part, double known, int rounds) {
  const double variance = std::max(known * (1 - known), 0.01);
  return part < known - 3 * std::sqrt(variance / rounds + variance / known_rounds);
}

struct Counts {
  int alone = 0, exact = 0, sure = 0, ambiguous_with_truth = 0, longer = 0, wrong = 0;
  double worst_ms = 0, sum_ms = 0;
};

repair::Request request_of(const Wear& wear, std::size_t most_bits) {
  return {.wrong_words = wear.wrong,
          .most_bits = most_bits,
          .threads = std::max(1U, std::thread::hardware_concurrency())};
}

// Whether a search that is longer than those that are walked is short enough all the same.
bool is_longer_search(const Answer& answer, const std::vector<WornPlate>& worn, const Wear& wear) {
  if (answer.obstacle != repair::Obstacle::too_many_tries) return false;
  auto request = request_of(wear, longest_bits);
  // Too long a search ends before its first block.
  std::atomic<bool> is_begun = false;
  request.progress = [&](double, double searched) { is_begun = searched >= 0x1p18; };
  request.stops = [&] { return is_begun.load(); };
  return repair::repair(worn, request).obstacle == repair::Obstacle::interrupted;
}

bool is_truth(const repair::Candidate& candidate, const std::vector<Mnemonic>& plates) {
  return std::ranges::all_of(candidate, [&](const repair::RepairedPlate& repaired) {
    return repaired.words == plates[repaired.plate];
  });
}

void count(Counts& counts, const Set& set, const std::vector<Mnemonic>& plates,
           const std::vector<WornPlate>& worn, const Wear& wear) {
  const auto readable = std::ranges::count_if(worn, [](const WornPlate& plate) {
    return std::ranges::count_if(plate, [](const Choices& c) { return c.size() != 1; }) <= 3;
  });
  counts.alone += readable >= set.threshold ? 1 : 0;
  const auto begin = std::chrono::steady_clock::now();
  const Answer answer = repair::repair(worn, request_of(wear, walked_bits));
  const double ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  counts.worst_ms = std::max(counts.worst_ms, ms);
  counts.sum_ms += ms;
  const bool sure = answer.level >= Level::digest;
  const bool has_truth = std::ranges::any_of(
      answer.candidates, [&](const auto& candidate) { return is_truth(candidate, plates); });
  if (sure && !has_truth) ++counts.wrong;
  if (sure && has_truth) ++counts.sure;
  if (answer.level == Level::exact && has_truth) ++counts.exact;
  if (answer.level == Level::ambiguous && has_truth) ++counts.ambiguous_with_truth;
  if (is_longer_search(answer, worn, wear)) ++counts.longer;
}

// Prints the row of a table; returns whether all in it is as it must be.
bool print_row(const Set& set, const Wear& wear, const Counts& counts, int rounds) {
  const auto part = [rounds](int n) { return static_cast<double>(n) / rounds; };
  const std::string name = std::to_string(set.threshold) + "-of-" + std::to_string(set.count) +
                           ", " + std::to_string(8 * set.bytes) + " bit";
  const double exact = part(counts.exact);
  const double found = part(counts.sure + counts.ambiguous_with_truth + counts.longer);
  std::printf("%-16s %-20s %6.2f %6.2f %6.2f %10.2f %6.2f %6.2f %6d %8.1f %8.1f", name.c_str(),
              wear.name, part(counts.alone), exact, part(counts.sure),
              part(counts.ambiguous_with_truth), part(counts.longer), found, counts.wrong,
              counts.sum_ms / rounds, counts.worst_ms);
  bool is_good = counts.wrong == 0;
  const auto known = std::ranges::find_if(known_figures, [&](const Known& one) {
    return one.set == set && std::string_view(one.wear) == wear.name;
  });
  if (known != known_figures.end()) {
    const bool below =
        is_below(exact, known->exact, rounds) || is_below(found, known->found, rounds);
    std::printf("  %.2f %.2f%s", known->exact, known->found, below ? " BELOW" : "");
    is_good = is_good && !below;
  }
  std::printf("\n");
  std::fflush(stdout);
  return is_good;
}

int run(int rounds, std::uint64_t seed) {
  constexpr std::array sets{Set{2, 3, 16}, Set{2, 3, 32}, Set{3, 5, 16}, Set{3, 5, 32},
                            Set{5, 8, 16}, Set{5, 8, 32}, Set{2, 2, 32}};
  constexpr std::array wears{
      Wear{"10 % lost", 0.1, 0, 0},     Wear{"20 % lost", 0.2, 0, 0},
      Wear{"30 % lost", 0.3, 0, 0},     Wear{"40 % lost", 0.4, 0, 0},
      Wear{"30 % a letter", 0, 0.3, 0}, Wear{"60 % a letter", 0, 0.6, 0},
      Wear{"1 wrong", 0, 0, 1},         Wear{"2 wrong", 0, 0, 2},
      Wear{"3 wrong", 0, 0, 3},         Wear{"10 % lost, 1 wrong", 0.1, 0, 1}};
  SeededRandom random(seed);
  bool is_good = true;
  std::printf("%d rounds, seed %llu; searches of up to 2^%zu are walked, up to 2^%zu begun\n",
              rounds, static_cast<unsigned long long>(seed), walked_bits, longest_bits);
  std::printf("%-16s %-20s %6s %6s %6s %10s %6s %6s %6s %8s %8s  %s\n", "set", "wear", "alone",
              "exact", "sure", "ambiguous", "begun", "found", "false", "mean ms", "worst ms",
              "allowed: exact, found");
  for (const Set& set : sets) {
    for (const Wear& wear : wears) {
      Counts counts;
      for (int round = 0; round < rounds; ++round) {
        const auto plates = split_random(set, random);
        count(counts, set, plates, wear_down(plates, wear, random), wear);
      }
      is_good = print_row(set, wear, counts, rounds) && is_good;
    }
  }
  return is_good ? 0 : 1;
}

}  // namespace
}  // namespace steelshare

int main(int count, char** arguments) {
  const int rounds = count > 1 ? std::atoi(arguments[1]) : 20;
  const auto seed = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : std::random_device{}();
  return steelshare::run(rounds, seed);
}
