// The locked, guarded, undumpable memory that Secret lives in. Line one of main.
#pragma once

#include <cstddef>

namespace steelshare {

/// Sets up OpenSSL's secure heap for the life of this object, and makes OpenSSL's ordinary heap
/// zero what it frees. One object a process, made before any other use of OpenSSL or of Secret.
///
///   size     4 MiB; where the limit of locked memory is lower the largest power of two that
///            locks, at least 256 KiB
///   end      secrets that are still alive keep it, locked, to the end of the process
///   errors   throws SystemFailure where less can be locked, unless unlocked memory is allowed;
///            aborts where there is one already
///   source   CRYPTO_secure_malloc_init(3): result 2 is "usable but not locked", here a failure
class SecureHeap {
 public:
  enum class Unlocked : bool { refuse, allow };

  explicit SecureHeap(Unlocked unlocked = Unlocked::refuse);
  ~SecureHeap();
  SecureHeap(const SecureHeap&) = delete;
  SecureHeap& operator=(const SecureHeap&) = delete;

  static constexpr std::size_t full_bytes = std::size_t{4} << 20;
  static constexpr std::size_t least_bytes = std::size_t{256} << 10;

  /// Returns how much there is; every secret takes a power of two of it, 32 bytes at least.
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  /// False only where unlocked memory was allowed and nothing could be locked.
  [[nodiscard]] bool locked() const { return locked_; }

 private:
  std::size_t bytes_ = 0;
  bool locked_ = false;
};

}  // namespace steelshare
