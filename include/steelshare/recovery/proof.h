// The proof that stands before every written plate: from the printed words alone, back to what was
// divided.
#pragma once

#include <optional>
#include <span>

#include "steelshare/secret/secret.h"
#include "steelshare/slip39/sharing.h"

namespace steelshare::recovery {

/// Reads a whole set anew from its text and opens it. Because opening uses every share, a result
/// proves that every quorum of the set gives this secret.
///   returns  nothing where a share does not read, is missing, or contradicts the others
std::optional<slip39::EncryptedMasterSecret> open_printed(std::span<const Text> printed);

/// Reads one share anew from its text and says whether it is of one set and one polynomial with
/// others of its group: put in the place of one of them, it gives that one back.
///   others  of the same group at least its threshold, this share not among them
bool fits_printed(const Text& printed, std::span<const slip39::Share> others);

}  // namespace steelshare::recovery
