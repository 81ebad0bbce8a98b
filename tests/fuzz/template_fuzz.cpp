// Template files: an accepted one is within the limits of docs/template-format.md, its letters come
// back from the drawing, and its page stays within the printable area.
#include "fuzz/fuzz.h"
#include "steelshare/plate/layout.h"
#include "steelshare/plate/page.h"
#include "steelshare/words/mnemonic.h"
#include "support/boxes.h"
#include "support/fixed_random.h"

namespace steelshare::fuzz {
namespace {

using plate::Template;

void check_errors(const Errors& errors) {
  using enum ErrorCode;
  expects(!errors.empty());
  for (const auto& [code, at] : errors) {
    expects(code >= template_too_long && code <= template_cell_in_keepout);
    expects(at.share == 0 && at.row > 0 && at.column > 0);
  }
}

Mnemonic random_words(const Template& plate, test::FixedRandom& random) {
  const std::size_t most_sides = 3;
  const std::size_t most =
      std::min(most_sides * plate::word_capacity(plate), longest_mnemonic_words);
  Mnemonic mnemonic(1 + random.below(most));
  for (WordIndex& word : mnemonic.view()) {
    word = WordIndex{static_cast<std::uint16_t>(random.below(slip39_words().size()))};
  }
  return mnemonic;
}

void check_page(const drawing::Drawing& drawing, const Template& plate, std::size_t word_count,
                std::size_t side, plate::Paper paper) {
  const plate::ShareLabel share{.group_name = "a-name-of-16-let",
                                .group_number = 16,
                                .group_count = 16,
                                .group_threshold = 16,
                                .member_number = 16,
                                .member_count = 16,
                                .member_threshold = 16};
  const auto page = plate::page(
      drawing, plate,
      {.share = share, .word_count = word_count, .kind = "bip39-seed", .side = side}, paper);
  if (!page) return expects(page.error().code == ErrorCode::plate_larger_than_paper);
  const auto [width, height] = plate::sheet_size(paper);
  const auto margin = plate::printable_margin;
  for (const auto& primitive : page->view()) {
    const auto [low, high] = test::box_of(primitive);
    expects(low.x >= margin && low.y >= margin);
    expects(high.x <= width - margin && high.y <= height - margin);
  }
}

}  // namespace

void run(Bytes input) {
  const auto plate = plate::parse_template(as_text(input));
  if (!plate) return check_errors(plate.error());
  test::FixedRandom random(input.size());
  const Mnemonic words = random_words(*plate, random);
  std::vector<drawing::Drawing> sides;
  for (std::size_t i = 0; i < plate::side_count(*plate, words.size()); ++i) {
    auto drawing = plate::layout(words, slip39_words(), *plate, i);
    expects(drawing.has_value());
    for (const auto paper : {plate::Paper::a4, plate::Paper::letter}) {
      check_page(*drawing, *plate, words.size(), i, paper);
    }
    sides.push_back(std::move(*drawing));
  }
  expects(*plate::read_marks(sides, slip39_words(), *plate) == words);
}

}  // namespace steelshare::fuzz
