#include "steelshare/bip39/language.h"

#include <gtest/gtest.h>

namespace steelshare::bip39 {
namespace {

TEST(Language, IsFoundByItsName) {
  for (const Language language : all_languages) {
    EXPECT_EQ(find_language(name(language)), language);
    EXPECT_EQ(words(language).size(), 2048u);
  }
  EXPECT_EQ(find_language("latin"), std::nullopt);
  EXPECT_EQ(find_language(""), std::nullopt);
}

}  // namespace
}  // namespace steelshare::bip39
