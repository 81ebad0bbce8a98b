// Shares -> plate files: template and paper from the options, one file a share, each read back from
// its own drawing before anything is written.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/json.h"
#include "cli/options.h"
#include "cli/plate_format.h"
#include "steelshare/plate/page.h"
#include "steelshare/plate/template.h"
#include "steelshare/render/render.h"
#include "steelshare/slip39/share.h"

namespace steelshare::cli {

inline constexpr std::array plate_options{
    Option{"out", "DIR", "write the plates into a new directory, or one of yours alone"},
    Option{"template", "ID|FILE", "the plate; 'steelshare templates' lists them"},
    Option{"paper", "a4|letter", "the sheet to print on (a4)"},
    Option{"header", "none|kind|full",
           "what is stamped above the words, where the plate has a place"},
    Option{"scale-x", "PERMILLE",
           "for a printer that is off: 1005 where its 100 mm are 99.5 (1000)"},
    Option{"scale-y", "PERMILLE", "the same along the height of the sheet (1000)"},
};

enum class HeaderText { none, kind, full };

struct PlateOptions {
  std::string directory;
  std::optional<plate::Template> chosen = {};  // else the first that holds the words
  std::string own_template = {};               // its text, where it is none of the program's
  plate::Paper paper = plate::Paper::a4;
  render::Scale scale = {};
  std::optional<HeaderText> header = {};  // else the kind, where there is a place and it is known
  PlateFormat format = {};
  bool stealth = false;  // pages without a title, notes or a work list
};

Outcome<PlateOptions> read_plate_options(const Arguments& arguments);

/// The same where --out is given; without it the other options make no sense.
///   names  of the files, which must be free
Outcome<std::optional<PlateOptions>> read_output(const Arguments& arguments,
                                                 std::span<const std::string> names);

/// Lists files that were written: the key "files", or lines.
void write_files(Json& json, const std::vector<std::string>& files);
void write_files(TextBuilder& text, const PlateOptions& options,
                 const std::vector<std::string>& files);

/// Returns the template that was chosen, or the first builtin one that holds the words on one side.
plate::Template template_for(const PlateOptions& options, std::size_t word_count);

/// How a template of the person's own is called beside plates that were drawn with it.
std::string own_template_name(const plate::Template& chosen);

/// Returns what is stamped above the words of every plate of a set, as "B39"; nothing where the
/// plate has no place for it, it is not wanted, or the kind is not known.
///   kind   kind_label, or empty
std::string_view header_mark(const PlateOptions& options, const plate::Template& chosen,
                             std::string_view kind);

/// One share to draw. Counts that are not known are 0: a share does not say of how many it is one.
struct Plate {
  const Mnemonic* mnemonic;
  const slip39::Share* share;
  std::string group_name;
  std::uint8_t member_count;
  std::string_view kind;  // what the shares hold (kind_label); empty where it is not known
};

/// A public file to write beside the plates.
struct ExtraFile {
  std::string name;
  std::string content;
};

/// What names the file of a plate. Indices from 0; a count of 0 is not known.
struct PlateName {
  std::uint8_t group_count, group_index;
  std::string_view group_name;
  std::uint8_t member_index, member_count;
};

PlateName name_of(const Plate& plate);

/// "3-of-5", "family-3-of-5", "g2-3-of-5", "3".
std::string plate_label(const PlateName& name);

/// The same in words: "share 3 of 5", "group family, share 3 of 5", "group 2, share 3".
std::string share_title(const PlateName& name);

/// The same in a file name: "plate-3-of-5.pdf".
std::string plate_file_name(const PlateName& name);

/// Writes all files or none; returns their names.
Outcome<std::vector<std::string>> write_plates(const PlateOptions& options,
                                               std::span<const Plate> plates,
                                               std::span<const ExtraFile> extras);

/// Writes the pages without words: "blank-20.pdf"; as a film to be laid over the steel,
/// "reader-20.pdf".
enum class Blank { plate, reader };
Outcome<std::vector<std::string>> write_blank(const PlateOptions& options, std::size_t word_count,
                                              Blank kind = Blank::plate);

/// Writes pages to practise on: all letters and those that look alike, or the dots of a share that
/// is public. "practice.pdf".
Outcome<std::vector<std::string>> write_practice(const PlateOptions& options);

/// Writes the form to measure a plate: "measure.pdf".
Outcome<std::vector<std::string>> write_measuring_form(const PlateOptions& options);

}  // namespace steelshare::cli
