// Plates that a person types one after another: what each is, and what is still missing, said at
// once. Where they are piped in there is nobody to tell, and the answer at the end says it all.
#pragma once

#include "cli/input.h"
#include "cli/opening.h"
#include "steelshare/recovery/progress.h"

namespace steelshare::cli {

struct Gathered {
  std::vector<ReadShare> shares;
  int left_out = 0;  // plates of another set, at the terminal
};

/// Reads shares. At the terminal each is answered: a plate of another set, or one that was typed
/// already, is left out, so that nobody has to type the others again; one that contradicts the
/// record or the others is taken, so that the answer at the end is no better than the plates are.
///   errors   those of read_shares(), and record_mismatch where every plate was left out
Outcome<Gathered> gather_shares(const Arguments& arguments, const Knowledge& knowledge);

/// How many quorums the shares at hand contain; opening them proves each.
double quorums_in(const recovery::Progress& progress);

/// The number as people write it.
std::string count_text(double count);

}  // namespace steelshare::cli
