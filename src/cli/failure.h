// How a command ends when it cannot do its work: an exit status and all the problems, each with a
// place, a sentence and sometimes a hint. Nothing in it repeats what was typed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "steelshare/base/result.h"

namespace steelshare::cli {

/// The exit statuses that scripts rely on.
enum class Exit : int {
  done = 0,
  mismatch = 1,
  usage = 2,
  bad_input = 3,
  undecided = 4,
  machine = 70,
};

struct Problem {
  std::string code;  // snake_case; the name of an ErrorCode, or "usage"
  Position at;
  std::string message;  // one sentence, place included
  std::string hint;
};

struct Failure {
  Exit exit;
  std::vector<Problem> problems;
};

template <class T>
using Outcome = Result<T, Failure>;

/// What a position counts: words of shares, lines of a file, the same as editors write it
/// (FILE:LINE:COLUMN), groups, items of a list, or nothing.
enum class Place { words, lines, source, groups, items, none };

/// Returns what is wrong as one sentence. Where the place of an error is no wrong word, the
/// sentence says what it is.
std::string sentence_of(const Error& error);

/// Makes a problem of an error; subject names the thing, e.g. a file, or is empty.
Problem problem_of(const Error& error, Place place = Place::words, std::string_view subject = {});

Failure failure(const Error& error, Place place = Place::words, std::string_view subject = {});
Failure failure(const Errors& errors, Place place = Place::words, std::string_view subject = {});

/// A wrong call: exit status 2.
Failure usage(std::string message,
              std::string hint = "'steelshare COMMAND --help' shows an example");

/// Writes "steelshare: ..." and "hint: ..." lines to standard error; a hint that several problems
/// share is written once.
void report(const Failure& failure);

/// Writes one "steelshare: ..." line to standard error.
void notice(std::string_view message);

/// Returns {"error":{...},"errors":[...]}.
std::string to_json(const Failure& failure);

}  // namespace steelshare::cli
