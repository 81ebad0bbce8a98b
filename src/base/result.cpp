#include "steelshare/base/result.h"

namespace steelshare {
namespace {

struct Entry {
  std::string_view name;
  std::string_view sentence;
  std::string_view hint;
};

// One row per ErrorCode; a switch, so that the compiler reports a code without a sentence.
constexpr Entry entry(ErrorCode code) {
  using enum ErrorCode;
  switch (code) {
    case empty_input:
      return {"empty_input", "there is nothing to read", ""};
    case input_too_long:
      return {"input_too_long", "the input is longer than any share or phrase can be",
              "give only the words, one share a line, and the dots of a word without spaces"};
    case unknown_number:
      return {
          "unknown_number", "this is not the number of a word",
          "compare it dot by dot with what is stamped: digits go to 1024, and a row with a parity "
          "dot has an odd number of dots"};
    case empty_row:
      return {"empty_row",
              "this row has no dot, or is zero, which is a word only on plates that count from 0",
              "look for a dot or digit that is missing; 'repair' takes ? for what is not legible"};
    case no_word_fits:
      return {"no_word_fits", "no word of the list fits these letters",
              "put ? for every letter that you are not sure of"};
    case unknown_word:
      return {"unknown_word", "this word is not in the word list",
              "compare it letter by letter with what is stamped; the first four letters are "
              "enough, with a space after each word"};
    case prefix_too_short:
      return {"prefix_too_short", "fewer than four letters do not name a word",
              "give at least the first four letters of the word"};
    case invalid_hex:
      return {"invalid_hex", "this is neither words nor hexadecimal digits in pairs", ""};
    case too_few_words:
      return {"too_few_words", "a share has at least 20 words",
              "look for a line that was cut or a word that was skipped"};
    case invalid_word_count:
      return {"invalid_word_count", "no secret gives this number of words",
              "a phrase has 12, 15, 18, 21 or 24 words; a share 20, 23, 27, 30, 33 or 59 for the "
              "usual secrets"};
    case checksum_mismatch:
      return {"checksum_mismatch",
              "the checksum of the share does not agree: a word is wrong, or two are swapped",
              "compare the words with the plate, letter by letter"};
    case sides_out_of_order:
      return {"sides_out_of_order",
              "the words are those of a share, but its sides are in the wrong order",
              "the marks on the metal, or the first two words of every share, tell the order"};
    case read_across:
      return {"read_across", "the words are those of a share, but were read in the wrong direction",
              "read down the columns instead of along the rows, or the other way round"};
    case plate_upside_down:
      return {"plate_upside_down", "this is a share when the plate is turned upside down",
              "turn it and read it again; what has two sides is turned over like a page, so that "
              "both stand upright"};
    case pieces_mixed_up:
      return {"pieces_mixed_up", "the words are those of pieces of different shares",
              "lay the pieces of each share together and type the shares again"};
    case invalid_padding:
      return {"invalid_padding",
              "the bits that must be zero are not: this is not a share that any program wrote", ""};
    case group_threshold_exceeds_count:
      return {"group_threshold_exceeds_count", "the share asks for more groups than it says exist",
              "this cannot be a genuine share; check its words"};
    case group_index_exceeds_count:
      return {"group_index_exceeds_count",
              "the share says it is of a group beyond the last one it says exists",
              "this cannot be a genuine share; check its words"};
    case mixed_identifiers:
      return {"mixed_identifiers", "the share belongs to another set: its identifier differs",
              "words 1 and 2 are the same on every plate of a set"};
    case mixed_extendable_flags:
      return {"mixed_extendable_flags",
              "the share belongs to another set: its extendable flag differs",
              "words 1 and 2 are the same on every plate of a set"};
    case mixed_iteration_exponents:
      return {"mixed_iteration_exponents",
              "the share belongs to another set: its iteration exponent differs",
              "words 1 and 2 are the same on every plate of a set"};
    case mixed_group_thresholds:
      return {"mixed_group_thresholds",
              "the share disagrees with the others on how many groups are needed",
              "it was altered or belongs to another set"};
    case mixed_group_counts:
      return {"mixed_group_counts",
              "the share disagrees with the others on how many groups there are",
              "it was altered or belongs to another set"};
    case mixed_member_thresholds:
      return {"mixed_member_thresholds",
              "the share disagrees with its group on how many members are needed",
              "it was altered or belongs to another set"};
    case mixed_share_lengths:
      return {"mixed_share_lengths", "the share is longer or shorter than the others",
              "it belongs to another set"};
    case duplicate_member_index:
      return {"duplicate_member_index",
              "this is the same member of the same group as an earlier share, with other words",
              "one of the two was altered or misread"};
    case not_enough_groups:
      return {"not_enough_groups", "there are shares of too few groups", ""};
    case not_enough_members:
      return {"not_enough_members", "there are too few shares of the group", ""};
    case more_shares_than_threshold:
      return {"more_shares_than_threshold", "there are more shares than the threshold asks for",
              ""};
    case digest_mismatch:
      return {"digest_mismatch",
              "the shares do not belong together: their common digest does not agree",
              "a share is altered, misread in several words, or of another set; add one more share "
              "to learn which"};
    case contradicting_share:
      return {"contradicting_share", "the share contradicts the others",
              "it was altered or misread; the others agree without it"};
    case disputed_share:
      return {
          "disputed_share",
          "the share contradicts another, and nothing in the shares says which of them is right",
          "open them one by one with an address or the record, which decide"};
    case single_share_group:
      return {"single_share_group",
              "a group of threshold 1 has one share, and no other from which it could be made",
              "where the share is at hand, draw its plate once more with 'steelshare plates'"};
    case member_at_hand:
      return {"member_at_hand", "the share that is to be made is among those given",
              "draw its plate once more with 'steelshare plates'"};
    case not_extendable:
      return {"not_extendable",
              "the set is not extendable: its identifier is part of its encryption",
              "recover the secret and split it again, with the same passphrase"};
    case invalid_group_threshold:
      return {"invalid_group_threshold",
              "the group threshold must be between 1 and the number of groups", ""};
    case invalid_group_count:
      return {"invalid_group_count", "there may be 1 to 16 groups", ""};
    case invalid_member_threshold:
      return {"invalid_member_threshold",
              "the threshold must be between 1 and the number of shares", ""};
    case invalid_member_count:
      return {"invalid_member_count", "a group may have 1 to 16 shares", ""};
    case single_threshold_with_several_members:
      return {"single_threshold_with_several_members",
              "threshold 1 with several shares would put the whole secret on every plate",
              "use 1 share, or a threshold of 2 or more"};
    case invalid_iteration_exponent:
      return {"invalid_iteration_exponent", "the iteration exponent must be between 0 and 15", ""};
    case invalid_secret_length:
      return {"invalid_secret_length", "a secret must have 16 to 64 bytes, an even number of them",
              ""};
    case invalid_roll:
      return {"invalid_roll", "a roll of a die is a digit from 1 to 6", ""};
    case too_few_rolls:
      return {"too_few_rolls", "there are fewer rolls than the secret has bits to fill",
              "50 rolls for 128 bits, 62 for 160, 75 for 192, 87 for 224, 100 for 256"};
    case invalid_passphrase_character:
      return {"invalid_passphrase_character", "a SLIP-39 passphrase may hold printable ASCII only",
              "letters without accents, digits, punctuation and the space"};
    case passphrase_not_utf8:
      return {"passphrase_not_utf8", "the passphrase is not valid UTF-8", ""};
    case passphrases_differ:
      return {"passphrases_differ", "the two passphrases that were typed are not the same", ""};
    case bip39_checksum_mismatch:
      return {"bip39_checksum_mismatch",
              "the checksum of the phrase does not agree: a word is wrong, or two are swapped",
              "compare the words with your copy, letter by letter"};
    case ambiguous_language:
      return {"ambiguous_language",
              "these beginnings are a phrase in more than one language, each another wallet",
              "type the words in full, or say the language with --language"};
    case private_key_out_of_range:
      return {"private_key_out_of_range",
              "this number is not a private key: it must be between 1 and the order of the curve",
              ""};
    case kind_does_not_fit:
      return {"kind_does_not_fit", "the secret cannot be of this kind", ""};
    case wallet_unproved:
      return {
          "wallet_unproved", "nothing proves that the shares open the right wallet",
          "give the record, or an address or fingerprint that you know; 'steelshare recover' shows "
          "what the shares open to"};
    case wallet_mismatch:
      return {"wallet_mismatch", "the shares open, but not to a wallet with what was given",
              "another kind or passphrase gives another wallet: add --passphrase or "
              "--bip39-passphrase where there is one"};
    case invalid_path:
      return {"invalid_path", "this is not a derivation path",
              "a path looks like m/44'/60'/0'/0/0"};
    case hardened_from_public:
      return {"hardened_from_public", "a hardened child cannot be derived from a public key", ""};
    case unhardened_step:
      return {"unhardened_step", "the keys of this coin have hardened children only",
              "write ' behind every number of the path, such as m/44'/501'/0'/0'"};
    case underivable_key:
      return {"underivable_key", "this child key does not exist", "use the next index"};
    case invalid_extended_key:
      return {"invalid_extended_key", "this is not an extended key", ""};
    case extended_key_checksum_mismatch:
      return {"extended_key_checksum_mismatch",
              "the checksum of the extended key does not agree: a letter is wrong", ""};
    case invalid_descriptor:
      return {"invalid_descriptor",
              "this is neither an extended public key nor an output descriptor of one key",
              "give what a wallet shows as xpub, ypub or zpub, or its pkh(), wpkh(), sh(wpkh()) or "
              "tr() descriptor"};
    case descriptor_checksum_mismatch:
      return {"descriptor_checksum_mismatch",
              "the checksum of the descriptor does not agree: a letter is wrong", ""};
    case invalid_address:
      return {"invalid_address", "this is not an address that steelshare knows", ""};
    case address_checksum_mismatch:
      return {"address_checksum_mismatch",
              "the checksum of the address does not agree: a letter is wrong", ""};
    case invalid_fingerprint:
      return {"invalid_fingerprint", "a fingerprint has 8 hexadecimal digits", ""};
    case unknown_preset:
      return {"unknown_preset", "there is no account preset of this name",
              "see 'steelshare derive --help'"};
    case preset_does_not_fit:
      return {"preset_does_not_fit", "this account preset does not fit the kind of secret",
              "see 'steelshare derive --help'"};
    case invalid_account_count:
      return {"invalid_account_count", "the number of accounts must be between 1 and 1000",
              "a key has one account of each preset"};
    case unsupported_path:
      return {
          "unsupported_path", "steelshare does not know which addresses this path has",
          "known are m/44'/ with coin 0', 1', 3', 60', 144', 195' or 501', m/84'/ with 0', 1' or "
          "2', m/49'/ and m/86'/ with 0' or 1', down to an address"};
    case passphrase_does_not_fit:
      return {"passphrase_does_not_fit", "a BIP-39 passphrase belongs to a BIP-39 phrase only",
              "leave it out, or say --kind bip39"};
    case invalid_wif:
      return {"invalid_wif", "this is not a private key in the wallet import format",
              "such a key has 51 or 52 characters and begins with 5, K or L, on test networks with "
              "9 or c"};
    case wif_checksum_mismatch:
      return {"wif_checksum_mismatch",
              "the checksum of the key does not agree: a character is wrong, or two are swapped",
              "compare it with your copy, character by character; case matters"};
    case invalid_bip38:
      return {"invalid_bip38", "this is not an encrypted key of BIP-38",
              "such a key has 58 characters and begins with 6P"};
    case bip38_checksum_mismatch:
      return {"bip38_checksum_mismatch",
              "the checksum of the encrypted key does not agree: a character is wrong, or two are "
              "swapped",
              "compare it with your copy, character by character; case matters"};
    case invalid_age_armor:
      return {"invalid_age_armor", "this is not a file of age, or its text was altered",
              "give the whole file, from the BEGIN line to the END line, with --in FILE"};
    case invalid_age_header:
      return {"invalid_age_header", "the header of this age file is not valid",
              "look for another copy of it"};
    case age_without_passphrase:
      return {"age_without_passphrase",
              "this age file is not encrypted under a passphrase, but for a key of age",
              "'age -d -i KEYFILE' opens it"};
    case keystore_syntax:
      return {"keystore_syntax", "this is not a keystore, or a part of it is missing",
              "give the whole file, from the first brace to the last, with --in FILE"};
    case keystore_unsupported:
      return {"keystore_unsupported",
              "this keystore is of another version, or encrypted in a way that steelshare does not "
              "know",
              "version 3 with aes-128-ctr, and scrypt or pbkdf2 with hmac-sha256, is what wallets "
              "write"};
    case derivation_too_costly:
      return {"derivation_too_costly",
              "the file asks for more than 1 GiB of memory or more work than any wallet does",
              "it may have been made to stop the machine"};
    case wrong_password:
      return {"wrong_password", "the password does not open this, or the file was altered",
              "capital letters, the layout of the keyboard and blanks at the ends count"};
    case file_altered:
      return {"file_altered", "the password is right, but the file was altered or damaged",
              "look for another copy of it"};
    case password_needed:
      return {"password_needed", "this is encrypted, and its password is needed",
              "--password asks for it; --password-file FILE reads it from a file"};
    case contents_syntax:
      return {"contents_syntax", "this is not a line of the contents of an offline file",
              "'steelshare export --template' shows the form"};
    case unknown_entry:
      return {"unknown_entry", "the contents of an offline file have no such section or key",
              "'steelshare export --template' shows those that there are"};
    case incomplete_entry:
      return {"incomplete_entry", "this section lacks a value that it cannot do without",
              "'steelshare export --template' shows the form; delete a section that is not needed"};
    case address_mismatch:
      return {"address_mismatch", "this address is not that of the key",
              "one of the two is wrong: compare both with the wallet"};
    case unknown_file:
      return {
          "unknown_file",
          "this is none of the files that import reads: keystore, BIP-38, WIF, or age",
          "a phrase or hexadecimal digits are read by split and derive; give the whole file with "
          "--in FILE"};
    case unknown_template:
      return {"unknown_template", "there is no template of this name",
              "'steelshare templates' lists them"};
    case template_too_long:
      return {"template_too_long", "the template is longer than 64 KiB", ""};
    case template_too_many_full_stops:
      return {"template_too_many_full_stops", "the template has more than 1024 full stops", ""};
    case template_not_ascii:
      return {"template_not_ascii", "the template has a character here that is not ASCII", ""};
    case template_syntax:
      return {"template_syntax", "the template is not valid TOML here", ""};
    case template_key_twice:
      return {"template_key_twice", "the template has this key a second time", ""};
    case template_unknown_key:
      return {"template_unknown_key", "the template has a key that no plate knows", ""};
    case template_missing_key:
      return {"template_missing_key", "the template lacks a key that every plate needs",
              "'steelshare templates --check' and docs/template-format.md say what is allowed"};
    case template_wrong_type:
      return {"template_wrong_type", "the template has a value of the wrong type here",
              "'steelshare templates --check' and docs/template-format.md say what is allowed"};
    case template_value_out_of_range:
      return {"template_value_out_of_range", "the template has a value here that no plate can have",
              "'steelshare templates --check' and docs/template-format.md say what is allowed"};
    case template_letter_pitch_too_small:
      return {"template_letter_pitch_too_small",
              "letters would touch: the letter pitch must be the stamp height plus 1.0 mm at least",
              ""};
    case template_row_pitch_too_small:
      return {"template_row_pitch_too_small",
              "rows would touch: the row pitch must be the stamp height plus 1.5 mm at least", ""};
    case template_word_gap_too_small:
      return {"template_word_gap_too_small",
              "words would run together: the gap between words must be 2 mm at least", ""};
    case template_too_many_sides:
      return {"template_too_many_sides",
              "a side holds too few words: a share of 59 words must not need more than 30 sides",
              ""};
    case template_cell_off_plate:
      return {"template_cell_off_plate",
              "a letter cell lies closer than 3 mm to the edge of the plate", ""};
    case template_cell_in_keepout:
      return {"template_cell_in_keepout", "a mark lies in a hole or in an area to keep free", ""};
    case template_dot_pitch_too_small:
      return {"template_dot_pitch_too_small",
              "dots would run together: their pitch must be 1.75 mm, and 0.5 mm more than the dot",
              ""};
    case words_do_not_fit:
      return {"words_do_not_fit",
              "the numbers of the template do not reach the last of these words",
              "choose another template; 'steelshare templates' lists them"};
    case plate_larger_than_paper:
      return {"plate_larger_than_paper", "the plate and its scale check do not fit on this paper",
              "'steelshare templates --check' says how large it may be; files for machines "
              "(--format) need no paper"};
    case unreadable_marks:
      return {"unreadable_marks", "the marks of the plate do not read back as words", ""};
    case record_syntax:
      return {"record_syntax", "this is not a steelshare record", ""};
    case record_unsupported_version:
      return {"record_unsupported_version", "the record was written by a newer steelshare", ""};
    case record_altered:
      return {"record_altered", "the record is not as it was written: its seal does not agree",
              "leave --record out and compare an address that you know; keep the record for those "
              "who look into it"};
    case record_mismatch:
      return {"record_mismatch", "the share belongs to another set than the record",
              "words 1 and 2 are the same on every plate of a set"};
    case record_threshold_mismatch:
      return {"record_threshold_mismatch",
              "the share claims other thresholds or groups than the record",
              "one of the two was altered; such a share may claim to be enough alone"};
    case not_in_record:
      return {"not_in_record", "the record does not list this share",
              "the record may be older than the plate; 'extend' writes a new one"};
    case plate_tag_mismatch:
      return {"plate_tag_mismatch",
              "the plate is not as the record says: it was altered or misread",
              "compare the words with the plate, letter by letter"};
    case checkpoint_syntax:
      return {"checkpoint_syntax", "the file is not the checkpoint of a repair, or it is cut short",
              "name a new file: the search then begins anew"};
    case checkpoint_mismatch:
      return {
          "checkpoint_mismatch", "the checkpoint is of another search, or it was changed",
          "give the plates as they were typed, with the same --wrong-words and --slice, or name "
          "a new file"};
    case file_not_found:
      return {"file_not_found", "there is no such file", ""};
    case file_not_readable:
      return {"file_not_readable", "the file cannot be read", ""};
    case output_exists:
      return {"output_exists", "the output exists already, and nothing is ever overwritten",
              "name a new directory"};
    case output_directory_unsafe:
      return {"output_directory_unsafe", "the output directory is not yours alone",
              "use a new directory, or one of yours with mode 0700"};
    case output_failed:
      return {"output_failed", "the output could not be written; nothing was left behind", ""};
    case redirected_to_file:
      return {"redirected_to_file", "a secret is never written into a redirected file",
              "let the screen show it, or pipe it into the program that takes it; split writes "
              "with --out"};
    case no_terminal:
      return {"no_terminal", "there is no terminal to ask on",
              "give the secret on standard input or with --in FILE"};
    case not_confirmed:
      return {"not_confirmed", "nothing was shown", ""};
  }
  return {};
}

}  // namespace

std::string_view name(ErrorCode code) { return entry(code).name; }
std::string_view describe(ErrorCode code) { return entry(code).sentence; }
std::string_view hint(ErrorCode code) { return entry(code).hint; }

}  // namespace steelshare
