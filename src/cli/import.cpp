#include <algorithm>
#include <array>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/entries.h"
#include "cli/input.h"
#include "cli/key_text.h"
#include "cli/opening.h"
#include "cli/secret_text.h"
#include "cli/surroundings.h"
#include "steelshare/base/bytes.h"
#include "steelshare/secret/hex.h"
#include "steelshare/vault/age.h"

namespace steelshare::cli {
namespace {

using recovery::Reading;
using recovery::Verdict;

// An entry of an age file, with what its address says where it is a key or a secret.
struct ReadEntry {
  const vault::Entry* entry;
  std::optional<Reading> reading;

  [[nodiscard]] bool contradicts() const {
    return reading && reading->verdict == Verdict::mismatch;
  }
};

bool is_secret(std::string_view key) { return key == "private-key" || key == "secret"; }

// One key of a file.

struct ImportedKey {
  KeyForm form;
  vault::BitcoinKey key;
  slip39::MasterSecret secret;
  Reading reading;

  [[nodiscard]] bool is_shown() const { return reading.verdict != Verdict::mismatch; }
};

constexpr Meaning a_key{wallet::Kind::key, {}};

// A key has no phrase; the language means nothing.
bip39::Phrasing no_phrase() { return {bip39::Language::english, bip39::Passphrase::none()}; }

Outcome<Reading> weigh(const TypedKey& typed, const slip39::MasterSecret& secret,
                       const Knowledge& knowledge) {
  auto evidence = knowledge.evidence;
  const bool some = !evidence.empty();
  std::erase(evidence.addresses, legacy_address(typed.key));
  auto reading = recovery::read_as(wallet::Kind::key, secret, no_phrase(), {}, evidence);
  if (!reading) return failure(reading.error());
  // The legacy address is in no list, and a file may have proved its key itself.
  if (evidence.empty() && (some || typed.proved)) reading->verdict = Verdict::match;
  return std::move(*reading);
}

Outcome<ImportedKey> import_key(const Arguments& arguments, const Knowledge& knowledge,
                                KeyForm form, std::string_view text) {
  auto typed = read_key(arguments, form, text);
  if (!typed) return typed.error();
  auto secret = wallet::to_master_secret(typed->key.key);
  auto reading = weigh(*typed, secret, knowledge);
  if (!reading) return reading.error();
  return ImportedKey{form, std::move(typed->key), std::move(secret), std::move(*reading)};
}

Text json_answer(const ImportedKey& imported) {
  TextBuilder text;
  Json json(text);
  json.begin_object();
  json.key("command").string("import");
  json.key("format").string(name(imported.form));
  json.key("kind").string(wallet::name(wallet::Kind::key));
  if (imported.is_shown()) write_secret(json, a_key, imported.secret);
  if (imported.form != KeyForm::keystore) {
    json.key("compressed").boolean(imported.key.compressed);
    json.key("legacy_address").string(legacy_address(imported.key));
  }
  write_reading(json, imported.reading);
  json.key("verdict").string(recovery::name(imported.reading.verdict));
  json.end_object();
  text.append('\n');
  return text.finish();
}

Text plain_answer(const ImportedKey& imported, bool with_secret) {
  TextBuilder text;
  text.append(std::string_view("verdict: "));
  text.append(recovery::name(imported.reading.verdict));
  text.append('\n');
  write_reading(text, imported.reading);
  if (imported.form != KeyForm::keystore) {
    text.append(std::string_view("  " + legacy_address(imported.key) + "  legacy, " +
                                 (imported.key.compressed ? "" : "un") + "compressed\n"));
  }
  if (with_secret) write_secret(text, a_key, imported.secret);
  return text.finish();
}

Outcome<Exit> answer(const Arguments& arguments, const ImportedKey& imported, Showing showing) {
  Outcome<Done> done = Done{};
  if (arguments.has("json")) {
    done = print(json_answer(imported));
  } else {
    if (imported.is_shown() && showing == Showing::on_pages) {
      const std::array<Text, 1> pages{secret_page(a_key, imported.secret)};
      if (auto shown = show_pages(pages); !shown) return shown.error();
    }
    done = print(plain_answer(imported, imported.is_shown() && showing == Showing::printed));
  }
  if (!done) return done.error();
  return exit_of(imported.reading.verdict);
}

// The entries of an age file.

Verdict verdict_of(std::span<const ReadEntry> entries) {
  bool proved = false;
  Verdict verdict = Verdict::match;
  for (const ReadEntry& read : entries) {
    if (read.contradicts()) return Verdict::mismatch;
    if (!read.reading) continue;
    if (read.reading->verdict == Verdict::match) proved = true;
    if (read.reading->verdict == Verdict::cannot_tell) verdict = Verdict::cannot_tell;
  }
  return proved ? verdict : Verdict::cannot_tell;
}

// Every key once: the lines of a note are joined.
void write_fields(Json& json, const ReadEntry& read) {
  std::vector<std::string_view> written;
  for (const auto& field : read.entry->fields) {
    const bool repeated = std::ranges::find(written, field.key) != written.end();
    if (repeated || (read.contradicts() && is_secret(field.key))) continue;
    written.push_back(field.key);
    TextBuilder value;
    for (const auto& other : read.entry->fields) {
      if (other.key != field.key) continue;
      if (value.size() > 0) value.append('\n');
      value.append(other.value);
    }
    json.key(field.key).string(chars(value.finish()));
  }
}

Text json_answer(std::span<const ReadEntry> entries) {
  TextBuilder text;
  Json json(text);
  json.begin_object();
  json.key("command").string("import");
  json.key("format").string("age");
  json.key("entries").begin_array();
  for (const ReadEntry& read : entries) {
    json.begin_object();
    json.key("entry").string(vault::name(read.entry->kind));
    write_fields(json, read);
    if (read.reading) {
      json.key("accounts");
      write_accounts(json, read.reading->accounts);
      json.key("verdict").string(recovery::name(read.reading->verdict));
    }
    json.end_object();
  }
  json.end_array();
  json.key("verdict").string(recovery::name(verdict_of(entries)));
  json.end_object();
  text.append('\n');
  return text.finish();
}

Text entry_text(const ReadEntry& read) {
  TextBuilder text;
  text.append('[');
  text.append(vault::name(read.entry->kind));
  text.append(std::string_view("]\n"));
  for (const auto& [key, value] : read.entry->fields) {
    if (read.contradicts() && is_secret(key)) continue;
    text.append(key);
    text.append(std::string_view(": "));
    text.append(value);
    text.append('\n');
  }
  if (read.reading) {
    text.append(std::string_view("# verdict: "));
    text.append(recovery::name(read.reading->verdict));
    // Of a match the address stands among the fields.
    if (read.reading->verdict != Verdict::match) {
      const std::string& first = read.reading->accounts.front().address;
      text.append(std::string_view("; its first address is " + first));
    }
    text.append('\n');
  }
  return text.finish();
}

Outcome<Done> show(std::span<const ReadEntry> entries, Showing showing) {
  std::vector<Text> pages;
  for (const ReadEntry& read : entries) pages.push_back(entry_text(read));
  if (showing == Showing::on_pages) return show_pages(pages);
  TextBuilder text;
  for (const Text& page : pages) {
    if (text.size() > 0) text.append('\n');
    text.append(page);
  }
  return print(text.finish());
}

void advise(std::span<const ReadEntry> entries) {
  const auto count = std::ranges::count_if(entries, [](const ReadEntry& read) {
    return read.entry->kind == vault::EntryKind::network ||
           read.entry->kind == vault::EntryKind::token;
  });
  if (count > 0) {
    notice("networks and tokens to add to the wallet again: " + std::to_string(count));
  }
  if (verdict_of(entries) == Verdict::mismatch) {
    notice("a key of the file has another address than the file says; it is not shown");
  }
}

Outcome<vault::Contents> open_age(const Arguments& arguments, const Text& file) {
  const auto typed = read_password(arguments);
  if (!typed) return typed.error();
  if (!*typed) return failure(Error{ErrorCode::password_needed});
  const auto payload =
      vault::decrypt_age(bytes_of(chars(file)), vault::Password::verbatim(chars(**typed)));
  if (!payload) return failure(payload.error());
  auto contents = vault::parse_contents(text_of(payload->view()));
  if (!contents) return failure(contents.error(), Place::lines, "inside the file");
  return std::move(*contents);
}

Outcome<Exit> import_age(const Arguments& arguments, const Text& file, Showing showing) {
  const auto contents = open_age(arguments, file);
  if (!contents) return contents.error();
  std::vector<ReadEntry> entries;
  for (const auto& entry : contents->entries) {
    auto reading = read_entry(arguments, entry);
    if (!reading) return reading.error();
    entries.push_back({&entry, std::move(*reading)});
  }
  advise(entries);
  const auto shown = arguments.has("json") ? print(json_answer(entries)) : show(entries, showing);
  if (!shown) return shown.error();
  return exit_of(verdict_of(entries));
}

Outcome<Exit> run(const Arguments& arguments) {
  const auto knowledge = read_knowledge(arguments);
  if (!knowledge) return knowledge.error();
  const auto showing = allow_secrets_out(arguments, "the secrets of the file");
  if (!showing) return showing.error();
  warn_when_online();
  const auto file = read_whole(arguments);
  if (!file) return file.error();
  if (vault::looks_like_age(bytes_of(chars(*file)))) {
    if (arguments.has("address")) {
      return usage(
          "--address does not fit an age file, whose keys have their addresses beside them");
    }
    return import_age(arguments, *file, *showing);
  }
  const auto text = trim(without_byte_order_mark(chars(*file)));
  if (text.empty()) return failure(Error{ErrorCode::empty_input});
  const auto form = find_key_form(text);
  if (!form) return failure(Error{ErrorCode::unknown_file});
  const auto imported = import_key(arguments, *knowledge, *form, text);
  if (!imported) return imported.error();
  return answer(arguments, *imported, *showing);
}

constexpr std::array own_options{
    Option{"in", "FILE", "read the file; else standard input"},
    Option{"address", "ADDRESS", "an address the key must have (repeats)", true},
};
constexpr std::array output_options{
    Option{"reveal", "", "print the secrets to the terminal without asking"},
    Option{"json", "", "answer with one JSON object"},
};

}  // namespace

Command import_command() {
  return {"import", "open a file of export or of another wallet, and prove what is in it",
          join({own_options, password_options, output_options}),
          R"(Reads a keystore of Ethereum, a BIP-38 key, a key in the wallet import format, or an
age file that export wrote; which of them is found out. Keys are proved by the addresses
in the file, or by --address. Of an age file it lists every entry, the networks and
tokens to add to the wallet again among them.

  match        every key belongs to the address that is known of it
  mismatch     one has another address; it is not shown, exit status 1
  cannot_tell  of some key no address is known

Example:

  steelshare import --in offline/offline.age --password
)",
          run};
}

}  // namespace steelshare::cli
