#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "kit/rows.h"
#include "steelshare/base/expects.h"
#include "steelshare/words/wordlist.h"

namespace steelshare::kit {
namespace {

using drawing::Ink;
using drawing::Length;
using drawing::Point;
using drawing::Rect;

constexpr auto decoder = std::to_array<char>({
#include "kit_decoder.inc"
});

// One kind of letters: how high the capitals are, and how far apart the lines.
struct Letters {
  Length cap_height, step;
  std::uint8_t gray;

  [[nodiscard]] Length width(std::size_t count) const {
    return drawing::advance(cap_height) * static_cast<std::int32_t>(count);
  }
  [[nodiscard]] std::size_t columns(Length width) const {
    return static_cast<std::size_t>(width.um / drawing::advance(cap_height).um);
  }
};
constexpr Letters title_letters{4.2_mm, 8.4_mm, 0};
constexpr Letters heading_letters{2.7_mm, 5.6_mm, 0};
constexpr Letters text_letters{2.1_mm, 4.4_mm, 10};
constexpr Letters command_letters{2.0_mm, 4.6_mm, 0};
constexpr Letters cell_letters{1.9_mm, 4_mm, 10};
constexpr Letters head_letters{1.6_mm, 3.6_mm, 35};
constexpr Letters program_letters{2.2_mm, 4.1_mm, 0};
constexpr Letters list_letters{2_mm, 3.15_mm, 0};
constexpr Letters number_letters{1.6_mm, 3.15_mm, 45};

constexpr Length text_width = 172_mm;  // lines that the eye still finds its way back from
constexpr Length heading_gap = 5.2_mm, paragraph_gap = 2.2_mm, item_gap = 1.3_mm;
constexpr std::size_t unbroken_lines = 8;  // a paragraph up to this long is never torn

constexpr Length box_side = 3_mm;
constexpr Length blank_height = 8_mm;
constexpr Length cell_padding = 1.6_mm, cell_height = 8_mm;
constexpr Ink line_ink{.gray = 55, .pen_um = 120};
constexpr Ink column_ink{.gray = 78, .pen_um = 80};
constexpr Ink box_ink{.gray = 20, .pen_um = 180};
constexpr Ink bar_ink{.gray = 45, .pen_um = 0};
constexpr Ink dot_ink{.gray = 20, .pen_um = 0};
constexpr Ink guide_ink{.gray = 84, .pen_um = 80};

constexpr std::size_t list_columns = 8, list_rows = 64;  // of one page
constexpr std::size_t list_block = 8;  // rows of the list of words between two wider gaps
constexpr std::size_t indent_columns = 4;

// Takes what begins a text, if it does.
bool take(std::string_view& text, std::string_view begin) {
  if (!text.starts_with(begin)) return false;
  text.remove_prefix(begin.size());
  return true;
}

// Takes what stands before a separator, or all.
std::string_view take_until(std::string_view& text, char separator) {
  const auto part = text.substr(0, text.find(separator));
  text.remove_prefix(std::min(text.size(), part.size() + 1));
  return part;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::string printable(std::string_view text) {
  std::string result(text);
  std::ranges::replace_if(
      result, [](char c) { return c < ' ' || c > '~'; }, '?');
  return result;
}

// Breaks a text between words, and a word that is longer than a line where the line ends.
std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines(1);
  while (!(text = trimmed(text)).empty()) {
    auto word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
    if (!lines.back().empty() && lines.back().size() + 1 + word.size() > columns) {
      lines.emplace_back();
    }
    if (!lines.back().empty()) lines.back() += ' ';
    for (; word.size() > columns; word.remove_prefix(columns)) {
      lines.back() = word.substr(0, columns);
      lines.emplace_back();
    }
    lines.back() += word;
  }
  return lines;
}

Rect box_at(Length x, Length middle) {
  return {{x, middle - box_side / 2}, {box_side, box_side}, 0.3_mm};
}

// What stands before the lines of a paragraph.
enum class Lead { none, bullet, step, box, warning };

struct Paragraph {
  Lead lead = Lead::none;
  std::string text;
};

class Reader {
 public:
  explicit Reader(const Facts& facts) : facts_(facts) {}

