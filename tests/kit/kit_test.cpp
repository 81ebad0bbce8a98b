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
  return {kind,
          bip39::Language::english,
          true,
          words,
          1,
          {group("", threshold, count)},
          *plate::find_template("id1-landscape-4"),
          {},
          {},
          "--template id1-landscape-4"};
}

Set on(const char* id, std::size_t words = 20) {
  auto set = single(3, 5, Kind::bip39, words);
  set.plate = *plate::find_template(id);
  return set;
}

Set family() {
  return {Kind::bip39,
          bip39::Language::english,
          true,
          33,
          2,
          {group("lawyer", 1, 1), group("family", 2, 3), group("", 3, 5)},
          *plate::find_template("l100x60-3"),
          {},
          {},
          "--template l100x60-3"};
}

// One plate of each kind, of one column and of several, along rows, of one face and of two, and
// such as count from 0.
std::vector<plate::Template> all_steel() {
  std::vector<plate::Template> steel;
  for (const char* id : {"id1-landscape-4", "id1-two-5", "tiles-24", "washer-m8-3", "dots-id1-20",
                         "keytag-slip39", "az-l100x60-9", "decimal-l100x60-20"}) {
    steel.push_back(*plate::find_template(id));
  }
  auto rows = *plate::find_template("id1-landscape-4");
  rows.grid.order = plate::Order::row;
  auto column = *plate::find_template("id1-landscape-4");
  column.grid.column_count = 1;
  auto bits = *plate::find_template("dots-id1-20");
  auto digits = *plate::find_template("decimal-l100x60-20");
  bits.dots.base = digits.dots.base = 0;
  bits.dots.bits = 10;
  for (auto& more : {rows, column, bits, digits}) steel.push_back(more);
  return steel;
}

