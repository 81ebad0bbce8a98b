#include "crypto/scrypt.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <limits>
#include <string>
#include <vector>

#include "support/bytes.h"
#include "support/figure.h"
#include "support/fixed_random.h"

namespace steelshare::crypto {
namespace {

using test::as_bytes;

std::string derived(const std::string& password, const std::string& salt, const ScryptCost& cost,
                    std::size_t size) {
  std::vector<std::uint8_t> key(size);
  scrypt(as_bytes(password), as_bytes(salt), cost, key);
  return to_hex(key);
}

// RFC 7914, section 12; the last one takes 1 GiB, which is the limit.
TEST(Scrypt, GivesTheExamplesOfRfc7914) {
  EXPECT_EQ(derived("", "", {16, 1, 1}, 64),
            "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
            "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906");
  EXPECT_EQ(derived("password", "NaCl", {1024, 8, 16}, 64),
            "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
            "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
  EXPECT_EQ(derived("pleaseletmein", "SodiumChloride", {16384, 8, 1}, 64),
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
            "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887");
  EXPECT_EQ(derived("pleaseletmein", "SodiumChloride", {1048576, 8, 1}, 64),
            "2101cb9b6a511aaeaddbbe09cf70f881ec568d574a2ffd4dabe5ee9820adaa47"
            "8e56fd8f4ba5d09ffa1c6d927c40f4c337304049e8a952fbcbf45c6fa77a41a4");
  test::print_figure("vectors.rfc7914", 4);
}

TEST(Scrypt, AgreesWithOpenssl) {
  test::FixedRandom random(7);
  for (int round = 0; round < 200; ++round) {
    const ScryptCost cost{std::uint64_t{2} << random.below(8),
                          static_cast<std::uint32_t>(1 + random.below(9)),
                          static_cast<std::uint32_t>(1 + random.below(5))};
    std::vector<std::uint8_t> password(random.below(80)), salt(random.below(80)),
        key(1 + random.below(100)), expected(key.size());
    random.fill(password);
    random.fill(salt);
    scrypt(password, salt, cost, key);
    ASSERT_EQ(
        EVP_PBE_scrypt(reinterpret_cast<const char*>(password.data()), password.size(), salt.data(),
                       salt.size(), cost.n, cost.r, cost.p, 0, expected.data(), expected.size()),
        1);
    ASSERT_EQ(key, expected) << cost.n << ' ' << cost.r << ' ' << cost.p;
  }
}

TEST(Scrypt, RefusesInvalidAndHostileCosts) {
  constexpr auto most32 = std::numeric_limits<std::uint32_t>::max();
  constexpr auto most64 = std::numeric_limits<std::uint64_t>::max();
  const std::vector<ScryptCost> refused{{0, 8, 1},
                                        {1, 8, 1},
                                        {3, 8, 1},
                                        {16384, 0, 1},
                                        {16384, 8, 0},
                                        {1U << 21, 8, 1},
                                        {1U << 23, 2, 1},
                                        {1U << 24, 1, 1},
                                        {1U << 20, 8, 3},
                                        {2, 2049, 1},
                                        {2, 1, 2049},
                                        {2, most32, most32},
                                        {most64, 8, 1},
                                        {most64 / 2 + 1, most32, most32},
                                        {std::uint64_t{1} << 32, 1, 1}};
  for (const auto& cost : refused) {
    EXPECT_FALSE(is_affordable(cost)) << cost.n << ' ' << cost.r << ' ' << cost.p;
  }
  for (const ScryptCost cost : {ScryptCost{262144, 8, 1},
                                {262144, 1, 8},
                                {16384, 8, 8},
                                {1048576, 8, 1},
                                {1048576, 8, 2},
                                {2, 1, 1}}) {
    EXPECT_TRUE(is_affordable(cost)) << cost.n << ' ' << cost.r << ' ' << cost.p;
  }
}

}  // namespace
}  // namespace steelshare::crypto
