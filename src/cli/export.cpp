#include <algorithm>
#include <array>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/entries.h"
#include "cli/files.h"
#include "cli/input.h"
#include "cli/key_text.h"
#include "cli/keystore_file.h"
#include "cli/opening.h"
#include "cli/secret_kinds.h"
#include "cli/secret_text.h"
#include "cli/surroundings.h"
#include "steelshare/address/address.h"
#include "steelshare/base/bytes.h"
#include "steelshare/base/failure.h"
#include "steelshare/base/hex.h"
#include "steelshare/secret/random.h"
#include "steelshare/vault/age.h"
#include "steelshare/vault/bip38.h"
#include "steelshare/wallet/account.h"
#include "steelshare/words/normal_form.h"

namespace steelshare::cli {
namespace {

using vault::Password;

enum class Format { keystore, bip38, wif, age };

struct FormatRow {
  std::string_view name;
  Format format;
  std::string_view file;
};
constexpr std::array<FormatRow, 4> formats{{{"keystore", Format::keystore, "keystore.json"},
                                            {"bip38", Format::bip38, "bip38.txt"},
                                            {"wif", Format::wif, "wif.txt"},
                                            {"age", Format::age, "offline.age"}}};

constexpr std::array evidence_options{"record", "address", "fingerprint", "passphrase",
                                      "passphrase-file"};

struct Settings {
  FormatRow row;
  std::string directory;
  Knowledge knowledge;  // with --shares
};

// A secret, whichever way it came.
struct Source {
  wallet::Kind kind;
  slip39::MasterSecret bytes;
  bool compressed;
  bip39::Phrasing phrasing;
};

// One key to write, and an address by which people know it.
struct ExportedKey {
  vault::BitcoinKey key;
  std::string address;
};

// What a program that imports a bare key must be told, or it shows another address.
std::string_view form_of(std::string_view address) {
  using enum address::Kind;
  switch (address::parse(address).value().kind) {
    case p2sh_p2wpkh:
      return "nested segwit (p2wpkh-p2sh)";
    case p2wpkh:
      return "native segwit (p2wpkh)";
    case p2tr:
      return "taproot (p2tr)";
    default:
      return {};
  }
}

struct Exported {
  std::string address;      // empty for age
  std::size_t entries = 0;  // of age
  Secret<struct FileTag> file;
};

Secret<FileTag> file_of(std::string_view text) { return Secret<FileTag>::copy_of(bytes_of(text)); }

// What was written must open again to what was meant, before it gets a name.
void expect_opens(bool opens) {
  if (!opens) throw SystemFailure("the file failed its proof; nothing was written");
}

Outcome<Done> check_combination(const Arguments& arguments, Format format) {
  const bool is_age = format == Format::age;
  if (is_age && !arguments.has("contents") && !arguments.has("secret")) {
    return usage("--to age needs --contents, or --secret, or both");
  }
  if (is_age && (arguments.has("account") || arguments.has("path"))) {
    return usage("--account and --path do not fit --to age, which holds the whole secret");
  }
  if (is_age && (arguments.has("bip39-passphrase") || arguments.has("bip39-passphrase-file"))) {
    return usage("a BIP-39 passphrase is written into an age file by --contents");
  }
  if (!is_age && (arguments.has("contents") || arguments.has("secret") || arguments.has("armor"))) {
    return usage("--contents, --secret and --armor fit --to age only");
  }
  if (arguments.has("account") && arguments.has("path")) {
    return usage("--account and --path exclude each other");
  }
  if (format == Format::wif && arguments.has("new-password-file")) {
    return usage("--to wif writes the key without a password");
  }
  const bool has_evidence = std::ranges::any_of(
      evidence_options, [&](const char* option) { return arguments.has(option); });
  if (has_evidence && !arguments.has("shares")) {
    return usage("--record, --address, --fingerprint and --passphrase need --shares");
  }
  return Done{};
}

Outcome<Settings> read_settings(const Arguments& arguments) {
  const auto name = arguments.value("to");
  const auto row = std::ranges::find(formats, name.value_or(""), &FormatRow::name);
  if (row == formats.end()) return usage("--to takes keystore, bip38, wif or age");
  const auto directory = arguments.value("out");
  if (!directory) return usage("--out is missing: the file goes into a directory of yours alone");
  if (auto sound = check_combination(arguments, row->format); !sound) return sound.error();
  const std::array<std::string, 1> names{std::string(row->file)};
  if (auto free = OutputDirectory::check(*directory, names); !free) return free.error();
  auto knowledge = read_knowledge(arguments);
  if (!knowledge) return knowledge.error();
  return Settings{*row, *directory, std::move(*knowledge)};
}

Outcome<Source> read_shared(const Arguments& arguments, const Knowledge& knowledge) {
  auto read = read_and_open(arguments, knowledge);
  if (!read) return read.error();
  Opening& opening = read->opening;
  if (opening.verdict == recovery::Verdict::mismatch) {
    return failure(Error{ErrorCode::wallet_mismatch});
  }
  if (!opening.chosen) return failure(Error{ErrorCode::wallet_unproved});
  const auto& reading = opening.readings[*opening.chosen];
  const auto uncompressed = wallet::uncompressed_request().preset.name;
  const auto is_uncompressed = [&](const wallet::Account& account) {
    return account.preset == uncompressed;
  };
  const bool compressed =
      std::ranges::none_of(reading.accounts, is_uncompressed) &&
      (!knowledge.record || std::ranges::none_of(knowledge.record->accounts, is_uncompressed));
  return Source{reading.kind, std::move(opening.secret), compressed, std::move(read->phrasing)};
}

Outcome<Source> read_source(const Arguments& arguments, const Knowledge& knowledge) {
  if (arguments.has("shares")) return read_shared(arguments, knowledge);
  const auto text = read_secret(arguments);
  if (!text) return text.error();
  auto passphrase = read_bip39_passphrase(arguments, Typed::once);
  if (!passphrase) return passphrase.error();
  const auto language = read_language(arguments);
  if (!language) return language.error();
  auto secret = interpret_typed(arguments, *text, knowledge.kind, *language, *passphrase);
  if (!secret) return secret.error();
  auto phrasing = still_to_apply(*passphrase, *secret);
  return Source{secret->kind, std::move(secret->bytes), secret->compressed, std::move(phrasing)};
}

// "metamask:0" or a path.
Outcome<bip32::Path> read_path(const Arguments& arguments) {
  if (const auto text = arguments.value("path")) {
    auto path = bip32::parse_path(*text);
    if (!path) return failure(path.error(), Place::words, "--path");
    return std::move(*path);
  }
  const auto account = arguments.value("account");
  if (!account) return usage("which account? --account PRESET:INDEX, or --path, names it");
  const auto colon = account->find(':');
  const auto presets = wallet::presets();
  const auto preset = std::ranges::find(presets, std::string_view(*account).substr(0, colon),
                                        &wallet::Preset::name);
  if (preset == presets.end() || preset->pattern.empty()) {
    return failure(Error{ErrorCode::unknown_preset}, Place::words, "--account");
  }
  const auto index = colon == std::string::npos
                         ? std::optional(0)
                         : parse_number(account->substr(colon + 1), 0, 0x7fffffff);
  if (!index) return usage("--account takes a preset and an index from 0, such as metamask:0");
  return wallet::account_path(*preset, static_cast<std::uint32_t>(*index));
}

// Programs of one coin would show another account of the key of another.
bool suits(Format format, const address::Parsed& account) {
  using enum address::Kind;
  if (format == Format::keystore) return account.kind == ethereum;
  constexpr std::array bitcoin{p2pkh, p2sh_p2wpkh, p2wpkh, p2tr};
  return account.network == address::Network::main &&
         std::ranges::find(bitcoin, account.kind) != bitcoin.end();
}

Outcome<ExportedKey> derive_key(const Arguments& arguments, Format format, const Source& source) {
  const auto path = read_path(arguments);
  if (!path) return path.error();
  const auto root = wallet::open(source.kind, source.bytes.view(), source.phrasing);
  if (!root) return failure(root.error());
  const auto account = wallet::account(*root, *path);
  if (!account) return failure(account.error(), Place::words, "--path");
  const auto parsed = address::parse(account->address).value();
  if (!suits(format, parsed)) {
    return usage("this account is not of the coin whose programs read such a file");
  }
  const auto* const tree = std::get_if<wallet::Tree>(&*root);
  expects(tree != nullptr);
  auto child = bip32::derive(tree->secp256k1, *path);
  if (!child) return failure(child.error());
  // The key that is written is the one whose address is shown.
  expects(address::format(parsed.kind, bip32::public_key(child->key)) == account->address);
  return ExportedKey{vault::BitcoinKey{std::move(child->key)}, account->address};
}

Outcome<ExportedKey> key_of(const Arguments& arguments, const Settings& settings,
                            const Source& source) {
  if (source.kind != wallet::Kind::key) {
    return derive_key(arguments, settings.row.format, source);
  }
  if (arguments.has("account") || arguments.has("path")) {
    return usage("a private key has no other accounts: leave out --account and --path");
  }
  vault::BitcoinKey key{*wallet::as_private_key(source.bytes.view()), source.compressed};
  std::string address = settings.row.format == Format::keystore
                            ? address::format(address::Kind::ethereum, key.key)
                            : legacy_address(key);
  return ExportedKey{std::move(key), std::move(address)};
}

Outcome<Secret<FileTag>> keystore_file(const Arguments& arguments, const bip32::PrivateKey& key) {
  const auto typed = read_new_password(arguments);
  if (!typed) return typed.error();
  if (!is_ascii(chars(*typed))) {
    notice(
        "programs disagree on passwords with letters outside ASCII: try the file before you rely "
        "on it");
  }
  SystemRandom random;
  const auto password = Password::verbatim(chars(*typed));
  const std::string text = format_keystore(vault::encrypt_keystore(key, password, random));
  const auto back = parse_keystore(text);
  const auto opened = back ? vault::decrypt_keystore(*back, password) : back.error();
  expect_opens(opened && *opened == key);
  return file_of(text);
}

Outcome<Secret<FileTag>> bip38_file(const Arguments& arguments, const vault::BitcoinKey& key) {
  const auto typed = read_new_password(arguments);
  if (!typed) return typed.error();
  const auto password = Password::composed(chars(*typed));
  if (!password) return failure(password.error(), Place::words, "the new password");
  TextBuilder text;
  text.append(vault::encrypt_bip38(key, *password));
  const auto opened = vault::decrypt_bip38(chars(Text::copy_of(text.view())), *password);
  expect_opens(opened && opened->key == key.key && opened->compressed == key.compressed);
  text.append('\n');
  return file_of(chars(text.finish()));
}

Outcome<Secret<FileTag>> wif_file(const vault::BitcoinKey& key) {
  TextBuilder text;
  text.append(vault::encode_wif(key));
  const auto opened = vault::decode_wif(chars(Text::copy_of(text.view())));
  expect_opens(opened && opened->key == key.key && opened->compressed == key.compressed);
  text.append('\n');
  notice("this file is the key itself, without a password: whoever reads it holds the money");
  return file_of(chars(text.finish()));
}

Outcome<Exported> export_key(const Arguments& arguments, const Settings& settings) {
  const auto source = read_source(arguments, settings.knowledge);
  if (!source) return source.error();
  const auto key = key_of(arguments, settings, *source);
  if (!key) return key.error();
  auto file = settings.row.format == Format::keystore ? keystore_file(arguments, key->key.key)
              : settings.row.format == Format::bip38  ? bip38_file(arguments, key->key)
                                                      : wif_file(key->key);
  if (!file) return file.error();
  if (const auto form = form_of(key->address); !form.empty()) {
    notice("a key does not say the form of its address: choose " + std::string(form) +
           " where you import it");
  }
  return Exported{key->address, 0, std::move(*file)};
}

// The secret with what proves it.
Outcome<vault::Entry> secret_entry(const Source& source) {
  const auto reading = recovery::read_as(
      source.kind, source.bytes, {source.phrasing.language, bip39::Passphrase::none()}, {}, {});
  if (!reading) return failure(reading.error());
  vault::Entry entry{vault::EntryKind::secret, 0, {}};
  add_field(entry, "kind", wallet::name(source.kind));
  add_field(entry, "secret",
            chars(secret_text({source.kind, source.phrasing.language}, source.bytes)));
  if (reading->fingerprint) add_field(entry, "fingerprint", to_hex(*reading->fingerprint));
  add_field(entry, "address", reading->accounts.front().address);
  if (!source.compressed) add_field(entry, "note", "the key is of the uncompressed form");
  return entry;
}

Outcome<vault::Contents> read_contents(const Arguments& arguments) {
  const auto path = arguments.value("contents");
  if (!path) return vault::Contents{};
  if (is_readable_by_others(*path)) {
    notice("--contents: other users of this machine can read this file");
  }
  const auto text = read_file(*path, "--contents");
  if (!text) return text.error();
  auto contents = vault::parse_contents(without_byte_order_mark(chars(*text)));
  if (!contents) return failure(contents.error(), Place::lines, "--contents");
  if (auto sound = check_entries(arguments, *contents, "--contents"); !sound) return sound.error();
  return std::move(*contents);
}

Outcome<Exported> export_age(const Arguments& arguments, const Settings& settings) {
  auto contents = read_contents(arguments);
  if (!contents) return contents.error();
  if (arguments.has("secret")) {
    const auto source = read_source(arguments, settings.knowledge);
    if (!source) return source.error();
    auto entry = secret_entry(*source);
    if (!entry) return entry.error();
    contents->entries.push_back(std::move(*entry));
    notice(
        "this file holds the secret itself: with its password it is enough alone, without any "
        "share");
  }
  const auto typed = read_new_password(arguments);
  if (!typed) return typed.error();
  const auto password = Password::verbatim(chars(*typed));
  const Text text = vault::format_contents(*contents);
  SystemRandom random;
  const auto payload = bytes_of(chars(text));
  const auto file = vault::encrypt_age(payload, password, random);
  const auto opened = vault::decrypt_age(file, password);
  expect_opens(opened && std::ranges::equal(opened->view(), payload));
  return Exported{
      "", contents->entries.size(),
      arguments.has("armor") ? file_of(vault::armor_age(file)) : file_of(text_of(file))};
}

Outcome<Done> write(const Settings& settings, const Exported& exported) {
  const HeldSignals together_or_not_at_all;
  auto directory = OutputDirectory::open(settings.directory);
  if (!directory) return directory.error();
  warn_when_on_disk(*directory);
  const std::string name(settings.row.file);
  if (auto free = directory->expect_free({&name, 1}); !free) return free.error();
  if (auto added = directory->add(name, exported.file.view()); !added) return added.error();
  return directory->commit();
}

Text answer(const Settings& settings, const Exported& exported, bool as_json) {
  TextBuilder text;
  if (!as_json) {
    if (!exported.address.empty()) {
      text.append(std::string_view("address: " + exported.address + "\n"));
    }
    text.append(std::string_view("wrote " + std::string(settings.row.file) + "\n"));
    return text.finish();
  }
  Json json(text);
  json.begin_object();
  json.key("command").string("export");
  json.key("format").string(settings.row.name);
  if (exported.address.empty()) {
    json.key("entries").number(exported.entries);
  } else {
    json.key("address").string(exported.address);
  }
  json.key("files").begin_array();
  json.string(settings.row.file);
  json.end_array();
  json.end_object();
  text.append('\n');
  return text.finish();
}

Outcome<Exit> run(const Arguments& arguments) {
  if (arguments.has("template")) {
    if (auto done = print(Text::copy_of(vault::contents_template())); !done) return done.error();
    return Exit::done;
  }
  const auto settings = read_settings(arguments);
  if (!settings) return settings.error();
  warn_when_online();
  const auto exported = settings->row.format == Format::age ? export_age(arguments, *settings)
                                                            : export_key(arguments, *settings);
  if (!exported) return exported.error();
  if (auto written = write(*settings, *exported); !written) return written.error();
  if (settings->row.format != Format::wif) {
    notice(
        "this file is only as strong as its password: nobody can reset it, and whoever finds the "
        "file can try passwords, alone and for years");
  }
  if (auto done = print(answer(*settings, *exported, arguments.has("json"))); !done) {
    return done.error();
  }
  return Exit::done;
}

constexpr std::array own_options{
    Option{"to", "FORMAT", "keystore, bip38, wif or age"},
    Option{"out", "DIR", "write the file into a new directory, or one of yours alone"},
    Option{"account", "PRESET:I", "the account of a phrase or seed, such as metamask:0"},
    Option{"path", "PATH", "the same by its path"},
    Option{"new-password-file", "FILE", "read the file's password instead of asking for it twice"},
    Option{"contents", "FILE", "age: imported keys, passphrases, notes, networks and tokens"},
    Option{"template", "", "print a text for --contents to fill in"},
    Option{"secret", "", "age: write the secret into the file too"},
    Option{"armor", "", "age: write lines of letters, for mail and paper"},
    Option{"shares", "", "read shares, one a line, instead of the secret"},
};
constexpr std::array json_option{Option{"json", "", "answer with one JSON object"}};

}  // namespace

Command export_command() {
  return {"export", "write one key, or what shares do not hold, into an encrypted file",
          join({own_options, opening_options(), password_options, json_option}),
          R"(Reads a secret as split does, or with --shares as recover does, and writes one file:

  keystore  one key under a password, for MetaMask, geth and others of Ethereum
  bip38     one key under a password, for programs of Bitcoin
  wif       one key of Bitcoin, not encrypted
  age       a passphrase file that 'age -d' opens: what --contents lists, which no share
            holds, and with --secret the secret itself

The file is opened again and compared before it gets its name. docs/offline-file.md
describes the text inside an age file.

Examples, the second for a key that was imported into MetaMask:

  steelshare export --template > contents.txt
  steelshare export --to age --contents contents.txt --out offline
  steelshare export --to keystore --out keystore
)",
          run};
}

}  // namespace steelshare::cli
