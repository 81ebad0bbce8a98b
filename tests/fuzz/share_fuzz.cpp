// Share text: parse -> decode -> encode -> format gives what was read; a decoded share is in range;
// an error names a place that exists.
#include "fuzz/fuzz.h"
#include "slip39/rs1024.h"
#include "steelshare/slip39/share.h"
#include "steelshare/words/mnemonic.h"

namespace steelshare::fuzz {
namespace {

void check_text_errors(const Errors& errors) {
  expects(!errors.empty() && errors.size() <= longest_mnemonic_words);
  for (const auto& [code, at] : errors) {
    const bool whole = code == ErrorCode::empty_input || code == ErrorCode::input_too_long;
    const bool word = code == ErrorCode::unknown_word || code == ErrorCode::prefix_too_short;
    expects(at.share == 0 && at.column == 0);
    expects(whole ? errors.size() == 1 && at.row == 0
                  : word && at.row >= 1 && at.row <= longest_mnemonic_words);
  }
}

void check_share(const slip39::Share& share, const Mnemonic& mnemonic) {
  expects(share.identifier < slip39::identifier_limit);
  expects(share.iteration_exponent <= slip39::highest_iteration_exponent);
  expects(share.group_count >= 1 && share.group_count <= slip39::most_groups);
  expects(share.group_threshold >= 1 && share.group_threshold <= share.group_count);
  expects(share.group_index < share.group_count);
  expects(share.member_index < slip39::most_members);
  expects(share.member_threshold >= 1 && share.member_threshold <= slip39::most_members);
  expects(slip39::is_secret_size(share.value.size()));
  expects(slip39::share_words(share.value.size()) == mnemonic.size());
  expects(slip39::encode(share) == mnemonic);
}

bool is_extendable(const Mnemonic& mnemonic) {
  return (static_cast<unsigned>(mnemonic.view()[1]) >> 4 & 1) != 0;
}

// Where one wrong word is named, another word in its place must make the checksum right.
void check_named_word(const Mnemonic& mnemonic, std::uint16_t row) {
  expects(row >= 1 && row <= mnemonic.size());
  Mnemonic changed = mnemonic.clone();
  for (std::uint16_t i = 0; i < slip39_words().size(); ++i) {
    changed.view()[row - 1U] = WordIndex{i};
    if (slip39::rs1024::verify(changed.view(), is_extendable(changed))) return;
  }
  expects(false);
}

void check_share_error(const Error& error, const Mnemonic& mnemonic) {
  using enum ErrorCode;
  switch (error.code) {
    case too_few_words:
    case invalid_word_count:
    case group_threshold_exceeds_count:
    case group_index_exceeds_count:
    case invalid_padding:
      expects(error.at == Position{});
      return;
    case checksum_mismatch:
      expects(error.at.share == 0 && error.at.column == 0);
      if (error.at.row != 0) check_named_word(mnemonic, error.at.row);
      return;
    case read_across:
      expects(error.at.share == 0 && error.at.column == 0);
      expects(error.at.row > 2 && error.at.row <= mnemonic.size());
      return;
    case sides_out_of_order:
      expects(error.at.share == 0 && error.at.row != error.at.column);
      expects(error.at.row >= 1 && error.at.row <= mnemonic.size());
      expects(error.at.column >= 1 && error.at.column <= mnemonic.size());
      return;
    default:
      expects(false);
  }
}

void check_decoding(const Mnemonic& mnemonic) {
  const auto share = slip39::decode(mnemonic);
  share ? check_share(*share, mnemonic) : check_share_error(share.error(), mnemonic);
}

// No text that is made up has a right checksum, so it is given one.
void check_with_checksum(Mnemonic mnemonic) {
  if (mnemonic.size() < slip39::share_words(slip39::shortest_secret_bytes)) return;
  slip39::rs1024::write_checksum(mnemonic.view(), is_extendable(mnemonic));
  const auto share = slip39::decode(mnemonic);
  expects(share || share.error().code != ErrorCode::checksum_mismatch);
  check_decoding(mnemonic);
}

}  // namespace

void run(Bytes input) {
  const auto mnemonic = parse(as_text(input), slip39_words());
  if (!mnemonic) return check_text_errors(mnemonic.error());
  const Text text = format(*mnemonic, slip39_words());
  expects(*parse(chars(text), slip39_words()) == *mnemonic);
  check_decoding(*mnemonic);
  check_with_checksum(mnemonic->clone());
}

}  // namespace steelshare::fuzz
