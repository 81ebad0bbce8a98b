#include "steelshare/recovery/record.h"

#include <algorithm>

namespace steelshare::recovery {
namespace {

bool is_of_recorded_set(const Record& record, const slip39::Share& share) {
  return share.identifier == record.identifier && share.extendable == record.extendable &&
         share.iteration_exponent == record.iteration_exponent;
}

bool has_recorded_thresholds(const Record& record, const slip39::Share& share) {
  return share.group_threshold == record.group_threshold &&
         share.group_count == record.groups.size() &&
         share.member_threshold == record.groups[share.group_index].spec.member_threshold;
}

}  // namespace

Evidence evidence_of(const Record& record) {
  return {.addresses = {}, .accounts = record.accounts, .fingerprint = record.fingerprint};
}

Result<Done> check_seal(const Record& record, const slip39::EncryptedMasterSecret& encrypted) {
  if (!record.seal || slip39::seal(encrypted, record.sealed_text) == *record.seal) return Done{};
  return Error{ErrorCode::record_altered};
}

Result<Done> check_plate(const Record& record, const Mnemonic& mnemonic,
                         const slip39::Share& share) {
  if (!is_of_recorded_set(record, share)) return Error{ErrorCode::record_mismatch};
  if (!has_recorded_thresholds(record, share)) {
    return Error{ErrorCode::record_threshold_mismatch};
  }
  const auto plate = std::ranges::find_if(record.plates, [&](const RecordedPlate& candidate) {
    return candidate.group_index == share.group_index &&
           candidate.member_index == share.member_index;
  });
  if (plate == record.plates.end()) return Error{ErrorCode::not_in_record};
  if (plate->tag != slip39::tag(mnemonic)) return Error{ErrorCode::plate_tag_mismatch};
  return Done{};
}

}  // namespace steelshare::recovery
