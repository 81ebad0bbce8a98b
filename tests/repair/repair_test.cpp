// Shares of the reference implementation, worn in many ways, must come back word for word.
#include "steelshare/repair/repair.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "steelshare/slip39/sharing.h"
#include "support/fixed_random.h"
#include "support/fixtures.h"

namespace steelshare::repair {
namespace {

using test::FixedRandom;
using Lines = std::vector<std::string>;

std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::string_view rest = line;
  for (auto word = take_word(rest); !word.empty(); word = take_word(rest)) words.emplace_back(word);
  return words;
}

std::string line_of(const std::vector<std::string>& words) {
  std::string line;
  for (const auto& word : words) line += (line.empty() ? "" : " ") + word;
  return line;
}

std::string with(const std::string& line, const std::vector<std::size_t>& places,
                 const std::string& reading = "?") {
  auto words = words_of(line);
  for (const std::size_t place : places) words.at(place) = reading;
  return line_of(words);
}

std::vector<WornPlate> read(const Lines& lines) {
  std::vector<WornPlate> plates;
  for (const auto& line : lines) plates.push_back(*read_worn(line));
  return plates;
}

Answer answer(const Lines& lines, std::size_t wrong_words = 1) {
  return repair(read(lines), {.wrong_words = wrong_words, .most_bits = 30, .threads = 2});
}

std::string text(const RepairedPlate& plate) {
  return std::string(chars(format(plate.words, slip39_words())));
}

// The repaired plates of the first possibility, by their place among those given.
Lines repaired(const Answer& answer, std::size_t count) {
  Lines lines(count);
  if (answer.candidates.empty()) return lines;
  for (const auto& plate : answer.candidates[0]) lines.at(plate.plate) = text(plate);
  return lines;
}

// A set of the reference implementation with one group, all shares there.
struct Known {
  std::size_t threshold;
  Lines lines;
};
Known known_set(std::size_t threshold, std::size_t count, std::size_t words) {
  for (const auto& set : test::fixture("slip39/reference.json")) {
    if (!set.contains("shares") || set.at("groups").size() != 1) continue;
    const Lines lines = set.at("shares")[0];
    if (set.at("groups")[0][0] != threshold || lines.size() != count) continue;
    if (words_of(lines[0]).size() == words) return {threshold, lines};
  }
  ADD_FAILURE() << "no such set among the fixtures";
  return {};
}

TEST(Repair, LeavesSoundPlatesAsTheyAre) {
  const Known set = known_set(3, 5, 20);
  const Answer found = answer(set.lines);
  EXPECT_EQ(found.level, Level::exact);
  ASSERT_EQ(found.candidates.size(), 1U);
  for (const auto& plate : found.candidates[0]) EXPECT_TRUE(plate.changed.empty());
  EXPECT_EQ(repaired(found, 5), set.lines);
}

TEST(Repair, NamesThePlacesThatItChanged) {
  const Known set = known_set(3, 5, 20);
  Lines lines = {set.lines[0], with(set.lines[1], {2, 6, 18}), set.lines[2]};
  const Answer found = answer(lines);
  EXPECT_EQ(found.level, Level::exact);
  ASSERT_EQ(found.candidates.size(), 1U);
  EXPECT_EQ(found.candidates[0][1].changed, (std::vector<std::size_t>{2, 6, 18}));
  EXPECT_EQ(found.candidates[0][1].misread, 0U);
  EXPECT_EQ(repaired(found, 3), (Lines{set.lines[0], set.lines[1], set.lines[2]}));
}

// Every set of the reference implementation that is not too large, up to a tenth of the words of
// every plate lost.
TEST(Repair, BringsBackEverySetOfTheReferenceImplementation) {
  FixedRandom random(39);
  int sets = 0, sure = 0;
  for (const auto& set : test::fixture("slip39/reference.json")) {
    Lines truth;
    if (set.contains("shares")) {
      for (const auto& group : set.at("shares"))
        truth.insert(truth.end(), group.begin(), group.end());
    } else {
      truth = set.at("quorum").get<Lines>();
    }
    if (truth.size() > 12) continue;
    Lines lines;
    for (const auto& line : truth) {
      auto words = words_of(line);
      for (std::size_t i = 0; i < words.size() / 10; ++i) words[random.below(words.size())] = "?";
      lines.push_back(line_of(words));
    }
    const Answer found = repair(read(lines), {.wrong_words = 0, .most_bits = 20, .threads = 2});
    ++sets;
    const bool has_truth = std::ranges::any_of(found.candidates, [&](const Candidate& candidate) {
      return std::ranges::all_of(
          candidate, [&](const auto& plate) { return text(plate) == truth[plate.plate]; });
    });
    if (found.level >= Level::digest) {
      EXPECT_TRUE(has_truth);
      ++sure;
    }
    if (found.level == Level::ambiguous) {
      EXPECT_TRUE(has_truth);
    }
  }
  EXPECT_EQ(sets, 221);
  EXPECT_GE(sure, 170);
}

TEST(Repair, FindsMemberNumbersThatAreNotLegible) {
  const Known set = known_set(3, 5, 20);
  Lines lines = set.lines;
  for (const std::size_t i : {0U, 2U, 3U}) lines[i] = with(lines[i], {3, 7, 9, 12, 13});
  const Answer found = answer(lines);
  EXPECT_EQ(found.level, Level::exact);
  EXPECT_EQ(repaired(found, 5), set.lines);
}

// The word that says which group a plate is of is lost on all plates, and so much besides that no
// checksum gives it: groups that lack plates are one plan then, whatever their numbers.
TEST(Repair, FindsGroupNumbersThatAreOnNoPlate) {
  for (const std::size_t words : {20U, 33U}) {
    const Known set = known_set(3, 5, words);
    Lines lines;
    for (std::size_t i = 0; i < set.lines.size(); ++i) {
      const auto place = [&](std::size_t j) { return 4 + (3 * i + 5 * j) % (words - 4); };
      lines.push_back(with(set.lines[i], {2, place(0), place(1), place(2), place(3)}));
    }
    const Answer found = answer(lines);
    EXPECT_EQ(found.level, Level::exact) << words;
    EXPECT_EQ(repaired(found, 5), set.lines);
    EXPECT_TRUE(found.aside.empty());
  }
}

// No plate says what the threshold is, nor which member it is.
TEST(Repair, FindsThresholdsThatAreOnNoPlate) {
  for (const std::size_t words : {20U, 33U}) {
    const Known set = known_set(3, 5, words);
    Lines lines;
    for (std::size_t i = 0; i < set.lines.size(); ++i) {
      lines.push_back(with(set.lines[i], {2, 3, 4 + i, 12}));
    }
    const Answer found = answer(lines);
    EXPECT_EQ(found.level, Level::exact) << words;
    EXPECT_EQ(repaired(found, 5), set.lines);
  }
}

// All shares of a set of the reference implementation with such groups and 20 words, group by
// group.
std::vector<Lines> known_groups(std::size_t threshold,
                                const std::vector<std::array<int, 2>>& groups) {
  for (const auto& set : test::fixture("slip39/reference.json")) {
    if (!set.contains("shares") || set.at("groups") != groups) continue;
    const std::vector<Lines> lines = set.at("shares");
    if (set.at("group_threshold") == threshold && words_of(lines[0][0]).size() == 20) return lines;
  }
  ADD_FAILURE() << "no such set among the fixtures";
  return {};
}

// A plate of another group, of which nothing but its member number is left, could be the third one
// of this group: nothing speaks against that, and nothing for it.
TEST(Repair, TakesNoPlateForOneOfAGroupThatNothingShowsItToBeOf) {
  const auto groups = known_groups(2, {{3, 3}, {3, 5}});
  const Lines& own = groups[1];
  auto left = words_of(groups[0][0]);
  for (std::size_t place = 0; place < left.size(); ++place) {
    if (place != 0 && place != 1 && place != 3) left[place] = "?";
  }
  const Answer found = answer({own[1], with(own[2], {8}), own[3], line_of(left)}, 0);
  EXPECT_GE(found.level, Level::digest);
  ASSERT_EQ(found.aside.size(), 1U);
  EXPECT_EQ(found.aside[0].plate, 3U);
  EXPECT_EQ(found.aside[0].reason, SetAside::Reason::too_worn);
  EXPECT_EQ(repaired(found, 3)[1], own[2]);
}

// As much is lost of a fourth plate of the group itself, but so much is left that it must be of it.
TEST(Repair, TakesAPlateForOneOfTheGroupThatItAgreesWith) {
  const Lines own = known_groups(2, {{3, 3}, {3, 5}})[1];
  const Lines lines = {own[1], with(own[2], {8}), own[3],
                       with(own[4], {2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})};
  const Answer found = answer(lines, 0);
  EXPECT_EQ(found.level, Level::exact);
  EXPECT_TRUE(found.aside.empty());
  EXPECT_EQ(repaired(found, 4)[3], own[4]);
}

// The set of the second word says which checksum it is.
TEST(Repair, FindsTheExtendableFlagOnNoPlate) {
  const Known set = known_set(2, 3, 20);
  Lines lines;
  for (const auto& line : set.lines) lines.push_back(with(line, {1}));
  const Answer found = answer(lines);
  EXPECT_EQ(found.level, Level::exact);
  EXPECT_EQ(repaired(found, 3), set.lines);
}

TEST(Repair, RecomputesAPlateOfWhichNothingIsLegible) {
  const Known set = known_set(3, 5, 33);
  Lines lines = set.lines;
  lines[4] = with(set.lines[4], {4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18,
                                 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32});
  const Answer found = answer(lines);
  EXPECT_EQ(found.level, Level::exact);
  EXPECT_EQ(repaired(found, 5), set.lines);
}

TEST(Repair, FindsMisreadWordsAndNamesThem) {
  const Known set = known_set(3, 5, 20);
  for (std::size_t wrong = 1; wrong <= 3; ++wrong) {
    Lines lines = {set.lines[4], set.lines[1], set.lines[2]};
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < wrong; ++i) {
      const std::size_t place = 5 + 4 * i;
      places.push_back(place);
      lines[1] = with(lines[1], {place}, words_of(set.lines[0])[place]);
    }
    const Answer found = answer(lines, wrong);
    EXPECT_EQ(found.level, Level::digest) << wrong;
    ASSERT_EQ(found.candidates.size(), 1U);
    EXPECT_EQ(found.candidates[0][1].changed, places);
    EXPECT_EQ(found.candidates[0][1].misread, wrong);
    EXPECT_EQ(text(found.candidates[0][1]), set.lines[1]);
    EXPECT_EQ(answer(lines, wrong - 1).level, Level::none);
  }
}

