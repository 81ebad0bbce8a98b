// The way back that recover, verify and reshare have in common: what the person knows, the shares,
// the bytes, and what they mean.
#pragma once

#include <optional>
#include <vector>

#include "cli/input.h"
#include "cli/options.h"
#include "cli/plate_files.h"
#include "steelshare/recovery/record.h"
#include "steelshare/recovery/verdict.h"

namespace steelshare::cli {

/// The options of these commands.
std::span<const Option> opening_options();

/// What the person knows beside the shares.
struct Knowledge {
  std::optional<wallet::Kind> kind;         // of --kind or of the record
  std::optional<bip39::Language> language;  // of --language or of the record
  std::optional<recovery::Record> record;
  recovery::Evidence evidence;
};
Outcome<Knowledge> read_knowledge(const Arguments& arguments);

/// The language to read the shares in first: the one that is known, or English.
bip39::Language first_language(const Knowledge& knowledge);

struct Opening {
  slip39::EncryptedMasterSecret encrypted;
  slip39::MasterSecret secret;
  /// Every reading that was weighed; one where the kind is known.
  std::vector<recovery::Reading> readings;
  /// The reading that is known, proved or the only one.
  std::optional<std::size_t> chosen;
  recovery::Verdict verdict;
  /// Whether neither a digest nor evidence vouches for the secret: the one share that was used says
  /// that it is enough alone, which is what a forger would write.
  bool unverified;
};

/// Checks each share against the record, if there is one.
///   errors  those of recovery::check_plate: exit status 1
Outcome<Done> check_plates(const Knowledge& knowledge, const std::vector<ReadShare>& shares);

/// Opens the shares under their passphrase and weighs what they give. Where nobody knows the
/// language and the evidence does not fit the one of the phrasing, it may prove another.
Outcome<Opening> open_shares(const Knowledge& knowledge, const std::vector<ReadShare>& shares,
                             const slip39::Passphrase& passphrase, const bip39::Phrasing& phrasing);

/// What was read to open shares, and what they opened to.
struct ReadOpening {
  std::vector<ReadShare> shares;
  bip39::Phrasing phrasing;  // in the language that the chosen reading has
  Opening opening;
};

/// Reads shares and passphrases, checks the plates against the record, and opens them.
Outcome<ReadOpening> read_and_open(const Arguments& arguments, const Knowledge& knowledge);
/// The same with shares that were read before.
Outcome<ReadOpening> open_read(const Arguments& arguments, const Knowledge& knowledge,
                               std::vector<ReadShare> shares);

/// The plates of a set: those that the record lists, or without one those at hand.
struct KnownPlates {
  std::vector<PlateName> all;
  std::vector<PlateName> missing;  // those of them that are not at hand
};
KnownPlates known_plates(const Knowledge& knowledge, const std::vector<ReadShare>& shares);

/// Says why shares do not open or extend. A digest is of a whole group, not of the share at which
/// the library noticed it.
Failure cannot_open(Errors errors, const std::vector<slip39::Share>& shares);

std::vector<slip39::Share> shares_of(const std::vector<ReadShare>& shares);

/// Whether shares of this iteration exponent take so long that a person must be told.
bool is_costly(std::uint8_t iteration_exponent);

/// 0 for match and cannot_tell, 1 for mismatch.
Exit exit_of(recovery::Verdict verdict);

}  // namespace steelshare::cli
