#include "slip39/gf256.h"

#include <gtest/gtest.h>

#include <vector>

#include "support/figure.h"

namespace steelshare::slip39 {
namespace {

// Schoolbook: multiply as polynomials, then divide by x^8 + x^4 + x^3 + x + 1.
int slow_product(int a, int b) {
  int product = 0;
  for (int i = 0; i < 8; ++i) {
    if ((b & (1 << i)) != 0) product ^= a << i;
  }
  for (int degree = 14; degree >= 8; --degree) {
    if ((product & (1 << degree)) != 0) product ^= 0x11b << (degree - 8);
  }
  return product;
}

std::uint8_t byte(int value) { return static_cast<std::uint8_t>(value); }

TEST(Gf256, MultipliesEveryPairRight) {
  std::size_t tried = 0;
  for (int a = 0; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      ASSERT_EQ(gf256::multiply(byte(a), byte(b)), slow_product(a, b)) << a << ' ' << b;
      ++tried;
    }
  }
  test::print_figure("exhaustive.products", tried);
}

TEST(Gf256, GivesTheFips197Examples) {
  struct Product {
    std::uint8_t a, b, product;
  };
  const std::vector<Product> products{{0x57, 0x83, 0xc1}, {0x57, 0x13, 0xfe}};
  for (const auto& [a, b, product] : products) EXPECT_EQ(gf256::multiply(a, b), product);
  test::print_figure("vectors.fips197_products", products.size());
}

TEST(Gf256, InvertsEveryElementButZero) {
  std::size_t tried = 0;
  for (int a = 1; a < 256; ++a, ++tried) {
    EXPECT_EQ(slow_product(a, gf256::invert(byte(a))), 1) << a;
  }
  test::print_figure("exhaustive.inverses", tried);
}

TEST(Gf256, AddsProductsForEveryPairAndEveryLength) {
  for (int coefficient = 0; coefficient < 256; ++coefficient) {
    for (const std::size_t size : {1u, 7u, 8u, 9u, 16u, 30u, 64u, 256u}) {
      std::vector<std::uint8_t> values(size), sum(size), expected(size);
      for (std::size_t i = 0; i < size; ++i) {
        values[i] = byte(static_cast<int>(i * 5 + 3) & 0xff);
        sum[i] = byte(static_cast<int>(i * 3 + 1) & 0xff);
        expected[i] = byte(sum[i] ^ slow_product(values[i], coefficient));
      }
      gf256::multiply_add(sum, values, byte(coefficient));
      ASSERT_EQ(sum, expected) << coefficient << ' ' << size;
    }
  }
}

}  // namespace
}  // namespace steelshare::slip39
