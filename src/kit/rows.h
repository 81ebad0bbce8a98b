// Rows: what a page is made of, from the top down. markup.cpp makes them of a text, document.cpp
// puts them on pages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "steelshare/drawing/drawing.h"
#include "steelshare/kit/document.h"

namespace steelshare::kit {

using namespace drawing::literals;

constexpr drawing::Length body_width = 189_mm;

/// Letters of one size on one line.
///   at   left end, half way up the capitals; from the top left of the row
struct Run {
  drawing::Point at;
  drawing::Length cap_height;
  std::uint8_t gray;
  std::string text;
};

struct Stroke {
  drawing::Point from, to;
  drawing::Ink ink;
};

struct Frame {
  drawing::Rect rect;
  drawing::Ink ink;
};

/// What is taken out of a document as a file: whatever else is on its pages is a comment there.
enum class Part : std::uint8_t { text, program, words };

/// A strip of the page that is never torn.
struct Row {
  drawing::Length gap = {};  // above it, but not at the top of a page
  drawing::Length height = {};
  bool keep = false;      // the next row stands on the same page
  bool new_page = false;  // begins a page
  Part part = Part::text;
  /// Head of its table, to be repeated on a new page; nothing outside of tables.
  std::vector<Row> head = {};
  std::vector<Run> runs = {};
  std::vector<Stroke> strokes = {};
  std::vector<Frame> frames = {};
};

/// What a text asks for.
struct Marked {
  std::string name;    // of the document, at the top of each page
  std::string footer;  // at the foot of each page; may be empty
  std::vector<Row> rows;
};

/// Reads the marks, fills in the facts and breaks the lines.
Marked read_marks(std::string_view text, const Facts& facts);

}  // namespace steelshare::kit
