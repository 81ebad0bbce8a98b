#include "steelshare/plate/geometry.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

namespace steelshare::plate {
namespace {

using namespace drawing::literals;

// A sound template; tests replace one line of it.
const std::string sound = R"(id = "test-4"
title = "A plate"
[plate]
width = 85.6
height = 54
radius = 3
[[hole]]
x = 5
y = 27
d = 3
[[keepout]]
x0 = 0
y0 = 50
x1 = 5
y1 = 54
[stamp]
height = 4
shank = 8
[grid]
kind = "letters"
cols = 2
rows = 6
pitch_x = 5.5
pitch_y = 6.6
gap = 6
origin = [12, 4]
order = "column"
[source]
text = "a test"
confidence = "proposed"
)";

std::string with(const std::string& line, const std::string& replacement,
                 std::string text = sound) {
  const auto at = text.find(line + "\n");
  EXPECT_NE(at, std::string::npos) << line;
  return text.replace(at, line.size(), replacement);
}

Errors errors_of(const std::string& toml) {
  const auto parsed = parse_template(toml);
  return parsed ? Errors{} : parsed.error();
}

Errors one(ErrorCode code, std::uint16_t line, std::uint16_t column) {
  return {{code, {.row = line, .column = column}}};
}

TEST(Template, ReadsEveryKey) {
  const auto parsed = parse_template(sound);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->id, "test-4");
  EXPECT_EQ(parsed->plate.size.width, 85.6_mm);
  EXPECT_EQ(parsed->plate.face_count, 1);
  EXPECT_EQ(parsed->holes.at(0).keepout, 3_mm);
  EXPECT_EQ(parsed->keepouts.at(0).top_left, (Point{0_mm, 50_mm}));
  EXPECT_EQ(parsed->stamp.shank, 8_mm);
  EXPECT_EQ(parsed->grid.origin, (Point{12_mm, 4_mm}));
  EXPECT_EQ(parsed->source.text, "a test");
  EXPECT_EQ(word_capacity(*parsed), 12u);
}

// 85.6 - (2 * 22 + 6) = 35.6 and 54 - 6 * 6.6 = 14.4 mm are left, half of them on each side.
TEST(Template, PutsAGridWithoutOriginInTheMiddle) {
  const auto parsed = parse_template(with("origin = [12, 4]", ""));
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->grid.origin, (Point{17.8_mm, 7.2_mm}));
  const auto in_rows = parse_template(
      with("origin = [12, 4]", "gap_y = 0.4", with("order = \"column\"", "order = \"row\"")));
  ASSERT_TRUE(in_rows);
  EXPECT_EQ(in_rows->grid.origin, (Point{17.8_mm, 6.2_mm}));
  // Words that are wider than the plate, 2 * 60 + 6 mm, are refused where the grid begins.
  const auto wide = with("origin = [12, 4]", "", with("pitch_x = 5.5", "pitch_x = 15"));
  EXPECT_EQ(errors_of(wide).back(), one(ErrorCode::template_cell_off_plate, 19, 1).back());
}

TEST(Template, NeedsNeitherSourceNorOrder) {
  const auto end = sound.find("order =");
  const auto parsed = parse_template(sound.substr(0, end));
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->grid.order, Order::column);
  EXPECT_EQ(parsed->source.text, "");
  EXPECT_EQ(parsed->source.confidence, Confidence::proposed);
}

TEST(Template, RefusesGridsThatCannotBeStamped) {
  using enum ErrorCode;
  EXPECT_EQ(errors_of(with("pitch_x = 5.5", "pitch_x = 4.999")),
            one(template_letter_pitch_too_small, 23, 11));
  EXPECT_EQ(errors_of(with("pitch_y = 6.6", "pitch_y = 5.499")),
            one(template_row_pitch_too_small, 24, 11));
  EXPECT_EQ(errors_of(with("gap = 6", "gap = 1.999")), one(template_word_gap_too_small, 25, 7));
  EXPECT_EQ(errors_of(with("rows = 6", "rows = 8")), one(template_cell_off_plate, 26, 10));
  // The first box begins at 12 + 1.25 mm; the hole keeps 1.5 + 3 mm free, the area ends at x1.
  EXPECT_EQ(errors_of(with("x = 5", "x = 8.76")), one(template_cell_in_keepout, 7, 1));
  EXPECT_EQ(errors_of(with("x1 = 5", "x1 = 13.26", with("y0 = 50", "y0 = 42"))),
            one(template_cell_in_keepout, 11, 1));
}

