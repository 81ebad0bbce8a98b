#include "cli/failure.h"

#include <unistd.h>

#include "cli/answer.h"

namespace steelshare::cli {
namespace {

std::string describe_place(const Position& at, Place place, std::string_view subject) {
  std::string text(subject);
  const auto add = [&](std::string_view noun, std::uint16_t number) {
    if (number == 0) return;
    if (!text.empty()) text += ", ";
    text += noun;
    text += ' ';
    text += std::to_string(number);
  };
  switch (place) {
    case Place::words:
      add("share", at.share);
      add("word", at.row);
      add("character", at.column);
      break;
    case Place::lines:
      add("line", at.row);
      add("column", at.column);
      break;
    case Place::source:
      if (at.row > 0) text += ":" + std::to_string(at.row) + ":" + std::to_string(at.column);
      break;
    case Place::groups:
      add("group", at.row);
      break;
    case Place::items:
      add("item", at.row);
      break;
    case Place::none:
      break;
  }
  return text;
}

Exit exit_for(ErrorCode code) {
  using enum ErrorCode;
  switch (code) {
    case not_enough_groups:
    case not_enough_members:
    case wallet_unproved:
      return Exit::undecided;
    case wallet_mismatch:
    case plate_tag_mismatch:
    case record_altered:
    case record_mismatch:
    case record_threshold_mismatch:
    case not_in_record:
      return Exit::mismatch;
    case output_failed:
      return Exit::machine;
    case unknown_preset:
    case preset_does_not_fit:
    case invalid_path:
    case invalid_fingerprint:
    case invalid_group_threshold:
    case invalid_group_count:
    case invalid_member_threshold:
    case invalid_member_count:
    case single_threshold_with_several_members:
    case invalid_iteration_exponent:
    case unknown_template:
    case redirected_to_file:
    case not_confirmed:
      return Exit::usage;
    default:
      return Exit::bad_input;
  }
}

void write_error(std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(STDERR_FILENO, text.data(), text.size());
    if (count <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

// Whether the position is that of a word which is all right where it belongs.
bool names_another_place(ErrorCode code) {
  return code == ErrorCode::sides_out_of_order || code == ErrorCode::pieces_mixed_up ||
         code == ErrorCode::read_across;
}

void write_problem(Json& json, const Problem& problem) {
  json.begin_object();
  json.key("code").string(problem.code);
  json.key("share").number(problem.at.share);
  json.key("word").number(problem.at.row);
  json.key("message").string(problem.message);
  if (!problem.hint.empty()) json.key("hint").string(problem.hint);
  json.end_object();
}

}  // namespace

std::string sentence_of(const Error& error) {
  std::string text(describe(error.code));
  if (!names_another_place(error.code)) return text;
  const std::string from = std::to_string(error.at.row), other = std::to_string(error.at.column);
  if (error.code == ErrorCode::sides_out_of_order) {
    return text + ": the one from word " + from + " on belongs where word " + other + " is";
  }
  if (error.code == ErrorCode::read_across)
    return text + ": its second word was typed as word " + from;
  text += ": what belongs at word " + from;
  return text + (error.at.column > 0 ? " was typed with share " + other
                                     : " was typed with one that was refused before");
}

Problem problem_of(const Error& error, Place place, std::string_view subject) {
  const Position at =
      names_another_place(error.code) ? Position{.share = error.at.share} : error.at;
  std::string message = describe_place(at, place, subject);
  if (!message.empty()) message += ": ";
  message += sentence_of(error);
  return {std::string(name(error.code)), error.at, std::move(message),
          std::string(hint(error.code))};
}

Failure failure(const Error& error, Place place, std::string_view subject) {
  return failure(Errors{error}, place, subject);
}

Failure failure(const Errors& errors, Place place, std::string_view subject) {
  expects(!errors.empty());
  Failure result{exit_for(errors[0].code), {}};
  for (const Error& error : errors) {
    if (exit_for(error.code) == Exit::bad_input) result.exit = Exit::bad_input;
    result.problems.push_back(problem_of(error, place, subject));
  }
  return result;
}

Failure usage(std::string message, std::string hint) {
  return {Exit::usage, {{"usage", {}, std::move(message), std::move(hint)}}};
}

void report(const Failure& failure) {
  for (std::size_t i = 0; i < failure.problems.size(); ++i) {
    const auto& problem = failure.problems[i];
    notice(problem.message);
    const bool repeated =
        i + 1 < failure.problems.size() && failure.problems[i + 1].hint == problem.hint;
    if (!problem.hint.empty() && !repeated) write_error("hint: " + problem.hint + "\n");
  }
}

void notice(std::string_view message) { write_error("steelshare: " + std::string(message) + "\n"); }

void write_problems(Json& json, const Failure& failure) {
  json.key("error");
  write_problem(json, failure.problems.front());
  if (failure.problems.size() == 1) return;
  json.key("errors").begin_array();
  for (const Problem& problem : failure.problems) write_problem(json, problem);
  json.end_array();
}

std::string to_json(const Failure& failure) {
  TextBuilder text;
  Json json(text);
  json.begin_object();
  write_problems(json, failure);
  json.end_object();
  return std::string(chars(text.finish()));
}

}  // namespace steelshare::cli
