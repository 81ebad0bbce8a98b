#include <algorithm>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/plate_files.h"
#include "steelshare/plate/geometry.h"

namespace steelshare::cli {
namespace {

using drawing::millimetres;

std::string_view kind_name(plate::GridKind kind) {
  switch (kind) {
    case plate::GridKind::letters:
      return "letters";
    case plate::GridKind::tiles:
      return "tiles";
    case plate::GridKind::ring:
      return "ring";
    case plate::GridKind::bits:
      return "bits";
    case plate::GridKind::alphabet:
      return "alphabet";
    case plate::GridKind::decimal:
      return "decimal";
  }
  return {};
}

std::string_view confidence_name(plate::Confidence confidence) {
  switch (confidence) {
    case plate::Confidence::sourced:
      return "sourced";
    case plate::Confidence::inferred:
      return "inferred";
    case plate::Confidence::proposed:
      return "proposed";
  }
  return {};
}

std::string tool(const plate::Template& plate) {
  if (plate::has_dots(plate.grid.kind))
    return "dots of " + millimetres(plate.dots.diameter) + " mm";
  return millimetres(plate.stamp.height) + " mm stamps";
}

// The metal and its tool. Washers lie on a sheet of paper and tiles in rails that no template
// describes: the size of the plate is that of the paper.
std::string metal(const plate::Template& plate) {
  const auto [width, height] = plate.plate.size;
  switch (plate.grid.kind) {
    case plate::GridKind::ring:
      return "washers of " + millimetres(plate.ring.outer) + " mm with a hole of " +
             millimetres(plate.ring.inner) + " mm, " + tool(plate);
    case plate::GridKind::tiles:
      return "4 letter tiles a word, a list to set them by";
    case plate::GridKind::letters:
    case plate::GridKind::bits:
    case plate::GridKind::alphabet:
    case plate::GridKind::decimal:
      return millimetres(width) + " x " + millimetres(height) + " mm, " + tool(plate);
  }
  return {};
}

std::string describe_template(const plate::Template& plate) {
  const std::size_t words = plate::word_capacity(plate);
  return plate.id + "  " + plate.title + ": " + metal(plate) + ", " + std::to_string(words) +
         (words == 1 ? " word" : " words") +
         (plate.grid.kind == plate::GridKind::ring ? " a sheet of paper" : "") +
         (plate.plate.face_count == 2 ? " a face, two faces" : "") +
         (plate.header ? ", a header" : "") + (plate::needs_jig(plate) ? ", use a jig" : "") +
         (plate.source.confidence == plate::Confidence::inferred ? ", sizes inferred" : "") + "\n";
}

void write_template(Json& json, const plate::Template& plate) {
  json.begin_object();
  json.key("id").string(plate.id);
  json.key("title").string(plate.title);
  if (plate.grid.kind == plate::GridKind::ring) {
    json.key("outer_mm").number(plate.ring.outer.um / 1000.0);
    json.key("hole_mm").number(plate.ring.inner.um / 1000.0);
  } else if (plate.grid.kind != plate::GridKind::tiles) {
    json.key("width_mm").number(plate.plate.size.width.um / 1000.0);
    json.key("height_mm").number(plate.plate.size.height.um / 1000.0);
  }
  json.key("kind").string(kind_name(plate.grid.kind));
  if (!plate::has_dots(plate.grid.kind)) {
    json.key("stamp_mm").number(plate.stamp.height.um / 1000.0);
  }
  json.key("words").number(plate::word_capacity(plate));
  json.key("faces").number(plate.plate.face_count);
  json.key("header_cells").number(plate.header ? plate.header->cell_count : 0);
  json.key("needs_jig").boolean(plate::needs_jig(plate));
  json.key("confidence").string(confidence_name(plate.source.confidence));
  json.end_object();
}

Text answer(std::span<const plate::Template> templates, bool as_json) {
  TextBuilder text;
  if (as_json) {
    Json json(text);
    json.begin_object();
    json.key("command").string("templates");
    json.key("templates").begin_array();
    for (const auto& plate : templates) write_template(json, plate);
    json.end_array();
    json.end_object();
    text.append('\n');
  } else {
    for (const auto& plate : templates) text.append(std::string_view(describe_template(plate)));
  }
  return text.finish();
}

Outcome<std::string> builtin_text(std::string_view id) {
  for (const auto& builtin : plate::builtin_templates()) {
    if (builtin.id == id) return std::string(builtin.toml);
  }
  return failure(Error{ErrorCode::unknown_template});
}

std::string sides_text(const plate::Template& plate) {
  std::string text;
  for (const std::size_t words : {20U, 33U, 59U}) {
    const auto sides = plate::side_count(plate, words);
    text += (text.empty() ? "" : ", ") + std::to_string(words) + " words on " +
            std::to_string(sides) + (sides == 1 ? " side" : " sides");
  }
  return text + "\n";
}

// What a rule that does not hold asks for.
std::string_view mark_of(const plate::Finding& finding) {
  if (finding.holds) return "ok     ";
  if (!finding.advice) return "wrong  ";
  if (finding.name == "hole_steel") return "look   ";
  return finding.name.starts_with("paper") ? "paper  " : "jig    ";
}

std::string findings_text(std::span<const plate::Finding> findings, const std::string& path) {
  std::string text;
  for (const auto& finding : findings) {
    text += "  " + std::string(mark_of(finding));
    if (const auto& at = finding.at; at.row > 0) {
      text += printable_path(path) + ":" + std::to_string(at.row) + ":" +
              std::to_string(at.column) + ": ";
    }
    text += finding.text + "\n";
  }
  return text;
}

void write_findings(Json& json, std::span<const plate::Finding> findings) {
  json.key("rules").begin_array();
  for (const auto& finding : findings) {
    json.begin_object();
    json.key("name").string(finding.name);
    json.key("ok").boolean(finding.holds);
    json.key("advice").boolean(finding.advice);
    if (finding.at.row > 0) {
      json.key("line").number(finding.at.row);
      json.key("column").number(finding.at.column);
    }
    json.key("text").string(finding.text);
    json.end_object();
  }
  json.end_array();
}

// What is wrong; a plate that no page has room for is one that cannot be printed. Without the hints
// that would send to this very command.
std::optional<Failure> failure_of(const plate::CheckedTemplate& checked, const std::string& path) {
  Errors errors = checked.errors;
  const auto& [a4, letter] = checked.of_paper;
  const bool too_large = a4 && letter;
  if (too_large) errors.push_back(*a4);
  if (errors.empty()) return {};
  Failure wrong = failure(errors, Place::source, printable_path(path));
  for (Problem& problem : wrong.problems) problem.hint.clear();
  if (too_large) wrong.problems.back().hint = "files for machines (--format) need no paper";
  return wrong;
}

bool is_of_a_key(const plate::Finding& finding) { return finding.at.row > 0; }

// What the answer above does not say: of a key it says the place and what the key may be, of a rule
// not where its numbers stand.
Failure unsaid(Failure wrong, std::span<const plate::Finding> findings, const std::string& path) {
  const auto keys = std::ranges::count_if(findings, is_of_a_key);
  if (keys == 0) return wrong;
  std::erase_if(wrong.problems, [&](const Problem& problem) {
    return std::ranges::any_of(findings, [&](const plate::Finding& finding) {
      return is_of_a_key(finding) && finding.at == problem.at;
    });
  });
  const std::string many = keys == 1 ? "1 key is" : std::to_string(keys) + " keys are";
  wrong.problems.insert(wrong.problems.begin(),
                        {"", {}, printable_path(path) + ": " + many + " missing or wrong", ""});
  return wrong;
}

std::string checked_json(const plate::CheckedTemplate& checked,
                         const std::optional<Failure>& wrong) {
  std::string text;
  Json json(text);
  json.begin_object();
  json.key("command").string("templates");
  if (wrong) write_problems(json, *wrong);
  json.key("templates").begin_array();
  if (checked.plate) write_template(json, *checked.plate);
  json.end_array();
  write_findings(json, checked.findings);
  json.end_object();
  return text + "\n";
}

// A template of one's own: what it is, what its keys must be, and every rule with its arithmetic,
// also of one that breaks some of them.
Outcome<Exit> check(const std::string& path, bool as_json) {
  const bool is_name = path.find_first_of("/.") == std::string::npos;
  const auto content = is_name ? builtin_text(path) : read_public_file(path, "--check");
  if (!content) return content.error();
  const auto checked = plate::check_template(*content);
  const auto wrong = failure_of(checked, path);
  std::string text = as_json ? checked_json(checked, wrong) : "";
  if (checked.plate && !as_json) {
    text = describe_template(*checked.plate) + sides_text(*checked.plate);
  }
  if (!as_json) text += findings_text(checked.findings, path);
  if (auto printed = print(std::string_view(text)); !printed) return printed.error();
  if (!wrong) return Exit::done;
  // The object is written; the sentences are for people in any case.
  report(as_json ? *wrong : unsaid(*wrong, checked.findings, path));
  return wrong->exit;
}

std::vector<plate::Template> all_builtin() {
  std::vector<plate::Template> templates;
  for (const auto& builtin : plate::builtin_templates()) {
    auto parsed = plate::parse_template(builtin.toml);
    expects(parsed.has_value());
    templates.push_back(std::move(*parsed));
  }
  return templates;
}

Outcome<Exit> write_form(const Arguments& arguments) {
  if (!arguments.has("out")) return usage("--measure needs --out");
  const auto options = read_plate_options(arguments);
  if (!options) return options.error();
  const auto files = write_measuring_form(*options);
  if (!files) return files.error();
  if (auto printed = print(options->directory + "/" + files->front() + "\n"); !printed) {
    return printed.error();
  }
  return Exit::done;
}

Outcome<Exit> run(const Arguments& arguments) {
  if (arguments.has("measure")) return write_form(arguments);
  if (arguments.has("out") || arguments.has("paper")) {
    return usage("--out and --paper need --measure");
  }
  if (const auto id = arguments.value("show")) {
    const auto text = builtin_text(*id);
    if (!text) return text.error();
    if (const auto printed = print(std::string_view(*text)); !printed) return printed.error();
    return Exit::done;
  }
  if (const auto path = arguments.value("check")) return check(*path, arguments.has("json"));
  if (const auto printed = print(answer(all_builtin(), arguments.has("json"))); !printed) {
    return printed.error();
  }
  return Exit::done;
}

}  // namespace

Command templates_command() {
  return {"templates",
          "list the plates that steelshare can draw, show or check one",
          {{"show", "ID", "print the TOML text of one, to start your own from"},
           {"check", "ID|FILE", "check a template of your own; every rule with its arithmetic"},
           {"measure", "", "write a form to measure a plate that is not listed"},
           {"out", "DIR", "where the form is written: a new directory, or one of yours alone"},
           {"paper", "a4|letter", "the sheet to print the form on (a4)"},
           {"json", "", "answer with one JSON object"}},
          R"(A template is a short TOML file (docs/template-format.md). Wherever a template is
asked for, the name of a listed one or a file will do. Where sizes are inferred, lay the
film of 'plates --reader' on the metal before you strike it.

Example:

  steelshare templates --show id1-landscape-4 > mine.toml
  steelshare templates --check mine.toml
)",
          run};
}

}  // namespace steelshare::cli
