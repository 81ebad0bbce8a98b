// DXF of AutoCAD 2000 (AC1015), the first with light polylines and with a unit in the header.
// Source: Autodesk, DXF Reference. Group codes and values stand on lines of their own.
#include <array>
#include <span>

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

// Handles that other parts of the file refer to; those of the figures follow.
enum Handle : int {
  no_handle = 0,
  viewports = 1,
  line_types,
  layers,
  styles,
  views,
  coordinate_systems,
  applications,
  dimension_styles,
  block_records,
  root_dictionary,
  group_dictionary,
  model_space,
  paper_space,
  first_free = 0x20,
  first_figure = 0x100,
};

constexpr std::string_view model_space_name = "*Model_Space";
constexpr std::string_view paper_space_name = "*Paper_Space";

// tan(90 / 4 degrees): the arc of a round corner as the bulge of the line from its end to its end.
constexpr std::string_view quarter_bulge = "0.414213562373095";

// Colours of AutoCAD's index.
constexpr int colour(Work work) {
  switch (work) {
    case Work::guide:
      return 5;  // blue
    case Work::engrave:
      return 7;  // black or white
    case Work::drill:
      return 3;  // green
    case Work::cut:
      return 1;  // red
  }
  return 7;
}

class DxfBuilder {
 public:
  explicit DxfBuilder(Length height) : height_(height) {}

  DxfBuilder& pair(int code, std::string_view value) {
    out_.number(code).text("\n").text(value).text("\n");
    return *this;
  }
  DxfBuilder& pair(int code, std::int64_t value) {
    out_.number(code).text("\n").number(value).text("\n");
    return *this;
  }
  DxfBuilder& pair(int code, Length value) {
    out_.number(code).text("\n").millimetres(value).text("\n");
    return *this;
  }
  DxfBuilder& handle(int code, int value) {
    out_.number(code).text("\n");
    hex(value);
    out_.text("\n");
    return *this;
  }
  /// x under the code, y under the code after the next ten.
  DxfBuilder& point(int code, Point at) { return pair(code, at.x).pair(code + 10, height_ - at.y); }

  int next_handle() { return next_figure_++; }

  Document finish() { return out_.finish(); }

 private:
  void hex(int value) {
    if (value >= 16) hex(value / 16);
    out_.text(std::string_view("0123456789ABCDEF").substr(static_cast<std::size_t>(value % 16), 1));
  }

  Length height_;
  int next_figure_ = first_figure;
  DocumentBuilder out_;
};

void begin_section(DxfBuilder& out, std::string_view name) { out.pair(0, "SECTION").pair(2, name); }
void end_section(DxfBuilder& out) { out.pair(0, "ENDSEC"); }

void write_header(DxfBuilder& out, Size size, int figure_count) {
  begin_section(out, "HEADER");
  out.pair(9, "$ACADVER").pair(1, "AC1015");
  out.pair(9, "$DWGCODEPAGE").pair(3, "ANSI_1252");
  out.pair(9, "$INSUNITS").pair(70, 4);     // millimetres
  out.pair(9, "$MEASUREMENT").pair(70, 1);  // metric
  out.pair(9, "$EXTMIN").point(10, {{}, size.height}).pair(30, "0.0");
  out.pair(9, "$EXTMAX").point(10, {size.width, {}}).pair(30, "0.0");
  out.pair(9, "$HANDSEED").handle(5, first_figure + figure_count);
  end_section(out);
  begin_section(out, "CLASSES");
  end_section(out);
}

void begin_table(DxfBuilder& out, std::string_view name, Handle handle, int entries) {
  out.pair(0, "TABLE").pair(2, name).handle(5, handle).handle(330, no_handle);
  out.pair(100, "AcDbSymbolTable").pair(70, entries);
}
void end_table(DxfBuilder& out) { out.pair(0, "ENDTAB"); }

void begin_entry(DxfBuilder& out, std::string_view type, int handle, Handle table,
                 std::string_view subclass, std::string_view name) {
  out.pair(0, type).handle(5, handle).handle(330, table);
  out.pair(100, "AcDbSymbolTableRecord").pair(100, subclass).pair(2, name);
}

