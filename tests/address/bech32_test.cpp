#include "address/bech32.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "support/bytes.h"
#include "support/figure.h"
#include "support/fixtures.h"

namespace steelshare::address {
namespace {

std::string to_lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

std::size_t expect_read_back(Bech32Form form, const std::string& name) {
  const auto vectors = test::fixture("address/vectors.json", name);
  for (const std::string text : vectors) {
    const auto decoded = decode_bech32(text);
    EXPECT_EQ(decoded.verdict, Bech32Verdict::valid) << text;
    EXPECT_EQ(decoded.form, form) << text;
    EXPECT_EQ(encode_bech32(form, decoded.prefix, decoded.values), to_lower(text));
  }
  return vectors.size();
}

TEST(Bech32, ReadsBackTheValidVectors) {
  test::print_figure("vectors.bip173_valid", expect_read_back(Bech32Form::bech32, "bech32_valid"));
  test::print_figure("vectors.bip350_valid",
                     expect_read_back(Bech32Form::bech32m, "bech32m_valid"));
}

std::size_t expect_refused(const std::string& name) {
  const auto vectors = test::fixture("address/vectors.json", name);
  for (const auto& v : vectors) {
    EXPECT_NE(decode_bech32(v.at("text").get<std::string>()).verdict, Bech32Verdict::valid)
        << v.at("comment");
  }
  return vectors.size();
}

TEST(Bech32, RefusesTheInvalidVectors) {
  test::print_figure("vectors.bip173_invalid", expect_refused("bech32_invalid"));
  test::print_figure("vectors.bip350_invalid", expect_refused("bech32m_invalid"));
  EXPECT_NE(decode_bech32("de1lg7wt\xff").verdict, Bech32Verdict::valid);
}

TEST(Bech32, RefusesMixedCase) {
  EXPECT_EQ(decode_bech32("a12UEL5L").verdict, Bech32Verdict::invalid);
  EXPECT_EQ(decode_bech32("A12uEL5L").verdict, Bech32Verdict::invalid);
}

TEST(Fives, RegroupAndRegroupBack) {
  for (std::size_t size = 0; size <= 40; ++size) {
    std::vector<std::uint8_t> bytes(size, 0xff);
    const Fives values = to_fives(bytes);
    EXPECT_EQ(values.size(), (size * 8 + 4) / 5);
    EXPECT_EQ(from_fives(values), bytes);
  }
}

TEST(Fives, RefuseSpareBitsThatAreSetOrTooMany) {
  EXPECT_EQ(from_fives(Fives{0, 0}), (std::vector<std::uint8_t>{0}));
  EXPECT_EQ(from_fives(Fives{0, 1}), std::nullopt);
  EXPECT_EQ(from_fives(Fives{0}), std::nullopt);
  EXPECT_EQ(from_fives(Fives{0, 0, 0}), std::nullopt);
}

}  // namespace
}  // namespace steelshare::address
