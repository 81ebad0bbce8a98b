// What a drawing says: its glyphs put back into lines, for tests of text.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "steelshare/drawing/drawing.h"
#include "steelshare/kit/document.h"

namespace steelshare::test {

/// All primitives of a page.
inline std::vector<drawing::Primitive> primitives_of(const kit::Document& document,
                                                     std::size_t page) {
  std::vector<drawing::Primitive> all;
  document.draw(page, [&](const drawing::Drawing& part) {
    all.insert(all.end(), part.view().begin(), part.view().end());
  });
  return all;
}

/// The lines of a page from the top down. Gaps between glyphs are spaces: one for each width of a
/// letter, so that what stands side by side is a line.
inline std::vector<std::string> lines_of(const kit::Document& document, std::size_t page) {
  std::map<std::int32_t, std::map<std::int32_t, drawing::Glyph>> rows;
  for (const auto& primitive : primitives_of(document, page)) {
    const auto* glyph = std::get_if<drawing::Glyph>(&primitive.shape);
    if (glyph != nullptr) rows[glyph->centre.y.um][glyph->centre.x.um] = *glyph;
  }
  std::vector<std::string> lines;
  for (const auto& [y, row] : rows) {
    std::string& line = lines.emplace_back();
    std::int32_t before = row.begin()->first;
    for (const auto& [x, glyph] : row) {
      const std::int32_t width = drawing::advance(glyph.cap_height).um;
      if (!line.empty()) {
        line.append(static_cast<std::size_t>(std::max(0, (x - before + width / 2) / width - 1)),
                    ' ');
      }
      line += glyph.letter == '\xb7' ? '-' : glyph.letter;
      before = x;
    }
  }
  return lines;
}

/// All pages, with a line of '=' before each but the first.
inline std::string text_of(const kit::Document& document) {
  std::string text;
  for (std::size_t page = 0; page < document.page_count(); ++page) {
    if (page > 0) text += "==========\n";
    for (const auto& line : lines_of(document, page)) text += line + '\n';
  }
  return text;
}

/// The same as one line, so that a sentence is found wherever it was broken.
inline std::string flat(const kit::Document& document) {
  std::string text = text_of(document);
  std::ranges::replace(text, '\n', ' ');
  text.erase(
      std::unique(text.begin(), text.end(), [](char a, char b) { return a == ' ' && b == ' '; }),
      text.end());
  return text;
}

}  // namespace steelshare::test
