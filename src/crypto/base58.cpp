#include "crypto/base58.h"

#include <algorithm>
#include <array>

#include "steelshare/base/expects.h"
#include "steelshare/secret/secret.h"

namespace steelshare::crypto {
namespace {

constexpr std::size_t checksum_bytes = 4;
constexpr std::size_t longest_payload = 78;  // an extended key
constexpr std::size_t longest_number = longest_payload + checksum_bytes;
constexpr std::size_t longest_text = 112;  // 82 bytes in digits of log2(58) bits

// All ones where value >= least, else zero; for values below 2^31.
constexpr std::uint32_t at_least(std::uint32_t value, std::uint32_t least) {
  return ((value - least) >> 31) - 1;
}

// A division would take a time of its own on some processors.
constexpr std::uint32_t divide_by_58(std::uint32_t value) { return (value * 1130) >> 16; }

constexpr bool divides_all_that_occurs() {
  for (std::uint32_t value = 0; value <= 57 * 256 + 255; ++value) {
    if (divide_by_58(value) != value / 58) return false;
  }
  return true;
}
static_assert(divides_all_that_occurs());

// 123456789 ABCDEFGH JKLMN PQRSTUVWXYZ abcdefghijk mnopqrstuvwxyz: six runs of the ASCII table.
struct Run {
  char first;
  std::uint32_t digit, count;
};
constexpr std::array<Run, 6> runs{
    {{'1', 0, 9}, {'A', 9, 8}, {'J', 17, 5}, {'P', 22, 11}, {'a', 33, 11}, {'m', 44, 14}}};

constexpr char to_character(std::uint32_t digit) {
  std::uint32_t code = 0;
  for (const Run& run : runs) {
    const std::uint32_t inside =
        at_least(digit, run.digit) & ~at_least(digit, run.digit + run.count);
    code |= inside & (static_cast<std::uint32_t>(run.first) + digit - run.digit);
  }
  return static_cast<char>(code);
}

struct Digit {
  std::uint32_t value;
  std::uint32_t valid;  // all ones or zero
};

constexpr Digit to_digit(char character) {
  const auto code = static_cast<std::uint32_t>(static_cast<unsigned char>(character));
  Digit digit{0, 0};
  for (const Run& run : runs) {
    const auto first = static_cast<std::uint32_t>(run.first);
    const std::uint32_t inside = at_least(code, first) & ~at_least(code, first + run.count);
    digit.value |= inside & (code - first + run.digit);
    digit.valid |= inside;
  }
  return digit;
}

void write_checksum(Bytes payload, std::span<std::uint8_t, checksum_bytes> checksum) {
  Scratch<sha256_bytes> digest;
  sha256({payload}, digest.view());
  sha256({digest.view()}, digest.view());
  std::ranges::copy(digest.view().first<checksum_bytes>(), checksum.begin());
}

// Fills the text with the digits of the number, the lowest on the right.
void write_digits(Bytes number, std::span<char> text) {
  Scratch<longest_text> digits;  // the lowest first
  const auto used = digits.view().first(text.size());
  for (const std::uint8_t byte : number) {
    std::uint32_t carry = byte;
    for (std::uint8_t& digit : used) {
      carry += std::uint32_t{digit} * 256;
      const std::uint32_t quotient = divide_by_58(carry);
      digit = static_cast<std::uint8_t>(carry - quotient * 58);
      carry = quotient;
    }
  }
  for (std::size_t i = 0; i < text.size(); ++i) text[text.size() - 1 - i] = to_character(used[i]);
}

// False where a character is no digit or the number has no room.
bool read_digits(std::string_view text, std::span<std::uint8_t> number) {
  if (text.size() > longest_text) return false;
  std::uint32_t valid = 0xffffffff;
  std::uint32_t overflow = 0;
  for (const char character : text) {
    const Digit digit = to_digit(character);
    valid &= digit.valid;
    std::uint32_t carry = digit.value;
    for (std::size_t i = number.size(); i > 0; --i) {
      carry += std::uint32_t{number[i - 1]} * 58;
      number[i - 1] = static_cast<std::uint8_t>(carry);
      carry >>= 8;
    }
    overflow |= carry;
  }
  // What of the text is wrong is public, its digits are not.
  return detail::declassify(valid) != 0 && detail::declassify(overflow) == 0;
}

// Takes off the ones on the left that do not stand for leading zero bytes of the number.
std::string without_spare_ones(const std::string& text, Bytes number) {
  const auto zeros = static_cast<std::size_t>(
      std::ranges::find_if(number, [](auto byte) { return byte != 0; }) - number.begin());
  const std::size_t ones = std::min(text.find_first_not_of('1'), text.size());
  return text.substr(ones - std::min(ones, zeros));
}

}  // namespace

void base58check_encode(Bytes payload, std::span<char> text) {
  expects(payload.size() <= longest_payload && text.size() <= longest_text);
  Scratch<longest_number> number;
  std::ranges::copy(payload, number.view().begin());
  write_checksum(payload, number.view().subspan(payload.size()).first<checksum_bytes>());
  write_digits(number.view().first(payload.size() + checksum_bytes), text);
}

std::string base58check(Bytes payload) {
  std::string text(longest_text, '1');
  base58check_encode(payload, text);
  return without_spare_ones(text, payload);
}

std::string base58(Bytes payload) {
  expects(payload.size() <= longest_number);
  std::string text(longest_text, '1');
  write_digits(payload, text);
  return without_spare_ones(text, payload);
}

Base58Verdict base58check_decode(std::string_view text, std::span<std::uint8_t> payload) {
  expects(payload.size() <= longest_payload);
  Scratch<longest_number> number;
  const auto used = number.view().first(payload.size() + checksum_bytes);
  if (!read_digits(text, used)) return Base58Verdict::invalid;
  std::ranges::copy(used.first(payload.size()), payload.begin());
  Scratch<checksum_bytes> expected;
  write_checksum(payload, expected.view());
  const bool fits = detail::declassify(
      detail::equal_bytes(expected.view().data(), used.data() + payload.size(), checksum_bytes));
  return fits ? Base58Verdict::valid : Base58Verdict::wrong_checksum;
}

bool base58_decode(std::string_view text, std::span<std::uint8_t> payload) {
  expects(payload.size() <= longest_number);
  std::ranges::fill(payload, std::uint8_t{0});
  return read_digits(text, payload);
}

}  // namespace steelshare::crypto
