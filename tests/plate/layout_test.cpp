#include "steelshare/plate/layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>

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
  return read_marks(change_marks(*drawing, change), slip39_words(), plate);
}

TEST(ReadMarks, IsTheInverseOfLayout) {
  for (const Template& plate : all_templates()) {
    for (std::size_t count = 1; count <= word_capacity(plate); ++count) {
      const auto mnemonic = words(count, static_cast<unsigned>(count));
      const auto drawing = layout(mnemonic, slip39_words(), plate);
      ASSERT_TRUE(drawing);
      const auto read = read_marks(*drawing, slip39_words(), plate);
      ASSERT_TRUE(read) << plate.id << " " << count;
      EXPECT_TRUE(*read == mnemonic) << plate.id << " " << count;
    }
  }
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
      EXPECT_TRUE(*read_marks(*drawing, *list, plate) == mnemonic) << first;
    }
  }
}

TEST(ReadMarks, DoesNotCareForTheOrderOfTheDrawing) {
  const auto plate = *find_template("id1-landscape-4");
  const auto mnemonic = words(20, 7);
  auto drawing = *layout(mnemonic, slip39_words(), plate);
  std::ranges::reverse(drawing.view());
  EXPECT_TRUE(*read_marks(drawing, slip39_words(), plate) == mnemonic);
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
  EXPECT_EQ(read_marks(*layout_blank(33, plate), slip39_words(), plate).error().code,
            ErrorCode::unreadable_marks);
}

TEST(Layout, RefusesMoreWordsThanPlaces) {
  const auto plate = *find_template("id1-landscape-4");
  EXPECT_EQ(layout(words(22, 1), slip39_words(), plate).error().code, ErrorCode::words_do_not_fit);
  EXPECT_EQ(layout_blank(22, plate).error().code, ErrorCode::words_do_not_fit);
}

TEST(Layout, IsTheBlankPlatePlusLetters) {
  const auto plate = *find_template("sh85-4");
  const auto filled = *layout(words(33, 5), slip39_words(), plate);
  const auto stripped = change_marks(filled, [](std::size_t, Glyph&) { return false; });
  EXPECT_EQ(chars(drawing::to_lines(stripped)), chars(drawing::to_lines(*layout_blank(33, plate))));
  EXPECT_EQ(filled.size(), stripped.size() + 33 * 4);
}

TEST(Layout, MatchesTheGoldens) {
  for (const Template& plate : all_templates()) {
    const std::size_t count = word_capacity(plate) < 33 ? 20 : 33;
    const auto mnemonic = words(count, 39);
    support::expect_golden("plate/" + plate.id + ".txt",
                           chars(drawing::to_lines(*layout(mnemonic, slip39_words(), plate))));
  }
}

}  // namespace
}  // namespace steelshare::plate
