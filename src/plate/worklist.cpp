// The sheet beside the hammer: what to strike, word by word, and what to look at twice.
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "plate/code.h"
#include "plate/rules.h"
#include "plate/sheet.h"
#include "steelshare/plate/geometry.h"
#include "steelshare/plate/layout.h"
#include "steelshare/plate/page.h"

namespace steelshare::plate {
namespace {

constexpr std::size_t column_count = 2;
constexpr Length column_gap = 5_mm;
constexpr Length column_width = (body_width - column_gap) / 2;
constexpr Length list_y = 27_mm;
constexpr Length list_end_up = 38_mm;  // from the lower end of the body
constexpr Length highest_row = 21_mm;
constexpr Length number_x = 7_mm, letters_x = 9_mm, boxes_x = 40_mm, box_gap = 2.8_mm;
constexpr Length notes_x_in_column = 55_mm;
constexpr Length largest_letters = 4_mm, largest_dots = 3.2_mm, largest_box = 5_mm;
constexpr Length largest_note = 1.9_mm, smallest_note = 1.4_mm;
constexpr Ink box_ink{.gray = 35, .pen_um = 120};
constexpr Ink row_ink{.gray = 85, .pen_um = 80};
constexpr TextStyle head_style{.ink = dark, .cap_height = 1.6_mm};
constexpr TextStyle dots_style{.ink = dark, .cap_height = 1.9_mm, .align = Align::right};
constexpr TextStyle list_heading_style{.ink = black, .cap_height = 2.1_mm};
constexpr TextStyle list_text_style{.ink = dark, .cap_height = 1.7_mm};
constexpr TextStyle sign_style{.ink = pale, .cap_height = 1.7_mm, .align = Align::centre};
constexpr TextStyle count_style{.ink = black, .cap_height = 2.4_mm, .align = Align::centre};
constexpr Length list_line = 4_mm;
constexpr Length heading_gap = 5.3_mm;

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view digits = "0123456789";

// Pairs that worn or badly struck letters are taken for each other.
//   source   plates.md of the design; W and M, N and Z: one of them turned
constexpr std::array<std::string_view, 16> look_alikes{
    "CG", "FP", "DP", "LT", "BD", "MN", "BP", "MW", "IT", "HM", "PR", "IL", "BR", "BE", "EF", "OQ"};

bool look_alike(char a, char b) {
  return std::ranges::any_of(look_alikes, [&](std::string_view pair) {
    return (pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a);
  });
}

// The letters of all words of a list, four a word, zero where a word is shorter.
Text prefixes_of(const Wordlist& words) {
  Text prefixes(words.size() * letters_per_word);
  Template letters;
  for (std::size_t i = 0; i < words.size(); ++i) {
    encode(WordIndex{static_cast<std::uint16_t>(i)}, 0, words, letters,
           prefixes.view().subspan(i * letters_per_word, letters_per_word));
  }
  return prefixes;
}

// Where two words differ, if that is one letter only.
std::optional<std::size_t> only_difference(std::string_view a, std::string_view b) {
  std::optional<std::size_t> place;
  for (std::size_t i = 0; i < letters_per_word; ++i) {
    if (a[i] == b[i]) continue;
    if (place) return {};
    place = i;
  }
  return place;
}

std::string_view prefix_at(std::string_view prefixes, std::size_t word) {
  return prefixes.substr(word * letters_per_word, letters_per_word);
}

// A number that is secret: no string of the standard library holds it.
Text digits_text(std::size_t value, std::size_t least_digits = 1) {
  std::size_t count = 1;
  for (std::size_t rest = value / 10; rest > 0; rest /= 10) ++count;
  count = std::max(count, least_digits);
  Text text(count);
  for (std::size_t i = count; i-- > 0; value /= 10) {
    text.view()[i] = static_cast<char>('0' + value % 10);
  }
  return text;
}

// Lines of words, with the number of those that have no place on them.
class NoteLines {
 public:
  NoteLines(std::size_t columns, std::size_t most_lines)
      : columns_(columns), most_lines_(most_lines) {
    line_.append(std::string_view("not"));
    length_ = 3;
  }

  void add(std::string_view word, bool alike) {
    const std::size_t length = word.size() + (alike ? 1 : 0);
    const bool is_last = lines_.size() + 1 == most_lines_;
    if (left_out_ > 0 || (is_last && length_ + 1 + length + room_for_rest > columns_)) {
      ++left_out_;
      return;
    }
    if (length_ + 1 + length > columns_) end_line();
    if (length_ > 0) line_.append(' ');
    line_.append(word);
    if (alike) line_.append('!');
    length_ += length + (length_ > 0 ? 1 : 0);
    any_ = true;
  }

