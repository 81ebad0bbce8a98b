// Facts about the share engine that can be proved by trying everything. Each test prints what it
// has tried; together they take under a minute.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <vector>

#include "slip39/rs1024.h"
#include "slip39/shamir.h"
#include "steelshare/slip39/sharing.h"
#include "support/figure.h"
#include "support/fixed_random.h"
#include "support/fixtures.h"

namespace steelshare::slip39 {
namespace {

using test::FixedRandom;

WordIndex operator^(WordIndex word, unsigned change) {
  return WordIndex{static_cast<std::uint16_t>(static_cast<unsigned>(word) ^ change)};
}

// One share of 20 and one of 33 words, both kinds of checksum.
std::vector<Mnemonic> sample_shares() {
  std::vector<Mnemonic> shares;
  for (const std::size_t vector : {1u, 20u, 42u, 44u}) {
    shares.push_back(*parse(test::slip39_vectors()[vector - 1].mnemonics[0], slip39_words()));
  }
  return shares;
}

TEST(Rs1024Exhaustive, DetectsAndLocatesEverySingleWrongWord) {
  std::size_t tried = 0;
  for (const Mnemonic& share : sample_shares()) {
    Mnemonic wrong = share.clone();
    for (std::size_t place = 0; place < wrong.size(); ++place) {
      for (unsigned change = 1; change < 1024; ++change) {
        wrong.view()[place] = wrong.view()[place] ^ change;
        const auto decoded = decode(wrong);
        ASSERT_FALSE(decoded);
        ASSERT_EQ(decoded.error().code, ErrorCode::checksum_mismatch);
        ASSERT_EQ(decoded.error().at.row, place + 1);
        wrong.view()[place] = wrong.view()[place] ^ change;
        ++tried;
      }
    }
  }
  EXPECT_EQ(tried, 2 * (20u + 33u) * 1023u);
  test::print_figure("exhaustive.single_wrong_words", tried);
}

// What an error in one word, all others right, leaves of the checksum: 30 bits, linear in the
// error.
std::uint32_t syndrome(Mnemonic share, std::size_t place, unsigned error, bool extendable) {
  share.view()[place] = share.view()[place] ^ error;
  const auto words = share.view();
  std::array<unsigned, 3> before{};
  for (std::size_t i = 0; i < 3; ++i)
    before[i] = static_cast<unsigned>(words[words.size() - 3 + i]);
  rs1024::write_checksum(words, extendable);
  std::uint32_t difference = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const auto after = static_cast<unsigned>(words[words.size() - 3 + i]);
    difference = difference << 10 | (before[i] ^ after);
  }
  return difference;
}

std::size_t rank(std::vector<std::uint32_t> rows) {
  std::size_t rank = 0;
  for (int bit = 29; bit >= 0; --bit) {
    const auto pivot = std::find_if(rows.begin() + static_cast<std::ptrdiff_t>(rank), rows.end(),
                                    [&](std::uint32_t row) { return (row >> bit & 1) != 0; });
    if (pivot == rows.end()) continue;
    std::iter_swap(rows.begin() + static_cast<std::ptrdiff_t>(rank), pivot);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i != rank && (rows[i] >> bit & 1) != 0) rows[i] ^= rows[rank];
    }
    ++rank;
  }
  return rank;
}

