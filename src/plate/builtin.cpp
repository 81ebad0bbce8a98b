#include <array>

#include "steelshare/plate/template.h"

namespace steelshare::plate {
namespace {

constexpr auto id1_landscape_4 = std::to_array<char>({
#include "id1_landscape_4.inc"
});
constexpr auto l100x60_3 = std::to_array<char>({
#include "l100x60_3.inc"
});
constexpr auto sh85_4 = std::to_array<char>({
#include "sh85_4.inc"
});

constexpr std::array<BuiltinTemplate, 3> templates{{
    {"id1-landscape-4", {id1_landscape_4.data(), id1_landscape_4.size()}},
    {"l100x60-3", {l100x60_3.data(), l100x60_3.size()}},
    {"sh85-4", {sh85_4.data(), sh85_4.size()}},
}};

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
