#include "steelshare/dice/mix.h"

#include <array>

#include "crypto/hash.h"
#include "steelshare/base/bytes.h"
#include "steelshare/secret/hex.h"
#include "steelshare/words/mnemonic.h"

namespace steelshare::dice {

Result<Rolls> parse(std::string_view text) {
  SecretBuilder<RollsTag, char> rolls(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_space(text[i])) continue;
    const auto code = static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
    const std::uint32_t outside = ((code - '1') | ('6' - code)) >> 31;
    if (detail::declassify(outside) != 0) {
      return Error{ErrorCode::invalid_roll, {.column = static_cast<std::uint16_t>(i + 1)}};
    }
    rolls.append(text[i]);
  }
  if (rolls.size() == 0) return Error{ErrorCode::empty_input};
  return rolls.finish();
}

std::size_t rolls_needed(std::size_t bytes) {
  // A roll has log2(6) = 2.58496 bits.
  constexpr std::size_t bits_of_100000_rolls = 258496;
  return (8 * bytes * 100000 + bits_of_100000_rolls - 1) / bits_of_100000_rolls;
}

bool looks_unfair(const Rolls& rolls) {
  std::array<std::size_t, 6> counts{};
  for (const char roll : rolls.view()) {
    for (std::size_t face = 0; face < counts.size(); ++face) {
      counts[face] += static_cast<std::size_t>(roll == static_cast<char>('1' + face));
    }
  }
  std::uint64_t excess = 0;  // its highest bit: whether 5 * count > 2 * size for any face
  for (const std::size_t count : counts) {
    excess |= std::uint64_t{2} * rolls.size() - std::uint64_t{5} * count;
  }
  cleanse(counts.data(), sizeof counts);
  return detail::declassify(excess >> 63) != 0;  // it is said to the person
}

Result<Mixed> mix(std::span<const std::uint8_t> system, const Rolls& rolls) {
  expects(!system.empty() && system.size() <= most_bytes);
  if (rolls.size() < rolls_needed(system.size())) return Error{ErrorCode::too_few_rolls};
  const Text digits = secret_to_hex(system);
  Scratch<crypto::sha256_bytes> digest;
  const std::string_view rolled(rolls.view().data(), rolls.size());
  crypto::sha256({bytes_of(chars(digits)), bytes_of(rolled)}, digest.view());
  return Mixed::copy_of(digest.view().first(system.size()));
}

}  // namespace steelshare::dice
