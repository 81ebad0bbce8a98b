// The only user of libharu. Its internal headers are used for what hpdf.h of 2.3.0 cannot do: to
// load the font from memory, and to save without a copy of the whole document.
#include "steelshare/render/render.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_fontdef.h>
#include <hpdf_info.h>
#include <hpdf_streams.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <numbers>
#include <type_traits>

#include "steelshare/base/failure.h"

namespace steelshare::render {
namespace {

using drawing::Circle;
using drawing::Drawing;
using drawing::Glyph;
using drawing::Ink;
using drawing::Length;
using drawing::Line;
using drawing::Point;
using drawing::Primitive;
using drawing::Rect;
using drawing::Size;

constexpr auto font_bytes = std::to_array<std::uint8_t>({
#include "jetbrains_mono.inc"
});
constexpr const char* program_name = "steelshare";
constexpr const char* font_tag = "PLATES";  // six capitals, PDF 32000-1, 9.6.4 "Font subsets"

// Distance of a Bezier handle that makes a quarter of a circle of radius 1.
constexpr float quarter_circle_handle = 0.5522847F;

extern "C" {
void* allocate(HPDF_UINT bytes) { return detail::secure_allocate_block(bytes); }
void release(void* memory) { detail::secure_free_block(memory); }
// Errors are asked for at the end: nothing may be thrown through libharu.
void ignore_error(HPDF_STATUS, HPDF_STATUS, void*) {}
}

struct FreeDocument {
  void operator()(HPDF_Doc document) const { HPDF_Free(document); }
};
using DocumentHandle = std::unique_ptr<std::remove_pointer_t<HPDF_Doc>, FreeDocument>;

void check(HPDF_Doc document) {
  if (document == nullptr || HPDF_GetError(document) != HPDF_OK) {
    throw SystemFailure(
        "the PDF cannot be made: no memory for it; where 'ulimit -l' is below 4096, raise it");
  }
}

// What HPDF_LoadTTFontFromFile does, from memory.
HPDF_Font load_font(HPDF_Doc document) {
  HPDF_Stream stream = HPDF_MemStream_New(document->mmgr, font_bytes.size());
  if (stream == nullptr) return nullptr;
  if (HPDF_Stream_Write(stream, font_bytes.data(), font_bytes.size()) != HPDF_OK) {
    HPDF_Stream_Free(stream);
    return nullptr;
  }
  // The definition owns the stream from here on, also where it fails.
  HPDF_FontDef definition = HPDF_TTFontDef_Load(document->mmgr, stream, HPDF_TRUE);
  if (definition == nullptr) return nullptr;
  if (HPDF_List_Add(document->fontdef_list, definition) != HPDF_OK) {
    HPDF_FontDef_Free(definition);
    return nullptr;
  }
  std::array<char, HPDF_TTF_FONT_TAG_LEN + 1> tag{};
  std::copy_n(font_tag, HPDF_TTF_FONT_TAG_LEN, tag.begin());
  HPDF_TTFontDef_SetTagName(definition, tag.data());
  return HPDF_GetFont(document, definition->base_font, "WinAnsiEncoding");
}

constexpr float points(Length length) { return static_cast<float>(length.um) * (72.0F / 25400.0F); }

// Draws on one page; remembers the pen, so that it is only written where it changes.
class Pencil {
 public:
  Pencil(HPDF_Page page, HPDF_Font font, Length height) : page_(page), font_(font), top_(height) {}
  Pencil(const Pencil&) = delete;
  Pencil& operator=(const Pencil&) = delete;
  ~Pencil() { end_text(); }

  void draw(const Primitive& primitive) {
    if (!std::holds_alternative<Glyph>(primitive.shape)) end_text();
    take(primitive.ink);
    std::visit([this](const auto& shape) { put(shape); }, primitive.shape);
  }

 private:
  [[nodiscard]] float x(Length length) const { return points(length); }
  [[nodiscard]] float y(Length length) const { return points(top_ - length); }

  void take(Ink ink) {
    if (ink.gray != ink_.gray) {
      const float white = static_cast<float>(ink.gray) / 100.0F;
      HPDF_Page_SetGrayStroke(page_, white);
      HPDF_Page_SetGrayFill(page_, white);
    }
    if (ink.pen_um != 0 && ink.pen_um != pen_um_) {
      HPDF_Page_SetLineWidth(page_, points({ink.pen_um}));
      pen_um_ = ink.pen_um;
    }
    ink_ = ink;
  }

