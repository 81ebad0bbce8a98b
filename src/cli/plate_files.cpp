#include "cli/plate_files.h"

#include <algorithm>

#include "cli/files.h"
#include "cli/surroundings.h"
#include "steelshare/base/bytes.h"
#include "steelshare/base/failure.h"
#include "steelshare/plate/layout.h"
#include "steelshare/render/render.h"
#include "steelshare/words/wordlist.h"

namespace steelshare::cli {
namespace {

Failure unknown_template() { return failure(Error{ErrorCode::unknown_template}); }

bool is_template_name(const std::string& name) {
  return name.find_first_of("/.") == std::string::npos;
}

Outcome<plate::Template> named_template(const std::string& name) {
  if (name.find_first_of(", ") != std::string::npos) {
    return usage("--template takes one plate",
                 "write the set with one, then draw the shares that go on another with "
                 "'steelshare plates --template'");
  }
  auto builtin = plate::find_template(name);
  if (!builtin) return unknown_template();
  return std::move(*builtin);
}

// A name without a slash or dot is one of ours; everything else is a file.
//   paper   that it has to fit, if any
//   text    takes that of a file
Outcome<plate::Template> read_template(const std::string& name, std::optional<plate::Paper> paper,
                                       std::string& text) {
  if (is_template_name(name)) return named_template(name);
  const auto content = read_public_file(name, "--template");
  if (!content) return content.error();
  auto checked = plate::check_template(*content);
  if (!checked.plate) return failure(checked.errors, Place::source, printable_path(name));
  if (paper) {
    const auto& too_large = checked.of_paper[static_cast<std::size_t>(*paper)];
    if (too_large) return failure(*too_large, Place::source, printable_path(name));
  }
  text = *content;
  return std::move(*checked.plate);
}

plate::PageLabels labels_of(const Plate& plate) {
  const auto& share = *plate.share;
  return {plate::ShareLabel{.group_name = plate.group_name,
                            .group_number = static_cast<std::uint8_t>(share.group_index + 1),
                            .group_count = share.group_count,
                            .group_threshold = share.group_threshold,
                            .member_number = static_cast<std::uint8_t>(share.member_index + 1),
                            .member_count = plate.member_count,
                            .member_threshold = share.member_threshold},
          plate.mnemonic->size(), plate.kind};
}

// What is stamped for a kind, so that a finder knows how to read the plate: never a name, an
// address or the layout of the groups.
std::string_view kind_mark(std::string_view kind) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> marks{
      {{"bip39", "B39"}, {"bip39-seed", "SEED"}, {"slip39", "S39"}, {"key", "KEY"}}};
  const auto name = kind.substr(0, kind.find(' '));  // a language may follow
  const auto* const found =
      std::ranges::find(marks, name, &std::pair<std::string_view, std::string_view>::first);
  return found == marks.end() ? std::string_view() : found->second;
}

Outcome<std::string> header_text(const PlateOptions& options, const plate::Template& chosen,
                                 const Plate& plate) {
  const HeaderText wanted = options.header.value_or(HeaderText::kind);
  if (wanted == HeaderText::none) return std::string();
  if (!chosen.header) {
    if (!options.header) return std::string();
    return usage("--header: this plate has no place for one", "templates with [header] have");
  }
  std::string text(kind_mark(plate.kind));
  if (text.empty()) {
    if (!options.header) return std::string();
    return usage("--header needs --record: shares do not say what they hold");
  }
  if (wanted == HeaderText::full) {
    if (plate.share->group_count > 1) {
      text += " G" + std::to_string(plate.share->group_index + 1);
    }
    text += " " + std::to_string(plate.share->member_index + 1);
    if (plate.member_count > 0) text += "/" + std::to_string(plate.member_count);
  }
  if (text.size() > chosen.header->cell_count) {
    return usage("--header: this one needs " + std::to_string(text.size()) +
                     " cells, the plate has " + std::to_string(chosen.header->cell_count),
                 "--header kind is shorter, and fits every plate that has a place");
  }
  return text;
}

// The words as they will be stamped, a drawing a side, read back from the drawings mark by mark.
Outcome<std::vector<drawing::Drawing>> proved_layout(const Mnemonic& mnemonic,
                                                     const plate::Template& chosen,
                                                     std::string_view header) {
  std::vector<drawing::Drawing> sides;
  for (std::size_t i = 0; i < plate::side_count(chosen, mnemonic.size()); ++i) {
    auto drawing = plate::layout(mnemonic, slip39_words(), chosen, i, header);
    if (!drawing) return failure(drawing.error());
    sides.push_back(std::move(*drawing));
  }
  const auto back = plate::read_marks(sides, slip39_words(), chosen);
  if (!back || !(*back == mnemonic)) {
    throw SystemFailure("a plate did not read back as its share; nothing was written");
  }
  return sides;
}

// A page that was made for one printer is wrong on every other, so it says so.
std::string scale_note(render::Scale scale) {
  if (scale.x == 1000 && scale.y == 1000) return {};
  return "corrected for one printer: " + std::to_string(scale.x) + " x " + std::to_string(scale.y) +
         " per 1000";
}

// The pages of one share: one for each side, and for a share the work list behind them. The sides
// are used up.
Outcome<render::Document> pages_of(std::span<drawing::Drawing> sides, const plate::Template& chosen,
                                   plate::PageLabels labels, const PlateOptions& options,
                                   const Mnemonic* mnemonic) {
  const plate::Paper paper = options.paper;
  const std::string note = scale_note(options.scale);
  labels.note = note;
  labels.silent = options.stealth;
  const std::size_t pages = sides.size() + (mnemonic == nullptr || options.stealth ? 0 : 1);
  std::optional<Error> refused;
  const auto draw = [&](std::size_t i, const render::Paint& paint) {
    if (i == sides.size()) {
      return paint(plate::worklist(*mnemonic, slip39_words(), chosen, labels, paper));
    }
    labels.side = i;
    const auto page = plate::page(sides[i], chosen, labels, paper);
    if (!page) return void(refused = page.error());
    sides[i] = drawing::Drawing(0);  // many sides and a long document would not fit together
    paint(*page);
  };
  auto document = render::pdf(pages, plate::sheet_size(paper), draw, options.scale);
  if (refused) return failure(*refused);
  return document;
}

// The files of one share: paper has all sides in one, machines take a file a side.
std::vector<std::string> file_names(const std::string& stem, const PlateOptions& options,
                                    const plate::Template& chosen, std::size_t word_count) {
  const std::string ending(file_ending(options.format.type));
  const std::size_t sides = plate::side_count(chosen, word_count);
  if (!options.format.is_for_machines() || sides == 1) return {stem + ending};
  std::vector<std::string> names;
  for (std::size_t i = 1; i <= sides; ++i) {
    names.push_back(stem + "-side-" + std::to_string(i) + ending);
  }
  return names;
}

// Adds the files of one share under their names.
Outcome<Done> add_files(OutputDirectory& directory, std::span<const std::string> names,
                        std::span<drawing::Drawing> sides, const plate::Template& chosen,
                        const plate::PageLabels& labels, const PlateOptions& options,
                        const Mnemonic* mnemonic = nullptr) {
  if (!options.format.is_for_machines()) {
    const auto pdf = pages_of(sides, chosen, labels, options, mnemonic);
    if (!pdf) return pdf.error();
    return directory.add(names[0], pdf->view());
  }
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const auto file = machine_file(options.format, sides[i], chosen.plate.size);
    if (auto added = directory.add(names[i], file.view()); !added) return added.error();
  }
  return Done{};
}

