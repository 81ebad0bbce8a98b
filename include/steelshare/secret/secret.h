// The one home of secret bytes: fixed length, move-only, unprintable, cleansed on death.
//
// Memory comes from the secure heap where a SecureHeap is alive (secret/heap.h), from the ordinary
// heap otherwise; either way it is cleansed before it is given back. A Secret is not a range and
// has no stream operator, so neither GoogleTest nor fmt can print it. The tag makes types that
// cannot be confused: a MasterSecret is not a Seed is not Entropy.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iosfwd>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

#include "steelshare/base/expects.h"

namespace steelshare {

namespace detail {
/// Returns zeroed memory; throws std::bad_alloc where there is none left.
void* secure_allocate(std::size_t bytes);
/// Cleanses and frees; a null pointer is allowed.
void secure_free(void* memory, std::size_t bytes) noexcept;
/// The same for a C library that cannot tell the size when it frees: null where there is no memory
/// left, not zeroed.
void* secure_allocate_block(std::size_t bytes) noexcept;
void secure_free_block(void* memory) noexcept;
/// Compares in constant time.
bool equal_bytes(const void* a, const void* b, std::size_t bytes) noexcept;
/// Writes "<secret>".
void print_placeholder(std::ostream& out);

/// Returns a number whose origin the optimiser cannot see. Masks need it: clang 14 makes a branch
/// of a mask that it knows to be all ones or zero.
template <class T>
T opaque(T value) noexcept {
  static_assert(std::is_integral_v<T>);
  __asm__("" : "+r"(value));
  return value;
}

#ifdef STEELSHARE_CTIME
void mark_public(const void* memory, std::size_t bytes) noexcept;
#else
inline void mark_public(const void*, std::size_t) noexcept {}
#endif

/// Returns a value that was computed from secrets and is made public on purpose: the verdict of a
/// checksum, a count of matches. It does nothing but tell tests/ctime, whose build alone defines
/// STEELSHARE_CTIME; each call is a place where a branch may depend on a secret, and says why.
template <class T>
T declassify(T value) noexcept {
  static_assert(std::is_trivially_copyable_v<T>);
  mark_public(&value, sizeof value);
  return value;
}
}  // namespace detail

/// Overwrites memory in a way that no optimiser removes.
void cleanse(void* memory, std::size_t bytes) noexcept;

/// A fixed number of elements in secret memory.
///   Tag      makes a type of its own; need not be complete
///   T        trivially copyable
///   errors   throws std::bad_alloc where the secure heap is full
template <class Tag, class T = std::uint8_t>
class [[nodiscard]] Secret {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  using value_type = T;

  /// Makes `size` zeroed elements.
  explicit Secret(std::size_t size)
      : data_(size == 0 ? nullptr : static_cast<T*>(detail::secure_allocate(size * sizeof(T)))),
        size_(size) {}

  /// Copies elements that stand elsewhere; the caller cleanses the original.
  static Secret copy_of(std::span<const T> values) {
    Secret copy(values.size());
    if (!values.empty()) std::memcpy(copy.data_, values.data(), values.size_bytes());
    return copy;
  }

  /// Moving leaves an empty Secret behind; assigning exchanges the two, so that what was here lives
  /// until the other one dies.
  Secret(Secret&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  Secret& operator=(Secret&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() { detail::secure_free(data_, size_ * sizeof(T)); }

  [[nodiscard]] std::span<T> view() { return {data_, size_}; }
  [[nodiscard]] std::span<const T> view() const { return {data_, size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] Secret clone() const { return copy_of(view()); }

  /// Sizes are public and compared first; the elements in constant time.
  friend bool operator==(const Secret& a, const Secret& b) {
    return a.size_ == b.size_ && detail::equal_bytes(a.data_, b.data_, a.size_ * sizeof(T));
  }

  /// What GoogleTest prints.
  friend void PrintTo(const Secret&, std::ostream* out) { detail::print_placeholder(*out); }

 private:
  T* data_;
  std::size_t size_;
};

/// N bytes on the stack, zero at first, cleansed at the end of the scope.
template <std::size_t N>
class Scratch {
 public:
  Scratch() = default;
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { cleanse(bytes_.data(), N); }

  [[nodiscard]] std::span<std::uint8_t, N> view() { return bytes_; }
  [[nodiscard]] std::span<const std::uint8_t, N> view() const { return bytes_; }

 private:
  std::array<std::uint8_t, N> bytes_{};
};

/// Grows in secret memory; every outgrown block is cleansed.
///   errors   throws std::bad_alloc where the secure heap is full
template <class Tag, class T>
class SecretBuilder {
 public:
  explicit SecretBuilder(std::size_t expected_size = 256) : buffer_(expected_size) {}

  void append(std::span<const T> values) {
    reserve(size_ + values.size());
    if (!values.empty()) {
      std::memcpy(buffer_.view().data() + size_, values.data(), values.size_bytes());
    }
    size_ += values.size();
  }
  void append(const T& value) { append(std::span<const T>(&value, 1)); }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::span<const T> view() const { return buffer_.view().first(size_); }

  /// Returns exactly what was appended; the builder is empty afterwards.
  [[nodiscard]] Secret<Tag, T> finish() {
    auto result = Secret<Tag, T>::copy_of(view());
    cleanse(buffer_.view().data(), size_ * sizeof(T));
    size_ = 0;
    return result;
  }

 private:
  void reserve(std::size_t wanted) {
    if (wanted <= buffer_.size()) return;
    Secret<Tag, T> larger(wanted < 2 * buffer_.size() ? 2 * buffer_.size() : wanted);
    if (size_ > 0) std::memcpy(larger.view().data(), buffer_.view().data(), size_ * sizeof(T));
    buffer_ = std::move(larger);
  }

  Secret<Tag, T> buffer_;
  std::size_t size_ = 0;
};

/// Secret characters: words, phrases, hexadecimal digits, whole answers of the command line.
using Text = Secret<struct TextTag, char>;

/// Returns the characters for functions that read text; it lives as long as the Text.
inline std::string_view chars(const Text& text) { return {text.view().data(), text.size()}; }

class TextBuilder : public SecretBuilder<TextTag, char> {
 public:
  using SecretBuilder::append;
  using SecretBuilder::SecretBuilder;
  void append(std::string_view characters) { append(std::span<const char>(characters)); }
  void append(const Text& text) { append(text.view()); }
};

}  // namespace steelshare
