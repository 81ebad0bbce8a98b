// Looks for remains of secrets in all writable memory of this process. What is looked for is kept
// masked and compared masked, so that the scanner never finds or makes a copy of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace steelshare::memory {

/// What a needle is. Of words only the runs with a space in them are looked for: a word of eight
/// letters alone is English, and stands in the names of files and in messages too.
enum class Content : std::uint8_t { bytes, words };

/// A secret that must not be found, as bytes xor mask.
struct Needle {
  std::string name;
  Content content;
  std::vector<std::uint8_t> masked;
};

inline constexpr std::uint8_t mask = 0xa5;
inline constexpr std::size_t run_bytes = 8;

Needle needle(std::string name, std::span<const std::uint8_t> secret,
              Content content = Content::bytes);

/// Computes needles in a child process, whose memory dies with it.
std::vector<Needle> needles_from_child(const std::function<std::vector<Needle>()>& compute);

/// Runs a function on a stack of its own, so that what it leaves below its frames stays as it was
/// left; no later call writes over it.
class OwnStack {
 public:
  OwnStack();
  ~OwnStack();
  OwnStack(const OwnStack&) = delete;
  OwnStack& operator=(const OwnStack&) = delete;
  void run(void (*function)());
  [[nodiscard]] bool holds(std::uintptr_t address) const;

 private:
  void* memory_;
};

struct Finding {
  std::string needle;
  std::size_t needle_offset;
  std::string mapping;  // as /proc/self/maps names it, "operation's stack" for an OwnStack
  std::uintptr_t address;
};

struct Scan {
  std::size_t mapping_count = 0, byte_count = 0;
  std::vector<Finding> findings;
};

/// Made before the operation, so that looking allocates nothing before the first finding.
class Scanner {
 public:
  explicit Scanner(std::span<const Needle> needles);

  /// Reads every mapping that is readable and writable, byte by byte.
  [[nodiscard]] Scan scan(const OwnStack& stack) const;

 private:
  struct Place {
    std::size_t needle, offset;
  };
  std::span<const Needle> needles_;
  std::unordered_map<std::uint64_t, Place> runs_;  // every run of a needle, masked
  std::vector<bool> maybe_;  // by 16 bits of a run; most places of memory end here
};

}  // namespace steelshare::memory