  void paint() { ink_.pen_um == 0 ? HPDF_Page_Fill(page_) : HPDF_Page_Stroke(page_); }

  void put(const Line& line) {
    HPDF_Page_MoveTo(page_, x(line.from.x), y(line.from.y));
    HPDF_Page_LineTo(page_, x(line.to.x), y(line.to.y));
    HPDF_Page_Stroke(page_);
  }

  void put(const Circle& circle) {
    HPDF_Page_Circle(page_, x(circle.centre.x), y(circle.centre.y), points(circle.radius));
    paint();
  }

  void put(const Rect& rect) {
    if (rect.radius.um == 0) {
      HPDF_Page_Rectangle(page_, x(rect.corner.x), y(rect.corner.y + rect.size.height),
                          points(rect.size.width), points(rect.size.height));
    } else {
      round(rect);
    }
    paint();
  }

  void round(const Rect& rect) {
    const float left = x(rect.corner.x), right = x(rect.corner.x + rect.size.width);
    const float top = y(rect.corner.y), bottom = y(rect.corner.y + rect.size.height);
    const float r = points(rect.radius), h = r * (1 - quarter_circle_handle);
    HPDF_Page_MoveTo(page_, left + r, top);
    HPDF_Page_LineTo(page_, right - r, top);
    HPDF_Page_CurveTo(page_, right - h, top, right, top - h, right, top - r);
    HPDF_Page_LineTo(page_, right, bottom + r);
    HPDF_Page_CurveTo(page_, right, bottom + h, right - h, bottom, right - r, bottom);
    HPDF_Page_LineTo(page_, left + r, bottom);
    HPDF_Page_CurveTo(page_, left + h, bottom, left, bottom + h, left, bottom + r);
    HPDF_Page_LineTo(page_, left, top - r);
    HPDF_Page_CurveTo(page_, left, top - h, left + h, top, left + r, top);
    HPDF_Page_ClosePath(page_);
  }

  // One letter an operator: libharu's stack never holds two letters of a word. Letters that follow
  // each other are one text object, which halves a page of them.
  void put(const Glyph& glyph) {
    begin_text(glyph.cap_height);
    Scratch<2> letter;
    letter.view()[0] = static_cast<std::uint8_t>(glyph.letter);
    const auto* text = reinterpret_cast<const char*>(letter.view().data());
    if (glyph.turn == 0) {
      const Length half_width = drawing::advance(glyph.cap_height) / 2;
      HPDF_Page_TextOut(page_, x(glyph.centre.x - half_width),
                        y(glyph.centre.y + glyph.cap_height / 2), text);
    } else {
      turn_text(glyph);
      HPDF_Page_ShowText(page_, text);
      end_text();
    }
  }

  void begin_text(Length cap_height) {
    if (!in_text_) HPDF_Page_BeginText(page_);
    in_text_ = true;
    if (cap_height == cap_height_) return;
    HPDF_Page_SetFontAndSize(page_, font_,
                             points(cap_height) * drawing::font_em / drawing::font_cap_height);
    cap_height_ = cap_height;
  }

  void end_text() {
    if (in_text_) HPDF_Page_EndText(page_);
    in_text_ = false;
  }

  // PDF turns anticlockwise, about the left end of the baseline.
  void turn_text(const Glyph& glyph) {
    const float angle = -static_cast<float>(glyph.turn) / 1800.0F * std::numbers::pi_v<float>;
    const float cosine = std::cos(angle), sine = std::sin(angle);
    const float left = points(drawing::advance(glyph.cap_height)) / 2;
    const float down = points(glyph.cap_height) / 2;
    HPDF_Page_SetTextMatrix(page_, cosine, sine, -sine, cosine,
                            x(glyph.centre.x) - left * cosine + down * sine,
                            y(glyph.centre.y) - left * sine - down * cosine);
  }

