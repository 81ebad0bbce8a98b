#include "plate/sheet.h"

#include <algorithm>

#include "steelshare/plate/geometry.h"

namespace steelshare::plate {
namespace {

constexpr Length header_rule_y = 13.5_mm;
constexpr std::string_view dot = " \xb7 ";

std::string_view paper_name(Paper paper) { return paper == Paper::a4 ? "A4" : "Letter"; }

std::string share_title(const ShareLabel& share) {
  std::string title;
  if (share.group_count > 1) {
    title += "group " + number(share.group_number) + " of " + number(share.group_count);
    title += dot;
  }
  title += "share " + number(share.member_number);
  if (share.member_count > 0) title += " of " + number(share.member_count);
  title += dot;
  if (share.member_threshold == 1 && share.group_count == 1) return title + "it alone recovers";
  return title + "any " + number(share.member_threshold) +
         (share.group_count > 1 ? " open the group" : " recover");
}

constexpr std::size_t longest_name = 14;
constexpr std::size_t longest_kind = 25;  // "bip39 chinese-traditional"

// Names come from people: the font has printable ASCII only, and the line has room for so much.
std::string printable(std::string_view name, std::size_t longest) {
  std::string text(name.substr(0, longest));
  if (name.size() > longest) text.replace(longest - 2, 2, "..");
  std::ranges::replace_if(
      text, [](char c) { return c < ' ' || c > '~'; }, '?');
  return text;
}

std::string group_text(const ShareLabel& share) {
  if (share.group_count <= 1) return {};
  std::string text = "the group";
  if (!share.group_name.empty()) text = "group '" + printable(share.group_name, longest_name) + "'";
  return text + std::string(dot) + "any " + number(share.group_threshold) + " of " +
         number(share.group_count) + " groups recover the secret";
}

std::string page_title(PageKind page) {
  switch (page) {
    case PageKind::blank:
      return "blank plate";
    case PageKind::reader:
      return "reader: print on film, lay on steel";
    case PageKind::practice:
      return "practice plate: nothing secret";
  }
  return {};
}

std::string thickness_text(const Template& plate) {
  const Length least = plate.plate.least_thickness;
  if (least == Length{} || plate.grid.kind == GridKind::ring) return {};
  return std::string(dot) + "plate " + millimetres(least) + " mm or thicker";
}

std::string tool_text(const Template& plate) {
  if (has_dots(plate.grid.kind)) return "dots of " + millimetres(plate.dots.diameter) + " mm";
  const std::string height = millimetres(plate.stamp.height) + " mm";
  return plate.grid.kind == GridKind::tiles ? "letter tiles" : "stamps " + height;
}

}  // namespace

Sheet begin_sheet(Paper paper) {
  const Size size = sheet_size(paper);
  return {.draw = DrawingBuilder(2048),
          .body = {(size.width - body_width) / 2, printable_margin},
          .body_height = size.height - printable_margin * 2};
}

void draw_header(Sheet& sheet, const Template& plate, const PageLabels& labels) {
  const std::string title = labels.share ? share_title(*labels.share) : page_title(labels.page);
  std::string about = number(labels.word_count) + " words";
  if (!labels.kind.empty()) about += std::string(dot) + printable(labels.kind, longest_kind);
  about += std::string(dot) + plate.title;
  sheet.text(title_style, sheet.at({}, 2.9_mm), title);
  sheet.text(aligned(subtitle_style, Align::right), sheet.at(body_width, 3.8_mm), "steelshare");
  sheet.text(subtitle_style, sheet.at({}, 8.8_mm), about);
  if (labels.share) {
    sheet.text(aligned(subtitle_style, Align::right), sheet.at(body_width, 8.8_mm),
               group_text(*labels.share));
  }
  sheet.line(Layer::label, rule_ink, sheet.at({}, header_rule_y),
             sheet.at(body_width, header_rule_y));
}

void draw_footer(Sheet& sheet, const Template& plate, Paper paper, std::string_view note) {
  const std::string left = plate.id + std::string(dot) + tool_text(plate) + std::string(dot) +
                           std::string(paper_name(paper));
  sheet.text(small_style, sheet.up({}, 1.2_mm), left + thickness_text(plate));
  sheet.text(aligned(small_style, Align::right), sheet.up(body_width, 5.2_mm), note);
  if (plate.grid.kind == GridKind::tiles) return;
  sheet.text(aligned(small_style, Align::right), sheet.up(body_width, 1.2_mm),
             "print at 100 %, not 'fit to page'");
}

void draw_lines(Sheet& sheet, const TextStyle& style, Point at,
                std::span<const std::string> lines) {
  for (const std::string& line : lines) {
    sheet.text(style, at, line);
    at.y = at.y + line_step;
  }
}

}  // namespace steelshare::plate
