// The numbers that the programs of the least cost are given.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>

/// Reads a whole number, 0..100; nothing for any other text.
inline std::optional<int> parse_count(std::string_view text) {
  constexpr int most = 100;
  int count = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, count);
  if (read.ec != std::errc() || read.ptr != end || count < 0 || count > most) return std::nullopt;
  return count;
}
