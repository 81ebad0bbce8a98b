#include "slip39/shamir.h"

#include <algorithm>
#include <array>

#include "crypto/hash.h"
#include "slip39/gf256.h"

namespace steelshare::slip39::shamir {
namespace {

constexpr std::size_t digest_bytes = 4;

constexpr std::uint8_t add(std::uint8_t a, std::uint8_t b) {
  return static_cast<std::uint8_t>(a ^ b);
}

// result[i] <- the product of all factors but the i-th, without a division: of those before it and
// of those after it.
void products_of_others(std::span<const std::uint8_t> factors, std::span<std::uint8_t> result) {
  result[0] = 1;
  if (factors.size() == 1) return;
  const std::size_t last = factors.size() - 1;
  result[1] = factors[0];
  for (std::size_t i = 2; i <= last; ++i) {
    result[i] = gf256::multiply(result[i - 1], factors[i - 1]);
  }
  std::uint8_t after = factors[last];
  for (std::size_t i = last - 1; i > 0; --i) {
    result[i] = gf256::multiply(result[i], after);
    after = gf256::multiply(after, factors[i]);
  }
  result[0] = after;
}

// The first four bytes of HMAC-SHA256(key = random part, message = secret).
void write_digest(std::span<const std::uint8_t> random_part, std::span<const std::uint8_t> secret,
                  std::span<std::uint8_t> digest) {
  Scratch<crypto::sha256_bytes> tag;
  crypto::hmac_sha256(random_part, {secret}, tag.view());
  std::ranges::copy(tag.view().first(digest_bytes), digest.begin());
}

}  // namespace

// Lagrange: the coefficient of point i at x is the product of all x - x_j but the i-th, over the
// product of all x_i - x_j but the i-th. The latter, inverted, is the weight; inverting the product
// of all of them once inverts each.
Polynomial::Polynomial(std::span<const Point> points) : points_(points) {
  expects(!points.empty() && points.size() <= most_points);
  std::array<std::uint8_t, most_points> denominators;
  std::uint8_t product = 1;
  for (std::size_t i = 0; i < points.size(); ++i) {
    denominators[i] = 1;
    for (std::size_t j = 0; j < points.size(); ++j) {
      if (j == i) continue;
      denominators[i] = gf256::multiply(denominators[i], add(points[i].x, points[j].x));
    }
    product = gf256::multiply(product, denominators[i]);
  }
  expects(product != 0);
  const std::uint8_t inverse = gf256::invert(product);
  products_of_others(std::span(denominators).first(points.size()), weights_);
  for (std::size_t i = 0; i < points.size(); ++i) {
    weights_[i] = gf256::multiply(weights_[i], inverse);
  }
}

void Polynomial::add_value(std::uint8_t x, std::span<std::uint8_t> sum) const {
  std::array<std::uint8_t, most_points> factors, coefficients;
  for (std::size_t i = 0; i < points_.size(); ++i) factors[i] = add(x, points_[i].x);
  products_of_others(std::span(factors).first(points_.size()), coefficients);
  for (std::size_t i = 0; i < points_.size(); ++i) {
    gf256::multiply_add(sum, points_[i].y, gf256::multiply(weights_[i], coefficients[i]));
  }
}

ShareValue Polynomial::at(std::uint8_t x) const {
  ShareValue value(points_[0].y.size());
  add_value(x, value.view());
  return value;
}

bool Polynomial::passes_through(const Point& point) const {
  expects(point.y.size() <= longest_secret_bytes);
  Scratch<longest_secret_bytes> difference;
  const auto bytes = difference.view().first(point.y.size());
  std::ranges::copy(point.y, bytes.begin());
  add_value(point.x, bytes);
  constexpr std::array<std::uint8_t, longest_secret_bytes> zero{};
  return detail::equal_bytes(bytes.data(), zero.data(), bytes.size());
}

std::vector<ShareValue> divide(std::span<const std::uint8_t> secret, std::uint8_t threshold,
                               std::uint8_t count, RandomSource& random) {
  expects(threshold >= 1 && threshold <= count && count <= most_members);
  std::vector<ShareValue> values;
  values.reserve(count);
  if (threshold == 1) {
    for (int i = 0; i < count; ++i) values.push_back(ShareValue::copy_of(secret));
    return values;
  }

  ShareValue digest(secret.size());
  const auto random_part = digest.view().subspan(digest_bytes);
  random.fill(random_part);
  write_digest(random_part, secret, digest.view().first(digest_bytes));

  std::vector<Point> base;
  for (std::uint8_t x = 0; x + 2 < threshold; ++x) {
    random.fill(values.emplace_back(secret.size()).view());
    base.push_back({x, values.back().view()});
  }
  base.push_back({digest_x, digest.view()});
  base.push_back({secret_x, secret});
  const Polynomial polynomial(base);
  for (auto x = static_cast<std::uint8_t>(threshold - 2); x < count; ++x) {
    values.push_back(polynomial.at(x));
  }
  return values;
}

std::optional<ShareValue> recover(const Polynomial& polynomial) {
  auto secret = polynomial.at(secret_x);
  if (polynomial.threshold() == 1) return secret;
  const auto digest = polynomial.at(digest_x);
  Scratch<digest_bytes> expected;
  write_digest(digest.view().subspan(digest_bytes), secret.view(), expected.view());
  if (!detail::equal_bytes(expected.view().data(), digest.view().data(), digest_bytes)) return {};
  return secret;
}

}  // namespace steelshare::slip39::shamir
