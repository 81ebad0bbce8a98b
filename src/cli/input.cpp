#include "cli/input.h"

#include <unistd.h>

#include <algorithm>

#include "cli/answer.h"
#include "cli/files.h"
#include "cli/secret_kinds.h"
#include "cli/terminal.h"
#include "steelshare/bip39/phrase.h"
#include "steelshare/words/nearest.h"
#include "steelshare/words/normal_form.h"

namespace steelshare::cli {
namespace {

constexpr std::size_t most_lines = 256;
constexpr std::size_t short_password = 16;

bool is_content(std::string_view line) {
  const auto first = std::ranges::find_if_not(line, is_space);
  return first != line.end() && *first != '#';
}

std::vector<Text> content_lines(const Text& text) {
  std::vector<Text> lines;
  std::string_view rest = without_byte_order_mark(chars(text));
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = rest.substr(0, end);
    if (is_content(line)) lines.push_back(Text::copy_of(line));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines;
}

// What is piped in or in the file, or nothing where a person must be asked.
Outcome<std::optional<Text>> read_stream(const Arguments& arguments) {
  if (const auto path = arguments.value("in")) {
    if (*path == "-") return usage("--in takes a file", "without --in standard input is read");
    if (is_readable_by_others(*path)) {
      notice("--in: other users of this machine can read this file");
    }
    auto text = read_file(*path, "--in");
    if (!text) return text.error();
    return std::optional(std::move(*text));
  }
  if (is_terminal(STDIN_FILENO)) return std::optional<Text>();
  auto text = read_descriptor(STDIN_FILENO, "standard input");
  if (!text) return text.error();
  return std::optional(std::move(*text));
}

Outcome<Terminal> open_terminal() {
  auto terminal = Terminal::open();
  if (!terminal) return failure(Error{ErrorCode::no_terminal});
  return std::move(*terminal);
}

// Says on the terminal what is wrong, word by word. Only there, to whoever typed them, are words
// named: the nearest ones of the list.
void tell(Terminal& terminal, const Errors& errors, const Text& typed, const Wordlist& words) {
  for (const Error& error : errors) {
    terminal.write(problem_of(error).message + "\n");
    if (error.code != ErrorCode::unknown_word) continue;
    const Text wrong = word_at(chars(typed), error.at.row);
    const Mnemonic near = nearest_words(chars(wrong), words);
    if (near.size() == 0) continue;
    TextBuilder line;
    line.append(std::string_view("  near it in the list: "));
    line.append(*compose(chars(format(near, words))));
    line.append('\n');
    terminal.write(chars(line.finish()));
  }
}

void tell_of_share(Terminal& terminal, const Errors& errors, const Text& typed) {
  tell(terminal, errors, typed, slip39_words());
  terminal.write("compare it with the plate and type it again\n");
}

// A few places are worth looking at. Whatever their number, most may fit by chance.
void tell_of_exchanges(Terminal& terminal, const Mnemonic& mnemonic) {
  constexpr std::size_t most_places = 3;
  const auto places = bip39::fitting_exchanges(mnemonic);
  const std::size_t neighbours = mnemonic.size() - 1;
  const std::size_t chance = std::size_t{1} << mnemonic.size() / 3;  // a checksum bit for 3 words
  std::string text = std::to_string(places.size()) + " of the " + std::to_string(neighbours) +
                     " exchanges of two neighbouring words would make it right";
  if (!places.empty() && places.size() <= most_places) {
    std::string names;
    for (const auto place : places) {
      names +=
          (names.empty() ? "" : ", ") + std::to_string(place) + " and " + std::to_string(place + 1);
    }
    text += ": words " + names;
  }
  terminal.write(text + "\nby chance one in " + std::to_string(chance) +
                 " does, so this alone proves nothing\n");
}

// Says what is wrong with a phrase, before it is asked again.
void tell_of_phrase(Terminal& terminal, const Errors& errors, const Text& typed,
                    std::optional<bip39::Language> given) {
  const auto language = given.value_or(bip39::nearest_language(chars(typed)));
  const auto& words = bip39::words(language);
  if (is_unusual(language)) {
    terminal.write("read as " + std::string(bip39::name(language)) + "\n");
  }
  tell(terminal, errors, typed, words);
  const auto mnemonic = parse(chars(typed), words);
  if (mnemonic && errors[0].code == ErrorCode::bip39_checksum_mismatch) {
    tell_of_exchanges(terminal, *mnemonic);
  }
  terminal.write("compare it with your copy and type it again\n");
}

// Asks until a phrase is sound. What no other phrase can mend ends the questions: nothing at all,
// digits, and a phrase of several languages.
Outcome<Text> ask_for_secret(std::optional<bip39::Language> language) {
  auto terminal = open_terminal();
  if (!terminal) return terminal.error();
  const QuietMode quiet(*terminal);
  for (;;) {
    auto line = terminal->ask_secret("the phrase or hexadecimal secret, on one line: ");
    if (!line) return failure(line.error());
    if (!is_content(chars(*line)) || looks_like_digits(chars(*line))) return std::move(*line);
    const auto phrase = bip39::read_phrase(chars(*line), language);
    if (phrase || phrase.error()[0].code == ErrorCode::ambiguous_language) return std::move(*line);
    tell_of_phrase(*terminal, phrase.error(), *line, language);
  }
}

// What is wrong with the share that was typed last, if it and one that was refused before have
// exchanged a piece; that one has no number.
std::optional<Errors> mixed_with_earlier(const RefusedWords& refused, std::uint16_t typed) {
  const Errors mixed = refused.mixed_up();
  if (mixed.empty() || mixed.back().at.share != typed) return {};
  return Errors{{mixed.back().code, {.row = mixed.back().at.row}}};
}

Outcome<std::vector<Text>> ask_lines(Unsound unsound, std::string_view what,
                                     const Listener& listener, const LineCheck& check) {
  auto terminal = open_terminal();
  if (!terminal) return terminal.error();
  const QuietMode quiet(*terminal);
  std::vector<Text> lines;
  RefusedWords refused;
  std::uint16_t typed = 0;  // also what was refused, which the prompt does not count
  while (lines.size() < most_lines) {
    const std::string prompt =
        std::string(what) + " " + std::to_string(lines.size() + 1) + " (an empty line ends): ";
    auto line = terminal->ask_secret(prompt);
    if (!line) {
      tell_of_share(*terminal, {line.error()}, Text(0));
      continue;
    }
    if (!is_content(chars(*line))) break;
    const Errors wrong = check ? check(chars(*line)) : Errors{};
    if (!wrong.empty()) {
      tell_of_share(*terminal, wrong, *line);
      continue;
    }
    const auto share = read_share(chars(*line), refused, ++typed);
    if (!share && unsound == Unsound::ask_again) {
      tell_of_share(*terminal, mixed_with_earlier(refused, typed).value_or(share.error()), *line);
      continue;
    }
    const Reply reply = share && listener ? listener(*share) : Reply{};
    terminal->write(reply.text);
    if (reply.taken) lines.push_back(std::move(*line));
  }
  return lines;
}

// A passphrase file is taken verbatim, minus one final newline.
Outcome<Text> read_passphrase_file(const std::string& path, std::string_view option) {
  auto text = read_file(path, option);
  if (!text) return text.error();
  const auto content = chars(*text);
  if (without_byte_order_mark(content).size() < content.size()) {
    notice(std::string(option) +
           ": the file begins with the byte order mark of an editor, which is taken as part of it");
  }
  if (content.ends_with('\n')) return Text::copy_of(content.substr(0, content.size() - 1));
  return std::move(*text);
}

Outcome<Text> ask_passphrase(std::string_view name, Typed typed) {
  auto terminal = open_terminal();
  if (!terminal) {
    auto nowhere = terminal.error();
    nowhere.problems[0].hint = "read the passphrase from a file";
    return nowhere;
  }
  const QuietMode quiet(*terminal);
  const std::string subject = "the " + std::string(name);
  auto first = terminal->ask_secret(std::string(name) + ": ");
  if (!first) return failure(first.error(), Place::words, subject);
  if (typed == Typed::twice) {
    if (first->size() == 0) return failure(Error{ErrorCode::empty_input}, Place::words, subject);
    const auto second = terminal->ask_secret("the same once more: ");
    if (!second) return failure(second.error(), Place::words, subject);
    if (!(*first == *second)) return failure(Error{ErrorCode::passphrases_differ});
  }
  return std::move(*first);
}

// Reads "--OPTION" (a prompt) or "--OPTION-file F"; empty where neither was given.
Outcome<Text> read_passphrase(const Arguments& arguments, std::string_view option,
                              std::string_view name, Typed typed) {
  const std::string file_option = std::string(option) + "-file";
  if (arguments.has(option) && arguments.has(file_option)) {
    return usage("--" + std::string(option) + " and --" + file_option + " exclude each other");
  }
  if (const auto path = arguments.value(file_option)) {
    return read_passphrase_file(*path, "--" + file_option);
  }
  if (arguments.has(option)) return ask_passphrase(name, typed);
  return Text(0);
}

Outcome<Text> ask_rolls(std::size_t needed) {
  auto terminal = open_terminal();
  if (!terminal) {
    auto nowhere = terminal.error();
    nowhere.problems[0].hint = "read the rolls from a file";
    return nowhere;
  }
  auto line = terminal->ask_secret("rolls of the die, " + std::to_string(needed) +
                                   " digits from 1 to 6 or more: ");
  if (!line) return failure(line.error(), Place::words, "the rolls of the die");
  return std::move(*line);
}

template <class Passphrase>
Outcome<Passphrase> checked(const Outcome<Text>& text, std::string_view subject) {
  if (!text) return text.error();
  auto passphrase = Passphrase::from(chars(*text));
  if (!passphrase) return failure(passphrase.error(), Place::words, subject);
  return std::move(*passphrase);
}

}  // namespace

std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view mark = "\xef\xbb\xbf";
  return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

Outcome<Text> read_secret(const Arguments& arguments) {
  auto text = read_stream(arguments);
  if (!text) return text.error();
  std::vector<Text> lines;
  if (text->has_value()) {
    lines = content_lines(**text);
  } else {
    const auto language = read_language(arguments);
    if (!language) return language.error();
    auto line = ask_for_secret(*language);
    if (!line) return line.error();
    lines.push_back(std::move(*line));
  }
  auto joined = join_lines(lines);
  if (!is_content(chars(joined))) return failure(Error{ErrorCode::empty_input});
  return joined;
}

Text join_lines(std::span<const Text> lines) {
  TextBuilder joined;
  for (const Text& line : lines) {
    joined.append(line);
    joined.append(' ');
  }
  return joined.finish();
}

Outcome<Text> read_whole(const Arguments& arguments) {
  auto text = read_stream(arguments);
  if (!text) return text.error();
  if (*text) return **std::move(text);
  auto terminal = open_terminal();
  if (!terminal) return terminal.error();
  auto line = terminal->ask_secret("the key, on one line (files are read with --in): ");
  if (!line) return failure(line.error());
  return std::move(*line);
}

Outcome<std::vector<Text>> read_lines(const Arguments& arguments, Unsound unsound,
                                      std::string_view what, const Listener& listener,
                                      const LineCheck& check) {
  auto text = read_stream(arguments);
  if (!text) return text.error();
  std::vector<Text> lines;
  if (text->has_value()) {
    lines = content_lines(**text);
  } else {
    auto asked = ask_lines(unsound, what, listener, check);
    if (!asked) return asked.error();
    lines = std::move(*asked);
  }
  if (lines.empty()) return failure(Error{ErrorCode::empty_input});
  if (lines.size() > most_lines) return failure(Error{ErrorCode::input_too_long});
  return lines;
}

Outcome<std::vector<ReadShare>> read_shares(const Arguments& arguments, const Listener& listener) {
  const auto lines = read_lines(arguments, Unsound::ask_again, "share", listener);
  if (!lines) return lines.error();
  return decode_shares(*lines);
}

Outcome<std::vector<ReadShare>> decode_shares(std::span<const Text> lines) {
  std::vector<ReadShare> shares;
  Errors errors;
  RefusedWords refused;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto number = static_cast<std::uint16_t>(i + 1);
    auto share = read_share(chars(lines[i]), refused, number);
    if (share) {
      shares.push_back(std::move(*share));
      continue;
    }
    for (Error error : share.error()) {
      error.at.share = number;
      errors.push_back(error);
    }
  }
  for (const Error& mixed : refused.mixed_up()) {
    *std::ranges::find(errors, mixed.at.share, [](const Error& e) { return e.at.share; }) = mixed;
  }
  if (!errors.empty()) return failure(errors);
  return shares;
}