Outcome<OutputDirectory> open_directory(const PlateOptions& options,
                                        const std::vector<std::string>& names) {
  auto directory = OutputDirectory::open(options.directory);
  if (!directory) return directory.error();
  const auto free = directory->expect_free(names);
  if (!free) return free.error();
  return std::move(*directory);
}

Outcome<std::optional<HeaderText>> read_header(const Arguments& arguments) {
  const auto name = arguments.value("header");
  if (!name) return std::optional<HeaderText>();
  if (*name == "none") return std::optional(HeaderText::none);
  if (*name == "kind") return std::optional(HeaderText::kind);
  if (*name == "full") return std::optional(HeaderText::full);
  return usage("--header takes none, kind or full");
}

// The margins of the sheet leave room for so much.
constexpr int least_scale = 970, most_scale = 1030;

Outcome<render::Scale> read_scale(const Arguments& arguments) {
  render::Scale scale;
  for (const auto& [option, permille] :
       {std::pair("scale-x", &scale.x), std::pair("scale-y", &scale.y)}) {
    const auto value = arguments.number(option, 1000, least_scale, most_scale);
    if (!value) return value.error();
    *permille = *value;
  }
  return scale;
}

}  // namespace

Outcome<PlateOptions> read_plate_options(const Arguments& arguments) {
  PlateOptions options{.directory = arguments.value("out").value_or("")};
  const auto scale = read_scale(arguments);
  if (!scale) return scale.error();
  options.scale = *scale;
  const auto header = read_header(arguments);
  if (!header) return header.error();
  options.header = *header;
  const auto paper = arguments.value("paper").value_or("a4");
  if (paper != "a4" && paper != "letter") return usage("--paper takes a4 or letter");
  options.paper = paper == "a4" ? plate::Paper::a4 : plate::Paper::letter;
  if (const auto name = arguments.value("template")) {
    const bool pages = arguments.value("format").value_or("pdf") == "pdf";
    auto chosen = read_template(*name, pages ? std::optional(options.paper) : std::nullopt,
                                options.own_template);
    if (!chosen) return chosen.error();
    options.chosen = std::move(*chosen);
  }
  return options;
}

