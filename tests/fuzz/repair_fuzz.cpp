// Worn plates: bytes choose a policy, a secret, which plates are there, and what the steel still
// shows of them. Whatever an answer says of itself must be true: what is sure is what the plates
// were, the truth is among what is ambiguous, and plates that do not contradict are never said to.
// Or the input is text, as it is typed.
//
// Where a word was misread, an answer may be false by chance and say how likely that is; only what
// is less likely than a run of this target could meet is held against it. A plate that no digest is
// about has its checksum alone, of which four words make another plate: nothing is asked where a
// plate has so many that are illegible or misread, some of them misread. Plates with few legible
// headers are read and no more, because repairing them may take seconds.
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "fuzz/fuzz.h"
#include "steelshare/repair/repair.h"
#include "steelshare/slip39/sharing.h"
#include "support/fixed_random.h"

namespace steelshare::fuzz {
namespace {

using repair::Answer;
using repair::Candidate;
using repair::Choices;
using repair::Level;
using repair::Obstacle;
using repair::RepairedPlate;
using repair::SetAside;
using repair::WornPlate;

constexpr std::size_t most_bits = 14;
constexpr double most_chance = 1e-7;
constexpr std::ptrdiff_t most_header_words = 2;  // illegible, of all plates together
constexpr std::size_t header_words = 4;
constexpr std::size_t code_distance = 4;     // words of two plates with sound checksums
constexpr std::size_t flagged_distance = 3;  // where their flags differ, too

// Where a plate comes from.
enum class Origin : std::uint8_t { own, altered, foreign };

struct Plate {
  Origin origin;
  Mnemonic sound;    // as its set has it
  Mnemonic written;  // as it was stamped, with a sound checksum
  std::vector<std::string> reading;
  std::size_t illegible = 0, misread = 0;
};

struct Case {
  std::vector<Plate> plates;
  Secret<struct slip39::EncryptedTag> secret{0};
  bool has_thresholds_of_one = false;
  bool has_plates_twice = false;
  std::size_t wrong_words = 0;

