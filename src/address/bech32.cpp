#include "address/bech32.h"

#include <algorithm>
#include <array>

namespace steelshare::address {
namespace {

constexpr std::string_view alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t checksum_characters = 6;
constexpr std::size_t longest_text = 90;

constexpr std::uint32_t constant_of(Bech32Form form) {
  return form == Bech32Form::bech32 ? 1 : 0x2bc830a3;
}

class Checksum {
 public:
  explicit Checksum(std::string_view prefix) {
    for (const char letter : prefix) add(static_cast<std::uint32_t>(letter) >> 5);
    add(0);
    for (const char letter : prefix) add(static_cast<std::uint32_t>(letter) & 31);
  }
  void add(std::uint32_t value) {
    constexpr std::array<std::uint32_t, 5> generator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                                     0x2a1462b3};
    const std::uint32_t top = state_ >> 25;
    state_ = (state_ & 0x1ffffff) << 5 ^ value;
    for (std::size_t i = 0; i < generator.size(); ++i) {
      if (top >> i & 1) state_ ^= generator[i];
    }
  }
  [[nodiscard]] std::uint32_t state() const { return state_; }

 private:
  std::uint32_t state_ = 1;
};

constexpr bool is_lower(char letter) { return letter >= 'a' && letter <= 'z'; }
constexpr bool is_upper(char letter) { return letter >= 'A' && letter <= 'Z'; }

std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower) {
    if (is_upper(letter)) letter = static_cast<char>(letter - 'A' + 'a');
  }
  return lower;
}

bool is_plain(std::string_view text) {
  return text.size() <= longest_text &&
         std::ranges::all_of(text, [](char letter) { return letter >= 33 && letter <= 126; }) &&
         !(std::ranges::any_of(text, is_lower) && std::ranges::any_of(text, is_upper));
}

}  // namespace

std::string encode_bech32(Bech32Form form, std::string_view prefix,
                          std::span<const std::uint8_t> values) {
  Checksum checksum(prefix);
  std::string text = std::string(prefix) + '1';
  for (const std::uint8_t value : values) {
    checksum.add(value);
    text += alphabet[value];
  }
  for (std::size_t i = 0; i < checksum_characters; ++i) checksum.add(0);
  const std::uint32_t remainder = checksum.state() ^ constant_of(form);
  for (std::size_t i = 0; i < checksum_characters; ++i) {
    text += alphabet[remainder >> (5 * (checksum_characters - 1 - i)) & 31];
  }
  return text;
}

Bech32 decode_bech32(std::string_view text) {
  const Bech32 invalid{Bech32Verdict::invalid, Bech32Form::bech32, {}, {}};
  if (!is_plain(text)) return invalid;
  const std::string lower = to_lower(text);
  const auto separator = lower.rfind('1');
  if (separator == std::string::npos || separator == 0 ||
      lower.size() - separator - 1 < checksum_characters) {
    return invalid;
  }
  Bech32 decoded{Bech32Verdict::valid, Bech32Form::bech32, lower.substr(0, separator), {}};
  Checksum checksum(decoded.prefix);
  for (const char letter : std::string_view(lower).substr(separator + 1)) {
    const auto value = alphabet.find(letter);
    if (value == std::string_view::npos) return invalid;
    checksum.add(static_cast<std::uint32_t>(value));
    decoded.values.push_back(static_cast<std::uint8_t>(value));
  }
  decoded.values.resize(decoded.values.size() - checksum_characters);
  for (const Bech32Form form : {Bech32Form::bech32, Bech32Form::bech32m}) {
    decoded.form = form;
    if (checksum.state() == constant_of(form)) return decoded;
  }
  decoded.verdict = Bech32Verdict::wrong_checksum;
  return decoded;
}

Fives to_fives(std::span<const std::uint8_t> bytes) {
  Fives values((bytes.size() * 8 + 4) / 5);
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    const unsigned int value = bytes[bit / 8] >> (7 - bit % 8) & 1U;
    values[bit / 5] = static_cast<std::uint8_t>(values[bit / 5] | value << (4 - bit % 5));
  }
  return values;
}

std::optional<std::vector<std::uint8_t>> from_fives(std::span<const std::uint8_t> values) {
  std::vector<std::uint8_t> bytes(values.size() * 5 / 8);
  if (values.size() * 5 % 8 >= 5) return std::nullopt;
  for (std::size_t bit = 0; bit < values.size() * 5; ++bit) {
    const unsigned int value = values[bit / 5] >> (4 - bit % 5) & 1U;
    if (bit < bytes.size() * 8) {
      bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] | value << (7 - bit % 8));
    } else if (value != 0) {
      return std::nullopt;
    }
  }
  return bytes;
}

}  // namespace steelshare::address