Outcome<std::optional<PlateOptions>> read_output(const Arguments& arguments,
                                                 std::span<const std::string> names) {
  if (!arguments.has("out")) {
    for (const char* option : {"template", "paper", "scale-x", "scale-y", "header"}) {
      if (arguments.has(option))
        return usage("--template, --paper, --header and the scale need --out");
    }
    return std::optional<PlateOptions>();
  }
  auto options = read_plate_options(arguments);
  if (!options) return options.error();
  std::vector<std::string> all(names.begin(), names.end());
  if (!options->own_template.empty()) all.push_back(own_template_name(*options->chosen));
  const auto free = OutputDirectory::check(options->directory, all);
  if (!free) return free.error();
  return std::optional(std::move(*options));
}

void write_files(Json& json, const std::vector<std::string>& files) {
  json.key("files").begin_array();
  for (const auto& file : files) json.string(file);
  json.end_array();
}

void write_files(TextBuilder& text, const PlateOptions& options,
                 const std::vector<std::string>& files) {
  text.append(std::string_view("files in " + options.directory + ":\n"));
  for (const auto& file : files) text.append(std::string_view("  " + file + "\n"));
}

std::string own_template_name(const plate::Template& chosen) { return chosen.id + ".toml"; }

plate::Template template_for(const PlateOptions& options, std::size_t word_count) {
  if (options.chosen) return *options.chosen;
  const auto builtin = plate::builtin_templates();
  for (const auto& [id, toml] : builtin) {
    auto candidate = plate::find_template(id);
    if (plate::word_capacity(*candidate) >= word_count) return std::move(*candidate);
  }
  return *plate::find_template(builtin.front().id);
}

std::string_view header_mark(const PlateOptions& options, const plate::Template& chosen,
                             std::string_view kind) {
  if (!chosen.header || options.header == HeaderText::none) return {};
  return kind_mark(kind);
}

PlateName name_of(const Plate& plate) {
  return {plate.share->group_count, plate.share->group_index, plate.group_name,
          plate.share->member_index, plate.member_count};
}

std::string plate_label(const PlateName& name) {
  std::string text;
  if (name.group_count > 1) {
    text += name.group_name.empty() ? "g" + std::to_string(name.group_index + 1)
                                    : std::string(name.group_name);
    text += "-";
  }
  text += std::to_string(name.member_index + 1);
  if (name.member_count > 0) text += "-of-" + std::to_string(name.member_count);
  return text;
}

std::string share_title(const PlateName& name) {
  std::string text;
  if (name.group_count > 1) {
    text = "group ";
    text += name.group_name.empty() ? std::to_string(name.group_index + 1)
                                    : std::string(name.group_name);
    text += ", ";
  }
  text += "share " + std::to_string(name.member_index + 1);
  if (name.member_count > 0) text += " of " + std::to_string(name.member_count);
  return text;
}

std::string plate_file_name(const PlateName& name) { return "plate-" + plate_label(name) + ".pdf"; }

