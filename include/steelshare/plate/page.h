// One sheet of paper for one plate: the plate at true size, what to do with it, and four proofs
// that the print has the right scale.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "steelshare/base/result.h"
#include "steelshare/drawing/drawing.h"
#include "steelshare/plate/template.h"
#include "steelshare/words/mnemonic.h"
#include "steelshare/words/wordlist.h"

namespace steelshare::plate {

enum class Paper : std::uint8_t { a4, letter };

/// Returns the size of a sheet, standing.
Size sheet_size(Paper paper);

/// Returns the largest plate that leaves the notes and the scale checks their places.
Size largest_plate(Paper paper);

/// Nothing is drawn closer to the edge of the sheet: what any printer can print.
constexpr Length printable_margin{.um = 10000};

/// Which share a plate holds. Counts that are not known are 0: a single share does not say them.
struct ShareLabel {
  std::string_view group_name = {};  // printable ASCII
  std::uint8_t group_number = 1, group_count = 1, group_threshold = 1;
  std::uint8_t member_number = 1, member_count = 0, member_threshold = 1;
};

/// What stands around the plate, never on it.
///   share   absent on a page without a share
///   kind    what the shares recover to, e.g. "bip39"; may be empty
///   side    of the plate, as layout() counts them
///   page    what a page without a share is for
///   header  what is stamped above the words; may be empty
///   note    a remark for the foot of the page; may be empty
///   silent  whether nothing is written beside the marks: no title, notes, numbers or arrows
enum class PageKind : std::uint8_t { blank, reader, practice };
struct PageLabels {
  std::optional<ShareLabel> share = {};
  std::size_t word_count = 0;
  std::string_view kind = {};
  std::size_t side = 0;
  PageKind page = PageKind::blank;
  std::string_view header = {};
  std::string_view note = {};
  bool silent = false;
};

/// Composes the sheet.
///   plate    of layout() or layout_blank()
///   errors   plate_larger_than_paper
Result<drawing::Drawing> page(const drawing::Drawing& plate, const Template& plate_template,
                              const PageLabels& labels, Paper paper);

/// Composes the sheet that lies beside the hammer: word by word what is struck, two boxes to tick,
/// the words that one wrong letter would make of it, and how often each letter is struck.
/// On a page to practise on the words are those of practice_share(), and each part says TEST.
///   words    the list of the mnemonic, whose words are all told apart by four letters A to Z
drawing::Drawing worklist(const Mnemonic& mnemonic, const Wordlist& words,
                          const Template& plate_template, const PageLabels& labels, Paper paper);

/// Composes the form to measure a plate that no template describes: a figure, and a line for each
/// number of a template; a page for the plate and letters, and one for dots.
std::vector<drawing::Drawing> measuring_form(Paper paper);

}  // namespace steelshare::plate