TEST(Template, AcceptsTheLimitsThemselves) {
  EXPECT_TRUE(parse_template(with("pitch_x = 5.5", "pitch_x = 5")));
  EXPECT_TRUE(parse_template(with("pitch_y = 6.6", "pitch_y = 5.5")));
  EXPECT_TRUE(parse_template(with("gap = 6", "gap = 2")));
  EXPECT_TRUE(parse_template(with("x = 5", "x = 8.75")));
  EXPECT_TRUE(parse_template(with("x1 = 5", "x1 = 13.25", with("y0 = 50", "y0 = 42"))));
  // Boxes of 3 mm in cells of 5.5: 0.5 mm to the right is 84.35, 1.25 mm left of it the edge.
  EXPECT_TRUE(parse_template(with("origin = [12, 4]", "origin = [33.85, 4]")));
  EXPECT_FALSE(parse_template(with("origin = [12, 4]", "origin = [33.851, 4]")));
}

TEST(Template, KeepsHolesAndAreasOnThePlate) {
  using enum ErrorCode;
  EXPECT_TRUE(parse_template(with("x = 5", "x = 1.5")));
  EXPECT_EQ(errors_of(with("x = 5", "x = 1.499")), one(template_value_out_of_range, 7, 1));
  EXPECT_EQ(errors_of(with("y = 27", "y = 299")), one(template_value_out_of_range, 7, 1));
  EXPECT_EQ(errors_of(with("y1 = 54", "y1 = 54.001")), one(template_value_out_of_range, 11, 1));
}

TEST(Template, KeepsLettersOutOfRoundCorners) {
  const auto moved = with("origin = [12, 4]", "origin = [3, 3]");
  const auto no_areas = [](std::string text) {
    return text.erase(text.find("[[hole]]"), text.find("[stamp]") - text.find("[[hole]]"));
  };
  EXPECT_TRUE(parse_template(no_areas(moved)));
  std::string round = no_areas(moved);
  round.replace(round.find("radius = 3"), 10, "radius = 20");
  EXPECT_EQ(errors_of(round), one(ErrorCode::template_cell_off_plate, 17, 10));
}

TEST(Template, ReportsAllProblemsAtOnce) {
  std::string text = with("width = 85.6", "width = \"wide\"");
  text.replace(text.find("title = \"A plate\""), 17, "colour = \"red\"");
  text.replace(text.find("cols = 2"), 8, "cols = 65");
  const auto errors = errors_of(text);
  ASSERT_EQ(errors.size(), 4u);
  // In the order of the lines; what is missing is missing in its table.
  EXPECT_EQ(errors[0].code, ErrorCode::template_missing_key);
  EXPECT_EQ(errors[1], (Error{ErrorCode::template_unknown_key, {.row = 2, .column = 1}}));
  EXPECT_EQ(errors[2], (Error{ErrorCode::template_wrong_type, {.row = 4, .column = 9}}));
  EXPECT_EQ(errors[3], (Error{ErrorCode::template_value_out_of_range, {.row = 21, .column = 8}}));
}

TEST(Template, RefusesAbsurdNumbers) {
  using enum ErrorCode;
  for (const char* number :
       {"nan", "inf", "-inf", "-1", "0", "300.001", "1e300", "9223372036854775807"}) {
    EXPECT_EQ(errors_of(with("height = 54", std::string("height = ") + number)),
              one(template_value_out_of_range, 5, 10))
        << number;
  }
  EXPECT_EQ(errors_of(with("rows = 6", "rows = 0")), one(template_value_out_of_range, 22, 8));
  EXPECT_EQ(errors_of(with("rows = 6", "rows = 6.0")), one(template_wrong_type, 22, 8));
  EXPECT_EQ(errors_of(with("shank = 8", "shank = 3.9")), one(template_value_out_of_range, 18, 9));
  EXPECT_EQ(errors_of(with("shank = 8", "shank = 16.001")),
            one(template_value_out_of_range, 18, 9));
  EXPECT_EQ(errors_of(with("radius = 3", "radius = 27.1")),
            one(template_value_out_of_range, 6, 10));
  EXPECT_EQ(errors_of(with("radius = 3", "faces = 2")), one(template_value_out_of_range, 6, 9));
  EXPECT_TRUE(parse_template(with("radius = 3", "faces = 2\nthickness_min = 3")));
}

TEST(Template, RefusesHostileText) {
  using enum ErrorCode;
  EXPECT_EQ(errors_of(with("title = \"A plate\"", "title = \"\\u001b[2J\"")),
            one(template_value_out_of_range, 2, 9));
  EXPECT_EQ(errors_of(with("id = \"test-4\"", "id = \"../x\"")),
            one(template_value_out_of_range, 1, 6));
  EXPECT_EQ(errors_of(with("origin = [12, 4]", "origin = [12]")), one(template_wrong_type, 26, 10));
  EXPECT_EQ(errors_of(with("kind = \"letters\"", "kind = \"runes\"")),
            one(template_value_out_of_range, 20, 8));
  EXPECT_EQ(errors_of(with("[stamp]", "[[stamp]]")).front().code, template_wrong_type);
}

