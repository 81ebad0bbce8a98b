// What can be made of a set that exists: one share more, or another set.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "steelshare/slip39/sharing.h"
#include "support/bytes.h"
#include "support/fixed_random.h"
#include "support/fixtures.h"

namespace steelshare::slip39 {
namespace {

using test::decode_all;
using test::FixedRandom;
using test::passphrase;

std::string words(const Share& share) {
  return std::string(chars(format(encode(share), slip39_words())));
}

std::vector<Share> without(const std::vector<Share>& shares, std::size_t left_out) {
  std::vector<Share> rest;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (i != left_out) rest.push_back(shares[i].clone());
  }
  return rest;
}

// Every set of the reference implementation that is there in full, group by group.
std::vector<std::vector<std::string>> reference_groups() {
  std::vector<std::vector<std::string>> groups;
  for (const auto& set : test::fixture("slip39/reference.json")) {
    if (!set.contains("shares")) continue;
    for (const auto& group : set.at("shares")) groups.push_back(group);
  }
  return groups;
}

TEST(Extend, MakesEveryLostShareOfTheReferenceImplementationWordForWord) {
  int made = 0;
  for (const auto& mnemonics : reference_groups()) {
    const auto shares = *decode_all(mnemonics);
    if (shares[0].member_threshold == 1 || shares[0].member_threshold == shares.size()) continue;
    for (std::size_t lost = 0; lost < shares.size(); ++lost) {
      const auto share =
          extend(without(shares, lost), shares[lost].group_index, shares[lost].member_index);
      ASSERT_TRUE(share);
      EXPECT_EQ(words(*share), mnemonics[lost]);
      ++made;
    }
  }
  EXPECT_EQ(made, 329);
}

TEST(Extend, AddsMembersThatOpenWithTheOldOnes) {
  for (const std::uint8_t threshold : std::initializer_list<std::uint8_t>{2, 3, 7, 15}) {
    FixedRandom random(threshold);
    MasterSecret secret(32);
    random.fill(secret.view());
    auto shares =
        *split(secret, Passphrase::none(), {1, {{threshold, threshold}}}, {true, 0}, random);
    const auto original_count = static_cast<std::uint8_t>(shares.size());
    for (std::uint8_t member = original_count; member < most_members; ++member) {
      shares.push_back(*extend(shares, 0, member));
    }
    const auto opened = open(shares);  // proves every quorum, those of new members only too
    ASSERT_TRUE(opened);
    EXPECT_TRUE(decrypt(*opened, Passphrase::none()) == secret);
  }
}

TEST(Extend, NeedsTheGroupAndNotTheSet) {
  FixedRandom random;
  const MasterSecret secret(16);
  const auto all = *split(secret, Passphrase::none(), {2, {{2, 3}, {3, 5}}}, {true, 0}, random);
  std::vector<Share> some;
  for (const std::size_t i : {3u, 5u, 7u}) some.push_back(all[i].clone());
  EXPECT_EQ(words(*extend(some, 1, 1)), words(all[4]));
  some.push_back(all[0].clone());
  EXPECT_EQ(words(*extend(some, 1, 3)), words(all[6]));
  EXPECT_EQ(extend(some, 0, 1).error(), Errors{{ErrorCode::not_enough_members}});
}

class ExtendRefuses : public testing::Test {
 protected:
  ExtendRefuses() {
    const MasterSecret secret(16);
    shares_ = *split(secret, Passphrase::none(), {1, {{3, 5}, {1, 1}}}, {true, 0}, random_);
  }
  Errors errors(const std::vector<std::size_t>& picks, std::uint8_t group, std::uint8_t member) {
    std::vector<Share> some;
    for (const std::size_t i : picks) some.push_back(shares_[i].clone());
    const auto made = extend(some, group, member);
    return made ? Errors{} : made.error();
  }

