// The record that lies beside the plates: not secret, but private. It says what the plates mean,
// which addresses they must bring back, and lets one plate be proved alone. Its file form is JSON
// (docs/record.md); reading and writing that is the command line's work.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "steelshare/base/result.h"
#include "steelshare/bip32/key.h"
#include "steelshare/recovery/verdict.h"
#include "steelshare/slip39/sharing.h"
#include "steelshare/wallet/account.h"

namespace steelshare::recovery {

/// One plate of the set, indices from 0.
struct RecordedPlate {
  std::uint8_t group_index;
  std::uint8_t member_index;
  slip39::Tag tag;
};

struct RecordedGroup {
  std::string name;  // may be empty
  slip39::GroupSpec spec;
};

/// What a record holds, field by field as in docs/record.md.
struct Record {
  wallet::Kind kind;
  std::optional<bip39::Language> language;  // of bip39 alone, and always there
  std::uint16_t identifier;
  bool extendable;
  std::uint8_t iteration_exponent;
  std::uint8_t group_threshold;
  std::vector<RecordedGroup> groups;
  std::optional<bip32::Fingerprint> fingerprint;
  std::vector<wallet::Account> accounts;
  std::vector<RecordedPlate> plates;
  /// Where the record was read and has a seal: the seal, and the text that it is of.
  std::optional<slip39::Seal> seal = {};
  std::string sealed_text = {};
};

/// What the record proves a recovered secret by.
Evidence evidence_of(const Record& record);

/// Proves by its seal that a record is as somebody wrote it who held a quorum of its set; a record
/// without one proves nothing and passes.
///   errors   record_altered
Result<Done> check_seal(const Record& record, const slip39::EncryptedMasterSecret& encrypted);

/// Proves one plate alone.
///   share    what slip39::decode made of the words
///   errors   record_mismatch where it is of another set; record_threshold_mismatch where it claims
///            other thresholds or another number of groups; not_in_record where the record does not
///            list it; plate_tag_mismatch where its words are not those that were recorded
Result<Done> check_plate(const Record& record, const Mnemonic& mnemonic,
                         const slip39::Share& share);

}  // namespace steelshare::recovery
