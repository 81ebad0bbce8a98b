// Files: reading with a limit, and writing so that a failure leaves nothing behind.
#pragma once

#include <signal.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
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

/// Returns the path as it may be shown before a line number: nothing in it moves the cursor.
std::string printable_path(std::string path);

/// Whether other users of the machine may read a file; false where it cannot be known.
bool is_readable_by_others(const std::string& path);

/// A file of ours that one process at a time has: it is locked until this is gone.
class OwnFile {
 public:
  /// Opens and locks it; there may be none yet.
  ///   subject  names the file in messages
  ///   errors   exit status 2 where it is a link, not a regular file, of another user, or another
  ///            process has it
  static Outcome<OwnFile> open(const std::string& path, std::string_view subject);

  OwnFile(OwnFile&& other) noexcept;
  OwnFile& operator=(OwnFile&&) = delete;
  OwnFile(const OwnFile&) = delete;
  OwnFile& operator=(const OwnFile&) = delete;
  ~OwnFile();

  /// What it said when it was opened; nothing where there was none.
  [[nodiscard]] const std::optional<std::string>& text() const { return text_; }

  /// Writes it anew, mode 0600, so that at any time there is the old one or the new one, whole. The
  /// new one is made beside it with a name that ends in ".partial".
  ///   errors  70 where it cannot be written, or is another file by now
  [[nodiscard]] Outcome<Done> replace(std::string_view text);

 private:
  OwnFile(std::string path, std::string_view subject) : path_(std::move(path)), subject_(subject) {}
  [[nodiscard]] bool is_still_there() const;

  std::string path_, subject_;
  std::optional<std::string> text_;
  int descriptor_ = -1;  // of the file that is locked
};

/// Writes all of a text to a descriptor; a closed pipe is a failure of the machine.
Outcome<Done> write_all(int descriptor, std::string_view text);

/// A file of ours that grows by lines and begins with a heading that says what it is, so that no
/// other file is added to by mistake.
class LineLog {
 public:
  /// Fails where append() would fail already now; makes nothing. For the time before anything is
  /// typed.
  ///   subject  names the file in messages
  ///   heading  its first line, without the newline
  ///   errors   exit status 2 where the file is a link, not a regular file, of another user, or
  ///            begins otherwise; 70 where it cannot be written
  static Outcome<LineLog> open(const std::string& path, std::string_view subject,
                               std::string_view heading);

  /// Appends one line with a single write and syncs it; makes the file, mode 0600, where there is
  /// none. A line that an earlier failure cut is ended first.
  ///   line  without the newline
  [[nodiscard]] Outcome<Done> append(std::string_view line) const;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  LineLog(std::string path, std::string_view subject, std::string_view heading)
      : path_(std::move(path)), subject_(subject), heading_(heading) {}
  [[nodiscard]] Failure unsafe() const;
  [[nodiscard]] Failure not_written() const;
  [[nodiscard]] Failure not_opened() const;
  [[nodiscard]] Outcome<std::size_t> size_of(int descriptor) const;

  std::string path_;
  std::string subject_;
  std::string heading_;
};

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
