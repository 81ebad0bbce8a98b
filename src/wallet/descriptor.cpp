#include "wallet/descriptor.h"

#include <algorithm>
#include <array>

#include "steelshare/base/hex.h"

namespace steelshare::wallet {
namespace {

constexpr std::size_t checksum_characters = 8;
constexpr std::size_t fingerprint_digits = 8;
constexpr std::string_view receiving_tail = "/0/*";

// Three groups of 32: letters that are often mistaken for each other are in one place of two.
constexpr std::string_view input_characters =
    "0123456789()[],'/*abcdefgh@:$%{}"
    "IJKLMNOPQRSTUVWXYZ&+-.;<=>?!^_|~"
    "ijklmnopqrstuvwxyzABCDEFGH`#\"\\ ";
static_assert(input_characters.size() == 95);
constexpr std::string_view checksum_alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

class Checksum {
 public:
  void add(std::uint64_t value) {
    constexpr std::array<std::uint64_t, 5> generator{0xf5dee51989, 0xa9fdca3312, 0x1bab10e32d,
                                                     0x3706b1677a, 0x644d626ffd};
    const std::uint64_t top = state_ >> 35;
    state_ = (state_ & 0x7ffffffff) << 5 ^ value;
    for (std::size_t i = 0; i < generator.size(); ++i) {
      if (top >> i & 1) state_ ^= generator[i];
    }
  }
  [[nodiscard]] std::uint64_t state() const { return state_; }

 private:
  std::uint64_t state_ = 1;
};

struct Function {
  address::Kind form;
  std::string_view begin, end;
};
constexpr std::array<Function, 4> functions{{
    {address::Kind::p2pkh, "pkh(", ")"},
    {address::Kind::p2wpkh, "wpkh(", ")"},
    {address::Kind::p2sh_p2wpkh, "sh(wpkh(", "))"},
    {address::Kind::p2tr, "tr(", ")"},
}};

std::string with_checksum(std::string text) {
  const auto checksum = descriptor_checksum(text);
  expects(checksum.has_value());
  return text + '#' + *checksum;
}

// Takes off the checksum, if there is one.
Result<std::string_view> without_checksum(std::string_view text) {
  const auto mark = text.find('#');
  if (mark == std::string_view::npos) return text;
  const auto expected = descriptor_checksum(text.substr(0, mark));
  if (!expected || text.size() - mark - 1 != checksum_characters) {
    return Error{ErrorCode::invalid_descriptor};
  }
  if (text.substr(mark + 1) != *expected) return Error{ErrorCode::descriptor_checksum_mismatch};
  return text.substr(0, mark);
}

// "73c5da0a/84h/0h/0h"
Result<KeyOrigin> parse_origin(std::string_view text) {
  const auto master = bip32::parse_fingerprint(text.substr(0, fingerprint_digits));
  if (!master) return Error{ErrorCode::invalid_descriptor};
  const auto path = bip32::parse_path("m" + std::string(text.substr(fingerprint_digits)));
  if (!path) return Error{ErrorCode::invalid_descriptor};
  return KeyOrigin{*master, *path};
}

Result<Descriptor> parse_key(std::string_view text, std::optional<address::Kind> form) {
  std::optional<KeyOrigin> origin;
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return Error{ErrorCode::invalid_descriptor};
    auto parsed = parse_origin(text.substr(1, end - 1));
    if (!parsed) return parsed.error();
    origin = *std::move(parsed);
    text.remove_prefix(end + 1);
  }
  const auto tail = std::min(text.find('/'), text.size());
  const auto key = bip32::parse_prefixed_xpub(text.substr(0, tail));
  if (!key) return key.error();
  using enum bip32::XpubPrefix;
  if (form && key->prefix != xpub && key->prefix != tpub) {
    return Error{ErrorCode::invalid_descriptor};
  }
  return Descriptor{form, std::move(origin), *key, std::string(text.substr(tail))};
}

}  // namespace

std::optional<std::string> descriptor_checksum(std::string_view text) {
  Checksum checksum;
  std::uint64_t groups = 0, count = 0;
  const auto add_groups = [&] {
    if (count > 0) checksum.add(groups);
    groups = count = 0;
  };
  for (const char letter : text) {
    const auto value = input_characters.find(letter);
    if (value == std::string_view::npos) return std::nullopt;
    checksum.add(value & 31);
    groups = groups * 3 + (value >> 5);
    if (++count == 3) add_groups();
  }
  add_groups();
  for (std::size_t i = 0; i < checksum_characters; ++i) checksum.add(0);
  const std::uint64_t remainder = checksum.state() ^ 1;
  std::string characters;
  for (std::size_t i = 0; i < checksum_characters; ++i) {
    characters += checksum_alphabet[remainder >> (5 * (checksum_characters - 1 - i)) & 31];
  }
  return characters;
}

std::optional<std::string> format_descriptor(address::Kind form, const KeyOrigin& origin,
                                             std::string_view xpub) {
  const auto function = std::ranges::find(functions, form, &Function::form);
  if (function == functions.end()) return std::nullopt;
  std::string path = bip32::format_path(origin.path).substr(1);
  std::ranges::replace(path, '\'', 'h');
  return with_checksum(std::string(function->begin) + '[' + to_hex(origin.master) + path + ']' +
                       std::string(xpub) + std::string(receiving_tail) +
                       std::string(function->end));
}

Result<Descriptor> parse_descriptor(std::string_view text) {
  if (text.empty()) return Error{ErrorCode::empty_input};
  const auto script = without_checksum(text);
  if (!script) return script.error();
  for (const Function& function : functions) {
    if (!script->starts_with(function.begin) || !script->ends_with(function.end)) continue;
    const auto inside = script->size() - function.begin.size() - function.end.size();
    return parse_key(script->substr(function.begin.size(), inside), function.form);
  }
  if (script->find('(') != std::string_view::npos) return Error{ErrorCode::invalid_descriptor};
  return parse_key(*script, std::nullopt);
}

}  // namespace steelshare::wallet
