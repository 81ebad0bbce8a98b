// Writes pages for the measuring script, of every built-in template, a page a side: filled ones
// with 20, 33 and 59 words and with a header where there is a place for it, blank ones, films,
// pages to practise on, and filled ones that say nothing. Each has a sidecar that says what should
// be on it. Words of no value.
#include <array>
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

enum class Kind { filled, stealth, blank, reader, practice };

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::filled:
      return "filled";
    case Kind::stealth:
      return "stealth";
    case Kind::blank:
      return "blank";
    case Kind::reader:
      return "reader";
    case Kind::practice:
      return "practice";
  }
  return "";
}

struct Wanted {
  Kind kind;
  plate::Paper paper;
  std::size_t word_count;  // of a page to practise on what it has
};

bool has_words(Kind kind) { return kind == Kind::filled || kind == Kind::stealth; }

const char* name_of(plate::Paper paper) { return paper == plate::Paper::a4 ? "a4" : "letter"; }

void write_sidecar(const fs::path& path, const plate::Template& plate, const Wanted& wanted,
                   const Mnemonic& words, std::string_view header) {
  std::string json = "{\"template\":\"" + plate.id + "\",\"kind\":\"" + name_of(wanted.kind) +
                     "\",\"paper\":\"" + name_of(wanted.paper) + "\",\"header\":\"" +
                     std::string(header) + "\",\"count\":" + std::to_string(words.size()) +
                     ",\"words\":[";
  for (std::size_t i = 0; i < words.size() && has_words(wanted.kind); ++i) {
    json += (i == 0 ? "\"" : ",\"") + std::string(slip39_words().word(words.view()[i])) + "\"";
  }
  write_file(path, json + "]}\n");
}

drawing::Drawing draw_side(const plate::Template& plate, Kind kind, const Mnemonic& words,
                           std::size_t side, std::string_view header) {
  switch (kind) {
    case Kind::filled:
    case Kind::stealth:
      return *plate::layout(words, slip39_words(), plate, side, header);
    case Kind::blank:
      return plate::layout_blank(words.size(), plate, side);
    case Kind::reader:
      return plate::layout_reader(words.size(), plate, side);
    case Kind::practice:
      return plate::layout_practice(plate, side);
  }
  return drawing::Drawing(0);
}

plate::PageLabels labels_of(Kind kind, std::size_t word_count, std::string_view header) {
  const plate::ShareLabel share{.member_number = 3, .member_count = 5, .member_threshold = 3};
  if (has_words(kind)) {
    return {.share = share,
            .word_count = word_count,
            .kind = "bip39",
            .header = header,
            .silent = kind == Kind::stealth};
  }
  const auto page = kind == Kind::blank    ? plate::PageKind::blank
                    : kind == Kind::reader ? plate::PageKind::reader
                                           : plate::PageKind::practice;
  return {.word_count = word_count, .page = page};
}

void write_pages(const fs::path& directory, const plate::Template& plate, const Wanted& wanted) {
  const bool practice = wanted.kind == Kind::practice;
  const Mnemonic words = make_words(practice ? plate::practice_parts(plate).words : wanted.word_count);
  const std::string_view header = plate.header && has_words(wanted.kind) ? "B39 3/5" : "";
  auto labels = labels_of(wanted.kind, words.size(), header);
  std::vector<drawing::Drawing> pages;
  for (std::size_t side = 0; side < plate::side_count(plate, words.size()); ++side) {
    labels.side = side;
    auto page = plate::page(draw_side(plate, wanted.kind, words, side, header), plate, labels,
                            wanted.paper);
    pages.push_back(std::move(*page));
  }
  const auto document = render::pdf(pages, plate::sheet_size(wanted.paper));
  const std::string stem = plate.id + "-" + name_of(wanted.kind) + "-" + name_of(wanted.paper) +
                           "-" + std::to_string(wanted.word_count);
  write_file(directory / (stem + ".pdf"),
             {reinterpret_cast<const char*>(document.view().data()), document.size()});
  write_sidecar(directory / (stem + ".json"), plate, wanted, words, header);
}

// Each kind and each length of a share; every template on both papers.
constexpr std::array wanted_pages{
    Wanted{Kind::filled, plate::Paper::a4, 20},      Wanted{Kind::filled, plate::Paper::a4, 33},
    Wanted{Kind::filled, plate::Paper::a4, 59},      Wanted{Kind::filled, plate::Paper::letter, 20},
    Wanted{Kind::filled, plate::Paper::letter, 33},  Wanted{Kind::filled, plate::Paper::letter, 59},
    Wanted{Kind::stealth, plate::Paper::letter, 33}, Wanted{Kind::blank, plate::Paper::letter, 33},
    Wanted{Kind::reader, plate::Paper::a4, 59},      Wanted{Kind::reader, plate::Paper::letter, 20},
    Wanted{Kind::practice, plate::Paper::a4, 0}};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fputs("usage: make_plates DIRECTORY\n", stderr), 2;
  const SecureHeap heap(SecureHeap::Unlocked::allow);
  fs::create_directories(argv[1]);
  for (const auto& builtin : plate::builtin_templates()) {
    const auto plate = plate::find_template(builtin.id);
    for (const Wanted& wanted : wanted_pages) write_pages(argv[1], *plate, wanted);
  }
  return 0;
}
