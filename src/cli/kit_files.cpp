#include "cli/kit_files.h"

#include "steelshare/kit/kit.h"
#include "steelshare/render/render.h"

namespace steelshare::cli {
namespace {

kit::Set set_of(const recovery::Record& record, const PlatesBeside& plates) {
  kit::Set set{.kind = record.kind,
               .language = record.language,
               .extendable = record.extendable,
               .word_count = plates.word_count,
               .group_threshold = record.group_threshold,
               .groups = {},
               .plate = plates.chosen,
               .header = std::string(plates.header),
               .others_may_differ = plates.others_may_differ};
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

}  // namespace

std::vector<ExtraFile> kit_files(const recovery::Record& record, const PlatesBeside& plates) {
  const auto set = set_of(record, plates);
  const auto sheet = plate::sheet_size(plates.paper);
  return {{recovery_sheet_name, pdf(kit::recovery_sheet(set, sheet), sheet)},
          {kit_name, pdf(kit::owners_kit(set, sheet), sheet)}};
}

}  // namespace steelshare::cli
