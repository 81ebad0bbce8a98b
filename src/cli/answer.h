// What commands print: pieces of JSON and of plain text that several commands share, and the rules
// for letting a secret out.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "cli/failure.h"
#include "cli/json.h"
#include "cli/options.h"
#include "steelshare/recovery/progress.h"
#include "steelshare/recovery/verdict.h"
#include "steelshare/slip39/sharing.h"

namespace steelshare::cli {

/// Writes "error", the first problem, and "errors" where there are several (in failure.cpp).
void write_problems(Json& json, const Failure& failure);

/// Whether there is a language that must be said: any but English.
bool is_unusual(std::optional<bip39::Language> language);

void write_accounts(Json& json, std::span<const wallet::Account> accounts);
/// Writes "language" where it is not English, which everybody expects.
void write_language(Json& json, std::optional<bip39::Language> language);
void write_language(TextBuilder& text, std::optional<bip39::Language> language);
/// Writes "language", "fingerprint" where there is one, and "accounts".
void write_reading(Json& json, const recovery::Reading& reading);

void write_accounts(TextBuilder& text, std::span<const wallet::Account> accounts);
void write_reading(TextBuilder& text, const recovery::Reading& reading);

/// How a secret leaves: printed to standard output, or on pages of the terminal that are wiped.
enum class Showing { printed, on_pages };

/// Decides before any work whether and how a secret may leave. A regular file is refused, a pipe is
/// taken as meant; on a terminal the person confirms and gets pages, or has said --reveal, or
/// --json after a confirmation, which print.
///   what  "the shares", "the secret"
Outcome<Showing> allow_secrets_out(const Arguments& arguments, std::string_view what);

/// Shows pages one after another on the alternate screen, each until a key is pressed.
Outcome<Done> show_pages(std::span<const Text> pages);

/// Writes full words with their numbers in three columns, to be read down, then right.
void write_numbered(TextBuilder& text, const Mnemonic& mnemonic, const Wordlist& words);

/// Prints an answer to standard output.
Outcome<Done> print(const Text& answer);
Outcome<Done> print(std::string_view answer);

/// Says what is missing until a quorum, group by group.
std::vector<std::string> missing_parts(const recovery::Progress& progress);

/// Makes a failure of "too few shares" that says what is missing, group by group.
Failure too_few(const recovery::Progress& progress);

/// "metamask:3,bitcoin-segwit:1" of --accounts, or the defaults of the kind.
Outcome<std::vector<wallet::Request>> read_requests(const Arguments& arguments, wallet::Kind kind);

}  // namespace steelshare::cli
