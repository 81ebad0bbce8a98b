#include "steelshare/kit/document.h"

#include <algorithm>
#include <array>
#include <span>

#include "kit/rows.h"

namespace steelshare::kit {
namespace {

using drawing::Align;
using drawing::Drawing;
using drawing::DrawingBuilder;
using drawing::Ink;
using drawing::Layer;
using drawing::Length;
using drawing::Point;
using drawing::Size;
using drawing::TextStyle;

constexpr Length margin = 10_mm;
constexpr Length head_height = 11_mm;  // from the margin to the first row
constexpr Length foot_height = 8_mm;
constexpr Length head_rule_y = 5_mm;
constexpr Length head_text_y = 2_mm;
constexpr Length foot_text_up = 1.5_mm;
constexpr TextStyle small_style{.ink = {.gray = 40, .pen_um = 0}, .cap_height = 1.6_mm};
constexpr Ink rule_ink{.gray = 60, .pen_um = 100};

constexpr std::array page_names{"program-from", "program-to", "words-from", "words-to"};
constexpr int most_turns = 5;

constexpr TextStyle at_right(TextStyle style) {
  style.align = Align::right;
  return style;
}

Point operator+(Point a, Length down) { return {a.x, a.y + down}; }

// How high the rows are that stand on one page, the head of a torn table included.
Length height_of(std::span<const Row> rows) {
  Length height{};
  for (const Row& row : rows.front().head) height = height + row.height;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    height = height + rows[i].height + (i == 0 ? Length{} : rows[i].gap);
  }
  return height;
}

// How many of the rows go on the next page.
std::size_t rows_that_fit(std::span<const Row> rows, Length room) {
  std::size_t count = 1;
  while (count < rows.size() && !rows[count].new_page && height_of(rows.first(count + 1)) <= room) {
    ++count;
  }
  if (count == rows.size() || rows[count].new_page) return count;
  std::size_t whole = count;
  while (whole > 1 && rows[whole - 1].keep) --whole;
  return whole > 1 || !rows[0].keep ? whole : count;
}

bool has(std::span<const Row> rows, Part part) {
  return std::ranges::any_of(rows, [=](const Row& row) { return row.part == part; });
}

Drawing draw_row(const Row& row, Point at) {
  DrawingBuilder draw(128);
  for (const auto& [rect, ink] : row.frames) {
    draw.rect(Layer::label, ink, {rect.corner + at, rect.size, rect.radius});
  }
  for (const auto& [from, to, ink] : row.strokes) {
    draw.line(Layer::label, ink, from + at, to + at);
  }
  for (const auto& [place, cap_height, gray, text] : row.runs) {
    draw.text({.ink = {.gray = gray, .pen_um = 0}, .cap_height = cap_height}, place + at, text);
  }
  return draw.finish();
}

}  // namespace

struct Document::Layout {
  Size sheet;
  std::size_t further_pages;
  Marked marked;
  std::vector<std::span<const Row>> pages = {};

  // Puts the rows on pages.
  void paginate() {
    const Length room = sheet.height - margin * 2 - head_height - foot_height;
    std::span<const Row> rest = marked.rows;
    while (!rest.empty()) {
      const auto count = rows_that_fit(rest, room);
      expects(height_of(rest.first(count)) <= room);
      pages.push_back(rest.first(count));
      rest = rest.subspan(count);
    }
  }

  // Says on which pages the parts are that are taken out as files.
  void number(Facts& facts, std::string_view name, Part part) const {
    std::size_t first = 0, last = 0;
    for (std::size_t i = 0; i < pages.size(); ++i) {
      if (!has(pages[i], part)) continue;
      last = i + 1;
      if (first == 0) first = last;
    }
    facts.values[std::string(name) + "-from"] = std::to_string(first);
    facts.values[std::string(name) + "-to"] = std::to_string(last);
  }

  [[nodiscard]] Length left() const { return (sheet.width - body_width) / 2; }

  // What stands around the rows of a page.
  [[nodiscard]] Drawing frame(std::size_t index, bool is_file) const {
    DrawingBuilder draw;
    const Point corner{left(), margin};
    const Length right = left() + body_width;
    const std::string mark = is_file ? "# " : "";
    const std::string number =
        "page " + std::to_string(index + 1) + " of " + std::to_string(pages.size() + further_pages);
    draw.text(small_style, corner + head_text_y, mark + "steelshare \xb7 " + marked.name);
    draw.text(at_right(small_style), Point{right, corner.y} + head_text_y, number);
    draw.line(Layer::label, rule_ink, corner + head_rule_y, Point{right, corner.y} + head_rule_y);
    if (!marked.footer.empty()) {
      draw.text(small_style, {left(), sheet.height - margin - foot_text_up}, mark + marked.footer);
    }
    return draw.finish();
  }
};

// A text may name pages, which are known when it is laid out; then it is laid out again.
Document::Document(std::string_view text, const Facts& facts, Size sheet,
                   std::size_t further_pages) {
  expects(sheet.width >= body_width + margin * 2);
  Facts named = facts;
  for (const char* name : page_names) named.values[name] = "1";
  for (int turn = 0;; ++turn) {
    expects(turn < most_turns);
    layout_ = std::make_unique<Layout>(Layout{sheet, further_pages, read_marks(text, named)});
    layout_->paginate();
    const auto before = named.values;
    layout_->number(named, "program", Part::program);
    layout_->number(named, "words", Part::words);
    if (named.values == before) return;
  }
}

Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

std::size_t Document::page_count() const { return layout_->pages.size(); }

void Document::draw(std::size_t page, const std::function<void(const Drawing&)>& paint) const {
  expects(page < page_count());
  const auto rows = layout_->pages[page];
  paint(layout_->frame(page, has(rows, Part::program) || has(rows, Part::words)));
  Point at{layout_->left(), margin + head_height};
  for (const Row& row : rows.front().head) {
    paint(draw_row(row, at));
    at = at + row.height;
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) at = at + rows[i].gap;
    paint(draw_row(rows[i], at));
    at = at + rows[i].height;
  }
}

}  // namespace steelshare::kit
