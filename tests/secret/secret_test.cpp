#include "steelshare/secret/secret.h"

#include <gtest/gtest.h>

#include <concepts>
#include <ostream>
#include <type_traits>

namespace steelshare {
namespace {

using Key = Secret<struct KeyTag>;
using Other = Secret<struct OtherTag>;

// What must not compile.
template <class T>
concept streamable = requires(std::ostream& out, const T& value) {
  out << value;
};
template <class T>
concept iterable = requires(const T& value) {
  value.begin();
};
static_assert(!std::copy_constructible<Key> && !std::is_copy_assignable_v<Key>);
static_assert(std::is_nothrow_move_constructible_v<Key> && std::is_nothrow_move_assignable_v<Key>);
static_assert(!streamable<Key> && !iterable<Key>);
static_assert(!std::convertible_to<Key, Other> && !std::constructible_from<Key, Other>);
static_assert(!std::is_copy_constructible_v<Scratch<4>> && !streamable<Scratch<4>>);

TEST(Secret, StartsAsZeros) {
  const Key key(4);
  for (const auto byte : key.view()) EXPECT_EQ(byte, 0);
}

TEST(Secret, ComparesSizeAndBytes) {
  Key a(3), b(3);
  const Key longer(4);
  EXPECT_TRUE(a == b);
  b.view()[2] = 1;
  EXPECT_FALSE(a == b);
  EXPECT_FALSE(a == longer);
  EXPECT_TRUE(Key(0) == Key(0));
}

TEST(Secret, MovesAndLeavesNothingBehind) {
  Key a(2);
  a.view()[0] = 9;
  const Key b = std::move(a);
  EXPECT_EQ(b.view()[0], 9);
  EXPECT_EQ(a.size(), 0u);  // NOLINT(bugprone-use-after-move)
}

TEST(Secret, PrintsAsAPlaceholder) { EXPECT_EQ(testing::PrintToString(Key(2)), "<secret>"); }

TEST(SecretBuilder, GrowsAndKeepsTheOrder) {
  TextBuilder text(1);
  for (char letter = 'a'; letter <= 'z'; ++letter) text.append(letter);
  text.append(std::string_view("0123"));
  EXPECT_EQ(chars(text.finish()), "abcdefghijklmnopqrstuvwxyz0123");
  EXPECT_EQ(text.size(), 0u);
}

}  // namespace
}  // namespace steelshare
