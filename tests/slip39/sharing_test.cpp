#include "steelshare/slip39/sharing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "support/bytes.h"
#include "support/figure.h"
#include "support/fixed_random.h"
#include "support/fixtures.h"

namespace steelshare::slip39 {
namespace {

using test::decode_all;
using test::FixedRandom;
using test::passphrase;

MasterSecret random_secret(FixedRandom& random, std::size_t bytes) {
  MasterSecret secret(bytes);
  random.fill(secret.view());
  return secret;
}

std::vector<Share> clone(const std::vector<Share>& shares, const std::vector<std::size_t>& picks) {
  std::vector<Share> copies;
  for (const std::size_t i : picks) copies.push_back(shares[i].clone());
  return copies;
}

std::string hex(const MasterSecret& secret) { return to_hex(secret.view()); }

// What each official negative vector must fail with; all other vectors must open.
const std::map<int, ErrorCode>& expected_errors() {
  using enum ErrorCode;
  static const std::map<int, ErrorCode> codes{{2, checksum_mismatch},
                                              {3, invalid_padding},
                                              {5, not_enough_members},
                                              {6, mixed_identifiers},
                                              {7, mixed_iteration_exponents},
                                              {8, mixed_group_thresholds},
                                              {9, mixed_group_counts},
                                              {10, group_threshold_exceeds_count},
                                              {11, duplicate_member_index},
                                              {12, mixed_member_thresholds},
                                              {13, digest_mismatch},
                                              {14, not_enough_groups},
                                              {15, not_enough_groups},
                                              {16, not_enough_members},
                                              {21, checksum_mismatch},
                                              {22, invalid_padding},
                                              {24, not_enough_members},
                                              {25, mixed_identifiers},
                                              {26, mixed_iteration_exponents},
                                              {27, mixed_group_thresholds},
                                              {28, mixed_group_counts},
                                              {29, group_threshold_exceeds_count},
                                              {30, duplicate_member_index},
                                              {31, mixed_member_thresholds},
                                              {32, digest_mismatch},
                                              {33, not_enough_groups},
                                              {34, not_enough_groups},
                                              {35, not_enough_members},
                                              {39, too_few_words},
                                              {40, invalid_word_count}};
  return codes;
}

// The expected value is from Python: hmac.new(bytes(range(16)), b"steelshare record seal 1\na
// record", "sha256").
TEST(Seal, IsAnHmacUnderTheEncryptedSecret) {
  std::array<std::uint8_t, 16> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i);
  EncryptedMasterSecret encrypted{7, true, 0, Secret<struct EncryptedTag>::copy_of(bytes)};
  EXPECT_EQ(to_hex(seal(encrypted, "a record")),
            "7caac3ba47b1b465d6dd5b1a79d5ead10a8f6a6731e0458adf4c7c78d4b05b2f");
}

TEST(Combine, OpensOrRefusesEveryOfficialVectorForItsOwnReason) {
  const auto vectors = test::slip39_vectors();
  ASSERT_EQ(vectors.size(), 45u);
  int opened = 0, refused = 0;
  for (int number = 1; number <= 45; ++number) {
    const auto& vector = vectors[static_cast<std::size_t>(number - 1)];
    const auto expected = expected_errors().find(number);
    ASSERT_EQ(vector.secret.empty(), expected != expected_errors().end()) << vector.description;
    const auto shares = decode_all(vector.mnemonics);
    if (!shares) {
      ASSERT_TRUE(vector.secret.empty()) << vector.description;
      EXPECT_EQ(shares.error()[0].code, expected->second) << vector.description;
      ++refused;
      continue;
    }
    const auto secret = combine(*shares, passphrase("TREZOR"));
    ASSERT_EQ(secret.has_value(), !vector.secret.empty()) << vector.description;
    if (secret) {
      EXPECT_EQ(hex(*secret), vector.secret) << vector.description;
      ++opened;
    } else {
      EXPECT_EQ(secret.error()[0].code, expected->second) << vector.description;
      ++refused;
    }
  }
  EXPECT_EQ(opened, 15);
  EXPECT_EQ(refused, 30);
  test::print_figure("vectors.slip39_opened", static_cast<unsigned>(opened));
  test::print_figure("vectors.slip39_refused", static_cast<unsigned>(refused));
}

TEST(Combine, OpensEverySetOfTheReferenceImplementation) {
  const auto sets = test::fixture("slip39/reference.json");
  ASSERT_EQ(sets.size(), 300u);
  std::size_t opened_sets = 0;
  for (const auto& set : sets) {
    const std::string phrase = set.at("passphrase");
    const auto quorum = decode_all(set.at("quorum"));
    ASSERT_TRUE(quorum);
    const auto secret = combine(*quorum, passphrase(phrase));
    ASSERT_TRUE(secret);
    EXPECT_EQ(hex(*secret), set.at("secret"));
    ++opened_sets;
    EXPECT_EQ((*quorum)[0].extendable, set.at("extendable").get<bool>());
    EXPECT_EQ((*quorum)[0].iteration_exponent, set.at("iteration_exponent").get<int>());
    if (!set.contains("shares")) continue;
    std::vector<std::string> all;
    for (const auto& group : set.at("shares")) {
      for (const auto& mnemonic : group) all.push_back(mnemonic);
    }
    const auto shares = decode_all(all);
    ASSERT_TRUE(shares);
    const auto opened = open(*shares);
    ASSERT_TRUE(opened);
    EXPECT_EQ(hex(decrypt(*opened, passphrase(phrase))), set.at("secret"));
  }
  test::print_figure("vectors.slip39_reference_sets", opened_sets);
}

TEST(Split, EveryQuorumOfATwoLevelPolicyGivesTheSecret) {
  FixedRandom random;
  const Policy policy{.group_threshold = 2, .groups = {{1, 1}, {2, 3}, {3, 4}}};
  const auto secret = random_secret(random, 16);
  const auto shares = split(secret, passphrase("pass"), policy, {true, 0}, random);
  ASSERT_TRUE(shares);
  ASSERT_EQ(shares->size(), 8u);
  int quorums = 0;
  for (unsigned subset = 0; subset < 256; ++subset) {
    std::vector<std::size_t> picks;
    std::vector<int> have(3);
    for (std::size_t i = 0; i < 8; ++i) {
      if ((subset >> i & 1) == 0) continue;
      picks.push_back(i);
      ++have[(*shares)[i].group_index];
    }
    const int complete = (have[0] >= 1) + (have[1] >= 2) + (have[2] >= 3);
    const auto opened = open(clone(*shares, picks));
    ASSERT_EQ(opened.has_value(), complete >= 2) << subset;
    if (!opened) continue;
    ASSERT_TRUE(decrypt(*opened, passphrase("pass")) == secret);
    if (combine(clone(*shares, picks), passphrase("pass"))) ++quorums;
  }
  EXPECT_EQ(quorums, 3 + 4 + 12);
  EXPECT_EQ(quorum_count(policy), 19.0);
}

TEST(Split, WorksForEveryLengthFlagAndSmallExponent) {
  FixedRandom random;
  for (std::size_t bytes = 16; bytes <= 64; bytes += 2) {
    for (const bool extendable : {false, true}) {
      const Options options{extendable, static_cast<std::uint8_t>(random.below(2))};
      const auto secret = random_secret(random, bytes);
      const auto shares = split(secret, passphrase(" x "), {1, {{3, 5}}}, options, random);
      ASSERT_TRUE(shares);
      const auto back = combine(clone(*shares, {4, 0, 2}), passphrase(" x "));
      ASSERT_TRUE(back);
      EXPECT_TRUE(*back == secret);
      const auto other = combine(clone(*shares, {4, 0, 2}), passphrase("x"));
      ASSERT_TRUE(other) << "any passphrase opens";
      EXPECT_FALSE(*other == secret) << "to another secret";
    }
  }
}

TEST(Split, DrawsAFreshIdentifierEachTime) {
  FixedRandom random;
  const auto secret = random_secret(random, 16);
  const auto first = split(secret, Passphrase::none(), {1, {{2, 3}}}, {true, 0}, random);
  const auto second = split(secret, Passphrase::none(), {1, {{2, 3}}}, {true, 0}, random);
  EXPECT_NE((*first)[0].identifier, (*second)[0].identifier);
}

TEST(Encrypt, AnswersTheHighestExponentAndRefusesOneMore) {
  FixedRandom random;
  const auto secret = random_secret(random, 16);
  EXPECT_EQ(encrypt(secret, Passphrase::none(), 1, {true, 16}).error().code,
            ErrorCode::invalid_iteration_exponent);
  for (const std::size_t bytes : {0u, 14u, 15u, 17u, 66u}) {
    EXPECT_EQ(encrypt(MasterSecret(bytes), Passphrase::none(), 1, {true, 0}).error().code,
              ErrorCode::invalid_secret_length);
  }
}

TEST(Policy, IsRefusedForItsOwnReason) {
  using enum ErrorCode;
  const auto error = [](const Policy& policy) { return check(policy).error(); };
  EXPECT_EQ(error({1, {}}), (Error{invalid_group_count}));
  EXPECT_EQ(error({1, std::vector<GroupSpec>(17, {1, 1})}), (Error{invalid_group_count}));
  EXPECT_EQ(error({0, {{1, 1}}}), (Error{invalid_group_threshold}));
  EXPECT_EQ(error({2, {{1, 1}}}), (Error{invalid_group_threshold}));
  EXPECT_EQ(error({1, {{1, 1}, {1, 0}}}), (Error{invalid_member_count, {.row = 2}}));
  EXPECT_EQ(error({1, {{2, 17}}}), (Error{invalid_member_count, {.row = 1}}));
  EXPECT_EQ(error({1, {{0, 3}}}), (Error{invalid_member_threshold, {.row = 1}}));
  EXPECT_EQ(error({1, {{4, 3}}}), (Error{invalid_member_threshold, {.row = 1}}));
  EXPECT_EQ(error({1, {{1, 3}}}), (Error{single_threshold_with_several_members, {.row = 1}}));
}

TEST(QuorumCount, MatchesCountsDoneByHand) {
  EXPECT_EQ(quorum_count({1, {{3, 5}}}), 10.0);
  EXPECT_EQ(quorum_count({1, {{8, 16}}}), 12870.0);
  EXPECT_EQ(quorum_count({2, {{1, 1}, {1, 1}, {3, 5}, {2, 6}}}), 1 + 10 + 15 + 10 + 15 + 150.0);
}

TEST(Passphrase, TakesPrintableAsciiOnlyAndNamesThePlace) {
  for (int code = 0; code < 256; ++code) {
    const std::string text{'a', static_cast<char>(code)};
    const auto phrase = Passphrase::from(text);
    ASSERT_EQ(phrase.has_value(), code >= 32 && code <= 126) << code;
    if (!phrase) {
      EXPECT_EQ(phrase.error(), (Error{ErrorCode::invalid_passphrase_character, {.column = 2}}));
    }
  }
}

class OpenNames : public testing::Test {
 protected:
  FixedRandom random_;
  MasterSecret secret_ = random_secret(random_, 16);
  std::vector<Share> shares_ =
      *split(secret_, Passphrase::none(), {1, {{3, 5}}}, {true, 0}, random_);

