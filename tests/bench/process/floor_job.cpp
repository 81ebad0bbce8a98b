// The least that a split or a recovery costs: a process with their key derivations and nothing
// else.
//
//   floor_job DECRYPTIONS SEEDS
#include <array>
#include <cstdint>
#include <cstdlib>

#include "crypto/hash.h"

int main(int count, char** arguments) {
  using namespace steelshare::crypto;
  if (count != 3) return 1;
  constexpr std::array<std::uint8_t, 16> input{1, 2, 3};
  std::array<std::uint8_t, 64> key{};
  for (int rounds = 4 * std::atoi(arguments[1]); rounds > 0; --rounds) {
    pbkdf2_hmac_sha256({input}, {input}, 2500, std::span(key).first<16>());
  }
  for (int seeds = std::atoi(arguments[2]); seeds > 0; --seeds) {
    pbkdf2_hmac_sha512({input}, {input}, 2048, key);
  }
}
