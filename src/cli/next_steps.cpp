#include "cli/next_steps.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "steelshare/base/expects.h"
#include "steelshare/wallet/preset.h"

namespace steelshare::cli {
namespace {

using Json = nlohmann::json;

constexpr auto data = std::to_array<char>({
#include "wallets.inc"
});

constexpr std::size_t line_width = 80;

// Built in, so it is sound: a test goes through all of it.
const Json& wallets() {
  static const Json all = Json::parse(data.begin(), data.end()).at("wallets");
  return all;
}

const Json& entry(WalletName wallet) { return wallets().at(static_cast<std::size_t>(wallet)); }

// The pattern of the paths of one list of accounts, which the data name by a preset or by itself.
std::string_view pattern_of(const Json& list) {
  const std::string_view name = list.get_ref<const std::string&>();
  const auto all = wallet::presets();
  const auto preset = std::ranges::find(all, name, &wallet::Preset::name);
  return preset == all.end() ? name : preset->pattern;
}

// Whether the path is the pattern with a number in the place of "i".
bool fits(std::string_view path, std::string_view pattern) {
  const auto place = pattern.find('i');
  if (place == std::string_view::npos || !path.starts_with(pattern.substr(0, place))) return false;
  path.remove_prefix(place);
  path.remove_prefix(std::min(path.find_first_not_of("0123456789"), path.size()));
  return path == pattern.substr(place + 1);
}

// Two presets may have an account in common, so paths are compared; a bare key has none.
bool is_of(const wallet::Account& account, const Json& list) {
  if (account.path.empty()) return list == account.preset;
  return fits(account.path, pattern_of(list));
}

// What the recovered accounts are to one wallet.
struct Sorted {
  std::optional<wallet::Account> last = {};  // of the first list of the wallet's accounts
  std::vector<std::string> elsewhere;        // presets that the wallet does not have
};

Sorted sort(const Json& wallet, const std::vector<wallet::Account>& accounts) {
  const Json& lists = wallet.at("accounts");
  Sorted sorted;
  for (const auto& account : accounts) {
    if (is_of(account, lists.at(0)) && (!sorted.last || account.index > sorted.last->index)) {
      sorted.last = account;
    }
    const bool shown =
        std::ranges::any_of(lists, [&](const Json& list) { return is_of(account, list); });
    const std::string name = account.preset.empty() ? account.path : account.preset;
    if (shown || std::ranges::find(sorted.elsewhere, name) != sorted.elsewhere.end()) continue;
    sorted.elsewhere.push_back(name);
  }
  return sorted;
}

std::vector<std::string> facts_of(const Recovered& recovered, const Sorted& sorted) {
  std::vector<std::string> facts{std::string(wallet::name(recovered.kind))};
  if (recovered.passphrase) facts.emplace_back("passphrase");
  if (recovered.other_language) facts.emplace_back("other-language");
  if (recovered.words > 0) facts.push_back("words-" + std::to_string(recovered.words));
  if (sorted.last && sorted.last->index > 0) facts.emplace_back("several-accounts");
  if (!sorted.elsewhere.empty()) facts.emplace_back("accounts-elsewhere");
  return facts;
}

bool applies(const Json& step, const std::vector<std::string>& facts) {
  return std::ranges::all_of(step.at("if"), [&](const Json& condition) {
    std::string fact = condition;
    const bool wanted = !fact.starts_with('!');
    if (!wanted) fact.erase(0, 1);
    return (std::ranges::find(facts, fact) != facts.end()) == wanted;
  });
}

std::string list(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

void replace(std::string& text, std::string_view placeholder, const std::string& value) {
  const auto place = text.find(placeholder);
  if (place != std::string::npos) text.replace(place, placeholder.size(), value);
}

std::string filled(std::string text, const Sorted& sorted) {
  if (sorted.last) {
    replace(text, "{more}", std::to_string(sorted.last->index));
    replace(text, "{last}", sorted.last->address);
  }
  replace(text, "{elsewhere}", list(sorted.elsewhere));
  expects(text.find_first_of("{}") == std::string::npos);
  return text;
}

// Appends a text in lines, each after the first with the same margin.
void write_wrapped(TextBuilder& out, std::string_view text, std::size_t margin) {
  std::size_t column = margin;
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    if (column > margin && column + 1 + word.size() > line_width) {
      out.append(std::string_view("\n" + std::string(margin, ' ')));
      column = margin;
    } else if (column > margin) {
      out.append(' ');
      ++column;
    }
    out.append(word);
    column += word.size();
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  out.append('\n');
}

}  // namespace

Outcome<std::optional<WalletName>> read_wallet(const Arguments& arguments) {
  const auto name = arguments.value("wallet");
  if (!name) return std::optional<WalletName>();
  for (std::size_t i = 0; i < wallets().size(); ++i) {
    if (wallets()[i].at("id") == *name) return std::optional(WalletName{i});
  }
  return usage("--wallet takes " + wallet_names());
}

std::vector<std::string> next_steps(WalletName wallet, const Recovered& recovered) {
  const Json& named = entry(wallet);
  const Sorted sorted = sort(named, recovered.accounts);
  const auto facts = facts_of(recovered, sorted);
  std::vector<std::string> steps;
  for (const Json& step : named.at("steps")) {
    if (applies(step, facts)) steps.push_back(filled(step.at("text"), sorted));
  }
  return steps;
}

void write_next_steps(TextBuilder& text, WalletName wallet, const Recovered& recovered) {
  const Json& named = entry(wallet);
  const std::string title = named.at("name");
  text.append(std::string_view("next, in " + title + ":\n"));
  const auto steps = next_steps(wallet, recovered);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string number = (i < 9 ? "  " : " ") + std::to_string(i + 1) + ". ";
    text.append(std::string_view(number));
    write_wrapped(text, steps[i], number.size());
  }
  const std::string checked = "checked " + named.at("checked").get<std::string>();
  text.append(std::string_view("  "));
  write_wrapped(text, checked, 2);
}

std::string wallet_names() {
  std::string text;
  for (std::size_t i = 0; i < wallets().size(); ++i) {
    if (i > 0) text += i + 1 == wallets().size() ? " or " : ", ";
    text += wallets()[i].at("id");
  }
  return text;
}

}  // namespace steelshare::cli
