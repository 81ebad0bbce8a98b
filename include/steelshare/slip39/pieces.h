// Shares that stand on several pieces of metal, and pieces that were mixed up.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "steelshare/words/mnemonic.h"

namespace steelshare::slip39 {

/// A piece that was typed with the words of another share.
///   first_word  the place, counted from 1, of its first word
///   belongs_to  the number, from 0, of the list of words with which the piece was typed that
///               belongs there
struct ForeignPiece {
  std::size_t first_word, belongs_to;
};

/// Returns the first piece of a list that is of another share, where pieces of the other lists make
/// it a share.
///   refused  lists of words that no checksum agrees with
///   which    the number of one of them, from 0
///   returns  nothing where no exchange helps. Lists of the same length are tried whose first four
///            words differ, and pieces of equal length, four words or more, but for the last. By
///            chance one in 50,000 lists seems to be mixed up, so this is good for a hint and no
///            more.
std::optional<ForeignPiece> find_foreign_piece(std::span<const Mnemonic> refused,
                                               std::size_t which);

}  // namespace steelshare::slip39