// With so many allowed for, the sound plates beside it could be misread, too, but not all at once:
// each of them would take four words for it.
TEST(Repair, FindsFiveMisreadWordsOfOnePlate) {
  const Known set = known_set(3, 5, 20);
  const Lines truth = {set.lines[0], set.lines[1], set.lines[2]};
  for (const auto& places : {std::array<std::size_t, 5>{2, 3, 4, 8, 18}, {1, 2, 5, 11, 18}}) {
    Lines lines = truth;
    for (const std::size_t place : places) lines[1] = with(lines[1], {place}, "romantic");
    const Answer found = answer(lines, 5);
    EXPECT_EQ(found.level, Level::digest);
    EXPECT_EQ(repaired(found, 3), truth);
    ASSERT_EQ(found.candidates.size(), 1U);
    EXPECT_EQ(found.candidates[0][1].misread, 5U);
  }
}

// Every place of the header in turn: the words from which all else follows.
TEST(Repair, FindsAMisreadWordOfTheHeader) {
  const Known set = known_set(3, 5, 20);
  for (std::size_t place = 0; place < 4; ++place) {
    Lines lines = {set.lines[0], set.lines[3], set.lines[2]};
    lines[1] = with(lines[1], {place}, "romantic");
    const Answer found = answer(lines);
    EXPECT_EQ(found.level, Level::digest) << place;
    EXPECT_EQ(repaired(found, 3), (Lines{set.lines[0], set.lines[3], set.lines[2]}));
  }
}

