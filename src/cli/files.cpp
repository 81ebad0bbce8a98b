#include "cli/files.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <linux/magic.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "steelshare/base/bytes.h"

namespace steelshare::cli {
namespace {

constexpr mode_t owner_only_file = 0600;
constexpr mode_t owner_only_directory = 0700;
constexpr mode_t others = 077;
constexpr std::size_t usual_input_bytes = 4U << 10;
constexpr std::size_t read_back_bytes = 16U << 10;
// Messages name the option and not its value: that may be a secret in the wrong place.
constexpr std::string_view out_option = "--out";

// Closes at the end of the scope.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return number_; }

 private:
  int number_;
};

Failure output_failure(std::string_view path) {
  return failure(Error{ErrorCode::output_failed}, Place::words, path);
}

int open_to_read(const std::string& path) {
  return open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
}

Failure not_opened(std::string_view subject) {
  const auto code = errno == ENOENT ? ErrorCode::file_not_found : ErrorCode::file_not_readable;
  return failure(Error{code}, Place::words, subject);
}

constexpr int own_file_flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

// A pipe without a reader must not stop the program before it is seen to be none of ours.
constexpr int log_flags = O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

std::string directory_of(const std::string& path) {
  const auto slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

bool write_bytes(int descriptor, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return true;
}

// Reads back what was written: a full or failing disk may say so only now. Piece by piece: a long
// file does not fit the memory for secrets.
bool holds(int descriptor, std::span<const std::uint8_t> bytes) {
  Secret<struct BackTag> back(std::min(bytes.size(), read_back_bytes));
  std::size_t size = 0;
  while (size < bytes.size()) {
    const auto rest = bytes.subspan(size, std::min(bytes.size() - size, back.size()));
    const ssize_t count =
        pread(descriptor, back.view().data(), rest.size(), static_cast<off_t>(size));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    const auto piece = static_cast<std::size_t>(count);
    if (!std::ranges::equal(back.view().first(piece), rest.first(piece))) return false;
    size += piece;
  }
  return true;
}

Outcome<std::string> read_public(int descriptor, std::string_view subject) {
  std::string text;
  for (;;) {
    const std::size_t size = text.size();
    if (size > most_public_bytes) {
      return usage(std::string(subject) + ": the file is larger than 16 MiB", "");
    }
    text.resize(size + (64U << 10));
    const ssize_t count = read(descriptor, text.data() + size, text.size() - size);
    text.resize(size + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failure(Error{ErrorCode::file_not_readable}, Place::words, subject);
    if (count == 0) return text;
  }
}

}  // namespace

Outcome<Text> read_descriptor(int descriptor, std::string_view subject) {
  // It grows, for where little memory can be locked.
  Text buffer(usual_input_bytes);
  std::size_t size = 0;
  for (;;) {
    if (size == buffer.size()) {
      if (size >= most_input_bytes) {
        return failure(Error{ErrorCode::input_too_long}, Place::words, subject);
      }
      Text larger(2 * size);
      std::ranges::copy(buffer.view(), larger.view().begin());
      buffer = std::move(larger);
    }
    const ssize_t count = read(descriptor, buffer.view().data() + size, buffer.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failure(Error{ErrorCode::file_not_readable}, Place::words, subject);
    if (count == 0) return Text::copy_of(buffer.view().first(size));
    size += static_cast<std::size_t>(count);
  }
}

Outcome<Text> read_file(const std::string& path, std::string_view subject) {
  const Descriptor file(open_to_read(path));
  if (file.get() < 0) return not_opened(subject);
  return read_descriptor(file.get(), subject);
}

Outcome<std::string> read_public_file(const std::string& path, std::string_view subject) {
  const Descriptor file(open_to_read(path));
  if (file.get() < 0) return not_opened(subject);
  return read_public(file.get(), subject);
}

Outcome<OwnFile> OwnFile::open(const std::string& path, std::string_view subject) {
  const std::string name(subject);
  const Failure unsafe =
      usage(name + ": this is not a file of yours", "name a new file; a link is never followed");
  if (path.empty()) return usage(name + " needs the name of a file");
  OwnFile file(path, subject);
  file.descriptor_ = ::open(path.c_str(), own_file_flags);
  if (file.descriptor_ < 0 && errno == ENOENT) return file;
  struct stat info {};
  if (file.descriptor_ < 0 || fstat(file.descriptor_, &info) != 0) return unsafe;
  if (!S_ISREG(info.st_mode) || info.st_uid != geteuid()) return unsafe;
  // Whoever has it may have replaced it, and let go of the old one, since it was opened here.
  if (flock(file.descriptor_, LOCK_EX | LOCK_NB) != 0 || !file.is_still_there())
    return usage(name + ": another search has this file", "give every search a file of its own");
  auto text = read_public(file.descriptor_, subject);
  if (!text) return text.error();
  file.text_ = std::move(*text);
  return file;
}

OwnFile::OwnFile(OwnFile&& other) noexcept
    : path_(std::move(other.path_)),
      subject_(std::move(other.subject_)),
      text_(std::move(other.text_)),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

OwnFile::~OwnFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

// Whether the file of this name is the one that is locked, or there is none as there was.
bool OwnFile::is_still_there() const {
  struct stat named {};
  const bool is_any = lstat(path_.c_str(), &named) == 0;
  if (descriptor_ < 0) return !is_any;
  struct stat own {};
  return is_any && fstat(descriptor_, &own) == 0 && own.st_dev == named.st_dev &&
         own.st_ino == named.st_ino;
}

Outcome<Done> OwnFile::replace(std::string_view text) {
  const Failure not_written{Exit::machine,
                            {{std::string(name(ErrorCode::output_failed)),
                              {},
                              subject_ + ": the file cannot be written",
                              ""}}};
  if (!is_still_there()) return not_written;
  const std::string partial = path_ + ".partial";
  // What an earlier run left when it was killed.
  unlink(partial.c_str());
  const int next = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                          owner_only_file);
  if (next < 0) return not_written;
  if (flock(next, LOCK_EX | LOCK_NB) != 0 || !write_bytes(next, bytes_of(text)) ||
      fsync(next) != 0 || rename(partial.c_str(), path_.c_str()) != 0) {
    unlink(partial.c_str());
    close(next);
    return not_written;
  }
  if (descriptor_ >= 0) close(descriptor_);
  descriptor_ = next;
  // Where two begin at once, one of them has taken the other's file.
  if (!is_still_there()) return not_written;
  const Descriptor directory(
      ::open(directory_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() < 0 || fsync(directory.get()) != 0) return not_written;
  return Done{};
}

std::string printable_path(std::string path) {
  std::ranges::replace_if(
      path, [](char letter) { return (letter >= 0 && letter < ' ') || letter == '\x7f'; }, '?');
  return path;
}

bool is_readable_by_others(const std::string& path) {
  struct stat info {};
  return stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && (info.st_mode & others) != 0;
}

Outcome<Done> write_all(int descriptor, std::string_view text) {
  if (write_bytes(descriptor, bytes_of(text))) return Done{};
  return Failure{Exit::machine,
                 {{std::string(name(ErrorCode::output_failed)),
                   {},
                   "standard output: the answer could not be written",
                   ""}}};
}

Failure LineLog::unsafe() const {
  return usage(subject_ + ": this is not a log of yours, so nothing is added to it",
               "name a new file; a link is never followed");
}

Failure LineLog::not_written() const {
  return Failure{Exit::machine,
                 {{std::string(name(ErrorCode::output_failed)),
                   {},
                   subject_ + ": nothing can be added to the file",
                   ""}}};
}

Failure LineLog::not_opened() const {
  const bool is_other_thing = errno == ELOOP || errno == EISDIR || errno == ENXIO;
  return is_other_thing ? unsafe() : not_written();
}

// The size of a file that may be added to: a new one, or one with the heading.
Outcome<std::size_t> LineLog::size_of(int descriptor) const {
  struct stat info {};
  if (fstat(descriptor, &info) != 0) return not_written();
  if (!S_ISREG(info.st_mode) || info.st_uid != geteuid()) return unsafe();
  if (info.st_size == 0) return std::size_t{0};
  const std::string expected = heading_ + "\n";
  std::string begin(expected.size(), '\0');
  if (pread(descriptor, begin.data(), begin.size(), 0) != static_cast<ssize_t>(begin.size()) ||
      begin != expected) {
    return unsafe();
  }
  return static_cast<std::size_t>(info.st_size);
}

Outcome<LineLog> LineLog::open(const std::string& path, std::string_view subject,
                               std::string_view heading) {
  LineLog log(path, subject, heading);
  if (path.empty()) return usage(log.subject_ + " needs the name of a file");
  const Descriptor file(::open(path.c_str(), log_flags));
  if (file.get() >= 0) {
    const auto size = log.size_of(file.get());
    if (!size) return size.error();
    return log;
  }
  if (errno != ENOENT) return log.not_opened();
  if (access(directory_of(path).c_str(), W_OK | X_OK) != 0) return log.not_written();
  return log;
}

Outcome<Done> LineLog::append(std::string_view line) const {
  const Descriptor file(::open(path_.c_str(), log_flags | O_CREAT, owner_only_file));
  if (file.get() < 0) return not_opened();
  const auto size = size_of(file.get());
  if (!size) return size.error();
  std::string text;
  if (*size == 0) {
    text = heading_ + "\n";
  } else {
    char last = 0;
    if (pread(file.get(), &last, 1, static_cast<off_t>(*size - 1)) != 1) return not_written();
    if (last != '\n') text = "\n";
  }
  text += std::string(line) + "\n";
  if (write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
    // A heading that was cut would keep the next line out.
    if (*size == 0) [[maybe_unused]]
      const int emptied = ftruncate(file.get(), 0);
    return not_written();
  }
  if (fsync(file.get()) != 0) return not_written();
  if (*size > 0) return Done{};
  const Descriptor directory(
      ::open(directory_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() < 0 || fsync(directory.get()) != 0) return not_written();
  return Done{};
}

HeldSignals::HeldSignals() {
  sigset_t ending;
  sigemptyset(&ending);
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) sigaddset(&ending, number);
  sigprocmask(SIG_BLOCK, &ending, &previous_);
}

HeldSignals::~HeldSignals() { sigprocmask(SIG_SETMASK, &previous_, nullptr); }

Outcome<OutputDirectory> OutputDirectory::open(const std::string& path) {
  OutputDirectory directory;
  if (auto ready = directory.prepare(path); !ready) return ready.error();
  return directory;
}

Outcome<Done> OutputDirectory::check(const std::string& path, std::span<const std::string> names) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) return Done{};
  const auto directory = open(path);
  if (!directory) return directory.error();
  return directory->expect_free(names);
}

OutputDirectory::OutputDirectory(OutputDirectory&& other) noexcept
    : path_(std::move(other.path_)),
      directory_(std::exchange(other.directory_, -1)),
      made_here_(std::exchange(other.made_here_, false)),
      committed_(other.committed_),
      pending_(std::exchange(other.pending_, {})) {}

OutputDirectory::~OutputDirectory() { abandon(); }

Outcome<Done> OutputDirectory::prepare(const std::string& path) {
  path_ = path;
  if (path_.empty()) return usage("--out needs the name of a directory");
  while (path_.size() > 1 && path_.back() == '/') path_.pop_back();
  made_here_ = mkdir(path_.c_str(), owner_only_directory) == 0;
  if (!made_here_ && errno == ENOENT) {
    return usage("--out: the directory above the new one does not exist");
  }
  if (!made_here_ && errno != EEXIST) return output_failure(out_option);
  directory_ = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  struct stat info {};
  if (directory_ < 0) {
    if (lstat(path_.c_str(), &info) == 0 && S_ISREG(info.st_mode))
      return usage("--out names a file: give the name of a directory");
    return failure(Error{ErrorCode::output_directory_unsafe}, Place::words, out_option);
  }
  if (fstat(directory_, &info) != 0) return output_failure(out_option);
  if (info.st_uid != geteuid() || (info.st_mode & others) != 0) {
    return failure(Error{ErrorCode::output_directory_unsafe}, Place::words, out_option);
  }
  return Done{};
}

Outcome<Done> OutputDirectory::expect_free(std::span<const std::string> names) const {
  for (const std::string& name : names) {
    struct stat info {};
    if (fstatat(directory_, name.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0) {
      return failure(Error{ErrorCode::output_exists}, Place::words, name);
    }
  }
  return Done{};
}

Outcome<int> OutputDirectory::create(Pending& pending) const {
  const int nameless = openat(directory_, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, owner_only_file);
  if (nameless >= 0) return nameless;
  pending.temporary_name = "." + pending.name + ".partial";
  const int named = openat(directory_, pending.temporary_name.c_str(),
                           O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR | O_CLOEXEC, owner_only_file);
  if (named < 0) {
    pending.temporary_name.clear();
    return output_failure(pending.name);
  }
  return named;
}

Outcome<Done> OutputDirectory::add(const std::string& name, std::span<const std::uint8_t> bytes) {
  Pending pending{-1, {}, name};
  auto descriptor = create(pending);
  if (!descriptor) return descriptor.error();
  pending.descriptor = *descriptor;
  pending_.push_back(pending);
  if (!write_bytes(*descriptor, bytes) || fsync(*descriptor) != 0 || !holds(*descriptor, bytes)) {
    return output_failure(name);
  }
  return Done{};
}

bool OutputDirectory::link(Pending& pending) const {
  const std::string source = pending.temporary_name.empty()
                                 ? "/proc/self/fd/" + std::to_string(pending.descriptor)
                                 : pending.temporary_name;
  // Unlike a rename, a link never replaces a file.
  if (linkat(directory_, source.c_str(), directory_, pending.name.c_str(), AT_SYMLINK_FOLLOW) !=
      0) {
    return false;
  }
  pending.linked = true;
  return true;
}

Outcome<Done> OutputDirectory::commit() {
  for (Pending& pending : pending_) {
    if (link(pending)) continue;
    const auto code = errno == EEXIST ? ErrorCode::output_exists : ErrorCode::output_failed;
    return failure(Error{code}, Place::words, pending.name);
  }
  if (fsync(directory_) != 0) return output_failure(out_option);
  committed_ = true;
  return Done{};
}

bool OutputDirectory::is_on_disk() const {
  struct statfs info {};
  if (fstatfs(directory_, &info) != 0) return true;
  return info.f_type != TMPFS_MAGIC && info.f_type != RAMFS_MAGIC;
}

void OutputDirectory::abandon() noexcept {
  for (const Pending& pending : pending_) {
    if (!pending.temporary_name.empty()) {
      unlinkat(directory_, pending.temporary_name.c_str(), 0);
    }
    if (pending.linked && !committed_) unlinkat(directory_, pending.name.c_str(), 0);
    close(pending.descriptor);
  }
  pending_.clear();
  if (directory_ >= 0) close(directory_);
  directory_ = -1;
  if (made_here_ && !committed_) rmdir(path_.c_str());
}

}  // namespace steelshare::cli