  Marked read(std::string_view text) {
    while (!text.empty()) line(take_until(text, '\n'));
    end_paragraph();
    return std::move(marked_);
  }

 private:
  struct Item {
    std::string_view list;
    std::string_view text;
  };

  // Conditions and repetition come before the mark.
  void line(std::string_view text) {
    while (take(text, "?")) {
      const bool wanted = !take(text, "!");
      const auto flag = facts_.flags.find(take_until(text, ' '));
      expects(flag != facts_.flags.end());
      if (flag->second != wanted) return;
    }
    if (!take(text, "*")) return marked(text);
    const auto list = facts_.lists.find(take_until(text, ' '));
    expects(list != facts_.lists.end());
    for (const auto& item : list->second) {
      item_ = {list->first, item};
      marked(text);
    }
    item_.reset();
  }

  void marked(std::string_view text) {
    if (text.starts_with('%')) return;
    if (!text.starts_with('|')) columns_.clear();
    if (text.empty()) return end_paragraph();
    if (take(text, "@name ")) return void(marked_.name = fill(text));
    if (take(text, "@footer ")) return void(marked_.footer = fill(text));
    if (text == "@decoder") return program({decoder.data(), decoder.size()});
    if (text == "@words") return words();
    if (take(text, "= ")) return title(text);
    if (take(text, "== ")) return heading(text);
    if (take(text, "- ")) return begin(Lead::bullet, text);
    if (take(text, "+ ")) return begin(Lead::step, text);
    if (take(text, "[] ")) return begin(Lead::box, text);
    if (take(text, "! ")) return begin(Lead::warning, text);
    if (take(text, "__ ")) return blanks(text);
    if (take(text, "|: ")) return begin_table(text);
    if (take(text, "|")) return table_row(text);
    if (take(text, "    ")) return command(text);
    // What follows an item of a list without belonging to it has a blank line before it.
    const bool in_item = paragraph_.lead == Lead::bullet || paragraph_.lead == Lead::step ||
                         paragraph_.lead == Lead::box;
    expects(in_item == text.starts_with("  "));
    paragraph_.text += (paragraph_.text.empty() ? "" : " ") + fill(text);
  }

  // Placeholders get their values once; a value is never read for marks or placeholders.
  [[nodiscard]] std::string fill(std::string_view text) const {
    std::string result;
    while (!text.empty()) {
      result += take_until(text, '{');
      if (text.empty()) break;
      result += printable(value(take_until(text, '}')));
    }
    return result;
  }

  [[nodiscard]] std::string_view value(std::string_view name) const {
    if (item_ && item_->list == name) return item_->text;
    const auto found = facts_.values.find(name);
    expects(found != facts_.values.end());
    return found->second;
  }

  void add(Row row) {
    marked_.rows.push_back(std::move(row));
    after_command_ = false;
  }

  void title(std::string_view text) {
    end_paragraph();
    steps_ = 0;
    Row row{.height = title_letters.step, .keep = true, .new_page = true};
    row.runs.push_back(
        {{{}, title_letters.cap_height / 2}, title_letters.cap_height, 0, fill(text)});
    add(std::move(row));
  }

  void heading(std::string_view text) {
    end_paragraph();
    steps_ = 0;
    Row row{.gap = heading_gap, .height = heading_letters.step, .keep = true};
    row.runs.push_back({{{}, heading_letters.step / 2}, heading_letters.cap_height, 0, fill(text)});
    add(std::move(row));
  }

  void begin(Lead lead, std::string_view text) {
    end_paragraph();
    paragraph_ = {lead, fill(text)};
  }

  static Length indent_of(Lead lead) {
    if (lead == Lead::none) return {};
    return lead == Lead::step || lead == Lead::box ? 7_mm : 5_mm;
  }

