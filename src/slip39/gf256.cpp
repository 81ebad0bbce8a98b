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

// Eight secret elements times one public coefficient.
constexpr std::uint64_t multiply_lanes(std::uint64_t lanes, std::uint8_t coefficient) {
  std::uint64_t product = 0;
  for (; coefficient != 0; coefficient >>= 1) {
    if ((coefficient & 1) != 0) product ^= lanes;
    lanes = times_x(lanes);
  }
  return product;
}

}  // namespace

std::uint8_t multiply(std::uint8_t a, std::uint8_t b) {
  std::uint32_t product = 0;
  std::uint32_t shifted = a;
  for (std::uint32_t bit = 0; bit < 8; ++bit) {
    product ^= shifted & (0U - ((static_cast<std::uint32_t>(b) >> bit) & 1));
    shifted = (shifted << 1) ^ (0x11bU & (0U - (shifted >> 7)));
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
  std::uint64_t lanes = 0;
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < values.size(); i += 8) {
    const std::size_t count = values.size() - i < 8 ? values.size() - i : 8;
    std::memcpy(&lanes, values.data() + i, count);
    std::memcpy(&sum, accumulator.data() + i, count);
    sum ^= multiply_lanes(lanes, coefficient);
    std::memcpy(accumulator.data() + i, &sum, count);
  }
  // A copy of a variable size goes through the stack.
  cleanse(&lanes, sizeof lanes);
  cleanse(&sum, sizeof sum);
}

}  // namespace steelshare::slip39::gf256
