#include "steelshare/recovery/proof.h"

#include <gtest/gtest.h>

#include "support/fixed_random.h"

namespace steelshare::recovery {
namespace {

class Proof : public testing::Test {
 protected:
  test::FixedRandom random_;
  slip39::MasterSecret secret_ = slip39::MasterSecret(16);
  std::vector<slip39::Share> shares_ = *slip39::split(
      secret_, slip39::Passphrase::none(), {2, {{2, 3}, {2, 2}, {1, 1}}}, {true, 0}, random_);

  std::vector<Text> printed() {
    std::vector<Text> texts;
    for (const auto& share : shares_) {
      texts.push_back(format(slip39::encode(share), slip39_words()));
    }
    return texts;
  }
  bool proved(const std::vector<Text>& texts) {
    const auto opened = open_printed(texts);
    return opened && slip39::decrypt(*opened, slip39::Passphrase::none()) == secret_;
  }
};

TEST_F(Proof, AcceptsTheWholeSet) { EXPECT_TRUE(proved(printed())); }

TEST_F(Proof, RefusesASetWithAnyShareMissingOrWrong) {
  for (std::size_t i = 0; i < shares_.size(); ++i) {
    // A whole group less, or a group that is short.
    auto texts = printed();
    texts.erase(texts.begin() + static_cast<std::ptrdiff_t>(i));
    const bool spare_member = shares_[i].group_index == 0;
    EXPECT_EQ(proved(texts), spare_member) << i;
    // Another value, with a good checksum.
    shares_[i].value.view()[5] ^= 4;
    EXPECT_FALSE(proved(printed())) << i;
    shares_[i].value.view()[5] ^= 4;
  }
}

TEST_F(Proof, RefusesAnotherSecretAndAMistypedWord) {
  auto texts = printed();
  secret_.view()[0] ^= 1;
  EXPECT_FALSE(proved(texts));
  secret_.view()[0] ^= 1;
  texts[0].view()[0] = '?';
  EXPECT_FALSE(proved(texts));
}

// Shares of the first group, 2-of-3.
TEST_F(Proof, FitsAShareOfTheSamePolynomialOnly) {
  std::vector<slip39::Share> others;
  for (const std::size_t i : {0u, 2u, 3u, 4u}) others.push_back(shares_[i].clone());
  EXPECT_TRUE(fits_printed(printed()[1], others));
  others.push_back(shares_[0].clone());
  EXPECT_TRUE(fits_printed(printed()[1], others)) << "a share given twice";
  others.pop_back();
  shares_[1].value.view()[5] ^= 4;
  EXPECT_FALSE(fits_printed(printed()[1], others)) << "another value";
  shares_[1].value.view()[5] ^= 4;
  EXPECT_FALSE(fits_printed(printed()[5], others)) << "no share of its group";
  EXPECT_FALSE(fits_printed(Text::copy_of(std::string_view("academic acid")), others));
  others.erase(others.begin(), others.begin() + 2);
  EXPECT_FALSE(fits_printed(printed()[1], others)) << "too few shares";
}

}  // namespace
}  // namespace steelshare::recovery
