#include "steelshare/vault/contents.h"

#include <gtest/gtest.h>

#include <string>

namespace steelshare::vault {
namespace {

const std::string head = "steelshare-offline-file: 1\n";

Error error_of(const std::string& text) {
  const auto contents = parse_contents(text);
  EXPECT_FALSE(contents) << text;
  return contents ? Error{ErrorCode::empty_input} : contents.error();
}

TEST(Contents, ReadsEveryKindOfEntry) {
  const std::string text = "# comment\n\n" + head +
                           "[key]\r\nname: Trading: old\nprivate-key: 0x01\naddress:\n"
                           "[passphrase]\npassphrase:  two blanks before, one after \n"
                           "[note]\nnote: one\nnote: two\n"
                           "[network]\nname: Test\nchain-id: 5\n"
                           "[token]\nnetwork: Test\ncontract: 0x02\ndecimals: 18\n"
                           "[secret]\nkind: key\nsecret: 0x03";
  const auto contents = parse_contents(text);
  ASSERT_TRUE(contents);
  ASSERT_EQ(contents->entries.size(), 6U);
  const auto& key = contents->entries[0];
  EXPECT_EQ(key.kind, EntryKind::key);
  EXPECT_EQ(key.line, 4);
  EXPECT_EQ(key.value("name"), "Trading: old");
  EXPECT_EQ(key.value("private-key"), "0x01");
  EXPECT_EQ(key.value("address"), "");
  EXPECT_EQ(key.fields.size(), 2U);
  EXPECT_EQ(contents->entries[1].value("passphrase"), " two blanks before, one after ");
  EXPECT_EQ(contents->entries[2].fields.size(), 2U);
  EXPECT_EQ(chars(contents->entries[2].fields[1].value), "two");
  EXPECT_EQ(contents->entries[5].value("secret"), "0x03");
}

TEST(Contents, ReadsBackWhatItWrites) {
  const std::string text = head +
                           "\n[passphrase]\nname: a\npassphrase:  b \n"
                           "\n[note]\nnote: caf\xc3\xa9\nnote: two\n";
  const auto contents = parse_contents(text);
  ASSERT_TRUE(contents);
  EXPECT_EQ(chars(format_contents(*contents)), text);
}

TEST(Contents, SaysWhichLineIsWrong) {
  using enum ErrorCode;
  EXPECT_EQ(error_of(""), Error{empty_input});
  EXPECT_EQ(error_of("# only a comment\n"), Error{empty_input});
  EXPECT_EQ(error_of("[note]\nnote: a\n"), (Error{contents_syntax, {.row = 1}}));
  EXPECT_EQ(error_of("steelshare-offline-file: 2\n"), (Error{contents_syntax, {.row = 1}}));
  EXPECT_EQ(error_of(head + "note: a\n"), (Error{contents_syntax, {.row = 2}}));
  EXPECT_EQ(error_of(head + "[note\n"), (Error{contents_syntax, {.row = 2}}));
  EXPECT_EQ(error_of(head + "[note]\nno colon\n"), (Error{contents_syntax, {.row = 3}}));
  EXPECT_EQ(error_of(head + "[note]\nnote: a\tb\n"), (Error{contents_syntax, {.row = 3}}));
  EXPECT_EQ(error_of(head + "[note]\nname: a\nname: b\nnote: c\n"),
            (Error{contents_syntax, {.row = 4}}));
  EXPECT_EQ(error_of(head + "[notes]\n"), (Error{unknown_entry, {.row = 2}}));
  EXPECT_EQ(error_of(head + "[note]\nprivate-key: a\n"), (Error{unknown_entry, {.row = 3}}));
  EXPECT_EQ(error_of(head + "\n[key]\nname: a\n"), (Error{incomplete_entry, {.row = 3}}));
  EXPECT_EQ(error_of(head + "[passphrase]\npassphrase: \n"), (Error{incomplete_entry, {.row = 2}}));
}

TEST(Contents, HasATemplateThatLacksOnlyTheValues) {
  const std::string text(contents_template());
  EXPECT_EQ(error_of(text).code, ErrorCode::incomplete_entry);
  std::string filled;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = text.find('\n', begin);
    const auto line = text.substr(begin, end - begin);
    filled += line;
    if (!line.starts_with('#') && line.ends_with(':')) filled += " x";
    filled += '\n';
    begin = end + 1;
  }
  const auto contents = parse_contents(filled);
  ASSERT_TRUE(contents);
  EXPECT_EQ(contents->entries.size(), 5U) << "the secret itself is never typed into it";
}

}  // namespace
}  // namespace steelshare::vault
