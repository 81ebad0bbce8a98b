// A process with the decryptions of a split or a recovery by OpenSSL's own PBKDF2 and nothing else:
// what a plain program of C takes, without addresses.
//
//   floor_openssl DECRYPTIONS
#include <openssl/evp.h>

#include <array>
#include <cstdint>

#include "count.h"

int main(int count, char** arguments) {
  if (count != 2) return 1;
  const auto decryptions = parse_count(arguments[1]);
  if (!decryptions) return 1;
  constexpr std::array<unsigned char, 16> input{1, 2, 3};
  std::array<unsigned char, 16> key{};
  for (int round = 0; round < 4 * *decryptions; ++round) {
    if (PKCS5_PBKDF2_HMAC("passphrase", -1, input.data(), input.size(), 2500, EVP_sha256(),
                          key.size(), key.data()) != 1) {
      return 1;
    }
  }
}