TEST(Repair, SetsPlatesOfOtherSetsAside) {
  const Known set = known_set(3, 5, 20), other = known_set(2, 3, 20), longer = known_set(3, 5, 33);
  const Lines lines = {other.lines[0], set.lines[0], longer.lines[0], with(set.lines[1], {4, 5}),
                       set.lines[2]};
  const Answer found = answer(lines);
  EXPECT_EQ(found.level, Level::exact);
  ASSERT_EQ(found.aside.size(), 2U);
  EXPECT_EQ(found.aside[0].plate, 0U);
  EXPECT_EQ(found.aside[0].reason, SetAside::Reason::other_set);
  EXPECT_EQ(found.aside[1].plate, 2U);
  EXPECT_EQ(found.aside[1].reason, SetAside::Reason::other_length);
  EXPECT_EQ(repaired(found, 5)[3], set.lines[1]);
}

TEST(Repair, TakesAPlateThatWasGivenTwiceOnce) {
  const Known set = known_set(3, 5, 20);
  const auto worn = with(set.lines[0], {5});
  const Answer found = answer({worn, set.lines[1], worn, set.lines[2]});
  EXPECT_EQ(found.level, Level::exact);
  ASSERT_EQ(found.aside.size(), 1U);
  EXPECT_EQ(found.aside[0].plate, 2U);
  EXPECT_EQ(found.aside[0].reason, SetAside::Reason::repeated);
  EXPECT_EQ(repaired(found, 4)[0], set.lines[0]);
}

// The one letter that is left is wrong: the equations see what the words of the mask span, and that
// may hold the true word, which is none of them.
TEST(Repair, FindsAMaskThatWasMisread) {
  const Known set = known_set(3, 5, 20);
  const auto words = words_of(set.lines[1]);
  for (std::size_t place = 4; place < 20; ++place) {
    const std::string mask = "???" + std::string(1, words[place][3] == 'e' ? 'l' : 'e');
    const Lines lines = {set.lines[0], with(set.lines[1], {place}, mask), set.lines[2]};
    const Answer found = answer(lines);
    EXPECT_EQ(found.level, Level::digest) << place;
    EXPECT_EQ(repaired(found, 3)[1], set.lines[1]);
  }
}

// Somebody wrote a share with a checksum of its own.
TEST(Repair, NamesThePlateThatWasAltered) {
  const Known set = known_set(3, 5, 20);
  auto share = *slip39::decode(*parse(set.lines[2], slip39_words()));
  share.value.view()[5] ^= 1;
  Lines lines = {set.lines[0], set.lines[1],
                 std::string(chars(format(slip39::encode(share), slip39_words()))), set.lines[3]};
  const Answer found = answer(lines);
  EXPECT_EQ(found.level, Level::exact);
  ASSERT_EQ(found.aside.size(), 1U);
  EXPECT_EQ(found.aside[0].plate, 2U);
  EXPECT_EQ(found.aside[0].reason, SetAside::Reason::contradicts);
  // With no plate to spare nobody can tell which one it is.
  lines.pop_back();
  EXPECT_EQ(answer(lines).level, Level::none);
}

// The fewest plates without which the others agree: misread words of these follow from the others
// then, however many plates have some.
TEST(Repair, FindsMisreadWordsOfSeveralPlatesThatOthersMakeUpFor) {
  const Known set = known_set(3, 5, 20);
  Lines lines = set.lines;
  for (const std::size_t place : {3U, 5U, 8U}) lines[1] = with(lines[1], {place}, "romantic");
  for (const std::size_t place : {0U, 19U}) lines[4] = with(lines[4], {place}, "romantic");
  const Answer found = answer(lines, 5);
  EXPECT_EQ(found.level, Level::digest);
  EXPECT_EQ(repaired(found, 5), set.lines);
  EXPECT_TRUE(found.aside.empty());
  // With fewer allowed for, the plate with the fewest is put right, and the other one is named.
  const Answer fewer = answer(lines, 4);
  EXPECT_EQ(fewer.level, Level::digest);
  ASSERT_EQ(fewer.aside.size(), 1U);
  EXPECT_EQ(fewer.aside[0].plate, 1U);
  EXPECT_EQ(fewer.aside[0].reason, SetAside::Reason::contradicts);
  EXPECT_EQ(repaired(fewer, 5)[4], set.lines[4]);
}

// As many as may be wrong are wrong on the plate that another one makes up for; the number of words
// that are allowed for does not matter where it is altered.
TEST(Repair, NamesThePlateHoweverManyWordsMayBeWrong) {
  const Known set = known_set(2, 3, 33);
  Lines lines = set.lines;
  for (std::size_t place = 5; place < 15; ++place) lines[2] = with(lines[2], {place}, "romantic");
  for (std::size_t wrong_words = 0; wrong_words <= 5; ++wrong_words) {
    const Answer found = answer(lines, wrong_words);
    EXPECT_EQ(found.level, Level::exact) << wrong_words;
    ASSERT_EQ(found.aside.size(), 1U);
    EXPECT_EQ(found.aside[0].plate, 2U);
    EXPECT_EQ(found.aside[0].reason, SetAside::Reason::contradicts);
  }
}

TEST(Repair, NamesAnAlteredPlateInEverySlice) {
  const Known set = known_set(3, 5, 20);
  auto share = *slip39::decode(*parse(set.lines[2], slip39_words()));
  share.value.view()[5] ^= 1;
  const Lines lines = {set.lines[0], with(set.lines[1], {6, 7, 8, 9}),
                       std::string(chars(format(slip39::encode(share), slip39_words()))),
                       set.lines[3], set.lines[4]};
  const Answer whole = answer(lines);
  EXPECT_EQ(whole.level, Level::exact);
  for (std::size_t slice = 1; slice <= 3; ++slice) {
    const Answer found = repair(read(lines), {.slice = slice, .slices = 3});
    EXPECT_EQ(found.level, whole.level);
    ASSERT_EQ(found.aside.size(), 1U);
    EXPECT_EQ(found.aside[0].plate, 2U);
    EXPECT_EQ(repaired(found, 5), repaired(whole, 5));
  }
}

