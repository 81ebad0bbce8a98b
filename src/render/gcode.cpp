// G-code as GRBL 1.1 reads it, https://github.com/gnea/grbl/wiki; it takes lines of 70 characters.
#include "render/document.h"
#include "render/figures.h"
#include "steelshare/render/machine.h"

namespace steelshare::render {
namespace {

using drawing::Length;
using drawing::Point;
using drawing::Size;

// All that a person may have to change for a machine; docs/machines.md says how.
struct Settings {
  std::string_view note;
  std::string_view power;  // of a laser, or turns of a spindle a minute
  std::string_view feed;   // millimetres a minute
  std::string_view begin, down, up;
};

// M4 gives a laser less power where it slows down and none where it stands: no burnt ends.
constexpr Settings laser{
    .note = "(laser: set $32=1; S is the power and F the feed; try on scrap)",
    .power = "S1000",  // all of it where $30 is 1000, as GRBL is delivered
    .feed = "F600",
    .begin = "M5",
    .down = "M4",
    .up = "M5",
};
constexpr Settings mill{
    .note = "(mill: Z0 is the surface; S is the speed and F the feed; try on scrap)",
    .power = "S10000",
    .feed = "F150",
    .begin = "G0 Z2.0\nM3",
    .down = "G1 Z-0.15",
    .up = "G0 Z2.0",
};

void write_head(DocumentBuilder& out, Size size, const Settings& settings) {
  out.text("(steelshare: plate ").millimetres(size.width).text(" x ").millimetres(size.height);
  out.text(" mm, X0 Y0 is its lower left corner)\n");
  out.text("(this file engraves; it cuts nothing out)\n").text(settings.note);
  out.text("\nG21\nG90\nG94\nG17\n");
  for (const auto line : {settings.power, settings.feed, settings.begin}) out.text(line).text("\n");
}

void write_point(DocumentBuilder& out, std::string_view move, Point at, Length height) {
  out.text(move).text(" X").millimetres(at.x).text(" Y").millimetres(height - at.y).text("\n");
}

}  // namespace

Document gcode(const drawing::Drawing& plate, Size size, Engraver engraver) {
  const Settings& settings = engraver == Engraver::laser ? laser : mill;
  const PenPath path = tool_path(plate, size);
  DocumentBuilder out;
  write_head(out, size, settings);
  bool down = false;
  for (const PenPoint& next : path.view()) {
    if (down && !next.down) out.text(settings.up).text("\n");
    if (!down && next.down) out.text(settings.down).text("\n");
    write_point(out, next.down ? "G1" : "G0", next.at, size.height);
    down = next.down;
  }
  out.text(settings.up).text("\nM5\nG0 X0.0 Y0.0\nM2\n");
  return out.finish();
}

}  // namespace steelshare::render
