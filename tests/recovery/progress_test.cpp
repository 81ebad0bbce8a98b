#include "steelshare/recovery/progress.h"

#include <gtest/gtest.h>

#include "support/fixed_random.h"

namespace steelshare::recovery {
namespace {

TEST(Progress, CountsDistinctMembersAndCompleteGroups) {
  test::FixedRandom random;
  slip39::MasterSecret secret(16);
  const slip39::Policy policy{.group_threshold = 2, .groups = {{2, 3}, {3, 5}, {1, 1}}};
  const auto all = slip39::split(secret, slip39::Passphrase::none(), policy, {true, 0}, random);
  std::vector<slip39::Share> shares;
  EXPECT_FALSE(progress(shares).complete());

  for (const std::size_t i : {0u, 0u, 3u, 5u}) shares.push_back((*all)[i].clone());
  auto now = progress(shares);
  ASSERT_EQ(now.groups.size(), 2u);
  EXPECT_EQ(now.groups[0].have, 1) << "the same share twice counts once";
  EXPECT_EQ(now.groups[1].have, 2);
  EXPECT_EQ(now.groups[1].threshold, 3);
  EXPECT_EQ(now.complete_groups(), 0u);
  EXPECT_EQ(now.group_threshold, 2);
  EXPECT_EQ(now.group_count, 3);

  shares.push_back((*all)[2].clone());
  EXPECT_EQ(progress(shares).complete_groups(), 1u);
  EXPECT_FALSE(progress(shares).complete());
  shares.push_back((*all)[8].clone());
  EXPECT_TRUE(progress(shares).complete());
}

TEST(Progress, KnowsWhetherADigestVouches) {
  test::FixedRandom random;
  const slip39::MasterSecret secret(16);
  const auto of = [&](const slip39::Policy& policy, std::size_t count) {
    auto shares = *slip39::split(secret, slip39::Passphrase::none(), policy, {true, 0}, random);
    shares.erase(shares.begin() + static_cast<std::ptrdiff_t>(count), shares.end());
    return progress(shares).has_digest();
  };
  EXPECT_FALSE(of({1, {{1, 1}}}, 1));
  EXPECT_TRUE(of({1, {{2, 3}}}, 2));
  EXPECT_FALSE(of({1, {{1, 1}, {2, 3}}}, 2)) << "the second group is not complete";
  EXPECT_TRUE(of({1, {{1, 1}, {2, 3}}}, 3));
  EXPECT_TRUE(of({2, {{1, 1}, {1, 1}}}, 2)) << "the groups have a digest in common";
}

}  // namespace
}  // namespace steelshare::recovery