  HPDF_Page page_;
  HPDF_Font font_;
  Length top_;
  Ink ink_ = {};
  std::uint8_t pen_um_ = 0;
  bool in_text_ = false;
  Length cap_height_ = {};
};

// Only the name of the program; libharu has written its own already.
void name_producer(HPDF_Doc document) {
  HPDF_SetInfoAttr(document, HPDF_INFO_CREATOR, program_name);
  HPDF_SetInfoAttr(document, HPDF_INFO_PRODUCER, program_name);
}

// Where the bytes of a document are while it is made, libharu's copies included.
enum class Memory : bool { ordinary, secret };

// Grows the page about its middle.
void grow(HPDF_Page page, Size sheet, Scale scale) {
  if (scale.x == 1000 && scale.y == 1000) return;
  const float x = static_cast<float>(scale.x) / 1000.0F, y = static_cast<float>(scale.y) / 1000.0F;
  HPDF_Page_Concat(page, x, 0, 0, y, points(sheet.width) * (1 - x) / 2,
                   points(sheet.height) * (1 - y) / 2);
}

DocumentHandle make(Memory memory, std::size_t page_count, Size sheet, const DrawPage& draw,
                    Scale scale) {
  const bool secret = memory == Memory::secret;
  DocumentHandle document(HPDF_NewEx(ignore_error, secret ? allocate : nullptr,
                                     secret ? release : nullptr, 0, nullptr));
  check(document.get());
  HPDF_SetCompressionMode(document.get(), HPDF_COMP_NONE);
  HPDF_SetViewerPreference(document.get(), HPDF_PRINT_SCALING_NONE);
  name_producer(document.get());
  HPDF_Font font = load_font(document.get());
  check(document.get());
  if (font == nullptr) throw SystemFailure("the PDF cannot be made: the font does not load");

  for (std::size_t i = 0; i < page_count; ++i) {
    HPDF_Page page = HPDF_AddPage(document.get());
    check(document.get());
    HPDF_Page_SetWidth(page, points(sheet.width));
    HPDF_Page_SetHeight(page, points(sheet.height));
    grow(page, sheet, scale);
    {
      Pencil pencil(page, font, sheet.height);
      draw(i, [&](const Drawing& drawing) {
        for (const Primitive& primitive : drawing.view()) pencil.draw(primitive);
      });
    }
    check(document.get());
  }
  return document;
}

// Where a document is written; without bytes it is only counted.
struct Sink {
  std::uint8_t* bytes = nullptr;
  std::size_t capacity = 0, size = 0;
};

extern "C" HPDF_STATUS write_to_sink(HPDF_Stream stream, const HPDF_BYTE* bytes, HPDF_UINT size) {
  auto& sink = *static_cast<Sink*>(stream->attr);
  if (sink.bytes != nullptr) {
    expects(size <= sink.capacity - sink.size);
    std::copy_n(bytes, size, sink.bytes + sink.size);
  }
  sink.size += size;
  return HPDF_OK;
}

// libharu saves to a file or to blocks of its own, which would hold all the pages a second time
// until they are copied once more. It takes any stream that is there for its blocks.
std::size_t save(HPDF_Doc document, Sink sink) {
  document->stream = HPDF_CallbackWriter_New(document->mmgr, write_to_sink, &sink);
  check(document);
  expects(document->stream != nullptr);
  HPDF_SaveToStream(document);
  check(document);
  HPDF_Stream_Free(document->stream);
  document->stream = nullptr;
  return sink.size;
}

// Saves twice: first to know how long it is.
void save_all(HPDF_Doc document, std::uint8_t* bytes, std::size_t size) {
  const std::size_t written = save(document, {.bytes = bytes, .capacity = size});
  expects(written == size);
}

}  // namespace

Document pdf(std::span<const Drawing> pages, Size sheet) {
  return pdf(pages.size(), sheet, [&](std::size_t i, const Paint& paint) { paint(pages[i]); });
}

Document pdf(std::size_t page_count, Size sheet, const DrawPage& draw, Scale scale) {
  expects(page_count > 0);
  const auto document = make(Memory::secret, page_count, sheet, draw, scale);
  Document bytes(save(document.get(), {}));
  save_all(document.get(), bytes.view().data(), bytes.size());
  return bytes;
}

std::string public_pdf(std::size_t page_count, Size sheet, const DrawPage& draw) {
  expects(page_count > 0);
  const auto document = make(Memory::ordinary, page_count, sheet, draw, {});
  std::string bytes(save(document.get(), {}), '\0');
  save_all(document.get(), reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size());
  return bytes;
}

}  // namespace steelshare::render
