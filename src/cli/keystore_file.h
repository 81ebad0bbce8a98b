// The JSON of an Ethereum keystore, version 3. All of it is public.
#pragma once

#include <string>
#include <string_view>

#include "steelshare/base/result.h"
#include "steelshare/vault/keystore.h"

namespace steelshare::cli {

/// Reads the whole text of a file. What is not needed to decrypt it is ignored.
///   errors   keystore_syntax, keystore_unsupported
Result<vault::Keystore> parse_keystore(std::string_view content);

/// The inverse, as MetaMask and geth read it.
std::string format_keystore(const vault::Keystore& keystore);

}  // namespace steelshare::cli
