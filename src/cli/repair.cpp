#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/gathering.h"
#include "cli/opening.h"
#include "cli/plate_files.h"
#include "cli/surroundings.h"
#include "cli/terminal.h"
#include "cli/worn_plates.h"
#include "steelshare/base/bytes.h"
#include "steelshare/repair/checkpoint.h"
#include "steelshare/repair/repair.h"
#include "steelshare/secret/random.h"

namespace steelshare::cli {
namespace {

using recovery::Verdict;
using repair::Candidate;
using repair::Level;
using repair::Proof;
using repair::RepairedPlate;
using repair::SetAside;
using repair::WornPlate;

constexpr int most_wrong_words = 5;
constexpr int most_slices = 1'000'000;

struct Slice {
  std::size_t number = 1, count = 1;
};
Outcome<Slice> read_slice(const Arguments& arguments) {
  const auto text = arguments.value("slice");
  if (!text) return Slice{};
  const auto slash = text->find('/');
  const auto number = parse_number(text->substr(0, slash), 1, most_slices);
  const auto count = slash == std::string::npos
                         ? std::nullopt
                         : parse_number(text->substr(slash + 1), 1, most_slices);
  if (!number || !count || *number > *count) {
    return usage("--slice takes K/N, the part and the number of parts, as 3/10");
  }
  return Slice{static_cast<std::size_t>(*number), static_cast<std::size_t>(*count)};
}

// What the person knows of the wallet, with what is needed to compare it.
class Judge {
 public:
  Judge(const Knowledge& knowledge, slip39::Passphrase passphrase, bip39::Phrasing phrasing)
      : knowledge_(knowledge), passphrase_(std::move(passphrase)), phrasing_(std::move(phrasing)) {}

  [[nodiscard]] bool knows_anything() const {
    return knowledge_.record.has_value() || !knowledge_.evidence.empty();
  }

  // The record knows each plate by its tag; without it only a quorum has addresses.
  [[nodiscard]] Proof proves(const Candidate& candidate) const {
    std::vector<slip39::Share> shares;
    for (const RepairedPlate& plate : candidate) {
      shares.push_back(*slip39::decode(plate.words));
      if (knowledge_.record &&
          !recovery::check_plate(*knowledge_.record, plate.words, shares.back())) {
        return Proof::refutes;
      }
    }
    if (knowledge_.record) return Proof::every_plate;
    const auto encrypted = slip39::open(shares);
    if (!encrypted) return Proof::cannot_tell;
    return compare(slip39::decrypt(*encrypted, passphrase_));
  }

 private:
  [[nodiscard]] Proof compare(const slip39::MasterSecret& secret) const {
    std::vector<recovery::Reading> readings;
    if (knowledge_.kind) {
      auto reading =
          recovery::read_as(*knowledge_.kind, secret, phrasing_, {}, knowledge_.evidence);
      if (reading) readings.push_back(std::move(*reading));
    } else {
      readings = recovery::read_all(secret, phrasing_, knowledge_.evidence);
    }
    const auto any = [&](Verdict verdict) {
      return std::ranges::any_of(readings, [&](const auto& one) { return one.verdict == verdict; });
    };
    if (any(Verdict::match)) return Proof::quorum;
    if (!knowledge_.language &&
        recovery::find_language(secret, phrasing_.passphrase, knowledge_.evidence)) {
      return Proof::quorum;
    }
    return any(Verdict::cannot_tell) ? Proof::cannot_tell : Proof::refutes;
  }

  const Knowledge& knowledge_;
  slip39::Passphrase passphrase_;
  bip39::Phrasing phrasing_;
};

Outcome<Judge> read_judge(const Arguments& arguments, const Knowledge& knowledge) {
  auto passphrase = read_slip39_passphrase(arguments, Typed::once);
  if (!passphrase) return passphrase.error();
  auto bip39_passphrase = read_bip39_passphrase(arguments, Typed::once);
  if (!bip39_passphrase) return bip39_passphrase.error();
  return Judge(knowledge, std::move(*passphrase),
               bip39::Phrasing(first_language(knowledge), std::move(*bip39_passphrase)));
}

std::string seconds_text(double seconds) {
  if (seconds < 120) return std::to_string(static_cast<int>(seconds)) + " s";
  if (seconds < 7200) return std::to_string(static_cast<int>(seconds / 60)) + " min";
  return std::to_string(static_cast<int>(seconds / 3600)) + " h";
}

// A line on the terminal that says how far a search is; nothing elsewhere, and nothing of a search
// that is over before anybody could read it.
class ProgressLine {
 public:
  ProgressLine() : begin_(Clock::now()), shown_(begin_) {}
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine() { clear(); }

