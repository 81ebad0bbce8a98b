// Private keys as other programs write them: the wallet import format, BIP-38, keystores. Whatever
// reads a secret takes them; each is known by its form.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "cli/options.h"
#include "steelshare/vault/wif.h"

namespace steelshare::cli {

enum class KeyForm { wif, bip38, keystore };

/// "wif", "bip38", "keystore".
std::string_view name(KeyForm form);

/// Tells which of the forms a text has, or would have if it were not damaged; nothing for phrases
/// and hexadecimal digits.
std::optional<KeyForm> find_key_form(std::string_view text);

/// The options that the encrypted forms need.
inline constexpr std::array password_options{
    Option{"password", "", "ask for the password of a keystore or a BIP-38 key that is read"},
    Option{"password-file", "FILE", "read it from a file, minus one final newline"},
};

struct TypedKey {
  vault::BitcoinKey key;
  /// Whether an address in the file proved the key.
  bool proved = false;
};

/// Reads a key of this form, and asks for its password where it has one. An uncompressed key, and
/// one of the test network, are told aloud, for shares keep neither.
Outcome<TypedKey> read_key(const Arguments& arguments, KeyForm form, std::string_view text);

}  // namespace steelshare::cli
