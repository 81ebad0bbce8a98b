#include "steelshare/slip39/share.h"

#include <gtest/gtest.h>

#include "slip39/rs1024.h"
#include "steelshare/base/hex.h"
#include "support/fixed_random.h"
#include "support/fixtures.h"

namespace steelshare::slip39 {
namespace {

Share random_share(test::FixedRandom& random, std::size_t bytes) {
  const auto groups = static_cast<std::uint8_t>(1 + random.below(16));
  Share share{.identifier = static_cast<std::uint16_t>(random.below(identifier_limit)),
              .extendable = random.below(2) == 1,
              .iteration_exponent = static_cast<std::uint8_t>(random.below(16)),
              .group_index = static_cast<std::uint8_t>(random.below(groups)),
              .group_threshold = static_cast<std::uint8_t>(1 + random.below(groups)),
              .group_count = groups,
              .member_index = static_cast<std::uint8_t>(random.below(16)),
              .member_threshold = static_cast<std::uint8_t>(1 + random.below(16)),
              .value = ShareValue(bytes)};
  random.fill(share.value.view());
  return share;
}

void expect_equal(const Share& a, const Share& b) {
  EXPECT_EQ(a.identifier, b.identifier);
  EXPECT_EQ(a.extendable, b.extendable);
  EXPECT_EQ(a.iteration_exponent, b.iteration_exponent);
  EXPECT_EQ(a.group_index, b.group_index);
  EXPECT_EQ(a.group_threshold, b.group_threshold);
  EXPECT_EQ(a.group_count, b.group_count);
  EXPECT_EQ(a.member_index, b.member_index);
  EXPECT_EQ(a.member_threshold, b.member_threshold);
  EXPECT_TRUE(a.value == b.value);
}

TEST(Share, ReadsBackEveryLengthAndField) {
  test::FixedRandom random;
  for (std::size_t bytes = 16; bytes <= 64; bytes += 2) {
    for (int round = 0; round < 40; ++round) {
      const Share share = random_share(random, bytes);
      const Mnemonic mnemonic = encode(share);
      EXPECT_EQ(mnemonic.size(), share_words(bytes));
      const auto back = decode(mnemonic);
      ASSERT_TRUE(back);
      expect_equal(*back, share);
    }
  }
}

TEST(Share, KeepsLeadingZeroBytes) {
  test::FixedRandom random;
  for (std::size_t zeros = 1; zeros <= 16; ++zeros) {
    Share share = random_share(random, 16);
    for (std::size_t i = 0; i < zeros; ++i) share.value.view()[i] = 0;
    const auto back = decode(encode(share));
    ASSERT_TRUE(back);
    expect_equal(*back, share);
  }
}

TEST(Share, HasTheWordCountsOfTheStandard) {
  EXPECT_EQ(share_words(16), 20u);
  EXPECT_EQ(share_words(20), 23u);
  EXPECT_EQ(share_words(24), 27u);
  EXPECT_EQ(share_words(28), 30u);
  EXPECT_EQ(share_words(32), 33u);
  EXPECT_EQ(share_words(64), 59u);
}

TEST(Share, RefusesWordCountsThatNoSecretGives) {
  std::vector<bool> allowed(100);
  for (std::size_t bytes = 16; bytes <= 64; bytes += 2) allowed[share_words(bytes)] = true;
  for (std::size_t words = 1; words < 70; ++words) {
    Mnemonic mnemonic(words);
    if (words > 3) rs1024::write_checksum(mnemonic.view(), false);
    const auto share = decode(mnemonic);
    EXPECT_EQ(share.has_value(), allowed[words]) << words;
    if (!share) {
      EXPECT_EQ(share.error().code,
                words < 20 ? ErrorCode::too_few_words : ErrorCode::invalid_word_count);
    }
  }
}

// The padding bits lie at the top of the fifth word.
TEST(Share, RefusesEverySetPaddingBit) {
  test::FixedRandom random;
  for (std::size_t bytes = 16; bytes <= 64; bytes += 2) {
    const std::size_t padding = (share_words(bytes) - 7) * 10 - bytes * 8;
    for (std::size_t bit = 0; bit < padding; ++bit) {
      const Share share = random_share(random, bytes);
      Mnemonic mnemonic = encode(share);
      auto& word = mnemonic.view()[4];
      word = WordIndex{static_cast<std::uint16_t>(static_cast<unsigned>(word) | 512U >> bit)};
      rs1024::write_checksum(mnemonic.view(), share.extendable);
      EXPECT_EQ(decode(mnemonic).error(), Error{ErrorCode::invalid_padding});
    }
  }
}

TEST(Share, PointsAtTheWrongWordEvenWhereItHoldsTheExtendableFlag) {
  test::FixedRandom random;
  for (const std::size_t bytes : {16u, 32u}) {
    for (int round = 0; round < 5; ++round) {
      const Mnemonic mnemonic = encode(random_share(random, bytes));
      for (std::size_t place = 1; place <= mnemonic.size(); ++place) {
        for (const unsigned change : {1u, 16u, 17u, 512u, 1023u}) {
          Mnemonic wrong = mnemonic.clone();
          auto& word = wrong.view()[place - 1];
          word = WordIndex{static_cast<std::uint16_t>(static_cast<unsigned>(word) ^ change)};
          const auto share = decode(wrong);
          ASSERT_FALSE(share);
          EXPECT_EQ(share.error().code, ErrorCode::checksum_mismatch);
          EXPECT_EQ(share.error().at.row, place) << change;
        }
      }
    }
  }
}

// The expected value is from sha256sum over the 22 letters and the words as two bytes each.
TEST(Tag, IsTheBeginningOfAHashOverTheWords) {
  const auto mnemonic = parse(test::slip39_vectors()[0].mnemonics[0], slip39_words());
  EXPECT_EQ(to_hex(tag(*mnemonic)), "9b926ff3a267d23b");
}

// The words of a share as a person types them who takes its sides in another order.
Mnemonic typed_by_sides(const Mnemonic& mnemonic, std::size_t capacity,
                        const std::vector<std::size_t>& order) {
  Mnemonic typed(mnemonic.size());
  std::size_t at = 0;
  for (const std::size_t side : order) {
    const std::size_t first = side * capacity;
    const std::size_t count = std::min(capacity, mnemonic.size() - first);
    std::ranges::copy(mnemonic.view().subspan(first, count), typed.view().subspan(at).begin());
    at += count;
  }
  EXPECT_EQ(at, mnemonic.size());
  return typed;
}

void expect_moved_side(Position at, const Mnemonic& typed) {
  const auto share = decode(typed);
  ASSERT_FALSE(share);
  EXPECT_EQ(share.error().code, ErrorCode::sides_out_of_order);
  EXPECT_EQ(share.error().at, at);
}

TEST(Share, SaysThatSidesWereTypedInAnotherOrder) {
  test::FixedRandom random;
  const auto of_20 = parse(test::slip39_vectors()[0].mnemonics[0], slip39_words());
  expect_moved_side({.row = 9, .column = 1}, typed_by_sides(*of_20, 12, {1, 0}));
  expect_moved_side({.row = 11, .column = 1}, typed_by_sides(*of_20, 10, {1, 0}));
  expect_moved_side({.row = 17, .column = 1}, typed_by_sides(*of_20, 4, {4, 3, 2, 1, 0}));
  const auto of_33 = encode(random_share(random, 32));
  // The first stands where it should: the second is at 21 and belongs at 11.
  expect_moved_side({.row = 21, .column = 11}, typed_by_sides(of_33, 10, {0, 2, 1, 3}));
  expect_moved_side({.row = 14, .column = 1}, typed_by_sides(of_33, 10, {3, 1, 0, 2}));
  const auto of_59 = encode(random_share(random, 64));
  expect_moved_side({.row = 50, .column = 1}, typed_by_sides(of_59, 10, {5, 4, 3, 2, 1, 0}));
  // Of more than six sides, two that follow one another.
  expect_moved_side({.row = 9, .column = 1}, typed_by_sides(of_59, 8, {1, 0, 2, 3, 4, 5, 6, 7}));
}

// The words of a plate with these columns, as somebody types them who reads along its rows.
Mnemonic read_along_rows(const Mnemonic& mnemonic, std::size_t columns, std::size_t rows) {
  Mnemonic typed(mnemonic.size());
  std::size_t at = 0;
  for (std::size_t side = 0; side < mnemonic.size(); side += columns * rows) {
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t column = 0; column < columns; ++column) {
        const std::size_t word = side + column * rows + row;
        if (word < mnemonic.size()) typed.view()[at++] = mnemonic.view()[word];
      }
    }
  }
  EXPECT_EQ(at, mnemonic.size());
  return typed;
}

