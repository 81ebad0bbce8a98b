// Every fixture has a row in fixtures/SOURCES.toml, and the file is the one that the row describes.
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "crypto/hash.h"
#include "support/bytes.h"

namespace steelshare {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The text between quotes after `key = `.
std::string quoted(const std::string& line, const std::string& key) {
  const std::string begin = key + " = \"";
  if (!line.starts_with(begin)) return "";
  return line.substr(begin.size(), line.rfind('"') - begin.size());
}

// Path -> SHA-256. A row without origin or licence does not count.
std::map<std::string, std::string> sources() {
  std::map<std::string, std::string> rows;
  std::ifstream file(STEELSHARE_SOURCE_DIR "/fixtures/SOURCES.toml");
  std::string path, origin, licence;
  for (std::string line; std::getline(file, line);) {
    if (line == "[[file]]") path = origin = licence = "";
    if (const auto text = quoted(line, "path"); !text.empty()) path = text;
    if (const auto text = quoted(line, "origin"); !text.empty()) origin = text;
    if (const auto text = quoted(line, "licence"); !text.empty()) licence = text;
    const auto hash = quoted(line, "sha256");
    if (!hash.empty() && !origin.empty() && !licence.empty()) rows[path] = hash;
  }
  return rows;
}

TEST(Sources, NameEveryFixtureWithItsHash) {
  const auto rows = sources();
  for (const auto& [path, hash] : rows) {
    const std::string text = read(STEELSHARE_SOURCE_DIR "/" + path);
    ASSERT_FALSE(text.empty()) << path;
    std::array<std::uint8_t, crypto::sha256_bytes> digest{};
    crypto::sha256({test::as_bytes(text)}, digest);
    EXPECT_EQ(to_hex(digest), hash) << path;
  }
  // Goldens (fixtures/kit, fixtures/plate) and corpora (fixtures/fuzz) are our own output and
  // input.
  for (const auto& entry : fs::recursive_directory_iterator(STEELSHARE_SOURCE_DIR "/fixtures")) {
    const std::string path = fs::relative(entry.path(), STEELSHARE_SOURCE_DIR).generic_string();
    if (!entry.is_regular_file() || path == "fixtures/SOURCES.toml" ||
        path.starts_with("fixtures/plate/") || path.starts_with("fixtures/kit/") ||
        path.starts_with("fixtures/fuzz/")) {
      continue;
    }
    EXPECT_TRUE(rows.contains(path)) << path << " has no row in fixtures/SOURCES.toml";
  }
}

}  // namespace
}  // namespace steelshare
