// Worn plates as a person types them: words, letters, rows of dots or digits, and "?" for what is
// not legible.
#pragma once

#include <vector>

#include "cli/input.h"
#include "steelshare/repair/worn.h"

namespace steelshare::cli {

/// What was typed.
///   ways        the plates, in every way that their numbers can be read; one where they show words
///   unreadable  the places of what is no word at all, which are taken as not legible, and why
struct WornPlates {
  std::vector<std::vector<repair::WornPlate>> ways;
  Errors unreadable;
};

/// Reads plates, one a line; at the terminal a line that is no plate is asked for again.
Outcome<WornPlates> read_worn_plates(const Arguments& arguments);

}  // namespace steelshare::cli
