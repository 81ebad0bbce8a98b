// From words to the bytes of a PDF, with libharu alone as the bound: the same shapes, in ordinary
// memory, with a font that it knows and need not embed.
#include <benchmark/benchmark.h>
#include <hpdf.h>

#include <array>
#include <vector>

#include "steelshare/plate/layout.h"
#include "steelshare/plate/page.h"
#include "steelshare/render/render.h"

namespace steelshare::bench {
namespace {

using drawing::Drawing;
using drawing::Length;

constexpr auto paper = plate::Paper::a4;

// The first vector of SLIP-39.
Mnemonic some_words() {
  return parse(
             "duckling enlarge academic academic agency result length solution fridge kidney coal "
             "piece deal husband erode duke ajar critical decision keyboard",
             slip39_words())
      .value();
}

plate::PageLabels labels() {
  return {.share = plate::ShareLabel{.member_count = 5, .member_threshold = 3},
          .word_count = 20,
          .kind = "bip39"};
}

plate::Template bank_card() { return plate::find_template("id1-landscape-4").value(); }

Drawing page_of(const Mnemonic& words, const plate::Template& chosen) {
  const auto drawing = plate::layout(words, slip39_words(), chosen).value();
  return plate::page(drawing, chosen, labels(), paper).value();
}

void draw_page(benchmark::State& state) {
  const auto words = some_words();
  const auto chosen = bank_card();
  for (auto _ : state) benchmark::DoNotOptimize(page_of(words, chosen));
}
BENCHMARK(draw_page)->Name("layout/drawing");

void write_page(benchmark::State& state) {
  const auto words = some_words();
  const auto chosen = bank_card();
  for (auto _ : state) {
    const Drawing page = page_of(words, chosen);
    benchmark::DoNotOptimize(render::pdf({&page, 1}, plate::sheet_size(paper)));
  }
}
BENCHMARK(write_page)->Name("layout/page");

// What the program does for a plate: drawn, read back mark by mark, its page and its work list.
void write_share(benchmark::State& state) {
  const auto words = some_words();
  const auto chosen = bank_card();
  for (auto _ : state) {
    const auto side = plate::layout(words, slip39_words(), chosen).value();
    if (!(plate::read_marks({&side, 1}, slip39_words(), chosen).value() == words)) {
      return state.SkipWithError("the plate reads otherwise");
    }
    benchmark::DoNotOptimize(
        render::pdf(2, plate::sheet_size(paper), [&](std::size_t page, const render::Paint& paint) {
          paint(page == 0 ? plate::page(side, chosen, labels(), paper).value()
                          : plate::worklist(words, slip39_words(), chosen, labels(), paper));
        }));
  }
}
BENCHMARK(write_share)->Name("layout/share");

float points(Length length) { return static_cast<float>(length.um) * (72.0F / 25400.0F); }

// Shapes as libharu takes them, pens and fonts only where they change, letters in a row as one
// text. What they look like is not asked for, so y is not turned over.
class Plain {
 public:
  Plain(HPDF_Page page, HPDF_Font font) : page_(page), font_(font) {}

  void draw(const drawing::Primitive& primitive) {
    if (!std::holds_alternative<drawing::Glyph>(primitive.shape)) end_text();
    take(primitive.ink);
    std::visit([this](const auto& shape) { put(shape); }, primitive.shape);
  }

  void end_text() {
    if (in_text_) HPDF_Page_EndText(page_);
    in_text_ = false;
  }

 private:
  void take(drawing::Ink ink) {
    const float white = static_cast<float>(ink.gray) / 100.0F;
    if (ink.gray != ink_.gray) HPDF_Page_SetGrayStroke(page_, white);
    if (ink.gray != ink_.gray) HPDF_Page_SetGrayFill(page_, white);
    if (ink.pen_um != ink_.pen_um) HPDF_Page_SetLineWidth(page_, points({ink.pen_um}));
    ink_ = ink;
  }

  void paint() { ink_.pen_um == 0 ? HPDF_Page_Fill(page_) : HPDF_Page_Stroke(page_); }

  void put(const drawing::Line& line) {
    HPDF_Page_MoveTo(page_, points(line.from.x), points(line.from.y));
    HPDF_Page_LineTo(page_, points(line.to.x), points(line.to.y));
    HPDF_Page_Stroke(page_);
  }
  void put(const drawing::Circle& circle) {
    HPDF_Page_Circle(page_, points(circle.centre.x), points(circle.centre.y),
                     points(circle.radius));
    paint();
  }
  void put(const drawing::Rect& rect) {
    HPDF_Page_Rectangle(page_, points(rect.corner.x), points(rect.corner.y),
                        points(rect.size.width), points(rect.size.height));
    paint();
  }
  void put(const drawing::Glyph& glyph) {
    const std::array<char, 2> text{glyph.letter, '\0'};
    if (!in_text_) HPDF_Page_BeginText(page_);
    in_text_ = true;
    if (glyph.cap_height != height_) {
      HPDF_Page_SetFontAndSize(page_, font_, points(glyph.cap_height));
    }
    height_ = glyph.cap_height;
    HPDF_Page_TextOut(page_, points(glyph.centre.x), points(glyph.centre.y), text.data());
  }

  HPDF_Page page_;
  HPDF_Font font_;
  drawing::Ink ink_ = {};
  Length height_ = {};
  bool in_text_ = false;
};

void write_bare(const Drawing& drawing, std::vector<HPDF_BYTE>& bytes) {
  HPDF_Doc document = HPDF_New(nullptr, nullptr);
  HPDF_SetCompressionMode(document, HPDF_COMP_NONE);
  Plain plain(HPDF_AddPage(document), HPDF_GetFont(document, "Courier", nullptr));
  for (const auto& primitive : drawing.view()) plain.draw(primitive);
  plain.end_text();
  HPDF_SaveToStream(document);
  auto size = HPDF_GetStreamSize(document);
  bytes.resize(size);
  HPDF_ReadFromStream(document, bytes.data(), &size);
  HPDF_Free(document);
}

void bound_of_a_page(benchmark::State& state) {
  const Drawing page = page_of(some_words(), bank_card());
  std::vector<HPDF_BYTE> bytes;
  for (auto _ : state) write_bare(page, bytes);
  state.counters["primitives"] = static_cast<double>(page.size());
  state.counters["bytes"] = static_cast<double>(bytes.size());
}
BENCHMARK(bound_of_a_page)->Name("bound/libharu_page");

}  // namespace
}  // namespace steelshare::bench
