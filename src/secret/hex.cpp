#include "steelshare/secret/hex.h"

namespace steelshare {
namespace {

// All ones where low <= value <= high, else zero; for values of 0..255.
constexpr std::uint32_t in_range(std::uint32_t value, std::uint32_t low, std::uint32_t high) {
  const std::uint32_t below = (value - low) >> 31;
  const std::uint32_t above = (high - value) >> 31;
  return (below | above) - 1;
}

constexpr char digit(std::uint32_t nibble) {
  const std::uint32_t is_letter = in_range(nibble, 10, 15);
  return static_cast<char>('0' + nibble + (is_letter & ('a' - '0' - 10)));
}

struct Nibble {
  std::uint32_t value;
  std::uint32_t valid;  // all ones or zero
};

constexpr Nibble nibble(char character) {
  const auto code = static_cast<std::uint32_t>(static_cast<unsigned char>(character));
  const std::uint32_t number = in_range(code, '0', '9');
  const std::uint32_t lower = in_range(code, 'a', 'f');
  const std::uint32_t upper = in_range(code, 'A', 'F');
  const std::uint32_t value =
      (number & (code - '0')) | (lower & (code - 'a' + 10)) | (upper & (code - 'A' + 10));
  return {value, number | lower | upper};
}

}  // namespace

Text secret_to_hex(std::span<const std::uint8_t> bytes) {
  Text text(bytes.size() * 2);
  const auto out = text.view();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    out[2 * i] = digit(bytes[i] >> 4);
    out[2 * i + 1] = digit(bytes[i] & 15);
  }
  return text;
}

bool detail::decode_hex(std::string_view text, std::span<std::uint8_t> bytes) {
  expects(text.size() == bytes.size() * 2);
  std::uint32_t valid = 0xffffffff;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const Nibble high = nibble(text[2 * i]);
    const Nibble low = nibble(text[2 * i + 1]);
    bytes[i] = static_cast<std::uint8_t>(high.value << 4 | low.value);
    valid &= high.valid & low.valid;
  }
  return declassify(valid) != 0;  // that every character is a digit is public
}

}  // namespace steelshare