  std::vector<Text> finish() {
    if (!any_) return {};
    if (left_out_ > 0) {
      line_.append(std::string_view(" +"));
      line_.append(digits_text(left_out_));
    }
    end_line();
    return std::move(lines_);
  }

 private:
  static constexpr std::size_t room_for_rest = 4;  // " +12"

  void end_line() {
    lines_.push_back(std::exchange(line_, TextBuilder()).finish());
    length_ = 0;
  }

  std::size_t columns_, most_lines_;
  std::vector<Text> lines_;
  TextBuilder line_;
  std::size_t length_ = 0, left_out_ = 0;
  bool any_ = false;
};

// The words that one wrong letter would make of this one, those by a letter that looks alike first.
std::vector<Text> neighbours(WordIndex word, std::string_view prefixes, NoteLines lines) {
  const std::string_view own = prefix_at(prefixes, static_cast<std::size_t>(word));
  for (const bool alike : {true, false}) {
    for (std::size_t i = 0; i * letters_per_word < prefixes.size(); ++i) {
      const std::string_view other = prefix_at(prefixes, i);
      const auto place = only_difference(own, other);
      if (!place || look_alike(own[*place], other[*place]) != alike) continue;
      lines.add(other.substr(0, other.find('\0')), alike);
    }
  }
  return lines.finish();
}

// The marks of a word as text: its letters, or its dots row by row.
Text marks_text(std::span<const char> marks, const Template& plate) {
  TextBuilder text;
  if (plate.grid.kind == GridKind::bits) {
    for (const char mark : marks) text.append(mark == dot_mark ? 'x' : '.');
    return text.finish();
  }
  for (const char mark : marks) {
    if (mark != no_mark) text.append(mark);
  }
  return text.finish();
}

using Counts = Secret<struct CountsTag, std::uint16_t>;

bool is_test(const PageLabels& labels) {
  return !labels.share && labels.page == PageKind::practice;
}

// What the list is of, and what is ticked.
void draw_heading(Sheet& sheet, const Template& plate, const PageLabels& labels) {
  const std::string heading = is_test(labels) ? "TEST: WORD BY WORD" : "WORD BY WORD";
  std::string text = "tick each when it is in the steel, and again when it was read from the steel";
  if (is_test(labels)) {
    const PracticeParts parts = practice_parts(plate);
    text = "the public share, words " + number(parts.letters_end + 1) + " to " +
           number(parts.words) + ": tick each when it is in the steel, and again when it was read";
  }
  const auto signs = static_cast<std::int32_t>(heading.size());
  const Length beside = drawing::advance(list_heading_style.cap_height) * signs + heading_gap;
  sheet.text(list_heading_style, sheet.at({}, 18_mm), heading);
  sheet.text(list_text_style, sheet.at(beside, 18_mm), text);
}

class Worklist {
 public:
  Worklist(Sheet& sheet, const Mnemonic& mnemonic, const Wordlist& words, const Template& plate,
           const PageLabels& labels)
      : sheet_(sheet),
        header_(labels.header),
        test_(is_test(labels)),
        first_(test_ ? practice_parts(plate).letters_end : 0),
        mnemonic_(mnemonic),
        words_(words),
        plate_(plate),
        prefixes_(prefixes_of(words)),
        row_count_((mnemonic.size() + column_count - 1) / column_count),
        row_height_(std::min(highest_row, (sheet.body_height - list_y - list_end_up) /
                                              static_cast<std::int32_t>(row_count_))),
        letters_{.ink = black, .cap_height = std::min(largest_letters, row_height_ * 2 / 5)},
        word_{.ink = dark, .cap_height = letters_.cap_height * 11 / 20},
        box_side_(std::min(largest_box, row_height_ / 2)) {}

  void draw() {
    for (std::size_t column = 0; column < column_count; ++column) draw_column_head(column);
    for (std::size_t word = 0; word < mnemonic_.size(); ++word) draw_row(word);
    draw_counts();
  }

 private:
  [[nodiscard]] bool has_letters() const { return !has_dots(plate_.grid.kind); }

  [[nodiscard]] Length column_x(std::size_t column) const {
    return (column_width + column_gap) * static_cast<std::int32_t>(column);
  }

  void draw_column_head(std::size_t column) {
    const Length x = column_x(column), y = list_y - 2.6_mm;
    const std::string_view done = plate_.grid.kind == GridKind::tiles ? "set"
                                  : has_letters()                     ? "struck"
                                                                      : "punched";
    sheet_.text(aligned(head_style, Align::right), sheet_.at(x + boxes_x + box_side_, y), done);
    sheet_.text(head_style, sheet_.at(x + second_box_x(), y), "read");
    if (has_letters()) {
      sheet_.text(head_style, sheet_.at(x + notes_x_in_column, y), "look twice");
    } else if (plate_.grid.kind == GridKind::bits) {
      sheet_.text(aligned(head_style, Align::right), sheet_.at(x + column_width, y), "dots");
    }
  }

