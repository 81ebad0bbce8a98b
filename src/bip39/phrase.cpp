#include "steelshare/bip39/phrase.h"

#include <algorithm>
#include <utility>

#include "steelshare/bip39/mnemonic.h"
#include "steelshare/words/nearest.h"
#include "steelshare/words/normal_form.h"

namespace steelshare::bip39 {
namespace {

constexpr std::string_view ideographic_space = "\xe3\x80\x80";

// The lists of which words are named by nothing less have no letter of ASCII.
bool can_have(Language language, std::string_view text) {
  return words(language).naming() != Wordlist::Naming::whole_word || !is_ascii(text);
}

// The text in each language that knows all its words. Where some know them in full, those that know
// beginnings only do not count.
std::vector<Phrase> candidates_of(std::string_view text) {
  std::vector<Phrase> candidates;
  for (const Language language : all_languages) {
    if (!can_have(language, text)) continue;
    auto mnemonic = parse(text, words(language));
    if (mnemonic) candidates.push_back({language, std::move(*mnemonic)});
  }
  if (candidates.size() < 2) return candidates;
  const auto knows_in_full = [&](const Phrase& candidate) {
    return familiarity(text, words(candidate.language)).beginnings == 0;
  };
  if (std::ranges::any_of(candidates, knows_in_full)) {
    std::erase_if(candidates, [&](const Phrase& candidate) { return !knows_in_full(candidate); });
  }
  return candidates;
}

bool same_text(const Phrase& a, const Phrase& b) {
  return detail::declassify(format(a.mnemonic, words(a.language)) ==
                            format(b.mnemonic, words(b.language)));
}

Result<Phrase, Errors> checked(Phrase phrase) {
  if (const auto entropy = decode(phrase.mnemonic); !entropy) return Errors{entropy.error()};
  return phrase;
}

Result<Phrase, Errors> read_in(Language language, std::string_view text) {
  auto mnemonic = parse(text, words(language));
  if (!mnemonic) return mnemonic.error();
  return checked({language, std::move(*mnemonic)});
}

}  // namespace

Result<Phrase, Errors> read_phrase(std::string_view text, std::optional<Language> language) {
  if (language) return read_in(*language, text);
  auto candidates = candidates_of(text);
  if (candidates.empty()) return read_in(nearest_language(text), text);
  std::optional<Phrase> found;
  for (Phrase& candidate : candidates) {
    if (!decode(candidate.mnemonic)) continue;
    // Words that two lists share are one text and so one wallet, though of other entropy.
    if (found && same_text(*found, candidate)) continue;
    if (found) return Errors{{ErrorCode::ambiguous_language}};
    found = std::move(candidate);
  }
  if (!found) return checked(std::move(candidates.front()));
  return std::move(*found);
}

std::vector<Language> languages_of(std::string_view text) {
  std::vector<Language> languages;
  for (const Phrase& candidate : candidates_of(text)) {
    if (decode(candidate.mnemonic)) languages.push_back(candidate.language);
  }
  return languages;
}

Language nearest_language(std::string_view text) {
  Language nearest = Language::english;
  std::size_t most = 0;
  for (const Language language : all_languages) {
    if (!can_have(language, text)) continue;
    const std::size_t weight = familiarity(text, words(language)).weight();
    if (weight > most) nearest = language;
    most = std::max(most, weight);
  }
  return nearest;
}

Text write_phrase(const Mnemonic& mnemonic, Language language) {
  Text decomposed = format(mnemonic, words(language));
  if (is_ascii(chars(decomposed))) return decomposed;
  auto composed = compose(chars(decomposed));
  expects(composed.has_value());
  if (language != Language::japanese) return std::move(*composed);
  TextBuilder text(2 * composed->size());
  for (const char character : composed->view()) {
    if (character == ' ') {
      text.append(ideographic_space);
    } else {
      text.append(character);
    }
  }
  return text.finish();
}

std::vector<std::size_t> fitting_exchanges(const Mnemonic& mnemonic) {
  std::vector<std::size_t> places;
  Mnemonic changed = mnemonic.clone();
  const auto view = changed.view();
  for (std::size_t i = 0; i + 1 < view.size(); ++i) {
    std::swap(view[i], view[i + 1]);
    const bool is_other = detail::declassify(view[i] != view[i + 1]);
    if (is_other && decode(changed)) places.push_back(i + 1);
    std::swap(view[i], view[i + 1]);
  }
  return places;
}

}  // namespace steelshare::bip39