  void clear() {
    if (width_ > 0) write("\r" + std::string(width_, ' ') + "\r");
  }

  void show(double done, double searched) {
    const auto now = Clock::now();
    // What an earlier run did is no measure of how fast this one is.
    if (!first_) first_ = {done, searched};
    if (!is_terminal(STDERR_FILENO) || now - shown_ < std::chrono::milliseconds(500)) return;
    shown_ = now;
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    const double here = done - first_->done;
    constexpr std::size_t bar_width = 20;
    const auto filled = static_cast<std::size_t>(done * bar_width);
    std::string line =
        "[" + std::string(filled, '#') + std::string(bar_width - filled, '.') + "] " +
        std::to_string(static_cast<int>(done * 100)) + " %, " +
        std::to_string(static_cast<long>((searched - first_->searched) / seconds / 1000)) +
        " thousand a second";
    if (here > 0) line += ", " + seconds_text((1 - done) * seconds / here) + " left";
    const std::size_t blanks = width_ > line.size() ? width_ - line.size() : 0;
    width_ = std::max(width_, line.size());
    write("\r" + line + std::string(blanks, ' '));
  }

 private:
  using Clock = std::chrono::steady_clock;
  static void write(const std::string& text) {
    std::fputs(text.c_str(), stderr);
    std::fflush(stderr);
  }