Outcome<slip39::Passphrase> read_slip39_passphrase(const Arguments& arguments, Typed typed) {
  return checked<slip39::Passphrase>(
      read_passphrase(arguments, "passphrase", "SLIP-39 passphrase", typed),
      "the SLIP-39 passphrase");
}

Outcome<bip39::Passphrase> read_bip39_passphrase(const Arguments& arguments, Typed typed) {
  return checked<bip39::Passphrase>(
      read_passphrase(arguments, "bip39-passphrase", "BIP-39 passphrase", typed),
      "the BIP-39 passphrase");
}

Outcome<std::optional<Text>> read_password(const Arguments& arguments) {
  if (!arguments.has("password") && !arguments.has("password-file")) return std::optional<Text>();
  auto password = read_passphrase(arguments, "password", "password", Typed::once);
  if (!password) return password.error();
  return std::optional(std::move(*password));
}

Outcome<Text> read_new_password(const Arguments& arguments) {
  const auto path = arguments.value("new-password-file");
  auto password = path ? read_passphrase_file(*path, "--new-password-file")
                       : ask_passphrase("new password", Typed::twice);
  if (!password) return password.error();
  if (password->size() == 0) {
    return failure(Error{ErrorCode::empty_input}, Place::words, "the new password");
  }
  if (password->size() < short_password) {
    notice(
        "this password has fewer than " + std::to_string(short_password) +
        " characters: whoever finds the file can try millions of passwords, alone and for years");
  }
  return password;
}

Outcome<std::optional<dice::Rolls>> read_rolls(const Arguments& arguments, std::size_t needed) {
  const auto path = arguments.value("dice-file");
  if (path && arguments.has("dice")) return usage("--dice and --dice-file exclude each other");
  if (!path && !arguments.has("dice")) return std::optional<dice::Rolls>();
  const auto text = path ? read_file(*path, "--dice-file") : ask_rolls(needed);
  if (!text) return text.error();
  auto rolls = dice::parse(chars(*text));
  if (!rolls) return failure(rolls.error(), Place::words, "the rolls of the die");
  return std::optional(std::move(*rolls));
}

}  // namespace steelshare::cli
