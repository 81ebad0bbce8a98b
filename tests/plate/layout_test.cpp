#include "steelshare/plate/layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <random>

#include "support/boxes.h"
#include "support/golden.h"

namespace steelshare::plate {
namespace {

using namespace drawing::literals;
using drawing::Drawing;
using drawing::DrawingBuilder;
using drawing::Glyph;
using drawing::Layer;
using drawing::Primitive;

Mnemonic words(std::size_t count, unsigned seed, const Wordlist& list = slip39_words()) {
  std::mt19937 random(seed);
  Mnemonic mnemonic(count);
  for (WordIndex& index : mnemonic.view()) {
    index = WordIndex{static_cast<std::uint16_t>(random() % list.size())};
  }
  return mnemonic;
}

std::vector<Template> all_templates() {
  std::vector<Template> templates;
  for (const auto& builtin : builtin_templates()) templates.push_back(*find_template(builtin.id));
  return templates;
}

// The drawing with each mark changed, or dropped where the function says no.
Drawing change_marks(const Drawing& drawing,
                     const std::function<bool(std::size_t, Glyph&)>& change) {
  SecretBuilder<drawing::DrawingTag, Primitive> changed;
  std::size_t number = 0;
  for (Primitive primitive : drawing.view()) {
    auto* glyph = std::get_if<Glyph>(&primitive.shape);
    if (primitive.layer == Layer::mark && !change(number++, *glyph)) continue;
    changed.append(primitive);
  }
  return changed.finish();
}

Result<Mnemonic> read_changed(const std::function<bool(std::size_t, Glyph&)>& change) {
  const auto plate = *find_template("sh85-4");
  const auto drawing = layout(words(20, 1), slip39_words(), plate);
  const Drawing changed = change_marks(*drawing, change);
  return read_marks({&changed, 1}, slip39_words(), plate);
}

std::vector<Drawing> sides_of(const Mnemonic& mnemonic, const Template& plate) {
  std::vector<Drawing> sides;
  for (std::size_t i = 0; i < side_count(plate, mnemonic.size()); ++i) {
    sides.push_back(*layout(mnemonic, slip39_words(), plate, i));
  }
  return sides;
}

TEST(ReadMarks, IsTheInverseOfLayout) {
  for (const Template& plate : all_templates()) {
    for (const std::size_t count : {1U, 12U, 20U, 21U, 33U, 59U}) {
      const auto mnemonic = words(count, static_cast<unsigned>(count));
      const auto read = read_marks(sides_of(mnemonic, plate), slip39_words(), plate);
      ASSERT_TRUE(read) << plate.id << " " << count;
      EXPECT_TRUE(*read == mnemonic) << plate.id << " " << count;
    }
  }
}

TEST(ReadMarks, KnowsTheOrderOfTheSides) {
  for (const char* id : {"id1-two-5", "washer-m8-3", "keytag-slip39"}) {
    const auto plate = *find_template(id);
    const auto mnemonic = words(33, 8);
    auto sides = sides_of(mnemonic, plate);
    ASSERT_GE(sides.size(), 3u) << id;
    std::swap(sides[0], sides[1]);
    const auto read = read_marks(sides, slip39_words(), plate);
    EXPECT_FALSE(read && *read == mnemonic) << id;
  }
  // Washers say their numbers themselves.
  const auto plate = *find_template("washer-m8-3");
  auto sides = sides_of(words(33, 8), plate);
  std::swap(sides[0], sides[1]);
  EXPECT_FALSE(read_marks(sides, slip39_words(), plate));
}

// The dots of one word: a line a row of cells.
std::string dots_of(const char* id, std::string_view word) {
  const auto plate = *find_template(id);
  const auto drawing = *layout(*parse(word, slip39_words()), slip39_words(), plate);
  std::string dots;
  for (std::size_t i = 0; i < cells_per_word(plate); ++i) {
    const Rect box = cell(plate, 0, i);
    const bool found = std::ranges::any_of(drawing.view(), [&](const Primitive& primitive) {
      const auto* circle = std::get_if<drawing::Circle>(&primitive.shape);
      return primitive.layer == Layer::mark && circle != nullptr && circle->centre == centre(box);
    });
    if (i > 0 && i % cells_across(plate) == 0) dots += '\n';
    dots += found ? '#' : '.';
  }
  return dots;
}

// Source: axivo/slip39-dotmap and OneKey's table of dots: words count from 1, the column of 2048
// stays empty, and the last word, 1024, is ".#.. .... ....".
TEST(Layout, CountsTheDotsOfAKeyTagFromOne) {
  EXPECT_EQ(dots_of("keytag-slip39", "academic"), "...........#");
  EXPECT_EQ(dots_of("keytag-slip39", "acid"), "..........#.");
  EXPECT_EQ(dots_of("keytag-slip39", "zero"), ".#..........");
}

// The number of "acid" is 2, which has one dot, so the parity dot stays away.
TEST(Layout, MakesTheDotsOfARowOdd) {
  EXPECT_EQ(dots_of("dots-id1-20", "academic"), "..........#.");
  EXPECT_EQ(dots_of("dots-id1-20", "acne"), ".........###");
  EXPECT_EQ(dots_of("dots-id1-20", "zero"), "#...........");
}

// Rows 1 to 9 and then 0; Cryptotag's list has "academic" as 0001.
TEST(Layout, PutsADotInEachColumnOfDigits) {
  EXPECT_EQ(dots_of("decimal-l100x60-20", "academic"),
            "...#\n....\n....\n....\n....\n....\n....\n....\n....\n###.");
  EXPECT_EQ(dots_of("decimal-l100x60-20", "zero"),
            "#...\n..#.\n....\n...#\n....\n....\n....\n....\n....\n.#..");
}

TEST(Layout, PutsADotInEachColumnOfLetters) {
  const auto dots = dots_of("az-l100x60-9", "acid");
  EXPECT_EQ(dots.substr(0, 4), "#...");
  EXPECT_EQ(dots.substr(2 * 5, 4), ".#..");
  EXPECT_EQ(dots.substr(3 * 5, 4), "...#");
  EXPECT_EQ(dots.substr(8 * 5, 4), "..#.");
  EXPECT_EQ(std::ranges::count(dots, '#'), 4);
}

TEST(ReadMarks, RefusesDotsThatAreNoWord) {
  const auto code_without = [](const char* id, std::size_t missing) {
    const auto plate = *find_template(id);
    const auto drawing = *layout(words(5, 3), slip39_words(), plate);
    SecretBuilder<drawing::DrawingTag, Primitive> changed;
    std::size_t number = 0;
    for (const Primitive& primitive : drawing.view()) {
      if (primitive.layer == Layer::mark && number++ == missing) continue;
      changed.append(primitive);
    }
    const Drawing other = changed.finish();
    return read_marks({&other, 1}, slip39_words(), plate).error().code;
  };
  // One dot less: an even row, a column without a digit, a word without its second letter.
  EXPECT_EQ(code_without("dots-id1-20", 3), ErrorCode::unreadable_marks);
  EXPECT_EQ(code_without("decimal-l100x60-20", 5), ErrorCode::unreadable_marks);
  EXPECT_EQ(code_without("az-l100x60-9", 1), ErrorCode::unreadable_marks);
}

TEST(Layout, RefusesAListThatItsNumbersDoNotReach) {
  const auto plate = *find_template("dots-id1-20");  // 11 bits from 1: up to 2047
  const auto refused = layout(words(12, 1, bip39_english_words()), bip39_english_words(), plate);
  EXPECT_EQ(refused.error().code, ErrorCode::words_do_not_fit);
  EXPECT_TRUE(layout(words(12, 1), bip39_english_words(), *find_template("keytag-slip39")));
}

// Letters of a ring: their heads towards the hole below, away from it above.
TEST(Layout, TurnsTheLettersOfAWasher) {
  const auto plate = *find_template("washer-m10-4");
  const auto drawing = *layout(*parse("academic", slip39_words()), slip39_words(), plate);
  std::vector<Glyph> marks;
  for (const Primitive& primitive : drawing.view()) {
    const auto* glyph = std::get_if<Glyph>(&primitive.shape);
    if (primitive.layer == Layer::mark) marks.push_back(*glyph);
  }
  ASSERT_EQ(marks.size(), 6u);
  const Point middle{16.75_mm, 16.75_mm};
  std::string letters;
  for (const Glyph& mark : marks) {
    letters += mark.letter;
    const double x = (mark.centre.x - middle.x).um, y = (mark.centre.y - middle.y).um;
    EXPECT_NEAR(std::hypot(x, y), 10100, 2);
    // A turn of 0 stands upright at the top or at the bottom.
    const double along = mark.turn / 1800.0 * std::numbers::pi;
    const bool above = y < 0;
    EXPECT_NEAR(x, (above ? 1 : -1) * 10100 * std::sin(along), 12);
    EXPECT_NEAR(y, (above ? -1 : 1) * 10100 * std::cos(along), 12);
  }
  EXPECT_EQ(letters, "01ACAD");
  EXPECT_LT(marks[0].centre.x, marks[1].centre.x);
  EXPECT_LT(marks[2].centre.x, marks[3].centre.x);
  EXPECT_LT(marks[4].centre.x, marks[5].centre.x);
}

// All letters, and the pairs of plates.md that are taken for each other; the dots are those of the
// first official vector.
TEST(LayoutPractice, HasEveryLetterOrAPublicShare) {
  const auto plate = *find_template("id1-two-5");
  std::string letters;
  for (std::size_t i = 0; i < side_count(plate, practice_parts(plate).words); ++i) {
    const Drawing drawing = layout_practice(plate, i);
    for (const Primitive& primitive : drawing.view()) {
      if (primitive.layer == Layer::mark) letters += std::get<Glyph>(primitive.shape).letter;
    }
  }
  EXPECT_TRUE(letters.starts_with("ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
  for (const char* pair :
       {"CG", "FP", "DP", "LT", "BD", "MN", "BP", "MW", "IT", "HM", "PR", "IL", "BR", "BE"}) {
    EXPECT_NE(letters.find(pair), letters.npos) << pair;
  }
  // The first letters of the share follow.
  EXPECT_TRUE(letters.ends_with("DECIKEYB"));
  EXPECT_NE(letters.find("DUCKENLAACADACAD"), letters.npos);
  const auto tag = *find_template("keytag-slip39");
  std::vector<Drawing> sides;
  for (std::size_t i = 0; i < 2; ++i) sides.push_back(layout_practice(tag, i));
  const auto expected = parse(
      "duckling enlarge academic academic agency result length solution fridge kidney coal piece "
      "deal husband erode duke ajar critical decision keyboard",
      slip39_words());
  EXPECT_TRUE(*read_marks(sides, slip39_words(), tag) == *expected);
}

// The dashes where the shank is laid, and the numbers, keep clear of every letter box of the plate,
// of tight rows too; no number is on the outline.
TEST(Layout, KeepsDashesAndNumbersClearOfTheLetters) {
  int dashes = 0, digits = 0;
  std::vector<Template> plates;
  for (const auto& builtin : builtin_templates()) plates.push_back(*find_template(builtin.id));
  // No built-in plate has words as close to each other and to the edge as the rules allow.
  plates.push_back(*find_template("l100x60-4x"));
  plates.back().grid.gap = 2_mm;
  plates.push_back(*find_template("p50x80-4"));  // with words 10 and 11 in its first column
  plates.back().grid.origin.x = 2_mm;
  for (const auto& plate : plates) {
    if (plate.grid.kind != GridKind::letters) continue;
    const auto drawing = layout_blank(word_capacity(plate), plate);
    std::vector<test::Box> lines, numbers;
    for (const Primitive& primitive : drawing.view()) {
      const auto* line = std::get_if<drawing::Line>(&primitive.shape);
      const bool dash = line != nullptr && line->from.y == line->to.y &&
                        primitive.ink.pen_um == 150 && primitive.layer == Layer::guide;
      const bool digit = std::holds_alternative<Glyph>(primitive.shape) &&
                         std::get<Glyph>(primitive.shape).centre.y > 0_mm;
      if (dash) lines.push_back(test::box_of(primitive));
      if (digit) numbers.push_back(test::box_of(primitive));
    }
    dashes += static_cast<int>(lines.size());
    digits += static_cast<int>(numbers.size());
    const auto apart = [](const test::Box& a, const test::Box& b, Length by) {
      return a.low.x >= b.high.x + by || b.low.x >= a.high.x + by || a.low.y >= b.high.y + by ||
             b.low.y >= a.high.y + by;
    };
    for (std::size_t word = 0; word < word_capacity(plate); ++word) {
      for (std::size_t i = 0; i < letters_per_word; ++i) {
        const Rect box = mark_box(plate, word, i);
        const test::Box letter{box.corner, {right(box), bottom(box)}};
        for (const auto& dash : lines) ASSERT_TRUE(apart(dash, letter, 0.3_mm)) << plate.id;
        for (const auto& number : numbers) {
          ASSERT_TRUE(apart(number, letter, 0.3_mm)) << plate.id;
        }
      }
    }
    for (const auto& number : numbers) {
      ASSERT_GE(number.low.x.um, 200) << plate.id;
      for (const auto& dash : lines) ASSERT_TRUE(apart(number, dash, 0.1_mm)) << plate.id;
    }
  }
  EXPECT_GT(dashes, 1000);
  EXPECT_GT(digits, 1000);
}

// Numbers, heads, and what the dots of a film are worth: each is on the plate or beside it.
TEST(Layout, KeepsLabelsOffTheOutline) {
  std::vector<Template> plates = all_templates();
  // Dots as close to the upper edge as the rules allow.
  plates.push_back(*find_template("dots-l100x60-59"));
  plates.back().grid.origin.y = 3_mm - (2.6_mm - 1_mm) / 2;
  std::size_t labels = 0;
  const auto check = [&](const Drawing& drawing, const Template& plate) {
    const auto [width, height] = plate.plate.size;
    for (const Primitive& primitive : drawing.view()) {
      const auto* glyph = std::get_if<Glyph>(&primitive.shape);
      if (glyph == nullptr || primitive.layer != Layer::label) continue;
      // As high as capitals and as wide as an advance; digits of the worth are turned by 90
      // degrees.
      Length x = drawing::advance(glyph->cap_height) / 2, y = glyph->cap_height / 2;
      if (glyph->turn != 0) std::swap(x, y);
      const Point low = glyph->centre + Point{-x, -y}, high = glyph->centre + Point{x, y};
      const bool on = low.x >= 0.1_mm && low.y >= 0.1_mm && high.x <= width - 0.1_mm &&
                      high.y <= height - 0.1_mm;
      const bool beside = high.x <= -0.1_mm || high.y <= -0.1_mm || low.x >= width + 0.1_mm ||
                          low.y >= height + 0.1_mm;
      ASSERT_TRUE(on || beside) << plate.id << " " << glyph->letter;
      ++labels;
    }
  };
  for (const Template& plate : plates) {
    if (plate.grid.kind == GridKind::ring || plate.grid.kind == GridKind::tiles) continue;
    for (std::size_t i = 0; i < side_count(plate, 59); ++i) {
      check(layout_blank(59, plate, i), plate);
      check(layout_reader(59, plate, i), plate);
    }
  }
  EXPECT_GT(labels, 10000u);
}

// Squared, in square micrometres; 0 where they overlap.
std::int64_t square_distance(const test::Box& a, const test::Box& b) {
  const std::int64_t x = std::max({b.low.x.um - a.high.x.um, a.low.x.um - b.high.x.um, 0});
  const std::int64_t y = std::max({b.low.y.um - a.high.y.um, a.low.y.um - b.high.y.um, 0});
  return x * x + y * y;
}

// As high as a capital and as wide as an advance.
test::Box label_box(const Glyph& glyph) {
  Length x = drawing::advance(glyph.cap_height) / 2, y = glyph.cap_height / 2;
  if (glyph.turn != 0) std::swap(x, y);
  return {glyph.centre + Point{-x, -y}, glyph.centre + Point{x, y}};
}

struct Label {
  std::string text;
  test::Box box;
};

// What is written on a drawing; letters that stand an advance apart are one label.
std::vector<Label> labels_of(const Drawing& drawing) {
  std::vector<Label> labels;
  const Glyph* before = nullptr;
  for (const Primitive& primitive : drawing.view()) {
    const auto* glyph = std::get_if<Glyph>(&primitive.shape);
    if (glyph == nullptr || primitive.layer != Layer::label) continue;
    const auto box = label_box(*glyph);
    const Length advance = drawing::advance(glyph->cap_height);
    const bool goes_on =
        before != nullptr && before->cap_height == glyph->cap_height &&
        (before->centre + Point{advance, {}} == glyph->centre ||
         (glyph->turn != 0 && before->centre + Point{{}, -advance} == glyph->centre));
    if (goes_on) {
      auto& [text, whole] = labels.back();
      text += glyph->letter;
      whole.low = {std::min(whole.low.x, box.low.x), std::min(whole.low.y, box.low.y)};
      whole.high = {std::max(whole.high.x, box.high.x), std::max(whole.high.y, box.high.y)};
    } else {
      labels.push_back({{glyph->letter}, box});
    }
    before = glyph;
  }
  return labels;
}

// Whether a mark stands on the left of a label, on its line.
bool is_left_of(const test::Box& mark, const test::Box& label) {
  return mark.high.x <= label.low.x && mark.low.y < label.high.y && mark.high.y > label.low.y;
}

// No dot or letter of any word comes as near as half a millimetre to a number or a name, and none
// of the word on the left as near as its own; no two of these run together.
TEST(Layout, KeepsLabelsApartFromMarksAndFromEachOther) {
  constexpr std::int64_t from_marks = 500, from_left = 690, from_labels = 300;
  std::size_t count = 0;
  auto plates = all_templates();
  plates.push_back(*find_template("decimal-l100x60-20"));  // closer than the built-in one
  plates.back().grid.gap = 0.8_mm;
  for (const Template& plate : plates) {
    for (std::size_t i = 0; i < side_count(plate, 59); ++i) {
      for (const Drawing& drawing : {layout_blank(59, plate, i), layout_reader(59, plate, i)}) {
        const auto labels = labels_of(drawing);
        count += labels.size();
        for (std::size_t a = 0; a < labels.size(); ++a) {
          for (std::size_t word = 0; word < side(plate, 59, i).count; ++word) {
            for (std::size_t cell = 0; cell < cells_per_word(plate); ++cell) {
              const Rect box = mark_box(plate, word, cell);
              const test::Box mark{box.corner, {right(box), bottom(box)}};
              const auto distance = square_distance(labels[a].box, mark);
              const auto least = is_left_of(mark, labels[a].box) ? from_left : from_marks;
              EXPECT_GE(distance, least * least) << plate.id << " " << labels[a].text;
            }
          }
          for (std::size_t b = 0; b < a; ++b) {
            const auto distance = square_distance(labels[a].box, labels[b].box);
            EXPECT_GE(distance, from_labels * from_labels)
                << plate.id << " " << labels[a].text << " " << labels[b].text;
          }
        }
      }
    }
  }
  EXPECT_GT(count, 5000u);
}

TEST(Layout, StampsAHeaderThatIsNoWord) {
  const auto plate = *find_template("id1-portrait-3");
  const auto mnemonic = words(33, 4);
  std::vector<Drawing> sides;
  for (std::size_t i = 0; i < 2; ++i) {
    sides.push_back(*layout(mnemonic, slip39_words(), plate, i, "B39 3/5"));
    std::string header;
    for (const Primitive& primitive : sides.back().view()) {
      const auto* glyph = std::get_if<Glyph>(&primitive.shape);
      // Rows begin at 11 mm; the header is in a row of 7 mm from 3.2 mm, letters 4.5 mm apart
      // from 8.
      if (primitive.layer != Layer::mark || glyph->centre.y != 6.7_mm) continue;
      header += glyph->letter;
      const auto place = header.size() - 1 + (header.size() > 3 ? 1 : 0);  // behind the space
      EXPECT_EQ(glyph->centre.x.um, 8000 + 2250 + 4500 * static_cast<std::int32_t>(place));
    }
    EXPECT_EQ(header, "B393/5");
  }
  EXPECT_TRUE(*read_marks(sides, slip39_words(), plate) == mnemonic);
}

TEST(Layout, MirrorsTheHolesOfTheBack) {
  auto plate = *find_template("tag80x50-3");
  plate.plate.face_count = 2;
  const auto hole_x = [&](std::size_t side) {
    const Drawing drawing = layout_blank(59, plate, side);
    for (const Primitive& primitive : drawing.view()) {
      const auto* circle = std::get_if<drawing::Circle>(&primitive.shape);
      if (primitive.layer == Layer::drill && circle != nullptr) return circle->centre.x;
    }
    return Length{};
  };
  EXPECT_EQ(hole_x(0), 5.5_mm);
  EXPECT_EQ(hole_x(1), 74.5_mm);
  EXPECT_EQ(hole_x(2), 5.5_mm);
}

TEST(ReadMarks, ReadsEveryWordOfEitherList) {
  const auto plate = *find_template("l100x60-3");
  for (const Wordlist* list : {&slip39_words(), &bip39_english_words()}) {
    for (std::size_t first = 0; first < list->size(); first += 32) {
      Mnemonic mnemonic(32);
      for (std::size_t i = 0; i < 32; ++i) {
        mnemonic.view()[i] = WordIndex{static_cast<std::uint16_t>(first + i)};
      }
      const auto drawing = layout(mnemonic, *list, plate);
      EXPECT_TRUE(*read_marks({&*drawing, 1}, *list, plate) == mnemonic) << first;
    }
  }
}

TEST(ReadMarks, DoesNotCareForTheOrderOfTheDrawing) {
  const auto plate = *find_template("id1-landscape-4");
  const auto mnemonic = words(20, 7);
  auto drawing = *layout(mnemonic, slip39_words(), plate);
  std::ranges::reverse(drawing.view());
  EXPECT_TRUE(*read_marks({&drawing, 1}, slip39_words(), plate) == mnemonic);
}

TEST(ReadMarks, RefusesAMissingLetter) {
  const auto read = read_changed([](std::size_t i, Glyph&) { return i != 21; });
  EXPECT_EQ(read.error(), (Error{ErrorCode::unreadable_marks, {.row = 6, .column = 1}}));
}

TEST(ReadMarks, RefusesAMissingWord) {
  const auto read = read_changed([](std::size_t i, Glyph&) { return i / 4 != 3; });
  EXPECT_EQ(read.error().at.row, 4);
}

TEST(ReadMarks, RefusesTwoLettersInACell) {
  Point first = {};
  const auto read = read_changed([&](std::size_t i, Glyph& glyph) {
    if (i == 0) first = glyph.centre;
    if (i == 5) glyph.centre = first;
    return true;
  });
  EXPECT_EQ(read.error(), (Error{ErrorCode::unreadable_marks, {.row = 1, .column = 1}}));
}

TEST(ReadMarks, RefusesALetterAcrossTheEdgeOfItsCell) {
  // Cells of 5.2 x 5.9 leave 0.956 and 0.95 mm beside a letter that is 3.287 wide and 4 high.
  const auto moved = [](Length x, Length y) {
    return read_changed([=](std::size_t i, Glyph& glyph) {
      if (i == 9) glyph.centre = glyph.centre + Point{x, y};
      return true;
    });
  };
  EXPECT_TRUE(moved(0.95_mm, 0.95_mm));
  EXPECT_EQ(moved(0.97_mm, 0_mm).error().code, ErrorCode::unreadable_marks);
  EXPECT_EQ(moved(0_mm, -0.97_mm).error().code, ErrorCode::unreadable_marks);
  EXPECT_EQ(moved(-50_mm, 0_mm).error().code, ErrorCode::unreadable_marks);
}

TEST(ReadMarks, RefusesALetterOfAnotherSize) {
  const auto read = read_changed([](std::size_t i, Glyph& glyph) {
    if (i == 2) glyph.cap_height = 3.9_mm;
    return true;
  });
  EXPECT_EQ(read.error().code, ErrorCode::unreadable_marks);
}

TEST(ReadMarks, RefusesLettersThatAreNoWord) {
  const auto read = read_changed([](std::size_t i, Glyph& glyph) {
    if (i == 4) glyph.letter = 'X';
    return true;
  });
  EXPECT_EQ(read.error(), (Error{ErrorCode::unreadable_marks, {.row = 2, .column = 1}}));
}

TEST(ReadMarks, RefusesABlankPlate) {
  const auto plate = *find_template("sh85-4");
  const Drawing blank = layout_blank(33, plate);
  EXPECT_EQ(read_marks({&blank, 1}, slip39_words(), plate).error().code,
            ErrorCode::unreadable_marks);
}

TEST(Layout, IsTheBlankPlatePlusLetters) {
  const auto plate = *find_template("sh85-4");
  const auto filled = *layout(words(33, 5), slip39_words(), plate);
  const auto stripped = change_marks(filled, [](std::size_t, Glyph&) { return false; });
  EXPECT_EQ(chars(drawing::to_lines(stripped)), chars(drawing::to_lines(layout_blank(33, plate))));
  EXPECT_EQ(filled.size(), stripped.size() + 33 * 4);
}

// One of each kind of grid, and the back of a plate.
TEST(Layout, MatchesTheGoldens) {
  struct Golden {
    const char* id;
    std::size_t words, side;
  };
  for (const auto& [id, count, side] :
       {Golden{"id1-landscape-4", 20, 0}, Golden{"l100x60-3", 33, 0}, Golden{"sh85-4", 33, 0},
        Golden{"id1-two-6", 33, 1}, Golden{"washer-m10-4", 20, 2}, Golden{"keytag-slip39", 20, 1},
        Golden{"dots-id1-33", 33, 0}, Golden{"az-l100x60-9", 20, 2},
        Golden{"decimal-l100x60-20", 20, 0}, Golden{"tiles-24", 20, 0}}) {
    const auto plate = *find_template(id);
    const auto mnemonic = words(count, 39);
    const auto drawing = layout(mnemonic, slip39_words(), plate, side);
    support::expect_golden("plate/" + plate.id + ".txt", chars(drawing::to_lines(*drawing)));
  }
}

}  // namespace
}  // namespace steelshare::plate
