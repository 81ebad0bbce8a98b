#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "steelshare/plate/layout.h"
#include "steelshare/plate/page.h"
#include "steelshare/render/render.h"

namespace steelshare::render {
namespace {

using namespace drawing::literals;
using drawing::Drawing;

constexpr drawing::Size a4{210_mm, 297_mm};

Drawing test_page(std::string_view words) {
  const auto mnemonic = parse(words, slip39_words());
  const auto plate = plate::find_template("id1-landscape-4");
  const auto layout = plate::layout(*mnemonic, slip39_words(), *plate);
  return *plate::page(*layout, *plate, {.word_count = mnemonic->size()}, plate::Paper::a4);
}

std::string_view text_of(const Document& document) {
  return {reinterpret_cast<const char*>(document.view().data()), document.size()};
}

std::size_t count(std::string_view text, std::string_view wanted) {
  std::size_t found = 0;
  for (auto at = text.find(wanted); at != text.npos; at = text.find(wanted, at + 1)) ++found;
  return found;
}

TEST(Pdf, GivesTheSameBytesForTheSameDrawing) {
  const Drawing drawing = test_page("academic acid acne");
  EXPECT_TRUE(pdf({&drawing, 1}, a4) == pdf({&drawing, 1}, a4));
}

TEST(Pdf, SaysTheProgramsNameAndNothingElseAboutItself) {
  const Drawing drawing = test_page("academic acid acne");
  const Document document = pdf({&drawing, 1}, a4);
  const auto text = text_of(document);
  EXPECT_EQ(count(text, "/Producer (steelshare)"), 1u);
  EXPECT_EQ(count(text, "/Creator (steelshare)"), 1u);
  for (const char* key : {"/Title", "/Author", "/Subject", "/Keywords", "/CreationDate", "/ModDate",
                          "/ID", "/Metadata", "Haru", "/FlateDecode"}) {
    EXPECT_EQ(count(text, key), 0u) << key;
  }
  EXPECT_EQ(count(text, "/PrintScaling /None"), 1u);
}

TEST(Pdf, EmbedsTheFont) {
  const Drawing drawing = test_page("academic acid acne");
  const Document document = pdf({&drawing, 1}, a4);
  EXPECT_EQ(count(text_of(document), "/FontFile2"), 1u);
}

TEST(Pdf, WritesEachLetterByItself) {
  const Drawing drawing = test_page("academic acid acne");
  const Document document = pdf({&drawing, 1}, a4);
  const auto text = text_of(document);
  EXPECT_EQ(count(text, "(ACAD)"), 0u);
  EXPECT_GE(count(text, "(A) Tj"), 3u);
}

// A quarter turn clockwise about the middle of the letter: its baseline runs down the page, left of
// the middle by half a capital, and begins half an advance above it.
TEST(Pdf, TurnsALetterAboutItsMiddle) {
  drawing::DrawingBuilder draw;
  draw.glyph(drawing::Layer::mark, {}, {{100_mm, 97_mm}, 7.3_mm, 'A', 900});
  const Drawing drawing = draw.finish();
  const Document document = pdf({&drawing, 1}, a4);
  const auto text = text_of(document);
  const auto end = text.find(" Tm\n");
  ASSERT_NE(end, text.npos);
  const auto line = std::string(text.substr(text.rfind('\n', end) + 1, end));
  float a = 0, b = 0, c = 0, d = 0, x = 0, y = 0;
  ASSERT_EQ(std::sscanf(line.c_str(), "%f %f %f %f %f %f", &a, &b, &c, &d, &x, &y), 6);
  constexpr float mm = 72.0F / 25.4F;
  EXPECT_NEAR(a, 0, 0.001);
  EXPECT_NEAR(b, -1, 0.001);
  EXPECT_NEAR(c, 1, 0.001);
  EXPECT_NEAR(d, 0, 0.001);
  EXPECT_NEAR(x, (100 - 3.65F) * mm, 0.01);
  EXPECT_NEAR(y, (200 + 3) * mm, 0.01);
}

// 100.5 % of the width about the middle of 210 mm moves the left edge by 0.525 mm.
TEST(Pdf, GrowsThePageAboutItsMiddle) {
  const Drawing drawing = test_page("academic acid acne");
  const DrawPage draw = [&](std::size_t, const Paint& paint) { paint(drawing); };
  EXPECT_TRUE(pdf(1, a4, draw) == pdf({&drawing, 1}, a4));
  const Document document = pdf(1, a4, draw, {.x = 1005, .y = 990});
  const auto text = text_of(document);
  const auto end = text.find(" cm\n");
  ASSERT_NE(end, text.npos);
  const auto line = std::string(text.substr(text.rfind('\n', end) + 1, 100));
  float a = 0, b = 0, c = 0, d = 0, x = 0, y = 0;
  ASSERT_EQ(std::sscanf(line.c_str(), "%f %f %f %f %f %f", &a, &b, &c, &d, &x, &y), 6) << line;
  EXPECT_NEAR(a, 1.005, 1e-5);
  EXPECT_NEAR(d, 0.99, 1e-5);
  EXPECT_NEAR(x, -0.525 * 72 / 25.4, 1e-3);
  EXPECT_NEAR(y, 1.485 * 72 / 25.4, 1e-3);
  EXPECT_EQ(b, 0);
  EXPECT_EQ(c, 0);
}

TEST(Pdf, MakesAPageOfEachDrawing) {
  std::vector<Drawing> pages;
  pages.push_back(test_page("academic acid acne"));
  pages.push_back(test_page("zero"));
  const Document document = pdf(pages, a4);
  EXPECT_EQ(count(text_of(document), "/Type /Page\n"), 2u);
  EXPECT_EQ(count(text_of(document), "/FontFile2"), 1u);
}

TEST(PublicPdf, HasTheSameBytesHoweverAPageIsTakenApart) {
  const Drawing first = test_page("academic acid acne"), second = test_page("zero");
  std::vector<Drawing> pages;
  pages.push_back(first.clone());
  pages.push_back(second.clone());
  const auto whole = [&](std::size_t page, const Paint& paint) { paint(pages[page]); };
  const auto in_parts = [&](std::size_t page, const Paint& paint) {
    const auto all = pages[page].view();
    for (std::size_t i = 0; i < all.size(); i += 7) {
      paint(Drawing::copy_of(all.subspan(i, std::min<std::size_t>(7, all.size() - i))));
    }
  };
  EXPECT_EQ(public_pdf(2, a4, whole), text_of(pdf(pages, a4)));
  EXPECT_EQ(public_pdf(2, a4, in_parts), text_of(pdf(pages, a4)));
}

}  // namespace
}  // namespace steelshare::render
