// Shares as lines of text, and what is wrong with a line as a whole: its plate was upside down, or
// pieces of two shares were mixed up.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "steelshare/slip39/share.h"
#include "steelshare/words/mnemonic.h"

namespace steelshare::cli {

/// Returns how many words a line has.
std::size_t count_words(std::string_view line);

/// Returns a line without the empty rows behind its words: of these the fewest are kept with which
/// a share can have so many words.
Text without_spare_rows(std::string_view line);

/// Returns empty_row for each row that shows no word, but where plates count from 0.
Errors empty_rows(std::string_view line);

/// Reads the words of a share, or their numbers as a plate with dots shows them. Which numbers they
/// are, from 1 or from 0 and with or without a parity dot, the checksum of the share tells, also
/// where one of them is wrong.
///   errors   of parse() and read_numbers(); plate_upside_down where only that is wrong
Result<Mnemonic, Errors> read_share_words(std::string_view line);

/// A share as it was read: its words and, decoded, its fields.
struct ReadShare {
  Mnemonic mnemonic;
  slip39::Share share;
};

/// Lists of words that no checksum agrees with.
class RefusedWords {
 public:
  /// Takes the words of a share if its checksum does not agree with them and no single wrong word
  /// explains that. Of more than are in a set, the last are kept.
  ///   number   of the share, from 1
  ///   decoded  what slip39::decode() says of them
  void add_if_refused(std::uint16_t number, const Mnemonic& mnemonic,
                      const Result<slip39::Share>& decoded);

  /// Returns pieces_mixed_up for each share that holds a piece of another: Position::row is the
  /// first word of that piece, Position::column the share with which the piece was typed that
  /// belongs there.
  [[nodiscard]] Errors mixed_up() const;

 private:
  std::vector<std::uint16_t> numbers_;
  std::vector<Mnemonic> lists_;
};

/// Reads a share.
///   errors   of read_share_words() and slip39::decode(); with the latter empty_row, where a missing
///            word may be why
///   refused  takes the words that no checksum agrees with, under the number of the share
Result<ReadShare, Errors> read_share(std::string_view line, RefusedWords& refused,
                                     std::uint16_t share);

}  // namespace steelshare::cli
