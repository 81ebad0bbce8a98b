// Writes JSON into secret memory, where a library's JSON value would leave words on the ordinary
// heap. Lists of public data can be larger than that memory, and go into an ordinary string.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "steelshare/secret/secret.h"

namespace steelshare::cli {

/// Appends to the builder or string, which outlives it. Calls must nest as the text does; in an
/// object each value follows its key.
class Json {
 public:
  explicit Json(TextBuilder& out) : secret_(&out) {}
  explicit Json(std::string& out) : public_(&out) {}

  Json& key(std::string_view name);
  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  /// text: UTF-8; quotes, backslashes and control characters are escaped.
  void string(std::string_view text);
  void number(std::integral auto value) { integer(static_cast<std::int64_t>(value)); }
  /// Whole numbers are written without an exponent up to 2^53.
  void number(double value);
  void boolean(bool value);

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();
  void quote(std::string_view text);
  void integer(std::int64_t value);
  void put(std::string_view text);
  void put(char character) { put(std::string_view(&character, 1)); }

  // Exactly one of them.
  TextBuilder* secret_ = nullptr;
  std::string* public_ = nullptr;
  std::vector<bool> has_items_{false};
  bool after_key_ = false;
};

}  // namespace steelshare::cli