  [[nodiscard]] bool is_only_worn() const {
    const auto is_own = [](const Plate& plate) { return plate.origin == Origin::own; };
    return !has_plates_twice && std::ranges::all_of(plates, is_own);
  }
  [[nodiscard]] std::size_t misread() const {
    std::size_t count = 0;
    for (const Plate& plate : plates) count += plate.misread;
    return count;
  }
};

slip39::Policy read_policy(Reader& reader) {
  slip39::Policy policy{1, {}};
  const int group_count = std::max(1, reader.between(0, 5) - 2);
  policy.group_threshold = reader.between(1, group_count);
  for (int i = 0; i < group_count; ++i) {
    const std::uint8_t threshold = reader.between(1, 4);
    const int spare = threshold == 1 ? 0 : reader.between(0, 2);
    policy.groups.push_back({threshold, static_cast<std::uint8_t>(threshold + spare)});
  }
  return policy;
}

slip39::EncryptedMasterSecret read_secret(Reader& reader) {
  constexpr std::size_t sizes[] = {16, 16, 16, 18, 20, 32};
  const std::uint8_t choice = reader.byte();
  const std::uint8_t identifier = reader.byte();
  slip39::EncryptedMasterSecret secret{static_cast<std::uint16_t>(identifier << 7 | choice % 128),
                                       (choice & 0x80) != 0, reader.between(0, 15),
                                       Secret<struct slip39::EncryptedTag>(sizes[choice % 6])};
  test::FixedRandom(reader.byte()).fill(secret.bytes.view());
  return secret;
}

Plate plate_of(Origin origin, const slip39::Share& share, std::uint8_t change) {
  slip39::Share stamped = share.clone();
  if (origin == Origin::altered) stamped.value.view()[change % share.value.size()] ^= change | 1U;
  return {origin, slip39::encode(share), slip39::encode(stamped), {}};
}

// A few plates of the set, each once but where the input asks for it twice, and some of another set
// that may have the same header.
std::vector<Plate> read_plates(Reader& reader, Case& one, const std::vector<slip39::Share>& shares,
                               const std::vector<slip39::Share>& others) {
  std::vector<Plate> plates;
  std::vector<bool> taken(shares.size());
  const int count = reader.between(1, 5);
  for (int i = 0; i < count; ++i) {
    const std::uint8_t kind = reader.byte();
    std::size_t number = kind % shares.size();
    if (kind >= 224) {
      plates.push_back(plate_of(Origin::foreign, others[number], 0));
      continue;
    }
    for (std::size_t j = 0; taken[number] && j < shares.size() && kind < 208; ++j)
      number = (number + 1) % shares.size();
    one.has_plates_twice = one.has_plates_twice || taken[number];
    taken[number] = true;
    const bool is_altered = kind >= 176 && kind < 192;
    plates.push_back(plate_of(is_altered ? Origin::altered : Origin::own, shares[number],
                              is_altered ? reader.byte() : 0));
  }
  return plates;
}

// The first letters of a word, some of them illegible.
std::string letters_of(WordIndex word, unsigned illegible) {
  std::string text = slip39_words().word(word).substr(0, Wordlist::prefix_letters);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((illegible >> i & 1) != 0) text[i] = '?';
  }
  return text;
}

// One more thing that the steel does not show, or that was read as something else.
void wear_down(Plate& plate, Reader& reader) {
  const std::uint8_t kind = reader.byte();
  const std::size_t places = plate.reading.size(), place = reader.byte() % places;
  const auto word = static_cast<std::size_t>(plate.written.view()[place]);
  const unsigned letters = kind >> 3 & 0xf;
  switch (kind % 8) {
    case 0:
    case 1:
      plate.reading[place] = "?";
      return;
    case 2:
    case 3:
      plate.reading[place] = letters_of(plate.written.view()[place], letters);
      return;
    case 4:
    case 5: {
      const std::size_t change = 1U + reader.byte();
      const std::size_t other = (word + change + 256U * reader.between(0, 2)) % 1024;
      plate.reading[place] =
          letters_of(WordIndex{static_cast<std::uint16_t>(other)}, kind % 8 == 4 ? 0 : letters);
      return;
    }
    default:
      for (std::size_t i = 0; i <= kind >> 3U; ++i) plate.reading[(place + i) % places] = "?";
  }
}

Case read_case(Reader& reader) {
  Case one;
  const auto policy = read_policy(reader);
  auto secret = read_secret(reader);
  test::FixedRandom random(reader.byte());
  const auto shares = *slip39::divide(secret, policy, random);
  // The other set is of the same secret, and zero leaves it the same header.
  secret.identifier ^= reader.byte();
  const auto others = *slip39::divide(secret, policy, random);
  one.secret = std::move(secret.bytes);
  for (const auto& group : policy.groups) one.has_thresholds_of_one |= group.member_threshold == 1;
  one.wrong_words = reader.between(0, 2);
  one.plates = read_plates(reader, one, shares, others);
  for (Plate& plate : one.plates) {
    for (const WordIndex word : plate.written.view())
      plate.reading.push_back(slip39_words().word(word));
  }
  while (!reader.is_empty()) wear_down(one.plates[reader.byte() % one.plates.size()], reader);
  return one;
}

bool contains(const Choices& choices, WordIndex word) {
  return choices.size() == 0 || std::ranges::find(choices.view(), word) != choices.view().end();
}

// Reads them as the program does, and counts what is wrong with them.
std::vector<WornPlate> read_all(Case& one) {
  std::vector<WornPlate> worn;
  for (Plate& plate : one.plates) {
    std::string line;
    for (const auto& word : plate.reading) line += word + " ";
    auto read = repair::read_worn(line);
    expects(read && read->size() == plate.written.size());
    for (std::size_t place = 0; place < read->size(); ++place) {
      const Choices& choices = (*read)[place];
      if (choices.size() != 1) ++plate.illegible;
      if (!contains(choices, plate.written.view()[place])) ++plate.misread;
    }
    worn.push_back(std::move(*read));
  }
  return worn;
}

bool is_quick(const std::vector<WornPlate>& plates) {
  std::ptrdiff_t illegible = 0;
  for (const WornPlate& plate : plates) {
    illegible += std::ranges::count_if(std::span(plate).first(header_words),
                                       [](const Choices& choices) { return choices.size() != 1; });
  }
  return illegible <= most_header_words;
}

// What an answer says of its candidates, against the plates that were given.
void check_plate(const RepairedPlate& repaired, const WornPlate& plate) {
  std::vector<std::size_t> changed;
  std::size_t misread = 0;
  expects(repaired.words.size() == plate.size() && slip39::decode(repaired.words).has_value());
  for (std::size_t place = 0; place < plate.size(); ++place) {
    const bool fits = contains(plate[place], repaired.words.view()[place]);
    if (!fits) ++misread;
    if (!fits || plate[place].size() != 1) changed.push_back(place);
  }
  expects(repaired.changed == changed && repaired.misread == misread);
}

std::size_t misread_of(const Candidate& candidate) {
  std::size_t count = 0;
  for (const auto& repaired : candidate) count += repaired.misread;
  return count;
}

bool same_words(const Candidate& a, const Candidate& b) {
  return std::ranges::equal(a, b, [](const RepairedPlate& left, const RepairedPlate& right) {
    return left.plate == right.plate && left.words == right.words;
  });
}

// Every plate is in all candidates or aside; no candidate is there twice; the level agrees.
void check_form(const Answer& answer, std::span<const WornPlate> plates, std::size_t wrong_words) {
  const auto& candidates = answer.candidates;
  expects((answer.level == Level::none) == candidates.empty());
  expects((answer.level == Level::none) == (answer.obstacle != Obstacle::none));
  const bool is_sure = answer.level > Level::ambiguous;
  if (is_sure) expects(candidates.size() == 1);
  if (is_sure && answer.level != Level::address) expects(answer.expected_false <= 1e-3);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    std::vector<int> seen(plates.size());
    for (const SetAside& aside : answer.aside) ++seen.at(aside.plate);
    for (const RepairedPlate& repaired : candidates[i]) {
      ++seen.at(repaired.plate);
      check_plate(repaired, plates[repaired.plate]);
    }
    expects(std::ranges::count(seen, 1) == std::ssize(plates));
    expects(misread_of(candidates[i]) <= wrong_words);
    if (answer.level == Level::exact) expects(misread_of(candidates[i]) == 0);
    for (std::size_t j = 0; j < i; ++j) expects(!same_words(candidates[i], candidates[j]));
  }
}