  void end_paragraph() {
    if (paragraph_.text.empty()) return;
    const auto [lead, text] = std::exchange(paragraph_, {});
    const Length indent = indent_of(lead);
    const auto lines = wrap(text, text_letters.columns(text_width - indent));
    const bool list = lead == Lead::bullet || lead == Lead::step || lead == Lead::box;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool torn_here = lines.size() > unbroken_lines && i > 0 && i + 2 < lines.size();
      Row row{.height = text_letters.step, .keep = i + 1 < lines.size() && !torn_here};
      if (i == 0) row.gap = list ? item_gap : paragraph_gap;
      row.runs.push_back(
          {{indent, text_letters.step / 2}, text_letters.cap_height, text_letters.gray, lines[i]});
      draw_lead(row, lead, i == 0);
      add(std::move(row));
    }
    // A sentence that announces what follows stays with it.
    if (text.ends_with(':')) marked_.rows.back().keep = true;
  }

  void draw_lead(Row& row, Lead lead, bool first) {
    const Length middle = row.height / 2;
    if (lead == Lead::warning) {
      row.frames.push_back({{{{}, -0.2_mm}, {0.9_mm, row.height + 0.4_mm}, {}}, bar_ink});
    }
    if (!first) return;
    if (lead == Lead::bullet) {
      row.frames.push_back({{{1_mm, middle - 0.45_mm}, {0.9_mm, 0.9_mm}, 0.4_mm}, dot_ink});
    }
    if (lead == Lead::box) row.frames.push_back({box_at({}, middle), box_ink});
    if (lead == Lead::step) {
      row.runs.push_back({{{}, middle},
                          text_letters.cap_height,
                          text_letters.gray,
                          std::to_string(++steps_) + "."});
    }
  }

  // What is typed as it stands.
  void command(std::string_view text) {
    end_paragraph();
    const std::string filled = fill(text);
    expects(filled.size() <= command_letters.columns(body_width - 7_mm));
    if (after_command_) marked_.rows.back().keep = true;
    Row row{.gap = after_command_ ? Length{} : 1_mm, .height = command_letters.step};
    row.runs.push_back({{7_mm, row.height / 2}, command_letters.cap_height, 0, filled});
    add(std::move(row));
    after_command_ = true;
  }

  // Labels, each with a line to write on, side by side.
  void blanks(std::string_view text) {
    end_paragraph();
    std::vector<std::string> labels;
    for (; !text.empty(); take(text, "__ ")) {
      labels.push_back(fill(trimmed(text.substr(0, text.find("__ ")))));
      text.remove_prefix(std::min(text.size(), text.find("__ ")));
    }
    Row row{.height = blank_height};
    const Length each = body_width / static_cast<std::int32_t>(labels.size());
    const Length base = row.height - 1.4_mm;
    Length x{};
    for (const auto& label : labels) {
      row.runs.push_back({{x, base - text_letters.cap_height / 2},
                          text_letters.cap_height,
                          text_letters.gray,
                          label});
      const Length from = x + text_letters.width(label.size()) + 2_mm;
      row.strokes.push_back({{from, base}, {x + each - 4_mm, base}, line_ink});
      x = x + each;
    }
    add(std::move(row));
  }

  // The widths of the columns in millimetres; the next row is the head.
  void begin_table(std::string_view text) {
    end_paragraph();
    Length sum{};
    while (!text.empty()) {
      const auto word = take_until(text, ' ');
      std::int32_t width = 0;
      std::from_chars(word.data(), word.data() + word.size(), width);
      columns_.push_back(1_mm * width);
      sum = sum + columns_.back();
    }
    expects(sum <= body_width);
    head_.clear();
  }

  void table_row(std::string_view text) {
    expects(!columns_.empty());
    const bool is_head = head_.empty();
    const Letters& letters = is_head ? head_letters : cell_letters;
    std::vector<std::vector<std::string>> cells;
    std::size_t most_lines = 1;
    for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
      expects(cells.size() < columns_.size());
      const auto columns = letters.columns(columns_[cells.size()] - cell_padding * 2);
      cells.push_back(wrap(fill(trimmed(take_until(text, '|'))), columns));
      most_lines = std::max(most_lines, cells.back().size());
    }
    const Length high = letters.step * static_cast<std::int32_t>(most_lines) + 1.6_mm;
    Row row{.height = is_head ? high : std::max(cell_height, high), .keep = is_head};
    if (is_head) row.gap = 2_mm;
    if (!is_head) row.head = head_;
    draw_cells(row, letters, cells);
    if (is_head) head_.push_back(row);
    add(std::move(row));
  }

