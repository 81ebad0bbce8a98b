#include "render/strokes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

namespace steelshare::render {
namespace {

using namespace drawing::literals;
using drawing::Glyph;

// A hundredth of the capitals is 0.1 mm.
constexpr drawing::Length cap = 10_mm;
const std::string capitals_and_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

struct Dot {
  double x, y;
};
struct Stretch {
  Dot from, to;
};

PenPath path_of(char letter, std::int16_t turn = 0) {
  PenPathBuilder path;
  append_strokes({{}, cap, letter, turn}, path);
  return path.finish();
}

Dot dot(drawing::Point point) {
  return {static_cast<double>(point.x.um), static_cast<double>(point.y.um)};
}

std::vector<Stretch> stretches(char letter) {
  const PenPath path = path_of(letter);
  std::vector<Stretch> found;
  for (std::size_t i = 1; i < path.size(); ++i) {
    const PenPoint &from = path.view()[i - 1], &to = path.view()[i];
    if (to.down) found.push_back({dot(from.at), dot(to.at)});
  }
  return found;
}

double distance(Dot a, Dot b) { return std::hypot(a.x - b.x, a.y - b.y); }

double distance(Dot point, const Stretch& stretch) {
  const double dx = stretch.to.x - stretch.from.x, dy = stretch.to.y - stretch.from.y;
  const double along =
      ((point.x - stretch.from.x) * dx + (point.y - stretch.from.y) * dy) / (dx * dx + dy * dy);
  const double t = std::clamp(along, 0.0, 1.0);
  return distance(point, Dot{stretch.from.x + t * dx, stretch.from.y + t * dy});
}

// Points no further apart than a hundredth of the capitals.
std::vector<Dot> ink(char letter) {
  std::vector<Dot> dots;
  for (const auto& [from, to] : stretches(letter)) {
    const int steps = 1 + static_cast<int>(distance(from, to) / 100);
    for (int i = 0; i <= steps; ++i) {
      const double t = static_cast<double>(i) / steps;
      dots.push_back({from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)});
    }
  }
  return dots;
}

// How far the ink of one letter is at most from the other letter.
double furthest(char from, char to) {
  const auto others = stretches(to);
  double most = 0;
  for (const Dot point : ink(from)) {
    double least = 1e9;
    for (const auto& stretch : others) least = std::min(least, distance(point, stretch));
    most = std::max(most, least);
  }
  return most;
}

TEST(Strokes, HaveCapitalsDigitsAndTheSignsOfLabels) {
  for (const char sign : capitals_and_digits + "-.'#") {
    EXPECT_NE(stroke_signs().find(sign), stroke_signs().npos) << sign;
  }
}

TEST(Strokes, StayInTheBoxOfTheirHeight) {
  for (const char sign : std::string(stroke_signs()) + "abcdefghijklmnopqrstuvwxyz~") {
    const PenPath path = path_of(sign);
    ASSERT_GT(path.size(), 1u) << sign;
    EXPECT_FALSE(path.view()[0].down) << sign;
    for (const PenPoint& point : path.view()) {
      EXPECT_LE(std::abs(point.at.x.um), 3334) << sign;
      EXPECT_LE(std::abs(point.at.y.um), 5000) << sign;
    }
  }
}

TEST(Strokes, OfCapitalsAndDigitsAreAsHighAsTheCapitals) {
  for (const char sign : capitals_and_digits) {
    std::int32_t top = 0, bottom = 0;
    const PenPath path = path_of(sign);
    for (const PenPoint& point : path.view()) {
      top = std::min(top, point.at.y.um);
      bottom = std::max(bottom, point.at.y.um);
    }
    EXPECT_EQ(top, -5000) << sign;
    EXPECT_EQ(bottom, 5000) << sign;
  }
}

// An eighth of the height of the capitals: half a millimetre of the ink of one of any two letters
// that are 4 mm high lies beside the other.
TEST(Strokes, OfNoTwoLettersAreAlike) {
  for (std::size_t i = 0; i < capitals_and_digits.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      const char a = capitals_and_digits[i], b = capitals_and_digits[k];
      EXPECT_GE(std::max(furthest(a, b), furthest(b, a)), 1250) << a << b;
    }
  }
}

// Laser and graver would burn or cut such a stretch twice.
TEST(Strokes, DrawNoStretchTwice) {
  for (const char sign : std::string(stroke_signs()) + "~") {
    const auto all = stretches(sign);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Dot from = all[i].from, to = all[i].to;
      EXPECT_GT(distance(from, to), 0) << sign;
      for (std::size_t k = 0; k < all.size(); ++k) {
        if (k == i) continue;
        // Two points that are not the ends: on both lines only where one runs along the other.
        const Dot one{from.x * 0.6 + to.x * 0.4, from.y * 0.6 + to.y * 0.4};
        const Dot two{from.x * 0.4 + to.x * 0.6, from.y * 0.4 + to.y * 0.6};
        EXPECT_GT(std::max(distance(one, all[k]), distance(two, all[k])), 20) << sign;
      }
    }
  }
}

TEST(Strokes, TurnClockwiseAboutTheMiddle) {
  for (const char sign : capitals_and_digits) {
    const PenPath upright = path_of(sign), lying = path_of(sign, 900), oblique = path_of(sign, 305);
    ASSERT_EQ(lying.size(), upright.size());
    ASSERT_EQ(oblique.size(), upright.size());
    for (std::size_t i = 0; i < upright.size(); ++i) {
      // To the right becomes down.
      const Dot point = dot(upright.view()[i].at);
      EXPECT_NEAR(dot(lying.view()[i].at).x, -point.y, 1) << sign;
      EXPECT_NEAR(dot(lying.view()[i].at).y, point.x, 1) << sign;
      const double angle = std::atan2(point.y, point.x) + 30.5 / 180 * std::numbers::pi;
      const double radius = std::hypot(point.x, point.y);
      EXPECT_NEAR(dot(oblique.view()[i].at).x, radius * std::cos(angle), 2) << sign;
      EXPECT_NEAR(dot(oblique.view()[i].at).y, radius * std::sin(angle), 2) << sign;
    }
  }
}

TEST(Strokes, OfSmallLettersAreLowerCapitalsOnTheSameLine) {
  for (char sign = 'a'; sign <= 'z'; ++sign) {
    const PenPath small = path_of(sign);
    const PenPath capital = path_of(static_cast<char>(sign - 'a' + 'A'));
    ASSERT_EQ(small.size(), capital.size());
    for (std::size_t i = 0; i < small.size(); ++i) {
      EXPECT_NEAR(dot(small.view()[i].at).x, dot(capital.view()[i].at).x * 0.75, 1) << sign;
      EXPECT_NEAR(5000 - dot(small.view()[i].at).y, (5000 - dot(capital.view()[i].at).y) * 0.75, 1)
          << sign;
    }
  }
}

TEST(Strokes, MoveWithTheMiddle) {
  PenPathBuilder path;
  append_strokes({{20_mm, 30_mm}, cap, 'L'}, path);
  const auto& first = path.view()[0];
  // The L begins at the upper end of its stem, 6 of 24 left of the middle.
  EXPECT_EQ(first.at.x.um, 20000 - 2500);
  EXPECT_EQ(first.at.y.um, 30000 - 5000);
}

}  // namespace
}  // namespace steelshare::render
