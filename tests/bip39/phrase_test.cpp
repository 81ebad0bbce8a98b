#include "steelshare/bip39/phrase.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <string>

#include "steelshare/base/hex.h"
#include "steelshare/bip32/serialise.h"
#include "steelshare/bip39/mnemonic.h"
#include "steelshare/words/normal_form.h"
#include "support/bytes.h"
#include "support/figure.h"
#include "support/fixtures.h"

namespace steelshare::bip39 {
namespace {

struct Case {
  Language language;
  std::string entropy, phrase, passphrase, seed;
};

std::vector<Case> peer_cases() {
  std::vector<Case> cases;
  for (const auto& v : test::fixture("bip39/languages.json", "phrases")) {
    cases.push_back({find_language(v.at("language").get<std::string>()).value(), v.at("entropy"),
                     v.at("phrase"), v.at("passphrase"), v.at("seed")});
  }
  return cases;
}

std::string composed(std::string_view text) { return std::string(chars(*compose(text))); }
std::string decomposed(std::string_view text) { return std::string(chars(*decompose(text))); }

ErrorCode code_of(const Result<Phrase, Errors>& phrase) { return phrase.error()[0].code; }

void expect_read(const std::string& text, const Case& c) {
  for (const auto given : {std::optional<Language>(), std::optional(c.language)}) {
    const auto phrase = read_phrase(text, given);
    ASSERT_TRUE(phrase) << name(c.language);
    EXPECT_EQ(phrase->language, c.language);
    EXPECT_EQ(to_hex(decode(phrase->mnemonic)->view()), c.entropy);
    const auto seed =
        to_seed(phrase->mnemonic, {c.language, Passphrase::from(c.passphrase).value()});
    ASSERT_TRUE(seed);
    EXPECT_EQ(to_hex(seed->view()), c.seed);
  }
}

TEST(Phrase, AgreesWithPeersInEveryLanguageHoweverItIsTyped) {
  const auto cases = peer_cases();
  ASSERT_EQ(cases.size(), 10 * all_languages.size());
  for (const auto& c : cases) {
    expect_read(c.phrase, c);
    expect_read(composed(c.phrase), c);
    expect_read(decomposed(c.phrase), c);
  }
  test::print_figure("vectors.bip39_languages", cases.size());
}

// The words of the peer may be decomposed; those that we write never are.
TEST(Phrase, IsWrittenAsPeersWriteIt) {
  for (const auto& c : peer_cases()) {
    const auto words = encode(Entropy::copy_of(test::from_hex(c.entropy)));
    EXPECT_EQ(chars(write_phrase(words, c.language)), composed(c.phrase));
  }
}

TEST(Phrase, OfTheSameEntropyIsAnotherWalletInEveryLanguage) {
  std::set<std::string> seeds;
  const auto words = encode(Entropy::copy_of(test::from_hex(peer_cases()[0].entropy)));
  for (const Language language : all_languages) {
    seeds.insert(to_hex(to_seed(words, {language, Passphrase::none()})->view()));
  }
  EXPECT_EQ(seeds.size(), all_languages.size());
}

TEST(Phrase, AgreesWithTheOfficialJapaneseVectors) {
  const char* const folder = std::getenv("STEELSHARE_VECTORS");
  if (folder == nullptr) {
    GTEST_SKIP() << "STEELSHARE_VECTORS does not name the folder of the vectors";
  }
  std::ifstream file(std::string(folder) + "/bip39_japanese.json");
  const auto vectors = nlohmann::json::parse(file);
  ASSERT_EQ(vectors.size(), 24u);
  for (const auto& v : vectors) {
    const Case c{Language::japanese, v.at("entropy"), v.at("mnemonic"), v.at("passphrase"),
                 v.at("seed")};
    expect_read(c.phrase, c);
    const auto words = encode(Entropy::copy_of(test::from_hex(c.entropy)));
    EXPECT_EQ(chars(write_phrase(words, Language::japanese)), c.phrase);
    const auto seed = to_seed(words, {Language::japanese, Passphrase::from(c.passphrase).value()});
    EXPECT_EQ(chars(bip32::format_xprv(bip32::master(*seed).value())),
              v.at("bip32_xprv").get<std::string>());
  }
  test::print_figure("vectors.bip39_japanese", vectors.size());
}

// 24 words at a time, every word of every list is written and read again.
TEST(Phrase, ReadsEveryWordOfEveryLanguageInBothForms) {
  for (const Language language : all_languages) {
    for (std::uint16_t first = 0; first < 2048; first = static_cast<std::uint16_t>(first + 16)) {
      Mnemonic words(16);
      for (std::uint16_t i = 0; i < 16; ++i) {
        words.view()[i] = WordIndex{static_cast<std::uint16_t>(first + i)};
      }
      const Text text = write_phrase(words, language);
      const auto back = parse(chars(text), bip39::words(language));
      ASSERT_TRUE(back && *back == words) << name(language) << ' ' << first;
      const auto again = parse(decomposed(chars(text)), bip39::words(language));
      ASSERT_TRUE(again && *again == words) << name(language) << ' ' << first;
    }
  }
}

TEST(Phrase, IsReadWithoutAccents) {
  for (const auto& c : peer_cases()) {
    if (c.language != Language::spanish && c.language != Language::french) continue;
    std::string plain;
    const std::string with_accents = decomposed(c.phrase);
    for (std::size_t i = 0; i < with_accents.size(); ++i) {
      if (static_cast<unsigned char>(with_accents[i]) == 0xcc) {
        ++i;
      } else {
        plain += with_accents[i];
      }
    }
    expect_read(plain, c);
  }
}

// A phrase of twelve of these words that has a right checksum in English, and in French or not.
std::string english_and_french(const std::vector<std::string>& common, bool right_in_both) {
  std::uint32_t state = 1;
  for (int round = 0; round < 100000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) {
      state = state * 1664525 + 1013904223;
      text += (text.empty() ? "" : " ") + common[(state >> 16) % common.size()];
    }
    const bool english = decode(*parse(text, bip39_english_words())).has_value();
    const bool french = decode(*parse(text, bip39_french_words())).has_value();
    if (english && french == right_in_both) return text;
  }
  ADD_FAILURE() << "there is no such phrase";
  return {};
}

// What the first letters of English words name in French: the same word, or another one.
std::vector<std::string> common_words(bool same, std::size_t letters) {
  std::vector<std::string> common;
  for (std::uint16_t i = 0; i < 2048; ++i) {
    const auto word = bip39_english_words().word(WordIndex{i});
    const auto typed = word.substr(0, letters);
    const auto in_french = bip39_french_words().find(typed);
    if (in_french && (bip39_french_words().word(*in_french) == word) == same) {
      common.push_back(typed);
    }
  }
  return common;
}

TEST(Phrase, OfBeginningsInTwoLanguagesIsNotGuessed) {
  const auto text = english_and_french(common_words(false, 4), true);
  ASSERT_FALSE(read_phrase(text, {}));
  EXPECT_EQ(code_of(read_phrase(text, {})), ErrorCode::ambiguous_language);
  EXPECT_EQ(languages_of(text), (std::vector{Language::english, Language::french}));
  const auto english = read_phrase(text, Language::english);
  const auto french = read_phrase(text, Language::french);
  ASSERT_TRUE(english && french);
  EXPECT_NE(chars(write_phrase(english->mnemonic, Language::english)),
            chars(write_phrase(french->mnemonic, Language::french)));
}

// The entropy is another, the text and the wallet are not.
TEST(Phrase, OfWordsOfTwoLanguagesIsOneWallet) {
  for (const std::size_t letters : {8U, 4U}) {
    const auto text = english_and_french(common_words(true, letters), true);
    EXPECT_EQ(languages_of(text), (std::vector{Language::english, Language::french}));
    const auto found = read_phrase(text, {});
    const auto french = read_phrase(text, Language::french);
    ASSERT_TRUE(found && french);
    EXPECT_EQ(found->language, Language::english);
    EXPECT_FALSE(found->mnemonic == french->mnemonic);
    EXPECT_EQ(to_hex(to_seed(found->mnemonic, {Language::english, Passphrase::none()})->view()),
              to_hex(to_seed(french->mnemonic, {Language::french, Passphrase::none()})->view()));
  }
}

TEST(Phrase, IsOfTheLanguageThatItsChecksumAgreesWith) {
  const auto text = english_and_french(common_words(true, 8), false);
  EXPECT_EQ(read_phrase(text, {})->language, Language::english);
  EXPECT_EQ(code_of(read_phrase(text, Language::french)), ErrorCode::bip39_checksum_mismatch);
}

// Every word of this phrase begins one of the French list.
TEST(Phrase, OfWholeWordsIsNotOneOfBeginnings) {
  const auto phrase = read_phrase(
      "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
      "about",
      {});
  ASSERT_TRUE(phrase);
  EXPECT_EQ(phrase->language, Language::english);
  // The wrong word has no say in it, nor has "junc", which begins a Portuguese word as "test" does.
  EXPECT_EQ(nearest_language("test tset test test test junc"), Language::english);
}

// The two Chinese lists even have the words that they share under the same numbers.
TEST(Phrase, OfBothChineseLanguagesIsOneWallet) {
  const auto& simplified = bip39_chinese_simplified_words();
  const auto& traditional = bip39_chinese_traditional_words();
  int common = 0;
  for (std::uint16_t i = 0; i < 2048; ++i) {
    const auto there = traditional.find(simplified.word(WordIndex{i}));
    if (!there) continue;
    EXPECT_EQ(*there, WordIndex{i});
    ++common;
  }
  EXPECT_EQ(common, 1275);
  const auto words = encode(Entropy(16));
  const Text text = write_phrase(words, Language::chinese_traditional);
  EXPECT_EQ(languages_of(chars(text)).size(), 2u);
  const auto phrase = read_phrase(chars(text), {});
  ASSERT_TRUE(phrase);
  EXPECT_EQ(to_hex(to_seed(phrase->mnemonic, {phrase->language, Passphrase::none()})->view()),
            to_hex(to_seed(words, {Language::chinese_traditional, Passphrase::none()})->view()));
}

TEST(Phrase, ErrorsAreOfTheLanguageThatKnowsMostWords) {
  for (const auto& c : peer_cases()) {
    const auto separator = c.phrase.find(' ') == std::string::npos ? c.phrase.find("\xe3\x80\x80")
                                                                   : c.phrase.find(' ');
    const std::string text = "xxxxx" + c.phrase.substr(separator);
    EXPECT_EQ(read_phrase(text, {}).error(), (Errors{{ErrorCode::unknown_word, {.row = 1}}}));
    // Both Chinese lists may know the rest.
    const bool is_chinese = name(c.language).starts_with("chinese");
    if (is_chinese) continue;
    EXPECT_EQ(nearest_language(text), c.language);
  }
  EXPECT_EQ(nearest_language("xxxxx yyyyy"), Language::english);
}

TEST(Phrase, SaysWhatIsWrong) {
  EXPECT_EQ(code_of(read_phrase("abandon abandon", {})), ErrorCode::invalid_word_count);
  EXPECT_EQ(code_of(read_phrase("", {})), ErrorCode::empty_input);
  EXPECT_EQ(code_of(read_phrase("test test test test test test test test test test test test", {})),
            ErrorCode::bip39_checksum_mismatch);
  const auto wrong = read_phrase("test tset test test test test test test test test test junc", {});
  EXPECT_EQ(wrong.error(), (Errors{{ErrorCode::unknown_word, {.row = 2}},
                                   {ErrorCode::unknown_word, {.row = 12}}}));
}

TEST(Phrase, NamesTheExchangesThatFitAndTheRightOneIsAmongThem) {
  const std::string right =
      "legal winner thank year wave sausage worth useful legal winner thank yellow";
  auto words = parse(right, bip39_english_words()).value();
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    std::swap(words.view()[i], words.view()[i + 1]);
    const auto places = fitting_exchanges(words);
    if (!decode(words)) {
      EXPECT_NE(std::find(places.begin(), places.end(), i + 1), places.end()) << i;
    }
    for (const auto place : places) {
      auto mended = words.clone();
      std::swap(mended.view()[place - 1], mended.view()[place]);
      EXPECT_TRUE(decode(mended));
    }
    std::swap(words.view()[i], words.view()[i + 1]);
  }
  // Equal neighbours are no exchange.
  const auto same =
      parse("test test test test test test test test test test test junk", bip39_english_words());
  for (const auto place : fitting_exchanges(*same)) EXPECT_EQ(place, 11u);
}

}  // namespace
}  // namespace steelshare::bip39
