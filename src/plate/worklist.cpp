// The sheet beside the hammer: what to strike, word by word, and what to look at twice.
#include <algorithm>
#include <array>
#include <string>

#include "plate/code.h"
#include "plate/rules.h"
#include "plate/sheet.h"
#include "steelshare/plate/geometry.h"
#include "steelshare/plate/page.h"

namespace steelshare::plate {
namespace {

constexpr std::size_t column_count = 2;
constexpr Length column_gap = 5_mm;
constexpr Length column_width = (body_width - column_gap) / 2;
constexpr Length list_y = 26_mm;
constexpr Length list_end_up = 36_mm;  // from the lower end of the body
constexpr Length highest_row = 9_mm;
constexpr Length number_x = 7_mm, letters_x = 9_mm, boxes_x = 40_mm, second_box_x = 46_mm;
constexpr Length notes_x_in_column = 52_mm;
constexpr Length box_side = 3.2_mm;
constexpr Ink box_ink{.gray = 35, .pen_um = 120};
constexpr Ink row_ink{.gray = 85, .pen_um = 80};
constexpr TextStyle row_number_style{.ink = pale, .cap_height = 1.6_mm, .align = Align::right};
constexpr TextStyle letters_style{.ink = black, .cap_height = 2.6_mm};
constexpr TextStyle word_style{.ink = dark, .cap_height = 1.4_mm};
constexpr TextStyle count_style{.ink = black, .cap_height = 2_mm, .align = Align::centre};

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

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

// The words that one wrong letter would make of this one, those by a letter that looks alike first.
Text neighbours(WordIndex word, std::string_view prefixes) {
  constexpr std::size_t most_shown = 4;
  const std::string_view own = prefix_at(prefixes, static_cast<std::size_t>(word));
  TextBuilder text;
  std::size_t found = 0;
  for (const bool alike : {true, false}) {
    for (std::size_t i = 0; i * letters_per_word < prefixes.size(); ++i) {
      const std::string_view other = prefix_at(prefixes, i);
      const auto place = only_difference(own, other);
      if (!place || look_alike(own[*place], other[*place]) != alike) continue;
      if (++found > most_shown) continue;
      text.append(found == 1 ? std::string_view("not ") : std::string_view(" "));
      text.append(other.substr(0, other.find('\0')));
      if (alike) text.append('!');
    }
  }
  if (found > most_shown) text.append(std::string_view(" +" + std::to_string(found - most_shown)));
  return text.finish();
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

// A number that is secret: no string of the standard library holds it.
Text digits_text(std::size_t value, std::size_t least_digits = 1) {
  std::size_t digits = 1;
  for (std::size_t rest = value / 10; rest > 0; rest /= 10) ++digits;
  digits = std::max(digits, least_digits);
  Text text(digits);
  for (std::size_t i = digits; i-- > 0; value /= 10) {
    text.view()[i] = static_cast<char>('0' + value % 10);
  }
  return text;
}

using Counts = Secret<struct CountsTag, std::uint16_t>;

class Worklist {
 public:
  Worklist(Sheet& sheet, const Mnemonic& mnemonic, const Wordlist& words, const Template& plate,
           std::string_view header)
      : sheet_(sheet),
        header_(header),
        mnemonic_(mnemonic),
        words_(words),
        plate_(plate),
        prefixes_(prefixes_of(words)),
        row_count_((mnemonic.size() + column_count - 1) / column_count),
        row_height_(std::min(highest_row, (sheet.body_height - list_y - list_end_up) /
                                              static_cast<std::int32_t>(row_count_))) {}

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
    const Length x = column_x(column), y = list_y - 3_mm;
    const std::string_view done = plate_.grid.kind == GridKind::tiles ? "set"
                                  : has_letters()                     ? "struck"
                                                                      : "punched";
    sheet_.text(small_style, sheet_.at(x + boxes_x - 5.5_mm, y), done);
    sheet_.text(small_style, sheet_.at(x + second_box_x - 0.6_mm, y), "read");
    if (has_letters()) sheet_.text(small_style, sheet_.at(x + notes_x_in_column, y), "look twice");
  }

  void draw_row(std::size_t word) {
    const Length x = column_x(word / row_count_);
    const Length top = list_y + row_height_ * static_cast<std::int32_t>(word % row_count_);
    const Length y = top + row_height_ / 2;
    const WordIndex index = mnemonic_.view()[word];
    sheet_.line(Layer::label, row_ink, sheet_.at(x, top), sheet_.at(x + column_width, top));
    sheet_.text(row_number_style, sheet_.at(x + number_x, y), number(word + 1));
    draw_marks(index, x, y);
    for (const Length box : {boxes_x, second_box_x}) {
      sheet_.draw.rect(Layer::label, box_ink,
                       {.corner = sheet_.at(x + box, y - box_side / 2),
                        .size = {box_side, box_side},
                        .radius = {}});
    }
    if (has_letters()) {
      const Text notes = neighbours(index, chars(prefixes_));
      sheet_.text(word_style, sheet_.at(x + notes_x_in_column, y), chars(notes));
    }
  }

  void draw_marks(WordIndex index, Length x, Length y) {
    const std::string_view letters = prefix_at(chars(prefixes_), static_cast<std::size_t>(index));
    Text spelled(Wordlist::longest_word);
    words_.spell(index, spelled.view().first<Wordlist::longest_word>());
    const std::string_view whole = chars(spelled).substr(0, chars(spelled).find('\0'));
    const std::string_view rest = whole.substr(std::min(whole.size(), letters_per_word));
    if (has_letters() || plate_.grid.kind == GridKind::alphabet) {
      sheet_.text(letters_style, sheet_.at(x + letters_x, y),
                  letters.substr(0, letters.find('\0')));
      const Length after =
          drawing::advance(letters_style.cap_height) * static_cast<std::int32_t>(letters_per_word);
      sheet_.text(word_style, sheet_.at(x + letters_x + after + 0.4_mm, y + 0.6_mm), rest);
      return;
    }
    // The number that the dots say; the word behind it.
    const Text digits = digits_text(static_cast<std::size_t>(index) + plate_.dots.base, 4);
    sheet_.text(letters_style, sheet_.at(x + letters_x, y), chars(digits));
    sheet_.text(word_style, sheet_.at(x + letters_x + 10_mm, y), whole);
    if (plate_.grid.kind != GridKind::bits) return;
    Text marks(cells_per_word(plate_));
    encode(index, 0, words_, plate_, marks.view());
    sheet_.text(letters_style, sheet_.at(x + notes_x_in_column, y),
                chars(marks_text(marks.view(), plate_)));
  }

  void draw_counts() {
    const Length y = sheet_.body_height - list_end_up + 7_mm;
    if (!has_letters()) return draw_dot_count(y);
    Counts counts(alphabet.size());
    std::size_t total = 0;
    for (const WordIndex word : mnemonic_.view()) {
      for (const char letter : prefix_at(chars(prefixes_), static_cast<std::size_t>(word))) {
        if (letter == '\0') continue;
        ++counts.view()[static_cast<std::size_t>(letter - 'A')];
        ++total;
      }
    }
    const bool tiles = plate_.grid.kind == GridKind::tiles;
    const bool ring = plate_.grid.kind == GridKind::ring;
    const std::string noun = tiles ? " tiles"
                             : ring
                                 ? " letters, " + number(ring_digits * mnemonic_.size()) + " digits"
                                 : " strikes";
    sheet_.text(heading_style, sheet_.at({}, y),
                (tiles ? "TILES TO PICK: " : "STRIKE LIST: ") + number(total) + noun +
                    (tiles ? "" : ", and how many of each letter"));
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
      const Length x = body_width / 26 * static_cast<std::int32_t>(i) + body_width / 52;
      sheet_.text(aligned(small_style, Align::centre), sheet_.at(x, y + 5_mm),
                  alphabet.substr(i, 1));
      const std::size_t count = counts.view()[i];
      if (count == 0) {
        sheet_.text(aligned(small_style, Align::centre), sheet_.at(x, y + 9_mm), "-");
      } else {
        sheet_.text(count_style, sheet_.at(x, y + 9_mm), chars(digits_text(count)));
      }
    }
    sheet_.text(text_style, sheet_.at({}, y + 15_mm),
                "'not' names words that one wrong letter would turn this one into; ! marks letters "
                "that look alike.");
    if (!header_.empty()) {
      sheet_.text(
          text_style, sheet_.at({}, y + 15_mm + line_step * 2),
          "And the header, " + std::string(header_) +
              ": it says what the plates hold. Underline a 6 and a 9 that one stamp makes.");
    }
    sheet_.text(text_style, sheet_.at({}, y + 15_mm + line_step),
                "A letter that was turned, doubled or slipped makes the word unsure: begin the "
                "plate again.");
  }