// Each with a line and a column, whatever the parser makes of it.
TEST(Template, SaysWhereTextIsNoTemplate) {
  using enum ErrorCode;
  EXPECT_EQ(errors_of(with("title = \"A plate\"", "title = \"A plate")),
            one(template_syntax, 2, 17));
  EXPECT_EQ(errors_of("a = " + std::string(10000, '[')), one(template_syntax, 1, 261));
  for (const auto& [header, column] :
       {std::pair("[.stamp]", 2), {"[[.stamp]]", 3}, {"  [[[[", 5}, {"[=", 2}}) {
    EXPECT_EQ(errors_of("id = \"t\"\n" + std::string(header) + "\nheight = 2\n"),
              one(template_syntax, 2, static_cast<std::uint16_t>(column)))
        << header;
  }
  for (const char* header : {"\t[ \t.", "[", "[[", "[\n"}) {
    const auto errors = errors_of("id = \"t\"\n" + std::string(header) + "\nheight = 2\n");
    EXPECT_EQ(errors.front().code, template_syntax) << header;
    EXPECT_GE(errors.front().at.row, 2) << header;
  }
  EXPECT_EQ(errors_of("id = \"t\"\n# caf\xc3\xa9"), one(template_not_ascii, 2, 6));
  EXPECT_EQ(errors_of("[\xff"), one(template_not_ascii, 1, 2));
  // 64 KiB are 16,384 lines of four characters.
  std::string comments;
  for (int i = 0; i < 16384; ++i) comments += "# x\n";
  EXPECT_EQ(errors_of(comments).front().code, template_missing_key);
  EXPECT_EQ(errors_of(comments + "#"), one(template_too_long, 16385, 1));
}

// toml++ alone would run out of stack when it frees 32000 tables, each within the other.
TEST(Template, TakesNoMoreFullStopsThanATemplateMayHave) {
  std::string dotted = "a";
  for (int i = 0; i < 1024; ++i) dotted += ".a";
  EXPECT_NE(errors_of(dotted + " = 1").front().code, ErrorCode::template_too_many_full_stops);
  EXPECT_EQ(errors_of(dotted + ".a = 1"), one(ErrorCode::template_too_many_full_stops, 1, 2050));
  for (int i = 0; i < 30000; ++i) dotted += ".a";
  EXPECT_EQ(errors_of(dotted + " = 1"), one(ErrorCode::template_too_many_full_stops, 1, 2050));
}

TEST(Template, NamesTheKeyThatIsThereTwice) {
  const auto twice = [](std::uint16_t line, std::uint16_t column) {
    return one(ErrorCode::template_key_twice, line, column);
  };
  EXPECT_EQ(errors_of(with("title = \"A plate\"", "id = \"twice\"")), twice(2, 1));
  EXPECT_EQ(errors_of(with("rows = 6", "rows = 6\n\n  cols   =   2")), twice(24, 3));
  EXPECT_EQ(errors_of("plate = { width = 1, width = 2 }"), twice(1, 22));
  EXPECT_EQ(errors_of("plate.width = 1\nplate.width = 2"), twice(2, 1));
  EXPECT_EQ(errors_of("\"my key\" = 1\n \"my key\" = 2"), twice(2, 2));
  EXPECT_EQ(errors_of("[plate]\nwidth = 3\n  [plate]"), twice(3, 3));
  EXPECT_EQ(errors_of("stamp = 1\n[[stamp]]"), twice(2, 1));
}

TEST(Template, NeedsSomething) { EXPECT_FALSE(parse_template("")); }

// No prefix of a template, and no template with one byte changed, does anything but parse or fail.
TEST(Template, SurvivesCutAndChangedText) {
  for (std::size_t i = 0; i < sound.size(); ++i) {
    (void)parse_template(sound.substr(0, i));
    for (const char other : {'\0', '[', '"', '9', '\xff'}) {
      std::string changed = sound;
      changed[i] = other;
      (void)parse_template(changed);
    }
  }
}

// A sound template of dots, and one of washers.
std::string with_dots(const std::string& kind, const std::string& dots) {
  std::string text = with("kind = \"letters\"", "kind = \"" + kind + "\"\n");
  const auto stamp = text.find("[stamp]");
  return text.replace(stamp, text.find("[grid]") - stamp, "[dots]\n" + dots);
}
const std::string washers = R"(id = "washers"
title = "Washers"
[plate]
width = 90
height = 60
[stamp]
height = 3
shank = 6
[ring]
outer = 24
inner = 8.4
radius = 8.1
pitch = 4.5
number_radius = 8.1
number_pitch = 4.5
number_height = 3
[grid]
kind = "ring"
cols = 3
rows = 2
pitch_x = 28
pitch_y = 28
gap = 0
origin = [0, 0]
order = "row"
[source]
text = "a test"
confidence = "proposed"
)";