void write_line_types(DxfBuilder& out, int handle) {
  begin_table(out, "LTYPE", line_types, 3);
  for (const std::string_view name : {"ByBlock", "ByLayer", "Continuous"}) {
    begin_entry(out, "LTYPE", handle++, line_types, "AcDbLinetypeTableRecord", name);
    out.pair(70, 0).pair(3, "").pair(72, 65).pair(73, 0).pair(40, "0.0");
  }
  end_table(out);
}

void write_layer(DxfBuilder& out, int handle, std::string_view name, int index, bool plotted) {
  begin_entry(out, "LAYER", handle, layers, "AcDbLayerTableRecord", name);
  out.pair(70, 0).pair(62, index).pair(6, "Continuous").pair(290, plotted ? 1 : 0);
}

void write_layers(DxfBuilder& out, int handle) {
  begin_table(out, "LAYER", layers, works.size() + 1);
  write_layer(out, handle++, "0", 7, true);
  for (const Work work : works) {
    write_layer(out, handle++, layer_name(work), colour(work), work != Work::guide);
  }
  end_table(out);
}

// A view of the whole plate, for programs that open a file as it was left.
void write_viewport(DxfBuilder& out, int handle, Size size) {
  begin_table(out, "VPORT", viewports, 1);
  begin_entry(out, "VPORT", handle, viewports, "AcDbViewportTableRecord", "*Active");
  out.pair(70, 0).pair(10, "0.0").pair(20, "0.0").pair(11, "1.0").pair(21, "1.0");
  out.point(12, {size.width / 2, size.height / 2});
  out.pair(40, size.height * 3 / 2).pair(41, "1.5");
  end_table(out);
}

void write_style(DxfBuilder& out, int handle) {
  begin_table(out, "STYLE", styles, 1);
  begin_entry(out, "STYLE", handle, styles, "AcDbTextStyleTableRecord", "Standard");
  out.pair(70, 0).pair(40, "0.0").pair(41, "1.0").pair(50, "0.0").pair(71, 0).pair(42, "2.5");
  out.pair(3, "txt").pair(4, "");
  end_table(out);
}

// Its entries alone have their handle under another code.
void write_dimension_style(DxfBuilder& out, int handle) {
  begin_table(out, "DIMSTYLE", dimension_styles, 1);
  out.pair(100, "AcDbDimStyleTable").pair(71, 0);
  out.pair(0, "DIMSTYLE").handle(105, handle).handle(330, dimension_styles);
  out.pair(100, "AcDbSymbolTableRecord").pair(100, "AcDbDimStyleTableRecord");
  out.pair(2, "Standard").pair(70, 0);
  end_table(out);
}

void write_block_records(DxfBuilder& out) {
  begin_table(out, "BLOCK_RECORD", block_records, 2);
  begin_entry(out, "BLOCK_RECORD", model_space, block_records, "AcDbBlockTableRecord",
              model_space_name);
  begin_entry(out, "BLOCK_RECORD", paper_space, block_records, "AcDbBlockTableRecord",
              paper_space_name);
  end_table(out);
}

void write_empty_table(DxfBuilder& out, std::string_view name, Handle handle) {
  begin_table(out, name, handle, 0);
  end_table(out);
}

// AutoCAD wants all nine, in any order, also the empty ones.
void write_tables(DxfBuilder& out, Size size) {
  begin_section(out, "TABLES");
  write_viewport(out, first_free, size);
  write_line_types(out, first_free + 1);
  write_layers(out, first_free + 4);
  write_style(out, first_free + 9);
  write_empty_table(out, "VIEW", views);
  write_empty_table(out, "UCS", coordinate_systems);
  begin_table(out, "APPID", applications, 1);
  begin_entry(out, "APPID", first_free + 10, applications, "AcDbRegAppTableRecord", "ACAD");
  out.pair(70, 0);
  end_table(out);
  write_dimension_style(out, first_free + 11);
  write_block_records(out);
  end_section(out);
}

