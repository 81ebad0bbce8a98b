// Runs a target on every file of the folders given: what a build without libFuzzer tests. Each
// input lies in a block of exactly its size, so that AddressSanitizer sees an overrun.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "fuzz/fuzz.h"

namespace {

namespace fs = std::filesystem;

void run_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto block = std::make_unique<std::uint8_t[]>(text.size());
  std::ranges::copy(text, block.get());
  std::printf("%s\n", path.filename().c_str());
  std::fflush(stdout);
  steelshare::fuzz::run({block.get(), text.size()});
}

int run_folders(int count, char** folders) {
  int inputs = 0;
  for (int i = 1; i < count; ++i) {
    for (const auto& entry : fs::directory_iterator(folders[i])) {
      run_file(entry.path());
      ++inputs;
    }
  }
  std::printf("%d inputs\n", inputs);
  return inputs > 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run_folders(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
