#include "steelshare/words/wordlist.h"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace steelshare {
namespace {

const std::vector<const Wordlist*>& all_lists() {
  static const std::vector<const Wordlist*> lists{&slip39_words(),
                                                  &bip39_english_words(),
                                                  &bip39_japanese_words(),
                                                  &bip39_korean_words(),
                                                  &bip39_spanish_words(),
                                                  &bip39_chinese_simplified_words(),
                                                  &bip39_chinese_traditional_words(),
                                                  &bip39_french_words(),
                                                  &bip39_italian_words(),
                                                  &bip39_czech_words(),
                                                  &bip39_portuguese_words()};
  return lists;
}

// A word without the accents that the list does not mind.
std::string letters_of(const Wordlist& list, const std::string& word) {
  if (list.naming() != Wordlist::Naming::four_letters_unaccented) return word;
  std::string letters;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto byte = static_cast<unsigned char>(word[i]);
    if (byte == 0xcc || byte == 0xcd) {
      ++i;
    } else {
      letters += word[i];
    }
  }
  return letters;
}

// What find has to say of lower-case letters, by looking at one word after the other.
Result<WordIndex> look_up(const Wordlist& list, const std::string& letters) {
  const std::string typed = letters_of(list, letters);
  std::optional<WordIndex> beginning;
  for (std::uint16_t i = 0; i < list.size(); ++i) {
    const std::string word = letters_of(list, list.word(WordIndex{i}));
    if (word == typed) return WordIndex{i};
    if (word.starts_with(typed) && !beginning) beginning = WordIndex{i};
  }
  const bool in_full = list.naming() == Wordlist::Naming::whole_word;
  if (!beginning || in_full) return Error{ErrorCode::unknown_word};
  if (typed.size() < Wordlist::prefix_letters) return Error{ErrorCode::prefix_too_short};
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
  for (const Wordlist* list : all_lists()) {
    // Every fifth word of the lists that plates may have.
    const bool is_searched = list->naming() == Wordlist::Naming::four_letters;
    for (std::uint16_t i = 0; i < list->size();
         i = static_cast<std::uint16_t>(i + (is_searched ? 5 : 41))) {
      std::string letters = list->word(WordIndex{i});
      for (; !letters.empty(); letters.pop_back()) {
        for (const int step : {-0x80, -1, 0, 1}) {
          std::string changed = letters;
          changed.back() = static_cast<char>(changed.back() + step);
          if (changed.back() == '\0' || (changed.back() >= 'A' && changed.back() <= 'Z')) continue;
          expect_same_answer(*list, changed);
        }
      }
    }
  }
}

TEST(Wordlist, SpellsEveryWord) {
  for (const Wordlist* list : all_lists()) {
    for (std::uint16_t i = 0; i < list->size(); ++i) {
      std::array<char, Wordlist::longest_word> letters;
      letters.fill('x');
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

TEST(Wordlist, FindsEveryWordOfEveryList) {
  for (const Wordlist* list : all_lists()) {
    for (std::uint16_t i = 0; i < list->size(); ++i) {
      const auto found = list->find(list->word(WordIndex{i}));
      ASSERT_TRUE(found) << list->word(WordIndex{i});
      EXPECT_EQ(*found, WordIndex{i});
    }
  }
}

TEST(Wordlist, FindsEveryUniquePrefixWithoutAccents) {
  for (const Wordlist* list : all_lists()) {
    if (list->naming() == Wordlist::Naming::whole_word) continue;
    for (std::uint16_t i = 0; i < list->size(); ++i) {
      const std::string word = letters_of(*list, list->word(WordIndex{i}));
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

TEST(Wordlist, TakesNoZeroByteForTheEndOfAWord) {
  using namespace std::string_literals;
  for (const Wordlist* list : all_lists()) {
    const std::string word = list->word(WordIndex{7});
    for (const std::string& typed : {word + "\0"s, "\0"s + word, word + "\0x"s, "\0"s}) {
      EXPECT_EQ(list->find(typed).error().code, ErrorCode::unknown_word);
    }
  }
}

TEST(Wordlist, MindsAccentsOnlyWhereWordsDifferByThem) {
  const auto spanish = [](std::string_view word) { return bip39_spanish_words().find(word); };
  EXPECT_EQ(*spanish("a\xcc\x81"
                     "baco"),
            WordIndex{0});
  EXPECT_EQ(*spanish("abaco"), WordIndex{0});
  EXPECT_EQ(*spanish("ABAC"), WordIndex{0});
  EXPECT_EQ(*spanish("aba\xcc\x81"
                     "c"),
            WordIndex{0});
  EXPECT_EQ(spanish("aba").error().code, ErrorCode::prefix_too_short);
  EXPECT_EQ(spanish("\xcc\x81").error().code, ErrorCode::prefix_too_short);
  EXPECT_EQ(spanish("\xcc").error().code, ErrorCode::prefix_too_short);
  // The first two letters of this word, without and with the mark that makes ga of ka.
  EXPECT_TRUE(
      bip39_japanese_words().find("\xe3\x81\x82\xe3\x81\x84\xe3\x81\x93\xe3\x81\x8f"
                                  "\xe3\x81\x97\xe3\x82\x93"));
  EXPECT_EQ(bip39_japanese_words()
                .find("\xe3\x81\x82\xe3\x81\x84\xe3\x81\x93\xe3\x82\x99\xe3\x81\x8f"
                      "\xe3\x81\x97\xe3\x82\x93")
                .error()
                .code,
            ErrorCode::unknown_word);
}

TEST(Wordlist, TakesAShortWordBeforeTheLongerOnesItBegins) {
  // "act" and "actor" are both English BIP-39 words.
  EXPECT_EQ(bip39_english_words().word(*bip39_english_words().find("act")), "act");
  EXPECT_EQ(bip39_english_words().word(*bip39_english_words().find("acto")), "actor");
}

}  // namespace
}  // namespace steelshare
