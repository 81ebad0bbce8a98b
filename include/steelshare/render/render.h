// Drawing -> file. The bytes of a document hold what the drawing held, so they are secret too, but
// for documents that have no secret in them.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>

#include "steelshare/drawing/drawing.h"
#include "steelshare/secret/secret.h"

namespace steelshare::render {

using Document = Secret<struct DocumentTag>;

/// Returns a PDF with one page a drawing, at true size: 1 mm is 72/25.4 points.
///   pages    at least one; origin at the top left of the sheet
///   returns  the same bytes for the same drawings; no date, no title, no identifier; uncompressed;
///            the font embedded; the preference to print without scaling
///   errors   throws SystemFailure where the secret memory is exhausted
Document pdf(std::span<const drawing::Drawing> pages, drawing::Size sheet);

/// How much larger everything is drawn, in thousandths, about the middle of the sheet: makes up for
/// a printer whose ruler of 100 mm is another length.
struct Scale {
  std::int32_t x = 1000, y = 1000;
};

/// Takes a part of a page.
using Paint = std::function<void(const drawing::Drawing&)>;
/// Draws a page, counted from 0, part by part.
using DrawPage = std::function<void(std::size_t, const Paint&)>;

/// The same, page by page: no drawing outlives its turn in the memory for secrets.
Document pdf(std::size_t page_count, drawing::Size sheet, const DrawPage& draw, Scale scale = {});

/// The same for pages without a secret, in ordinary memory: that for secrets holds no long
/// document, and of a page only the part that is drawn.
std::string public_pdf(std::size_t page_count, drawing::Size sheet, const DrawPage& draw);

}  // namespace steelshare::render
