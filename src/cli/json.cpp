#include "cli/json.h"

#include <array>
#include <charconv>

namespace steelshare::cli {

Json& Json::key(std::string_view name) {
  separate();
  quote(name);
  put(':');
  after_key_ = true;
  return *this;
}

void Json::string(std::string_view text) {
  separate();
  quote(text);
}

void Json::integer(std::int64_t value) {
  separate();
  put(std::to_string(value));
}

void Json::number(double value) {
  constexpr double exact_limit = 9007199254740992.0;  // 2^53
  if (value >= 0 && value <= exact_limit &&
      value == static_cast<double>(static_cast<std::int64_t>(value))) {
    return integer(static_cast<std::int64_t>(value));
  }
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  separate();
  put({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void Json::boolean(bool value) {
  separate();
  put(value ? "true" : "false");
}

void Json::put(std::string_view text) {
  if (secret_ != nullptr) {
    secret_->append(text);
  } else {
    public_->append(text);
  }
}

void Json::open(char bracket) {
  separate();
  put(bracket);
  has_items_.push_back(false);
}

void Json::close(char bracket) {
  expects(has_items_.size() > 1 && !after_key_);
  has_items_.pop_back();
  put(bracket);
}

void Json::separate() {
  if (!after_key_) {
    if (has_items_.back()) put(',');
    has_items_.back() = true;
  }
  after_key_ = false;
}

void Json::quote(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  put('"');
  for (const char character : text) {
    const auto code = static_cast<unsigned char>(character);
    if (character == '"' || character == '\\') {
      put('\\');
      put(character);
    } else if (code < 0x20) {
      put("\\u00");
      put(digits[code >> 4]);
      put(digits[code & 15]);
    } else {
      put(character);
    }
  }
  put('"');
}

}  // namespace steelshare::cli
