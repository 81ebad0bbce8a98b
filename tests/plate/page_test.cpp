#include "steelshare/plate/page.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "steelshare/plate/layout.h"
#include "support/boxes.h"
#include "support/golden.h"

namespace steelshare::plate {
namespace {

using namespace drawing::literals;
using drawing::Drawing;
using drawing::Glyph;
using drawing::Primitive;
using test::Box;
using test::box_of;

constexpr ShareLabel third{.member_number = 3, .member_count = 5, .member_threshold = 3};

Drawing full_page(const Template& plate, Paper paper, const std::optional<ShareLabel>& share) {
  const auto drawing = layout_blank(word_capacity(plate), plate);
  return *page(drawing, plate,
               {.share = share, .word_count = word_capacity(plate), .kind = "bip39"}, paper);
}

std::string letters_of(const Drawing& drawing) {
  std::string letters;
  for (const Primitive& primitive : drawing.view()) {
    if (const auto* glyph = std::get_if<Glyph>(&primitive.shape)) letters += glyph->letter;
  }
  return letters;
}

bool says(const Drawing& drawing, const std::string& text) {
  return letters_of(drawing).find(text) != std::string::npos;
}

TEST(Page, KeepsTheMarginFree) {
  for (const auto& builtin : builtin_templates()) {
    for (const Paper paper : {Paper::a4, Paper::letter}) {
      const auto plate = *find_template(builtin.id);
      const Size size = sheet_size(paper);
      const Drawing drawing = full_page(plate, paper, third);
      for (const Primitive& primitive : drawing.view()) {
        const Box box = box_of(primitive);
        ASSERT_GE(box.low.x.um, printable_margin.um) << builtin.id;
        ASSERT_GE(box.low.y.um, printable_margin.um) << builtin.id;
        ASSERT_LE(box.high.x.um, (size.width - printable_margin).um) << builtin.id;
        ASSERT_LE(box.high.y.um, (size.height - printable_margin).um) << builtin.id;
      }
    }
  }
}

Mnemonic words(std::size_t count) {
  Mnemonic mnemonic(count);
  for (std::size_t i = 0; i < count; ++i) {
    mnemonic.view()[i] = WordIndex{static_cast<std::uint16_t>(i * 17 % 1024)};
  }
  return mnemonic;
}

// duckling to keyboard have 80 letters; words 22 to 41 of letters, 1 to 20 of dots.
TEST(Worklist, OfAPracticePageSaysTestAndGoesOnCounting) {
  const auto text = [](const char* id) {
    const PageLabels labels{.word_count = practice_parts(*find_template(id)).words,
                            .page = PageKind::practice};
    return letters_of(
        worklist(practice_share(), slip39_words(), *find_template(id), labels, Paper::a4));
  };
  const std::string letters = text("id1-landscape-4"), dots = text("dots-id1-20");
  EXPECT_NE(letters.find("TEST:WORDBYWORDthepublicshare,words22to41:"), std::string::npos);
  EXPECT_NE(letters.find("22DUCKling"), std::string::npos);
  EXPECT_NE(letters.find("41KEYBoard"), std::string::npos);
  EXPECT_NE(letters.find("TESTSTRIKELIST:80strikes"), std::string::npos);
  EXPECT_NE(dots.find("TEST:WORDBYWORDthepublicshare,words1to20:"), std::string::npos);
  EXPECT_NE(dots.find("10249duckling"), std::string::npos);
  EXPECT_NE(dots.find("DOTS,TEST"), std::string::npos);
  // The list of a share is none.
  const PageLabels real{.share = third, .word_count = 20};
  EXPECT_FALSE(says(worklist(practice_share(), slip39_words(), *find_template("id1-landscape-4"),
                             real, Paper::a4),
                    "TEST"));
}

TEST(Worklist, KeepsTheMarginFree) {
  for (const char* id : {"id1-landscape-4", "washer-m8-3", "keytag-slip39", "decimal-l100x60-20"}) {
    for (const Paper paper : {Paper::a4, Paper::letter}) {
      for (const std::size_t count : {20U, 33U, 59U}) {
        const Size size = sheet_size(paper);
        const Drawing drawing = worklist(words(count), slip39_words(), *find_template(id),
                                         {.share = third, .word_count = count}, paper);
        for (const Primitive& primitive : drawing.view()) {
          const Box box = box_of(primitive);
          ASSERT_GE(box.low.x.um, printable_margin.um) << id;
          ASSERT_LE(box.high.x.um, (size.width - printable_margin).um) << id << count;
          ASSERT_LE(box.high.y.um, (size.height - printable_margin).um) << id;
        }
      }
    }
  }
}

TEST(Worklist, CountsTheStrikes) {
  const auto plate = *find_template("id1-landscape-4");
  // Three words of the list: ACAD, ACID, MINE.
  const auto mnemonic = *parse("academic acid mineral", slip39_words());
  const Drawing drawing = worklist(mnemonic, slip39_words(), plate, {.word_count = 3}, Paper::a4);
  EXPECT_TRUE(says(drawing, "STRIKELIST:12strikes"));
  // A 3, B none, C 2, D 2, E 1, ..., I 2, M 1, N 1 with the letters of the alphabet above.
  EXPECT_TRUE(says(drawing, "A3B-C2D2E1F-G-H-I2J-K-L-M1N1O-"));
}

// "acid" and "acad" differ in a letter. M and W, one of them turned, make "wine" of "mineral".
TEST(Worklist, NamesTheWordsThatOneWrongLetterMakes) {
  const auto plate = *find_template("id1-landscape-4");
  const Drawing drawing = worklist(*parse("mineral academic", slip39_words()), slip39_words(),
                                   plate, {.word_count = 2}, Paper::a4);
  EXPECT_TRUE(says(drawing, "notWINE!"));
  EXPECT_TRUE(says(drawing, "notACID"));
}

// The digits of the numbers 01 and 02 of two washers: two 0, one 1, one 2.
TEST(Worklist, CountsTheDigitsOfWashers) {
  const auto plate = *find_template("washer-m8-3");
  const Drawing drawing = worklist(*parse("academic acid", slip39_words()), slip39_words(), plate,
                                   {.word_count = 2}, Paper::a4);
  EXPECT_TRUE(says(drawing, "STRIKELIST:12strikes"));
  EXPECT_TRUE(says(drawing, "Z-0211213-4-"));
}

TEST(Worklist, CountsTheHeaderOfEachSide) {
  const auto plate = *find_template("id1-portrait-3");
  const Drawing drawing = worklist(words(33), slip39_words(), plate,
                                   {.word_count = 33, .header = "B39 3/5"}, Paper::a4);
  // Two sides of six signs.
  EXPECT_TRUE(says(drawing, "STRIKELIST:144strikes"));
  EXPECT_TRUE(says(drawing, "0-1-2-344-526-7-8-92/2"));
}

// The lines below the list end above the foot of the page.
TEST(Worklist, KeepsItsRemarksAboveTheFooter) {
  for (const char* id : {"id1-portrait-3", "washer-m8-3", "dots-id1-20", "tiles-24"}) {
    const auto plate = *find_template(id);
    const Drawing drawing =
        worklist(words(20), slip39_words(), plate,
                 {.word_count = 20, .header = plate.header ? "B39 3/5" : ""}, Paper::letter);
    const auto footer = 279.4_mm - 10_mm - 1.2_mm;
    std::int32_t nearest = footer.um;
    for (const Primitive& primitive : drawing.view()) {
      const auto* glyph = std::get_if<Glyph>(&primitive.shape);
      if (glyph == nullptr || glyph->centre.y == footer) continue;
      nearest = std::min(nearest, (footer - glyph->centre.y).um);
    }
    EXPECT_GE(nearest, 4000) << id;
  }
}

// Two words of the list have twelve others that differ from them in a letter, and none has more.
TEST(Worklist, NamesAllNeighboursWhereThereIsRoom) {
  const auto plate = *find_template("id1-landscape-4");
  const auto drawn = [&](const char* word, std::size_t count) {
    Mnemonic share = words(count);
    share.view()[0] = *slip39_words().find(word);
    return worklist(share, slip39_words(), plate, {.word_count = count}, Paper::letter);
  };
  for (const std::size_t count : {20U, 33U}) {
    const Drawing sharp = drawn("sharp", count);
    for (const char* other : {"CHAR", "PHAR", "SCAR", "SHAD", "SHAF", "SHAM", "SHAP", "SHER",
                              "SHOR", "SMAR", "SPAR", "STAR"}) {
      EXPECT_TRUE(says(sharp, other)) << other;
    }
    EXPECT_FALSE(says(sharp, "+") || says(drawn("distance", count), "+")) << count;
  }
  EXPECT_TRUE(says(drawn("sharp", 59), "+"));
}

TEST(MeasuringForm, KeepsTheMarginFree) {
  for (const Paper paper : {Paper::a4, Paper::letter}) {
    const Size size = sheet_size(paper);
    for (const Drawing& form : measuring_form(paper)) {
      for (const Primitive& primitive : form.view()) {
        const Box box = box_of(primitive);
        ASSERT_GE(box.low.x.um, printable_margin.um);
        ASSERT_GE(box.low.y.um, printable_margin.um);
        ASSERT_LE(box.high.x.um, (size.width - printable_margin).um);
        ASSERT_LE(box.high.y.um, (size.height - printable_margin).um);
      }
    }
  }
}

// What a template of letters or dots must have, and the place of holes.
TEST(MeasuringForm, AsksForEveryNumberOfATemplate) {
  const auto pages = measuring_form(Paper::a4);
  ASSERT_EQ(pages.size(), 2u);
  for (const char* key : {"plate.width", "plate.height", "plate.radius", "plate.thickness_min",
                          "plate.faces", "hole.x", "hole.y", "hole.d", "grid.origin[0]",
                          "grid.origin[1]", "grid.pitch_x", "grid.pitch_y", "grid.gap", "grid.cols",
                          "grid.rows", "grid.order", "stamp.height", "stamp.shank"}) {
    EXPECT_TRUE(says(pages[0], key)) << key;
  }
  for (const char* key :
       {"grid.origin[0]", "grid.origin[1]", "grid.pitch_x", "grid.pitch_y", "grid.gap",
        "grid.gap_y", "dots.diameter", "dots.base", "dots.bits", "dots.parity", "grid.kind",
        "grid.cols", "grid.rows", "grid.order", "leftoneisworthmost"}) {
    EXPECT_TRUE(says(pages[1], key)) << key;
  }
}

// Lines of more than 20 mm in the right part of the sheet, each alone on its height.
TEST(MeasuringForm, HasALineForEachValueAndForTheNames) {
  for (const Drawing& form : measuring_form(Paper::letter)) {
    std::vector<std::int32_t> lines;
    std::int32_t above_the_figure = 0;
    for (const Primitive& primitive : form.view()) {
      const auto* line = std::get_if<drawing::Line>(&primitive.shape);
      if (line == nullptr || line->from.y != line->to.y || line->to.x - line->from.x < 20_mm)
        continue;
      if (line->from.y == 33_mm) ++above_the_figure;
      if (line->from.x > 150_mm && line->from.y > 100_mm) lines.push_back(line->from.y.um);
    }
    EXPECT_EQ(above_the_figure, 3);
    EXPECT_GE(lines.size(), 17u);
    std::ranges::sort(lines);
    for (std::size_t i = 1; i < lines.size(); ++i) EXPECT_GE(lines[i] - lines[i - 1], 6000);
  }
}

TEST(Page, SaysHowToReadAFilm) {
  const auto plate = *find_template("dots-id1-20");
  const Drawing drawing = *page(layout_reader(20, plate, 0), plate,
                                {.word_count = 20, .page = PageKind::reader}, Paper::a4);
  EXPECT_TRUE(says(drawing, "HOWTOREAD"));
  EXPECT_FALSE(says(drawing, "donotwriteashare"));
}

TEST(Page, SaysWhatTheHeaderIs) {
  const auto plate = *find_template("id1-portrait-3");
  const PageLabels labels{.share = third, .word_count = 20, .kind = "bip39", .header = "B393/5"};
  EXPECT_TRUE(says(*page(Drawing(0), plate, labels, Paper::a4),
                   "theheader,B393/5,isnoword:itsayswhattheplateshold"));
  EXPECT_FALSE(says(full_page(plate, Paper::a4, third), "header"));
}

TEST(Page, SaysWhatTheTriangleIsFor) {
  const auto said = [](const char* id) {
    const auto plate = *find_template(id);
    return letters_of(full_page(plate, Paper::a4, third));
  };
  EXPECT_NE(said("id1-landscape-4").find("thetrianglemarkstheplate'sleftedge"), std::string::npos);
  EXPECT_NE(said("dots-id1-20").find("thetrianglemarkstheleftedge;fileanotchthere"),
            std::string::npos);
  EXPECT_NE(said("id1-two-5").find("turntheplatelikeapage:thetrianglekeepsitsedge"),
            std::string::npos);
  EXPECT_NE(said("keytag-slip39").find("thetrianglekeepsitsedge;fileanotchthere"),
            std::string::npos);
  for (const char* id : {"washer-m8-3", "tiles-24"}) {
    EXPECT_EQ(said(id).find("triangle"), std::string::npos);
  }
}

// A plate that is sold with its dots may differ from what was worked out.
TEST(Page, AsksToLayTheFilmOnAPlateOfInferredSize) {
  for (const auto& builtin : builtin_templates()) {
    const auto plate = *find_template(builtin.id);
    if (plate.grid.kind == GridKind::tiles) continue;
    EXPECT_EQ(says(full_page(plate, Paper::a4, third), "sizesinferred:trya--readerfilmfirst"),
              builtin.id == "keytag-slip39")
        << builtin.id;
  }
  const auto tag = *find_template("keytag-slip39");
  const auto said_on = [&](PageKind kind) {
    const PageLabels labels{.word_count = 20, .page = kind};
    return says(*page(Drawing(0), tag, labels, Paper::a4), "sizesinferred");
  };
  EXPECT_TRUE(said_on(PageKind::blank));
  EXPECT_FALSE(said_on(PageKind::practice));
}

TEST(Page, OfAFilmForTheBackSaysWhereTheTriangleIs) {
  const auto said = [](std::size_t side) {
    const PageLabels labels{.word_count = 20, .side = side, .page = PageKind::reader};
    return letters_of(*page(Drawing(0), *find_template("keytag-slip39"), labels, Paper::a4));
  };
  EXPECT_NE(said(0).find("thetriangleisattheleftedgeofthefront"), std::string::npos);
  EXPECT_NE(said(1).find("thetriangleisattherightedgeoftheback"), std::string::npos);
}

TEST(Page, SaysWhatRowsWithoutDotsAre) {
  const auto said = [](const char* id, std::size_t words, std::size_t side) {
    const PageLabels labels{.word_count = words, .side = side, .page = PageKind::reader};
    return letters_of(*page(Drawing(0), *find_template(id), labels, Paper::a4));
  };
  // 12 of 20 words on the front; on the back 8 rows, and 4 that no word needs.
  EXPECT_NE(said("keytag-slip39", 20, 0).find("arowwithoutdotsisawordthatismissing"),
            std::string::npos);
  EXPECT_EQ(said("keytag-slip39", 20, 0).find("allplacesstayfree"), std::string::npos);
  EXPECT_NE(said("keytag-slip39", 20, 1).find("afterword20allplacesstayfree"), std::string::npos);
  EXPECT_EQ(said("keytag-slip39", 20, 0).find("ODD"), std::string::npos);
  EXPECT_NE(said("dots-id1-20", 20, 0).find("21ODDODD:makesthedotsofarowanoddnumber"),
            std::string::npos);
}

TEST(Page, NamesTheMetalThatTheSheetIsAsGoodAs) {
  for (const auto& [id, metal] :
       {std::pair("id1-landscape-4", "plate"), std::pair("washer-m8-3", "washers"),
        std::pair("tiles-24", "tiles")}) {
    EXPECT_TRUE(says(full_page(*find_template(id), Paper::a4, third),
                     std::string("itisasgoodasthe") + metal + ";"))
        << id;
  }
}

// A list to pick tiles by is right at any scale.
TEST(Page, ChecksTheScaleWhereItMatters) {
  for (const auto& builtin : builtin_templates()) {
    const auto plate = *find_template(builtin.id);
    const bool scaled = plate.grid.kind != GridKind::tiles;
    const Drawing drawing = full_page(plate, Paper::a4, third);
    EXPECT_EQ(says(drawing, "CHECKTHESCALE"), scaled) << builtin.id;
    EXPECT_EQ(says(drawing, "printat100%,not"), scaled) << builtin.id;
  }
}

// How far what stands above the scale checks ends above the rule over them, which is 126 mm above
// the lower end of the body.
Length room_above_checks(const Template& plate, const PageLabels& labels) {
  const Length rule = 279.4_mm - 10_mm - 126_mm;
  Length nearest = rule;
  const Drawing drawing = *page(Drawing(0), plate, labels, Paper::letter);
  for (const Primitive& primitive : drawing.view()) {
    const Box box = box_of(primitive);
    // All that begins above the rule ends above it.
    if (box.low.y < rule - 1_mm) nearest = std::min(nearest, rule - box.high.y);
  }
  return nearest;
}

// The notes and the legend of every page that has most to say, each side of it.
TEST(Page, KeepsTheNotesAboveTheScaleChecks) {
  for (const auto& builtin : builtin_templates()) {
    const auto plate = *find_template(builtin.id);
    if (plate.grid.kind == GridKind::tiles) continue;
    const std::string_view header = plate.header ? "B39 15/16" : "";
    for (const PageKind kind : {PageKind::blank, PageKind::reader, PageKind::practice}) {
      for (const std::size_t count : {20U, 33U, 59U}) {
        for (std::size_t i = 0; i < side_count(plate, count); ++i) {
          PageLabels labels{.word_count = count, .side = i, .page = kind, .header = header};
          EXPECT_GE(room_above_checks(plate, labels), 2_mm) << builtin.id;
          labels.share = third;
          EXPECT_GE(room_above_checks(plate, labels), 2_mm) << builtin.id;
        }
      }
    }
  }
}

// Where a share has several sides their sheets are told apart by strokes below the plate, as many
// as the number of the side; nothing on the plate itself.
TEST(Page, OfASilentSideHasAsManyStrokesAsItsNumber) {
  const auto strokes = [](const char* id, std::size_t words, std::size_t side) {
    const auto plate = *find_template(id);
    const auto draw = [&](bool silent) {
      return *page(Drawing(0), plate, {.word_count = words, .side = side, .silent = silent},
                   Paper::letter);
    };
    const Length edge = 10_mm + 27_mm + plate.plate.size.height;
    std::size_t count = 0;
    const Drawing drawing = draw(true);
    for (const Primitive& primitive : drawing.view()) {
      const auto* line = std::get_if<drawing::Line>(&primitive.shape);
      const bool below = line != nullptr && line->from.y > edge && line->to.y < edge + 4_mm;
      count += below && line->from.x == line->to.x ? 1 : 0;
    }
    return count;
  };
  EXPECT_EQ(strokes("id1-landscape-4", 20, 0), 0u);
  EXPECT_EQ(strokes("id1-landscape-4", 59, 0), 1u);
  EXPECT_EQ(strokes("id1-landscape-4", 59, 2), 3u);
  EXPECT_EQ(strokes("id1-two-5", 59, 5), 6u);
  EXPECT_EQ(strokes("washer-m10-4", 59, 6), 7u);
}

// The letters of the plate are all that a silent page has, and the outlines of its scale checks.
TEST(Page, IsSilentWhereThatIsWanted) {
  for (const auto& builtin : builtin_templates()) {
    const auto plate = *find_template(builtin.id);
    const auto mnemonic = words(word_capacity(plate));
    const auto side = *layout(mnemonic, slip39_words(), plate);
    std::string marks;
    for (const Primitive& primitive : side.view()) {
      const auto* glyph = std::get_if<Glyph>(&primitive.shape);
      if (glyph != nullptr && primitive.layer == drawing::Layer::mark) marks += glyph->letter;
    }
    const Drawing drawing = *page(side, plate,
                                  {.share = third,
                                   .word_count = mnemonic.size(),
                                   .kind = "bip39",
                                   .note = "corrected for one printer",
                                   .silent = true},
                                  Paper::letter);
    EXPECT_EQ(letters_of(drawing), marks) << builtin.id;
    const auto has_card = std::ranges::any_of(drawing.view(), [](const Primitive& primitive) {
      const auto* rect = std::get_if<drawing::Rect>(&primitive.shape);
      return rect != nullptr && primitive.layer == drawing::Layer::check &&
             rect->size.width == 85.6_mm;
    });
    EXPECT_EQ(has_card, plate.grid.kind != GridKind::tiles) << builtin.id;
  }
}

TEST(Page, SaysWhichSideItIs) {
  const auto plate = *find_template("id1-two-5");
  const Drawing drawing = *page(layout_blank(33, plate, 3), plate,
                                {.share = third, .word_count = 33, .side = 3}, Paper::a4);
  EXPECT_TRUE(says(drawing, "PIECE2OF2,SIDEB(BACK)words31to33of33"));
  EXPECT_TRUE(says(drawing, "markthisside3-2B,nearitsedge"));
  // Loose pieces say of which share they are; without a share on the page its number is left open.
  ShareLabel in_group = third;
  in_group.group_count = 3;
  in_group.group_number = 2;
  EXPECT_TRUE(says(
      *page(layout_blank(33, plate, 0), plate, {.share = in_group, .word_count = 33}, Paper::a4),
      "markthissideG23-1A,nearitsedge"));
  EXPECT_TRUE(says(*page(layout_blank(33, plate, 0), plate, {.word_count = 33}, Paper::a4),
                   "markitN-1Anearitsedge,N:yourshare"));
  // One piece is not counted.
  const auto tag = *find_template("keytag-slip39");
  const Drawing back =
      *page(layout_blank(20, tag, 1), tag, {.word_count = 20, .side = 1}, Paper::a4);
  EXPECT_TRUE(says(back, "SIDEB(BACK)words13to20of20"));
  EXPECT_TRUE(says(back, "markthissideB,nearitsedge"));
  EXPECT_FALSE(says(back, "PIECE"));
  const auto washers = *find_template("washer-m8-3");
  EXPECT_TRUE(says(
      *page(layout_blank(20, washers, 1), washers, {.word_count = 20, .side = 1}, Paper::letter),
      "SHEET2OF2words13to20of20"));
}

// A plate to practise on reads like a real one.
TEST(Page, SaysWhatThereIsToPractise) {
  const auto practice = [](const char* id) {
    const auto plate = *find_template(id);
    return *page(Drawing(0), plate,
                 {.word_count = practice_parts(plate).words, .page = PageKind::practice},
                 Paper::a4);
  };
  const auto letters = practice("id1-landscape-4");
  EXPECT_TRUE(says(letters, "markitTEST"));
  EXPECT_TRUE(says(letters, "words1to7:thealphabet"));
  EXPECT_TRUE(says(letters, "words8to21:pairsthatlookalikewhenworn"));
  EXPECT_TRUE(says(letters, "words22to41:apublicshare"));
  const auto dots = practice("dots-id1-20");
  EXPECT_TRUE(says(dots, "markitTEST"));
  EXPECT_TRUE(says(dots, "words1to20:apublicshare"));
  EXPECT_FALSE(says(dots, "alphabet"));
}

TEST(Page, KeepsEverythingOutOfThePlateButThePlate) {
  for (const auto& builtin : builtin_templates()) {
    const auto plate = *find_template(builtin.id);
    const Drawing rest =
        *page(Drawing(0), plate, {.share = third, .word_count = 20}, Paper::letter);
    const Point corner{13.45_mm + 6_mm, 10_mm + 27_mm};
    const Point end{corner.x + plate.plate.size.width, corner.y + plate.plate.size.height};
    for (const Primitive& primitive : rest.view()) {
      const Box box = box_of(primitive);
      ASSERT_TRUE(box.high.x <= corner.x || box.low.x >= end.x ||
                  box.high.y <= corner.y - head_height || box.low.y >= end.y);
    }
  }
}

TEST(Page, NamesTheShare) {
  const auto plate = *find_template("id1-landscape-4");
  EXPECT_TRUE(says(full_page(plate, Paper::a4, third),
                   "share3of5\xb7"
                   "any3recover"));
  const ShareLabel single{.member_number = 2, .member_threshold = 3};
  EXPECT_TRUE(says(full_page(plate, Paper::a4, single),
                   "share2\xb7"
                   "any3recover"));
  const ShareLabel grouped{.group_name = "fam\nily",
                           .group_number = 2,
                           .group_count = 3,
                           .group_threshold = 2,
                           .member_number = 1,
                           .member_count = 4,
                           .member_threshold = 2};
  const Drawing drawing = full_page(plate, Paper::a4, grouped);
  EXPECT_TRUE(says(drawing,
                   "group2of3\xb7share1of4\xb7"
                   "any2openthegroup"));
  EXPECT_TRUE(says(drawing,
                   "group'fam?ily'\xb7"
                   "any2of3groups"));
}

TEST(Page, CutsLongNames) {
  auto plate = *find_template("id1-landscape-4");
  plate.title = std::string(36, 'T');
  const std::string name(100, 'n');
  ShareLabel share = third;
  share.group_name = name;
  share.group_count = share.group_threshold = 16;
  const Drawing drawing = *page(
      Drawing(0), plate, {.share = share, .word_count = 20, .kind = "bip39-entropy"}, Paper::a4);
  EXPECT_TRUE(says(drawing, "group'nnnnnnnnnnnn..'"));
  // Nothing of the second line stands on anything else of it.
  std::vector<std::int32_t> centres;
  for (const Primitive& primitive : drawing.view()) {
    const auto* glyph = std::get_if<Glyph>(&primitive.shape);
    if (glyph != nullptr && glyph->centre.y == 18.8_mm) centres.push_back(glyph->centre.x.um);
  }
  ASSERT_GT(centres.size(), 90u);
  std::ranges::sort(centres);
  for (std::size_t i = 1; i < centres.size(); ++i) {
    EXPECT_GE(centres[i] - centres[i - 1], drawing::advance(1.8_mm).um - 2);
  }
}

TEST(Page, NamesNoShareWhereItIsBlank) {
  const auto plate = *find_template("id1-landscape-4");
  const Drawing drawing = full_page(plate, Paper::a4, {});
  EXPECT_TRUE(says(drawing, "blankplate"));
  EXPECT_FALSE(says(drawing, "recover"));
}

TEST(Page, RefusesAPlateThatLeavesNoRoomForTheChecks) {
  auto plate = *find_template("sh85-4");
  const auto drawing = layout_blank(33, plate);
  const auto code = [&](Length width, Length height) {
    plate.plate.size = {width, height};
    const auto result = page(drawing, plate, {.word_count = 33}, Paper::letter);
    return result ? std::string_view("fits") : name(result.error().code);
  };
  EXPECT_EQ(code(100_mm, 100_mm), "fits");
  EXPECT_EQ(code(110.1_mm, 50_mm), "plate_larger_than_paper");
  EXPECT_EQ(code(50_mm, 103_mm), "plate_larger_than_paper");
}

TEST(Page, MatchesTheGoldens) {
  const auto plate = *find_template("sh85-4");
  const PageLabels labels{.share = third, .word_count = 33, .kind = "bip39"};
  for (const auto& [paper, file] : {std::pair{Paper::a4, "plate/page-a4.txt"},
                                    std::pair{Paper::letter, "plate/page-letter.txt"}}) {
    support::expect_golden(file, chars(drawing::to_lines(*page(Drawing(0), plate, labels, paper))));
  }
  // Whole sheets of the two kinds with a dot in each column.
  for (const auto& [id, file] : {std::pair{"decimal-l100x60-20", "plate/sheet-decimal.txt"},
                                 std::pair{"az-l100x60-9", "plate/sheet-alphabet.txt"}}) {
    const auto dots = *find_template(id);
    const PageLabels practice{.word_count = 20, .page = PageKind::practice};
    support::expect_golden(
        file, chars(drawing::to_lines(*page(layout_practice(dots, 0), dots, practice, Paper::a4))));
  }
}

}  // namespace
}  // namespace steelshare::plate
