#include "steelshare/drawing/drawing.h"

#include <gtest/gtest.h>

#include <string>

namespace steelshare::drawing {
namespace {

static_assert((7.33_mm).um == 7330 && (85.60_mm).um == 85600 && (100_mm).um == 100000);
static_assert((-0.8_mm).um == -800);

TEST(Length, IsWrittenWithoutNeedlessDecimals) {
  EXPECT_EQ(millimetres(85_mm), "85");
  EXPECT_EQ(millimetres(4.1_mm), "4.1");
  EXPECT_EQ(millimetres(10.05_mm), "10.05");
  EXPECT_EQ(millimetres(0.001_mm), "0.001");
  EXPECT_EQ(millimetres({}), "0");
}

std::vector<Glyph> glyphs(const Drawing& drawing) {
  std::vector<Glyph> found;
  for (const Primitive& primitive : drawing.view()) {
    if (const auto* glyph = std::get_if<Glyph>(&primitive.shape)) found.push_back(*glyph);
  }
  return found;
}

TEST(Drawing, WritesOnePrimitiveALine) {
  DrawingBuilder draw;
  draw.line(Layer::guide, {.gray = 45, .pen_um = 80}, {0_mm, -1.5_mm}, {12.345_mm, 0_mm});
  draw.circle(Layer::drill, {.gray = 30, .pen_um = 100}, {{5_mm, 6_mm}, 2_mm});
  draw.rect(Layer::outline, {.gray = 0, .pen_um = 150}, {{}, {85.60_mm, 53.98_mm}, 3.18_mm});
  draw.glyph(Layer::mark, {}, {{1_mm, 2_mm}, 4_mm, 'A'});
  draw.glyph(Layer::label, {}, {{1_mm, 2_mm}, 4_mm, '\xb7'});
  draw.glyph(Layer::mark, {}, {{1_mm, 2_mm}, 4_mm, 'A', -305});
  EXPECT_EQ(chars(to_lines(draw.finish())),
            "guide line 0.000 -1.500 12.345 0.000 gray 45 pen 80\n"
            "drill circle 5.000 6.000 2.000 gray 30 pen 100\n"
            "outline rect 0.000 0.000 85.600 53.980 3.180 gray 0 pen 150\n"
            "mark glyph 1.000 2.000 cap 4.000 A gray 0\n"
            "label glyph 1.000 2.000 cap 4.000 #183 gray 0\n"
            "mark glyph 1.000 2.000 cap 4.000 A turn -305 gray 0\n");
}

TEST(DrawingBuilder, AlignsTextLeftCentreAndRight) {
  const Length step = advance(7.3_mm);
  ASSERT_EQ(step, 6_mm);
  const auto first_x = [&](Align align) {
    DrawingBuilder draw;
    draw.text({.cap_height = 7.3_mm, .align = align}, {10_mm, 0_mm}, "abcd");
    return glyphs(draw.finish()).front().centre.x;
  };
  EXPECT_EQ(first_x(Align::left), 13_mm);
  EXPECT_EQ(first_x(Align::centre), 1_mm);
  EXPECT_EQ(first_x(Align::right), -11_mm);
}

TEST(DrawingBuilder, LeavesSpacesOut) {
  DrawingBuilder draw;
  draw.text({.cap_height = 7.3_mm}, {}, "a b");
  const auto found = glyphs(draw.finish());
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1].centre.x - found[0].centre.x, 12_mm);
}

TEST(DrawingBuilder, MovesWhatItAppends) {
  DrawingBuilder inner, outer;
  inner.line(Layer::guide, {}, {}, {1_mm, 1_mm});
  inner.circle(Layer::drill, {}, {{}, 1_mm});
  inner.rect(Layer::outline, {}, {{}, {1_mm, 1_mm}, {}});
  inner.glyph(Layer::mark, {}, {{}, 1_mm, 'A'});
  outer.append(inner.finish(), {2_mm, 3_mm});
  EXPECT_EQ(chars(to_lines(outer.finish())),
            "guide line 2.000 3.000 3.000 4.000 gray 0\n"
            "drill circle 2.000 3.000 1.000 gray 0\n"
            "outline rect 2.000 3.000 1.000 1.000 0.000 gray 0\n"
            "mark glyph 2.000 3.000 cap 1.000 A gray 0\n");
}

TEST(Drawing, PrintsAsAPlaceholder) {
  EXPECT_EQ(testing::PrintToString(DrawingBuilder().finish()), "<secret>");
}

}  // namespace
}  // namespace steelshare::drawing
