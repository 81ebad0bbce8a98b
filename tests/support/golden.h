// Goldens: readable text in fixtures/, compared line by line. UPDATE_GOLDEN=1 rewrites them.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace steelshare::support {

/// Compares text with fixtures/<name> and reports the first line that differs.
inline void expect_golden(const std::string& name, std::string_view text) {
  const std::string path = std::string(STEELSHARE_SOURCE_DIR "/fixtures/") + name;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << text;
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file) << path << " is missing; UPDATE_GOLDEN=1 writes it";
  std::istringstream found{std::string(text)};
  std::string expected_line, found_line;
  for (int number = 1;; ++number) {
    const bool more_expected = static_cast<bool>(std::getline(file, expected_line));
    const bool more_found = static_cast<bool>(std::getline(found, found_line));
    ASSERT_EQ(more_found, more_expected) << path << ":" << number;
    if (!more_found) return;
    ASSERT_EQ(found_line, expected_line) << path << ":" << number;
  }
}

}  // namespace steelshare::support