  struct Point {
    double done, searched;
  };
  Clock::time_point begin_, shown_;
  std::optional<Point> first_;
  std::size_t width_ = 0;
};

std::string_view reason_name(SetAside::Reason reason) {
  switch (reason) {
    case SetAside::Reason::other_length:
      return "other_length";
    case SetAside::Reason::other_set:
      return "other_set";
    case SetAside::Reason::contradicts:
      return "contradicts";
    case SetAside::Reason::too_worn:
      return "too_worn";
    case SetAside::Reason::repeated:
      return "repeated";
    case SetAside::Reason::unproved:
      return "unproved";
  }
  return "";
}

// Sides in a wrong order are found before where all words are legible.
std::string_view describe_reason(SetAside::Reason reason, bool is_worn) {
  switch (reason) {
    case SetAside::Reason::other_length:
      return "it has another number of words than most, so it is of another set";
    case SetAside::Reason::other_set:
      return is_worn ? "it is of another set, or its sides were typed in a wrong order"
                     : "it is of another set";
    case SetAside::Reason::contradicts:
      return "altered or misread: all others agree without it";
    case SetAside::Reason::too_worn:
      return "what it no longer shows stands on no other plate";
    case SetAside::Reason::repeated:
      return "it reads as another one that was given";
    case SetAside::Reason::unproved:
      return "what you know proves the others, and nothing what was repaired of this one";
  }
  return "";
}

void write_shares(Json& json, const Candidate& candidate) {
  json.key("shares").begin_array();
  for (const RepairedPlate& plate : candidate) {
    json.begin_object();
    json.key("share").number(plate.plate + 1);
    json.key("mnemonic").string(chars(format(plate.words, slip39_words())));
    json.key("changed").begin_array();
    for (const std::size_t place : plate.changed) json.number(place + 1);
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

// With files the shares are there and not here.
Text json_answer(const repair::Answer& answer, const Slice& slice,
                 const std::optional<std::string>& file) {
  TextBuilder text;
  Json json(text);
  json.begin_object();
  json.key("command").string("repair");
  json.key("level").string(repair::name(answer.level));
  json.key("searched").number(answer.searched);
  json.key("candidates").number(answer.candidates.size());
  json.key("expected_false").number(answer.expected_false);
  if (slice.count > 1) {
    json.key("slice").string(std::to_string(slice.number) + "/" + std::to_string(slice.count));
  }
  if (!answer.aside.empty()) {
    json.key("set_aside").begin_array();
    for (const auto& [reason, plate] : answer.aside) {
      json.begin_object();
      json.key("share").number(plate + 1);
      json.key("reason").string(reason_name(reason));
      json.end_object();
    }
    json.end_array();
  }
  if (file) {
    write_files(json, {*file});
  } else if (answer.level == Level::ambiguous) {
    json.key("sets").begin_array();
    for (std::size_t i = 0; i < answer.candidates.size(); ++i) {
      json.begin_object();
      write_shares(json, answer.candidates[i]);
      json.end_object();
    }
    json.end_array();
  } else if (answer.level != Level::none) {
    write_shares(json, answer.candidates[0]);
  }
  json.end_object();
  text.append('\n');
  return text.finish();
}

std::string listed(const std::vector<std::size_t>& places) {
  std::string text = places.size() == 1 ? "word " : "words ";
  for (std::size_t i = 0; i < places.size(); ++i) {
    text += (i == 0 ? "" : ", ") + std::to_string(places[i] + 1);
  }
  return text;
}

std::string title_of(const RepairedPlate& plate) {
  std::string title = "plate " + std::to_string(plate.plate + 1) + ": ";
  if (plate.changed.empty()) return title + "as it was read";
  title += listed(plate.changed) + " repaired";
  if (plate.misread > 0) title += ", " + std::to_string(plate.misread) + " of them read otherwise";
  return title;
}

Text plain_answer(const std::vector<Candidate>& candidates) {
  TextBuilder text;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (candidates.size() > 1) {
      text.append(std::string_view("# possibility " + std::to_string(i + 1) + "\n"));
    }
    for (const RepairedPlate& plate : candidates[i]) {
      text.append(std::string_view("# " + title_of(plate) + "\n"));
      text.append(format(plate.words, slip39_words()));
      text.append('\n');
    }
  }
  return text.finish();
}

// Only plates that are not as they were read need a look.
std::vector<Text> pages(const std::vector<Candidate>& candidates) {
  std::vector<Text> pages;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    for (const RepairedPlate& plate : candidates[i]) {
      if (plate.changed.empty()) continue;
      TextBuilder page;
      if (candidates.size() > 1) {
        page.append(std::string_view("possibility " + std::to_string(i + 1) + " of " +
                                     std::to_string(candidates.size()) + "\n"));
      }
      page.append(std::string_view(title_of(plate) + "\n\n"));
      write_numbered(page, plate.words, slip39_words());
      pages.push_back(page.finish());
    }
  }
  return pages;
}

// Two digits are enough of a chance.
std::string chance_text(double chance) {
  std::array<char, 32> text{};
  const int size = std::snprintf(text.data(), text.size(), "%.2g", chance);
  return {text.data(), static_cast<std::size_t>(size)};
}

std::string_view meaning_of(Level level, bool knows_anything) {
  switch (level) {
    case Level::none:
      return "";
    case Level::ambiguous:
      if (knows_anything) {
        return "nothing decides, what you know of the wallet neither: try each possibility with "
               "'recover'";
      }
      return "nothing decides: try each possibility with 'recover', or give an --address, a "
             "--fingerprint or a --record";
    case Level::digest:
      return "the digest of the set chose it among all that were possible";
    case Level::exact:
      return "the legible words leave no other possibility";
    case Level::address:
      return "what you know of the wallet proves it";
  }
  return "";
}

std::string_view describe_obstacle(repair::Obstacle obstacle, bool knows_anything) {
  switch (obstacle) {
    case repair::Obstacle::none:
      return "";
    case repair::Obstacle::nothing_fits:
      return "nothing fits: more words are wrong than --wrong-words allows for, or a plate was "
             "altered; mark with ? what is not certain";
    case repair::Obstacle::too_many_plans:
      return "too little of the first four words is legible, or too many words may be wrong: mark "
             "only what is not legible, bring more plates, or lower --wrong-words";
    case repair::Obstacle::too_many_tries:
      if (!knows_anything) {
        return "too little is legible to search for the rest: bring more plates, read more "
               "letters, or give an --address, a --fingerprint or a --record";
      }
      return "too little is legible to search for the rest: bring more plates, or read more "
             "letters";
    case repair::Obstacle::interrupted:
      return "interrupted";
    case repair::Obstacle::not_the_wallet:
      return "plates that fit each other are not of the wallet that was given: another passphrase, "
             "another wallet, or more words are wrong";
  }
  return "";
}

// Plates that are repaired open nothing before there is a quorum of them.
void tell_what_is_missing(const Candidate& candidate) {
  std::vector<slip39::Share> shares;
  for (const RepairedPlate& plate : candidate) shares.push_back(*slip39::decode(plate.words));
  const auto progress = recovery::progress(shares);
  if (progress.complete()) return;
  std::string missing;
  for (const std::string& part : missing_parts(progress))
    missing += (missing.empty() ? "" : "; ") + part;
  notice("not enough to open the wallet yet: " + missing);
}

// How it ended, on standard error: the answer itself may be piped into 'recover'.
void tell(const repair::Answer& answer, std::span<const WornPlate> plates, const Slice& slice,
          bool knows_anything) {
  for (const auto& [reason, plate] : answer.aside) {
    const bool is_worn = std::ranges::any_of(
        plates[plate], [](const repair::Choices& place) { return place.size() != 1; });
    notice("plate " + std::to_string(plate + 1) +
           " is set aside: " + std::string(describe_reason(reason, is_worn)));
  }
  const std::string counts = count_text(answer.searched) + " possibilities tried, " +
                             std::to_string(answer.candidates.size()) + " left, " +
                             chance_text(answer.expected_false) + " false ones to be expected";
  if (answer.level == Level::none) {
    const bool is_slice = slice.count > 1 && answer.obstacle == repair::Obstacle::nothing_fits;
    notice(is_slice ? "nothing fits in this slice"
                    : std::string(describe_obstacle(answer.obstacle, knows_anything)));
    notice("level: none; " + counts);
    return;
  }
  notice("level: " + std::string(repair::name(answer.level)) + "; " + counts);
  notice(meaning_of(answer.level, knows_anything));
  tell_what_is_missing(answer.candidates[0]);
}

// Where the answer goes: to a file of its own, or out as it is allowed to.
struct Target {
  std::optional<std::string> directory;
  std::string name;  // of the file in it
  Showing showing = Showing::printed;
};

Outcome<Target> read_target(const Arguments& arguments, const Slice& slice) {
  Target target{arguments.value("out"), "repaired.txt"};
  if (slice.count > 1) {
    target.name =
        "repaired-" + std::to_string(slice.number) + "-of-" + std::to_string(slice.count) + ".txt";
  }
  if (target.directory) {
    const auto free = OutputDirectory::check(*target.directory, {&target.name, 1});
    if (!free) return free.error();
    return target;
  }
  const auto showing = allow_secrets_out(arguments, "the repaired plates");
  if (!showing) return showing.error();
  target.showing = *showing;
  return target;
}

// Writes the possibilities as 'recover' reads them, where there are any.
Outcome<std::optional<std::string>> write_file(const Target& target, const repair::Answer& answer) {
  if (!target.directory || answer.candidates.empty()) return std::optional<std::string>();
  auto directory = OutputDirectory::open(*target.directory);
  if (!directory) return directory.error();
  const Text text = plain_answer(answer.candidates);
  if (auto added = directory->add(target.name, bytes_of(chars(text))); !added) return added.error();
  if (auto done = directory->commit(); !done) return done.error();
  warn_when_on_disk(*directory);
  return std::optional(target.name);
}

Outcome<Done> print_answer(const Arguments& arguments, const repair::Answer& answer,
                           const Slice& slice, const Target& target,
                           const std::optional<std::string>& file) {
  if (arguments.has("json")) return print(json_answer(answer, slice, file));
  if (answer.candidates.empty()) return Done{};
  if (file) return print(*target.directory + "/" + *file + "\n");
  if (target.showing == Showing::printed) return print(plain_answer(answer.candidates));
  return show_pages(pages(answer.candidates));
}

// Ctrl-C and its like, as a question, for as long as a search has something to write before it
// ends.
class Interruption {
 public:
  Interruption() {
    signal_number = 0;
    struct sigaction noting {};
    noting.sa_handler = [](int number) { signal_number = number; };
    for (std::size_t i = 0; i < ending.size(); ++i) {
      sigaction(ending[i], nullptr, &before_[i]);
      // What the caller had ignored, as nohup does, stays so.
      if (before_[i].sa_handler != SIG_IGN) sigaction(ending[i], &noting, nullptr);
    }
  }
  ~Interruption() {
    for (std::size_t i = 0; i < ending.size(); ++i) sigaction(ending[i], &before_[i], nullptr);
  }
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  static bool is_there() { return signal_number != 0; }
  /// Ends the program as the signal would have done. Needs this to be over.
  static void end() { raise(signal_number); }

