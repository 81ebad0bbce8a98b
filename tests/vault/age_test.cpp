#include "steelshare/vault/age.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "crypto/hash.h"
#include "support/bytes.h"
#include "support/figure.h"
#include "support/fixed_random.h"
#include "vault/age_format.h"

namespace steelshare::vault {
namespace {

namespace fs = std::filesystem;
using test::as_bytes;
using test::from_hex;

// One file of the C2SP test kit (CCTV): what must happen, how to open it, and the age file.
struct KitFile {
  std::string name, expected, payload_hash, file_key;
  std::optional<std::string> passphrase;
  bool armored = false;
  std::string body;
};

std::string inflated(const std::string& compressed) {
  std::string out(std::size_t{4} << 20, '\0');
  uLongf size = out.size();
  EXPECT_EQ(uncompress(reinterpret_cast<Bytef*>(out.data()), &size,
                       reinterpret_cast<const Bytef*>(compressed.data()), compressed.size()),
            Z_OK);
  out.resize(size);
  return out;
}

KitFile read_kit_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  KitFile file;
  file.name = path.filename();
  bool compressed = false;
  for (std::string line; std::getline(stream, line) && !line.empty();) {
    const auto colon = line.find(": ");
    const auto key = line.substr(0, colon), value = line.substr(colon + 2);
    if (key == "expect") file.expected = value;
    if (key == "payload") file.payload_hash = value;
    if (key == "file key") file.file_key = value;
    if (key == "passphrase" && !file.passphrase) file.passphrase = value;
    if (key == "armored") file.armored = value == "yes";
    if (key == "compressed") compressed = value == "zlib";
  }
  file.body = std::string(std::istreambuf_iterator<char>(stream), {});
  if (compressed) file.body = inflated(file.body);
  return file;
}

// With the passphrase where the file has one; else, being for keys that are not read here, with the
// file key that its header tells, so that every other layer is tried all the same.
Result<AgePayload> open_kit_file(const KitFile& file) {
  if (file.passphrase)
    return decrypt_age(as_bytes(file.body), Password::verbatim(*file.passphrase));
  std::vector<std::uint8_t> binary(file.body.begin(), file.body.end());
  if (file.armored) {
    auto bytes = dearmor_age(file.body);
    if (!bytes) return bytes.error();
    binary = *std::move(bytes);
  }
  const auto header = parse_age_header(binary);
  if (!header) return header.error();
  if (file.expected == "no match") return find_age_scrypt(*header).error();
  const auto key_bytes = from_hex(file.file_key);
  const AgeFileKey key(key_bytes.data(), age_file_key_bytes);
  if (age_header_mac(header->stanzas, key) != header->mac) return Error{ErrorCode::file_altered};
  return decrypt_age_payload(std::span(binary).subspan(format_age_header(*header).size()), key);
}

bool is_expected(const std::string& expected, ErrorCode code) {
  using enum ErrorCode;
  static const std::map<std::string, std::vector<ErrorCode>> table{
      {"no match", {wrong_password, age_without_passphrase}},
      {"header failure", {invalid_age_header, derivation_too_costly}},
      {"HMAC failure", {file_altered}},
      {"payload failure", {file_altered}},
      {"armor failure", {invalid_age_armor}}};
  if (!table.contains(expected)) return false;
  const auto& codes = table.at(expected);
  return std::ranges::find(codes, code) != codes.end();
}

TEST(Age, DoesWithEveryFileOfTheTestKitWhatItsHeaderSays) {
  const char* const folder = std::getenv("STEELSHARE_VECTORS");
  if (folder == nullptr) GTEST_SKIP() << "STEELSHARE_VECTORS names no folder with the test kit";
  std::map<std::string, std::size_t> counts;
  for (const auto& entry : fs::directory_iterator(fs::path(folder) / "age")) {
    if (entry.path().filename().string().starts_with(".")) continue;
    const KitFile file = read_kit_file(entry.path());
    const auto payload = open_kit_file(file);
    ++counts[file.expected];
    if (file.expected != "success") {
      ASSERT_FALSE(payload) << file.name;
      EXPECT_TRUE(is_expected(file.expected, payload.error().code))
          << file.name << ": " << name(payload.error().code);
      continue;
    }
    ASSERT_TRUE(payload) << file.name << ": " << name(payload.error().code);
    std::array<std::uint8_t, crypto::sha256_bytes> hash{};
    crypto::sha256({payload->view()}, hash);
    EXPECT_EQ(to_hex(hash), file.payload_hash) << file.name;
  }
  const std::map<std::string, std::size_t> all{{"success", 8},
                                               {"no match", 5},
                                               {"header failure", 22},
                                               {"payload failure", 1},
                                               {"armor failure", 22}};
  EXPECT_EQ(counts, all);
  std::size_t sum = 0;
  for (const auto& [expected, count] : counts) sum += count;
  test::print_figure("vectors.age", sum);
}

constexpr int cheap = 1;

std::vector<std::uint8_t> made(std::string_view payload, std::string_view password = "password") {
  test::FixedRandom random;
  return encrypt_age(as_bytes(payload), Password::verbatim(password), random, cheap);
}

Result<AgePayload> opened(std::span<const std::uint8_t> file,
                          std::string_view password = "password") {
  return decrypt_age(file, Password::verbatim(password));
}

TEST(Age, OpensWhatItWroteAtEveryLengthOfAChunk) {
  for (const std::size_t size :
       {0U, 1U, 100U, 65535U, 65536U, 65537U, 131071U, 131072U, 131073U, 200000U}) {
    std::string payload(size, 'a');
    for (std::size_t i = 0; i < size; ++i) payload[i] = static_cast<char>(i * 7 + i / 251);
    const auto file = made(payload);
    EXPECT_TRUE(looks_like_age(file));
    for (const std::string& text : {std::string(file.begin(), file.end()), armor_age(file)}) {
      const auto back = opened(as_bytes(text));
      ASSERT_TRUE(back) << size;
      EXPECT_TRUE(std::ranges::equal(back->view(), as_bytes(payload))) << size;
    }
    EXPECT_EQ(opened(file, "Password").error().code, ErrorCode::wrong_password);
  }
}

TEST(Age, NeverWritesTheSameKeyTwice) {
  test::FixedRandom random;
  const auto password = Password::verbatim("a");
  EXPECT_NE(encrypt_age({}, password, random, cheap), encrypt_age({}, password, random, cheap));
}

TEST(Age, NoticesEveryByteThatWasChangedAndEveryCut) {
  const auto file = made("some contents");
  for (std::size_t i = 0; i < file.size(); ++i) {
    auto changed = file;
    changed[i] ^= 1;
    EXPECT_FALSE(opened(changed)) << i;
    EXPECT_FALSE(opened(std::span(file).first(i))) << i;
  }
  auto longer = file;
  longer.push_back(0);
  EXPECT_EQ(opened(longer).error().code, ErrorCode::file_altered);
}

TEST(Age, NoticesACutBetweenChunks) {
  const auto file = made(std::string(65536 + 10, 'a'));
  const std::size_t without_last = file.size() - 10 - 16;
  EXPECT_EQ(opened(std::span(file).first(without_last)).error().code, ErrorCode::file_altered);
}

TEST(Age, RefusesAWorkFactorThatWouldStopTheMachine) {
  AgeScrypt scrypt;
  for (const std::string factor : {"21", "22", "63", "2147483647"}) {
    const AgeHeader header{{{{"scrypt", encode_base64(scrypt.salt, Padding::none), factor},
                             {scrypt.body.begin(), scrypt.body.end()}}},
                           {}};
    EXPECT_EQ(find_age_scrypt(header).error().code, ErrorCode::derivation_too_costly) << factor;
    const std::string text = format_age_header(header) + std::string(32, '\0');
    EXPECT_EQ(opened(as_bytes(text)).error().code, ErrorCode::derivation_too_costly) << factor;
  }
}

TEST(Age, RefusesGarbage) {
  for (const std::string& text :
       {std::string(), std::string("garbage"), std::string(1000, '\0'), std::string("-----"),
        std::string("-----BEGIN AGE ENCRYPTED FILE-----"), std::string(1000, '\n')}) {
    EXPECT_EQ(opened(as_bytes(text)).error().code, ErrorCode::invalid_age_armor) << text;
  }
  for (const std::string text :
       {"age-encryption.org/v1", "age-encryption.org/v1\n",
        "age-encryption.org/v2\n-> scrypt a b\n\n--- \n", "age-encryption.org/v1\n-> \n\n--- \n",
        "age-encryption.org/v1\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"}) {
    EXPECT_EQ(opened(as_bytes(text)).error().code, ErrorCode::invalid_age_header) << text;
  }
}

// RFC 4648, section 10.
TEST(Base64, GivesTheExamplesOfRfc4648) {
  const std::vector<std::pair<std::string, std::string>> cases{{"", ""},
                                                               {"f", "Zg=="},
                                                               {"fo", "Zm8="},
                                                               {"foo", "Zm9v"},
                                                               {"foob", "Zm9vYg=="},
                                                               {"fooba", "Zm9vYmE="},
                                                               {"foobar", "Zm9vYmFy"}};
  for (const auto& [text, encoded] : cases) {
    EXPECT_EQ(encode_base64(as_bytes(text), Padding::full), encoded);
    const auto bare = encoded.substr(0, encoded.find('='));
    EXPECT_EQ(encode_base64(as_bytes(text), Padding::none), bare);
    const auto back = decode_base64(encoded, Padding::full);
    ASSERT_TRUE(back && decode_base64(bare, Padding::none) == back);
    EXPECT_EQ(std::string(back->begin(), back->end()), text);
  }
  for (const char* const wrong : {"Zg", "Zg=", "Zg===", "Zh==", "Zm9", "Zm9=", "Z", "Zg==Zg==", "=",
                                  "Zm 9v", "Zm9v\n", "Zm-_"}) {
    EXPECT_FALSE(decode_base64(wrong, Padding::full)) << wrong;
  }
  EXPECT_FALSE(decode_base64("Zg==", Padding::none));
}

}  // namespace
}  // namespace steelshare::vault
