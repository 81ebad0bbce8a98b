// Errors as values. Everything that a careful person with a worn plate can meet is a Result; a
// machine that fails throws SystemFailure (base/failure.h); a broken precondition aborts.
//
// An Error says where and never what: it has a code and a position and no text member, so it cannot
// carry a word of a share. The sentences for people are in describe().
#pragma once

#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "steelshare/base/expects.h"

namespace steelshare {

/// Every reason that a Result can give. The functions name those that they return; describe() has
/// the sentence of each.
enum class ErrorCode : std::uint8_t {
  // text and words
  empty_input,
  input_too_long,
  unknown_word,
  unknown_number,
  empty_row,
  prefix_too_short,
  no_word_fits,
  invalid_hex,
  // one share
  too_few_words,
  invalid_word_count,
  checksum_mismatch,
  sides_out_of_order,
  read_across,
  plate_upside_down,
  pieces_mixed_up,
  invalid_padding,
  group_threshold_exceeds_count,
  group_index_exceeds_count,
  // a set of shares
  mixed_identifiers,
  mixed_extendable_flags,
  mixed_iteration_exponents,
  mixed_group_thresholds,
  mixed_group_counts,
  mixed_member_thresholds,
  mixed_share_lengths,
  duplicate_member_index,
  not_enough_groups,
  not_enough_members,
  more_shares_than_threshold,
  digest_mismatch,
  contradicting_share,
  disputed_share,
  single_share_group,
  member_at_hand,
  not_extendable,
  // policy and secret
  invalid_group_threshold,
  invalid_group_count,
  invalid_member_threshold,
  invalid_member_count,
  single_threshold_with_several_members,
  invalid_iteration_exponent,
  invalid_secret_length,
  invalid_roll,
  too_few_rolls,
  invalid_passphrase_character,
  passphrase_not_utf8,
  passphrases_differ,
  bip39_checksum_mismatch,
  ambiguous_language,
  private_key_out_of_range,
  kind_does_not_fit,
  wallet_unproved,
  wallet_mismatch,
  // keys, paths, addresses
  invalid_path,
  hardened_from_public,
  unhardened_step,
  underivable_key,
  invalid_extended_key,
  extended_key_checksum_mismatch,
  invalid_descriptor,
  descriptor_checksum_mismatch,
  invalid_address,
  address_checksum_mismatch,
  invalid_fingerprint,
  unknown_preset,
  preset_does_not_fit,
  invalid_account_count,
  unsupported_path,
  passphrase_does_not_fit,
  // keys in text and files of other programs
  invalid_wif,
  wif_checksum_mismatch,
  invalid_bip38,
  bip38_checksum_mismatch,
  invalid_age_armor,
  invalid_age_header,
  age_without_passphrase,
  keystore_syntax,
  keystore_unsupported,
  derivation_too_costly,
  wrong_password,
  file_altered,
  password_needed,
  contents_syntax,
  unknown_entry,
  incomplete_entry,
  address_mismatch,
  unknown_file,
  // plates
  unknown_template,
  template_too_long,
  template_too_many_full_stops,
  template_not_ascii,
  template_syntax,
  template_key_twice,
  template_unknown_key,
  template_missing_key,
  template_wrong_type,
  template_value_out_of_range,
  template_letter_pitch_too_small,
  template_row_pitch_too_small,
  template_dot_pitch_too_small,
  template_word_gap_too_small,
  template_too_many_sides,
  template_cell_off_plate,
  template_cell_in_keepout,
  words_do_not_fit,
  plate_larger_than_paper,
  unreadable_marks,
  // record
  record_syntax,
  record_unsupported_version,
  record_altered,
  record_mismatch,
  record_threshold_mismatch,
  not_in_record,
  plate_tag_mismatch,
  // checkpoint of a repair
  checkpoint_syntax,
  checkpoint_mismatch,
  // the world outside (command line)
  file_not_found,
  file_not_readable,
  output_exists,
  output_directory_unsafe,
  output_failed,
  redirected_to_file,
  no_terminal,
  not_confirmed,
};

/// Place of an error, counted from 1; 0 means "not applicable".
///   share   which line or plate
///   row     word number within the share, or line of a TOML file
///   column  letter within the word, or column of a TOML file
struct Position {
  std::uint16_t share = 0;
  std::uint16_t row = 0;
  std::uint16_t column = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

/// Why, and where.
struct Error {
  ErrorCode code;
  Position at = {};
  friend bool operator==(const Error&, const Error&) = default;
};
static_assert(std::is_trivially_copyable_v<Error>, "an Error must not be able to carry text");

/// Several problems of one input, in its order.
using Errors = std::vector<Error>;

/// Returns the snake_case name that scripts see, e.g. "checksum_mismatch".
std::string_view name(ErrorCode code);

/// Returns one sentence for people: lower case, no full stop, no position, nothing that was typed.
std::string_view describe(ErrorCode code);

/// Returns what to do about it, or an empty view where there is nothing to add.
std::string_view hint(ErrorCode code);

/// A value or the reason why there is none. Asking for the one that is not there aborts.
///   E  Error, or Errors (never empty) where all problems are reported at once
template <class T, class E = Error>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  [[nodiscard]] T& value() & { return expects(has_value()), *std::get_if<0>(&state_); }
  [[nodiscard]] const T& value() const& { return expects(has_value()), *std::get_if<0>(&state_); }
  // By value, so that `for (x : *f())` does not outlive what it walks through.
  [[nodiscard]] T value() && { return expects(has_value()), std::move(*std::get_if<0>(&state_)); }
  [[nodiscard]] T& operator*() & { return value(); }
  [[nodiscard]] const T& operator*() const& { return value(); }
  [[nodiscard]] T operator*() && { return std::move(*this).value(); }
  [[nodiscard]] T* operator->() { return &value(); }
  [[nodiscard]] const T* operator->() const { return &value(); }
  [[nodiscard]] const E& error() const { return expects(!has_value()), *std::get_if<1>(&state_); }

 private:
  std::variant<T, E> state_;
};

/// The value of a Result that only says "done".
struct Done {};

}  // namespace steelshare
