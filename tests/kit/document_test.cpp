#include "steelshare/kit/document.h"

#include <gtest/gtest.h>

#include "support/boxes.h"
#include "support/page_text.h"

namespace steelshare::kit {
namespace {

using namespace drawing::literals;
using test::flat;
using test::lines_of;
using test::primitives_of;

constexpr drawing::Size a4{210_mm, 297_mm}, letter{215.9_mm, 279.4_mm};

Document document(const std::string& text, const Facts& facts = {}, drawing::Size sheet = a4) {
  return {"@name test\n" + text, facts, sheet};
}

// The lines between the head and the foot.
std::vector<std::string> body(const std::string& text, const Facts& facts = {}) {
  auto lines = lines_of(document(text, facts), 0);
  lines.erase(lines.begin());
  return lines;
}

std::string repeated(const std::string& text, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

using Lines = std::vector<std::string>;

TEST(Document, BreaksLinesBetweenWords) {
  const auto lines = body(repeated("word ", 60) + "\n");
  ASSERT_EQ(lines.size(), 3u);
  for (const auto& line : lines) {
    EXPECT_LE(line.size(), 99u);
    EXPECT_EQ(line.find_first_not_of("word "), line.npos);
    EXPECT_TRUE(line.starts_with("word") && line.ends_with("word"));
  }
  EXPECT_EQ(flat(document(repeated("word ", 60) + "\n")).find("wordword"), std::string::npos);
}

TEST(Document, JoinsTheLinesOfAParagraphAndPartsParagraphs) {
  EXPECT_EQ(body("one\ntwo\n\nthree\n"), (Lines{"one two", "three"}));
}

TEST(Document, BreaksAWordThatIsLongerThanALine) {
  const std::string word(250, 'x');
  std::string all;
  for (const auto& line : body("a " + word + " b\n")) all += line;
  EXPECT_EQ(std::ranges::count(all, 'x'), 250);
  for (const auto& line : body("a " + word + " b\n")) EXPECT_LE(line.size(), 100u);
}

TEST(Document, NumbersStepsAnewUnderEachHeading) {
  EXPECT_EQ(body("== A\n+ one\n+ two\n  more\n== B\n+ three\n"),
            (Lines{"A", "1.  one", "2.  two more", "B", "1.  three"}));
}

TEST(Document, LeavesOutWhatDoesNotApply) {
  const Facts facts{.flags = {{"yes", true}, {"no", false}}};
  EXPECT_EQ(body("?yes one\n\n?no two\n\n?!no three\n\n?yes ?no four\n\n?yes ?!no five\n", facts),
            (Lines{"one", "three", "five"}));
}

TEST(Document, FillsPlaceholdersAndRepeatsLines) {
  const Facts facts{.values = {{"n", "7"}}, .lists = {{"plate", {"1-of-2", "2-of-2"}}}};
  EXPECT_EQ(body("*plate [] {plate} of {n}\n", facts), (Lines{"1-of-2 of 7", "2-of-2 of 7"}));
}

TEST(Document, ReadsNoMarksInWhatItIsGiven) {
  const Facts facts{.values = {{"name", "= {n} | [] \x01\xff\n@words"}, {"n", "7"}},
                    .lists = {{"item", {"- {n}", "", "| a | b |"}}}};
  EXPECT_EQ(
      body("of {name}\n\n*item + {item} is one\n", facts),
      (Lines{"of = {n} | [] ???@words", "1.  - {n} is one", "2.  is one", "3.  | a | b | is one"}));
  // A cell is a cell, whatever is in it.
  const auto cells = body("|: 60 60\n| a | b |\n*item | {item} | x |\n", facts);
  ASSERT_EQ(cells.size(), 4u);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_TRUE(cells[i].ends_with("x")) << cells[i];
}

TEST(Document, WrapsWithinACell) {
  const auto lines = body("|: 30 60\n| a | b |\n| one two three four five | six |\n");
  EXPECT_EQ(lines.size(), 4u);
}

TEST(Document, KeepsAHeadingWithWhatFollows) {
  // Whatever stands before it, a heading is never the last line of a page.
  for (int before = 30; before < 60; ++before) {
    const auto made =
        document(repeated("line\n\n", before) + "== Heading\n" + repeated("word ", 50) + "\n");
    for (std::size_t page = 0; page < made.page_count(); ++page) {
      EXPECT_NE(lines_of(made, page).back(), "Heading") << before;
    }
  }
}

TEST(Document, KeepsLinesThatAreTypedTogether) {
  for (int before = 30; before < 60; ++before) {
    const auto made =
        document(repeated("line\n\n", before) + "    one\n    two\n    three\n\nafter\n");
    for (std::size_t page = 0; page < made.page_count(); ++page) {
      const auto lines = lines_of(made, page);
      const auto count = [&](const std::string& line) { return std::ranges::count(lines, line); };
      EXPECT_TRUE(count("one") == count("two") && count("two") == count("three")) << before;
    }
  }
}

TEST(Document, TearsNoShortParagraphAndLeavesNoSingleLineOfALongOne) {
  for (int before = 20; before < 60; ++before) {
    for (const int words : {100, 400}) {
      const auto made = document(repeated("line\n\n", before) + repeated("word ", words) + "\n");
      std::vector<std::ptrdiff_t> pieces;
      for (std::size_t page = 0; page < made.page_count(); ++page) {
        const auto lines = lines_of(made, page);
        const auto count =
            std::ranges::count_if(lines, [](const auto& line) { return line.starts_with("word"); });
        if (count > 0) pieces.push_back(count);
      }
      EXPECT_LE(pieces.size(), words == 100 ? 1u : 2u) << before;
      for (const auto piece : pieces) EXPECT_GE(piece, 2) << before;
    }
  }
}

TEST(Document, RepeatsTheHeadOfATornTable) {
  const auto made = document("|: 60 60\n| plate | holder |\n" + repeated("| x | y |\n", 70));
  ASSERT_EQ(made.page_count(), 3u);
  std::ptrdiff_t rows = 0;
  for (std::size_t page = 0; page < 3; ++page) {
    const auto lines = lines_of(made, page);
    EXPECT_TRUE(lines[1].starts_with("plate")) << lines[1];
    rows += std::ranges::count_if(lines, [](const auto& line) { return line.starts_with("x"); });
  }
  EXPECT_EQ(rows, 70);
}

TEST(Document, BeginsAPageWithEachTitleAndNumbersThem) {
  const auto made = document("@footer at the foot\n= One\ntext\n= Two\ntext\n");
  ASSERT_EQ(made.page_count(), 2u);
  for (std::size_t page = 0; page < 2; ++page) {
    const auto lines = lines_of(made, page);
    EXPECT_TRUE(lines.front().starts_with("steelshare - test")) << lines.front();
    EXPECT_TRUE(lines.front().ends_with(page == 0 ? "page 1 of 2" : "page 2 of 2"));
    EXPECT_EQ(lines[1], page == 0 ? "One" : "Two");
    EXPECT_EQ(lines.back(), "at the foot");
  }
}

TEST(Document, NamesThePagesOfWhatIsTakenOut) {
  const auto made = document(
      "program {program-from} {program-to} words {words-from} {words-to}\n"
      "@decoder\n= List\n@words\n");
  ASSERT_EQ(made.page_count(), 6u);
  EXPECT_EQ(lines_of(made, 0)[1], "program 2 4 words 5 6");
  // All else on these pages is a comment of Python.
  for (std::size_t page = 0; page < 6; ++page) {
    EXPECT_EQ(lines_of(made, page).front().starts_with("# "), page > 0);
  }
}

TEST(Document, KeepsTheMarginFree) {
  const std::string text = "@footer foot\n= Title\n" + repeated("long_word_", 40) + "\n" +
                           "== Head\n- a\n+ b\n[] c\n! d\n__ Place __ Name\n    command\n" +
                           "|: 60 60 69\n| a | b | c |\n" +
                           repeated("| " + std::string(90, 'x') + " | [] | |\n", 30) +
                           "@decoder\n= List\n@words\n";
  for (const auto sheet : {a4, letter}) {
    const auto made = document(text, {}, sheet);
    for (std::size_t page = 0; page < made.page_count(); ++page) {
      for (const auto& primitive : primitives_of(made, page)) {
        const auto box = test::box_of(primitive);
        ASSERT_GE(box.low.x.um, 10000);
        ASSERT_GE(box.low.y.um, 10000);
        ASSERT_LE(box.high.x.um, (sheet.width - 10_mm).um);
        ASSERT_LE(box.high.y.um, (sheet.height - 10_mm).um);
      }
    }
  }
}

TEST(Document, PutsNoLineOnAnother) {
  const std::string text =
      "@footer foot\n= Title\n" + repeated("word ", 90) +
      "\n== Head\n- a\n+ b\n[] c\n! d\n__ Place\n    command\n    command\ntext\n"
      "|: 60 60\n| a | b |\n| one two three four five six seven eight | x |\n";
  const auto made = document(text, {}, letter);
  std::int32_t bottom = 0;
  std::map<std::int32_t, drawing::Length> rows;  // where the capitals are, and how high
  for (const auto& primitive : primitives_of(made, 0)) {
    const auto* glyph = std::get_if<drawing::Glyph>(&primitive.shape);
    if (glyph != nullptr) rows[glyph->centre.y.um] = glyph->cap_height;
  }
  for (const auto& [y, cap_height] : rows) {
    if (bottom > 0 && y - cap_height.um / 2 < bottom) {
      // Side by side in a table, one of two lines and one of one.
      EXPECT_LT(cap_height.um, 2000) << y;
    }
    bottom = y + cap_height.um / 2;
  }
}

TEST(DocumentDeathTest, AbortsAtWhatIsNotThere) {
  EXPECT_DEATH((void)document("{nobody}\n"), "markup.cpp");
  EXPECT_DEATH((void)document("?nobody text\n"), "markup.cpp");
  EXPECT_DEATH((void)document("*nobody text\n"), "markup.cpp");
  EXPECT_DEATH((void)document("| a table | without widths |\n"), "markup.cpp");
  EXPECT_DEATH((void)document("- an item\nand what does not belong to it\n"), "markup.cpp");
}

}  // namespace
}  // namespace steelshare::kit
