#include "render/strokes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace steelshare::render {
namespace {

using drawing::Glyph;
using drawing::Point;

// How a letter is drawn, as text: M and a point go there, L and a point draw a line there, C and
// two points draw a quarter of an ellipse to the second that is bent towards the first. A point is
// two characters, x and y from the lower left, each 0 to 9 and then a to o for 10 to 24.
struct Letter {
  char sign;
  std::string_view strokes;
};
constexpr std::array letters{
    Letter{'A', "M00L8oLg0M39Ld9"},
    Letter{'B', "M10L1oL9oCfofjCfd9dL1dM9dCgdg7Cg090L10"},
    Letter{'C', "MfiCfo8oC0o0cC0080Cf0f6"},
    Letter{'D', "M10L1oL7oCgogcCg070L10"},
    Letter{'E', "MfoL1oL10Lf0M1cLcc"},
    Letter{'F', "MfoL1oL10M1cLcc"},
    Letter{'G', "MfiCfo8oC0o0cC0080Cf0f6LfbL9b"},
    Letter{'H', "M10L1oMf0LfoM1cLfc"},
    Letter{'I', "M3oLdoM30Ld0M8oL80"},
    Letter{'J', "M7oLdoLd7Cd070C1017"},
    Letter{'K', "M10L1oMfoL19M6eLf0"},
    Letter{'L', "M2oL20Lf0"},
    Letter{'M', "M00L0oL88LgoLg0"},
    Letter{'N', "M10L1oLf0Lfo"},
    Letter{'O', "M8oC0o0cC0080Cg0gcCgo8o"},
    Letter{'P', "M10L1oL9oCfofiCfb9bL1b"},
    Letter{'Q', "M8oC0o0cC0080Cg0gcCgo8oM98Lg0"},
    Letter{'R', "M10L1oL9oCfofiCfb9bL1bM8bLg0"},
    Letter{'S', "MejCeo8oC1o1iC1d8cCfbf6Cf080C1015"},
    Letter{'T', "M0oLgoM8oL80"},
    Letter{'U', "M1oL18C1080Cf0f8Lfo"},
    Letter{'V', "M0oL80Lgo"},
    Letter{'W', "M0oL40L8jLc0Lgo"},
    Letter{'X', "M1oLf0MfoL10"},
    Letter{'Y', "M0oL8bLgoM8bL80"},
    Letter{'Z', "M1oLfoL10Lf0"},
    // A stroke in the 0 tells it from the O, a foot and a flag the 1 from the I.
    Letter{'0', "M8oC2o2cC2080Ce0ecCeo8oM68Lag"},
    Letter{'1', "M3jL8oL80M30Ld0"},
    Letter{'2', "M2iC2o8oCeoehCeebaL20Le0"},
    Letter{'3', "M2jC2o8oCdodjCdd8dCede7Ce080C2025"},
    Letter{'4', "Mb0LboL17Lf7"},
    Letter{'5', "MdoL4oL3cC5e8eCeee7Ce080C2024"},
    // The stem of the 6 is bent and that of the 9 is straight: neither is the other turned over.
    Letter{'6', "McoC2l28C2080Ce0e7Cef8fC4f2a"},
    Letter{'7', "M2oLeoL60"},
    Letter{'8', "M8dC3d3jC3o8oCdodjCdd8dC2d27C2080Ce0e7Ced8d"},
    Letter{'9', "Me0LehCeo8oC2o2hC2a8aCcaef"},
    Letter{'-', "M3cLdc"},
    Letter{'.', "M80L82"},
    Letter{',', "M92L60"},
    Letter{':', "M84L86M8iL8k"},
    Letter{'\'', "M8oL8j"},
    Letter{'#', "M30L6oMa0LdoM18Lf8M1gLfg"},
    Letter{'/', "M20Leo"},
    Letter{'+', "M2cLecM8iL86"},
    Letter{'=', "M2fLefM29Le9"},
    Letter{'*', "M8jL85M2fLe9M29Lef"},
    Letter{'(', "MaoC5o5cC50a0"},
    Letter{')', "M6oCbobcCb060"},
    Letter{'?', "M2jC2o8oCeoeiCed8aL87M80L82"},
    Letter{'\xb7', "M8bL8d"},
};
constexpr std::string_view empty_box = "M20L2oLeoLe0L20";
constexpr double small_letter = 0.75;

// A quarter of an ellipse as this many lines: of a letter 5 mm high none is 0.01 mm beside it.
constexpr int lines_per_quarter = 8;

constexpr std::array<char, letters.size()> signs = [] {
  std::array<char, letters.size()> all{};
  std::transform(letters.begin(), letters.end(), all.begin(), [](const auto& l) { return l.sign; });
  return all;
}();

std::string_view strokes_of(char sign) {
  const auto* found = std::ranges::find(letters, sign, &Letter::sign);
  return found == letters.end() ? empty_box : found->strokes;
}

constexpr bool is_small(char sign) { return sign >= 'a' && sign <= 'z'; }

// A point of the grid, from the middle of the letter, y up.
struct Spot {
  double x, y;
};

constexpr int digit(char character) {
  return character >= 'a' ? character - 'a' + 10 : character - '0';
}

// From the grid to the plate.
class Frame {
 public:
  explicit Frame(const Glyph& glyph)
      : centre_(glyph.centre),
        unit_um_(static_cast<double>(glyph.cap_height.um) / stroke_cap_height) {
    const double angle = glyph.turn / 1800.0 * std::numbers::pi;
    cosine_ = std::cos(angle);
    sine_ = std::sin(angle);
  }