  void draw_cells(Row& row, const Letters& letters,
                  const std::vector<std::vector<std::string>>& cells) {
    Length x{};
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::vector<std::string> lines =
          i < cells.size() ? cells[i] : std::vector<std::string>();
      Length y =
          (row.height - letters.step * static_cast<std::int32_t>(lines.size()) + letters.step) / 2;
      for (const auto& line : lines) {
        const Length left = i == 0 ? x : x + cell_padding;
        if (line == "[]") {
          row.frames.push_back({box_at(left, y), box_ink});
        } else {
          row.runs.push_back({{left, y}, letters.cap_height, letters.gray, line});
        }
        y = y + letters.step;
      }
      x = x + columns_[i];
      if (i + 1 < columns_.size()) row.strokes.push_back({{x, {}}, {x, row.height}, column_ink});
    }
    row.strokes.push_back({{{}, row.height}, {x, row.height}, line_ink});
  }

  // A program as it is, with a line at each step of its indentation for whoever types it in.
  void program(std::string_view text) {
    end_paragraph();
    bool first = true, after_blank = false;
    while (!text.empty()) {
      const std::string line(take_until(text, '\n'));
      if (line.empty()) {
        if (!first) marked_.rows.back().keep = false;
        after_blank = true;
        continue;
      }
      expects(line.size() <= program_letters.columns(body_width));
      Row row{
          .height = program_letters.step, .keep = true, .new_page = first, .part = Part::program};
      if (after_blank) row.gap = program_letters.step * 6 / 10;
      const auto indent = line.find_first_not_of(' ');
      for (std::size_t column = 0; column < indent; column += indent_columns) {
        const Length x = program_letters.width(column) + 0.5_mm;
        row.strokes.push_back({{x, {}}, {x, row.height}, guide_ink});
      }
      row.runs.push_back({{{}, row.height / 2}, program_letters.cap_height, 0, line});
      add(std::move(row));
      first = after_blank = false;
    }
    marked_.rows.back().keep = false;
  }

  // Every word of SLIP-39, with what adds up to their numbers.
  void words() {
    end_paragraph();
    const Wordlist& list = slip39_words();
    const Length first = 15_mm;
    const Length step = (body_width - first) / static_cast<std::int32_t>(list_columns);
    for (std::size_t i = 0; i < list.size(); i += list_columns) {
      const std::size_t number = i / list_columns;
      if (number % list_rows == 0) list_head(first, step, number > 0);
      Row row{.height = list_letters.step, .part = Part::words};
      if (number % list_block == 0) row.gap = 1.1_mm;
      const std::string label = std::to_string(i + 1);
      row.runs.push_back({{number_letters.width(4 - label.size()), row.height / 2},
                          number_letters.cap_height,
                          number_letters.gray,
                          label});
      for (std::size_t column = 0; column < list_columns; ++column) {
        row.runs.push_back({{first + step * static_cast<std::int32_t>(column), row.height / 2},
                            list_letters.cap_height,
                            list_letters.gray,
                            list.word(WordIndex{static_cast<std::uint16_t>(i + column)})});
      }
      add(std::move(row));
    }
  }

  void list_head(Length first, Length step, bool new_page) {
    Row row{.gap = 2_mm,
            .height = list_letters.step,
            .keep = true,
            .new_page = new_page,
            .part = Part::words};
    for (std::size_t column = 0; column < list_columns; ++column) {
      row.runs.push_back({{first + step * static_cast<std::int32_t>(column), row.height / 2},
                          number_letters.cap_height,
                          number_letters.gray,
                          "+" + std::to_string(column)});
    }
    add(std::move(row));
  }

  const Facts& facts_;
  std::optional<Item> item_;
  Marked marked_;
  Paragraph paragraph_;
  int steps_ = 0;
  bool after_command_ = false;
  std::vector<Length> columns_;
  std::vector<Row> head_;
};

}  // namespace

Marked read_marks(std::string_view text, const Facts& facts) { return Reader(facts).read(text); }

}  // namespace steelshare::kit
