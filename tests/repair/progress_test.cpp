// A repair that is interrupted, however often, says in the end what it says without.
#include "steelshare/repair/progress.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "steelshare/repair/checkpoint.h"
#include "steelshare/repair/repair.h"
#include "support/fixed_random.h"
#include "support/fixtures.h"

namespace steelshare::repair {
namespace {

// Plates of a 3-of-5 of the reference implementation with 20 words.
std::vector<WornPlate> three_plates() {
  for (const auto& set : test::fixture("slip39/reference.json")) {
    if (!set.contains("shares") || set.at("groups").size() != 1) continue;
    const std::vector<std::string> lines = set.at("shares")[0];
    if (set.at("groups")[0][0] != 3 || std::ranges::count(lines[0], ' ') != 19) continue;
    std::vector<WornPlate> plates;
    for (std::size_t i = 0; i < 3; ++i) plates.push_back(*read_worn(lines[i]));
    return plates;
  }
  ADD_FAILURE() << "no such set among the fixtures";
  return {};
}

void lose(WornPlate& plate, std::size_t first, std::size_t count) {
  for (std::size_t i = first; i < first + count; ++i) plate[i] = Choices(0);
}

void misread(WornPlate& plate, std::size_t place) {
  const WordIndex other{static_cast<std::uint16_t>(static_cast<int>(plate[place].view()[0]) ^ 5)};
  plate[place] = Choices::copy_of(std::span(&other, 1));
}

std::string text_of(const Answer& answer) {
  std::string text = std::string(name(answer.level)) + " " + std::to_string(answer.searched) + " " +
                     std::to_string(answer.expected_false * 0x1p32) + " " +
                     std::to_string(static_cast<int>(answer.obstacle));
  for (const auto& candidate : answer.candidates) {
    for (const auto& plate : candidate) {
      text += "\n" + std::to_string(plate.plate) + " " +
              std::string(chars(format(plate.words, slip39_words())));
    }
  }
  return text;
}

// Runs anew after every so many questions whether to stop, each time with another number of
// threads; returns the answer of the last run.
Answer with_interruptions(const std::vector<WornPlate>& plates, Request request, std::size_t every,
                          int& runs) {
  Progress done;
  for (runs = 1;; ++runs) {
    std::size_t asked = 0;
    Progress next = done;
    request.done = &next;
    request.threads = runs % 3 == 0 ? 3 : 1;
    request.stops = [&] { return ++asked > every; };
    Answer answer = repair(plates, request);
    if (answer.obstacle != Obstacle::interrupted) return answer;
    EXPECT_TRUE(answer.candidates.empty());
    done = next;
    if (runs > 500) {
      ADD_FAILURE() << "it does not go on";
      return answer;
    }
  }
}

void expect_the_same(const std::vector<WornPlate>& plates, const Request& request,
                     std::initializer_list<std::size_t> steps) {
  const std::string whole = text_of(repair(plates, request));
  for (const std::size_t every : steps) {
    int runs = 0;
    EXPECT_EQ(text_of(with_interruptions(plates, request, every, runs)), whole) << every;
    EXPECT_GT(runs, 1) << every;
  }
}

// Five lost words: one case of four blocks.
TEST(RepairProgress, GoesOnInTheMiddleOfACase) {
  auto plates = three_plates();
  lose(plates[1], 5, 5);
  for (const std::size_t slice : {1U, 2U}) {
    expect_the_same(plates, {.wrong_words = 0, .slice = slice, .slices = 2}, {2});
  }
  expect_the_same(plates, {.wrong_words = 0}, {2, 3, 4});
}

// Three misread words: a thousand cases, after searches that found nothing.
TEST(RepairProgress, GoesOnInTheMiddleOfManyCases) {
  auto plates = three_plates();
  for (const std::size_t place : {6U, 9U, 15U}) misread(plates[1], place);
  expect_the_same(plates, {.wrong_words = 3}, {100, 333});
}

// What passes is not the wallet, so the search goes on to more misread words, and it passes in
// every case of them again.
TEST(RepairProgress, FindsAgainWhatIsNotTheWallet) {
  auto plates = three_plates();
  lose(plates[1], 5, 2);
  const auto refutes = [](const Candidate&) { return Proof::refutes; };
  expect_the_same(plates, {.wrong_words = 2, .proves = refutes}, {400});
}

// Headers that can be read in so many ways that reading them takes seconds.
TEST(RepairProgress, StopsWhileItReadsHeaders) {
  std::vector<WornPlate> plates;
  for (std::uint16_t plate = 0; plate < 8; ++plate) {
    WornPlate& worn = plates.emplace_back();
    for (std::uint16_t place = 0; place < 20; ++place) {
      const auto other =
          static_cast<std::uint16_t>((37 * plate + 101 * place * (plate + 3)) % 1024);
      const std::uint16_t header[] = {5, 600, 0, 16 + 4};
      const WordIndex word{place < 4 ? header[place] : other};
      worn.push_back(Choices::copy_of(std::span(&word, 1)));
    }
    lose(worn, plate == 0 ? 4 : 3, plate == 0 ? 4 : 5);
  }
  std::size_t asked = 0;
  const auto stops = [&] { return ++asked > 2; };
  EXPECT_EQ(repair(plates, {.wrong_words = 0, .stops = stops}).obstacle, Obstacle::interrupted);
  EXPECT_EQ(asked, 3U);
}

// Three possibilities pass the digest, and none of them is lost.
TEST(RepairProgress, FindsAgainAllOfSeveralPossibilities) {
  const auto fixture = test::fixture("repair/false_survivors.json");
  std::vector<WornPlate> plates;
  for (const std::string line : fixture.at("plates")) plates.push_back(*read_worn(line));
  const std::vector<std::size_t> places = fixture.at("places");
  for (const std::size_t place : places) plates[0][place - 1] = Choices(0);
  std::vector<WordIndex> last;
  for (const auto& words : fixture.at("survivors")) {
    last.push_back(*slip39_words().find(words.at(5).get<std::string>()));
  }
  std::ranges::sort(last);
  plates[0][places[5] - 1] = Choices::copy_of(last);
  const Request request{.wrong_words = 0};
  EXPECT_EQ(repair(plates, request).candidates.size(), 3U);
  expect_the_same(plates, request, {2, 5});
}

TEST(RepairProgress, SaysWhereWhatPassedIsAndNotWhatItIs) {
  auto plates = three_plates();
  lose(plates[1], 5, 5);
  Progress done;
  const Request request{.wrong_words = 0, .done = &done};
  ASSERT_EQ(repair(plates, request).level, Level::digest);
  ASSERT_EQ(done.searches.size(), 1U);
  const auto& search = done.searches[0];
  EXPECT_EQ(search.cases, 1U);
  EXPECT_TRUE(search.done.empty());
  ASSERT_EQ(search.begun.size(), 1U);
  const auto& part = search.begun.at(0).at(0);
  EXPECT_EQ(part.blocks, 4U);
  EXPECT_EQ(part.tried, 1U << 20);
  EXPECT_EQ(part.found.size(), 1U);
  // Only that block is walked again.
  std::size_t asked = 0;
  const Answer again =
      repair(plates, {.wrong_words = 0, .stops = [&] { return ++asked > 1; }, .done = &done});
  EXPECT_EQ(again.level, Level::digest);
  EXPECT_EQ(again.searched, 1 << 20);
}

TEST(RepairProgress, StandsInATextThatOnlyTheSameReadingOpens) {
  std::vector<std::vector<WornPlate>> readings;
  readings.push_back(three_plates());
  readings.push_back(three_plates());
  const Request request{.wrong_words = 2, .slice = 3, .slices = 70'000};
  test::FixedRandom random(1);
  Checkpoint checkpoint = Checkpoint::begin(readings, request, random);
  ASSERT_EQ(checkpoint.progress.size(), 2U);
  checkpoint.progress[0].searches = {{}, {9, 4, {8, 7, 6, 5}, {{0, 2}, {4, 9}}, {}}};
  checkpoint.progress[1].searches = {{3, 0, {}, {}, {}}};
  checkpoint.progress[1].searches[0].begun[2] = {{.blocks = 5, .tried = 99, .found = {1, 4}}, {}};
  const auto opened = Checkpoint::open(checkpoint.text(), readings, request);
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(opened->progress, checkpoint.progress);
  EXPECT_EQ(opened->text(), checkpoint.text());
  const auto code_with = [&](const Request& other) {
    return Checkpoint::open(checkpoint.text(), readings, other).error().code;
  };
  EXPECT_EQ(code_with({.wrong_words = 1, .slice = 3, .slices = 70'000}),
            ErrorCode::checkpoint_mismatch);
  EXPECT_EQ(code_with({.wrong_words = 2, .slice = 4, .slices = 70'000}),
            ErrorCode::checkpoint_mismatch);
  EXPECT_EQ(code_with({.wrong_words = 2, .slice = 3, .slices = 70'000 - 65'536}),
            ErrorCode::checkpoint_mismatch);
  lose(readings[1][2], 19, 1);
  EXPECT_EQ(code_with(request), ErrorCode::checkpoint_mismatch);
}

TEST(RepairProgress, OfAnotherSearchIsNoHarm) {
  auto plates = three_plates();
  lose(plates[1], 5, 5);
  Progress done;
  done.searches.push_back({.cases = 7, .open_bits = 3, .tally = {}, .done = {{0, 7}}, .begun = {}});
  EXPECT_EQ(repair(plates, {.wrong_words = 0, .done = &done}).level, Level::digest);
}

}  // namespace
}  // namespace steelshare::repair