TEST(Template, ChecksDots) {
  using enum ErrorCode;
  const std::string bits = "diameter = 1\nbase = 1\nbits = 11\nparity = false\n";
  // 2 x 11 x 2.5 + 6 = 61 mm from 12, and 6 x 6.6 mm.
  const auto plate = [&](const std::string& dots, const std::string& pitch) {
    auto text = with_dots("bits", dots);
    return text.replace(text.find("pitch_x = 5.5"), 13, "pitch_x = " + pitch);
  };
  EXPECT_TRUE(parse_template(plate(bits, "2.5")));
  EXPECT_TRUE(parse_template(plate(bits, "1.75")));
  const auto code = [](const std::string& text) {
    const auto errors = errors_of(text);
    return errors.empty() ? "" : name(errors.front().code);
  };
  EXPECT_EQ(code(plate(bits, "1.749")), "template_dot_pitch_too_small");
  EXPECT_EQ(code(plate("diameter = 1.3\nbase = 1\nbits = 11\nparity = false\n", "1.75")),
            "template_dot_pitch_too_small");
  EXPECT_EQ(code(plate(bits, "5.5")), "template_cell_off_plate");
  // 1024 words from 1 need 11 bits; from 0 ten are enough, with a dot that shows empty rows.
  for (const auto& [base, parity, accepted] :
       {std::tuple("1", "true", false), std::tuple("0", "false", false),
        std::tuple("0", "true", true)}) {
    const std::string ten =
        "diameter = 1\nbase = " + std::string(base) + "\nbits = 10\nparity = " + parity + "\n";
    EXPECT_EQ(parse_template(plate(ten, "2.5")).has_value(), accepted) << base << parity;
  }
  // Eleven reach all of them, but from 0 a row may still be empty.
  EXPECT_EQ(code(plate("diameter = 1\nbase = 0\nbits = 11\nparity = false\n", "2.5")),
            "template_value_out_of_range");
  EXPECT_EQ(code(with("[stamp]", "[dots]\ndiameter = 1\n[stamp]")), "template_unknown_key");
}

// 3 x 28 and 2 x 28 mm on a sheet of 90 x 60.
TEST(Template, PutsWashersWithoutOriginInTheMiddle) {
  EXPECT_EQ(parse_template(with("origin = [0, 0]", "", washers))->grid.origin, (Point{3_mm, 2_mm}));
}

TEST(Template, ChecksWashers) {
  EXPECT_TRUE(parse_template(washers));
  const auto code = [](const std::string& line, const std::string& replacement) {
    const auto errors = errors_of(with(line, replacement, washers));
    return errors.empty() ? std::string_view() : name(errors.front().code);
  };
  // Letters of 3 mm at radius 8.1 reach from 6.6 to sqrt(9.6^2 + 1.125^2) = 9.666.
  EXPECT_EQ(code("outer = 24", "outer = 19.34"), "");
  EXPECT_EQ(code("outer = 24", "outer = 19.33"), "template_cell_off_plate");
  EXPECT_EQ(code("inner = 8.4", "inner = 13.2"), "");
  EXPECT_EQ(code("inner = 8.4", "inner = 13.21"), "template_cell_off_plate");
  EXPECT_EQ(code("pitch = 4.5", "pitch = 3.99"), "template_letter_pitch_too_small");
  EXPECT_EQ(code("pitch_x = 28", "pitch_x = 25.9"), "template_word_gap_too_small");
  EXPECT_EQ(code("pitch_x = 28", "pitch_x = 30.1"), "template_cell_off_plate");
  // So far apart that the outer letters meet the digits.
  EXPECT_EQ(code("pitch = 4.5", "pitch = 12"), "template_letter_pitch_too_small");
}

TEST(Template, RefusesTilesNarrowerThanTheirLetters) {
  const auto tiles = [](const std::string& pitch) {
    return "id = \"t\"\ntitle = \"t\"\n[plate]\nwidth = 100\nheight = 100\n[stamp]\nheight = 4\n"
           "[grid]\nkind = \"tiles\"\ncols = 2\nrows = 12\npitch_x = " +
           pitch +
           "\npitch_y = 7.5\ngap = 14\norigin = [10, 5]\norder = \"column\"\n"
           "[source]\ntext = \"t\"\nconfidence = \"proposed\"\n";
  };
  // A letter of 4 mm is 4 * 0.6 / 0.73 = 3.2877 mm wide: what is narrower cannot be read back.
  EXPECT_TRUE(parse_template(tiles("3.288")));
  EXPECT_EQ(errors_of(tiles("3.286")), one(ErrorCode::template_letter_pitch_too_small, 12, 11));
}

TEST(Template, ExplainsItsRules) {
  const auto tight = with("pitch_x = 5.5", "pitch_x = 5.1", with("gap = 6", "gap = 1"));
  const auto findings = check_template(tight).findings;
  const auto said = [&](const std::string& text) {
    return std::ranges::find(findings, text, &Finding::text);
  };
  const auto gap = said("gap between words = 1 mm, less than 2");
  ASSERT_NE(gap, findings.end());
  EXPECT_FALSE(gap->holds || gap->advice);
  EXPECT_EQ(gap->name, "gap");
  const auto jig = said("letter pitch - height = 1.1 mm, less than 1.5 for free hand");
  ASSERT_NE(jig, findings.end());
  EXPECT_TRUE(!jig->holds && jig->advice);
  const auto row = said("row pitch - height = 2.6 mm, at least 2.5 for free hand");
  ASSERT_NE(row, findings.end());
  EXPECT_TRUE(row->holds && row->advice);
  const auto hole = said("hole 1: the nearest mark is 6.55 mm from its edge, at least 3");
  ASSERT_NE(hole, findings.end());
  EXPECT_TRUE(hole->holds);
}

