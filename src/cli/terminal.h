// The controlling terminal: prompts without echo, confirmations, and pages that leave no trace.
#pragma once

#include <optional>
#include <string_view>

#include "steelshare/base/result.h"
#include "steelshare/secret/secret.h"

namespace steelshare::cli {

/// Whether a file descriptor is a terminal.
bool is_terminal(int descriptor);

/// /dev/tty, whatever standard input and output are. The terminal's settings are restored at the
/// end of every question, and by the handlers of the signals that end the program in the middle of
/// one.
class Terminal {
 public:
  /// Returns nothing where the process has no controlling terminal.
  static std::optional<Terminal> open();

  Terminal(Terminal&& other) noexcept;
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  Terminal& operator=(Terminal&&) = delete;
  ~Terminal();

  /// Asks for one line without echo: backspace and Ctrl-U work, Ctrl-D ends.
  ///   errors  input_too_long: more than 4096 bytes; never cut
  Result<Text> ask_secret(std::string_view prompt);

  /// Asks a question that only the typed word "yes" answers.
  bool confirm(std::string_view question);

  /// Shows one page on the alternate screen, waits for a key, and wipes it, scrollback included.
  void show_page(std::string_view page);

  void write(std::string_view text);

 private:
  friend class QuietMode;
  explicit Terminal(int descriptor) : descriptor_(descriptor) {}
  Result<Text> read_line(bool echo);
  int descriptor_;
};

/// No echo, keys one by one, no stopping in the middle; undone at the end of the scope. Scopes
/// nest: around several questions, it keeps what is pasted between them from being echoed or lost.
class QuietMode {
 public:
  explicit QuietMode(const Terminal& terminal);
  ~QuietMode();
  QuietMode(const QuietMode&) = delete;
  QuietMode& operator=(const QuietMode&) = delete;

 private:
  bool outermost_ = false;
};

}  // namespace steelshare::cli
