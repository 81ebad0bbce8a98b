// What comes before a search ends for every reading: its work is counted, and the counts are
// bounded.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "repair/cases.h"
#include "repair/changes.h"
#include "steelshare/repair/repair.h"
#include "support/fixtures.h"

namespace steelshare::repair {
namespace {

using Lines = std::vector<std::string>;

std::vector<WornPlate> read(const Lines& lines) {
  std::vector<WornPlate> plates;
  for (const auto& line : lines) plates.push_back(*read_worn(line));
  return plates;
}

std::vector<const WornPlate*> pointers(const std::vector<WornPlate>& plates) {
  std::vector<const WornPlate*> all;
  for (const auto& plate : plates) all.push_back(&plate);
  return all;
}

void lose(WornPlate& plate, std::size_t first, std::size_t count) {
  for (std::size_t i = first; i < first + count; ++i) plate[i] = Choices(0);
}

// All sets of the reference implementation of one group and 20 words with such a policy.
std::vector<Lines> sets_of(std::size_t threshold, std::size_t count) {
  std::vector<Lines> sets;
  for (const auto& set : test::fixture("slip39/reference.json")) {
    if (!set.contains("shares") || set.at("groups").size() != 1) continue;
    const Lines lines = set.at("shares")[0];
    const auto spaces = std::ranges::count(lines[0], ' ');
    if (set.at("groups")[0][0] == threshold && lines.size() == count && spaces == 19)
      sets.push_back(lines);
  }
  return sets;
}

// Sixteen plates of one set whose words were never those of shares; four illegible words let every
// checksum agree, and one of them is the one with the member number.
std::vector<WornPlate> contradictory_plates() {
  std::vector<WornPlate> plates;
  for (std::uint16_t plate = 0; plate < 16; ++plate) {
    WornPlate& worn = plates.emplace_back();
    for (std::uint16_t place = 0; place < 20; ++place) {
      const auto other =
          static_cast<std::uint16_t>((37 * plate + 101 * place * (plate + 3)) % 1024);
      // No groups, and a threshold of five.
      const std::uint16_t header[] = {5, 600, 0, 16 + 4};
      const WordIndex word{place < 4 ? header[place] : other};
      worn.push_back(Choices::copy_of(std::span(&word, 1)));
    }
    lose(worn, plate == 0 ? 4 : 3, plate == 0 ? 4 : 5);
  }
  return plates;
}

TEST(Bounds, LostHeadersTakeLittleWork) {
  const auto sets = sets_of(2, 3);
  ASSERT_FALSE(sets.empty());
  for (const Lines& lines : sets) {
    auto plates = read(lines);
    for (auto& plate : plates) lose(plate, 0, 4);
    Budget budget(std::uint64_t{1} << 26);
    const auto found = Plans(pointers(plates), 0).find(0, budget);
    ASSERT_TRUE(found.has_value());
    const bool has_truth = std::ranges::any_of(*found, [](const Plan& plan) {
      return plan.groups.size() == 1 && plan.groups[0].threshold == 2 &&
             plan.groups[0].members.size() == 3;
    });
    EXPECT_TRUE(has_truth);
  }
}

TEST(Bounds, PlansEndWhereTheBudgetDoes) {
  const auto plates = contradictory_plates();
  const Plans plans(pointers(plates), 2);
  ASSERT_EQ(plans.set().size(), 16U);
  Budget budget(std::uint64_t{1} << 24);
  EXPECT_FALSE(plans.find(0, budget).has_value());
  EXPECT_TRUE(budget.is_spent());
  EXPECT_FALSE(budget.spend(0));
}

// Whatever may be misread makes plans, until there are too many.
TEST(Bounds, PlansEndWhereThereAreTooMany) {
  const auto plates = contradictory_plates();
  Budgets budgets;
  EXPECT_FALSE(Plans(pointers(plates), 2).find(2, budgets.plans).has_value());
  EXPECT_FALSE(budgets.plans.is_spent());
}

TEST(Bounds, SelectionsEndWhereTheBudgetDoes) {
  auto plates = read(sets_of(3, 5).at(0));
  plates.resize(3);
  for (auto& plate : plates) lose(plate, 6, 3);
  const auto cases_with = [&](std::uint64_t words) {
    const Plans plans(pointers(plates), 3);
    Budgets budgets;
    budgets.changes = Budget(words);
    return cases_of(plans, 3, budgets).has_value();
  };
  EXPECT_FALSE(cases_with(1 << 16));
  EXPECT_TRUE(cases_with(std::uint64_t{1} << 32));
}

TEST(Bounds, CasesEndWhereTheBudgetDoes) {
  const auto plates = read(sets_of(3, 5).at(0));
  const Plans plans(pointers(plates), 0);
  Budgets budgets;
  budgets.cases = Budget(1);
  EXPECT_FALSE(cases_of(plans, 0, budgets).has_value());
}

// How long 2^30 words take, each of the three ways that are bounded: figures of docs/repair.md,
// with
// --gtest_also_run_disabled_tests.
constexpr std::uint64_t timed_words = std::uint64_t{1} << 30;

TEST(Bounds, DISABLED_TimeOfReadingHeaders) {
  auto plates = contradictory_plates();
  plates.resize(8);
  for (std::size_t i = 0; i < plates.size(); ++i) lose(plates[i], i == 0 ? 5 : 3, i == 0 ? 4 : 5);
  Budget budget(timed_words);
  EXPECT_FALSE(Plans(pointers(plates), 0).find(0, budget).has_value());
  EXPECT_TRUE(budget.is_spent());
}

TEST(Bounds, DISABLED_TimeOfFindingMisreadWords) {
  auto plates = read(sets_of(3, 5).at(0));
  plates.resize(3);
  for (auto& plate : plates) lose(plate, 6, 3);
  const auto worn = pointers(plates);
  Budgets budgets;
  const auto cases = cases_of(Plans(worn, 0), 0, budgets);
  ASSERT_TRUE(cases && cases->size() > 0);
  const Plan plan = cases->at(0);
  for (Budget budget(timed_words); !budget.is_spent();) {
    [[maybe_unused]] const auto found = selections(worn, plan, 4, budget);
  }
}

TEST(Bounds, DISABLED_TimeOfSolvingCases) {
  auto plates = read(sets_of(3, 5).at(0));
  for (auto& plate : plates) lose(plate, 6, 3);
  const auto worn = pointers(plates);
  Budgets budgets;
  const auto cases = cases_of(Plans(worn, 0), 0, budgets);
  ASSERT_TRUE(cases && cases->size() > 0);
  const Plan plan = cases->at(0);
  for (Budget budget(timed_words); !budget.is_spent();) {
    const Equations equations(worn, plan.opened, {});
    budget.spend(system_of(equations, worn.size(), plan).work());
  }
}

TEST(Bounds, CasesArePlansWithPlacesOfTheirOwn) {
  Cases cases;
  ASSERT_TRUE(
      cases.add({1, 1, {{0, 2, {{0, 3}}}}, {{0, 1}}, {}}, {{{0, 7}, {0, 8}}, {{0, 9}, {0, 4}}}));
  ASSERT_TRUE(cases.add({2, 3, {}, {}, {}}, {{}}));
  ASSERT_EQ(cases.size(), 3U);
  EXPECT_EQ(cases.at(0).opened, (std::vector<PlaceAt>{{0, 1}, {0, 7}, {0, 8}}));
  EXPECT_EQ(cases.at(1).opened, (std::vector<PlaceAt>{{0, 1}, {0, 9}, {0, 4}}));
  EXPECT_EQ(cases.at(1).groups[0].members[0].x, 3);
  EXPECT_EQ(cases.at(2).group_count, 3);
  EXPECT_TRUE(cases.at(2).opened.empty());
}

TEST(Bounds, MoreCasesThanThereIsRoomForAreRefused) {
  Cases cases;
  const std::vector<std::vector<PlaceAt>> half(Cases::most / 2);
  EXPECT_TRUE(cases.add({}, half));
  EXPECT_TRUE(cases.add({}, half));
  EXPECT_FALSE(cases.add({}, {{}}));
}

// Sixteen plates of 59 words: no system of equations, no list of what is left of them is larger
// than the memory for secrets.
TEST(Bounds, EveryReadingHasAVerdict) {
  for (const std::size_t places : {20U, 59U}) {
    for (const std::size_t legible : {0U, 4U, 16U}) {
      Lines lines;
      for (std::size_t plate = 0; plate < 16; ++plate) {
        std::string line;
        for (std::size_t place = 0; place < places; ++place) {
          const auto other = WordIndex{static_cast<std::uint16_t>(plate * place)};
          const std::string word = slip39_words().word(place < 3 ? WordIndex{0} : other);
          line += place < legible ? word + " " : place == 19 - plate % 3 ? "?a " : "? ";
        }
        lines.push_back(line);
      }
      const Answer answer = repair(read(lines), {.wrong_words = 5, .most_bits = 10, .threads = 2});
      EXPECT_EQ(answer.level, Level::none);
      EXPECT_NE(answer.obstacle, Obstacle::none);
    }
  }
}

TEST(System, IsAsItWasOnceEquationsAreTakenBack) {
  const auto plates = read(sets_of(3, 5).at(0));
  auto worn = pointers(plates);
  worn.resize(2);
  auto lost = read(sets_of(3, 5).at(0));
  lose(lost[0], 3, 5);
  worn[0] = &lost[0];
  const Equations equations(worn, {}, {});
  System system = equations.empty_system();
  equations.add_checksum(system, 0);
  const System::Mark before = system.mark();
  const auto rank = system.rank(), spare = system.spare();
  const auto free = system.solve().kernel.size();
  equations.add_value(system, 0, {4, 0x3ff}, 1);
  equations.add_value(system, 0, {4, 0x3ff}, 2);
  EXPECT_FALSE(system.is_consistent());
  EXPECT_GT(system.rank(), rank);
  system.take_back(before);
  EXPECT_TRUE(system.is_consistent());
  EXPECT_EQ(system.rank(), rank);
  EXPECT_EQ(system.spare(), spare);
  EXPECT_EQ(system.solve().kernel.size(), free);
  // The rows of what was taken back are used again, for other unknowns.
  equations.add_value(system, 0, {5, 0x3ff}, 77);
  ASSERT_TRUE(system.is_consistent());
  EXPECT_EQ(equations.words(system.solve().one, 0).view()[5], WordIndex{77});
}

}  // namespace
}  // namespace steelshare::repair
