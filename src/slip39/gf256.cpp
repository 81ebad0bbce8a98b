#include "slip39/gf256.h"

#include <cstring>

#include "steelshare/base/expects.h"
#include "steelshare/secret/secret.h"

namespace steelshare::slip39::gf256 {
namespace {

// Eight field elements in one word, each multiplied by x.
constexpr std::uint64_t times_x(std::uint64_t lanes) {
  const std::uint64_t overflow = (lanes >> 7) & 0x0101010101010101;
  return ((lanes & 0x7f7f7f7f7f7f7f7f) << 1) ^ overflow * 0x1b;
}

// Eight secret elements times one public coefficient. The coefficients are as good as random, and
// so would be the predictions of a branch.
constexpr std::uint64_t multiply_lanes(std::uint64_t lanes, std::uint8_t coefficient) {
  std::uint64_t product = 0;
  for (int bit = 0; bit < 8; ++bit) {
    product ^= lanes & (std::uint64_t{0} - (coefficient >> bit & 1));
    lanes = times_x(lanes);
  }
  return product;
}

// The same for eight bytes in memory, added to eight others.
void add_product(std::uint8_t* accumulator, const std::uint8_t* values, std::uint8_t coefficient) {
  std::uint64_t lanes, sum;
  std::memcpy(&lanes, values, sizeof lanes);
  std::memcpy(&sum, accumulator, sizeof sum);
  sum ^= multiply_lanes(lanes, coefficient);
  std::memcpy(accumulator, &sum, sizeof sum);
}

}  // namespace

std::uint8_t multiply(std::uint8_t a, std::uint8_t b) {
  std::uint32_t product = 0;
  for (std::uint32_t bit = 0; bit < 8; ++bit) {
    product ^= (std::uint32_t{a} << bit) & (0U - (static_cast<std::uint32_t>(b) >> bit & 1));
  }
  // x^8 = x^4 + x^3 + x + 1; the first time leaves three bits too many.
  for (int fold = 0; fold < 2; ++fold) {
    const std::uint32_t high = product >> 8;
    product = (product & 0xff) ^ high ^ high << 1 ^ high << 3 ^ high << 4;
  }
  return static_cast<std::uint8_t>(product);
}

std::uint8_t invert(std::uint8_t a) {
  // a^254 = a^2 * a^4 * ... * a^128.
  std::uint8_t power = multiply(a, a);
  std::uint8_t result = power;
  for (int i = 0; i < 6; ++i) {
    power = multiply(power, power);
    result = multiply(result, power);
  }
  return result;
}

void multiply_add(std::span<std::uint8_t> accumulator, std::span<const std::uint8_t> values,
                  std::uint8_t coefficient) {
  expects(accumulator.size() == values.size());
  const std::size_t whole = values.size() - values.size() % sizeof(std::uint64_t);
  for (std::size_t i = 0; i < whole; i += sizeof(std::uint64_t)) {
    add_product(accumulator.data() + i, values.data() + i, coefficient);
  }
  const std::size_t rest = values.size() - whole;
  if (rest == 0) return;
  Scratch<sizeof(std::uint64_t)> lanes;
  Scratch<sizeof(std::uint64_t)> sum;
  std::memcpy(lanes.view().data(), values.data() + whole, rest);
  std::memcpy(sum.view().data(), accumulator.data() + whole, rest);
  add_product(sum.view().data(), lanes.view().data(), coefficient);
  std::memcpy(accumulator.data() + whole, sum.view().data(), rest);
}

}  // namespace steelshare::slip39::gf256
