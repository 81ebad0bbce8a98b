// SVG 1.1, https://www.w3.org/TR/SVG11/. One user unit is one millimetre.
#include "render/document.h"
#include "render/figures.h"
#include "steelshare/render/machine.h"

namespace steelshare::render {
namespace {

using drawing::Circle;
using drawing::Length;
using drawing::Line;
using drawing::Point;
using drawing::Rect;
using drawing::Size;

// A hairline: the tool makes the width.
constexpr std::string_view pen = "0.05";

// Laser programs put each colour on a layer of its own.
constexpr std::string_view colour(Work work) {
  switch (work) {
    case Work::guide:
      return "#0000ff";
    case Work::engrave:
      return "#000000";
    case Work::drill:
      return "#00a000";
    case Work::cut:
      return "#ff0000";
  }
  return {};
}

struct SvgWriter {
  DocumentBuilder& out;
  const Figures& all;

  void operator()(const Line& line) const {
    begin_path();
    point("M", line.from);
    point("L", line.to);
    end_path();
  }

  void operator()(const Circle& circle) const {
    out.text("<circle cx=\"").millimetres(circle.centre.x);
    out.text("\" cy=\"").millimetres(circle.centre.y);
    out.text("\" r=\"").millimetres(circle.radius).text("\"/>\n");
  }

  void operator()(const Rect& rect) const {
    const Length left = rect.corner.x, right = left + rect.size.width;
    const Length top = rect.corner.y, bottom = top + rect.size.height, r = rect.radius;
    begin_path();
    point("M", {left + r, top});
    side("H", right - r, r, {right, top + r});
    side("V", bottom - r, r, {right - r, bottom});
    side("H", left + r, r, {left, bottom - r});
    side("V", top + r, r, {left + r, top});
    out.text("Z");
    end_path();
  }

  void operator()(const Lettering& lettering) const {
    begin_path();
    for (const PenPoint& next : all.points(lettering)) point(next.down ? "L" : "M", next.at);
    end_path();
  }

 private:
  void begin_path() const { out.text("<path d=\""); }
  void end_path() const { out.text("\"/>\n"); }

  void point(std::string_view command, Point at) const {
    out.text(command).millimetres(at.x).text(" ").millimetres(at.y);
  }

  // A straight line and the round corner after it.
  void side(std::string_view command, Length to, Length radius, Point corner_end) const {
    out.text(command).millimetres(to);
    if (radius.um == 0) return;
    out.text("A").millimetres(radius).text(" ").millimetres(radius).text(" 0 0 1 ");
    point("", corner_end);
  }
};

void write_head(DocumentBuilder& out, Size size) {
  out.text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  out.text("<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"");
  out.millimetres(size.width).text("mm\" height=\"").millimetres(size.height);
  out.text("mm\" viewBox=\"0 0 ").millimetres(size.width).text(" ").millimetres(size.height);
  out.text("\">\n");
}

}  // namespace

Document svg(const drawing::Drawing& plate, Size size) {
  const Figures all = figures(plate, size);
  DocumentBuilder out;
  write_head(out, size);
  for (const Work work : works) {
    out.text("<g id=\"").text(layer_name(work)).text("\" fill=\"none\" stroke=\"");
    out.text(colour(work)).text("\" stroke-width=\"").text(pen).text("\">\n");
    for (const Figure& figure : all.list.view()) {
      if (figure.work == work) std::visit(SvgWriter{out, all}, figure.shape);
    }
    out.text("</g>\n");
  }
  out.text("</svg>\n");
  return out.finish();
}

}  // namespace steelshare::render
