// The layers of an age file, one by one: armor, header, the stanza of a passphrase, payload. What
// is here is public, but the file key and the payload. Source: C2SP, age-encryption.org/v1.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "steelshare/base/result.h"
#include "steelshare/secret/secret.h"
#include "steelshare/vault/age.h"

namespace steelshare::vault {

using AgeBytes = std::span<const std::uint8_t>;

inline constexpr std::size_t age_file_key_bytes = 16;
using AgeFileKey = std::span<const std::uint8_t, age_file_key_bytes>;

/// Standard base64 in its one canonical spelling, with padding or without any.
enum class Padding : bool { none, full };
std::string encode_base64(AgeBytes bytes, Padding padding);
std::optional<std::vector<std::uint8_t>> decode_base64(std::string_view text, Padding padding);

/// The inverse of armor_age(). White space around it and line ends of either kind are allowed.
///   errors   invalid_age_armor
Result<std::vector<std::uint8_t>> dearmor_age(std::string_view text);

/// One way to the file key.
struct AgeStanza {
  std::vector<std::string> arguments;  // the type first; at least one
  std::vector<std::uint8_t> body;
  friend bool operator==(const AgeStanza&, const AgeStanza&) = default;
};

/// What stands before the payload.
struct AgeHeader {
  std::vector<AgeStanza> stanzas;
  std::array<std::uint8_t, 32> mac{};
  friend bool operator==(const AgeHeader&, const AgeHeader&) = default;
};

/// Writes the header up to and with "---", which its MAC covers.
std::string format_age_head(const std::vector<AgeStanza>& stanzas);
/// Writes the whole header.
std::string format_age_header(const AgeHeader& header);

/// Reads the header at the beginning of a file; as long as format_age_header() of it.
///   errors   invalid_age_header
Result<AgeHeader> parse_age_header(AgeBytes file);

/// Returns the MAC that the header must have.
std::array<std::uint8_t, 32> age_header_mac(const std::vector<AgeStanza>& stanzas, AgeFileKey key);

/// What the stanza of a passphrase says.
struct AgeScrypt {
  std::array<std::uint8_t, 16> salt{};
  int work_factor = usual_age_work_factor;
  std::array<std::uint8_t, 32> body{};
};

/// Finds the stanza of a passphrase, which must stand alone.
///   errors   age_without_passphrase, invalid_age_header, derivation_too_costly
Result<AgeScrypt> find_age_scrypt(const AgeHeader& header);

/// Encrypts what follows the header: a nonce of 16 bytes, and chunks of 64 KiB.
std::vector<std::uint8_t> encrypt_age_payload(AgeBytes payload, AgeFileKey key,
                                              std::span<const std::uint8_t, 16> nonce);
/// The inverse.
///   errors   file_altered
Result<AgePayload> decrypt_age_payload(AgeBytes rest, AgeFileKey key);

}  // namespace steelshare::vault