void expect_second_word_at(std::uint16_t place, const Mnemonic& typed) {
  EXPECT_EQ(decode(typed).error(), (Error{ErrorCode::read_across, {.row = place}}));
}

TEST(Share, SaysThatItWasReadInTheWrongDirection) {
  test::FixedRandom random;
  const auto of_20 = parse(test::slip39_vectors()[0].mnemonics[0], slip39_words());
  expect_second_word_at(4, read_along_rows(*of_20, 3, 7));  // the last column is not full
  expect_second_word_at(3, read_along_rows(*of_20, 2, 10));
  expect_second_word_at(3, read_along_rows(*of_20, 2, 5));  // two sides
  const auto of_33 = encode(random_share(random, 32));
  expect_second_word_at(5, read_along_rows(of_33, 4, 9));
  expect_second_word_at(4, read_along_rows(of_33, 3, 7));  // the second side is not full
  const auto of_59 = encode(random_share(random, 64));
  expect_second_word_at(7, read_along_rows(of_59, 6, 10));
  // A plate with its words along five rows of four that is read down the columns.
  expect_second_word_at(6, read_along_rows(*of_20, 5, 4));
}

TEST(Share, TakesNoOtherMistakeForAnOrderOfSides) {
  test::FixedRandom random;
  for (int round = 0; round < 200; ++round) {
    const auto mnemonic = encode(random_share(random, 16 + 2 * random.below(25)));
    Mnemonic swapped = mnemonic.clone();
    std::swap(swapped.view()[5], swapped.view()[6]);
    if (!(swapped == mnemonic)) {
      EXPECT_EQ(decode(swapped).error().code, ErrorCode::checksum_mismatch);
    }
    Mnemonic wrong = mnemonic.clone();
    for (const std::size_t place : {3U, 9U}) {
      wrong.view()[place] = WordIndex{static_cast<std::uint16_t>(random.below(1024))};
    }
    if (!(wrong == mnemonic)) {
      EXPECT_EQ(decode(wrong).error().code, ErrorCode::checksum_mismatch);
    }
  }
}

TEST(Share, RefusesAShareValidOnlyUnderTheOtherFlag) {
  test::FixedRandom random;
  Share share = random_share(random, 16);
  share.extendable = true;
  Mnemonic mnemonic = encode(share);
  rs1024::write_checksum(mnemonic.view(), false);
  EXPECT_EQ(decode(mnemonic).error().code, ErrorCode::checksum_mismatch);
}

TEST(Share, RefusesAGroupBeyondTheLast) {
  test::FixedRandom random;
  Share share = random_share(random, 16);
  share.group_count = 3;
  share.group_threshold = 1;
  share.group_index = 2;
  Mnemonic mnemonic = encode(share);
  // Third word: group index 4 bits, group threshold - 1 4 bits, two bits of group count - 1.
  auto& word = mnemonic.view()[2];
  word = WordIndex{static_cast<std::uint16_t>(static_cast<unsigned>(word) | 1U << 6)};
  rs1024::write_checksum(mnemonic.view(), share.extendable);
  EXPECT_EQ(decode(mnemonic).error().code, ErrorCode::group_index_exceeds_count);
}

}  // namespace
}  // namespace steelshare::slip39
