#include "steelshare/vault/contents.h"

#include <algorithm>
#include <array>
#include <optional>

namespace steelshare::vault {
namespace {

constexpr std::string_view first_line = "steelshare-offline-file: 1";

struct Rule {
  std::string_view key;
  bool needed = false;
};
struct Section {
  std::string_view name;
  std::span<const Rule> rules;
};

constexpr std::array<Rule, 6> secret_rules{
    {{"name"}, {"kind", true}, {"secret", true}, {"fingerprint"}, {"address"}, {"note"}}};
constexpr std::array<Rule, 4> key_rules{{{"name"}, {"private-key", true}, {"address"}, {"note"}}};
constexpr std::array<Rule, 4> passphrase_rules{
    {{"name"}, {"passphrase", true}, {"used-for"}, {"note"}}};
constexpr std::array<Rule, 2> note_rules{{{"name"}, {"note", true}}};
constexpr std::array<Rule, 6> network_rules{
    {{"name", true}, {"chain-id", true}, {"rpc-url"}, {"symbol"}, {"explorer"}, {"note"}}};
constexpr std::array<Rule, 6> token_rules{
    {{"name"}, {"network", true}, {"contract", true}, {"symbol"}, {"decimals"}, {"note"}}};

// In the order of EntryKind.
constexpr std::array<Section, 6> sections{{{"secret", secret_rules},
                                           {"key", key_rules},
                                           {"passphrase", passphrase_rules},
                                           {"note", note_rules},
                                           {"network", network_rules},
                                           {"token", token_rules}}};

const Section& section_of(EntryKind kind) { return sections[static_cast<std::size_t>(kind)]; }

const Rule* find_rule(EntryKind kind, std::string_view key) {
  const auto rules = section_of(kind).rules;
  const auto found = std::ranges::find(rules, key, &Rule::key);
  return found == rules.end() ? nullptr : &*found;
}

std::optional<EntryKind> find_kind(std::string_view name) {
  const auto found = std::ranges::find(sections, name, &Section::name);
  if (found == sections.end()) return std::nullopt;
  return static_cast<EntryKind>(found - sections.begin());
}

bool is_control(char letter) {
  const auto code = static_cast<unsigned char>(letter);
  return code < 0x20 || code == 0x7f;
}

Error at(ErrorCode code, std::uint16_t line) { return {code, {.row = line}}; }

Result<Done> check_complete(const Contents& contents) {
  for (const Entry& entry : contents.entries) {
    for (const Rule& rule : section_of(entry.kind).rules) {
      if (rule.needed && entry.value(rule.key).empty()) {
        return at(ErrorCode::incomplete_entry, entry.line);
      }
    }
  }
  return Done{};
}

Result<Done> read_line(std::string_view line, std::uint16_t number, Contents& contents) {
  if (line.starts_with('[')) {
    if (!line.ends_with(']')) return at(ErrorCode::contents_syntax, number);
    const auto kind = find_kind(line.substr(1, line.size() - 2));
    if (!kind) return at(ErrorCode::unknown_entry, number);
    contents.entries.push_back({*kind, number, {}});
    return Done{};
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || contents.entries.empty()) {
    return at(ErrorCode::contents_syntax, number);
  }
  // One blank after the colon is not part of the value; all else is, for passphrases may begin and
  // end with blanks.
  auto value = line.substr(colon + 1);
  if (value.starts_with(' ')) value.remove_prefix(1);
  Entry& entry = contents.entries.back();
  const auto key = line.substr(0, colon);
  if (find_rule(entry.kind, key) == nullptr) return at(ErrorCode::unknown_entry, number);
  const bool repeated = key != "note" && !entry.value(key).empty();
  if (repeated) return at(ErrorCode::contents_syntax, number);
  if (!value.empty()) add_field(entry, key, value);
  return Done{};
}

}  // namespace

std::string_view name(EntryKind kind) { return section_of(kind).name; }

std::string_view Entry::value(std::string_view key) const {
  const auto found = std::ranges::find(fields, key, &EntryField::key);
  return found == fields.end() ? std::string_view() : chars(found->value);
}

void add_field(Entry& entry, std::string_view key, std::string_view value) {
  const Rule* const rule = find_rule(entry.kind, key);
  expects(rule != nullptr && !value.empty() && std::ranges::none_of(value, is_control));
  entry.fields.push_back({rule->key, Text::copy_of(value)});
}

Result<Contents> parse_contents(std::string_view text) {
  Contents contents;
  bool begun = false;
  for (std::uint16_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (std::ranges::any_of(line, is_control) || number == 65535) {
      return at(ErrorCode::contents_syntax, number);
    }
    if (line.starts_with('#') || line.find_first_not_of(' ') == std::string_view::npos) continue;
    if (!begun) {
      if (line != first_line) return at(ErrorCode::contents_syntax, number);
      begun = true;
    } else if (auto read = read_line(line, number, contents); !read) {
      return read.error();
    }
  }
  if (!begun) return Error{ErrorCode::empty_input};
  if (auto complete = check_complete(contents); !complete) return complete.error();
  return contents;
}

Text format_contents(const Contents& contents) {
  TextBuilder text;
  text.append(first_line);
  text.append('\n');
  for (const Entry& entry : contents.entries) {
    text.append(std::string_view("\n["));
    text.append(name(entry.kind));
    text.append(std::string_view("]\n"));
    for (const auto& [key, value] : entry.fields) {
      text.append(key);
      text.append(std::string_view(": "));
      text.append(value);
      text.append('\n');
    }
  }
  return text.finish();
}

std::string_view contents_template() {
  return R"(# Fill in what you have, repeat a section as often as needed, delete the others.
# Whoever reads this file holds what is in it: keep it in memory (/dev/shm), and
# delete it after 'steelshare export --to age --contents FILE --out DIR'.
# All that stands after "key: " belongs to the value, blanks at its end too.
steelshare-offline-file: 1

# An account that was imported by its private key: no phrase and no share holds it.
# The key as hexadecimal digits with 0x, or WIF; its address proves it.
[key]
name:
private-key:
address:
note:

# A passphrase: the 25th word, that of SLIP-39 shares, or any other.
[passphrase]
name:
passphrase:
used-for:
note:

# Anything else; the line may be repeated.
[note]
name:
note:

# A network that was added to the wallet by hand.
[network]
name:
chain-id:
rpc-url:
symbol:
explorer:
note:

# A token that was added to the wallet by hand.
[token]
name:
network:
contract:
symbol:
decimals:
note:
)";
}

}  // namespace steelshare::vault
