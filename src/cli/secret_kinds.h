// What was typed as a secret: a phrase or digits, and which kind that makes it.
#pragma once

#include <optional>

#include "cli/options.h"
#include "steelshare/bip39/phrasing.h"
#include "steelshare/slip39/sharing.h"
#include "steelshare/wallet/payload.h"

namespace steelshare::cli {

struct TypedSecret {
  wallet::Kind kind;
  bip39::Language language;  // of a phrase; english for digits
  slip39::MasterSecret bytes;
  /// The form of a key that was typed as one of Bitcoin; shares do not keep it.
  bool compressed = true;
};

/// Reads --kind; nothing where it was not given.
Outcome<std::optional<wallet::Kind>> read_kind(const Arguments& arguments);

/// Recognises a phrase, hexadecimal digits or a key of another program (cli/key_text.h, which takes
/// its password from the arguments) and takes it for the kind, or where none is given for the one
/// that the text suggests: a phrase is bip39, 0x and 64 digits are a key, other digits slip39.
///   passphrase  only used where a phrase is taken for a bip39-seed, which includes it; refused
///   with
///               the digits of such a seed
Outcome<TypedSecret> interpret_secret(const Arguments& arguments, const Text& text,
                                      std::optional<wallet::Kind> kind,
                                      const bip39::Passphrase& passphrase);

/// Returns what the secret is still to be read with: a bip39-seed has its passphrase inside.
bip39::Phrasing still_to_apply(const bip39::Passphrase& passphrase, const TypedSecret& secret);

}  // namespace steelshare::cli