// Three unreadable words at known places have exactly one solution where their 30 unknown bits give
// 30 independent syndromes.
TEST(Rs1024Exhaustive, EveryTripleOfErasuresHasExactlyOneSolution) {
  std::size_t tried = 0;
  for (const bool extendable : {false, true}) {
    for (const Mnemonic& share : sample_shares()) {
      if (decode(share)->extendable != extendable) continue;
      std::vector<std::vector<std::uint32_t>> columns;
      for (std::size_t place = 0; place < share.size(); ++place) {
        auto& column = columns.emplace_back();
        for (unsigned bit = 0; bit < 10; ++bit) {
          column.push_back(syndrome(share.clone(), place, 1U << bit, extendable));
        }
      }
      for (std::size_t a = 0; a < columns.size(); ++a) {
        for (std::size_t b = a + 1; b < columns.size(); ++b) {
          for (std::size_t c = b + 1; c < columns.size(); ++c) {
            std::vector<std::uint32_t> rows = columns[a];
            rows.insert(rows.end(), columns[b].begin(), columns[b].end());
            rows.insert(rows.end(), columns[c].begin(), columns[c].end());
            ASSERT_EQ(rank(rows), 30u) << a << ' ' << b << ' ' << c;
            ++tried;
          }
        }
      }
    }
  }
  EXPECT_EQ(tried, 2 * (1140u + 5456u));
  test::print_figure("exhaustive.triples_of_erasures", tried);
}

TEST(ShamirExhaustive, EverySubsetOfEveryThresholdUpToSixteen) {
  FixedRandom random;
  std::size_t tried = 0;
  for (std::uint8_t count = 1; count <= 16; ++count) {
    for (std::uint8_t threshold = 1; threshold <= count; ++threshold) {
      ShareValue secret(16);
      random.fill(secret.view());
      const auto values = shamir::divide(secret.view(), threshold, count, random);
      for (std::uint32_t subset = 0; subset < (1U << count); ++subset) {
        ++tried;
        std::vector<shamir::Point> points;
        for (std::uint8_t x = 0; x < count; ++x) {
          if ((subset >> x & 1) != 0) points.push_back({x, values[x].view()});
        }
        if (points.empty()) continue;
        // With threshold 1 every share is the secret, and any one of them is opened.
        if (threshold == 1) points.resize(1);
        const auto recovered = shamir::recover(shamir::Polynomial(points));
        const bool right = recovered && *recovered == secret;
        ASSERT_EQ(right, points.size() >= threshold)
            << int{threshold} << " of " << int{count} << ", subset " << subset;
      }
    }
  }
  EXPECT_EQ(tried, 1966082u);
  test::print_figure("exhaustive.subsets_of_thresholds", tried);
}

// Written from the words of the policy alone: at least two groups are complete.
bool opens(unsigned subset) {
  const auto have = [&](unsigned first, unsigned count) {
    return std::popcount(subset >> first & ((1U << count) - 1));
  };
  return (have(0, 1) >= 1) + (have(1, 1) >= 1) + (have(2, 5) >= 3) + (have(7, 6) >= 2) >= 2;
}

TEST(OpenExhaustive, EverySubsetOfATwoOfFourGroupPolicy) {
  FixedRandom random;
  MasterSecret secret(16);
  random.fill(secret.view());
  const auto encrypted = encrypt(secret, Passphrase::none(), 77, {true, 0});
  const auto shares = divide(*encrypted, {2, {{1, 1}, {1, 1}, {3, 5}, {2, 6}}}, random);
  ASSERT_EQ(shares->size(), 13u);
  std::size_t opened = 0;
  std::size_t tried = 0;
  for (unsigned subset = 0; subset < 8192; ++subset, ++tried) {
    std::vector<Share> given;
    for (unsigned i = 0; i < 13; ++i) {
      if ((subset >> i & 1) != 0) given.push_back((*shares)[i].clone());
    }
    const auto result = open(given);
    ASSERT_EQ(result.has_value(), opens(subset)) << subset;
    if (!result) continue;
    ASSERT_TRUE(result->bytes == encrypted->bytes) << subset;
    ++opened;
  }
  test::print_figure("exhaustive.subsets_of_groups", tried);
  test::print_figure("exhaustive.subsets_of_groups_that_open", opened);
}

