#include "cli/options.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>

namespace steelshare::cli {
namespace {

namespace po = boost::program_options;

po::options_description describe_all(std::span<const Option> options) {
  po::options_description all;
  for (const Option& option : options) {
    const std::string name(option.name);
    if (option.value.empty()) {
      all.add_options()(name.c_str(), "");
    } else if (option.repeats) {
      all.add_options()(name.c_str(), po::value<std::vector<std::string>>()->composing(), "");
    } else {
      all.add_options()(name.c_str(), po::value<std::string>(), "");
    }
  }
  return all;
}

std::vector<std::string> values_of(const Option& option, const po::variable_value& value) {
  if (option.value.empty()) return {""};
  if (option.repeats) return value.as<std::vector<std::string>>();
  return {value.as<std::string>()};
}

}  // namespace

std::vector<Option> join(std::initializer_list<std::span<const Option>> tables) {
  std::vector<Option> all;
  for (const auto table : tables) {
    for (const Option& option : table) all.push_back(option);
  }
  return all;
}

std::optional<std::string> Arguments::value(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) return {};
  return found->second.front();
}

std::vector<std::string> Arguments::values(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) return {};
  return found->second;
}

Outcome<int> Arguments::number(std::string_view name, int fallback, int low, int high) const {
  const auto text = value(name);
  if (!text) return fallback;
  if (const auto number = parse_number(*text, low, high)) return *number;
  return usage("--" + std::string(name) + " takes a whole number from " + std::to_string(low) +
               " to " + std::to_string(high));
}

std::optional<int> parse_number(std::string_view text, int low, int high) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool all_digits = !text.empty() && std::ranges::all_of(text, [](char character) {
    return character >= '0' && character <= '9';
  });
  if (!all_digits || error != std::errc() || number < low || number > high) return {};
  return number;
}

Outcome<Arguments> parse_arguments(std::span<const std::string> words,
                                   std::span<const Option> options) {
  const auto all = describe_all(options);
  const po::positional_options_description no_positions;
  constexpr int style = po::command_line_style::unix_style &
                        ~po::command_line_style::allow_guessing &
                        ~po::command_line_style::allow_short;
  po::variables_map found;
  // Boost's own messages repeat what was typed, which may be a secret in the wrong place.
  try {
    const std::vector<std::string> input(words.begin(), words.end());
    po::store(
        po::command_line_parser(input).options(all).positional(no_positions).style(style).run(),
        found);
  } catch (const po::unknown_option&) {
    return usage("there is no such option");
  } catch (const po::too_many_positional_options_error&) {
    return usage("arguments beside options are not taken",
                 "secrets are typed at the prompt, piped in or read with --in FILE, never given as "
                 "arguments: other programs can read those, and the shell keeps them");
  } catch (const po::multiple_occurrences& error) {
    return usage(error.get_option_name() + " may be given once only");
  } catch (const po::invalid_command_line_syntax& error) {
    return usage(error.get_option_name() + (error.kind() == po::invalid_syntax::extra_parameter
                                                ? " takes no value"
                                                : " needs a value"));
  } catch (const po::error&) {
    return usage("the options could not be read");
  }
  Arguments arguments;
  for (const Option& option : options) {
    const std::string name(option.name);
    if (found.count(name) > 0) arguments.values_[name] = values_of(option, found[name]);
  }
  return arguments;
}

std::string options_help(std::span<const Option> options) {
  const auto left = [](const Option& option) {
    std::string text = "  --" + std::string(option.name);
    if (!option.value.empty()) text += " " + std::string(option.value);
    return text;
  };
  std::size_t width = 0;
  for (const Option& option : options) width = std::max(width, left(option).size());
  std::string text;
  for (const Option& option : options) {
    std::string line = left(option);
    line.resize(width + 2, ' ');
    text += line + std::string(option.help) + "\n";
  }
  return text;
}

}  // namespace steelshare::cli