std::vector<Set> all_sets() {
  std::vector<Set> sets;
  const auto steel = all_steel();
  for (const auto kind : wallet::all_kinds) {
    for (const std::size_t words : {20U, 23U, 27U, 30U, 33U, 59U}) {
      for (const bool extendable : {true, false}) {
        for (auto groups : {std::vector{group("", 3, 5)}, std::vector{group("", 2, 3)},
                            std::vector{group("", 1, 1)}, std::vector{group("", 4, 4)},
                            std::vector{group("a", 1, 1), group("", 5, 5)}, family().groups,
                            std::vector(16, group("sixteen-letters-", 15, 16))}) {
          const auto threshold = static_cast<std::uint8_t>(groups.size());
          const auto& plate = steel[sets.size() % steel.size()];
          const std::string header = sets.size() % 7 == 0 ? "B39" : "";
          auto made_now = groups.front().plates;
          if (sets.size() % 5 != 0) made_now.clear();
          sets.push_back({kind, bip39::Language::spanish, extendable, words, threshold, groups,
                          plate, header, made_now,
                          "--template " + plate.id + ".toml --paper letter", true});
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
  EXPECT_TRUE(says(phrase, "Do not type these words into a Trezor"));
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
                   "Every share has 59 words, numbered from 1 to 59"));
}

bool mentions_other_marks(const Document& sheet) {
  return says(sheet, "washer") || says(sheet, "Washer") || says(sheet, "tiles") ||
         says(sheet, "dot") || says(sheet, "row of");
}

TEST(RecoverySheet, SaysHowThesePlatesAreRead) {
  const auto letters = recovery_sheet(on("id1-landscape-4"), a4);
  EXPECT_TRUE(says(letters, "Beside this sheet lies a metal plate with letters"));
  EXPECT_TRUE(says(letters, "Each word is four letters, the first four of it."));
  EXPECT_TRUE(
      says(letters, "The words stand in 3 columns. Word 1 is at the top left, word 2 below"));
  EXPECT_TRUE(says(letters, "Type the words of one plate with spaces between them, four letters"));
  EXPECT_FALSE(mentions_other_marks(letters));
  EXPECT_TRUE(says(recovery_sheet(on("tiles-24"), a4), "Each word is four tiles"));
  const auto ring = recovery_sheet(on("washer-m8-3"), a4);
  EXPECT_TRUE(says(ring, "Turn it so that the two digits stand above the hole"));
  EXPECT_FALSE(says(ring, "sides, in this order"));
  const auto alphabet = recovery_sheet(on("az-l100x60-9"), a4);
  EXPECT_TRUE(says(alphabet, "four columns of 26 rows, A to Z from above"));
  EXPECT_TRUE(says(alphabet, "turn it and read again"));
}

TEST(RecoverySheet, SaysThatTheHeaderIsNoWord) {
  auto set = on("id1-portrait-3");
  EXPECT_FALSE(says(recovery_sheet(set, a4), "which is no word"));
  set.header = "B39";
  EXPECT_TRUE(says(recovery_sheet(set, a4), "Above the words stands B39, which is no word"));
}

// 320 = 256 + 64, five dots with the one that makes them odd: three. The 320th word of the list is
// "express", the 321st "extend".
TEST(RecoverySheet, SaysHowTheNumbersOfThesePlatesAreRead) {
  const auto bits = recovery_sheet(on("dots-id1-20"), a4);
  EXPECT_TRUE(
      says(bits,
           "in a row of 12 places with a dot or without. From the left the places are worth "
           "1024, 512, 256, 128, 64, 32, 16, 8, 4, 2, 1. The last place, ODD in the drawing at the "
           "end, is worth nothing"));
  EXPECT_TRUE(says(
      bits, "the row 001010000001, with 1 for a dot and 0 for none, is 256 + 64, the number 320."));
  EXPECT_TRUE(says(bits,
                   "The first word of the list has the number 1, so 320 is the word "
                   "\"express\"."));
  EXPECT_TRUE(says(bits, "The rows themselves will do as well"));
  EXPECT_FALSE(says(bits, "has the number 0 here"));
  EXPECT_FALSE(says(bits, "Places beyond the last word"));
  const auto keytag = recovery_sheet(on("keytag-slip39"), a4);
  EXPECT_TRUE(says(keytag, "worth 2048, 1024, 512,"));
  EXPECT_TRUE(says(keytag, "the row 000101000000, with"));
  EXPECT_FALSE(says(keytag, "The last place"));
  EXPECT_TRUE(says(keytag, "Places beyond the last word have no dots: they are no words"));
  const auto decimal = recovery_sheet(on("decimal-l100x60-20"), a4);
  EXPECT_TRUE(says(decimal, "dots in the rows 10, 3, 2 and 10 are 0320, the number 320."));
  EXPECT_TRUE(says(decimal, "by the numbers of their words, and the passphrase"));
  EXPECT_FALSE(says(decimal, "The rows themselves"));
}

TEST(RecoverySheet, AddsOneWhereThePlateCountsFromZero) {
  for (const char* id : {"dots-id1-20", "decimal-l100x60-20"}) {
    auto set = on(id);
    set.plate.dots.base = 0;
    const auto sheet = recovery_sheet(set, a4);
    EXPECT_TRUE(says(sheet, "The first word has the number 0 here, in the list it has 1:"));
    EXPECT_TRUE(says(sheet,
                     "add 1 to each number. So 320 becomes 321, and that is the word "
                     "\"extend\"."));
    EXPECT_TRUE(says(sheet, "Each number is the one on the plate and 1 more."));
    EXPECT_FALSE(says(sheet, "The first word of the list has the number 1"));
  }
}

TEST(RecoverySheet, PutsTheSidesInTheirOrder) {
  const auto faces = recovery_sheet(on("id1-two-5", 33), a4);
  EXPECT_TRUE(
      says(faces,
           "The 33 words of a share stand on 2 pieces and 4 sides, in this order: piece 1, front: "
           "words 1 to 10 piece 1, back: words 11 to 20 piece 2, front: words 21 to "
           "30 piece 2, back: words 31 to 33"));
  EXPECT_TRUE(says(faces, "Turn a piece over like the page of a book"));
  EXPECT_TRUE(says(
      faces,
      "with the number of its share and its own: 1-1A, 1-1B, 1-2A and 1-2B on the first share."));
  EXPECT_TRUE(says(recovery_sheet(on("keytag-slip39"), a4),
                   "The 20 words of a plate stand on 2 sides, in this order: front: words 1 to 12 "
                   "back: words 13 to 20"));
  const auto pieces = recovery_sheet(on("id1-landscape-4", 33), a4);
  EXPECT_TRUE(says(pieces, "piece 1: words 1 to 21 piece 2: words 22 to 33"));
  EXPECT_FALSE(says(pieces, "page of a book"));
  EXPECT_FALSE(says(recovery_sheet(on("id1-landscape-4"), a4), "sides, in this order"));
  auto rows = on("id1-landscape-4");
  rows.plate.grid.order = plate::Order::row;
  EXPECT_TRUE(says(recovery_sheet(rows, a4), "word 2 at its right"));
  // One row is read along it, whatever the order of columns is called.
  EXPECT_TRUE(says(recovery_sheet(on("az-l100x60-9"), a4), "word 2 at its right"));
  rows.plate.grid.column_count = 1;
  EXPECT_TRUE(says(recovery_sheet(rows, a4), "one below the other, word 1 at the top"));
}

// A share on several pieces of metal is called so everywhere: a plate would be either.
TEST(Kit, CallsAShareOfSeveralPiecesNeverAPlate) {
  auto set = on("id1-landscape-4", 33);
  const auto sheet = recovery_sheet(set, a4);
  EXPECT_TRUE(says(sheet, "What these pages call a share is 2 such pieces of metal together."));
  EXPECT_TRUE(says(sheet,
                   "There are 5 shares. Any 3 of them are enough; it does not matter which. Fewer "
                   "than 3 tell nothing about the wallet. Each share is 2 pieces of metal, so "
                   "there are 10 pieces in all."));
  const auto kit = owners_kit(set, a4);
  EXPECT_TRUE(says(kit, "Each share is 2 pieces of metal, 10 in all."));
  EXPECT_TRUE(says(kit, "1-of-5, piece 1 1-of-5, piece 2 2-of-5, piece 1"));
  EXPECT_TRUE(says(kit, "share of 2 pieces held by, telephone"));
  for (const auto& papers : {flat(sheet), flat(kit)}) {
    const auto program = papers.find("The program on paper");
    for (auto at = papers.find("plate"); at < program; at = papers.find("plate", at + 1)) {
      // Beside the metal itself, which is one: files and other things' names.
      const std::string around = papers.substr(at < 8 ? 0 : at - 8, 20);
      const bool is_name =
          around.find("metal plate") != around.npos || around.find("plate-") != around.npos ||
          around.find("template") != around.npos || around.find("new-plates") != around.npos;
      EXPECT_TRUE(is_name) << papers.substr(at < 40 ? 0 : at - 40, 80);
    }
  }
  const auto washers = recovery_sheet(on("washer-m8-3"), a4);
  EXPECT_TRUE(says(washers, "20 metal washers on a bolt, one a word; together they are one share"));
  EXPECT_TRUE(says(washers, "There are 5 shares. Any 3 of them are enough"));
}

// With the places of the dots a ruler will do where no program draws the plate any more.
TEST(RecoverySheet, SaysWhereTheDotsAre) {
  // Of the template: 3.4 and 3.3 mm and half a pitch; 12 places and the gap of 2.4 mm.
  auto set = on("dots-id1-33", 33);
  const auto bits = recovery_sheet(set, a4);
  EXPECT_TRUE(says(bits, "The last page of this sheet shows one side at its true size"));
  EXPECT_TRUE(says(bits,
                   "the middle of the first place is 4.425 mm from the left edge of a side and "
                   "5.45 mm from its upper edge. From place to place of a row it is 2.05 mm to "
                   "the right. From a word to the word below it is 4.3 mm. From a word to the "
                   "word at its right it is 27 mm."));
  const auto faces = recovery_sheet(on("keytag-slip39"), a4);
  EXPECT_TRUE(says(faces, "The last 2 pages of this sheet show, page by page, one side"));
  const auto digits = recovery_sheet(on("decimal-l100x60-20"), a4);
  EXPECT_TRUE(says(digits, "a word has 4 columns and 10 rows"));
  EXPECT_FALSE(says(recovery_sheet(on("id1-landscape-4"), a4), "The drawing at the end"));
  // The pages that are drawn behind the text are counted with it.
  EXPECT_EQ(drawn_sides(on("keytag-slip39")), 2U);
  EXPECT_EQ(drawn_sides(on("id1-landscape-4")), 0U);
  EXPECT_TRUE(says(faces, "page 1 of " + std::to_string(faces.page_count() + 2)));
}

// One plate more, made with another template than the others.
TEST(RecoverySheet, SaysHowOtherPlatesAreReadWhereTheyMayDiffer) {
  auto set = on("id1-landscape-4");
  EXPECT_FALSE(says(recovery_sheet(set, a4), "made in different ways"));
  set.made_now = {"3-of-5"};
  const auto sheet = recovery_sheet(set, a4);
  EXPECT_TRUE(says(sheet,
                   "made in different ways. Those that were made with this sheet are read "
                   "like this: Each word is four letters"));
  EXPECT_TRUE(says(sheet, "A row of dots is the same number"));
}

// The others may be on one piece of metal each, or on many.
TEST(Kit, CountsNoPiecesThatWereMadeAnotherTime) {
  auto set = on("id1-two-5", 33);
  EXPECT_TRUE(says(recovery_sheet(set, a4), "Each share is 2 pieces of metal, so there are 10"));
  EXPECT_TRUE(says(owners_kit(set, a4), "2 pieces of metal, 10 in all"));
  EXPECT_TRUE(says(owners_kit(set, a4), "1-of-5, piece 2"));
  set.made_now = {"3-of-5"};
  EXPECT_FALSE(says(recovery_sheet(set, a4), "so there are"));
  EXPECT_FALSE(says(owners_kit(set, a4), "in all"));
  EXPECT_TRUE(says(owners_kit(set, a4), "3-of-5, piece 2"));
  EXPECT_FALSE(says(owners_kit(set, a4), "1-of-5, piece"));
  EXPECT_FALSE(says(owners_kit(set, a4), "1-of-5 of 2 pieces"));
}

TEST(RecoverySheet, DoesNotSayWhetherThereIsAPassphrase) {
  for (const auto& set : all_sets()) {
    const auto text = flat(recovery_sheet(set, a4));
    EXPECT_NE(text.find("This sheet does not say whether there is one."), text.npos);
  }
}

TEST(RecoverySheet, SpeaksOfOldSoftwareWhereTheSetIsExtendable) {
  auto set = single(3, 5);
  EXPECT_TRUE(
      says(recovery_sheet(set, a4), "Software from before 2024 calls these plates invalid"));
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

TEST(OwnersKit, ChecksWhatIsOnThesePlates) {
  const auto letters = owners_kit(on("id1-landscape-4"), a4);
  EXPECT_TRUE(says(letters, "by somebody else if possible, and letter by letter."));
  EXPECT_TRUE(says(letters, "strike every letter over"));
  EXPECT_FALSE(says(letters, "dot"));
  const auto dots = owners_kit(on("dots-id1-33", 33), a4);
  EXPECT_TRUE(says(dots, "Punched: every word, in order. Count the dots"));
  EXPECT_TRUE(says(dots, "and dot by dot."));
  EXPECT_TRUE(says(dots, "punch every place that has no dot"));
  EXPECT_TRUE(says(dots, "is every dot still plain?"));
  EXPECT_TRUE(says(dots, "plate punched read back"));
  EXPECT_FALSE(says(dots, "letter"));
  const auto washers = owners_kit(on("washer-m8-3"), a4);
  EXPECT_TRUE(says(washers, "A share is all 20 washers"));
  const auto tiles = owners_kit(on("tiles-24"), a4);
  EXPECT_TRUE(says(tiles, "tile by tile"));
  EXPECT_FALSE(says(tiles, "hammer") || says(tiles, "rulers"));
  EXPECT_TRUE(says(owners_kit(on("keytag-slip39"), a4),
                   "A plate is both sides: front: words 1 to 12 back: words 13 to 20"));
}

TEST(OwnersKit, CountsWhatMayBeLostAndSaysWhatToDo) {
  auto drawn = single(3, 5);
  drawn.draw_options = "--template id1-landscape-4 --paper letter";
  const auto three = owners_kit(drawn, a4);
  EXPECT_TRUE(says(
      three, "You need 3 of 5. With 2 lost you can still recover; with 3 lost the wallet is gone"));
  EXPECT_TRUE(says(three,
                   "steelshare extend --member 5 --record record.json \\ --template "
                   "id1-landscape-4 --paper letter --out plate-5"));
  EXPECT_TRUE(says(three,
                   "steelshare reshare --record record.json --template id1-landscape-4 --paper "
                   "letter --out new-plates"));
  EXPECT_TRUE(says(three, "Whoever has 3 of the 5 has the wallet."));
  EXPECT_TRUE(says(three, "One rehearsal with any 3 plates"));
  const auto all = owners_kit(single(4, 4), a4);
  EXPECT_TRUE(says(all, "All 4 plates are needed, so this set is dead."));
  EXPECT_FALSE(says(all, "extend"));
  const auto alone = owners_kit(single(1, 1), a4);
  EXPECT_FALSE(says(alone, "reshare") || says(alone, "extend"));
  auto of_family = family();
  of_family.draw_options = "--template mine.toml";
  of_family.is_own_template = true;
  of_family.plate.id = "mine";
  const auto grouped = owners_kit(of_family, a4);
  EXPECT_TRUE(
      says(grouped, "mine.toml is kept with record.json: it draws plates like these again"));
  EXPECT_FALSE(says(three, "draws plates like these again"));
  EXPECT_TRUE(says(grouped, "group family survives the loss of 1 plate, not of 2"));
  EXPECT_TRUE(says(grouped, "group lawyer is lost with any plate of it"));
  // A group with one plate cannot be extended: the example is of the first that can.
  EXPECT_TRUE(says(grouped,
                   "steelshare extend --group 2 --member 3 --record record.json \\ --template "
                   "mine.toml --out plate-3"));
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
  support::expect_golden("kit/recovery-sheet-dots.txt",
                         test::text_of(recovery_sheet(on("keytag-slip39"), letter)));
  support::expect_golden("kit/kit.txt", test::text_of(owners_kit(single(3, 5), a4)));
  support::expect_golden("kit/kit-groups.txt", test::text_of(owners_kit(family(), letter)));
}

}  // namespace
}  // namespace steelshare::kit
