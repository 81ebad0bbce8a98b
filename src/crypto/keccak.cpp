#include "crypto/keccak.h"

#include <array>
#include <bit>

#include "steelshare/secret/secret.h"

namespace steelshare::crypto {
namespace {

constexpr std::size_t rate_bytes = 136;

constexpr std::array<std::uint64_t, 24> round_constants{
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
    0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
    0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};

// Rho and pi together: the order in which pi visits the lanes, and by how much rho turns each.
constexpr std::array<std::size_t, 24> pi_lanes{10, 7,  11, 17, 18, 3, 5,  16, 8,  21, 24, 4,
                                               15, 23, 19, 13, 12, 2, 20, 14, 22, 9,  6,  1};
constexpr std::array<int, 24> rho_turns{1,  3,  6,  10, 15, 21, 28, 36, 45, 55, 2,  14,
                                        27, 41, 56, 8,  25, 43, 62, 18, 39, 61, 20, 44};

// Neighbours in a row of five lanes, whose ends meet; a remainder would take longer than all else.
constexpr std::array<std::size_t, 5> before{4, 0, 1, 2, 3}, after{1, 2, 3, 4, 0};

class Sponge {
 public:
  Sponge() = default;
  Sponge(const Sponge&) = delete;
  Sponge& operator=(const Sponge&) = delete;
  ~Sponge() { cleanse(lanes_.data(), sizeof lanes_); }

  void absorb(std::size_t position, std::uint8_t byte) {
    lanes_[position / 8] ^= std::uint64_t{byte} << (8 * (position % 8));
  }
  std::uint8_t squeeze(std::size_t position) const {
    return static_cast<std::uint8_t>(lanes_[position / 8] >> (8 * (position % 8)));
  }
  void permute() {
    for (const std::uint64_t constant : round_constants) {
      theta();
      rho_and_pi();
      chi();
      lanes_[0] ^= constant;
    }
  }

 private:
  void theta() {
    std::array<std::uint64_t, 5> parity{};
    for (std::size_t row = 0; row < 25; row += 5) {
      for (std::size_t i = 0; i < 5; ++i) parity[i] ^= lanes_[row + i];
    }
    for (std::size_t i = 0; i < 5; ++i) {
      const std::uint64_t change = parity[before[i]] ^ std::rotl(parity[after[i]], 1);
      for (std::size_t row = 0; row < 25; row += 5) lanes_[row + i] ^= change;
    }
  }
  void rho_and_pi() {
    std::uint64_t moving = lanes_[1];
    for (std::size_t i = 0; i < pi_lanes.size(); ++i) {
      const std::uint64_t next = lanes_[pi_lanes[i]];
      lanes_[pi_lanes[i]] = std::rotl(moving, rho_turns[i]);
      moving = next;
    }
  }
  void chi() {
    for (std::size_t row = 0; row < 25; row += 5) {
      std::array<std::uint64_t, 5> old{};
      for (std::size_t i = 0; i < 5; ++i) old[i] = lanes_[row + i];
      for (std::size_t i = 0; i < 5; ++i) {
        lanes_[row + i] = old[i] ^ (~old[after[i]] & old[after[after[i]]]);
      }
    }
  }

  std::array<std::uint64_t, 25> lanes_{};
};

}  // namespace

void keccak256(Bytes message, std::span<std::uint8_t, keccak256_bytes> digest) {
  Sponge sponge;
  std::size_t position = 0;
  for (const std::uint8_t byte : message) {
    sponge.absorb(position++, byte);
    if (position == rate_bytes) {
      sponge.permute();
      position = 0;
    }
  }
  sponge.absorb(position, 0x01);
  sponge.absorb(rate_bytes - 1, 0x80);
  sponge.permute();
  for (std::size_t i = 0; i < digest.size(); ++i) digest[i] = sponge.squeeze(i);
}

}  // namespace steelshare::crypto
