#include "steelshare/words/wordlist.h"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <string>

namespace steelshare {
namespace {

// What find has to say of lower-case letters, by looking at one word after the other.
Result<WordIndex> look_up(const Wordlist& list, const std::string& letters) {
  std::optional<WordIndex> beginning;
  for (std::uint16_t i = 0; i < list.size(); ++i) {
    const std::string word = list.word(WordIndex{i});
    if (word == letters) return WordIndex{i};
    if (word.starts_with(letters) && !beginning) beginning = WordIndex{i};
  }
  if (!beginning) return Error{ErrorCode::unknown_word};
  if (letters.size() < Wordlist::prefix_letters) return Error{ErrorCode::prefix_too_short};
  return *beginning;
}

void expect_same_answer(const Wordlist& list, const std::string& letters) {
  const auto found = list.find(letters);
  const auto expected = look_up(list, letters);
  ASSERT_EQ(found.has_value(), expected.has_value()) << letters;
  if (found) {
    EXPECT_EQ(*found, *expected) << letters;
  } else {
    EXPECT_EQ(found.error().code, expected.error().code) << letters;
  }
}

TEST(Wordlist, AnswersAsReadingWordByWordDoesForEveryBeginningAndItsNeighbours) {
  for (const Wordlist* list : {&slip39_words(), &bip39_english_words()}) {
    for (std::uint16_t i = 0; i < list->size(); i += 5) {
      std::string letters = list->word(WordIndex{i});
      for (; !letters.empty(); letters.pop_back()) {
        for (const int step : {-0x80, -1, 0, 1}) {
          std::string changed = letters;
          changed.back() = static_cast<char>(changed.back() + step);
          expect_same_answer(*list, changed);
        }
      }
    }
  }
}

TEST(Wordlist, SpellsEveryWord) {
  for (const Wordlist* list : {&slip39_words(), &bip39_english_words()}) {
    for (std::uint16_t i = 0; i < list->size(); ++i) {
      std::array<char, Wordlist::longest_word> letters{'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x'};
      list->spell(WordIndex{i}, letters);
      std::string padded = list->word(WordIndex{i});
      padded.resize(Wordlist::longest_word);
      EXPECT_EQ(std::string(letters.data(), letters.size()), padded);
    }
  }
}

TEST(Wordlist, KnowsItsWordsByNumber) {
  EXPECT_EQ(slip39_words().word(WordIndex{0}), "academic");
  EXPECT_EQ(slip39_words().word(WordIndex{511}), "lawsuit");
  EXPECT_EQ(slip39_words().word(WordIndex{1023}), "zero");
  EXPECT_EQ(bip39_english_words().word(WordIndex{0}), "abandon");
  EXPECT_EQ(bip39_english_words().word(WordIndex{2047}), "zoo");
}

TEST(WordlistDeathTest, RefusesNumbersBehindTheList) {
  std::array<char, Wordlist::longest_word> letters{};
  EXPECT_DEATH(slip39_words().spell(WordIndex{1024}, letters), "wordlist.cpp");
  EXPECT_DEATH(static_cast<void>(slip39_words().word(WordIndex{1024})), "wordlist.cpp");
}

TEST(Wordlist, FindsEveryWordAndEveryUniquePrefix) {
  for (const Wordlist* list : {&slip39_words(), &bip39_english_words()}) {
    for (std::uint16_t i = 0; i < list->size(); ++i) {
      const std::string word(list->word(WordIndex{i}));
      for (std::size_t length = std::min<std::size_t>(4, word.size()); length <= word.size();
           ++length) {
        const auto found = list->find(word.substr(0, length));
        ASSERT_TRUE(found) << word;
        EXPECT_EQ(*found, WordIndex{i}) << word;
      }
    }
  }
}

TEST(Wordlist, IgnoresCase) {
  EXPECT_EQ(*slip39_words().find("ACADemic"), WordIndex{0});
  EXPECT_EQ(*slip39_words().find("ZeRo"), WordIndex{1023});
}

TEST(Wordlist, SaysWhyAWordIsNotFound) {
  const auto code = [](std::string_view word) { return slip39_words().find(word).error().code; };
  EXPECT_EQ(code("aca"), ErrorCode::prefix_too_short);
  EXPECT_EQ(code("xyz"), ErrorCode::unknown_word);
  EXPECT_EQ(code("academics"), ErrorCode::unknown_word);
  EXPECT_EQ(code("acadx"), ErrorCode::unknown_word);
  EXPECT_EQ(code("acad\xc3\xa9"), ErrorCode::unknown_word);
  EXPECT_EQ(code("\xe1"
                 "cademic"),
            ErrorCode::unknown_word);
  EXPECT_EQ(code("zzzz"), ErrorCode::unknown_word);
  EXPECT_EQ(code(""), ErrorCode::empty_input);
}

TEST(Wordlist, TakesAShortWordBeforeTheLongerOnesItBegins) {
  // "act" and "actor" are both English BIP-39 words.
  EXPECT_EQ(bip39_english_words().word(*bip39_english_words().find("act")), "act");
  EXPECT_EQ(bip39_english_words().word(*bip39_english_words().find("acto")), "actor");
}

}  // namespace
}  // namespace steelshare
