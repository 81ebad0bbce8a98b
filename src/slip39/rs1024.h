// The Reed-Solomon checksum over GF(1024) of SLIP-0039: any three wrong words are detected, and a
// single wrong one can be pointed at.
#pragma once

#include <cstdint>
#include <span>

#include "steelshare/words/wordlist.h"

namespace steelshare::slip39::rs1024 {

inline constexpr std::size_t checksum_words = 3;

/// Writes the last three words of the span so that verify() holds; constant time in all words.
void write_checksum(std::span<WordIndex> words, bool extendable);

/// Returns the 30 bits that the checksum leaves, zero where it agrees. All of them are sums of bits
/// of the words, and of a constant that depends on the number of words and the flag.
std::uint32_t syndrome(std::span<const WordIndex> words, bool extendable);

/// Returns what a difference in one word does to the syndrome, given what it does one place nearer
/// to the end; in the last place it does itself.
std::uint32_t one_place_before(std::uint32_t difference);

/// Returns whether the checksum agrees under the customisation string of the extendable flag.
bool verify(std::span<const WordIndex> words, bool extendable);

/// Returns the place, from 1, of the one word whose change alone makes verify() hold, or 0. It
/// names no replacement: SLIP-0039 lets implementations point at an error, not correct it.
std::size_t locate_wrong_word(std::span<const WordIndex> words, bool extendable);

}  // namespace steelshare::slip39::rs1024