TEST(Template, AdvisesToLookAtHolesWithLittleSteelBesideThem) {
  const auto steel_of = [](const std::string& hole) {
    std::vector<std::pair<std::string, bool>> found;
    for (const auto& finding : check_template(with("[[keepout]]", hole + "[[keepout]]")).findings) {
      if (finding.name != "hole_steel") continue;
      EXPECT_TRUE(finding.advice);
      found.emplace_back(finding.text, finding.holds);
    }
    return found;
  };
  using Found = std::vector<std::pair<std::string, bool>>;
  const std::pair first{std::string("hole 1: 3.5 mm of steel to the edge, at least 1"), true};
  EXPECT_EQ(steel_of(""), Found{first});
  EXPECT_EQ(steel_of("[[hole]]\nx = 5\ny = 29\nd = 2\n"),
            (Found{first, {"hole 2 reaches 0.5 mm over hole 1", false}}));
  EXPECT_EQ(steel_of("[[hole]]\nx = 5\ny = 32\nd = 3\n"),
            (Found{first, {"hole 2: 2 mm of steel to hole 1, at least 1", true}}));
  EXPECT_EQ(steel_of("[[hole]]\nx = 2\ny = 20\nd = 3\n"),
            (Found{first, {"hole 2: 0.5 mm of steel to the edge, less than 1", false}}));
}

// The texts of what is wrong, in the order of the lines, and then of the rules.
std::vector<std::string> wrong_in(const std::string& toml) {
  std::vector<std::string> texts;
  for (const auto& finding : check_template(toml).findings) {
    if (!finding.holds && !finding.advice) texts.push_back(finding.text);
  }
  return texts;
}

TEST(Template, NamesWhatAWrongKeyMayBe) {
  using Texts = std::vector<std::string>;
  const std::string id = "1 to 32 characters of a-z, 0-9 and -";
  EXPECT_EQ(wrong_in(with("id = \"test-4\"", "")), (Texts{"id is missing: it must be " + id}));
  for (const std::string wrong :
       {"4", "\"\"", "\"Mine\"", "\"a-plate-with-a-name-that-is-so-long\""}) {
    EXPECT_EQ(wrong_in(with("id = \"test-4\"", "id = " + wrong)), (Texts{"id must be " + id}));
  }
  EXPECT_EQ(wrong_in(with("kind = \"letters\"", "kind = \"letter\"")),
            (Texts{"grid.kind must be \"letters\", \"tiles\", \"ring\", \"bits\", "
                   "\"alphabet\" or \"decimal\""}));
  EXPECT_EQ(wrong_in(with("cols = 2", "cols = 65")),
            (Texts{"grid.cols must be a whole number, 1 to 64"}));
  EXPECT_EQ(wrong_in(with("gap = 6", "")), (Texts{"gap between words = 0 mm, less than 2"}));
  EXPECT_EQ(wrong_in(with("height = 4", "height = \"1/7 in\"")),
            (Texts{"stamp.height must be millimetres, 1 to 300, \"1/16 in\", \"3/32 in\", \"1/8 "
                   "in\", \"5/32 in\", \"3/16 in\", \"1/4 in\""}));
  EXPECT_EQ(wrong_in(with("shank = 8", "shank = 17")),
            (Texts{"stamp.shank must be at most 4 times the height"}));
  EXPECT_EQ(wrong_in(with("d = 3", "d = \"wide\"")),
            (Texts{"hole 1.d must be millimetres, 0.5 to 300"}));
  EXPECT_EQ(wrong_in(with("confidence = \"proposed\"", "confidence = \"sure\"")),
            (Texts{"source.confidence must be \"sourced\", \"inferred\" or \"proposed\""}));
  // What is in the file is not repeated, whatever it is.
  EXPECT_EQ(wrong_in(with("shank = 8", "shank = 8\n\"\\u001b[2J\" = 1")),
            (Texts{"this key must be one of height or shank of stamp"}));
}

