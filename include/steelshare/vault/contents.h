// What an offline file holds beside or in place of the shares: imported keys, passphrases, notes,
// networks and tokens to add again. Plain text that a person can write, and read in twenty years
// with `age -d` alone; docs/offline-file.md describes it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "steelshare/base/result.h"
#include "steelshare/secret/secret.h"

namespace steelshare::vault {

enum class EntryKind : std::uint8_t { secret, key, passphrase, note, network, token };

/// Returns "secret", "key", "passphrase", "note", "network" or "token".
std::string_view name(EntryKind kind);

/// A line "key: value". The key lives as long as the program.
struct EntryField {
  std::string_view key;
  Text value;
};

/// A section "[kind]" with its lines.
struct Entry {
  EntryKind kind;
  std::uint16_t line;  // of the text it was read from, from 1; 0 where it was made
  std::vector<EntryField> fields;

  /// The value, or an empty view.
  [[nodiscard]] std::string_view value(std::string_view key) const;
};

/// Adds a line to an entry; aborts where entries of this kind have no such key.
void add_field(Entry& entry, std::string_view key, std::string_view value);

struct Contents {
  std::vector<Entry> entries;
};

/// Reads the text. Lines without a value are left out, as if they were not there.
///   errors   with the line in Position::row: contents_syntax (no such line; control characters;
///   not
///            the first line that says what this is), unknown_entry (no such section or key),
///            incomplete_entry (a section lacks a value that it cannot do without)
Result<Contents> parse_contents(std::string_view text);

/// The inverse, without comments.
Text format_contents(const Contents& contents);

/// Returns a text to fill in: every section once, each line explained.
std::string_view contents_template();

}  // namespace steelshare::vault
