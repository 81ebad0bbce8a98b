// What was typed as a secret: a phrase or digits, and which kind that makes it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/options.h"
#include "steelshare/bip39/phrasing.h"
#include "steelshare/slip39/sharing.h"
#include "steelshare/wallet/payload.h"

namespace steelshare::cli {

struct TypedSecret {
  wallet::Kind kind;
  bip39::Language language;  // of the phrase, typed or to be
  slip39::MasterSecret bytes;
  /// The form of a key that was typed as one of Bitcoin; shares do not keep it.
  bool compressed = true;

  /// The language of a phrase; nothing where the secret is none, and has no language.
  [[nodiscard]] std::optional<bip39::Language> phrase_language() const {
    return kind == wallet::Kind::bip39 ? std::optional(language) : std::nullopt;
  }
};

/// Reads --kind; nothing where it was not given.
Outcome<std::optional<wallet::Kind>> read_kind(const Arguments& arguments);

/// Reads --language; nothing where it was not given.
Outcome<std::optional<bip39::Language>> read_language(const Arguments& arguments);

inline constexpr Option language_option{"language", "LANGUAGE",
                                        "of the phrase: english, french, ...; found by itself"};

/// Recognises a phrase, hexadecimal digits or a key of another program (cli/key_text.h, which takes
/// its password from the arguments) and takes it for the kind, or where none is given for the one
/// that the text suggests: a phrase is bip39, 0x and 64 digits are a key, other digits slip39.
///   language    of a phrase, or that the digits of entropy are to be phrased in: where it is not
///               given, that which a phrase is found to have, and english for digits
///   passphrase  only used where a phrase is taken for a bip39-seed, which includes it; refused
///               with the digits of such a seed
Outcome<TypedSecret> interpret_secret(const Arguments& arguments, const Text& text,
                                      std::optional<wallet::Kind> kind,
                                      std::optional<bip39::Language> language,
                                      const bip39::Passphrase& passphrase);

/// The same for the secret that a command is about: a password that it has no use for is refused,
/// because somebody means another file.
Outcome<TypedSecret> interpret_typed(const Arguments& arguments, const Text& text,
                                     std::optional<wallet::Kind> kind,
                                     std::optional<bip39::Language> language,
                                     const bip39::Passphrase& passphrase);

/// Returns what stands on a plate's page: the kind and, but for English, the language.
std::string kind_label(wallet::Kind kind, std::optional<bip39::Language> language);

/// Whether a text is to be read as digits, not as a phrase.
bool looks_like_digits(std::string_view text);

/// Returns what the secret is still to be read with: a bip39-seed has its passphrase inside.
bip39::Phrasing still_to_apply(const bip39::Passphrase& passphrase, const TypedSecret& secret);

}  // namespace steelshare::cli