  void draw_dot_count(Length y) {
    std::size_t total = 0;
    Text marks(cells_per_word(plate_));
    for (const WordIndex word : mnemonic_.view()) {
      encode(word, 0, words_, plate_, marks.view());
      total += static_cast<std::size_t>(std::ranges::count(marks.view(), dot_mark));
    }
    sheet_.text(heading_style, sheet_.at({}, y), number(total) + " DOTS");
    sheet_.text(text_style, sheet_.at({}, y + 5_mm),
                "Count them on the steel: one more or less is a mistake.");
  }

  Sheet& sheet_;
  std::string_view header_;
  const Mnemonic& mnemonic_;
  const Wordlist& words_;
  const Template& plate_;
  Text prefixes_;
  std::size_t row_count_;
  Length row_height_;
};

}  // namespace

Drawing worklist(const Mnemonic& mnemonic, const Wordlist& words, const Template& plate,
                 const PageLabels& labels, Paper paper) {
  Sheet sheet = begin_sheet(paper);
  draw_header(sheet, plate, labels);
  sheet.text(heading_style, sheet.at({}, 18_mm), "WORD BY WORD");
  sheet.text(text_style, sheet.at(26_mm, 18_mm),
             "tick each when it is in the steel, and again when it was read from the steel");
  Worklist(sheet, mnemonic, words, plate, labels.header).draw();
  draw_footer(sheet, plate, paper, labels.note);
  return sheet.draw.finish();
}

}  // namespace steelshare::plate