// What is too tight for a jig is said once, not to be made with a jig as well.
TEST(Template, SaysOfAPitchThatItIsWrongOrNeedsAJig) {
  using Names = std::vector<std::string>;
  const auto failing = [](const std::string& toml) {
    Names names;
    for (const auto& finding : check_template(toml).findings) {
      if (!finding.holds) names.emplace_back(finding.name);
    }
    return names;
  };
  EXPECT_EQ(failing(with("pitch_x = 5.5", "pitch_x = 5")), (Names{"letter_pitch_by_hand"}));
  EXPECT_EQ(failing(with("pitch_x = 5.5", "pitch_x = 4.9")), (Names{"letter_pitch"}));
  EXPECT_EQ(failing(with("pitch_y = 6.6", "pitch_y = 6")), (Names{"row_pitch_by_hand"}));
  EXPECT_EQ(failing(with("pitch_y = 6.6", "pitch_y = 5")), (Names{"row_pitch"}));
  const auto dots = [&](const std::string& diameter, const std::string& pitch) {
    auto text =
        with_dots("bits", "diameter = " + diameter + "\nbase = 1\nbits = 11\nparity = false\n");
    return failing(text.replace(text.find("pitch_x = 5.5"), 13, "pitch_x = " + pitch));
  };
  EXPECT_EQ(dots("1", "2"), (Names{"dot_pitch_by_hand"}));
  EXPECT_EQ(dots("1", "1.5"), (Names{"dot_pitch"}));
  EXPECT_EQ(dots("1.6", "2"), (Names{"dot_pitch"}));
  EXPECT_EQ(dots("1.6", "1.5"), (Names{"dot_pitch"}));
}

// A line that fails says what was found, and how much; never what should have been.
TEST(Template, SaysWhatBreaksARule) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(wrong_in(with("x = 5", "x = 1.25")),
            (Texts{"hole 1 reaches 0.25 mm over the edge of the plate"}));
  EXPECT_EQ(wrong_in(with("y1 = 54", "y1 = 55.5")),
            (Texts{"area 1 reaches 1.5 mm over the edge of the plate"}));
  EXPECT_EQ(wrong_in(with("radius = 3", "faces = 2\nthickness_min = 2")),
            (Texts{"thickness_min of a plate with two faces = 2 mm, less than 3"}));
  EXPECT_EQ(wrong_in(with("pitch_y = 6.6", "pitch_y = 5")),
            (Texts{"row pitch 5 - height 4 = 1 mm, less than 1.5"}));
  EXPECT_EQ(wrong_in(with("gap = 6", "gap = 1")), (Texts{"gap between words = 1 mm, less than 2"}));
  // Boxes begin 1.25 mm right of the origin and 1.3 mm below it.
  const auto free = [](const std::string& text) {
    return with("x = 5", "x = 80", with("x0 = 0", "x0 = 80", with("x1 = 5", "x1 = 85", text)));
  };
  EXPECT_EQ(wrong_in(free(with("origin = [12, 4]", "origin = [1, 0.5]"))),
            (Texts{"marks end 2.25 mm from the left and 1.8 mm from the top, less than 3"}));
  // The corner of the first box is 4.25 mm from either edge, 20 - sqrt(2) x 15.75 from the arc.
  EXPECT_EQ(wrong_in(free(
                with("origin = [12, 4]", "origin = [3, 2.95]", with("radius = 3", "radius = 20")))),
            (Texts{"marks end -2.274 mm from a round corner, less than 3"}));
  // From 13.25 mm; the hole ends at x + 1.5.
  EXPECT_EQ(wrong_in(with("x = 5", "x = 9.75")),
            (Texts{"hole 1: the nearest mark is 2 mm from its edge, less than 3"}));
  EXPECT_EQ(wrong_in(with("x = 5", "x = 12.75")),
            (Texts{"hole 1: a mark reaches 1 mm over its edge, less than 3"}));
  EXPECT_EQ(wrong_in(with("x1 = 5", "x1 = 14", with("y0 = 50", "y0 = 42"))),
            (Texts{"area 1: 1 mark lies in it"}));
  EXPECT_EQ(wrong_in(with("x1 = 5", "x1 = 20", with("y0 = 50", "y0 = 36"))),
            (Texts{"area 1: 2 marks lie in it"}));
  EXPECT_EQ(wrong_in(with("pitch_x = 28", "pitch_x = 30.5", washers)),
            (Texts{"washers reach 1.5 mm over the edge of the sheet"}));
}

// A share goes over 30 sides at most: of 59 words two have to be on a side.
TEST(Template, RefusesPlatesOfTooManySides) {
  const auto plate = [](const std::string& rows) {
    return with("cols = 2", "cols = 1", with("rows = 6", "rows = " + rows));
  };
  EXPECT_TRUE(parse_template(plate("2")));
  EXPECT_EQ(errors_of(plate("1")), one(ErrorCode::template_too_many_sides, 22, 8));
  EXPECT_EQ(wrong_in(plate("1")),
            (std::vector<std::string>{"20 words / 1 a side = 20 sides, 33 words / 1 a side = 33 "
                                      "sides, 59 words / 1 a side = 59 sides, more than 30"}));
}

