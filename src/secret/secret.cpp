#include "steelshare/secret/secret.h"

#include <malloc.h>
#include <openssl/crypto.h>

#include <new>
#include <ostream>

#ifdef STEELSHARE_CTIME
#include <valgrind/memcheck.h>
#endif

namespace steelshare {

namespace detail {

void* secure_allocate(std::size_t bytes) {
  void* memory = OPENSSL_secure_zalloc(bytes);
  if (memory == nullptr) throw std::bad_alloc();
  // With a secure heap there is no silent way out of it.
  expects(CRYPTO_secure_malloc_initialized() == 0 || CRYPTO_secure_allocated(memory) == 1);
  return memory;
}

void secure_free(void* memory, std::size_t bytes) noexcept {
  if (memory != nullptr) OPENSSL_secure_clear_free(memory, bytes);
}

void* secure_allocate_block(std::size_t bytes) noexcept { return OPENSSL_secure_malloc(bytes); }

void secure_free_block(void* memory) noexcept {
  if (memory == nullptr) return;
  // The secure heap cleanses what it takes back; the ordinary heap, its stand-in, does not.
  if (CRYPTO_secure_allocated(memory) == 0) OPENSSL_cleanse(memory, malloc_usable_size(memory));
  OPENSSL_secure_free(memory);
}

bool equal_bytes(const void* a, const void* b, std::size_t bytes) noexcept {
  // Whether two secrets are equal is what the caller wants to act on; where they differ is not.
  return bytes == 0 || declassify(CRYPTO_memcmp(a, b, bytes)) == 0;
}

void print_placeholder(std::ostream& out) { out << "<secret>"; }

#ifdef STEELSHARE_CTIME
void mark_public(const void* memory, std::size_t bytes) noexcept {
  static_cast<void>(VALGRIND_MAKE_MEM_DEFINED(memory, bytes));
}
#endif

}  // namespace detail

void cleanse(void* memory, std::size_t bytes) noexcept {
  if (bytes != 0) OPENSSL_cleanse(memory, bytes);
}

}  // namespace steelshare
