#include "steelshare/bip39/mnemonic.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "steelshare/bip32/serialise.h"
#include "support/bytes.h"
#include "support/figure.h"
#include "support/fixed_random.h"
#include "support/fixtures.h"

namespace steelshare::bip39 {
namespace {

struct Case {
  std::string entropy, phrase, passphrase, seed, xprv;
};

std::vector<Case> peer_cases() {
  std::vector<Case> cases;
  for (const auto& v : test::fixture("wallet/peers.json", "phrases")) {
    cases.push_back({v.at("entropy"), v.at("phrase"), v.at("passphrase"), v.at("seed"),
                     v.at("as_bip39").at("xprv")});
  }
  return cases;
}

// The official file, which is not part of the repository.
std::vector<Case> official_cases() {
  const char* const folder = std::getenv("STEELSHARE_VECTORS");
  if (folder == nullptr) return {};
  std::ifstream file(std::string(folder) + "/bip39_english.json");
  std::vector<Case> cases;
  const auto vectors = nlohmann::json::parse(file);
  for (const auto& v : vectors.at("english")) {
    cases.push_back({v.at(0), v.at(1), "TREZOR", v.at(2), v.at(3)});
  }
  return cases;
}

Mnemonic read(const std::string& phrase) { return parse(phrase, bip39_english_words()).value(); }
ErrorCode code_of(const Mnemonic& mnemonic) { return decode(mnemonic).error().code; }

void expect_agreement(const Case& c) {
  const auto entropy = Entropy::copy_of(test::from_hex(c.entropy));
  const Mnemonic mnemonic = encode(entropy);
  EXPECT_EQ(chars(format(mnemonic, bip39_english_words())), c.phrase);
  const auto back = decode(read(c.phrase));
  ASSERT_TRUE(back);
  EXPECT_TRUE(*back == entropy);
  const auto seed = to_seed(mnemonic, {Language::english, Passphrase::from(c.passphrase).value()});
  ASSERT_TRUE(seed);
  EXPECT_EQ(to_hex(seed->view()), c.seed);
  EXPECT_EQ(chars(bip32::format_xprv(bip32::master(*seed).value())), c.xprv);
}

TEST(Bip39, AgreesWithPeersOnEntropyPhraseAndSeed) {
  const auto cases = peer_cases();
  ASSERT_EQ(cases.size(), 44u);
  for (const auto& c : cases) expect_agreement(c);
  test::print_figure("vectors.bip39_peers", cases.size());
}

TEST(Bip39, AgreesWithTheOfficialVectors) {
  const auto cases = official_cases();
  if (cases.empty()) GTEST_SKIP() << "STEELSHARE_VECTORS does not name the folder of the vectors";
  ASSERT_EQ(cases.size(), 24u);
  for (const auto& c : cases) expect_agreement(c);
  test::print_figure("vectors.bip39_english", cases.size());
}

TEST(Bip39, ReadsBackEverySizeOfEntropy) {
  test::FixedRandom random;
  for (const std::size_t size : {16u, 20u, 24u, 28u, 32u}) {
    for (std::size_t round = 0; round < 50; ++round) {
      Entropy entropy(size);
      random.fill(entropy.view().subspan(round % size));
      const Mnemonic mnemonic = encode(entropy);
      EXPECT_EQ(mnemonic.size(), size * 3 / 4);
      const auto back = decode(mnemonic);
      ASSERT_TRUE(back);
      EXPECT_TRUE(*back == entropy);
    }
  }
}

TEST(Bip39, RefusesOtherWordCounts) {
  for (std::size_t words = 0; words <= 59; ++words) {
    const Mnemonic mnemonic(words);
    const bool is_standard =
        words == 12 || words == 15 || words == 18 || words == 21 || words == 24;
    EXPECT_EQ(code_of(mnemonic) == ErrorCode::invalid_word_count, !is_standard) << words;
  }
}

// Of the 2048 words in any one place, 128 give a phrase of 12 words a right checksum on average.
TEST(Bip39, NoticesWrongWordsAsOftenAsItsChecksumCan) {
  Mnemonic mnemonic = read(
      "legal winner thank year wave sausage worth useful legal winner thank "
      "yellow");
  ASSERT_TRUE(decode(mnemonic));
  int accepted = 0;
  for (std::size_t place = 0; place < mnemonic.size(); ++place) {
    const WordIndex right = mnemonic.view()[place];
    for (std::uint16_t word = 0; word < 2048; ++word) {
      mnemonic.view()[place] = WordIndex{word};
      if (decode(mnemonic)) {
        ++accepted;
      } else {
        ASSERT_EQ(code_of(mnemonic), ErrorCode::bip39_checksum_mismatch);
      }
    }
    mnemonic.view()[place] = right;
  }
  EXPECT_NEAR(accepted, 12 * 128, 160);
}

TEST(Bip39, StretchesNoPhraseWithAWrongChecksum) {
  const auto seed = to_seed(read("abandon abandon abandon abandon abandon abandon abandon abandon "
                                 "abandon abandon abandon abandon"),
                            {Language::english, Passphrase::none()});
  ASSERT_FALSE(seed);
  EXPECT_EQ(seed.error().code, ErrorCode::bip39_checksum_mismatch);
}

TEST(Bip39, StretchesSeveralPhrasesAsOneByOne) {
  const auto cases = peer_cases();
  for (const std::size_t count : {0u, 1u, 3u, 8u, 13u}) {
    std::vector<Mnemonic> phrases;
    for (std::size_t i = 0; i < count; ++i) phrases.push_back(read(cases[i].phrase));
    const Phrasing phrasing{Language::english, Passphrase::from("TREZOR").value()};
    const auto seeds = to_seeds(phrases, phrasing);
    ASSERT_TRUE(seeds);
    ASSERT_EQ(seeds->size(), count);
    for (std::size_t i = 0; i < count; ++i) {
      EXPECT_TRUE((*seeds)[i] == to_seed(phrases[i], phrasing).value());
    }
  }
  std::vector<Mnemonic> phrases;
  for (const std::string last : {"about", "abandon"}) {
    std::string phrase;
    for (int i = 0; i < 11; ++i) phrase += "abandon ";
    phrases.push_back(read(phrase + last));
  }
  EXPECT_EQ(to_seeds(phrases, {Language::english, Passphrase::none()}).error().code,
            ErrorCode::bip39_checksum_mismatch);
}

TEST(Bip39DeathTest, AbortsOnAnotherSizeOfEntropy) {
  EXPECT_DEATH((void)encode(Entropy(18)), "mnemonic.cpp");
}

}  // namespace
}  // namespace steelshare::bip39