  [[nodiscard]] Point place(Spot spot) const {
    const double right = spot.x * unit_um_, up = spot.y * unit_um_;
    const auto um = [](double value) { return static_cast<std::int32_t>(std::lround(value)); };
    return centre_ + Point{{um(right * cosine_ + up * sine_)}, {um(right * sine_ - up * cosine_)}};
  }

 private:
  Point centre_;
  double unit_um_, cosine_, sine_;
};

class Pen {
 public:
  Pen(const Glyph& glyph, PenPathBuilder& out)
      : frame_(glyph), size_(is_small(glyph.letter) ? small_letter : 1), out_(out) {}

  void draw(std::string_view strokes) {
    while (!strokes.empty()) {
      const char action = strokes[0];
      const Spot next = spot(strokes.substr(1));
      if (action == 'C') {
        bend(next, spot(strokes.substr(3)));
      } else {
        go(next, action == 'L');
      }
      strokes.remove_prefix(action == 'C' ? 5 : 3);
    }
  }

 private:
  // Small letters stand on the line that the capitals stand on.
  [[nodiscard]] Spot spot(std::string_view point) const {
    return {(digit(point[0]) - stroke_widest / 2) * size_,
            digit(point[1]) * size_ - stroke_cap_height / 2};
  }

  void go(Spot to, bool down) {
    out_.append({frame_.place(to), down});
    here_ = to;
  }

  void bend(Spot corner, Spot end) {
    const Spot begin = here_;
    for (int i = 1; i <= lines_per_quarter; ++i) {
      const double angle = i * std::numbers::pi / (2 * lines_per_quarter);
      const double away = std::sin(angle), towards = 1 - std::cos(angle);
      go({begin.x + (corner.x - begin.x) * away + (end.x - corner.x) * towards,
          begin.y + (corner.y - begin.y) * away + (end.y - corner.y) * towards},
         true);
    }
  }

  Frame frame_;
  double size_;
  Spot here_ = {};
  PenPathBuilder& out_;
};

}  // namespace

std::string_view stroke_signs() { return {signs.data(), signs.size()}; }

void append_strokes(const Glyph& glyph, PenPathBuilder& out) {
  const char sign =
      is_small(glyph.letter) ? static_cast<char>(glyph.letter - 'a' + 'A') : glyph.letter;
  Pen(glyph, out).draw(strokes_of(sign));
}

std::array<Point, 4> stroke_box(const Glyph& glyph) {
  constexpr double x = stroke_widest / 2, y = stroke_cap_height / 2;
  const Frame frame(glyph);
  return {frame.place({-x, -y}), frame.place({x, -y}), frame.place({x, y}), frame.place({-x, y})};
}

}  // namespace steelshare::render
