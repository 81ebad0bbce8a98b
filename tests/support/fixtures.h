// Where the fixtures lie, and the official and reference SLIP-39 sets.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "steelshare/base/result.h"
#include "steelshare/slip39/sharing.h"

namespace steelshare::test {

/// Reads a JSON file below fixtures/.
nlohmann::json fixture(const std::string& name);
/// The same, one entry of it: a loop must not run over a part of a temporary.
nlohmann::json fixture(const std::string& name, const std::string& entry);

struct Slip39Vector {
  std::string description;
  std::vector<std::string> mnemonics;
  std::string secret;  // hex; empty where the set must be refused
};
/// The 45 official vectors; the passphrase is TREZOR throughout.
std::vector<Slip39Vector> slip39_vectors();

/// Parses and decodes shares that must be sound one by one.
Result<std::vector<slip39::Share>, Errors> decode_all(const std::vector<std::string>& mnemonics);

slip39::Passphrase passphrase(std::string_view text);

}  // namespace steelshare::test
