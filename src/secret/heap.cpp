#include "steelshare/secret/heap.h"

#include <malloc.h>
#include <openssl/crypto.h>

#include <cstdlib>
#include <cstring>

#include "steelshare/base/expects.h"
#include "steelshare/base/failure.h"

namespace steelshare {
namespace {

constexpr std::size_t smallest_block_bytes = 32;

// OpenSSL's ordinary heap, cleansed on free: its key derivations leave salts and states there.
void* plain_allocate(std::size_t bytes, const char*, int) { return std::malloc(bytes); }

void zeroing_free(void* memory, const char*, int) {
  if (memory == nullptr) return;
  OPENSSL_cleanse(memory, malloc_usable_size(memory));
  std::free(memory);
}

void* zeroing_reallocate(void* memory, std::size_t bytes, const char* file, int line) {
  if (memory == nullptr) return std::malloc(bytes);
  void* larger = std::malloc(bytes);
  if (larger == nullptr) return nullptr;
  const std::size_t old_bytes = malloc_usable_size(memory);
  std::memcpy(larger, memory, old_bytes < bytes ? old_bytes : bytes);
  zeroing_free(memory, file, line);
  return larger;
}

enum class Init { failed = 0, locked = 1, unlocked = 2 };

Init initialise(std::size_t bytes) {
  return static_cast<Init>(CRYPTO_secure_malloc_init(bytes, smallest_block_bytes));
}

}  // namespace

SecureHeap::SecureHeap(Unlocked unlocked) {
  expects(CRYPTO_secure_malloc_initialized() == 0);
  // Refused (0) only where OpenSSL has allocated already, as under a test runner; then its
  // ordinary heap stays as it is, and secrets are in the secure heap all the same.
  CRYPTO_set_mem_functions(plain_allocate, zeroing_reallocate, zeroing_free);

  for (bytes_ = full_bytes; bytes_ >= least_bytes; bytes_ /= 2) {
    if (initialise(bytes_) == Init::locked) {
      locked_ = true;
      return;
    }
    CRYPTO_secure_malloc_done();
  }
  bytes_ = full_bytes;
  if (unlocked == Unlocked::allow && initialise(bytes_) != Init::failed) return;
  throw SystemFailure("the memory for secrets cannot be locked: raise 'ulimit -l' to 256 or more");
}

SecureHeap::~SecureHeap() { CRYPTO_secure_malloc_done(); }

}  // namespace steelshare
