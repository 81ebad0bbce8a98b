#include "steelshare/recovery/record.h"

#include <gtest/gtest.h>

#include "support/fixed_random.h"

namespace steelshare::recovery {
namespace {

class CheckPlate : public testing::Test {
 protected:
  test::FixedRandom random_;
  std::vector<slip39::Share> shares_ =
      *slip39::split(slip39::MasterSecret(16), slip39::Passphrase::none(), {1, {{2, 3}, {3, 5}}},
                     {true, 0}, random_);
  Record record_{wallet::Kind::bip39,
                 bip39::Language::english,
                 shares_[0].identifier,
                 true,
                 0,
                 1,
                 {{"a", {2, 3}}, {"b", {3, 5}}},
                 {},
                 {},
                 {}};

  void SetUp() override {
    for (const auto& share : shares_) {
      record_.plates.push_back(
          {share.group_index, share.member_index, slip39::tag(slip39::encode(share))});
    }
  }
  Result<Done> check(const slip39::Share& share) {
    return check_plate(record_, slip39::encode(share), share);
  }
};

TEST_F(CheckPlate, AcceptsEveryPlateOfTheSetAlone) {
  for (const auto& share : shares_) EXPECT_TRUE(check(share));
}

TEST_F(CheckPlate, NoticesOtherWordsWithAGoodChecksum) {
  shares_[4].value.view()[7] ^= 1;
  EXPECT_EQ(check(shares_[4]).error().code, ErrorCode::plate_tag_mismatch);
}

TEST_F(CheckPlate, NoticesAPlateOfAnotherSetAndADowngrade) {
  const auto code_after = [&](auto change) {
    auto share = shares_[4].clone();
    change(share);
    return check(share).error().code;
  };
  using enum ErrorCode;
  EXPECT_EQ(code_after([](slip39::Share& s) { s.identifier ^= 1; }), record_mismatch);
  EXPECT_EQ(code_after([](slip39::Share& s) { s.extendable = false; }), record_mismatch);
  EXPECT_EQ(code_after([](slip39::Share& s) { s.iteration_exponent = 1; }), record_mismatch);
  EXPECT_EQ(code_after([](slip39::Share& s) { s.member_threshold = 1; }),
            record_threshold_mismatch);
  EXPECT_EQ(code_after([](slip39::Share& s) { s.group_threshold = 2; }), record_threshold_mismatch);
  EXPECT_EQ(code_after([](slip39::Share& s) { s.group_count = 3; }), record_threshold_mismatch);
  EXPECT_EQ(code_after([](slip39::Share& s) { s.member_index = 5; }), not_in_record);
}

}  // namespace
}  // namespace steelshare::recovery