std::vector<slip39::Share> shares_of(const Candidate& candidate) {
  std::vector<slip39::Share> shares;
  for (const auto& repaired : candidate) shares.push_back(*slip39::decode(repaired.words));
  return shares;
}

// By plate of a candidate: whether its group is complete.
std::vector<bool> in_complete_group(const Candidate& candidate) {
  const auto shares = shares_of(candidate);
  std::vector<bool> complete;
  for (const auto& share : shares) {
    const auto members = std::ranges::count(shares, share.group_index, &slip39::Share::group_index);
    complete.push_back(members >= share.member_threshold);
  }
  return complete;
}

// By plate of a candidate: whether a digest, of its group or of all groups, is about it.
std::vector<bool> under_digest(const Candidate& candidate) {
  const auto shares = shares_of(candidate);
  auto under = in_complete_group(candidate);
  std::set<std::uint8_t> complete;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (under[i]) complete.insert(shares[i].group_index);
  }
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const auto& share = shares[i];
    const bool of_groups = share.group_threshold > 1 && complete.size() >= share.group_threshold;
    under[i] = under[i] && (share.member_threshold > 1 || of_groups);
  }
  return under;
}

// What a digest chose is what the set had: no plate that was altered. What none is about is as it
// was stamped.
bool is_right(const Candidate& candidate, const std::vector<Plate>& plates, bool of_foreign) {
  const auto under = under_digest(candidate);
  bool is_any = false;
  for (std::size_t i = 0; i < candidate.size(); ++i) {
    const Plate& plate = plates[candidate[i].plate];
    if ((plate.origin == Origin::foreign) != of_foreign) continue;
    is_any = true;
    const bool can_be_another =
        plate.misread > 0 && plate.misread + plate.illegible >= code_distance;
    if (!under[i] && can_be_another) continue;
    if (!(candidate[i].words == (under[i] ? plate.sound : plate.written))) return false;
  }
  return is_any;
}