 private:
  static constexpr std::array ending{SIGINT, SIGTERM, SIGHUP};
  static inline std::atomic<int> signal_number = 0;
  std::array<struct sigaction, ending.size()> before_{};
};

// The file that says how far a search is. It is written before the search, at its end, and in
// between after 1, 2, 4 and more seconds, at last once a minute.
class CheckpointFile {
 public:
  static Outcome<CheckpointFile> open(const std::string& path,
                                      std::span<const std::vector<WornPlate>> readings,
                                      const repair::Request& request) {
    auto own = OwnFile::open(path, option);
    if (!own) return own.error();
    SystemRandom random;
    if (!own->text()) {
      CheckpointFile file(std::move(*own), repair::Checkpoint::begin(readings, request, random));
      if (auto written = file.write(); !written) return written.error();
      return file;
    }
    auto checkpoint = repair::Checkpoint::open(*own->text(), readings, request);
    if (!checkpoint) return failure(checkpoint.error(), Place::words, option);
    notice("the search goes on where it was interrupted");
    return CheckpointFile(std::move(*own), std::move(*checkpoint));
  }

  [[nodiscard]] repair::Progress& progress(std::size_t reading) {
    return checkpoint_.progress[reading];
  }
  [[nodiscard]] Outcome<Done> write() { return file_.replace(checkpoint_.text()); }
  // A disk that is full now may not be so in a minute, and the search goes on in any case. Returns
  // whether somebody must be told that it could not be written, which is once.
  [[nodiscard]] bool write_now_and_then() {
    const auto now = Clock::now();
    if (now < next_) return false;
    const bool is_first_failure = !write() && !std::exchange(has_failed_, true);
    pause_ = std::min<Clock::duration>(2 * pause_, std::chrono::minutes(1));
    next_ = Clock::now() + pause_;
    return is_first_failure;
  }
  [[nodiscard]] bool has_failed() const { return has_failed_; }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::string_view option = "--checkpoint";
  CheckpointFile(OwnFile file, repair::Checkpoint checkpoint)
      : file_(std::move(file)), checkpoint_(std::move(checkpoint)) {}