TEST(SplitExhaustive, KeepsZeroBytesInEveryPlaceOfEveryLength) {
  FixedRandom random;
  std::size_t tried = 0;
  for (std::size_t bytes = 16; bytes <= 64; bytes += 2) {
    for (std::size_t zeros = 0; zeros <= bytes; ++zeros) {
      for (const bool leading : {true, false}) {
        EncryptedMasterSecret encrypted{1, true, 0, Secret<struct EncryptedTag>(bytes)};
        const auto view = encrypted.bytes.view();
        random.fill(leading ? view.subspan(zeros) : view.first(bytes - zeros));
        const auto shares = divide(encrypted, {2, {{2, 3}, {1, 1}}}, random);
        std::vector<Share> back;
        for (const auto& share : *shares) back.push_back(*decode(encode(share)));
        const auto opened = open(back);
        ASSERT_TRUE(opened);
        ASSERT_TRUE(opened->bytes == encrypted.bytes);
        ++tried;
      }
    }
  }
  test::print_figure("exhaustive.runs_of_zero_bytes", tried);
}

// Every field of every share changed, with a checksum made anew: each has its own error.
TEST(OpenExhaustive, EveryFieldOfEveryShareChanged) {
  using enum ErrorCode;
  FixedRandom random;
  MasterSecret secret(16);
  const auto shares =
      *split(secret, Passphrase::none(), {2, {{2, 3}, {3, 5}, {2, 2}}}, {true, 2}, random);
  struct Change {
    ErrorCode expected;
    std::function<void(Share&, unsigned)> apply;
    unsigned values;
  };
  const auto set = [](std::uint8_t& field, unsigned value) {
    field = static_cast<std::uint8_t>(value);
  };
  const std::vector<Change> changes{
      {mixed_identifiers,
       [](Share& s, unsigned v) { s.identifier = static_cast<std::uint16_t>(v); }, 32768},
      {mixed_extendable_flags, [](Share& s, unsigned v) { s.extendable = v != 0; }, 2},
      {mixed_iteration_exponents, [&](Share& s, unsigned v) { set(s.iteration_exponent, v); }, 16},
      {mixed_group_thresholds, [&](Share& s, unsigned v) { set(s.group_threshold, v + 1); }, 3},
      {mixed_group_counts, [&](Share& s, unsigned v) { set(s.group_count, v + 3); }, 14},
      {mixed_member_thresholds, [&](Share& s, unsigned v) { set(s.member_threshold, v + 1); }, 16},
  };
  std::size_t tried = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    for (const Change& change : changes) {
      for (unsigned value = 0; value < change.values; ++value) {
        auto given = shares[i].clone();
        change.apply(given, value);
        const Mnemonic changed = encode(given);
        if (changed == encode(shares[i])) continue;
        std::vector<Share> all;
        for (std::size_t j = 0; j < shares.size(); ++j) {
          all.push_back(i == j ? *decode(changed) : shares[j].clone());
        }
        const auto opened = open(all);
        ASSERT_FALSE(opened);
        ASSERT_EQ(opened.error()[0].code, change.expected) << i << ' ' << value;
        ++tried;
      }
    }
  }
  test::print_figure("exhaustive.changed_fields", tried);
}

TEST(OpenExhaustive, EveryChangedBitOfEveryValueIsNamed) {
  FixedRandom random;
  MasterSecret secret(16);
  auto shares = *split(secret, Passphrase::none(), {1, {{3, 5}}}, {true, 0}, random);
  std::size_t tried = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    for (std::size_t bit = 0; bit < 128; ++bit) {
      auto& byte = shares[i].value.view()[bit / 8];
      byte = static_cast<std::uint8_t>(byte ^ (1U << bit % 8));
      const Errors expected{
          {ErrorCode::contradicting_share, {.share = static_cast<std::uint16_t>(i + 1)}}};
      ASSERT_EQ(open(shares).error(), expected);
      byte = static_cast<std::uint8_t>(byte ^ (1U << bit % 8));
      ++tried;
    }
  }
  test::print_figure("exhaustive.changed_bits", tried);
}

}  // namespace
}  // namespace steelshare::slip39
