// Drawing -> file. The bytes of a document hold what the drawing held, so they are secret too.
#pragma once

#include <span>

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

}  // namespace steelshare::render
