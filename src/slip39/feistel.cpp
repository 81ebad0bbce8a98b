#include "slip39/feistel.h"

#include <algorithm>
#include <array>

#include "crypto/hash.h"
#include "steelshare/base/expects.h"

namespace steelshare::slip39::feistel {
namespace {

constexpr std::uint8_t rounds = 4;
constexpr std::uint32_t iterations_per_round = 2500;

// left ^= F(round, right)
void mix(std::span<std::uint8_t> left, std::span<const std::uint8_t> right, std::uint8_t round,
         const Passphrase& passphrase, const Settings& settings) {
  constexpr std::array<std::uint8_t, 6> shamir{'s', 'h', 'a', 'm', 'i', 'r'};
  const std::array<std::uint8_t, 2> identifier{
      static_cast<std::uint8_t>(settings.identifier >> 8),
      static_cast<std::uint8_t>(settings.identifier & 0xff)};
  const std::uint32_t iterations = iterations_per_round << settings.iteration_exponent;

  Scratch<longest_secret_bytes / 2> key;
  const auto output = key.view().first(left.size());
  const crypto::Bytes round_byte(&round, 1);
  if (settings.extendable) {
    crypto::pbkdf2_hmac_sha256({round_byte, passphrase.bytes()}, {right}, iterations, output);
  } else {
    crypto::pbkdf2_hmac_sha256({round_byte, passphrase.bytes()}, {shamir, identifier, right},
                               iterations, output);
  }
  for (std::size_t i = 0; i < left.size(); ++i) left[i] ^= output[i];
}

enum class Direction : bool { encrypt, decrypt };

// After four rounds the halves are swapped once more, which makes decryption the same walk with the
// round numbers reversed.
void run(Direction direction, std::span<std::uint8_t> bytes, const Passphrase& passphrase,
         const Settings& settings) {
  expects(bytes.size() % 2 == 0 && bytes.size() <= longest_secret_bytes);
  auto left = bytes.first(bytes.size() / 2);
  auto right = bytes.last(bytes.size() / 2);
  for (std::uint8_t i = 0; i < rounds; ++i) {
    const auto round =
        direction == Direction::encrypt ? i : static_cast<std::uint8_t>(rounds - 1 - i);
    mix(left, right, round, passphrase, settings);
    std::swap(left, right);
  }
  // Four swaps brought the spans back; the result is right half first.
  std::ranges::swap_ranges(left, right);
}

}  // namespace

void encrypt(std::span<std::uint8_t> bytes, const Passphrase& passphrase,
             const Settings& settings) {
  run(Direction::encrypt, bytes, passphrase, settings);
}

void decrypt(std::span<std::uint8_t> bytes, const Passphrase& passphrase,
             const Settings& settings) {
  run(Direction::decrypt, bytes, passphrase, settings);
}

}  // namespace steelshare::slip39::feistel
