// The proof that stands before every written plate: from the printed words alone, back to the
// secret.
#pragma once

#include <span>

#include "steelshare/secret/secret.h"
#include "steelshare/slip39/sharing.h"

namespace steelshare::recovery {

/// Whether the shares, read anew from their text, are a whole set that opens to the secret. Because
/// opening uses every share, a yes proves every quorum of the set in one pass.
bool proves(std::span<const Text> printed, const slip39::Passphrase& passphrase,
            const slip39::MasterSecret& secret);

}  // namespace steelshare::recovery
