#include "cli/terminal.h"

#include <fcntl.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace steelshare::cli {
namespace {

constexpr std::size_t longest_line = 4096;
constexpr std::string_view enter_page = "\x1b[?1049h\x1b[2J\x1b[H";
// 3J clears the scrollback of terminals that keep one for the alternate screen.
constexpr std::string_view leave_page = "\x1b[2J\x1b[3J\x1b[H\x1b[?1049l";
constexpr std::array ending_signals{SIGINT, SIGTERM, SIGHUP, SIGQUIT};

// What a signal handler needs to put the terminal back; only async-signal-safe calls touch it.
struct Restore {
  volatile sig_atomic_t active = 0;
  volatile sig_atomic_t on_page = 0;
  int descriptor = -1;
  termios settings{};
};
Restore restore;

void put_back() {
  if (restore.active == 0) return;
  if (restore.on_page != 0) {
    [[maybe_unused]] const auto count =
        write(restore.descriptor, leave_page.data(), leave_page.size());
  }
  tcsetattr(restore.descriptor, TCSAFLUSH, &restore.settings);
  restore.active = 0;
  restore.on_page = 0;
}

void put_back_and_die(int signal_number) {
  put_back();
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

// The size without the last character, which may be several bytes of UTF-8.
std::size_t without_last_character(std::string_view line) {
  constexpr unsigned char continuation_mask = 0xc0, continuation = 0x80;
  std::size_t size = line.size();
  while (size > 0) {
    --size;
    if ((static_cast<unsigned char>(line[size]) & continuation_mask) != continuation) break;
  }
  return size;
}

}  // namespace

QuietMode::QuietMode(const Terminal& terminal) {
  termios settings{};
  if (restore.active != 0 || tcgetattr(terminal.descriptor_, &settings) != 0) return;
  outermost_ = true;
  restore.descriptor = terminal.descriptor_;
  restore.settings = settings;
  restore.active = 1;
  for (const int number : ending_signals) signal(number, put_back_and_die);
  settings.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ICANON);
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  settings.c_cc[VSUSP] = _POSIX_VDISABLE;
  tcsetattr(terminal.descriptor_, TCSAFLUSH, &settings);
}

QuietMode::~QuietMode() {
  if (!outermost_) return;
  put_back();
  for (const int number : ending_signals) signal(number, SIG_DFL);
}

bool is_terminal(int descriptor) { return isatty(descriptor) == 1; }

std::optional<Terminal> Terminal::open() {
  const int descriptor = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0) return {};
  return Terminal(descriptor);
}

Terminal::Terminal(Terminal&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Terminal::~Terminal() {
  if (descriptor_ >= 0) close(descriptor_);
}

void Terminal::write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor_, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

Result<Text> Terminal::read_line(bool echo) {
  constexpr char end_of_input = 4, backspace = 8, erase_line = 21, delete_key = 127;
  constexpr std::string_view erase_letter = "\b \b";
  Text line(longest_line);
  std::size_t size = 0;
  bool too_long = false;
  for (;;) {
    char key = 0;
    const ssize_t count = read(descriptor_, &key, 1);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0 || key == '\n' || key == '\r' || key == end_of_input) break;
    if (key == backspace || key == delete_key) {
      if (echo && size > 0) write(erase_letter);
      size = without_last_character(chars(line).substr(0, size));
    } else if (key == erase_line) {
      size = 0;
      too_long = false;
    } else if (size < longest_line) {
      line.view()[size++] = key;
      if (echo) write({&key, 1});
    } else {
      too_long = true;
    }
    cleanse(&key, 1);
  }
  write("\n");
  if (too_long) return Error{ErrorCode::input_too_long};
  return Text::copy_of(line.view().first(size));
}

Result<Text> Terminal::ask_secret(std::string_view prompt) {
  const QuietMode quiet(*this);
  write(prompt);
  return read_line(false);
}

bool Terminal::confirm(std::string_view question) {
  const QuietMode quiet(*this);
  write(question);
  const auto answer = read_line(true);
  return answer && chars(*answer) == "yes";
}

void Terminal::show_page(std::string_view page) {
  const QuietMode quiet(*this);
  restore.on_page = 1;
  write(enter_page);
  write(page);
  char key = 0;
  while (read(descriptor_, &key, 1) < 0 && errno == EINTR) {
  }
  write(leave_page);
  restore.on_page = 0;
}

}  // namespace steelshare::cli
