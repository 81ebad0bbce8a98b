// HPGL, the instructions that all dialects have: IN, SP, PU, PD with absolute coordinates.
#include "render/document.h"
#include "render/figures.h"
#include "steelshare/render/machine.h"

namespace steelshare::render {
namespace {

using drawing::Length;
using drawing::Point;
using drawing::Size;

constexpr std::int32_t unit_um = 25;  // 40 units a millimetre

constexpr std::int64_t units(Length length) { return (length.um + unit_um / 2) / unit_um; }

}  // namespace

Document hpgl(const drawing::Drawing& plate, Size size) {
  const PenPath path = tool_path(plate, size);
  DocumentBuilder out;
  out.text("IN;\nSP1");
  bool down = false;
  for (const PenPoint& next : path.view()) {
    out.text(!next.down ? ";\nPU" : down ? "," : ";PD");
    out.number(units(next.at.x)).text(",").number(units(size.height - next.at.y));
    down = next.down;
  }
  out.text(";\nPU0,0;\nSP0;\n");
  return out.finish();
}

}  // namespace steelshare::render