  FixedRandom random_;
  std::vector<Share> shares_;
};

TEST_F(ExtendRefuses, TooFewShares) {
  EXPECT_EQ(errors({}, 0, 3), Errors{{ErrorCode::not_enough_members}});
  EXPECT_EQ(errors({0, 1}, 0, 3), Errors{{ErrorCode::not_enough_members}});
  EXPECT_EQ(errors({0, 1, 1}, 0, 3), Errors{{ErrorCode::not_enough_members}});
  EXPECT_EQ(errors({0, 1, 2}, 7, 3), Errors{{ErrorCode::not_enough_members}});
}

TEST_F(ExtendRefuses, AShareThatIsThere) {
  EXPECT_EQ(errors({0, 1, 2}, 0, 2), Errors{{ErrorCode::member_at_hand}});
}

TEST_F(ExtendRefuses, AGroupOfOneShare) {
  EXPECT_EQ(errors({5}, 1, 1), Errors{{ErrorCode::single_share_group}});
}

// Without the digest an altered share would give a share that is well-formed and worthless.
TEST_F(ExtendRefuses, AnAlteredShareByItsDigest) {
  for (const std::size_t altered : {0u, 1u, 2u}) {
    for (std::size_t byte = 0; byte < 16; ++byte) {
      shares_[altered].value.view()[byte] ^= 0x40;
      EXPECT_EQ(errors({0, 1, 2}, 0, 3), (Errors{{ErrorCode::digest_mismatch, {.share = 1}}}));
      shares_[altered].value.view()[byte] ^= 0x40;
    }
  }
}

TEST_F(ExtendRefuses, AndNamesAnAlteredShareAmongMoreThanTheThreshold) {
  shares_[1].value.view()[7] ^= 1;
  EXPECT_EQ(errors({0, 1, 2, 4}, 0, 3), (Errors{{ErrorCode::contradicting_share, {.share = 2}}}));
}

TEST_F(ExtendRefuses, ForeignAndDowngradedShares) {
  shares_[1].identifier ^= 1;
  EXPECT_EQ(errors({0, 1, 2, 4}, 0, 3), (Errors{{ErrorCode::mixed_identifiers, {.share = 2}}}));
  shares_[1].identifier ^= 1;
  shares_[2].member_threshold = 2;
  EXPECT_EQ(errors({0, 1, 2, 4}, 0, 3),
            (Errors{{ErrorCode::mixed_member_thresholds, {.share = 3}}}));
}

TEST(Reshare, GivesTheSameSecretForEveryPassphrase) {
  int reshared = 0;
  FixedRandom random;
  for (const auto& set : test::fixture("slip39/reference.json")) {
    if (!set.at("extendable").get<bool>() || set.at("iteration_exponent").get<int>() > 0) continue;
    const auto old = *open(*decode_all(set.at("quorum")));
    const auto fresh = reshare(old, {2, {{2, 3}, {1, 1}, {4, 4}}}, random);
    ASSERT_TRUE(fresh);
    EXPECT_NE(fresh->front().identifier, old.identifier);
    const std::string phrase = set.at("passphrase");
    const auto opened = *open(*fresh);
    EXPECT_EQ(to_hex(decrypt(opened, passphrase(phrase)).view()), set.at("secret"));
    EXPECT_TRUE(decrypt(opened, passphrase("another one")) ==
                decrypt(old, passphrase("another one")));
    ++reshared;
  }
  EXPECT_EQ(reshared, 113);
}

TEST(Reshare, KeepsTheExponentAndNothingElse) {
  FixedRandom random;
  MasterSecret secret(16);
  random.fill(secret.view());
  const Policy policy{1, {{3, 5}}};
  const auto old = *split(secret, Passphrase::none(), policy, {true, 2}, random);
  const auto fresh = *reshare(*open(old), policy, random);
  for (std::size_t i = 0; i < old.size(); ++i) {
    EXPECT_EQ(fresh[i].iteration_exponent, 2);
    EXPECT_TRUE(fresh[i].extendable);
    EXPECT_FALSE(fresh[i].value == old[i].value);
  }
  std::vector<Share> mixed;
  mixed.push_back(old[0].clone());
  mixed.push_back(old[1].clone());
  mixed.push_back(fresh[2].clone());
  EXPECT_EQ(open(mixed).error(), (Errors{{ErrorCode::mixed_identifiers, {.share = 3}}}));
}

// The identifiers that the source gives: first the one that the old set has.
class Repeating final : public RandomSource {
 public:
  explicit Repeating(std::uint16_t first) : first_(first) {}
  void fill(std::span<std::uint8_t> bytes) override {
    std::ranges::fill(bytes, std::uint8_t{0x11});
    if (asked_++ == 0) {
      bytes[0] = static_cast<std::uint8_t>(first_ >> 8);
      bytes[1] = static_cast<std::uint8_t>(first_ & 0xff);
    }
  }

 private:
  std::uint16_t first_;
  int asked_ = 0;
};

TEST(Reshare, NeverTakesTheOldIdentifierAgain) {
  FixedRandom random;
  const auto old = *encrypt(MasterSecret(16), Passphrase::none(), 0x2345, {true, 0});
  Repeating source(0x2345);
  EXPECT_EQ(reshare(old, {1, {{2, 3}}}, source)->front().identifier, 0x1111);
}

TEST(Reshare, RefusesASetWhoseIdentifierIsPartOfItsEncryption) {
  FixedRandom random;
  const auto old = *encrypt(MasterSecret(16), Passphrase::none(), 7, {false, 0});
  EXPECT_EQ(reshare(old, {1, {{2, 3}}}, random).error(), Error{ErrorCode::not_extendable});
}

TEST(Reshare, RefusesAnUnsoundPolicy) {
  FixedRandom random;
  const auto old = *encrypt(MasterSecret(16), Passphrase::none(), 7, {true, 0});
  EXPECT_EQ(reshare(old, {1, {{1, 3}}}, random).error(),
            (Error{ErrorCode::single_threshold_with_several_members, {.row = 1}}));
}

}  // namespace
}  // namespace steelshare::slip39
