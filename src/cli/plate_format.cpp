#include "cli/plate_format.h"

#include <algorithm>

namespace steelshare::cli {
namespace {

struct Named {
  std::string_view name;
  FileType type;
  std::string_view ending;
};
constexpr std::array types{
    Named{"pdf", FileType::pdf, ".pdf"},       Named{"svg", FileType::svg, ".svg"},
    Named{"dxf", FileType::dxf, ".dxf"},       Named{"hpgl", FileType::hpgl, ".plt"},
    Named{"gcode", FileType::gcode, ".gcode"},
};

// Pages are filled where nothing is said, and files for machines are blank.
Outcome<Done> check_contents(const Arguments& arguments, const PlateFormat& format) {
  if (arguments.has("filled") && !format.is_for_machines()) {
    return usage("--filled needs a --format for machines: pages are filled without it");
  }
  int contents = 0;
  for (const char* option : {"filled", "blank", "reader", "practice"}) {
    contents += arguments.has(option) ? 1 : 0;
  }
  if (contents > 1) return usage("--filled, --blank, --reader and --practice exclude each other");
  const bool blank = is_blank(arguments, format);
  if (arguments.has("words") && (!blank || arguments.has("practice"))) {
    return usage("--words needs --blank or --reader");
  }
  if (blank && arguments.has("header")) {
    return usage("--header says what a share holds: pages without a share have none");
  }
  if (!format.is_for_machines() && blank && (arguments.has("in") || arguments.has("record"))) {
    return usage("--in and --record are for shares: --blank, --reader and --practice have none");
  }
  if (format.is_for_machines() && blank && (arguments.has("in") || arguments.has("record"))) {
    return usage("--in and --record need --filled here: files for machines are blank");
  }
  return Done{};
}

}  // namespace

Outcome<PlateFormat> read_format(const Arguments& arguments) {
  const auto name = arguments.value("format").value_or("pdf");
  const auto* const found = std::ranges::find(types, name, &Named::name);
  if (found == types.end()) return usage("--format takes pdf, svg, dxf, hpgl or gcode");
  PlateFormat format{found->type};
  if (arguments.has("tool") && format.type != FileType::gcode) {
    return usage("--tool needs --format gcode");
  }
  const auto tool = arguments.value("tool").value_or("laser");
  if (tool != "laser" && tool != "mill") return usage("--tool takes laser or mill");
  format.engraver = tool == "laser" ? render::Engraver::laser : render::Engraver::mill;
  for (const std::string option : {"paper", "scale-x", "scale-y"}) {
    if (format.is_for_machines() && arguments.has(option)) {
      return usage("--" + option + " is for pages: files for machines have the size of the plate");
    }
  }
  const auto sound = check_contents(arguments, format);
  if (!sound) return sound.error();
  return format;
}

bool is_blank(const Arguments& arguments, const PlateFormat& format) {
  return arguments.has("blank") || arguments.has("reader") || arguments.has("practice") ||
         (format.is_for_machines() && !arguments.has("filled"));
}

std::string_view file_ending(FileType type) {
  return std::ranges::find(types, type, &Named::type)->ending;
}

render::Document machine_file(const PlateFormat& format, const drawing::Drawing& plate,
                              drawing::Size size) {
  switch (format.type) {
    case FileType::svg:
      return render::svg(plate, size);
    case FileType::dxf:
      return render::dxf(plate, size);
    case FileType::hpgl:
      return render::hpgl(plate, size);
    case FileType::gcode:
      return render::gcode(plate, size, format.engraver);
    case FileType::pdf:
      break;
  }
  expects(format.is_for_machines());
  return render::Document(0);
}

}  // namespace steelshare::cli
