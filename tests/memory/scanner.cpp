#include "scanner.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace steelshare::memory {
namespace {

constexpr std::size_t stack_bytes = std::size_t{1} << 20;
constexpr std::uint64_t mask_of_run = 0x0101010101010101 * std::uint64_t{mask};

void expect(bool good, const char* what) {
  if (!good) throw std::runtime_error(what);
}

struct Mapping {
  std::uintptr_t begin, end;
  const char* name;
};

// The text of /proc/self/maps and the mappings in it. Nothing is allocated after the operation: the
// heap would give out the very blocks that are to be looked at.
std::array<char, std::size_t{256} << 10> maps_text;
std::array<Mapping, 1024> mappings;

void read_maps() {
  const int file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
  expect(file >= 0, "/proc/self/maps cannot be opened");
  std::size_t size = 0;
  for (ssize_t count = 1; count > 0; size += static_cast<std::size_t>(count)) {
    count = read(file, maps_text.data() + size, maps_text.size() - 1 - size);
    expect(count >= 0, "/proc/self/maps cannot be read");
  }
  close(file);
  expect(size + 1 < maps_text.size(), "/proc/self/maps is too long");
  maps_text[size] = '\0';
}

std::span<const Mapping> writable_mappings() {
  read_maps();
  std::size_t count = 0;
  for (char* line = maps_text.data(); *line != '\0';) {
    char* const end = std::strchr(line, '\n');
    *end = '\0';
    char* next = nullptr;
    Mapping mapping{};
    mapping.begin = std::strtoull(line, &next, 16);
    mapping.end = std::strtoull(next + 1, &next, 16);
    const char* const name = std::strpbrk(next, "/[");
    mapping.name = name == nullptr ? "anonymous memory" : name;
    if (std::strncmp(next + 1, "rw", 2) == 0) {
      expect(count < mappings.size(), "too many mappings");
      mappings[count++] = mapping;
    }
    line = end + 1;
  }
  expect(count > 0, "no mappings");
  return std::span(mappings).first(count);
}

std::uint64_t masked_run(const std::uint8_t* memory) {
  std::uint64_t run = 0;
  std::memcpy(&run, memory, run_bytes);
  return run ^ mask_of_run;
}

void write_all(int file, const void* data, std::size_t bytes) {
  const auto* next = static_cast<const char*>(data);
  while (bytes > 0) {
    const ssize_t count = write(file, next, bytes);
    if (count <= 0) std::_Exit(3);
    next += count;
    bytes -= static_cast<std::size_t>(count);
  }
}

void send(int file, const void* data, std::uint32_t bytes) {
  write_all(file, &bytes, sizeof bytes);
  write_all(file, data, bytes);
}

bool read_all(int file, void* data, std::size_t bytes) {
  auto* next = static_cast<char*>(data);
  while (bytes > 0) {
    const ssize_t count = read(file, next, bytes);
    if (count <= 0) return false;
    next += count;
    bytes -= static_cast<std::size_t>(count);
  }
  return true;
}

template <class Bytes>
bool receive(int file, Bytes& out) {
  std::uint32_t size = 0;
  if (!read_all(file, &size, sizeof size)) return false;
  out.resize(size);
  return read_all(file, out.data(), size);
}

void (*function_on_stack)();
void call_function() { function_on_stack(); }

}  // namespace

Needle needle(std::string name, std::span<const std::uint8_t> secret, Content content) {
  Needle made{std::move(name), content, {secret.begin(), secret.end()}};
  for (auto& byte : made.masked) byte ^= mask;
  return made;
}

std::vector<Needle> needles_from_child(const std::function<std::vector<Needle>()>& compute) {
  int ends[2];
  expect(pipe(ends) == 0, "no pipe");
  const pid_t child = fork();
  expect(child >= 0, "no child process");
  if (child == 0) {
    close(ends[0]);
    for (const Needle& made : compute()) {
      send(ends[1], made.name.data(), static_cast<std::uint32_t>(made.name.size()));
      send(ends[1], &made.content, sizeof made.content);
      send(ends[1], made.masked.data(), static_cast<std::uint32_t>(made.masked.size()));
    }
    std::_Exit(0);
  }
  close(ends[1]);
  std::vector<Needle> needles;
  std::string content;
  for (Needle next;
       receive(ends[0], next.name) && receive(ends[0], content) && receive(ends[0], next.masked);) {
    next.content = static_cast<Content>(content[0]);
    needles.push_back(next);
  }
  close(ends[0]);
  int status = 0;
  expect(waitpid(child, &status, 0) == child && status == 0, "the child process failed");
  return needles;
}

OwnStack::OwnStack()
    : memory_(
          mmap(nullptr, stack_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) {
  expect(memory_ != MAP_FAILED, "no memory for a stack");
}

OwnStack::~OwnStack() { munmap(memory_, stack_bytes); }

void OwnStack::run(void (*function)()) {
  ucontext_t here, there;
  expect(getcontext(&there) == 0, "no context");
  there.uc_stack.ss_sp = memory_;
  there.uc_stack.ss_size = stack_bytes;
  there.uc_link = &here;
  function_on_stack = function;
  makecontext(&there, call_function, 0);
  expect(swapcontext(&here, &there) == 0, "no change of context");
}

bool OwnStack::holds(std::uintptr_t address) const {
  const auto begin = reinterpret_cast<std::uintptr_t>(memory_);
  return address >= begin && address < begin + stack_bytes;
}

Scanner::Scanner(std::span<const Needle> needles) : needles_(needles), maybe_(65536) {
  for (std::size_t i = 0; i < needles.size(); ++i) {
    const auto& bytes = needles[i].masked;
    expect(bytes.size() >= run_bytes, "a needle is too short");
    for (std::size_t at = 0; at + run_bytes <= bytes.size(); ++at) {
      const auto masked = std::span(bytes).subspan(at, run_bytes);
      const bool has_space = std::ranges::count(masked, std::uint8_t{' ' ^ mask}) > 0;
      if (needles[i].content == Content::words && !has_space) continue;
      std::uint64_t run = 0;
      std::memcpy(&run, masked.data(), run_bytes);
      runs_.emplace(run, Place{i, at});
      maybe_[run & 0xffff] = true;
    }
  }
}

Scan Scanner::scan(const OwnStack& stack) const {
  Scan result;
  for (const Mapping& mapping : writable_mappings()) {
    ++result.mapping_count;
    result.byte_count += mapping.end - mapping.begin;
    for (std::uintptr_t at = mapping.begin; at + run_bytes <= mapping.end; ++at) {
      const std::uint64_t run = masked_run(reinterpret_cast<const std::uint8_t*>(at));
      if (!maybe_[run & 0xffff]) continue;
      const auto found = runs_.find(run);
      if (found == runs_.end()) continue;
      const auto& [which, offset] = found->second;
      result.findings.push_back(
          {needles_[which].name, offset, stack.holds(at) ? "operation's stack" : mapping.name, at});
    }
  }
  return result;
}

}  // namespace steelshare::memory
