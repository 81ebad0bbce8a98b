#include "crypto/ed25519.h"

#include <openssl/evp.h>

#include <memory>
#include <new>

#include "crypto/stack.h"
#include "steelshare/base/expects.h"

namespace steelshare::crypto {
namespace {

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};

// libcrypto has the curve behind EVP only. A library context of our own, made once and kept as long
// as the process lives, does not read openssl.cnf: what runs is not for a file or the environment
// to say.
OSSL_LIB_CTX* context() {
  static OSSL_LIB_CTX* const made = OSSL_LIB_CTX_new();
  if (made == nullptr) throw std::bad_alloc();
  return made;
}

}  // namespace

void ed25519_public_key(std::span<const std::uint8_t, ed25519_key_bytes> private_key,
                        std::span<std::uint8_t, ed25519_key_bytes> public_key) {
  const std::unique_ptr<EVP_PKEY, Free> key(EVP_PKEY_new_raw_private_key_ex(
      context(), "ED25519", nullptr, private_key.data(), private_key.size()));
  wipe_stack();
  if (!key) throw std::bad_alloc();
  std::size_t size = public_key.size();
  expects(EVP_PKEY_get_raw_public_key(key.get(), public_key.data(), &size) == 1 &&
          size == public_key.size());
}

}  // namespace steelshare::crypto
