#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "steelshare/plate/template.h"

namespace steelshare::cli {
namespace {

using drawing::millimetres;

std::string describe_template(const plate::Template& plate) {
  return plate.id + "  " + plate.title + ": " + millimetres(plate.plate.size.width) + " x " +
         millimetres(plate.plate.size.height) + " mm, " + millimetres(plate.stamp.height) +
         " mm stamps, " + std::to_string(plate::word_capacity(plate)) + " words" +
         (plate::needs_jig(plate) ? ", use a jig" : "") + "\n";
}

void write_template(Json& json, const plate::Template& plate) {
  json.begin_object();
  json.key("id").string(plate.id);
  json.key("title").string(plate.title);
  json.key("width_mm").number(plate.plate.size.width.um / 1000.0);
  json.key("height_mm").number(plate.plate.size.height.um / 1000.0);
  json.key("stamp_mm").number(plate.stamp.height.um / 1000.0);
  json.key("words").number(plate::word_capacity(plate));
  json.key("needs_jig").boolean(plate::needs_jig(plate));
  json.end_object();
}

Text answer(const std::vector<plate::Template>& templates, bool as_json) {
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

Outcome<Text> show(std::string_view id) {
  for (const auto& builtin : plate::builtin_templates()) {
    if (builtin.id == id) return Text::copy_of(builtin.toml);
  }
  return failure(Error{ErrorCode::unknown_template});
}

Outcome<std::vector<plate::Template>> check_file(const std::string& path) {
  const auto content = read_file(path, "--check");
  if (!content) return content.error();
  auto parsed = plate::parse_template(chars(*content));
  if (!parsed) return failure(parsed.error(), Place::lines, "--check");
  std::vector<plate::Template> templates;
  templates.push_back(std::move(*parsed));
  return templates;
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

Outcome<Exit> run(const Arguments& arguments) {
  if (const auto id = arguments.value("show")) {
    const auto text = show(*id);
    if (!text) return text.error();
    if (const auto printed = print(*text); !printed) return printed.error();
    return Exit::done;
  }
  Outcome<std::vector<plate::Template>> templates = all_builtin();
  if (const auto path = arguments.value("check")) templates = check_file(*path);
  if (!templates) return templates.error();
  if (const auto printed = print(answer(*templates, arguments.has("json"))); !printed) {
    return printed.error();
  }
  return Exit::done;
}

}  // namespace

Command templates_command() {
  return {"templates",
          "list the plates that steelshare can draw, show or check one",
          {{"show", "ID", "print the TOML text of one, to start your own from"},
           {"check", "FILE", "check a template of your own"},
           {"json", "", "answer with one JSON object"}},
          R"(A template is a short TOML file (docs/template-format.md). Wherever a template is
asked for, the name of a listed one or a file will do.

Example:

  steelshare templates --show id1-landscape-4 > mine.toml
  steelshare templates --check mine.toml
)",
          run};
}

}  // namespace steelshare::cli
