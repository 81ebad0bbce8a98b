// The kinds of files that plates are written as: PDF pages for paper, and files for the machines of
// a workshop, which are blank unless --filled is given: a filled one hands its share to whoever
// gets the file.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "cli/options.h"
#include "steelshare/drawing/drawing.h"
#include "steelshare/render/machine.h"

namespace steelshare::cli {

inline constexpr std::array format_options{
    Option{"format", "pdf|svg|dxf|hpgl|gcode", "pages for paper (pdf), or a file for a machine"},
    Option{"filled", "", "write the words into files for machines too; they are blank without it"},
    Option{"tool", "laser|mill", "what the machine for gcode engraves with (laser)"},
};

enum class FileType : std::uint8_t { pdf, svg, dxf, hpgl, gcode };

struct PlateFormat {
  FileType type = FileType::pdf;
  render::Engraver engraver = render::Engraver::laser;

  [[nodiscard]] bool is_for_machines() const { return type != FileType::pdf; }
};

/// Reads --format and --tool, and refuses options that make no sense with them.
Outcome<PlateFormat> read_format(const Arguments& arguments);

/// Whether no share is asked for.
bool is_blank(const Arguments& arguments, const PlateFormat& format);

/// Returns what the names of the files end with, the point included.
std::string_view file_ending(FileType type);

/// Draws a plate for a machine.
render::Document machine_file(const PlateFormat& format, const drawing::Drawing& plate,
                              drawing::Size size);

}  // namespace steelshare::cli
