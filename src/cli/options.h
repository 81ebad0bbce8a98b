// The options of one command. Every option that exists is in its table; secrets have none.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/failure.h"

namespace steelshare::cli {

struct Option {
  std::string_view name;   // without dashes
  std::string_view value;  // what the value is called in the help; empty for a switch
  std::string_view help;
  bool repeats = false;
};

/// Puts the options of a command together from tables that it shares with others.
std::vector<Option> join(std::initializer_list<std::span<const Option>> tables);

class Arguments {
 public:
  [[nodiscard]] bool has(std::string_view name) const { return values_.contains(name); }
  /// The value, or nothing where the option was not given.
  [[nodiscard]] std::optional<std::string> value(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> values(std::string_view name) const;
  /// The value as a whole number of the range.
  [[nodiscard]] Outcome<int> number(std::string_view name, int fallback, int low, int high) const;

 private:
  friend Outcome<Arguments> parse_arguments(std::span<const std::string> words,
                                            std::span<const Option> options);
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// Reads what follows the command's name. Abbreviated options are not guessed.
Outcome<Arguments> parse_arguments(std::span<const std::string> words,
                                   std::span<const Option> options);

/// Returns one line an option, in the order of the table.
std::string options_help(std::span<const Option> options);

/// Reads a whole number: digits only, all of the text, within the range.
std::optional<int> parse_number(std::string_view text, int low, int high);

}  // namespace steelshare::cli
