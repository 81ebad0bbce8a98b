// What an interrupted repair leaves in a file: how far it was, and nothing of the words.
//
//   readings --begin--> Checkpoint --text--> file --open, with the same readings--> Checkpoint
//
// A tag binds it to what was typed. It has 32 bits, enough for mistakes, so that it confirms few
// guesses, and each costs a key derivation with a salt of its own. docs/repair.md says what the
// file gives away.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "steelshare/base/result.h"
#include "steelshare/repair/progress.h"
#include "steelshare/repair/repair.h"
#include "steelshare/secret/random.h"

namespace steelshare::repair {

class Checkpoint {
 public:
  /// One for a repair that begins.
  ///   readings  ways to read the plates, each of which is repaired by itself
  ///   request   its number of wrong words, its slice, and whether it proves anything count
  static Checkpoint begin(std::span<const std::vector<WornPlate>> readings, const Request& request,
                          RandomSource& random);

  /// The one that a text holds.
  ///   errors   checkpoint_syntax: cut short, or not such a file; checkpoint_mismatch: of other
  ///            plates or another request, or changed
  static Result<Checkpoint> open(std::string_view text,
                                 std::span<const std::vector<WornPlate>> readings,
                                 const Request& request);

  [[nodiscard]] std::string text() const;

  /// The first line of every such text.
  static constexpr std::string_view heading = "# steelshare repair checkpoint 1";

  std::vector<Progress> progress;  // by reading

 private:
  using Salt = std::array<std::uint8_t, 16>;
  using Key = Secret<struct CheckpointKeyTag>;
  Checkpoint(std::span<const std::vector<WornPlate>> readings, const Request& request,
             const Salt& salt);
  [[nodiscard]] std::string tag_of(std::string_view text) const;

  Salt salt_;
  Key key_;
};

}  // namespace steelshare::repair