  void tamper(std::size_t i) { shares_[i].value.view()[3] ^= 1; }
  Errors errors(const std::vector<std::size_t>& picks) {
    return open(clone(shares_, picks)).error();
  }
};

TEST_F(OpenNames, TheAlteredShareAmongMoreThanTheThreshold) {
  for (std::uint16_t altered = 0; altered < 5; ++altered) {
    tamper(altered);
    const Errors expected{
        {ErrorCode::contradicting_share, {.share = static_cast<std::uint16_t>(altered + 1)}}};
    EXPECT_EQ(errors({0, 1, 2, 3, 4}), expected);
    tamper(altered);
  }
}

TEST_F(OpenNames, BothAlteredSharesOfFive) {
  tamper(1);
  tamper(3);
  const Errors expected{{ErrorCode::contradicting_share, {.share = 2}},
                        {ErrorCode::contradicting_share, {.share = 4}}};
  EXPECT_EQ(errors({0, 1, 2, 3, 4}), expected);
}

TEST_F(OpenNames, OnlyADigestWhereNoneIsSpare) {
  tamper(1);
  EXPECT_EQ(errors({0, 1, 2})[0].code, ErrorCode::digest_mismatch);
}

// Nobody need type the plates of a second group to learn that one of the first is wrong.
TEST_F(OpenNames, ASpoiledGroupAlsoWhereAnotherIsMissing) {
  auto shares = *split(secret_, Passphrase::none(), {2, {{2, 3}, {2, 3}}}, {true, 0}, random_);
  const auto code = [&](const std::vector<std::size_t>& picks) {
    return open(clone(shares, picks)).error()[0].code;
  };
  EXPECT_EQ(code({0, 1}), ErrorCode::not_enough_groups);
  shares[1].value.view()[3] ^= 1;
  EXPECT_EQ(code({0, 1}), ErrorCode::digest_mismatch);
  EXPECT_EQ(code({0, 1, 2}), ErrorCode::contradicting_share);
  EXPECT_EQ(code({0}), ErrorCode::not_enough_groups);
}

TEST_F(OpenNames, EveryForeignShareAtOnce) {
  auto other = *split(secret_, Passphrase::none(), {1, {{3, 5}}}, {true, 0}, random_);
  std::vector<Share> mixed;
  mixed.push_back(other[0].clone());
  mixed.push_back(shares_[0].clone());
  mixed.push_back(shares_[1].clone());
  mixed.push_back(other[1].clone());
  mixed.push_back(shares_[2].clone());
  const Errors expected{{ErrorCode::mixed_identifiers, {.share = 1}},
                        {ErrorCode::mixed_identifiers, {.share = 4}}};
  EXPECT_EQ(open(mixed).error(), expected);
}

TEST_F(OpenNames, BothSidesOfATie) {
  auto given = clone(shares_, {0, 1});
  given[1].identifier ^= 1;
  const Errors expected{{ErrorCode::mixed_identifiers, {.share = 1}},
                        {ErrorCode::mixed_identifiers, {.share = 2}}};
  EXPECT_EQ(open(given).error(), expected);
}

TEST_F(OpenNames, EachFieldThatDiffers) {
  using enum ErrorCode;
  const auto changed = [&](auto change) {
    auto shares = clone(shares_, {0, 1, 2});
    change(shares[1]);
    const auto result = open(shares).error();
    EXPECT_EQ(result[0].at.share, 2);
    return result[0].code;
  };
  EXPECT_EQ(changed([](Share& s) { s.identifier ^= 1; }), mixed_identifiers);
  EXPECT_EQ(changed([](Share& s) { s.extendable = false; }), mixed_extendable_flags);
  EXPECT_EQ(changed([](Share& s) { s.iteration_exponent = 2; }), mixed_iteration_exponents);
  EXPECT_EQ(changed([](Share& s) { s.group_threshold = 2; }), mixed_group_thresholds);
  EXPECT_EQ(changed([](Share& s) { s.group_count = 2; }), mixed_group_counts);
  EXPECT_EQ(changed([](Share& s) { s.member_threshold = 2; }), mixed_member_thresholds);
  EXPECT_EQ(changed([](Share& s) { s.member_index = 0; }), duplicate_member_index);
  EXPECT_EQ(changed([](Share& s) { s.value = ShareValue(18); }), mixed_share_lengths);
}

// A forger needs no secret to write a plate that claims to be enough alone: the checksum has no
// key.
TEST_F(OpenNames, ADowngradedShareBesideAnySibling) {
  for (const std::size_t others : {1u, 2u, 4u}) {
    shares_[0].member_threshold = 1;
    std::vector<std::size_t> picks{0};
    for (std::size_t i = 1; i <= others; ++i) picks.push_back(i);
    Errors expected{{ErrorCode::mixed_member_thresholds, {.share = 1}}};
    if (others == 1) expected.push_back({ErrorCode::mixed_member_thresholds, {.share = 2}});
    EXPECT_EQ(errors(picks), expected);
  }
}

TEST_F(OpenNames, ADowngradedShareBesideAnotherGroup) {
  auto shares = *split(secret_, Passphrase::none(), {1, {{3, 5}, {2, 3}}}, {true, 0}, random_);
  shares[0].member_threshold = 1;
  const Errors expected{{ErrorCode::contradicting_share, {.share = 1}}};
  EXPECT_EQ(open(clone(shares, {0, 5, 6})).error(), expected);
}

TEST_F(OpenNames, BothSidesWhereNeitherHasADigest) {
  auto shares = *split(secret_, Passphrase::none(), {1, {{3, 5}, {2, 3}}}, {true, 0}, random_);
  shares[0].member_threshold = 1;
  shares[5].member_threshold = 1;
  const Errors expected{{ErrorCode::disputed_share, {.share = 1}},
                        {ErrorCode::disputed_share, {.share = 2}}};
  EXPECT_EQ(open(clone(shares, {0, 5})).error(), expected);
  shares[1].member_threshold = 1;
  EXPECT_EQ(open(clone(shares, {0, 1})).error(), expected) << "of one group";
  EXPECT_EQ(open(clone(shares, {1, 0})).error(), expected) << "in any order";
}

TEST_F(OpenNames, BothSidesWhereBothHaveADigest) {
  const Policy policy{1, {{2, 3}, {2, 3}}};
  auto shares = *split(secret_, Passphrase::none(), policy, {true, 0}, random_);
  auto forged = *split(random_secret(random_, 16), Passphrase::none(), policy, {true, 0}, random_);
  for (auto& share : forged) share.identifier = shares[0].identifier;
  std::vector<Share> given;
  for (const std::size_t i : {0u, 1u}) given.push_back(forged[i].clone());
  for (const std::size_t i : {3u, 4u}) given.push_back(shares[i].clone());
  Errors expected;
  for (const std::uint16_t i : std::initializer_list<std::uint16_t>{1, 2, 3, 4}) {
    expected.push_back({ErrorCode::disputed_share, {.share = i}});
  }
  EXPECT_EQ(open(given).error(), expected);
}

TEST_F(OpenNames, NothingWhereAShareIsGivenTwice) {
  EXPECT_TRUE(open(clone(shares_, {0, 1, 1, 2})));
  EXPECT_EQ(errors({0, 1, 1})[0].code, ErrorCode::not_enough_members);
}

TEST_F(OpenNames, ASurplusShareOnlyToCombine) {
  const auto secret = combine(clone(shares_, {0, 1, 2, 3}), Passphrase::none());
  EXPECT_EQ(secret.error(), Errors{{ErrorCode::more_shares_than_threshold}});
}

}  // namespace
}  // namespace steelshare::slip39