// What a slice has no part in, it does not call a contradiction: the worn plate fits, in another
// slice.
TEST(Repair, NamesNoPlateForWhatAnotherSliceFinds) {
  const Known set = known_set(2, 3, 20);
  const Lines lines = {set.lines[0], set.lines[1],
                       with(set.lines[2], {5, 6, 7, 8, 9, 10, 11, 12, 13, 14})};
  std::size_t sure = 0;
  for (std::size_t slice = 1; slice <= 3; ++slice) {
    const Answer found = repair(read(lines), {.wrong_words = 0, .slice = slice, .slices = 3});
    sure += found.level == Level::none ? 0 : 1;
    EXPECT_TRUE(found.aside.empty());
  }
  EXPECT_EQ(sure, 1U);
}

// One plate was read twice, each time with other words lost.
TEST(Repair, JoinsReadingsOfOnePlate) {
  const Known set = known_set(3, 5, 20);
  const Lines lines = {with(set.lines[0], {4, 5, 6, 7, 8, 9}), set.lines[1],
                       with(set.lines[0], {10, 11, 12, 13}, "?"), set.lines[2]};
  const Answer found = answer(lines);
  EXPECT_EQ(found.level, Level::exact);
  ASSERT_EQ(found.aside.size(), 1U);
  EXPECT_EQ(found.aside[0].plate, 2U);
  EXPECT_EQ(found.aside[0].reason, SetAside::Reason::repeated);
  EXPECT_EQ(repaired(found, 4), (Lines{set.lines[0], set.lines[1], "", set.lines[2]}));
  // Two halves have nothing in common before a third reading is there.
  const std::vector<std::size_t> low{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  const std::vector<std::size_t> high{10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
  const Answer three = answer({with(set.lines[0], low), with(set.lines[0], high), set.lines[0],
                               set.lines[1], set.lines[2]});
  EXPECT_EQ(three.level, Level::exact);
  EXPECT_EQ(three.aside.size(), 2U);
  EXPECT_EQ(repaired(three, 5)[0], set.lines[0]);
  // Two plates that have only the words of the set in common are two.
  const std::vector<std::size_t> own{3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  const Answer two = answer({set.lines[0], set.lines[1], set.lines[2], with(set.lines[3], own),
                             with(set.lines[4], {3, 13, 14, 15, 16, 17, 18, 19})});
  EXPECT_EQ(two.level, Level::exact);
  EXPECT_TRUE(two.aside.empty());
}

TEST(Repair, SetsPlatesAsideOfWhichNothingIsLegible) {
  const Known set = known_set(2, 3, 20);
  std::string blank = "?";
  for (std::size_t i = 1; i < 20; ++i) blank += " ?";
  const Answer found = answer({set.lines[0], blank, set.lines[1], blank});
  EXPECT_EQ(found.level, Level::exact);
  ASSERT_EQ(found.aside.size(), 2U);
  for (const SetAside& aside : found.aside) EXPECT_EQ(aside.reason, SetAside::Reason::too_worn);
  const Answer none = answer({blank, blank});
  EXPECT_EQ(none.level, Level::none);
  EXPECT_EQ(none.obstacle, Obstacle::too_many_tries);
  EXPECT_EQ(none.aside.size(), 2U);
}

// A plate is named only beside a quorum: what a group digest is about is not given up for what one
// group agrees on alone.
TEST(Repair, LeavesNoPlateOutThatTheQuorumNeeds) {
  const auto groups = known_groups(2, {{3, 3}, {3, 5}});
  Lines lines = groups[0];
  lines.insert(lines.end(), groups[1].begin(), groups[1].begin() + 3);
  const Lines truth = lines;
  lines[4] = with(lines[4], {9}, "romantic");
  const Answer found = answer(lines);
  EXPECT_EQ(found.level, Level::digest);
  EXPECT_TRUE(found.aside.empty());
  EXPECT_EQ(repaired(found, 6), truth);
}

// A record knows every plate, also of fewer than a quorum.
// Worn as they are, two plates that show the same identifier outvote a whole one of another set.
TEST(Repair, TakesWornPlatesOfOneSetBesideAWholeOneOfAnother) {
  const Lines set = known_set(2, 3, 20).lines, other = known_set(3, 5, 20).lines;
  Lines lines = {with(set[0], {5, 8, 11, 13}), other[0], with(set[2], {6, 9, 12, 15})};
  std::ranges::sort(lines);
  do {
    const Answer found = answer(lines);
    EXPECT_EQ(found.level, Level::digest);
    ASSERT_EQ(found.aside.size(), 1U);
    EXPECT_EQ(lines[found.aside[0].plate], other[0]);
    EXPECT_EQ(found.aside[0].reason, SetAside::Reason::other_set);
    const Lines back = repaired(found, 3);
    EXPECT_EQ((std::set<std::string>(back.begin(), back.end())),
              (std::set<std::string>{"", set[0], set[2]}));
  } while (std::ranges::next_permutation(lines).found);
}

// Which of several sets is meant the plates cannot tell, nor how many there are of each.
TEST(Repair, TakesTheSetOfTheWalletInAnyOrder) {
  const Lines ours = known_set(2, 3, 20).lines, other = known_set(3, 5, 20).lines,
              longer = known_set(3, 5, 33).lines;
  const auto proves = [&](const Candidate& candidate) {
    const bool is_ours =
        candidate.size() == 2 && std::ranges::all_of(candidate, [&](const auto& plate) {
          return std::ranges::find(ours, text(plate)) != ours.end();
        });
    return is_ours ? Proof::quorum : Proof::refutes;
  };
  Lines lines = {with(ours[0], {7, 9, 11}),
                 ours[2],
                 with(other[0], {5}),
                 other[1],
                 other[3],
                 longer[0],
                 longer[1],
                 with(longer[2], {8, 9, 10})};
  for (std::size_t turn = 0; turn < lines.size(); ++turn) {
    const Answer found = repair(read(lines), {.proves = proves, .threads = 2});
    EXPECT_EQ(found.level, Level::address);
    ASSERT_EQ(found.candidates.size(), 1U);
    std::set<std::string> back;
    for (const auto& plate : found.candidates[0]) back.insert(text(plate));
    EXPECT_EQ(back, (std::set<std::string>{ours[0], ours[2]}));
    std::set<std::size_t> aside;
    for (const auto& [reason, plate] : found.aside) {
      const bool is_long = words_of(lines[plate]).size() == 33;
      EXPECT_EQ(reason, is_long ? SetAside::Reason::other_length : SetAside::Reason::other_set);
      aside.insert(plate);
    }
    EXPECT_EQ(aside.size(), 6U);
    std::rotate(lines.begin(), lines.begin() + 1, lines.end());
  }
  // None of them is the wallet.
  const auto refutes = [](const Candidate&) { return Proof::refutes; };
  const Answer none = repair(read(lines), {.proves = refutes, .threads = 2});
  EXPECT_EQ(none.level, Level::none);
  EXPECT_EQ(none.obstacle, Obstacle::not_the_wallet);
}

TEST(Repair, LeavesNoPlateOutThatIsKnown) {
  const Known set = known_set(3, 5, 20);
  const Lines truth = {set.lines[0], set.lines[1], set.lines[2]};
  const auto proves = [&](const Candidate& candidate) {
    const bool is_known = std::ranges::all_of(
        candidate, [&](const auto& plate) { return text(plate) == truth[plate.plate]; });
    return is_known ? Proof::every_plate : Proof::refutes;
  };
  const Lines lines = {truth[0], truth[1], with(truth[2], {9}, "romantic")};
  const Answer found = repair(read(lines), {.proves = proves, .threads = 2});
  EXPECT_EQ(found.level, Level::address);
  EXPECT_TRUE(found.aside.empty());
  EXPECT_EQ(repaired(found, 3), truth);
}

// Once the altered plate is out, as many plates are of the other set; that is no reason to change
// sides.
TEST(Repair, NamesAnAlteredPlateBesideAnotherSetInAnyOrder) {
  const Known set = known_set(2, 3, 20);
  const Lines other = known_groups(2, {{3, 3}, {3, 5}})[0];
  auto share = *slip39::decode(*parse(set.lines[1], slip39_words()));
  share.value.view()[5] ^= 1;
  const std::string altered(chars(format(slip39::encode(share), slip39_words())));
  Lines lines = {altered, other[0], other[1], set.lines[0], set.lines[2]};
  std::ranges::sort(lines);
  do {
    const Answer found = answer(lines);
    EXPECT_EQ(found.level, Level::exact);
    EXPECT_EQ(found.aside.size(), 3U);
    for (const SetAside& aside : found.aside) {
      const bool is_altered = lines[aside.plate] == altered;
      EXPECT_EQ(aside.reason == SetAside::Reason::contradicts, is_altered);
    }
  } while (std::ranges::next_permutation(lines).found);
}

// What a checksum made of a plate that may be misread is no knowledge of the set, in any order.
TEST(Repair, FindsAMisreadWordBesideALostHeader) {
  const Known set = known_set(2, 3, 20);
  for (std::size_t header = 0; header < 4; ++header) {
    for (const std::size_t misread : {6U, 11U, 17U}) {
      const auto worn = with(with(set.lines[1], {header, 9, 13}), {misread}, "romantic");
      const Answer first = answer({worn, set.lines[0]}), last = answer({set.lines[0], worn});
      for (const Answer* found : {&first, &last}) {
        EXPECT_EQ(found->level, Level::digest) << header << " " << misread;
        EXPECT_TRUE(found->aside.empty());
      }
      EXPECT_EQ(repaired(first, 2), (Lines{set.lines[1], set.lines[0]}));
      EXPECT_EQ(repaired(last, 2), (Lines{set.lines[0], set.lines[1]}));
    }
  }
}

// One word of each plate, of one of them in the header: nothing says whose header it is.
TEST(Repair, FindsAMisreadWordOfEachPlate) {
  const Known set = known_set(2, 3, 20);
  const Lines truth = {set.lines[0], set.lines[1]};
  for (std::size_t header = 0; header < 4; ++header) {
    for (const std::size_t plate : {0U, 1U}) {
      Lines lines = truth;
      lines[plate] = with(lines[plate], {header}, "romantic");
      lines[1 - plate] = with(lines[1 - plate], {9}, "romantic");
      const Answer found = answer(lines, 2);
      EXPECT_EQ(found.level, Level::digest) << header << " " << plate;
      EXPECT_EQ(repaired(found, 2), truth) << header << " " << plate;
    }
  }
}

// Two shares of which one is extendable may differ in three words only: with its flag lost, and one
// word more, this plate and another one differ in a single word that is legible.
// The second word is "walnut", and was read as one with the other flag; with two other words the
// checksum holds again. Found by a search with a checksum of its own.
TEST(Repair, IsNotSureOfAPlateAloneWhereOneWordMoreMayHideItsFlag) {
  const Lines plate = {
      "depict unfold academic acne boundary ? talent ? funding liquid pink guitar impact punish "
      "flea "
      "describe beam email preach rumor"};
  EXPECT_EQ(answer(plate, 0).level, Level::exact);
  EXPECT_EQ(answer(plate, 1).level, Level::ambiguous);
}

TEST(Repair, IsNotSureOfAPlateAloneWithItsFlagLost) {
  const Answer found = answer(
      {"judicial ? academic acid dragon ? goat scatter fact keyboard company stay result bracelet "
       "pink surprise bishop rescue blue teaspoon"});
  EXPECT_EQ(found.level, Level::ambiguous);
}

// One plate alone has no digest: its checksum gives two lost words and checks the rest by ten bits,
// but for the flag on the second word, which may be misread too; three it gives without a check,
// and four it does not give.
TEST(Repair, IsSureOfOnePlateAloneAsFarAsItsChecksumChecks) {
  const Known set = known_set(3, 5, 20);
  EXPECT_EQ(answer({with(set.lines[0], {8, 9})}, 0).level, Level::exact);
  EXPECT_EQ(answer({with(set.lines[0], {8, 9})}, 1).level, Level::ambiguous);
  EXPECT_EQ(answer({with(set.lines[0], {8})}, 1).level, Level::exact);
  EXPECT_EQ(answer({with(set.lines[0], {8})}, 2).level, Level::ambiguous);
  const Answer three = answer({with(set.lines[0], {8, 9, 10})});
  EXPECT_EQ(three.level, Level::ambiguous);
  ASSERT_EQ(three.candidates.size(), 1U);
  EXPECT_EQ(text(three.candidates[0][0]), set.lines[0]);
  const Answer four = answer({with(set.lines[0], {8, 9, 10, 11})});
  EXPECT_EQ(four.level, Level::none);
  EXPECT_EQ(four.aside.at(0).reason, SetAside::Reason::too_worn);
}

// A plate alone with one misread word: the place is found, and nothing proves the word.
TEST(Repair, NeverTrustsACorrectionThatNoDigestChecks) {
  const Known set = known_set(3, 5, 20);
  const Answer found = answer({with(set.lines[0], {8}, "academic")});
  EXPECT_EQ(found.level, Level::ambiguous);
  ASSERT_EQ(found.candidates.size(), 1U);
  EXPECT_EQ(found.candidates[0][0].changed, std::vector<std::size_t>{8});
}

TEST(Repair, TellsOfAThresholdOfOneOnlyWhatIsProved) {
  const Known set = known_set(1, 1, 20);
  Lines lines = {with(set.lines[0], {8, 9})};
  EXPECT_EQ(answer(lines).level, Level::ambiguous);
  const auto proves = [&](const Candidate& candidate) -> Proof {
    return text(candidate[0]) == set.lines[0] ? Proof::quorum : Proof::refutes;
  };
  EXPECT_EQ(repair(read(lines), {.proves = proves}).level, Level::address);
  const auto refutes = [](const Candidate&) { return Proof::refutes; };
  const Answer refuted = repair(read(lines), {.proves = refutes});
  EXPECT_EQ(refuted.level, Level::none);
  EXPECT_EQ(refuted.obstacle, Obstacle::not_the_wallet);
}

// An address is that of a quorum. A plate of a group that is not complete has no part in it, so
// what fits the address says nothing of it, here three lost words and one misread one.
TEST(Repair, TakesNoPlateForProvedThatHasNoPartInTheProof) {
  const auto groups = known_groups(1, {{2, 3}, {5, 5}});
  const auto proves = [&](const Candidate& candidate) {
    const bool has_quorum = candidate.size() >= 2 && text(candidate[0]) == groups[0][0] &&
                            text(candidate[1]) == groups[0][1];
    return has_quorum ? Proof::quorum : Proof::cannot_tell;
  };
  const auto repair_with = [&](const std::string& other) {
    const Lines lines = {with(groups[0][0], {9}), groups[0][1], other};
    return repair(read(lines), {.proves = proves, .threads = 2});
  };
  const auto misread = with(with(groups[1][0], {7, 8, 9}), {12}, "romantic");
  const Answer found = repair_with(misread);
  EXPECT_EQ(found.level, Level::address);
  ASSERT_EQ(found.candidates.size(), 1U);
  EXPECT_EQ(found.candidates[0].size(), 2U);
  EXPECT_EQ(repaired(found, 3)[0], groups[0][0]);
  ASSERT_EQ(found.aside.size(), 1U);
  EXPECT_EQ(found.aside[0].plate, 2U);
  EXPECT_EQ(found.aside[0].reason, SetAside::Reason::unproved);
  // One lost word the checksum of the plate gives and checks by itself.
  EXPECT_EQ(repaired(repair_with(with(groups[1][0], {4})), 3)[2], groups[1][0]);
  // A plate that nothing was repaired of is as it was read.
  EXPECT_EQ(repaired(repair_with(groups[1][0]), 3)[2], groups[1][0]);
}

// A record knows each plate.
TEST(Repair, TakesEveryPlateForProvedThatTheProofKnows) {
  const auto groups = known_groups(1, {{2, 3}, {5, 5}});
  const Lines truth = {groups[0][0], groups[0][1], groups[1][0]};
  const auto proves = [&](const Candidate& candidate) {
    const bool is_known = std::ranges::all_of(
        candidate, [&](const auto& plate) { return text(plate) == truth[plate.plate]; });
    return is_known ? Proof::every_plate : Proof::refutes;
  };
  const Lines lines = {truth[0], truth[1], with(truth[2], {4, 7, 9})};
  const Answer found = repair(read(lines), {.proves = proves, .threads = 2});
  EXPECT_EQ(found.level, Level::address);
  EXPECT_EQ(repaired(found, 3), truth);
}

// No plate is to spare, so that the others cannot tell; the record can, of a plate whose checksum
// was made to fit and of one with more misread words than are looked for.
TEST(Repair, NamesAnAlteredPlateByTheRecord) {
  const Known set = known_set(3, 5, 20);
  auto share = *slip39::decode(*parse(set.lines[1], slip39_words()));
  share.value.view()[5] ^= 1;
  const std::string forged(chars(format(slip39::encode(share), slip39_words())));
  const std::string misread = with(with(set.lines[1], {8}, "romantic"), {11, 13}, "academic");
  const auto proves = [&](const Candidate& candidate) {
    const bool is_known = std::ranges::all_of(candidate, [&](const auto& plate) {
      return std::ranges::find(set.lines, text(plate)) != set.lines.end();
    });
    return is_known ? Proof::every_plate : Proof::refutes;
  };
  for (const auto& altered : {forged, misread}) {
    const Lines lines = {with(set.lines[0], {4, 9, 12}), altered, set.lines[3]};
    const Answer found = repair(read(lines), {.proves = proves, .threads = 2});
    EXPECT_EQ(found.level, Level::address);
    EXPECT_EQ(repaired(found, 3), (Lines{set.lines[0], "", set.lines[3]}));
    ASSERT_EQ(found.aside.size(), 1U);
    EXPECT_EQ(found.aside[0].plate, 1U);
    EXPECT_EQ(found.aside[0].reason, SetAside::Reason::contradicts);
  }
  // A plate alone that it refutes leaves nothing to prove.
  const Answer alone = repair(read({forged}), {.proves = proves, .threads = 2});
  EXPECT_EQ(alone.level, Level::none);
  EXPECT_EQ(alone.obstacle, Obstacle::not_the_wallet);
}

// The plate was misread so that another share is nearer to it than the one that it is: that one
// differs by one word, the true one by three.
TEST(Repair, IsNotDeceivedByAShareThatIsNearerThanTheTruth) {
  const Known set = known_set(3, 5, 20);
  auto decoy = *slip39::decode(*parse(set.lines[1], slip39_words()));
  decoy.value.view()[5] ^= 1;
  const auto near = words_of(std::string(chars(format(slip39::encode(decoy), slip39_words()))));
  auto misread = words_of(set.lines[1]);
  for (std::size_t place = 17; place < 20; ++place) {
    ASSERT_NE(misread[place], near[place]);
    misread[place] = near[place];
  }
  const Lines lines = {set.lines[0], line_of(misread), set.lines[2]};
  EXPECT_EQ(answer(lines, 2).level, Level::none);
  const Answer found = answer(lines, 3);
  EXPECT_EQ(found.level, Level::digest);
  EXPECT_EQ(repaired(found, 3)[1], set.lines[1]);
  // Alone it looks like the other one, and nothing may vouch for that.
  const Answer alone = answer({line_of(misread)}, 3);
  EXPECT_EQ(alone.level, Level::ambiguous);
  EXPECT_EQ(repaired(alone, 1)[0], line_of(near));
}

// Six lost words leave 2^30 possibilities, and here the digest lets three of them pass. One place
// is narrowed to the words of these three, so that the search is short.
std::vector<WornPlate> plates_with_false_survivors() {
  const auto fixture = test::fixture("repair/false_survivors.json");
  auto plates = read(fixture.at("plates"));
  const auto& survivors = fixture.at("survivors");
  const std::vector<std::size_t> places = fixture.at("places");
  for (const std::size_t place : places) plates[0][place - 1] = Choices(0);
  std::vector<WordIndex> last;
  for (const auto& words : survivors) {
    last.push_back(*slip39_words().find(words.at(5).get<std::string>()));
  }
  std::ranges::sort(last);
  plates[0][places[5] - 1] = Choices::copy_of(last);
  return plates;
}

// The words of the six places in every possibility.
using Survivors = std::set<std::vector<std::string>>;
Survivors survivors_of(const Answer& answer) {
  const std::vector<std::size_t> places = test::fixture("repair/false_survivors.json").at("places");
  Survivors left;
  for (const auto& candidate : answer.candidates) {
    const auto words = words_of(text(candidate[0]));
    std::vector<std::string> chosen;
    for (const std::size_t place : places) chosen.push_back(words[place - 1]);
    left.insert(chosen);
  }
  return left;
}

TEST(Repair, ChoosesNoneOfSeveralThatTheDigestLetsPass) {
  const auto plates = plates_with_false_survivors();
  const Answer found = repair(plates, {.wrong_words = 0, .threads = 2});
  EXPECT_EQ(found.level, Level::ambiguous);
  const auto fixture = test::fixture("repair/false_survivors.json");
  Survivors expected;
  for (const auto& words : fixture.at("survivors"))
    expected.insert(words.get<std::vector<std::string>>());
  EXPECT_EQ(expected.size(), 3U);
  EXPECT_EQ(survivors_of(found), expected);
}

// A slice where one of the false ones is alone expects next to none; all slices together do.
TEST(Repair, IsNoSurerOfASliceThanOfTheWhole) {
  auto plates = plates_with_false_survivors();
  const std::vector<std::size_t> places = test::fixture("repair/false_survivors.json").at("places");
  plates[0][places[5] - 1] = Choices(0);
  const Request request{.wrong_words = 0, .slice = 222, .slices = 512};
  const Answer found = repair(plates, request);
  EXPECT_EQ(found.candidates.size(), 1U);
  EXPECT_EQ(found.level, Level::ambiguous);
}

// What the person knows may fit more than one of them, as a fingerprint of 32 bits can.
TEST(Repair, ChoosesNoneOfSeveralThatAreProved) {
  const auto plates = plates_with_false_survivors();
  const auto fixture = test::fixture("repair/false_survivors.json");
  const auto words_in = [&](const Candidate& candidate, std::size_t survivor) {
    const std::vector<std::size_t> places = fixture.at("places");
    const auto last = fixture.at("survivors").at(survivor).at(5).get<std::string>();
    return words_of(text(candidate[0]))[places[5] - 1] == last;
  };
  const auto two = [&](const Candidate& candidate) -> Proof {
    return words_in(candidate, 1) ? Proof::refutes : Proof::quorum;
  };
  const Answer several = repair(plates, {.wrong_words = 0, .proves = two, .threads = 2});
  EXPECT_EQ(several.level, Level::ambiguous);
  EXPECT_EQ(several.candidates.size(), 2U);
  const auto one = [&](const Candidate& candidate) -> Proof {
    return words_in(candidate, 1) ? Proof::quorum : Proof::refutes;
  };
  const Answer proved = repair(plates, {.wrong_words = 0, .proves = one, .threads = 2});
  EXPECT_EQ(proved.level, Level::address);
  ASSERT_EQ(proved.candidates.size(), 1U);
  EXPECT_TRUE(words_in(proved.candidates[0], 1));
}

// A plate is named as altered only where a digest vouches for all the others: here they leave three
// possibilities, and the altered one would be named beside an answer that nothing decides.
TEST(Repair, NamesNoPlateWhereTheOthersAreNotSure) {
  auto plates = plates_with_false_survivors();
  const Lines truth = test::fixture("repair/false_survivors.json").at("plates");
  auto share = *slip39::decode(*parse(truth[1], slip39_words()));
  const auto first = *slip39::decode(*parse(truth[0], slip39_words()));
  do {
    share.member_index = static_cast<std::uint8_t>((share.member_index + 1) % 16);
  } while (share.member_index == first.member_index);
  share.value.view()[3] ^= 1;
  plates.push_back(*read_worn(std::string(chars(format(slip39::encode(share), slip39_words())))));
  const Answer found = repair(plates, {.wrong_words = 0, .threads = 2});
  EXPECT_EQ(found.level, Level::none);
  EXPECT_TRUE(found.aside.empty());
}

// A plate that is sound by itself says nothing of another one that is not.
TEST(Repair, NamesNoPlateWhereNoDigestIsAboutTheOthers) {
  const Known set = known_set(3, 5, 20);
  const Answer found = answer({set.lines[0], with(set.lines[1], {8}, "academic")}, 0);
  EXPECT_EQ(found.level, Level::none);
  EXPECT_EQ(found.obstacle, Obstacle::nothing_fits);
  EXPECT_TRUE(found.aside.empty());
}

// Two of three groups are needed, with thresholds of 3, 4 and 1, and plates of all groups are worn:
// what is lost of the only plate of the third is in the others.
TEST(Repair, PutsGroupsOfDifferentThresholdsTogether) {
  const auto groups = known_groups(2, {{3, 3}, {4, 5}, {1, 1}});
  Lines truth, lines;
  for (const auto& group : groups) {
    for (const auto& line : group) {
      const std::size_t i = truth.size();
      truth.push_back(line);
      const bool is_alone = group.size() == 1;
      lines.push_back(with(line, is_alone ? std::vector<std::size_t>{4, 6, 8, 9, 10, 14, 15, 19}
                                          : std::vector<std::size_t>{4 + i, 5 + i, 19}));
    }
  }
  const Answer found = answer(lines, 0);
  EXPECT_EQ(found.level, Level::exact);
  EXPECT_EQ(repaired(found, lines.size()), truth);
  // Which group it is of stands on no plate.
  for (std::size_t i = 0; i < truth.size(); ++i) lines[i] = with(truth[i], {2, 4 + i, 19});
  const Answer without_numbers = answer(lines, 0);
  EXPECT_EQ(without_numbers.level, Level::exact);
  EXPECT_EQ(repaired(without_numbers, lines.size()), truth);
}

// Without a plate to spare: four words of a plate of either of two groups, whose digests choose.
TEST(Repair, SearchesGroupsOfDifferentThresholdsOneByOne) {
  const auto groups = known_groups(2, {{3, 3}, {4, 5}, {1, 1}});
  Lines truth = groups[0];
  truth.insert(truth.end(), groups[1].begin(), groups[1].begin() + 4);
  Lines lines = truth;
  lines[1] = with(lines[1], {5, 9, 13, 17});
  lines[5] = with(lines[5], {5, 6, 12, 16});
  const Answer found = answer(lines, 0);
  EXPECT_EQ(found.level, Level::digest);
  EXPECT_EQ(found.searched, 1024 + 1024);
  EXPECT_EQ(repaired(found, lines.size()), truth);
}

// A group of threshold 1 has no digest of its own; with another group the one across them is about
// it.
TEST(Repair, AsksTheDigestAcrossGroupsOfAPlateThatHasNoOther) {
  const auto groups = known_groups(2, {{3, 3}, {4, 5}, {1, 1}});
  Lines truth = groups[0];
  truth.push_back(groups[2][0]);
  Lines lines = truth;
  lines[3] = with(lines[3], {5, 9, 13, 17});
  const Answer found = answer(lines, 0);
  EXPECT_EQ(found.level, Level::digest);
  EXPECT_EQ(repaired(found, lines.size()), truth);
  // Alone nothing would choose among 1024.
  EXPECT_EQ(answer({lines[3]}, 0).level, Level::none);
}

TEST(Repair, EndsSoonWhereNothingIsLegible) {
  const std::string nothing = line_of(std::vector<std::string>(59, "?"));
  for (const std::size_t plates : {1U, 2U, 16U}) {
    const Answer found = answer(Lines(plates, nothing), 5);
    EXPECT_EQ(found.level, Level::none);
    EXPECT_NE(found.obstacle, Obstacle::none);
  }
}

// Two groups are worn: a part of 2^20 possibilities that is cut, and one of 2^10 that every slice
// needs. Added up the slices tried what the whole search tried, and no more.
TEST(Repair, CountsWhatEverySliceNeedsOnce) {
  const auto groups = known_groups(2, {{3, 3}, {3, 5}});
  const Lines lines = {groups[0][0], with(groups[0][1], {5, 6, 7, 8}),    groups[0][2],
                       groups[1][0], with(groups[1][1], {5, 6, 7, 8, 9}), groups[1][2]};
  const Answer whole = answer(lines, 0);
  ASSERT_EQ(whole.level, Level::digest);
  EXPECT_EQ(whole.searched, (1 << 20) + (1 << 10));
  for (const std::size_t slices : {2U, 5U}) {
    double searched = 0, expected_false = 0;
    std::size_t found = 0;
    for (std::size_t slice = 1; slice <= slices; ++slice) {
      const Answer part = repair(read(lines), {.wrong_words = 0, .slice = slice, .slices = slices});
      searched += part.searched;
      expected_false += part.expected_false;
      found += part.candidates.size();
    }
    EXPECT_EQ(searched, whole.searched) << slices;
    EXPECT_EQ(expected_false, whole.expected_false) << slices;
    EXPECT_EQ(found, 1U);
  }
}

// Four lost words: 2^10 possibilities. All slices together take each of them once, and one of them
// has the answer.
TEST(Repair, IsTheSameInAnyNumberOfSlicesAndThreads) {
  const Known set = known_set(2, 3, 20);
  const Lines lines = {with(set.lines[0], {5, 6, 7, 8, 9}), set.lines[1]};
  const Answer whole = answer(lines);
  ASSERT_EQ(whole.level, Level::digest);
  EXPECT_EQ(text(whole.candidates[0][0]), set.lines[0]);
  for (const std::size_t slices : {1U, 2U, 3U, 7U}) {
    for (const std::size_t threads : {1U, 3U}) {
      double searched = 0;
      int found = 0;
      for (std::size_t slice = 1; slice <= slices; ++slice) {
        const Answer part = repair(
            read(lines), {.wrong_words = 0, .slice = slice, .slices = slices, .threads = threads});
        searched += part.searched;
        for (const auto& candidate : part.candidates) {
          EXPECT_EQ(text(candidate[0]), set.lines[0]);
          ++found;
        }
      }
      EXPECT_EQ(searched, whole.searched);
      EXPECT_EQ(found, 1);
    }
  }
}

}  // namespace
}  // namespace steelshare::repair
