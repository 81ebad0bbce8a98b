#include "crypto/cipher.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "support/bytes.h"
#include "support/figure.h"

namespace steelshare::crypto {
namespace {

using test::as_bytes;
using test::from_hex;

template <std::size_t N>
std::span<const std::uint8_t, N> fixed(const std::vector<std::uint8_t>& bytes) {
  return std::span<const std::uint8_t, N>(bytes.data(), N);
}

// NIST SP 800-38A, F.5.1 and F.5.2.
TEST(Aes128Ctr, GivesTheExampleOfNistBothWays) {
  const auto key = from_hex("2b7e151628aed2a6abf7158809cf4f3c");
  const auto counter = from_hex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
  const auto text = from_hex(
      "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
      "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
  std::vector<std::uint8_t> out(text.size()), back(text.size());
  aes128_ctr(fixed<16>(key), fixed<16>(counter), text, out);
  EXPECT_EQ(to_hex(out),
            "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff"
            "5ae4df3edbd5d35e5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee");
  aes128_ctr(fixed<16>(key), fixed<16>(counter), out, back);
  EXPECT_EQ(back, text);
}

// FIPS-197, appendix C.3.
TEST(Aes256, GivesTheExampleOfFips197BothWays) {
  const auto key = from_hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
  const auto block = from_hex("00112233445566778899aabbccddeeff");
  std::array<std::uint8_t, aes_block_bytes> out{}, back{};
  aes256_encrypt(fixed<32>(key), fixed<16>(block), out);
  EXPECT_EQ(to_hex(out), "8ea2b7ca516745bfeafc49904b496089");
  aes256_decrypt(fixed<32>(key), out, back);
  EXPECT_EQ(to_hex(back), "00112233445566778899aabbccddeeff");
}

// RFC 8439, section 2.8.2.
struct Sunscreen {
  std::vector<std::uint8_t> key =
      from_hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
  std::vector<std::uint8_t> nonce = from_hex("070000004041424344454647");
  std::vector<std::uint8_t> associated = from_hex("50515253c0c1c2c3c4c5c6c7");
  std::string text =
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
      "sunscreen would be it.";
  std::vector<std::uint8_t> sealed = from_hex(
      "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92"
      "728b1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b"
      "4831d7bc3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691");

  bool opens(std::vector<std::uint8_t>& out) const {
    out.assign(sealed.size() - seal_tag_bytes, 1);
    return unseal(fixed<32>(key), fixed<12>(nonce), associated, sealed, out);
  }
};

TEST(ChaCha20Poly1305, GivesTheExampleOfRfc8439BothWays) {
  const Sunscreen c;
  std::vector<std::uint8_t> out(c.sealed.size()), back;
  seal(fixed<32>(c.key), fixed<12>(c.nonce), c.associated, as_bytes(c.text), out);
  EXPECT_EQ(out, c.sealed);
  ASSERT_TRUE(c.opens(back));
  EXPECT_EQ(std::string(back.begin(), back.end()), c.text);
  test::print_figure("vectors.rfc8439", 1);
}

TEST(ChaCha20Poly1305, OpensNothingOfWhichOneBitWasChanged) {
  std::vector<std::uint8_t> out;
  for (std::size_t i = 0; i < Sunscreen().sealed.size(); ++i) {
    Sunscreen changed;
    changed.sealed[i] ^= 0x10;
    EXPECT_FALSE(changed.opens(out)) << i;
    EXPECT_EQ(out, std::vector<std::uint8_t>(out.size())) << "no text without its proof";
  }
  Sunscreen other;
  other.associated[0] ^= 1;
  EXPECT_FALSE(other.opens(out));
}

TEST(ChaCha20Poly1305, SealsAnEmptyText) {
  const Sunscreen c;
  std::array<std::uint8_t, seal_tag_bytes> sealed{};
  seal(fixed<32>(c.key), fixed<12>(c.nonce), {}, {}, sealed);
  EXPECT_TRUE(unseal(fixed<32>(c.key), fixed<12>(c.nonce), {}, sealed, {}));
  sealed[0] ^= 1;
  EXPECT_FALSE(unseal(fixed<32>(c.key), fixed<12>(c.nonce), {}, sealed, {}));
}

}  // namespace
}  // namespace steelshare::crypto
