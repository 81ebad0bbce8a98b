#include "steelshare/words/normal_form.h"

#include <gtest/gtest.h>

#include <string>

namespace steelshare {
namespace {

std::string text_of(const std::optional<Text>& text) {
  return text ? std::string(chars(*text)) : "none";
}

TEST(NormalForm, TakesLettersApartAndPutsThemTogether) {
  EXPECT_EQ(text_of(decompose("caf\xc3\xa9")), "cafe\xcc\x81");
  EXPECT_EQ(text_of(compose("cafe\xcc\x81")), "caf\xc3\xa9");
  // ga, as one letter and as ka with a mark
  EXPECT_EQ(text_of(decompose("\xe3\x81\x8c")), "\xe3\x81\x8b\xe3\x82\x99");
  EXPECT_EQ(text_of(compose("\xe3\x81\x8b\xe3\x82\x99")), "\xe3\x81\x8c");
  // han, of three jamo
  EXPECT_EQ(text_of(decompose("\xed\x95\x9c")), "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab");
  EXPECT_EQ(text_of(compose("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab")), "\xed\x95\x9c");
}

TEST(NormalForm, MakesWideLettersAndSpacesUsualOnes) {
  EXPECT_EQ(text_of(decompose("\xef\xbd\x81\xe3\x80\x80\xef\xbc\xa1")), "a A");
}

TEST(NormalForm, KeepsOrJoinsCharactersOfOneMeaning) {
  // an e with an accent, and the Roman numeral one
  EXPECT_EQ(text_of(compose("e\xcc\x81\xe2\x85\xa0")), "\xc3\xa9\xe2\x85\xa0");
  EXPECT_EQ(text_of(compose_compatible("e\xcc\x81\xe2\x85\xa0")), "\xc3\xa9I");
}

TEST(NormalForm, RefusesWhatIsNotUtf8) {
  EXPECT_EQ(decompose("\xff"), std::nullopt);
  EXPECT_EQ(compose("a\x80"), std::nullopt);
  EXPECT_EQ(compose_compatible("a\x80"), std::nullopt);
}

TEST(NormalForm, OfAsciiIsItself) {
  EXPECT_TRUE(is_ascii("abc \x7f\t"));
  EXPECT_TRUE(is_ascii(""));
  EXPECT_FALSE(is_ascii("caf\xc3\xa9"));
  EXPECT_EQ(text_of(decompose("Abc \t~")), "Abc \t~");
}

}  // namespace
}  // namespace steelshare
