// The least that a split or a recovery costs: a process with their key derivations and nothing
// else.
//
//   floor_job DECRYPTIONS SEEDS
#include <array>
#include <cstdint>

#include "count.h"
#include "crypto/hash.h"

int main(int count, char** arguments) {
  using namespace steelshare::crypto;
  if (count != 3) return 1;
  const auto decryptions = parse_count(arguments[1]);
  const auto seeds = parse_count(arguments[2]);
  if (!decryptions || !seeds) return 1;
  constexpr std::array<std::uint8_t, 16> input{1, 2, 3};
  std::array<std::uint8_t, 64> key{};
  for (int round = 0; round < 4 * *decryptions; ++round) {
    pbkdf2_hmac_sha256({input}, {input}, 2500, std::span(key).first<16>());
  }
  for (int seed = 0; seed < *seeds; ++seed) pbkdf2_hmac_sha512({input}, {input}, 2048, key);
}