// Beside the notes 110 mm are free; 120 mm in height on A4 and 102.4 mm on Letter.
TEST(Template, SaysWhatThePaperHolds) {
  const auto failing = [](const std::string& width, const std::string& height) {
    std::map<std::string, std::string> texts;
    const auto checked = check_template(
        with("width = 85.6", "width = " + width,
             with("height = 54", "height = " + height, with("cols = 2", "cols = 1"))));
    EXPECT_TRUE(checked.plate && checked.errors.empty());
    const auto& [a4, letter] = checked.of_paper;
    for (const auto& [name, text, holds, advice, at] : checked.findings) {
      if (!name.starts_with("paper")) continue;
      const auto& error = name == "paper_a4" ? a4 : letter;
      EXPECT_EQ(holds, !error.has_value());
      // What one of the two holds can be printed.
      EXPECT_EQ(advice, !a4 || !letter);
      if (error) {
        EXPECT_EQ(error->code, ErrorCode::plate_larger_than_paper);
        EXPECT_EQ(error->at.row, text.find("width") != text.npos ? 4 : 5);
      }
      if (!holds) texts[std::string(name)] = text;
    }
    return texts;
  };
  using Texts = std::map<std::string, std::string>;
  EXPECT_EQ(failing("110", "102.4"), Texts{});
  EXPECT_EQ(failing("110", "102.5"),
            (Texts{{"paper_letter", "on Letter: height 102.5 mm, more than 279.4 - 177 = 102.4"}}));
  EXPECT_EQ(failing("110.1", "54"),
            (Texts{{"paper_a4", "on A4: width 110.1 mm, more than 210 - 100 = 110"},
                   {"paper_letter", "on Letter: width 110.1 mm, more than 215.9 - 105.9 = 110"}}));
  EXPECT_EQ(failing("50", "120.1"),
            (Texts{{"paper_a4", "on A4: height 120.1 mm, more than 297 - 177 = 120"},
                   {"paper_letter", "on Letter: height 120.1 mm, more than 279.4 - 177 = 102.4"}}));
}

// What a wrong key does not touch is checked all the same, and nothing that it does touch.
TEST(Template, ChecksTheRulesThatAWrongKeyLeaves) {
  using enum ErrorCode;
  const auto tight = with("pitch_x = 5.5", "pitch_x = 4.9");
  const auto both = [&](const std::string& line, const std::string& wrong) {
    std::vector<ErrorCode> codes;
    for (const Error& error : errors_of(with(line, wrong, tight))) codes.push_back(error.code);
    return codes;
  };
  using Codes = std::vector<ErrorCode>;
  const Codes with_pitch{template_value_out_of_range, template_letter_pitch_too_small};
  EXPECT_EQ(both("width = 85.6", "width = 1"), with_pitch);
  EXPECT_EQ(both("d = 3", "d = 0"), with_pitch);
  EXPECT_EQ(both("order = \"column\"", "order = \"up\""),
            (Codes{template_letter_pitch_too_small, template_value_out_of_range}));
  EXPECT_EQ(both("confidence = \"proposed\"", "confidence = \"sure\""),
            (Codes{template_letter_pitch_too_small, template_value_out_of_range}));
  // The pitch of the letters is measured by their height.
  EXPECT_EQ(both("height = 4", "height = 0"), (Codes{template_value_out_of_range}));
  EXPECT_EQ(both("kind = \"letters\"", "kind = \"letter\""), (Codes{template_value_out_of_range}));
  // A wrong hole leaves the edges and the area, which meets a letter.
  const auto area = with("y0 = 50", "y0 = 40", with("x1 = 5", "x1 = 20", with("d = 3", "d = 0")));
  ASSERT_EQ(errors_of(area).size(), 2u);
  EXPECT_EQ(errors_of(area)[0].code, template_value_out_of_range);
  EXPECT_EQ(errors_of(area)[1].code, template_cell_in_keepout);
}

// Every key of a template taken away, alone and with each other one: no rule meets a number that it
// does not have.
TEST(Template, SurvivesWithoutAnyTwoKeys) {
  const auto lines_of = [](const std::string& text) {
    std::vector<std::string> lines(1);
    for (const char c : text) {
      if (c == '\n') {
        lines.emplace_back();
      } else {
        lines.back() += c;
      }
    }
    return lines;
  };
  for (const auto& builtin : builtin_templates()) {
    if (builtin.id != "id1-portrait-3" && builtin.id != "tag80x50-4" &&
        builtin.id != "keytag-slip39" && builtin.id != "decimal-l100x60-20" &&
        builtin.id != "washer-m8-3" && builtin.id != "tiles-24") {
      continue;
    }
    const auto lines = lines_of(std::string(builtin.toml));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      for (std::size_t j = i; j < lines.size(); ++j) {
        std::string text;
        for (std::size_t k = 0; k < lines.size(); ++k) {
          if (k != i && k != j) text += lines[k] + "\n";
        }
        const auto checked = check_template(text);
        EXPECT_EQ(checked.plate.has_value(), checked.errors.empty());
      }
    }
  }
}

