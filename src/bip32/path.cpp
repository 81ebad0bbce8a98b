#include "steelshare/bip32/path.h"

#include <charconv>
#include <optional>

namespace steelshare::bip32 {
namespace {

std::optional<std::uint32_t> parse_step(std::string_view text) {
  const bool is_marked = !text.empty() && std::string_view("'hH").find(text.back()) != text.npos;
  if (is_marked) text.remove_suffix(1);
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  std::uint32_t index = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, index);
  if (read.ec != std::errc() || read.ptr != end || is_hardened(index)) return std::nullopt;
  return is_marked ? hardened(index) : index;
}

}  // namespace

Result<Path> parse_path(std::string_view text) {
  if (!text.starts_with('m')) return Error{ErrorCode::invalid_path};
  text.remove_prefix(1);
  Path path;
  while (!text.empty()) {
    if (text.front() != '/' || path.steps.size() == most_steps) {
      return Error{ErrorCode::invalid_path};
    }
    text.remove_prefix(1);
    const auto length = std::min(text.find('/'), text.size());
    const auto step = parse_step(text.substr(0, length));
    if (!step) return Error{ErrorCode::invalid_path};
    path.steps.push_back(*step);
    text.remove_prefix(length);
  }
  return path;
}

std::string format_path(const Path& path) {
  std::string text = "m";
  for (const std::uint32_t step : path.steps) {
    text += '/' + std::to_string(step & ~hardened_offset);
    if (is_hardened(step)) text += '\'';
  }
  return text;
}

}  // namespace steelshare::bip32
