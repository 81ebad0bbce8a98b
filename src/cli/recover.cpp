#include <unistd.h>

#include <array>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/next_steps.h"
#include "cli/opening.h"
#include "cli/secret_text.h"
#include "cli/surroundings.h"
#include "cli/terminal.h"
#include "steelshare/secret/hex.h"

namespace steelshare::cli {
namespace {

using recovery::Reading;
using recovery::Verdict;

// What to do next, and where; only where it is known what was recovered.
struct Next {
  WalletName wallet;
  Recovered recovered;
};

std::optional<Next> next_for(std::optional<WalletName> wallet, const ReadOpening& read) {
  const Opening& opening = read.opening;
  if (!wallet || !opening.chosen || opening.verdict == Verdict::mismatch) return std::nullopt;
  const Reading& reading = opening.readings[*opening.chosen];
  const std::size_t words = reading.kind == wallet::Kind::bip39 ? opening.secret.size() * 3 / 4 : 0;
  return Next{*wallet,
              {reading.kind, words, !read.phrasing.passphrase.is_empty(),
               is_unusual(reading.language), reading.accounts}};
}

// On a mismatch the secret stays inside: it is not the wallet that was asked for.
Text json_answer(const Opening& opening, const std::optional<Next>& next) {
  TextBuilder text;
  Json json(text);
  const bool show_secret = opening.verdict != Verdict::mismatch;
  json.begin_object();
  json.key("command").string("recover");
  if (opening.chosen) {
    const Reading& reading = opening.readings[*opening.chosen];
    json.key("kind").string(wallet::name(reading.kind));
    if (show_secret) {
      json.key("secret").string(chars(secret_to_hex(opening.secret.view())));
      write_secret(json, {reading.kind, reading.language}, opening.secret);
    }
    write_reading(json, reading);
  } else {
    if (show_secret) json.key("secret").string(chars(secret_to_hex(opening.secret.view())));
    json.key("readings").begin_array();
    for (const Reading& reading : opening.readings) {
      json.begin_object();
      json.key("kind").string(wallet::name(reading.kind));
      if (show_secret) write_secret(json, {reading.kind, reading.language}, opening.secret);
      write_reading(json, reading);
      json.end_object();
    }
    json.end_array();
  }
  if (opening.unverified) json.key("unverified").boolean(true);
  json.key("verdict").string(recovery::name(opening.verdict));
  if (next) {
    json.key("next").begin_array();
    for (const auto& step : next_steps(next->wallet, next->recovered)) json.string(step);
    json.end_array();
  }
  json.end_object();
  text.append('\n');
  return text.finish();
}

// The readings that count: the chosen one, or all of them.
std::span<const Reading> shown_readings(const Opening& opening) {
  const std::span<const Reading> all(opening.readings);
  return opening.chosen ? all.subspan(*opening.chosen, 1) : all;
}

Text plain_answer(const Opening& opening, const std::optional<Next>& next, bool with_secret) {
  TextBuilder text;
  text.append(std::string_view("verdict: "));
  text.append(recovery::name(opening.verdict));
  text.append(std::string_view(opening.unverified ? ", unverified\n" : "\n"));
  for (const Reading& reading : shown_readings(opening)) {
    if (!opening.chosen) {
      text.append(std::string_view("\nread as "));
      text.append(meaning(reading.kind));
      text.append('\n');
    }
    write_reading(text, reading);
    if (with_secret) write_secret(text, {reading.kind, reading.language}, opening.secret);
  }
  if (next) {
    text.append('\n');
    write_next_steps(text, next->wallet, next->recovered);
  }
  return text.finish();
}

std::vector<Text> secret_pages(const Opening& opening) {
  std::vector<Text> pages;
  for (const Reading& reading : shown_readings(opening)) {
    pages.push_back(secret_page({reading.kind, reading.language}, opening.secret));
  }
  return pages;
}

Outcome<Done> answer(const Arguments& arguments, const Opening& opening,
                     const std::optional<Next>& next, Showing showing) {
  if (arguments.has("json")) return print(json_answer(opening, next));
  // On a mismatch the secret stays inside: it is not the wallet that was asked for.
  const bool with_secret = opening.verdict != Verdict::mismatch;
  if (with_secret && showing == Showing::on_pages) {
    if (auto shown = show_pages(secret_pages(opening)); !shown) return shown.error();
  }
  return print(plain_answer(opening, next, with_secret && showing == Showing::printed));
}

void advise(const Knowledge& knowledge, const Opening& opening) {
  if (opening.verdict == Verdict::mismatch) {
    notice("the shares open, but not to a wallet with what was given");
    notice(
        "another passphrase or kind gives another wallet; an address is looked for among the first "
        "100 accounts of each preset");
  } else if (opening.verdict == Verdict::cannot_tell) {
    notice(
        knowledge.evidence.empty()
            ? "nothing proves that this is the right wallet: compare an address, or give --address"
            : "what was given is of accounts that cannot be derived here, so nothing proves that "
              "this is the right wallet: compare an address");
  }
}

Outcome<Exit> run(const Arguments& arguments) {
  const auto knowledge = read_knowledge(arguments);
  if (!knowledge) return knowledge.error();
  const auto wallet = read_wallet(arguments);
  if (!wallet) return wallet.error();
  const auto allowed = allow_secrets_out(arguments, "the secret");
  if (!allowed) return allowed.error();
  warn_when_online();
  const auto read = read_and_open(arguments, *knowledge);
  if (!read) return read.error();
  advise(*knowledge, read->opening);
  const auto next = next_for(*wallet, *read);
  if (*wallet && !read->opening.chosen) {
    notice(
        "--wallet: what to do next depends on what the shares mean, which nothing here decides: "
        "give an --address, the --record or the --kind");
  }
  const auto printed = answer(arguments, read->opening, next, *allowed);
  if (!printed) return printed.error();
  if (read->opening.verdict != Verdict::mismatch) {
    notice("nobody ever needs to be told these words: whoever asks for them is a thief");
  }
  if (!*wallet && read->opening.verdict != Verdict::mismatch && is_terminal(STDOUT_FILENO)) {
    notice("--wallet says what to do next in " + wallet_names());
  }
  return exit_of(read->opening.verdict);
}

constexpr std::array output_options{
    Option{"wallet", "NAME", "say what to do next in metamask, ledger, trezor or electrum"},
    Option{"reveal", "", "print the secret to the terminal without asking"},
    Option{"json", "", "answer with one JSON object"},
};

}  // namespace

Command recover_command() {
  return {"recover", "rebuild the secret from shares, and prove it by its addresses",
          join({opening_options(), output_options}),
          R"(Reads shares, one a line, at least as many as the thresholds ask for, in any order.
The first four letters of each word are enough. Shares beyond the threshold are
checked against the others. The secret is printed with the verdict:

  match        every address, fingerprint and record given belongs to this wallet
  mismatch     it is another wallet; the secret is not shown, exit status 1
  cannot_tell  nothing was given to compare with, or nothing that can be derived

Example, with three of five shares in a file:

  steelshare recover --in shares.txt --reveal \
    --address 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266
)",
          run};
}

}  // namespace steelshare::cli