// Whether a place of a plate is legible in one of its readings, which contradict its words nowhere.
bool is_legible(const RepairedPlate& repaired, std::size_t place,
                std::span<const WornPlate> plates) {
  return std::ranges::any_of(plates, [&](const WornPlate& reading) {
    if (reading.size() != repaired.words.size() || reading[place].size() != 1) return false;
    for (std::size_t i = 0; i < reading.size(); ++i) {
      if (!contains(reading[i], repaired.words.view()[i])) return false;
    }
    return true;
  });
}

// A plate that no digest and no address is about is sure of itself alone: two lost words leave ten
// bits to check the others, a third none; and the only share of a group is checked by nothing else.
// Any of the others may be misread, as many as are allowed for.
void check_vouched(const Candidate& candidate, std::span<const WornPlate> plates,
                   const std::vector<bool>& under, std::size_t wrong_words) {
  const auto shares = shares_of(candidate);
  for (std::size_t i = 0; i < candidate.size(); ++i) {
    const bool is_repaired = std::ranges::any_of(candidate[i].changed, [&](std::size_t place) {
      return !is_legible(candidate[i], place, plates);
    });
    if (under[i] || !is_repaired) continue;
    const auto lost = std::ranges::count_if(candidate[i].changed, [&](std::size_t place) {
      return plates[candidate[i].plate][place].size() == 0 &&
             !is_legible(candidate[i], place, plates);
    });
    expects(static_cast<std::size_t>(lost) + wrong_words < flagged_distance);
    expects(candidate[i].misread == 0 && shares[i].member_threshold > 1);
  }
}

// Plates of another set may be most of those that are there. A worn one may even be taken for one
// of the set; then it has words that it never had, and the others are what they were.
void check_sure(const Answer& answer, const Case& one) {
  const Candidate& candidate = answer.candidates[0];
  const bool can_be_chance = !one.is_only_worn() || one.misread() > 0;
  if (can_be_chance && answer.expected_false > most_chance) return;
  expects(is_right(candidate, one.plates, false) || is_right(candidate, one.plates, true));
}

// The truth is there, unless something fits for which less must have been misread.
void check_ambiguous(const Answer& answer, const Case& one) {
  const bool has_truth = std::ranges::any_of(answer.candidates, [&](const auto& candidate) {
    return std::ranges::all_of(candidate, [&](const RepairedPlate& repaired) {
      return repaired.words == one.plates[repaired.plate].written;
    });
  });
  std::size_t misread = 0;
  for (const auto& repaired : answer.candidates[0]) misread += one.plates[repaired.plate].misread;
  const bool is_less = std::ranges::all_of(
      answer.candidates, [&](const auto& candidate) { return misread_of(candidate) < misread; });
  expects(has_truth || is_less);
}

// Two lost words of a plate are given by its checksum, and the third word of it checks them, unless
// so many others may be misread that it notices no more.
void check_complete(const Answer& answer, const Case& one) {
  const bool is_little = std::ranges::all_of(one.plates, [&](const Plate& plate) {
    return plate.illegible + one.wrong_words < flagged_distance;
  });
  if (!is_little || one.has_thresholds_of_one || answer.level == Level::address) return;
  expects(answer.level == Level::exact && answer.aside.empty());
}

void check_worn(const Answer& answer, const Case& one) {
  if (answer.level == Level::ambiguous) check_ambiguous(answer, one);
  expects(answer.obstacle != Obstacle::nothing_fits);
  if (one.misread() > 0) return;
  expects(answer.obstacle != Obstacle::not_the_wallet);
  for (const SetAside& aside : answer.aside) {
    const bool is_unproved =
        answer.level == Level::address && aside.reason == SetAside::Reason::unproved;
    expects(aside.reason == SetAside::Reason::too_worn || is_unproved);
  }
  check_complete(answer, one);
}

