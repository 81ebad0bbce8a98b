#include <array>

#include "steelshare/plate/template.h"

namespace steelshare::plate {
namespace {

// The texts of templates/*.toml, and a row for each: made of the list in src/CMakeLists.txt.
#include "builtin_plates.inc"

}  // namespace

std::span<const BuiltinTemplate> builtin_templates() { return templates; }

Result<Template> find_template(std::string_view id) {
  for (const BuiltinTemplate& builtin : templates) {
    if (builtin.id != id) continue;
    auto parsed = parse_template(builtin.toml);
    expects(parsed.has_value());
    return std::move(parsed).value();
  }
  return Error{ErrorCode::unknown_template};
}

}  // namespace steelshare::plate
