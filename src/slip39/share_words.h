// How the value of a share stands in its words.
#pragma once

#include <cstdint>
#include <span>

#include "slip39/rs1024.h"
#include "steelshare/words/wordlist.h"

namespace steelshare::slip39 {

constexpr std::size_t word_bits = 10;
constexpr std::size_t header_words = 4;
/// The extendable flag stands in the second word, above the four bits of the iteration exponent.
constexpr std::size_t flag_word = 1, flag_bit = 4;

constexpr std::size_t overhead_words = header_words + rs1024::checksum_words;

/// So many words make another share of one: the distance of the checksum's code.
constexpr std::size_t code_distance = rs1024::checksum_words + 1;

/// The zero bits before a value of this many words; the value has an even number of bytes.
constexpr std::size_t padding_bits(std::size_t words) { return word_bits * words % 16; }

/// The bytes of a value of this many words.
constexpr std::size_t value_bytes(std::size_t words) {
  return (word_bits * words - padding_bits(words)) / 8;
}

/// Reads the words of a value as one big-endian number. Returns the padding bits, which must be
/// zero.
std::uint32_t read_value(std::span<const WordIndex> words, std::span<std::uint8_t> bytes);

}  // namespace steelshare::slip39
