// Writes filled pages for the measuring script: every built-in template, both papers, 20, 33 and 59
// words, a page a side, with a header where there is a place for it, each with a sidecar that says
// what should be on it. Words of no value.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "steelshare/plate/layout.h"
#include "steelshare/plate/page.h"
#include "steelshare/render/render.h"
#include "steelshare/secret/heap.h"

namespace {

using namespace steelshare;
namespace fs = std::filesystem;

// The widest letters, the deepest and the narrowest ones first, then any.
Mnemonic make_words(std::size_t count) {
  Mnemonic words(count);
  const char* const wanted[] = {"equip", "aquatic", "window", "wisdom", "justice", "image"};
  std::mt19937 random(static_cast<unsigned>(count));
  for (std::size_t i = 0; i < count; ++i) {
    words.view()[i] = i < std::size(wanted)
                          ? *slip39_words().find(wanted[i])
                          : WordIndex{static_cast<std::uint16_t>(random() % 1024)};
  }
  return words;
}

void write_file(const fs::path& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

void write_sidecar(const fs::path& path, const plate::Template& plate, plate::Paper paper,
                   const Mnemonic& words, std::string_view header) {
  std::string json = "{\"template\":\"" + plate.id + "\",\"paper\":\"" +
                     (paper == plate::Paper::a4 ? "a4" : "letter") + "\",\"header\":\"" +
                     std::string(header) + "\",\"words\":[";
  for (std::size_t i = 0; i < words.size(); ++i) {
    json += (i == 0 ? "\"" : ",\"") + std::string(slip39_words().word(words.view()[i])) + "\"";
  }
  write_file(path, json + "]}\n");
}

void write_page(const fs::path& directory, const plate::Template& plate, plate::Paper paper,
                std::size_t word_count) {
  const Mnemonic words = make_words(word_count);
  const plate::ShareLabel share{.member_number = 3, .member_count = 5, .member_threshold = 3};
  const std::string_view header = plate.header ? "B39 3/5" : "";
  std::vector<drawing::Drawing> pages;
  for (std::size_t side = 0; side < plate::side_count(plate, word_count); ++side) {
    const auto drawing = plate::layout(words, slip39_words(), plate, side, header);
    auto page = plate::page(
        *drawing, plate,
        {.share = share, .word_count = word_count, .kind = "bip39", .side = side, .header = header},
        paper);
    pages.push_back(std::move(*page));
  }
  const auto document = render::pdf(pages, plate::sheet_size(paper));
  const std::string stem =
      plate.id + (paper == plate::Paper::a4 ? "-a4-" : "-letter-") + std::to_string(word_count);
  write_file(directory / (stem + ".pdf"),
             {reinterpret_cast<const char*>(document.view().data()), document.size()});
  write_sidecar(directory / (stem + ".json"), plate, paper, words, header);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fputs("usage: make_plates DIRECTORY\n", stderr), 2;
  const SecureHeap heap(SecureHeap::Unlocked::allow);
  fs::create_directories(argv[1]);
  for (const auto& builtin : plate::builtin_templates()) {
    const auto plate = plate::find_template(builtin.id);
    for (const auto paper : {plate::Paper::a4, plate::Paper::letter}) {
      for (const std::size_t count : {20U, 33U, 59U}) write_page(argv[1], *plate, paper, count);
    }
  }
  return 0;
}