  [[nodiscard]] Length second_box_x() const { return boxes_x + box_side_ + box_gap; }

  void draw_row(std::size_t word) {
    const Length x = column_x(word / row_count_);
    const Length top = list_y + row_height_ * static_cast<std::int32_t>(word % row_count_);
    const Length y = top + row_height_ / 2;
    const WordIndex index = mnemonic_.view()[word];
    const TextStyle number_style{
        .ink = dark, .cap_height = letters_.cap_height * 3 / 5, .align = Align::right};
    sheet_.line(Layer::label, row_ink, sheet_.at(x, top), sheet_.at(x + column_width, top));
    sheet_.text(number_style, sheet_.at(x + number_x, y), number(first_ + word + 1));
    draw_marks(index, x, y);
    for (const Length box : {boxes_x, second_box_x()}) {
      sheet_.draw.rect(Layer::label, box_ink,
                       {.corner = sheet_.at(x + box, y - box_side_ / 2),
                        .size = {box_side_, box_side_},
                        .radius = {}});
    }
    if (has_letters()) draw_neighbours(index, x + notes_x_in_column, y);
  }

  // As large as the row has room for.
  void draw_neighbours(WordIndex index, Length x, Length y) {
    const TextStyle style{.ink = dark,
                          .cap_height = std::clamp(row_height_ / 7, smallest_note, largest_note)};
    const Length step = style.cap_height * 19 / 10;
    const Length room = column_width - notes_x_in_column;
    const auto columns = static_cast<std::size_t>(room.um / drawing::advance(style.cap_height).um);
    const auto most = static_cast<std::size_t>(std::max(1, row_height_.um / step.um));
    const auto lines = neighbours(index, chars(prefixes_), NoteLines(columns, most));
    Length line_y = y - step * static_cast<std::int32_t>(lines.size()) / 2 + step / 2;
    for (const Text& line : lines) {
      sheet_.text(style, sheet_.at(x, line_y), chars(line));
      line_y = line_y + step;
    }
  }

  void draw_marks(WordIndex index, Length x, Length y) {
    const std::string_view letters = prefix_at(chars(prefixes_), static_cast<std::size_t>(index));
    Text spelled(Wordlist::longest_word);
    words_.spell(index, spelled.view().first<Wordlist::longest_word>());
    const std::string_view whole = chars(spelled).substr(0, chars(spelled).find('\0'));
    const std::string_view rest = whole.substr(std::min(whole.size(), letters_per_word));
    const Length width = drawing::advance(letters_.cap_height) * 4;
    const Point beside{x + letters_x + width + 0.6_mm, y + letters_.cap_height / 4};
    if (has_letters() || plate_.grid.kind == GridKind::alphabet) {
      sheet_.text(letters_, sheet_.at(x + letters_x, y), letters.substr(0, letters.find('\0')));
      sheet_.text(word_, sheet_.at(beside.x, beside.y), rest);
      return;
    }
    // The number that the dots say; the word behind it.
    const Text shown = digits_text(static_cast<std::size_t>(index) + plate_.dots.base, 4);
    sheet_.text(letters_, sheet_.at(x + letters_x, y), chars(shown));
    sheet_.text(word_, sheet_.at(beside.x, beside.y), whole);
    if (plate_.grid.kind != GridKind::bits) return;
    Text marks(cells_per_word(plate_));
    encode(index, 0, words_, plate_, marks.view());
    TextStyle style = letters_;
    style.cap_height = std::min(largest_dots, style.cap_height);
    sheet_.text(style, sheet_.at(x + notes_x_in_column, y),
                chars(marks_text(marks.view(), plate_)));
    const auto dots = static_cast<std::size_t>(std::ranges::count(marks.view(), dot_mark));
    sheet_.text(dots_style, sheet_.at(x + column_width, y), chars(digits_text(dots)));
  }

  // All that is struck, or the tiles: letters, and digits where the plate has any.
  [[nodiscard]] std::string signs() const {
    std::string signs(alphabet);
    if (plate_.grid.kind == GridKind::ring || !header_.empty()) signs += digits;
    if (header_.find('/') != header_.npos) signs += '/';
    return signs;
  }

