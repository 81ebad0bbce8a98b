#include "steelshare/words/wordlist.h"

#include <gtest/gtest.h>

#include <string>

namespace steelshare {
namespace {

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
  EXPECT_EQ(code(""), ErrorCode::empty_input);
}

TEST(Wordlist, TakesAShortWordBeforeTheLongerOnesItBegins) {
  // "act" and "actor" are both English BIP-39 words.
  EXPECT_EQ(bip39_english_words().word(*bip39_english_words().find("act")), "act");
  EXPECT_EQ(bip39_english_words().word(*bip39_english_words().find("acto")), "actor");
}

}  // namespace
}  // namespace steelshare
