#include <array>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/secret_kinds.h"
#include "cli/secret_text.h"
#include "cli/surroundings.h"
#include "steelshare/dice/mix.h"
#include "steelshare/secret/hex.h"
#include "steelshare/secret/random.h"

namespace steelshare::cli {
namespace {

using wallet::Kind;

struct Settings {
  Kind kind;
  bip39::Language language;
  std::size_t bytes;
  bool show_mixing;
};

// A fresh secret and what it was made of.
struct Fresh {
  slip39::MasterSecret secret;
  slip39::MasterSecret system;  // the system's part; the secret itself where nothing was rolled
  std::optional<dice::Rolls> rolls;
};

bool has_dice(const Arguments& arguments) {
  return arguments.has("dice") || arguments.has("dice-file");
}

Outcome<Settings> read_settings(const Arguments& arguments) {
  const auto kind = read_kind(arguments);
  if (!kind) return kind.error();
  const Kind chosen = kind->value_or(Kind::slip39);
  if (chosen != Kind::slip39 && chosen != Kind::bip39) {
    return usage("--kind takes slip39 or bip39 here");
  }
  const auto language = read_language(arguments);
  if (!language) return language.error();
  if (*language && chosen != Kind::bip39) return usage("--language needs --kind bip39");
  const auto bits = arguments.number("bits", 128, 128, 256);
  if (!bits) return bits.error();
  if (*bits % 32 != 0) return usage("--bits takes 128, 160, 192, 224 or 256");
  const bool show_mixing = arguments.has("show-mixing");
  if (show_mixing && !has_dice(arguments))
    return usage("--show-mixing needs --dice or --dice-file");
  return Settings{chosen, language->value_or(bip39::Language::english),
                  static_cast<std::size_t>(*bits) / 8, show_mixing};
}

Outcome<Fresh> make(const Settings& settings, std::optional<dice::Rolls> rolls) {
  SystemRandom random;
  slip39::MasterSecret system(settings.bytes);
  random.fill(system.view());
  if (!rolls) return Fresh{system.clone(), std::move(system), {}};
  if (dice::looks_unfair(*rolls)) {
    notice("one face came up in more than two fifths of the rolls: is the die fair?");
  }
  const auto mixed = dice::mix(system.view(), *rolls);
  if (!mixed) {
    return failure(mixed.error(), Place::none, "the rolls of the die");
  }
  return Fresh{slip39::MasterSecret::copy_of(mixed->view()), std::move(system), std::move(rolls)};
}

std::string_view chars_of(const dice::Rolls& rolls) { return {rolls.view().data(), rolls.size()}; }

Text json_answer(const Settings& settings, const Fresh& fresh, const recovery::Reading& reading) {
  TextBuilder text;
  Json json(text);
  json.begin_object();
  json.key("command").string("new");
  json.key("kind").string(wallet::name(settings.kind));
  json.key("secret").string(chars(secret_to_hex(fresh.secret.view())));
  write_secret(json, {settings.kind, settings.language}, fresh.secret);
  write_reading(json, reading);
  json.key("rolls").number(fresh.rolls ? fresh.rolls->size() : 0);
  if (settings.show_mixing) {
    json.key("mixing").begin_object();
    json.key("system").string(chars(secret_to_hex(fresh.system.view())));
    json.key("rolls").string(chars_of(*fresh.rolls));
    json.end_object();
  }
  json.end_object();
  text.append('\n');
  return text.finish();
}

// What sha256sum needs, and the digits that it must begin with.
void write_mixing(TextBuilder& text, const Fresh& fresh, std::string_view line_start) {
  text.append(line_start);
  text.append(std::string_view("system "));
  text.append(secret_to_hex(fresh.system.view()));
  text.append('\n');
  text.append(line_start);
  text.append(std::string_view("rolls  "));
  text.append(chars_of(*fresh.rolls));
  text.append('\n');
  text.append(line_start);
  text.append(std::string_view("secret "));
  text.append(secret_to_hex(fresh.secret.view()));
  text.append('\n');
}

// One line that split reads; the rest are comments to it.
Text plain_answer(const Settings& settings, const Fresh& fresh) {
  TextBuilder text;
  text.append(std::string_view("# "));
  text.append(meaning(settings.kind));
  text.append('\n');
  if (settings.show_mixing) write_mixing(text, fresh, "# ");
  text.append(secret_text({settings.kind, settings.language}, fresh.secret));
  text.append('\n');
  return text.finish();
}

Outcome<Done> show(const Settings& settings, const Fresh& fresh, const recovery::Reading& reading) {
  std::vector<Text> pages;
  pages.push_back(secret_page({settings.kind, settings.language}, fresh.secret));
  if (settings.show_mixing) {
    TextBuilder page;
    write_mixing(page, fresh, "");
    pages.push_back(page.finish());
  }
  if (auto shown = show_pages(pages); !shown) return shown.error();
  TextBuilder summary;
  write_reading(summary, reading);
  return print(summary.finish());
}

Outcome<Exit> run(const Arguments& arguments) {
  const auto settings = read_settings(arguments);
  if (!settings) return settings.error();
  const auto requests = read_requests(arguments, settings->kind);
  if (!requests) return requests.error();
  const auto showing = allow_secrets_out(arguments, "the secret");
  if (!showing) return showing.error();
  warn_when_online();
  auto rolls = read_rolls(arguments, dice::rolls_needed(settings->bytes));
  if (!rolls) return rolls.error();
  const auto fresh = make(*settings, std::move(*rolls));
  if (!fresh) return fresh.error();
  const bip39::Phrasing phrasing(settings->language, bip39::Passphrase::none());
  const auto reading = recovery::read_as(settings->kind, fresh->secret, phrasing, *requests, {});
  if (!reading) return failure(reading.error());
  notice(
      "this secret exists nowhere else: split it, stamp the plates and rehearse them before it "
      "holds money");
  if (arguments.has("json")) {
    if (auto done = print(json_answer(*settings, *fresh, *reading)); !done) return done.error();
  } else if (*showing == Showing::printed) {
    if (auto done = print(plain_answer(*settings, *fresh)); !done) return done.error();
  } else if (auto done = show(*settings, *fresh, *reading); !done) {
    return done.error();
  }
  return Exit::done;
}

}  // namespace

Command new_command() {
  return {"new",
          "make a fresh secret, from the system's randomness and if you like from dice",
          {{"kind", "KIND", "slip39 or bip39 (slip39)"},
           {"language", "LANGUAGE", "of a bip39 phrase: english, french, ... (english)"},
           {"bits", "N", "128, 160, 192, 224 or 256 (128)"},
           {"dice", "", "ask for rolls of a die to mix in"},
           {"dice-file", "FILE", "read the rolls from a file"},
           {"show-mixing", "", "show the system's part and the rolls too, to check the mixing"},
           {"accounts", "LIST", "addresses to list, such as metamask:3,bitcoin-segwit:1"},
           {"reveal", "", "print the secret to the terminal without asking"},
           {"json", "", "answer with one JSON object"}},
          R"(Without dice the secret is the system's randomness. With dice it is the beginning of
the SHA-256 digest of two texts, one after the other: the system's part as lower-case
hexadecimal digits, as many bytes as the secret has, and the rolls as digits 1 to 6. So
neither a weak generator nor a loaded die alone makes it guessable. At least as many rolls
are needed as have the bits of the secret:

  bits   128  160  192  224  256
  rolls   50   62   75   87  100

To check the mixing, on a machine that may know the secret:

  printf %s%s SYSTEM ROLLS | sha256sum

begins with the digits of the secret. It shows that the rolls were used, not when the
system's part was drawn.

Example, a new wallet that never stands on a screen:

  steelshare new | steelshare split --threshold 3 --shares 5 --out plates
)",
          run};
}

}  // namespace steelshare::cli
