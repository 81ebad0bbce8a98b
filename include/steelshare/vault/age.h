// Files of the program age, under a passphrase: binary and armored. Whoever has neither steelshare
// nor its documentation reads them with `age -d`.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "steelshare/base/result.h"
#include "steelshare/secret/random.h"
#include "steelshare/secret/secret.h"
#include "steelshare/vault/password.h"

namespace steelshare::vault {

using AgePayload = Secret<struct AgePayloadTag>;

/// 2^n units of 1 KiB are the price of one guess of the passphrase; 18, a quarter of a GiB, is what
/// age itself takes, and up to 20 is read.
inline constexpr int usual_age_work_factor = 18;
inline constexpr int most_age_work_factor = 20;

/// Encrypts under a passphrase.
///   password     Password::verbatim()
///   work_factor  1..20, else it aborts
///   source       age-encryption.org/v1 (C2SP age), "scrypt recipient stanza" and "payload"
std::vector<std::uint8_t> encrypt_age(std::span<const std::uint8_t> payload,
                                      const Password& password, RandomSource& random,
                                      int work_factor = usual_age_work_factor);

/// The inverse; takes the armored form too.
///   errors   invalid_age_armor, invalid_age_header; age_without_passphrase (the file is for keys
///   of
///            people, not for a passphrase); derivation_too_costly; wrong_password; file_altered
Result<AgePayload> decrypt_age(std::span<const std::uint8_t> file, const Password& password);

/// Says whether bytes begin as an age file does, binary or armored.
bool looks_like_age(std::span<const std::uint8_t> file);

/// Writes a file as lines of 64 letters, which survive mail and paper.
std::string armor_age(std::span<const std::uint8_t> file);

}  // namespace steelshare::vault