  OwnFile file_;
  repair::Checkpoint checkpoint_;
  bool has_failed_ = false;  // while it searched
  Clock::duration pause_ = std::chrono::seconds(1);
  Clock::time_point next_ = Clock::now() + pause_;
};

// Of two sure answers the better one has a use for more plates: counted otherwise, whole plates
// seem to be of other sets.
bool is_better(const repair::Answer& one, const repair::Answer& other) {
  const bool are_sure = one.level >= Level::digest && other.level >= Level::digest;
  const bool is_proved = one.level == Level::address || other.level == Level::address;
  if (are_sure && !is_proved && one.aside.size() != other.aside.size())
    return one.aside.size() < other.aside.size();
  return one.level > other.level;
}

// The surest answer among all readings of the plates; what was tried for the others counts too.
repair::Answer repair_best(const std::vector<std::vector<WornPlate>>& readings,
                           repair::Request request, std::optional<CheckpointFile>& file) {
  const auto repair_one = [&](std::size_t i) {
    if (file) request.done = &file->progress(i);
    return repair::repair(readings[i], request);
  };
  repair::Answer best = repair_one(0);
  for (std::size_t i = 1; i < readings.size(); ++i) {
    if (best.obstacle == repair::Obstacle::interrupted) return best;
    repair::Answer next = repair_one(i);
    if (next.obstacle == repair::Obstacle::interrupted) return next;
    if (is_better(next, best)) std::swap(best, next);
    best.searched += next.searched;
    best.expected_false += next.expected_false;
  }
  const bool is_by_chance = best.level == Level::digest || best.level == Level::exact;
  const double in_all = best.expected_false * static_cast<double>(request.slices);
  if (is_by_chance && in_all > repair::most_expected_false) best.level = Level::ambiguous;
  return best;
}

// Searches, with a checkpoint where one is asked for; an interruption then ends the program here,
// once it is written.
Outcome<repair::Answer> search(const Arguments& arguments,
                               const std::vector<std::vector<WornPlate>>& plates,
                               repair::Request& request) {
  std::optional<CheckpointFile> file;
  std::optional<Interruption> interruption;
  if (const auto path = arguments.value("checkpoint")) {
    auto opened = CheckpointFile::open(*path, plates, request);
    if (!opened) return opened.error();
    file.emplace(std::move(*opened));
    interruption.emplace();
    request.stops = Interruption::is_there;
  }
  repair::Answer answer;
  {
    ProgressLine line;
    request.progress = [&](double done, double searched) {
      line.show(done, searched);
      if (!file || !file->write_now_and_then()) return;
      line.clear();
      notice("--checkpoint: the file cannot be written now; the search goes on, and tries again");
    };
    answer = repair_best(plates, request, file);
  }
  if (!file) return answer;
  const auto written = file->write();
  interruption.reset();
  if (answer.obstacle == repair::Obstacle::interrupted) {
    if (!written) return written.error();
    notice("interrupted: the same command goes on from here");
    Interruption::end();
  }
  if (!written) {
    notice("--checkpoint: the file cannot be written: what it says is not the end of the search");
  } else if (file->has_failed()) {
    notice("--checkpoint: the file could not be written for a while; it is whole again");
  }
  return answer;
}

Outcome<Exit> run(const Arguments& arguments) {
  const auto knowledge = read_knowledge(arguments);
  if (!knowledge) return knowledge.error();
  const auto wrong_words = arguments.number("wrong-words", 1, 0, most_wrong_words);
  if (!wrong_words) return wrong_words.error();
  const auto slice = read_slice(arguments);
  if (!slice) return slice.error();
  const auto target = read_target(arguments, *slice);
  if (!target) return target.error();
  warn_when_online();
  const auto plates = read_worn_plates(arguments);
  if (!plates) return plates.error();
  const auto judge = read_judge(arguments, *knowledge);
  if (!judge) return judge.error();
  repair::Request request{.wrong_words = static_cast<std::size_t>(*wrong_words),
                          .slice = slice->number,
                          .slices = slice->count,
                          .threads = std::max(1U, std::thread::hardware_concurrency())};
  if (judge->knows_anything()) {
    request.proves = [&](const Candidate& candidate) { return judge->proves(candidate); };
  }
  const auto found = search(arguments, plates->ways, request);
  if (!found) return found.error();
  const repair::Answer& answer = *found;
  tell(answer, plates->ways[0], *slice, judge->knows_anything());
  const auto file = write_file(*target, answer);
  if (!file) return file.error();
  const auto printed = print_answer(arguments, answer, *slice, *target, *file);
  if (!printed) return printed.error();
  return answer.level >= Level::digest ? Exit::done : Exit::undecided;
}

constexpr std::array own_options{
    Option{"wrong-words", "N",
           "up to N words read with certainty may be wrong (default 1, up to 5)"},
    Option{"slice", "K/N", "do the K-th of N equal parts of the search"},
    Option{"checkpoint", "FILE",
           "keep in a file how far the search is, and go on from there; no word is in it"},
    Option{"out", "DIR",
           "write the repaired plates to a file in a directory, and print none of them"},
    Option{"reveal", "", "print the plates to the terminal without asking"},
    Option{"json", "", "answer with one JSON object"},
};

}  // namespace

Command repair_command() {
  return {"repair", "read worn plates together and say what they were, and how sure that is",
          join({opening_options(), own_options}),
          R"(Reads every plate that is at hand, damaged or not, one a line, in any order:

  acad, academic   a word read with certainty
  ac?d             a letter that the steel no longer shows
  ?                nothing legible

Rows of dots and digits are read too: "x" a dot, "." a gap, "?" what is not legible.
All plates are one problem: what one no longer shows, others may. A word that was
read with certainty is changed only where --wrong-words allows it, and is named.
The answer has a level:

  exact       the legible words leave no other possibility
  digest      the digest of the set chose one among all that were possible
  address     an address, fingerprint or record of the wallet proves it
  ambiguous   nothing decides; every possibility is listed, none chosen (status 4)
  none        nothing fits, or too little is legible (status 4)

An address, fingerprint or record decides among up to 1024 possibilities; where more are
left, the level is none.
With --checkpoint a long search can be interrupted, and the same command goes on.
The secret is never shown: 'recover' takes the repaired plates.

Example, three worn plates of a set in a file:

  steelshare repair --in plates.txt | steelshare recover
)",
          run};
}

}  // namespace steelshare::cli