// Knows the secret.
repair::Proof proves(const Candidate& candidate, const Case& one) {
  const auto opened = slip39::open(shares_of(candidate));
  if (!opened) return repair::Proof::cannot_tell;
  return opened->bytes == one.secret ? repair::Proof::quorum : repair::Proof::refutes;
}

void run_plates(Reader reader) {
  repair::Request request{.most_bits = most_bits};
  const bool has_address = reader.byte() % 4 == 0;
  Case one = read_case(reader);
  request.wrong_words = one.wrong_words;
  if (has_address)
    request.proves = [&](const Candidate& candidate) { return proves(candidate, one); };
  const auto plates = read_all(one);
  if (!is_quick(plates)) return;
  const Answer answer = repair::repair(plates, request);
  check_form(answer, plates, one.wrong_words);
  if (answer.level == Level::address) {
    expects(has_address && proves(answer.candidates[0], one) == repair::Proof::quorum);
    check_vouched(answer.candidates[0], plates, in_complete_group(answer.candidates[0]),
                  one.wrong_words);
    // The other set may have the same share there, under another identifier.
    if (!one.has_thresholds_of_one) check_sure(answer, one);
  } else if (answer.level > Level::ambiguous) {
    check_vouched(answer.candidates[0], plates, under_digest(answer.candidates[0]),
                  one.wrong_words);
    check_sure(answer, one);
  }
  if (one.is_only_worn() && one.misread() <= one.wrong_words) check_worn(answer, one);
}

// Whether a place that was typed may be a word: letter by letter, '?' being any.
bool is_typed(std::string_view typed, WordIndex word) {
  const std::string letters = slip39_words().word(word);
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const char letter =
        typed[i] >= 'A' && typed[i] <= 'Z' ? static_cast<char>(typed[i] - 'A' + 'a') : typed[i];
    if (letter != '?' && (i >= letters.size() || letters[i] != letter)) return false;
  }
  return true;
}

// A place has all words that fit and no others, in ascending order.
void check_place(std::string_view typed, const Choices& choices) {
  std::vector<WordIndex> fitting;
  for (std::uint16_t i = 0; i < slip39_words().size(); ++i) {
    if (is_typed(typed, WordIndex{i})) fitting.push_back(WordIndex{i});
  }
  if (fitting.size() == slip39_words().size()) fitting.clear();
  expects(std::ranges::equal(choices.view(), fitting));
}

std::optional<WornPlate> read_line(std::string_view line) {
  auto plate = repair::read_worn(line);
  std::size_t count = 0;
  std::string_view rest = line;
  for (auto word = take_word(rest); !word.empty(); word = take_word(rest)) ++count;
  if (plate) {
    expects(plate->size() == count);
    for (const Choices& choices : *plate) check_place(take_word(line), choices);
    return std::move(*plate);
  }
  expects(!plate.error().empty());
  for (const auto& [code, at] : plate.error()) {
    const bool is_whole = code == ErrorCode::empty_input || code == ErrorCode::input_too_long;
    expects(is_whole ? at.row == 0 : at.row >= 1 && at.row <= count);
  }
  return {};
}

void run_text(std::string_view text) {
  std::vector<WornPlate> plates;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    auto plate = read_line(line);
    if (plate && repair::is_plate_length(plate->size()) && plates.size() < 4)
      plates.push_back(std::move(*plate));
  }
  if (plates.empty() || !is_quick(plates)) return;
  check_form(repair::repair(plates, {.wrong_words = 1, .most_bits = 10}), plates, 1);
}

}  // namespace

void run(Bytes input) {
  Reader reader(input);
  const std::uint8_t kind = reader.byte();
  if (kind == 't') return run_text(as_text(reader.rest()));
  run_plates(reader);
}

}  // namespace steelshare::fuzz
