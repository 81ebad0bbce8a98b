// Files: reading with a limit, and writing so that a failure leaves nothing behind.
#pragma once

#include <signal.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/failure.h"
#include "steelshare/secret/secret.h"

namespace steelshare::cli {

/// No input is longer: 256 shares of 59 words come to half of it.
constexpr std::size_t most_input_bytes = 256U << 10;

/// Reads a file, pipe or device to its end; subject names it in messages: an option, never its
/// value.
Outcome<Text> read_file(const std::string& path, std::string_view subject);
Outcome<Text> read_descriptor(int descriptor, std::string_view subject);

/// Reads a file of public text, up to most_public_bytes, to its end: lists of addresses are longer
/// than secrets, and need no locked memory.
constexpr std::size_t most_public_bytes = 16U << 20;
Outcome<std::string> read_public_file(const std::string& path, std::string_view subject);

/// Whether other users of the machine may read a file; false where it cannot be known.
bool is_readable_by_others(const std::string& path);

/// Writes all of a text to a descriptor; a closed pipe is a failure of the machine.
Outcome<Done> write_all(int descriptor, std::string_view text);

/// Holds back Ctrl-C and its like until the end of the scope.
class HeldSignals {
 public:
  HeldSignals();
  ~HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

 private:
  sigset_t previous_{};
};

/// A set of files that appear together or not at all.
///
/// The directory is created 0700, or must be ours and closed to others. Files are written without a
/// name (O_TMPFILE), synced, read back and compared, and get their names, never over another file,
/// in commit(). Until then, and where anything fails, nothing is left: not even the directory, if
/// it was made here. On file systems without nameless files a temporary name is used instead.
class OutputDirectory {
 public:
  static Outcome<OutputDirectory> open(const std::string& path);

  /// Fails where open() or a name would fail already now; makes nothing. For the time before a
  /// secret is typed.
  static Outcome<Done> check(const std::string& path, std::span<const std::string> names);

  OutputDirectory(OutputDirectory&& other) noexcept;
  OutputDirectory(const OutputDirectory&) = delete;
  OutputDirectory& operator=(const OutputDirectory&) = delete;
  OutputDirectory& operator=(OutputDirectory&&) = delete;
  ~OutputDirectory();

  /// Fails early, before any work, where one of the names is taken already.
  Outcome<Done> expect_free(std::span<const std::string> names) const;

  /// Writes one file, mode 0600; it has no name yet.
  Outcome<Done> add(const std::string& name, std::span<const std::uint8_t> bytes);

  /// Gives all files their names.
  Outcome<Done> commit();

  /// Whether the files stay when the machine is switched off.
  [[nodiscard]] bool is_on_disk() const;

 private:
  struct Pending {
    int descriptor;
    std::string temporary_name;  // empty for a nameless file
    std::string name;
    bool linked = false;
  };

  OutputDirectory() = default;
  Outcome<Done> prepare(const std::string& path);
  Outcome<int> create(Pending& pending) const;
  bool link(Pending& pending) const;
  void abandon() noexcept;

  std::string path_;
  int directory_ = -1;
  bool made_here_ = false;
  bool committed_ = false;
  std::vector<Pending> pending_;
};

}  // namespace steelshare::cli