Outcome<std::vector<std::string>> write_plates(const PlateOptions& options,
                                               std::span<const Plate> plates,
                                               std::span<const ExtraFile> extras) {
  expects(!plates.empty());
  const std::size_t words = plates[0].mnemonic->size();
  const auto chosen = template_for(options, words);
  std::vector<std::vector<std::string>> of_plates;
  std::vector<std::string> names;
  for (const Plate& plate : plates) {
    of_plates.push_back(file_names("plate-" + plate_label(name_of(plate)), options, chosen, words));
    names.insert(names.end(), of_plates.back().begin(), of_plates.back().end());
  }
  for (const ExtraFile& extra : extras) names.push_back(extra.name);
  const HeldSignals together_or_not_at_all;
  auto directory = open_directory(options, names);
  if (!directory) return directory.error();
  warn_when_on_disk(*directory);

  for (std::size_t i = 0; i < plates.size(); ++i) {
    const auto header = header_text(options, chosen, plates[i]);
    if (!header) return header.error();
    auto sides = proved_layout(*plates[i].mnemonic, chosen, *header);
    if (!sides) return sides.error();
    auto labels = labels_of(plates[i]);
    labels.header = *header;
    const auto added =
        add_files(*directory, of_plates[i], *sides, chosen, labels, options, plates[i].mnemonic);
    if (!added) return added.error();
  }
  for (const auto& [name, content] : extras) {
    if (auto added = directory->add(name, bytes_of(content)); !added) return added.error();
  }
  if (auto done = directory->commit(); !done) return done.error();
  return names;
}

namespace {

// One document or set of files that is not of a share of the person.
Outcome<std::vector<std::string>> write_public(const PlateOptions& options,
                                               const plate::Template& chosen,
                                               const std::string& stem,
                                               std::span<drawing::Drawing> sides,
                                               const plate::PageLabels& labels,
                                               const Mnemonic* mnemonic = nullptr) {
  auto names = file_names(stem, options, chosen, labels.word_count);
  const HeldSignals together_or_not_at_all;
  auto directory = open_directory(options, names);
  if (!directory) return directory.error();
  const auto added = add_files(*directory, names, sides, chosen, labels, options, mnemonic);
  if (!added) return added.error();
  if (auto done = directory->commit(); !done) return done.error();
  return names;
}

}  // namespace

Outcome<std::vector<std::string>> write_blank(const PlateOptions& options, std::size_t word_count,
                                              Blank kind) {
  const auto chosen = template_for(options, word_count);
  const bool is_reader = kind == Blank::reader;
  std::vector<drawing::Drawing> sides;
  for (std::size_t i = 0; i < plate::side_count(chosen, word_count); ++i) {
    sides.push_back(is_reader ? plate::layout_reader(word_count, chosen, i)
                              : plate::layout_blank(word_count, chosen, i));
  }
  return write_public(options, chosen,
                      (is_reader ? "reader-" : "blank-") + std::to_string(word_count), sides,
                      {.word_count = word_count,
                       .page = is_reader ? plate::PageKind::reader : plate::PageKind::blank});
}

Outcome<std::vector<std::string>> write_practice(const PlateOptions& options) {
  const auto chosen = template_for(options, 1);
  const std::size_t words = plate::practice_parts(chosen).words;
  std::vector<drawing::Drawing> sides;
  for (std::size_t i = 0; i < plate::side_count(chosen, words); ++i) {
    sides.push_back(plate::layout_practice(chosen, i));
  }
  const Mnemonic share = plate::practice_share();
  return write_public(options, chosen, "practice", sides,
                      {.word_count = words, .page = plate::PageKind::practice}, &share);
}

Outcome<std::vector<std::string>> write_measuring_form(const PlateOptions& options) {
  const auto form = plate::measuring_form(options.paper);
  const auto pdf = render::pdf(form, plate::sheet_size(options.paper));
  std::vector<std::string> names{"measure.pdf"};
  const HeldSignals together_or_not_at_all;
  auto directory = open_directory(options, names);
  if (!directory) return directory.error();
  if (auto added = directory->add(names[0], pdf.view()); !added) return added.error();
  if (auto done = directory->commit(); !done) return done.error();
  return names;
}

}  // namespace steelshare::cli
