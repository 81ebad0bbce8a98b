#include "steelshare/slip39/share.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "crypto/hash.h"
#include "slip39/reading_direction.h"
#include "slip39/rs1024.h"
#include "slip39/share_words.h"
#include "slip39/side_order.h"
#include "steelshare/base/bytes.h"

namespace steelshare::slip39 {
namespace {

constexpr std::size_t shortest_share_words = 20;
constexpr std::size_t most_padding_bits = 8;

constexpr std::size_t value_words(std::size_t bytes) {
  return (8 * bytes + word_bits - 1) / word_bits;
}

std::uint32_t number(WordIndex word) { return static_cast<std::uint32_t>(word); }
WordIndex to_word(std::uint32_t value) { return WordIndex{static_cast<std::uint16_t>(value)}; }

std::uint8_t take(std::uint32_t bits, std::uint32_t shift) {
  return static_cast<std::uint8_t>((bits >> shift) & 15);
}

// 40 bits: identifier 15, extendable 1, iteration exponent 4 | group index, group threshold - 1,
// group count - 1, member index, member threshold - 1: 4 each.
void write_header(const Share& share, std::span<WordIndex, header_words> words) {
  const std::uint32_t common = std::uint32_t{share.identifier} << 5 |
                               std::uint32_t{share.extendable} << 4 | share.iteration_exponent;
  const std::uint32_t own = static_cast<std::uint32_t>(
      share.group_index << 16 | (share.group_threshold - 1) << 12 | (share.group_count - 1) << 8 |
      share.member_index << 4 | (share.member_threshold - 1));
  words[0] = to_word(common >> word_bits);
  words[1] = to_word(common & 1023);
  words[2] = to_word(own >> word_bits);
  words[3] = to_word(own & 1023);
}

// All that these words say is public.
Share read_header(std::span<const WordIndex, header_words> secret_words) {
  std::array<WordIndex, header_words> words{};
  std::ranges::copy(secret_words, words.begin());
  words = detail::declassify(words);
  const std::uint32_t common = number(words[0]) << word_bits | number(words[1]);
  const std::uint32_t own = number(words[2]) << word_bits | number(words[3]);
  return {.identifier = static_cast<std::uint16_t>(common >> 5),
          .extendable = ((common >> 4) & 1) != 0,
          .iteration_exponent = take(common, 0),
          .group_index = take(own, 16),
          .group_threshold = static_cast<std::uint8_t>(take(own, 12) + 1),
          .group_count = static_cast<std::uint8_t>(take(own, 8) + 1),
          .member_index = take(own, 4),
          .member_threshold = static_cast<std::uint8_t>(take(own, 0) + 1),
          .value = ShareValue(0)};
}

// The value as a big-endian number, with zero bits in front up to a whole number of words.
void write_value(std::span<const std::uint8_t> bytes, std::span<WordIndex> words) {
  std::uint32_t pending = 0;
  std::size_t pending_bits = padding_bits(words.size());
  std::size_t next = 0;
  for (const std::uint8_t byte : bytes) {
    pending = (pending << 8 | byte) & 0xffffff;
    pending_bits += 8;
    if (pending_bits >= word_bits) {
      pending_bits -= word_bits;
      words[next++] = to_word((pending >> pending_bits) & 1023);
    }
  }
  expects(next == words.size() && pending_bits == 0);
}

// Where a single wrong word explains the checksum. The wrong word may be the one that carries the
// extendable flag, so that the flag itself was misread: the second word under the other flag.
std::uint16_t locate_wrong_word(std::span<const WordIndex> words, bool extendable) {
  constexpr std::size_t flag_place = flag_word + 1;
  const std::size_t place = rs1024::locate_wrong_word(words, extendable);
  const std::size_t other_place = rs1024::locate_wrong_word(words, !extendable);
  const bool flag_misread = other_place == flag_place;
  if (flag_misread && place != 0 && place != flag_place) return 0;
  return static_cast<std::uint16_t>(flag_misread ? flag_place : place);
}

// Why the checksum does not agree, as far as the words tell.
Error explain(std::span<const WordIndex> words, bool extendable) {
  const auto wrong_word = locate_wrong_word(words, extendable);
  if (wrong_word == 0) {
    if (const auto moved = find_moved_side(words)) {
      return {ErrorCode::sides_out_of_order,
              {.row = static_cast<std::uint16_t>(moved->typed),
               .column = static_cast<std::uint16_t>(moved->belongs)}};
    }
    if (const auto second = find_second_word(words)) {
      return {ErrorCode::read_across, {.row = static_cast<std::uint16_t>(*second)}};
    }
  }
  return {ErrorCode::checksum_mismatch, {.row = wrong_word}};
}

}  // namespace

std::uint32_t read_value(std::span<const WordIndex> words, std::span<std::uint8_t> bytes) {
  const std::size_t padding = padding_bits(words.size());
  std::uint32_t pending = 0;
  std::size_t pending_bits = 0;
  std::size_t next = 0;
  const std::uint32_t padding_value = padding == 0 ? 0 : number(words[0]) >> (word_bits - padding);
  for (std::size_t i = 0; i < words.size(); ++i) {
    pending = (pending << word_bits | number(words[i])) & 0xffffff;
    pending_bits += i == 0 ? word_bits - padding : word_bits;
    while (pending_bits >= 8) {
      pending_bits -= 8;
      bytes[next++] = static_cast<std::uint8_t>((pending >> pending_bits) & 0xff);
    }
  }
  expects(next == bytes.size() && pending_bits == 0);
  return padding_value;
}

bool is_secret_size(std::size_t bytes) {
  return bytes >= shortest_secret_bytes && bytes <= longest_secret_bytes && bytes % 2 == 0;
}

std::size_t share_words(std::size_t secret_bytes) {
  expects(is_secret_size(secret_bytes));
  return value_words(secret_bytes) + overhead_words;
}

Mnemonic encode(const Share& share) {
  expects(is_secret_size(share.value.size()) && share.identifier < identifier_limit &&
          share.iteration_exponent <= highest_iteration_exponent);
  expects(share.group_index < share.group_count && share.group_threshold >= 1 &&
          share.group_threshold <= share.group_count && share.group_count <= most_groups);
  expects(share.member_index < most_members && share.member_threshold >= 1 &&
          share.member_threshold <= most_members);
  Mnemonic mnemonic(share_words(share.value.size()));
  const auto words = mnemonic.view();
  write_header(share, words.first<header_words>());
  write_value(share.value.view(), words.subspan(header_words, words.size() - overhead_words));
  rs1024::write_checksum(words, share.extendable);
  return mnemonic;
}

Tag tag(const Mnemonic& mnemonic) {
  constexpr std::string_view domain = "steelshare plate tag 1";
  const auto words = mnemonic.view();
  Secret<struct PackedTag> packed(words.size() * 2);
  for (std::size_t i = 0; i < words.size(); ++i) {
    packed.view()[2 * i] = static_cast<std::uint8_t>(number(words[i]) >> 8);
    packed.view()[2 * i + 1] = static_cast<std::uint8_t>(number(words[i]) & 0xff);
  }
  Scratch<crypto::sha256_bytes> digest;
  crypto::sha256({bytes_of(domain), packed.view()}, digest.view());
  Tag tag{};
  std::ranges::copy(digest.view().first(tag.size()), tag.begin());
  return tag;
}

Result<Share> decode(const Mnemonic& mnemonic) {
  const auto words = mnemonic.view();
  if (words.size() < shortest_share_words) return Error{ErrorCode::too_few_words};
  const std::size_t body_words = words.size() - overhead_words;
  const std::size_t bytes = value_bytes(body_words);
  if (padding_bits(body_words) > most_padding_bits || !is_secret_size(bytes)) {
    return Error{ErrorCode::invalid_word_count};
  }
  std::uint32_t all_bits = 0;
  for (const WordIndex word : words) all_bits |= number(word);
  expects(detail::declassify(all_bits >> word_bits) == 0);

  Share share = read_header(words.first<header_words>());
  if (!rs1024::verify(words, share.extendable)) {
    return explain(words, share.extendable);
  }
  if (share.group_threshold > share.group_count) {
    return Error{ErrorCode::group_threshold_exceeds_count};
  }
  if (share.group_index >= share.group_count) {
    return Error{ErrorCode::group_index_exceeds_count};
  }
  share.value = ShareValue(bytes);
  const auto value_padding =
      read_value(words.subspan(header_words, body_words), share.value.view());
  if (detail::declassify(value_padding) != 0) {
    return Error{ErrorCode::invalid_padding};
  }
  return share;
}

}  // namespace steelshare::slip39
