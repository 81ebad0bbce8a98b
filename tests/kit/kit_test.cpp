#include "steelshare/kit/kit.h"

#include <gtest/gtest.h>

#include "support/boxes.h"
#include "support/golden.h"
#include "support/page_text.h"

namespace steelshare::kit {
namespace {

using namespace drawing::literals;
using test::flat;
using wallet::Kind;

constexpr drawing::Size a4{210_mm, 297_mm}, letter{215.9_mm, 279.4_mm};

Group group(std::string name, std::uint8_t threshold, std::uint8_t count) {
  Group made{std::move(name), {threshold, count}, {}};
  for (int i = 1; i <= count; ++i) {
    made.plates.push_back((made.name.empty() ? "" : made.name + "-") + std::to_string(i) + "-of-" +
                          std::to_string(count));
  }
  return made;
}

Set single(std::uint8_t threshold, std::uint8_t count, Kind kind = Kind::bip39,
           std::size_t words = 20) {
  return {kind, bip39::Language::english, true, words, 1, {group("", threshold, count)}};
}

Set family() {
  return {Kind::bip39, bip39::Language::english,
          true,        33,
          2,           {group("lawyer", 1, 1), group("family", 2, 3), group("", 3, 5)}};
}

std::vector<Set> all_sets() {
  std::vector<Set> sets;
  for (const auto kind : wallet::all_kinds) {
    for (const std::size_t words : {20U, 23U, 27U, 30U, 33U, 59U}) {
      for (const bool extendable : {true, false}) {
        for (auto groups : {std::vector{group("", 3, 5)}, std::vector{group("", 2, 3)},
                            std::vector{group("", 1, 1)}, std::vector{group("", 4, 4)},
                            std::vector{group("a", 1, 1), group("", 5, 5)}, family().groups,
                            std::vector(16, group("sixteen-letters-", 15, 16))}) {
          const auto threshold = static_cast<std::uint8_t>(groups.size());
          sets.push_back({kind, bip39::Language::spanish, extendable, words, threshold, groups});
        }
      }
    }
  }
  return sets;
}

bool says(const Document& document, const std::string& text) {
  return flat(document).find(text) != std::string::npos;
}

TEST(Kit, IsLaidOutForEveryKindOfSetOnBothPapers) {
  int count = 0;
  for (const auto& set : all_sets()) {
    for (const auto sheet : {a4, letter}) {
      for (const auto& made : {recovery_sheet(set, sheet), owners_kit(set, sheet)}) {
        ++count;
        for (std::size_t page = 0; page < made.page_count(); ++page) {
          for (const auto& primitive : test::primitives_of(made, page)) {
            const auto box = test::box_of(primitive);
            ASSERT_GE(box.low.x.um, 10000);
            ASSERT_GE(box.low.y.um, 10000);
            ASSERT_LE(box.high.x.um, (sheet.width - 10_mm).um);
            ASSERT_LE(box.high.y.um, (sheet.height - 10_mm).um);
          }
        }
      }
    }
  }
  EXPECT_EQ(count, 4 * 6 * 2 * 7 * 2 * 2);
}

TEST(Kit, LeavesNoPlaceholderAndNoMark) {
  for (const auto& set : all_sets()) {
    for (const auto& made : {recovery_sheet(set, a4), owners_kit(set, a4)}) {
      std::string prose;
      for (std::size_t page = 0; page < made.page_count(); ++page) {
        const auto lines = test::lines_of(made, page);
        if (lines.front().starts_with('#')) continue;  // the program, which has braces
        for (const auto& line : lines) prose += line + '\n';
      }
      for (const std::string mark : {"{", "}", "?!", "|", "[]", "__", "= ", "@words", "  - "}) {
        EXPECT_EQ(prose.find(mark), prose.npos) << mark;
      }
      // What ends one sentence and begins the next stands in paragraphs of their own or together.
      EXPECT_EQ(prose.find(".."), prose.npos);
    }
  }
}

TEST(RecoverySheet, SaysHowManyPlatesAreNeeded) {
  EXPECT_TRUE(
      says(recovery_sheet(single(2, 3), a4), "There are 3 plates. Any 2 of them are enough"));
  EXPECT_TRUE(
      says(recovery_sheet(single(3, 5), a4), "There are 5 plates. Any 3 of them are enough"));
  EXPECT_TRUE(says(recovery_sheet(single(4, 4), a4), "There are 4 plates, and all 4 are needed"));
  EXPECT_TRUE(says(recovery_sheet(single(1, 1), a4), "only this one plate, and it is enough"));
  const auto grouped = recovery_sheet(family(), a4);
  EXPECT_TRUE(says(
      grouped, "There are 9 plates in 3 groups. You need 2 of these groups, and of each of them"));
  EXPECT_TRUE(says(grouped,
                   "group lawyer: its one plate group family: any 2 of its 3 plates group 3: any 3 "
                   "of its 5 plates"));
}

TEST(RecoverySheet, SaysWhatThePlatesGiveBack) {
  const auto phrase = recovery_sheet(single(3, 5), a4);
  EXPECT_TRUE(says(phrase, "Kind: bip39. The plates give back a wallet phrase of 12 words"));
  EXPECT_TRUE(says(phrase, "Do not type the plates into a Trezor"));
  EXPECT_FALSE(says(phrase, "The phrase is english"));
  auto spanish = single(3, 5, Kind::bip39, 33);
  spanish.language = bip39::Language::spanish;
  EXPECT_TRUE(says(recovery_sheet(spanish, a4), "a wallet phrase of 24 words"));
  EXPECT_TRUE(says(recovery_sheet(spanish, a4), "The phrase is spanish"));
  const auto trezor = recovery_sheet(single(3, 5, Kind::slip39), a4);
  EXPECT_TRUE(
      says(trezor, "A Trezor hardware wallet (but not the Model One) takes these plates itself"));
  EXPECT_FALSE(says(trezor, "No Trezor"));
  const auto software = recovery_sheet(single(3, 5, Kind::slip39, 27), a4);
  EXPECT_TRUE(says(software, "No Trezor takes shares of 27 words"));
  EXPECT_FALSE(says(software, "takes these plates itself"));
  EXPECT_TRUE(
      says(recovery_sheet(single(3, 5, Kind::key, 33), a4), "the private key of one account"));
  EXPECT_TRUE(says(recovery_sheet(single(3, 5, Kind::bip39_seed, 59), a4),
                   "Each plate has 59 words, numbered from 1 to 59"));
}

TEST(RecoverySheet, DoesNotSayWhetherThereIsAPassphrase) {
  for (const auto& set : all_sets()) {
    const auto text = flat(recovery_sheet(set, a4));
    EXPECT_NE(text.find("This sheet does not say whether there is one."), text.npos);
  }
}

TEST(RecoverySheet, SpeaksOfOldSoftwareWhereTheSetIsExtendable) {
  auto set = single(3, 5);
  EXPECT_TRUE(says(recovery_sheet(set, a4),
                   "Software from before the middle of 2024 calls these plates invalid"));
  set.extendable = false;
  EXPECT_FALSE(says(recovery_sheet(set, a4), "2024"));
}

TEST(OwnersKit, HasARowForEachPlateOnEachOfItsPages) {
  for (const auto& set : {single(2, 3), single(16, 16), family()}) {
    const auto text = test::text_of(owners_kit(set, a4));
    for (const auto& group : set.groups) {
      for (const auto& plate : group.plates) {
        int found = 0;  // lines that are the plate's: checklist, custody, incident
        for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
          found += text.substr(at, text.find('\n', at) - at) == plate ? 1 : 0;
        }
        EXPECT_EQ(found, 3) << plate;
      }
    }
  }
}

TEST(OwnersKit, CountsWhatMayBeLostAndSaysWhatToDo) {
  const auto three = owners_kit(single(3, 5), a4);
  EXPECT_TRUE(says(
      three, "You need 3 of 5. With 2 lost you can still recover; with 3 lost the wallet is gone"));
  EXPECT_TRUE(says(three, "steelshare extend --member 5 --record record.json --out plate-5"));
  EXPECT_TRUE(says(three, "steelshare reshare --record record.json --out new-plates"));
  EXPECT_TRUE(says(three, "Whoever has 3 of the 5 has the wallet."));
  EXPECT_TRUE(says(three, "One rehearsal with any 3 plates"));
  const auto all = owners_kit(single(4, 4), a4);
  EXPECT_TRUE(says(all, "All 4 plates are needed, so this set is dead."));
  EXPECT_FALSE(says(all, "extend"));
  const auto alone = owners_kit(single(1, 1), a4);
  EXPECT_FALSE(says(alone, "reshare") || says(alone, "extend"));
  const auto grouped = owners_kit(family(), a4);
  EXPECT_TRUE(says(grouped, "group family survives the loss of 1 plate, not of 2"));
  EXPECT_TRUE(says(grouped, "group lawyer is lost with any plate of it"));
  // A group with one plate cannot be extended: the example is of the first that can.
  EXPECT_TRUE(
      says(grouped, "steelshare extend --group 2 --member 3 --record record.json --out plate-3"));
  auto fixed = single(3, 5);
  fixed.extendable = false;
  EXPECT_FALSE(says(owners_kit(fixed, a4), "reshare"));
}

TEST(Kit, CutsAndCleansNamesOfGroups) {
  auto set = family();
  set.groups[1] = group("{words}\n= \xe2\x98\xa0" + std::string(5000, 'n'), 2, 3);
  for (const auto& made : {recovery_sheet(set, letter), owners_kit(set, letter)}) {
    EXPECT_TRUE(says(made, "group {words}?= ???nnnnnnnnn.."));
    EXPECT_FALSE(says(made, std::string(13, 'n') + " "));
  }
}

TEST(Kit, MatchesTheGoldens) {
  support::expect_golden("kit/recovery-sheet.txt", test::text_of(recovery_sheet(single(3, 5), a4)));
  support::expect_golden("kit/kit.txt", test::text_of(owners_kit(single(3, 5), a4)));
  support::expect_golden("kit/kit-groups.txt", test::text_of(owners_kit(family(), letter)));
}

}  // namespace
}  // namespace steelshare::kit
