// Start-up, in this order: no core dumps, a locked heap for secrets, the options, the command. Each
// step stands before the first secret is read.
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <string>
#include <vector>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/sandbox.h"
#include "steelshare/base/failure.h"
#include "steelshare/secret/heap.h"

namespace steelshare::cli {
namespace {

constexpr std::string_view version = STEELSHARE_VERSION;

// A closed standard descriptor would be given to the next file that is opened, and messages or
// shares would be written into it. An answer that nobody can read is a failure: /dev/full.
void reopen_standard_descriptors() {
  for (int descriptor = 0; descriptor <= 2; ++descriptor) {
    if (fcntl(descriptor, F_GETFD) >= 0) continue;
    const char* const stand_in = descriptor == STDOUT_FILENO ? "/dev/full" : "/dev/null";
    if (::open(stand_in, O_RDWR) < 0) std::abort();
  }
  close_range(3, ~0U, 0);
}

bool is_traced() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("TracerPid:")) return line.find_first_of("123456789") != std::string::npos;
  }
  return false;
}

void harden() {
  umask(077);
  const rlimit no_core{0, 0};
  if (setrlimit(RLIMIT_CORE, &no_core) != 0 || prctl(PR_SET_DUMPABLE, 0) != 0) {
    throw SystemFailure("core dumps cannot be switched off");
  }
  if (getuid() != geteuid() || getgid() != getegid()) {
    throw SystemFailure("steelshare refuses to run with borrowed rights (setuid)");
  }
  reopen_standard_descriptors();
  // What the disk or a reader refuses comes back as an error, and what was begun is removed.
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
  if (is_traced()) notice("another program watches this one, and can read every secret in it");
}

std::string overview() {
  std::string text =
      "usage: steelshare COMMAND [options]\n\n"
      "Splits a wallet secret into SLIP-39 shares for steel plates, and proves the way back.\n\n";
  for (const Command& command : commands()) {
    std::string name = "  " + std::string(command.name);
    name.resize(13, ' ');
    text += name + std::string(command.summary) + "\n";
  }
  text +=
      "\n'steelshare COMMAND --help' shows the options and an example.\n"
      "Secrets are typed at a prompt, piped in or read with --in FILE; never given as arguments.\n";
  return text;
}

std::string help(const Command& command) {
  return "usage: steelshare " + std::string(command.name) + " [options]\n\n" +
         std::string(command.help) + "\n" + options_help(command.options);
}

Outcome<Exit> print_public(const std::string& text) {
  const auto printed = print(Text::copy_of(text));
  if (!printed) return printed.error();
  return Exit::done;
}

Outcome<Exit> run(const std::vector<std::string>& words) {
  if (words.empty()) return usage("a command is missing", "'steelshare --help' lists the commands");
  if (words[0] == "--version") return print_public("steelshare " + std::string(version) + "\n");
  if (words[0] == "--help" || words[0] == "help") return print_public(overview());
  const auto all = commands();
  const auto command = std::ranges::find_if(
      all, [&](const Command& candidate) { return candidate.name == words[0]; });
  if (command == all.end()) {
    return usage("there is no such command", "'steelshare --help' lists the commands");
  }
  if (std::ranges::find(words, "--help") != words.end()) return print_public(help(*command));
  const std::vector<std::string> rest(words.begin() + 1, words.end());
  const auto arguments = parse_arguments(rest, command->options);
  if (!arguments) return arguments.error();
  enter_sandbox();
  return command->run(*arguments);
}

Failure machine_failure(std::string_view what) {
  return {Exit::machine, {{"system_failure", {}, std::string(what), ""}}};
}

// The three ways in which a machine can fail, told like any other failure.
Outcome<Exit> run_guarded(const std::vector<std::string>& words) {
  try {
    return run(words);
  } catch (const SystemFailure& broken) {
    return machine_failure(broken.what());
  } catch (const std::bad_alloc&) {
    return machine_failure(
        "the memory for secrets is exhausted; where 'ulimit -l' is below 4096, raise it");
  } catch (const std::exception&) {
    return machine_failure("an unexpected failure of the system; nothing was written");
  }
}

int finish(const Failure& failure, const std::vector<std::string>& words) {
  report(failure);
  if (std::ranges::find(words, "--json") != words.end()) {
    [[maybe_unused]] const auto printed = print(Text::copy_of(to_json(failure) + "\n"));
  }
  return static_cast<int>(failure.exit);
}

int start(const std::vector<std::string>& words) {
  try {
    harden();
    const SecureHeap heap;
    const auto outcome = run_guarded(words);
    return outcome ? static_cast<int>(*outcome) : finish(outcome.error(), words);
  } catch (const SystemFailure& broken) {
    return finish(machine_failure(broken.what()), words);
  }
}

}  // namespace
}  // namespace steelshare::cli

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments + std::min(count, 1), arguments + count);
  return steelshare::cli::start(words);
}
