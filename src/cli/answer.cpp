#include "cli/answer.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "cli/files.h"
#include "cli/terminal.h"
#include "steelshare/base/hex.h"
#include "steelshare/words/normal_form.h"

namespace steelshare::cli {
namespace {

std::string shares_text(int count) {
  return std::to_string(count) + (count == 1 ? " share" : " shares");
}

std::string missing_in(const recovery::GroupProgress& group, bool only_group) {
  std::string text;
  if (!only_group) text = "group " + std::to_string(group.group_index + 1) + ": ";
  return text + shares_text(group.have) + " of the " + std::to_string(group.threshold) +
         " needed, " + std::to_string(group.threshold - group.have) + " more to find";
}

// How many groups are needed beyond those of which there is a share.
int missing_groups_of(const recovery::Progress& progress) {
  return static_cast<int>(progress.group_threshold) - static_cast<int>(progress.groups.size());
}

// What the words of the usual lists need at most.
constexpr std::size_t usual_word_width = 8;

// The word as people read it, composed.
Text spelled(WordIndex word, const Wordlist& words) {
  Text letters(Wordlist::longest_word);
  words.spell(word, letters.view().first<Wordlist::longest_word>());
  const auto composed = compose(chars(letters).substr(0, chars(letters).find('\0')));
  expects(composed.has_value());
  return Text::copy_of(composed->view());
}

// How many columns of a terminal composed text takes: two for a letter of East Asia, which has
// three bytes of UTF-8, one for others.
std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (const char byte : text) {
    const auto code = static_cast<unsigned char>(byte);
    width += code >= 0xe0 ? 2 : code < 0x80 || code >= 0xc0 ? 1 : 0;
  }
  return width;
}

}  // namespace

bool is_unusual(std::optional<bip39::Language> language) {
  return language && *language != bip39::Language::english;
}

void write_accounts(Json& json, std::span<const wallet::Account> accounts) {
  json.begin_array();
  for (const auto& account : accounts) {
    json.begin_object();
    if (!account.preset.empty()) {
      json.key("preset").string(account.preset);
      json.key("index").number(account.index);
    }
    if (!account.path.empty()) json.key("path").string(account.path);
    json.key("address").string(account.address);
    json.end_object();
  }
  json.end_array();
}

void write_language(Json& json, std::optional<bip39::Language> language) {
  if (is_unusual(language)) json.key("language").string(bip39::name(*language));
}

void write_reading(Json& json, const recovery::Reading& reading) {
  write_language(json, reading.language);
  if (reading.fingerprint) json.key("fingerprint").string(to_hex(*reading.fingerprint));
  write_accounts(json.key("accounts"), reading.accounts);
}

void write_accounts(TextBuilder& text, std::span<const wallet::Account> accounts) {
  for (const auto& account : accounts) {
    std::string line = "  " + account.address;
    if (!account.preset.empty()) {
      line += "  " + account.preset + " " + std::to_string(account.index);
    }
    if (!account.path.empty()) line += "  " + account.path;
    text.append(std::string_view(line + "\n"));
  }
}

void write_language(TextBuilder& text, std::optional<bip39::Language> language) {
  if (!is_unusual(language)) return;
  text.append(std::string_view("language: "));
  text.append(bip39::name(*language));
  text.append('\n');
}

void write_reading(TextBuilder& text, const recovery::Reading& reading) {
  text.append(std::string_view("kind: "));
  text.append(wallet::name(reading.kind));
  text.append('\n');
  write_language(text, reading.language);
  if (reading.fingerprint) {
    text.append(std::string_view("fingerprint: " + to_hex(*reading.fingerprint) + "\n"));
  }
  text.append(std::string_view("accounts:\n"));
  write_accounts(text, reading.accounts);
}

