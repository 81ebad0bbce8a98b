// How the value of a share stands in its words.
#pragma once

#include <cstdint>
#include <span>

#include "slip39/rs1024.h"
#include "steelshare/words/wordlist.h"

namespace steelshare::slip39 {

constexpr std::size_t word_bits = 10;
constexpr std::size_t header_words = 4;
constexpr std::size_t overhead_words = header_words + rs1024::checksum_words;

/// The zero bits before a value of this many words; the value has an even number of bytes.
constexpr std::size_t padding_bits(std::size_t words) { return word_bits * words % 16; }

/// Reads the words of a value as one big-endian number. Returns the padding bits, which must be
/// zero.
std::uint32_t read_value(std::span<const WordIndex> words, std::span<std::uint8_t> bytes);

}  // namespace steelshare::slip39