TEST(Template, ChecksTheHeader) {
  using enum ErrorCode;
  const auto header = [](const std::string& numbers, const std::string& origin = "12, 11") {
    auto text = with("origin = [12, 4]", "origin = [" + origin + "]", with("rows = 6", "rows = 5"));
    return text.replace(text.find("[source]"), 8, "[header]\n" + numbers + "\n[source]");
  };
  EXPECT_TRUE(parse_template(header("x = 12\ny = 3\ncells = 8")));
  // Words begin at 11 + 1.3 mm, and letters of the header end 5.3 mm below y.
  EXPECT_TRUE(parse_template(header("x = 12\ny = 5.5\ncells = 8")));
  EXPECT_EQ(errors_of(header("x = 12\ny = 5.501\ncells = 8")).front().code,
            template_row_pitch_too_small);
  EXPECT_EQ(errors_of(header("x = 12\ny = 1.6\ncells = 8")).front().code, template_cell_off_plate);
  EXPECT_EQ(errors_of(header("x = 12\ny = 3\ncells = 3")).front().code,
            template_value_out_of_range);
  EXPECT_EQ(errors_of(header("x = 60\ny = 3\ncells = 8")).front().code, template_cell_off_plate);
}

TEST(Template, TakesInchSetsByTheirNames) {
  EXPECT_EQ(parse_template(with("height = 4", "height = \"1/8 in\""))->stamp.height, 3.175_mm);
  EXPECT_EQ(errors_of(with("height = 4", "height = \"1/7 in\"")).front().code,
            ErrorCode::template_value_out_of_range);
}

TEST(Template, TellsTightGrids) {
  EXPECT_FALSE(needs_jig(*parse_template(sound)));
  EXPECT_TRUE(needs_jig(*parse_template(with("pitch_x = 5.5", "pitch_x = 5.499"))));
  EXPECT_TRUE(needs_jig(*parse_template(with("pitch_y = 6.6", "pitch_y = 6.499"))));
}

TEST(BuiltinTemplates, AreSoundAndNamedAsTheirFiles) {
  // Words on a side, as the catalogue of the plates counts them.
  const std::map<std::string_view, std::size_t> expected{
      {"id1-landscape-4", 21}, {"l100x60-3", 36},   {"sh85-4", 33},        {"id1-portrait-3", 20},
      {"id1-dense-3", 36},     {"id1-two-5", 10},   {"id1-two-6", 10},     {"p50x80-4", 22},
      {"tag80x50-4", 14},      {"sh85-5", 24},      {"sh85-6", 16},        {"sq100-3", 60},
      {"sq100-6", 33},         {"washer-m6-2", 20}, {"keytag-slip39", 12}, {"dots-l100x60-59", 60},
      {"dots-id1-59", 60},     {"az-l100x60-9", 9}, {"tiles-24", 24},      {"dots-l100x60-33", 33}};
  std::size_t found = 0;
  for (const auto& builtin : builtin_templates()) {
    const auto parsed = parse_template(builtin.toml);
    ASSERT_TRUE(parsed) << builtin.id << ":" << parsed.error().front().at.row;
    EXPECT_EQ(parsed->id, builtin.id);
    const auto capacity = expected.find(builtin.id);
    if (capacity == expected.end()) continue;
    EXPECT_EQ(word_capacity(*parsed), capacity->second) << builtin.id;
    ++found;
  }
  EXPECT_EQ(found, expected.size());
}

// Confidence is that of the weaker of outline and grid, so that one free choice decides it.
TEST(BuiltinTemplates, AreNoMoreSureThanTheirSourceText) {
  for (const auto& builtin : builtin_templates()) {
    const auto source = parse_template(builtin.toml)->source;
    const bool chosen = source.text.find("proposal of this project") != std::string::npos;
    EXPECT_EQ(source.confidence == Confidence::proposed, chosen) << builtin.id;
    const bool inferred = source.text.find("inferred") != std::string::npos;
    EXPECT_FALSE(source.confidence == Confidence::sourced && inferred) << builtin.id;
  }
}

TEST(BuiltinTemplates, AreFoundByName) {
  EXPECT_EQ(find_template("sh85-4")->id, "sh85-4");
  EXPECT_EQ(find_template("sh85-9").error().code, ErrorCode::unknown_template);
}

TEST(Cell, StandsWhereTheGridSays) {
  const auto plate = *find_template("l100x60-3");
  // Word 11 is the second of column 2, its letter 3: 3 + (18 + 7.33) + 2 x 4.5 and 3 + 6.
  EXPECT_EQ(cell(plate, 10, 2).corner, (Point{37.33_mm, 9_mm}));
  EXPECT_EQ(mark_box(plate, 10, 2).corner, (Point{38.455_mm, 10.5_mm}));
  EXPECT_EQ(mark_box(plate, 10, 2).size.width, 2.25_mm);
}

TEST(Cell, FollowsTheOrder) {
  const auto plate = *parse_template(with("order = \"column\"", "order = \"row\""));
  EXPECT_EQ(cell(plate, 1, 0).corner, (Point{40_mm, 4_mm}));
  EXPECT_EQ(cell(plate, 2, 0).corner, (Point{12_mm, 10.6_mm}));
}

}  // namespace
}  // namespace steelshare::plate