void write_block(DxfBuilder& out, int handle, Handle record, std::string_view name) {
  const auto begin = [&](std::string_view type, int own, std::string_view subclass) {
    out.pair(0, type).handle(5, own).handle(330, record).pair(100, "AcDbEntity");
    if (record == paper_space) out.pair(67, 1);
    out.pair(8, "0").pair(100, subclass);
  };
  begin("BLOCK", handle, "AcDbBlockBegin");
  out.pair(2, name).pair(70, 0).pair(10, "0.0").pair(20, "0.0").pair(30, "0.0");
  out.pair(3, name).pair(1, "");
  begin("ENDBLK", handle + 1, "AcDbBlockEnd");
}

void write_blocks(DxfBuilder& out) {
  begin_section(out, "BLOCKS");
  write_block(out, first_free + 12, model_space, model_space_name);
  write_block(out, first_free + 14, paper_space, paper_space_name);
  end_section(out);
}

void write_objects(DxfBuilder& out) {
  begin_section(out, "OBJECTS");
  out.pair(0, "DICTIONARY").handle(5, root_dictionary).handle(330, no_handle);
  out.pair(100, "AcDbDictionary").pair(281, 1);
  out.pair(3, "ACAD_GROUP").handle(350, group_dictionary);
  out.pair(0, "DICTIONARY").handle(5, group_dictionary).handle(330, root_dictionary);
  out.pair(100, "AcDbDictionary").pair(281, 1);
  end_section(out);
}

struct FigureWriter {
  DxfBuilder& out;
  const Figures& all;
  Work work;

  void operator()(const Line& line) const {
    begin("LINE", "AcDbLine");
    out.point(10, line.from).pair(30, "0.0").point(11, line.to).pair(31, "0.0");
  }

  void operator()(const Circle& circle) const {
    begin("CIRCLE", "AcDbCircle");
    out.point(10, circle.centre).pair(30, "0.0").pair(40, circle.radius);
  }

  // Counterclockwise, as y is up, from the left end of the lower side.
  void operator()(const Rect& rect) const {
    const Length left = rect.corner.x, right = left + rect.size.width;
    const Length top = rect.corner.y, bottom = top + rect.size.height, r = rect.radius;
    const std::array<Point, 8> ends{{{left + r, bottom},
                                     {right - r, bottom},
                                     {right, bottom - r},
                                     {right, top + r},
                                     {right - r, top},
                                     {left + r, top},
                                     {left, top + r},
                                     {left, bottom - r}}};
    const std::size_t step = r.um == 0 ? 2 : 1;
    begin_polyline(ends.size() / step, true);
    for (std::size_t i = 0; i < ends.size(); i += step) {
      out.point(10, ends[i]);
      if (r.um != 0 && i % 2 == 1) out.pair(42, quarter_bulge);
    }
  }

  void operator()(const Lettering& lettering) const {
    auto points = all.points(lettering);
    while (!points.empty()) {
      std::size_t length = 1;
      while (length < points.size() && points[length].down) ++length;
      begin_polyline(length, false);
      for (const PenPoint& next : points.first(length)) out.point(10, next.at);
      points = points.subspan(length);
    }
  }

 private:
  void begin(std::string_view type, std::string_view subclass) const {
    out.pair(0, type).handle(5, out.next_handle()).handle(330, model_space);
    out.pair(100, "AcDbEntity").pair(8, layer_name(work)).pair(100, subclass);
  }

  void begin_polyline(std::size_t points, bool closed) const {
    begin("LWPOLYLINE", "AcDbPolyline");
    out.pair(90, static_cast<std::int64_t>(points)).pair(70, closed ? 1 : 0).pair(43, "0.0");
  }
};

// As many handles as there are strokes is more than enough, and no handle is taken twice.
int most_handles(const Figures& all) {
  return static_cast<int>(all.list.size() + all.pen_path.size());
}

}  // namespace

Document dxf(const drawing::Drawing& plate, Size size) {
  const Figures all = figures(plate, size);
  DxfBuilder out(size.height);
  write_header(out, size, most_handles(all));
  write_tables(out, size);
  write_blocks(out);
  begin_section(out, "ENTITIES");
  for (const Figure& figure : all.list.view()) {
    std::visit(FigureWriter{out, all, figure.work}, figure.shape);
  }
  end_section(out);
  write_objects(out);
  out.pair(0, "EOF");
  return out.finish();
}

}  // namespace steelshare::render
