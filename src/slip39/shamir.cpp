#include "slip39/shamir.h"

#include <algorithm>

#include "crypto/hash.h"
#include "slip39/gf256.h"

namespace steelshare::slip39::shamir {
namespace {

constexpr std::uint8_t digest_x = 254;
constexpr std::uint8_t secret_x = 255;
constexpr std::size_t digest_bytes = 4;

// The Lagrange coefficient of point i at x; all of it public.
std::uint8_t coefficient(std::span<const Point> points, std::size_t i, std::uint8_t x) {
  std::uint8_t numerator = 1;
  std::uint8_t denominator = 1;
  for (std::size_t j = 0; j < points.size(); ++j) {
    if (j == i) continue;
    expects(points[j].x != points[i].x);
    numerator = gf256::multiply(numerator, static_cast<std::uint8_t>(x ^ points[j].x));
    denominator =
        gf256::multiply(denominator, static_cast<std::uint8_t>(points[i].x ^ points[j].x));
  }
  return gf256::multiply(numerator, gf256::invert(denominator));
}

// The first four bytes of HMAC-SHA256(key = random part, message = secret).
void write_digest(std::span<const std::uint8_t> random_part, std::span<const std::uint8_t> secret,
                  std::span<std::uint8_t> digest) {
  Scratch<crypto::sha256_bytes> tag;
  crypto::hmac_sha256(random_part, {secret}, tag.view());
  std::ranges::copy(tag.view().first(digest_bytes), digest.begin());
}

}  // namespace

ShareValue interpolate(std::span<const Point> points, std::uint8_t x) {
  expects(!points.empty());
  ShareValue value(points[0].y.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    gf256::multiply_add(value.view(), points[i].y, coefficient(points, i, x));
  }
  return value;
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
  for (auto x = static_cast<std::uint8_t>(threshold - 2); x < count; ++x) {
    values.push_back(interpolate(base, x));
  }
  return values;
}

std::optional<ShareValue> recover(std::span<const Point> points) {
  auto secret = interpolate(points, secret_x);
  if (points.size() == 1) return secret;
  const auto digest = interpolate(points, digest_x);
  Scratch<digest_bytes> expected;
  write_digest(digest.view().subspan(digest_bytes), secret.view(), expected.view());
  if (!detail::equal_bytes(expected.view().data(), digest.view().data(), digest_bytes)) return {};
  return secret;
}

}  // namespace steelshare::slip39::shamir