  [[nodiscard]] Counts count(std::string_view signs) const {
    Counts counts(signs.size());
    const auto add = [&](char sign) {
      const auto place = signs.find(sign);
      if (place != signs.npos) ++counts.view()[place];
    };
    for (std::size_t i = 0; i < mnemonic_.size(); ++i) {
      Text number(ring_digits);
      if (plate_.grid.kind == GridKind::ring) write_number(first_ + i + 1, plate_, number.view());
      for (const char digit : chars(number)) add(digit);
      const auto word = static_cast<std::size_t>(mnemonic_.view()[i]);
      for (const char letter : prefix_at(chars(prefixes_), word)) add(letter);
    }
    for (std::size_t i = 0; i < side_count(plate_, mnemonic_.size()); ++i) {
      for (const char sign : header_) add(sign);
    }
    return counts;
  }

  void draw_counts() {
    const Length y = sheet_.body_height - list_end_up + 7_mm;
    if (!has_letters()) return draw_dot_count(y);
    const std::string all = signs();
    const Counts counts = count(all);
    std::size_t total = 0;
    for (const std::uint16_t sign : counts.view()) total += sign;
    const bool tiles = plate_.grid.kind == GridKind::tiles;
    sheet_.text(list_heading_style, sheet_.at({}, y),
                (test_ ? "TEST " : "") +
                    (tiles ? "TILES TO PICK: " + number(total) + " tiles"
                           : "STRIKE LIST: " + number(total) + " strikes, and how many of each"));
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto count = static_cast<std::int32_t>(all.size());
      const Length x = body_width * (2 * static_cast<std::int32_t>(i) + 1) / (2 * count);
      sheet_.text(sign_style, sheet_.at(x, y + 5_mm), all.substr(i, 1));
      const std::size_t strikes = counts.view()[i];
      if (strikes == 0) {
        sheet_.text(sign_style, sheet_.at(x, y + 9.4_mm), "-");
      } else {
        sheet_.text(count_style, sheet_.at(x, y + 9.4_mm), chars(digits_text(strikes)));
      }
    }
    draw_remarks(y + 15.4_mm);
  }

  void draw_remarks(Length y) {
    const bool tiles = plate_.grid.kind == GridKind::tiles;
    std::vector<std::string> lines{
        "'not' names words that one wrong letter would turn this one into; ! marks letters that "
        "look alike.",
        tiles
            ? "A tile that is missing or out of its place makes the word unsure."
            : "A letter that was turned, doubled or slipped makes the word unsure: begin the " +
                  std::string(plate_.grid.kind == GridKind::ring ? "washer" : "plate") + " again."};
    const std::string underline = "Underline a 6 and a 9 that one stamp makes.";
    if (!header_.empty()) {
      lines.push_back("The header, " + std::string(header_) +
                      ", is counted too: it says what the plates hold. " + underline);
    } else if (plate_.grid.kind == GridKind::ring) {
      lines.push_back(underline);
    }
    for (const std::string& line : lines) {
      sheet_.text(list_text_style, sheet_.at({}, y), line);
      y = y + list_line;
    }
  }

  void draw_dot_count(Length y) {
    std::size_t total = 0;
    Text marks(cells_per_word(plate_));
    for (const WordIndex word : mnemonic_.view()) {
      encode(word, 0, words_, plate_, marks.view());
      total += static_cast<std::size_t>(std::ranges::count(marks.view(), dot_mark));
    }
    const Text shown = digits_text(total);
    sheet_.text(list_heading_style, sheet_.at({}, y), chars(shown));
    sheet_.text(list_heading_style,
                sheet_.at(drawing::advance(list_heading_style.cap_height) *
                              static_cast<std::int32_t>(shown.size() + 1),
                          y),
                test_ ? "DOTS, TEST" : "DOTS");
    sheet_.text(list_text_style, sheet_.at({}, y + 5_mm),
                "Count them on the steel: one more or less is a mistake.");
  }

  Sheet& sheet_;
  std::string_view header_;
  bool test_;          // a share to practise on, which others may know
  std::size_t first_;  // how many words stand on the plate before the share
  const Mnemonic& mnemonic_;
  const Wordlist& words_;
  const Template& plate_;
  Text prefixes_;
  std::size_t row_count_;
  Length row_height_;
  TextStyle letters_, word_;
  Length box_side_;
};

}  // namespace

Drawing worklist(const Mnemonic& mnemonic, const Wordlist& words, const Template& plate,
                 const PageLabels& labels, Paper paper) {
  Sheet sheet = begin_sheet(paper);
  draw_header(sheet, plate, labels);
  draw_heading(sheet, plate, labels);
  Worklist(sheet, mnemonic, words, plate, labels).draw();
  draw_footer(sheet, plate, paper, labels.note);
  return sheet.draw.finish();
}

}  // namespace steelshare::plate
