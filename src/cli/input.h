// Where secrets come from: a pipe, --in FILE, or the terminal. Never arguments or the environment.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "cli/options.h"
#include "cli/share_lines.h"
#include "steelshare/bip39/mnemonic.h"
#include "steelshare/dice/mix.h"
#include "steelshare/slip39/sharing.h"

namespace steelshare::cli {

/// Reads one secret: a phrase, which may go over several lines, or hexadecimal digits.
Outcome<Text> read_secret(const Arguments& arguments);

/// Reads a whole file as it is, or one line at the terminal.
Outcome<Text> read_whole(const Arguments& arguments);

/// What the terminal says to a share that reads well, in whole lines, and whether it is taken.
struct Reply {
  std::string text;
  bool taken = true;
};
using Listener = std::function<Reply(const ReadShare&)>;

/// Reads the lines of shares: not blank, not a comment (#). At least one.
///   unsound   what becomes of a share that is typed wrongly at the terminal
///   what      what the terminal asks for
///   listener  answers each sound share that is typed there
///   check     returns what is wrong with a line that is to be asked for again though unsound ones
///             are kept
using LineCheck = std::function<Errors(std::string_view)>;
enum class Unsound { ask_again, keep };
Outcome<std::vector<Text>> read_lines(const Arguments& arguments, Unsound unsound,
                                      std::string_view what = "share",
                                      const Listener& listener = {}, const LineCheck& check = {});

/// Reads and decodes shares, one a line; reports every problem of every line.
Outcome<std::vector<ReadShare>> read_shares(const Arguments& arguments,
                                            const Listener& listener = {});
Outcome<std::vector<ReadShare>> decode_shares(std::span<const Text> lines);

/// Returns the text without the mark that some editors put before UTF-8.
std::string_view without_byte_order_mark(std::string_view text);

/// Returns the lines as one text, a blank behind each.
Text join_lines(std::span<const Text> lines);

/// Returns the text without the blanks at both ends.
std::string_view trim(std::string_view text);

/// Reads the passphrases that were asked for on the command line; none where they were not.
///   twice  at the terminal a new passphrase is typed twice
enum class Typed { once, twice };
Outcome<slip39::Passphrase> read_slip39_passphrase(const Arguments& arguments, Typed typed);
Outcome<bip39::Passphrase> read_bip39_passphrase(const Arguments& arguments, Typed typed);

/// Reads the password of --password (a prompt) or --password-file; nothing where neither was given.
Outcome<std::optional<Text>> read_password(const Arguments& arguments);

/// Reads the password of a new file, of --new-password-file or from a prompt, typed twice. Warns
/// where it is short.
///   errors   empty_input
Outcome<Text> read_new_password(const Arguments& arguments);

/// Reads the rolls of --dice (a prompt) or --dice-file; nothing where neither was given.
///   needed  how many the prompt asks for
Outcome<std::optional<dice::Rolls>> read_rolls(const Arguments& arguments, std::size_t needed);

}  // namespace steelshare::cli
