#include "cli/kit_files.h"

#include "steelshare/kit/kit.h"
#include "steelshare/plate/layout.h"
#include "steelshare/plate/page.h"
#include "steelshare/render/render.h"

namespace steelshare::cli {
namespace {

// What a command needs to draw more plates like these.
std::string draw_options(const PlatesBeside& plates) {
  const bool is_own = !plates.options.own_template.empty();
  const std::string name = is_own ? own_template_name(plates.chosen) : plates.chosen.id;
  const bool is_letter = plates.options.paper == plate::Paper::letter;
  return "--template " + name + (is_letter ? " --paper letter" : "");
}

kit::Set set_of(const recovery::Record& record, const PlatesBeside& plates) {
  kit::Set set{.kind = record.kind,
               .language = record.language,
               .extendable = record.extendable,
               .word_count = plates.word_count,
               .group_threshold = record.group_threshold,
               .groups = {},
               .plate = plates.chosen,
               .header = std::string(plates.header),
               .made_now = plates.made_now,
               .draw_options = draw_options(plates),
               .is_own_template = !plates.options.own_template.empty()};
  const auto group_count = static_cast<std::uint8_t>(record.groups.size());
  for (std::uint8_t group = 0; group < group_count; ++group) {
    const auto& [name, spec] = record.groups[group];
    kit::Group listed{name, spec, {}};
    for (std::uint8_t member = 0; member < spec.member_count; ++member) {
      listed.plates.push_back(plate_label({group_count, group, name, member, spec.member_count}));
    }
    set.groups.push_back(std::move(listed));
  }
  return set;
}

std::string pdf(const kit::Document& document, drawing::Size sheet) {
  return render::public_pdf(document.page_count(), sheet, [&](std::size_t page, const auto& paint) {
    document.draw(page, paint);
  });
}

// The text, and behind it the places that dots may have.
Outcome<std::string> recovery_sheet_pdf(const kit::Set& set, plate::Paper paper) {
  const auto sheet = plate::sheet_size(paper);
  const auto text = kit::recovery_sheet(set, sheet);
  const std::size_t pages = text.page_count() + kit::drawn_sides(set);
  std::optional<Error> refused;
  auto file = render::public_pdf(pages, sheet, [&](std::size_t page, const auto& paint) {
    if (page < text.page_count()) return text.draw(page, paint);
    const std::size_t side = page - text.page_count();
    const auto reader = plate::layout_reader(set.word_count, set.plate, side);
    const std::string note =
        "recovery sheet, page " + std::to_string(page + 1) + " of " + std::to_string(pages);
    const auto drawn = plate::page(
        reader, set.plate,
        {.word_count = set.word_count, .side = side, .page = plate::PageKind::reader, .note = note},
        paper);
    if (!drawn) return void(refused = drawn.error());
    paint(*drawn);
  });
  if (refused) return failure(*refused);
  return file;
}

}  // namespace

Outcome<std::vector<ExtraFile>> kit_files(const recovery::Record& record,
                                          const PlatesBeside& plates) {
  const auto set = set_of(record, plates);
  const auto sheet = plate::sheet_size(plates.options.paper);
  auto for_heirs = recovery_sheet_pdf(set, plates.options.paper);
  if (!for_heirs) return for_heirs.error();
  std::vector<ExtraFile> files{{recovery_sheet_name, std::move(*for_heirs)},
                               {kit_name, pdf(kit::owners_kit(set, sheet), sheet)}};
  if (set.is_own_template)
    files.push_back({own_template_name(plates.chosen), plates.options.own_template});
  return files;
}

}  // namespace steelshare::cli