Outcome<Showing> allow_secrets_out(const Arguments& arguments, std::string_view what) {
  struct stat info {};
  if (fstat(STDOUT_FILENO, &info) == 0 && S_ISREG(info.st_mode)) {
    return failure(Error{ErrorCode::redirected_to_file});
  }
  if (!is_terminal(STDOUT_FILENO) || arguments.has("reveal")) return Showing::printed;
  auto terminal = Terminal::open();
  if (!terminal) {
    auto nowhere = failure(Error{ErrorCode::no_terminal});
    nowhere.problems[0].hint = "--reveal shows it without asking";
    return nowhere;
  }
  const std::string question =
      "Show " + std::string(what) + " on this screen? Nobody else may see it. Type yes: ";
  if (!terminal->confirm(question)) return failure(Error{ErrorCode::not_confirmed});
  return arguments.has("json") ? Showing::printed : Showing::on_pages;
}

Outcome<Done> show_pages(std::span<const Text> pages) {
  auto terminal = Terminal::open();
  if (!terminal) return failure(Error{ErrorCode::no_terminal});
  for (std::size_t i = 0; i < pages.size(); ++i) {
    TextBuilder page;
    page.append(pages[i]);
    page.append(i + 1 < pages.size()
                    ? std::string_view("\nany key wipes this page and shows the next ")
                    : std::string_view("\nany key wipes this page "));
    terminal->show_page(chars(page.finish()));
  }
  return Done{};
}

void write_numbered(TextBuilder& text, const Mnemonic& mnemonic, const Wordlist& words) {
  constexpr std::size_t columns = 3;
  constexpr std::string_view gap = "    ";
  std::size_t width = usual_word_width;
  for (const WordIndex word : mnemonic.view()) {
    width = std::max(width, width_of(chars(spelled(word, words))));
  }
  const std::size_t rows = (mnemonic.size() + columns - 1) / columns;
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t i = row; i < mnemonic.size(); i += rows) {
      const Text word = spelled(mnemonic.view()[i], words);
      text.append(std::string_view(i + 1 < 10 ? "   " : "  "));
      text.append(std::string_view(std::to_string(i + 1) + " "));
      text.append(word);
      for (std::size_t used = width_of(chars(word)); used < width; ++used) text.append(' ');
      text.append(gap);
    }
    text.append('\n');
  }
}

Outcome<Done> print(const Text& answer) { return print(chars(answer)); }

Outcome<Done> print(std::string_view answer) { return write_all(STDOUT_FILENO, answer); }

std::vector<std::string> missing_parts(const recovery::Progress& progress) {
  const bool only_group = progress.group_count == 1;
  std::vector<std::string> parts;
  if (!only_group) {
    parts.push_back(std::to_string(progress.complete_groups()) + " of the " +
                    std::to_string(progress.group_threshold) + " needed groups are complete");
  }
  for (const auto& group : progress.groups) {
    if (!group.complete()) parts.push_back(missing_in(group, only_group));
  }
  const int missing_groups = missing_groups_of(progress);
  if (missing_groups > 0) {
    parts.push_back("shares of " + std::to_string(missing_groups) + " more " +
                    (missing_groups == 1 ? "group" : "groups") + " are needed");
  }
  return parts;
}

Failure too_few(const recovery::Progress& progress) {
  const auto code = missing_groups_of(progress) > 0 ? ErrorCode::not_enough_groups
                                                    : ErrorCode::not_enough_members;
  std::string message;
  for (const auto& part : missing_parts(progress)) message += (message.empty() ? "" : "; ") + part;
  return {Exit::undecided, {{std::string(name(code)), {}, std::move(message), ""}}};
}

Outcome<std::vector<wallet::Request>> read_requests(const Arguments& arguments, wallet::Kind kind) {
  const auto text = arguments.value("accounts");
  if (!text) return wallet::default_requests(kind);
  auto requests = wallet::parse_requests(*text, kind);
  if (requests) return std::move(*requests);
  auto result = failure(requests.error(), Place::items, "--accounts");
  result.exit = Exit::usage;
  return result;
}

}  // namespace steelshare::cli
