// Runs each function that handles secrets on poisoned input, under valgrind. Prints one line a
// function: its name, the reports, and whether the output was still secret, without which the check
// would be empty; "absent" where the machine lacks the instructions. Ends with 1 where anything is
// wrong.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <vector>

#include "crypto/base58.h"
#include "crypto/chain.h"
#include "crypto/digest_check.h"
#include "crypto/ed25519.h"
#include "crypto/hash.h"
#include "poison.h"
#include "slip39/feistel.h"
#include "slip39/gf256.h"
#include "slip39/rs1024.h"
#include "slip39/shamir.h"
#include "steelshare/bip32/ed25519.h"
#include "steelshare/bip39/mnemonic.h"
#include "steelshare/bip39/phrase.h"
#include "steelshare/dice/mix.h"
#include "steelshare/secret/hex.h"
#include "steelshare/slip39/pieces.h"
#include "steelshare/slip39/sharing.h"
#include "steelshare/vault/keystore.h"
#include "steelshare/vault/wif.h"
#include "steelshare/words/mnemonic.h"

namespace steelshare::ctime {
namespace {

using Block = std::array<std::uint8_t, 32>;

// What a check found out: the result is right (after publishing), and was secret before.
struct Finding {
  bool secret;
  bool right;
  bool absent = false;  // this machine lacks the instructions
};

Block secret_block(std::uint8_t first = 7) {
  Block block;
  for (auto& byte : block) byte = first = static_cast<std::uint8_t>(first * 5 + 1);
  poison(block);
  return block;
}

template <class Range>
Finding secret_output(const Range& output, bool right = true) {
  return {is_poisoned(output), right};
}

// Publishes both sides first, so that comparing them is no report.
template <class A, class B>
bool same(const A& a, const B& b) {
  publish(a);
  publish(b);
  return std::size(a) == std::size(b) &&
         std::memcmp(std::data(a), std::data(b), std::span(a).size_bytes()) == 0;
}

slip39::MasterSecret master_secret(std::size_t bytes = 16) {
  slip39::MasterSecret secret(bytes);
  for (std::size_t i = 0; i < bytes; ++i) secret.view()[i] = static_cast<std::uint8_t>(i * 37);
  poison(secret.view());
  return secret;
}

slip39::Passphrase secret_passphrase() {
  Text text = Text::copy_of(std::string_view("a Passphrase ~"));
  poison(text.view());
  return *slip39::Passphrase::from(chars(text));
}

slip39::EncryptedMasterSecret encrypted_secret(std::size_t bytes = 16) {
  PoisonedRandom random;
  Secret<slip39::EncryptedTag> value(bytes);
  random.fill(value.view());
  return {0x1234, true, 0, std::move(value)};
}

std::vector<slip39::Share> poisoned_shares(std::uint8_t threshold, std::uint8_t count) {
  PoisonedRandom random;
  return *slip39::divide(encrypted_secret(), {1, {{threshold, count}}}, random);
}

Mnemonic poisoned_words() {
  auto words = slip39::encode(poisoned_shares(2, 2)[1]);
  poison(words.view());
  return words;
}

Text poisoned_text(std::string_view letters) {
  Text text = Text::copy_of(letters);
  poison(text.view());
  return text;
}

// gf256

Finding gf256_multiply() {
  const Block a = secret_block(), b = secret_block(9);
  Block product;
  for (std::size_t i = 0; i < a.size(); ++i) product[i] = slip39::gf256::multiply(a[i], b[i]);
  return secret_output(product);
}

Finding gf256_invert() {
  const Block a = secret_block();
  Block inverse;
  for (std::size_t i = 0; i < a.size(); ++i) inverse[i] = slip39::gf256::invert(a[i]);
  return secret_output(inverse);
}

Finding gf256_multiply_add() {
  Block sum = secret_block();
  const Block values = secret_block(9);
  for (int coefficient = 0; coefficient < 256; ++coefficient) {
    slip39::gf256::multiply_add(sum, values, static_cast<std::uint8_t>(coefficient));
  }
  return secret_output(sum);
}

// shamir

Finding shamir_interpolate() {
  const Block a = secret_block(), b = secret_block(9), c = secret_block(23);
  const std::array<slip39::shamir::Point, 3> points{{{0, a}, {3, b}, {15, c}}};
  const auto value = slip39::shamir::Polynomial(points).at(255);
  return secret_output(value.view());
}

Finding shamir_divide_and_recover() {
  const Block secret = secret_block();
  PoisonedRandom random;
  const auto values = slip39::shamir::divide(secret, 3, 5, random);
  const std::array<slip39::shamir::Point, 3> points{
      {{1, values[1].view()}, {2, values[2].view()}, {4, values[4].view()}}};
  const auto recovered = slip39::shamir::recover(slip39::shamir::Polynomial(points));
  const bool still_secret = recovered && is_poisoned(recovered->view());
  return {still_secret, recovered && same(recovered->view(), secret)};
}

Finding shamir_refuses_a_wrong_digest() {
  const Block a = secret_block(), b = secret_block(9);
  const std::array<slip39::shamir::Point, 2> points{{{0, a}, {1, b}}};
  return {is_poisoned(a), !slip39::shamir::recover(slip39::shamir::Polynomial(points)).has_value()};
}

Finding compare_digests() {
  const Block a = secret_block(), b = secret_block();
  Block c = secret_block();
  c[31] = static_cast<std::uint8_t>(c[31] ^ 1);
  const bool right = detail::equal_bytes(a.data(), b.data(), a.size()) &&
                     !detail::equal_bytes(a.data(), c.data(), a.size());
  return secret_output(c, right);
}

// crypto

Finding hmac_sha256() {
  Scratch<crypto::sha256_bytes> tag;
  crypto::hmac_sha256(secret_block(), {secret_block(9)}, tag.view());
  return secret_output(tag.view());
}

Finding hmac_sha512() {
  Scratch<crypto::sha512_bytes> tag;
  crypto::hmac_sha512(secret_block(), {secret_block(9)}, tag.view());
  return secret_output(tag.view());
}

Finding hmac_of_a_long_key() {
  std::array<std::uint8_t, 100> key{};
  poison(key);
  Scratch<crypto::sha256_bytes> tag;
  crypto::hmac_sha256(key, {secret_block(9)}, tag.view());
  return secret_output(tag.view());
}

Finding pbkdf2_sha256() {
  std::array<std::uint8_t, 40> key{};
  crypto::pbkdf2_hmac_sha256({secret_block()}, {secret_block(9)}, 20, key);
  return secret_output(key);
}

Finding pbkdf2_sha512() {
  std::array<std::uint8_t, 70> key{};
  crypto::pbkdf2_hmac_sha512({secret_block()}, {secret_block(9)}, 20, key);
  return secret_output(key);
}

// Five chains: lanes in use, lanes idle, and one chain alone.
template <class Word>
Finding advance_on(crypto::Path path) {
  std::array<crypto::Chain<Word>, 5> chains{};
  poison(chains);
  crypto::advance<Word>(chains, 3, path);
  crypto::advance<Word>(std::span(chains).first(1), 3, path);
  return secret_output(chains);
}

template <crypto::Path path>
Finding advance_chains() {
  const auto features = crypto::detect_features();
  if (!crypto::is_available<std::uint64_t>(path, features)) return {true, true, true};
  const Finding sha256 = advance_on<std::uint32_t>(path);
  const Finding sha512 = advance_on<std::uint64_t>(path);
  return {sha256.secret && sha512.secret, sha256.right && sha512.right};
}

// Twelve candidates, lanes in use and lanes idle, of which number 9 alone is right.
Finding check_digests_of(crypto::Path path, std::size_t bytes) {
  std::array<crypto::DigestCandidate, 12> candidates{};
  Scratch<crypto::sha256_bytes> tag;
  auto& right = candidates[9];
  crypto::hmac_sha256(crypto::Bytes(right.digest).first(bytes).subspan(4),
                      {crypto::Bytes(right.secret).first(bytes)}, tag.view());
  std::copy_n(tag.view().begin(), 4, right.digest);
  poison(candidates);
  return secret_output(candidates, crypto::agreeing_digests(candidates, bytes, path) == 1U << 9);
}

template <crypto::Path path>
Finding check_digests() {
  if (!crypto::has_features(path, crypto::detect_features())) return {true, true, true};
  const Finding one_block = check_digests_of(path, 16), two_blocks = check_digests_of(path, 58);
  return {one_block.secret && two_blocks.secret, one_block.right && two_blocks.right};
}

Finding base58_of_a_key() {
  std::array<char, 52> text{};
  crypto::base58check_encode(secret_block(), text);
  return secret_output(text);
}

Finding base58_without_a_checksum() {
  std::array<std::uint8_t, 32> back{};
  const Text text = poisoned_text("4Zc2aHhYqeXvpEJ8FxRzNQ5Kd1T3mWbGuLsVyCjPtA7");
  const bool read = crypto::base58_decode(chars(text), back);
  return {is_poisoned(back), read};
}

// bip32, on the curve that libcrypto computes with; libsecp256k1 is tested for it where it is made

Finding ed25519_point() {
  const Block key = secret_block();
  std::array<std::uint8_t, 32> point{};
  crypto::ed25519_public_key(key, point);
  return secret_output(point);
}

Finding ed25519_children() {
  bip32::Seed seed(64);
  poison(seed.view());
  const auto master = bip32::ed25519_master(seed);
  const auto key = bip32::derive(*master, {{bip32::hardened(44), bip32::hardened(501)}});
  return {key && is_poisoned(key->key.view()) && is_poisoned(key->chain_code.view()),
          key.has_value()};
}

Finding hkdf() {
  std::array<std::uint8_t, 42> key{};
  crypto::hkdf_sha256(secret_block(), {}, {}, key);
  return secret_output(key);
}

// vault

bip32::PrivateKey secret_key() { return bip32::PrivateKey::copy_of(secret_block()); }

Finding wif() {
  const Text text = vault::encode_wif({secret_key()});
  const auto back = vault::decode_wif(chars(text));
  const bool still_secret = is_poisoned(text.view()) && back && is_poisoned(back->key.view());
  return {still_secret, back && same(back->key.view(), secret_key().view())};
}

Finding wif_of_a_wrong_character() {
  Text text = vault::encode_wif({secret_key()});
  text.view()[20] = text.view()[20] == 'x' ? 'y' : 'x';
  return {is_poisoned(text.view()),
          vault::decode_wif(chars(text)).error().code == ErrorCode::wif_checksum_mismatch};
}

// A keystore under a secret password, with PBKDF2: which memory scrypt reads depends on it.
vault::Keystore keystore() {
  vault::Keystore file;
  file.derivation = vault::KeystorePbkdf2{2};
  // Made with Python's hashlib, OpenSSL and @noble/hashes from the key 07 * 32, no salt and no IV.
  constexpr std::array<std::uint8_t, 32> ciphertext{0x66, 0x30, 0xe9, 0xdf, 0x73, 0x87, 0x72, 0x07,
                                                    0xbb, 0xd0, 0x54, 0x47, 0xd7, 0x08, 0x8d, 0x39,
                                                    0xb3, 0xbf, 0xd7, 0xf9, 0xe3, 0x7f, 0xf5, 0x9e,
                                                    0xc5, 0xc7, 0xdf, 0xba, 0xb8, 0xdd, 0xfc, 0x23};
  constexpr std::array<std::uint8_t, 32> mac{0x4f, 0xee, 0x52, 0x69, 0xbe, 0x66, 0x42, 0x17,
                                             0x60, 0x48, 0x1e, 0x50, 0xf9, 0x40, 0xff, 0x4d,
                                             0x51, 0x72, 0xd9, 0xe2, 0x2a, 0x41, 0x29, 0xb8,
                                             0x9f, 0x47, 0x25, 0x61, 0xae, 0xde, 0xa5, 0x0e};
  file.ciphertext = ciphertext;
  file.mac = mac;
  return file;
}

vault::Password secret_password() {
  const Text text = poisoned_text("a password");
  return vault::Password::verbatim(chars(text));
}

Finding keystore_decrypt() {
  const auto key = vault::decrypt_keystore(keystore(), secret_password());
  Block expected;
  expected.fill(7);
  return {key && is_poisoned(key->view()), key && same(key->view(), expected)};
}

Finding keystore_decrypt_with_a_wrong_password() {
  auto wrong = keystore();
  wrong.mac[31] ^= 1;
  const auto password = secret_password();
  const auto key = vault::decrypt_keystore(wrong, password);
  return {is_poisoned(password.bytes()), !key && key.error().code == ErrorCode::wrong_password};
}

// slip39

Finding passphrase() {
  const auto made = secret_passphrase();
  return secret_output(made.bytes());
}

Finding feistel() {
  const auto pass = secret_passphrase();
  Block bytes = secret_block();
  slip39::feistel::encrypt(bytes, pass, {0x1234, true, 0});
  const bool still_secret = is_poisoned(bytes);
  slip39::feistel::decrypt(bytes, pass, {0x1234, true, 0});
  return {still_secret && is_poisoned(bytes), same(bytes, secret_block())};
}

Finding feistel_with_identifier() {
  Block bytes = secret_block();
  slip39::feistel::encrypt(bytes, secret_passphrase(), {0x1234, false, 0});
  return secret_output(bytes);
}

Finding rs1024_write_checksum() {
  std::array<WordIndex, 20> words{};
  poison(words);
  slip39::rs1024::write_checksum(words, true);
  const bool still_secret = is_poisoned(std::span(words).last(3));
  return {still_secret, slip39::rs1024::verify(words, true)};
}

Finding share_encode() {
  const auto words = slip39::encode(poisoned_shares(2, 3)[2]);
  return secret_output(words.view().subspan(4));
}

Finding share_decode() {
  const auto shares = poisoned_shares(2, 3);
  auto words = slip39::encode(shares[2]);
  poison(words.view());
  const auto share = slip39::decode(words);
  const bool still_secret = share && is_poisoned(share->value.view());
  return {still_secret, share && same(share->value.view(), shares[2].value.view())};
}

Finding share_decode_of_a_wrong_word() {
  auto words = poisoned_words();
  const auto wrong = static_cast<std::uint16_t>(static_cast<std::uint16_t>(words.view()[9]) ^ 5U);
  words.view()[9] = WordIndex{wrong};
  const auto share = slip39::decode(words);
  return {is_poisoned(words.view()), !share && share.error().at.row == 10};
}

Finding share_decode_of_exchanged_sides() {
  auto words = poisoned_words();
  std::rotate(words.view().begin(), words.view().begin() + 12, words.view().end());
  const auto share = slip39::decode(words);
  return {is_poisoned(words.view()), !share &&
                                         share.error().code == ErrorCode::sides_out_of_order &&
                                         share.error().at.row == 9};
}

Finding share_decode_of_words_read_across() {
  const auto right = poisoned_words();  // two columns of ten
  auto words = right.clone();
  for (std::size_t i = 0; i < 20; ++i) words.view()[i] = right.view()[i / 2 + i % 2 * 10];
  const auto share = slip39::decode(words);
  return {is_poisoned(words.view()), !share && share.error().code == ErrorCode::read_across &&
                                         share.error().at.row == 3};
}

Finding find_an_exchanged_piece() {
  const auto shares = poisoned_shares(2, 3);
  std::vector<Mnemonic> lists;
  for (const auto& share : shares) {
    lists.push_back(slip39::encode(share));
    poison(lists.back().view());
  }
  std::ranges::swap_ranges(lists[0].view().subspan(12), lists[2].view().subspan(12));
  const auto piece = slip39::find_foreign_piece(lists, 0);
  const bool other_share_unmixed = !slip39::find_foreign_piece(lists, 1);
  return {is_poisoned(lists[0].view()),
          piece && piece->first_word == 13 && piece->belongs_to == 2 && other_share_unmixed};
}

Finding divide_and_open() {
  const auto encrypted = encrypted_secret();
  PoisonedRandom random;
  const auto shares = *slip39::divide(encrypted, {2, {{2, 3}, {1, 1}, {3, 4}}}, random);
  const auto opened = slip39::open(shares);
  const bool still_secret = opened && is_poisoned(opened->bytes.view());
  return {still_secret, opened && same(opened->bytes.view(), encrypted.bytes.view())};
}

Finding split_and_combine() {
  PoisonedRandom random;
  const auto secret = master_secret();
  const auto pass = secret_passphrase();
  auto shares = *slip39::split(secret, pass, {1, {{2, 3}}}, {.iteration_exponent = 0}, random);
  shares.erase(shares.begin());
  const auto combined = slip39::combine(shares, pass);
  const bool still_secret = combined && is_poisoned(combined->view());
  return {still_secret, combined && same(combined->view(), secret.view())};
}

Finding extend() {
  auto shares = poisoned_shares(3, 5);
  const auto lost = shares[1].clone();
  shares.erase(shares.begin() + 1);
  const auto made = slip39::extend(shares, 0, 1);
  const bool still_secret = made && is_poisoned(made->value.view());
  return {still_secret, made && same(made->value.view(), lost.value.view())};
}

Finding reshare() {
  const auto encrypted = encrypted_secret();
  PoisonedRandom random;
  const auto opened = slip39::open(*slip39::reshare(encrypted, {1, {{3, 5}}}, random));
  const bool still_secret = opened && is_poisoned(opened->bytes.view());
  return {still_secret, opened && same(opened->bytes.view(), encrypted.bytes.view())};
}

// dice

Finding mix_rolls() {
  const Text text = poisoned_text(
      "12345612345612345612345612345612345612345612345612345612345612345612345612345612345612345612"
      "34561234");
  const auto rolls = dice::parse(chars(text));
  if (!rolls) return {false, false};
  const bool fair = !dice::looks_unfair(*rolls);
  const auto mixed = dice::mix(secret_block(), *rolls);
  return {is_poisoned(rolls->view()) && mixed && is_poisoned(mixed->view()), mixed && fair};
}

// words

Finding find_a_word() {
  bool right = true, still_secret = true;
  for (const char* letters : {"academic", "ACAD", "zero", "Sympathy"}) {
    const Text text = poisoned_text(letters);
    const auto found = slip39_words().find(chars(text));
    const std::array<WordIndex, 1> index{*found};
    still_secret = still_secret && is_poisoned(index);
    publish(index);
    const auto word = slip39_words().word(index[0]);
    right = right && (word[0] | 0x20) == (letters[0] | 0x20) && word.size() >= std::strlen(letters);
  }
  const Text unknown = poisoned_text("qqqq");
  return {still_secret, right && !slip39_words().find(chars(unknown))};
}

Finding find_a_bip39_word() {
  const Text text = poisoned_text("act");
  const std::array<WordIndex, 1> index{*bip39_english_words().find(chars(text))};
  return secret_output(index);
}

// A word of each kind of list: sorted and not, of one block and of several, with accents and
// without.
struct ListedWord {
  const Wordlist& list;
  const char* typed;
  const char* word;
};

const ListedWord listed_words[] = {
    {bip39_spanish_words(), "pen\xcc\x83o\xcc\x81n", "pen\xcc\x83o\xcc\x81n"},
    {bip39_spanish_words(), "PENO", "pen\xcc\x83o\xcc\x81n"},
    {bip39_french_words(), "acade\xcc\x81mie", "acade\xcc\x81mie"},
    {bip39_italian_words(), "cartolina", "cartolina"},
    {bip39_czech_words(), "svatba", "svatba"},
    {bip39_portuguese_words(), "abac", "abacate"},
    {bip39_chinese_simplified_words(), "\xe7\x9a\x84", "\xe7\x9a\x84"},
    {bip39_chinese_traditional_words(), "\xe7\x9a\x84", "\xe7\x9a\x84"},
    {bip39_japanese_words(), "\xe3\x81\x82\xe3\x81\x84\xe3\x81\x9f\xe3\x82\x99",
     "\xe3\x81\x82\xe3\x81\x84\xe3\x81\x9f\xe3\x82\x99"},
    {bip39_korean_words(), "\xe1\x84\x80\xe1\x85\xa1\xe1\x84\x80\xe1\x85\xa7\xe1\x86\xa8",
     "\xe1\x84\x80\xe1\x85\xa1\xe1\x84\x80\xe1\x85\xa7\xe1\x86\xa8"},
};

Finding find_words_of_all_lists() {
  bool right = true, still_secret = true;
  for (const auto& [list, typed, word] : listed_words) {
    const Text text = poisoned_text(typed);
    auto found = list.look_up(chars(text));
    still_secret = still_secret && is_poisoned(std::span(&found, 1));
    publish(std::span(&found, 1));
    right = right && found.is_unknown == 0 && found.is_too_short == 0 &&
            list.word(WordIndex{found.index}) == word;
    const Text unknown = poisoned_text("qqqq\xcc\x81");
    right = right && !list.find(chars(unknown));
  }
  return {still_secret, right};
}

// Written and read again, decomposed: the normal forms themselves are utf8proc's.
Finding format_all_lists() {
  bool right = true, still_secret = true;
  for (const auto& listed : listed_words) {
    std::array<WordIndex, 24> indices;
    for (std::size_t i = 0; i < indices.size(); ++i) {
      indices[i] = WordIndex{static_cast<std::uint16_t>(i * 83 + 1)};
    }
    auto words = Mnemonic::copy_of(indices);
    poison(words.view());
    Text text = format(words, listed.list);
    still_secret = still_secret && is_poisoned(text.view());
    std::string_view rest = chars(text);
    for (const WordIndex index : indices) {
      auto found = listed.list.look_up(take_word(rest));
      publish(std::span(&found, 1));
      right = right && WordIndex{found.index} == index && found.is_whole == 1;
    }
  }
  return {still_secret, right};
}

// Of a phrase in ASCII, in any language, only the language is told, and that it is one.
Finding read_a_phrase() {
  const Text text =
      poisoned_text("legal winner thank year wave sausage worth useful legal winner thank yellow");
  const auto phrase = bip39::read_phrase(chars(text), {});
  return {phrase && is_poisoned(phrase->mnemonic.view()),
          phrase && phrase->language == bip39::Language::english};
}

Finding spell_a_word() {
  std::array<WordIndex, 1> index{WordIndex{1023}};
  poison(index);
  std::array<char, Wordlist::longest_word> letters{};
  slip39_words().spell(index[0], letters);
  return {is_poisoned(letters),
          same(letters, std::array<char, Wordlist::longest_word>{'z', 'e', 'r', 'o'})};
}

Finding format_and_parse() {
  const auto words = poisoned_words();
  Text text = format(words, slip39_words());
  const bool still_secret = is_poisoned(text.view());
  const auto parsed = parse(chars(text), slip39_words());
  return {still_secret && parsed && is_poisoned(parsed->view()),
          parsed && same(parsed->view(), words.view())};
}

Finding bip39_words() {
  bip39::Entropy entropy(32);
  poison(entropy.view());
  const auto words = bip39::encode(entropy);
  const bool still_secret = is_poisoned(words.view());
  const auto decoded = bip39::decode(words);
  return {still_secret && decoded && is_poisoned(decoded->view()),
          decoded && same(decoded->view(), entropy.view())};
}

Finding bip39_seed() {
  bip39::Entropy entropy(16);
  poison(entropy.view());
  const auto seed =
      bip39::to_seed(bip39::encode(entropy), {bip39::Language::english, bip39::Passphrase::none()});
  return {seed && is_poisoned(seed->view()), seed.has_value()};
}

Finding several_bip39_seeds() {
  std::vector<Mnemonic> phrases;
  for (int i = 0; i < 2; ++i) {
    bip39::Entropy entropy(16);
    poison(entropy.view());
    phrases.push_back(bip39::encode(entropy));
  }
  const auto seeds =
      bip39::to_seeds(phrases, {bip39::Language::english, bip39::Passphrase::none()});
  return {seeds && is_poisoned(seeds->at(1).view()), seeds.has_value()};
}

// secret

Finding hex() {
  const Block bytes = secret_block();
  const Text text = secret_to_hex(bytes);
  const bool still_secret = is_poisoned(text.view());
  const auto back = secret_from_hex<struct BytesTag>(chars(text));
  return {still_secret && back && is_poisoned(back->view()), back && same(back->view(), bytes)};
}

struct Check {
  const char* name;
  Finding (*run)();
};

constexpr Check checks[] = {
    {"gf256::multiply", gf256_multiply},
    {"gf256::invert", gf256_invert},
    {"gf256::multiply_add", gf256_multiply_add},
    {"shamir::interpolate", shamir_interpolate},
    {"shamir::divide, recover", shamir_divide_and_recover},
    {"shamir::recover, wrong digest", shamir_refuses_a_wrong_digest},
    {"equal_bytes", compare_digests},
    {"hmac_sha256", hmac_sha256},
    {"hmac_sha512", hmac_sha512},
    {"hmac_sha256, long key", hmac_of_a_long_key},
    {"pbkdf2_hmac_sha256", pbkdf2_sha256},
    {"pbkdf2_hmac_sha512", pbkdf2_sha512},
    {"advance, portable", advance_chains<crypto::Path::portable>},
    {"advance, libcrypto", advance_chains<crypto::Path::libcrypto>},
    {"advance, avx2", advance_chains<crypto::Path::avx2>},
    {"agreeing_digests, portable", check_digests<crypto::Path::portable>},
    {"agreeing_digests, libcrypto", check_digests<crypto::Path::libcrypto>},
    {"agreeing_digests, avx2", check_digests<crypto::Path::avx2>},
    {"base58check_encode", base58_of_a_key},
    {"base58_decode", base58_without_a_checksum},
    {"ed25519_public_key", ed25519_point},
    {"ed25519_master, derive", ed25519_children},
    {"hkdf_sha256", hkdf},
    {"encode_wif, decode_wif", wif},
    {"decode_wif, wrong character", wif_of_a_wrong_character},
    {"decrypt_keystore", keystore_decrypt},
    {"decrypt_keystore, wrong password", keystore_decrypt_with_a_wrong_password},
    {"Passphrase::from", passphrase},
    {"feistel, extendable", feistel},
    {"feistel, identifier", feistel_with_identifier},
    {"rs1024::write_checksum, verify", rs1024_write_checksum},
    {"slip39::encode", share_encode},
    {"slip39::decode", share_decode},
    {"slip39::decode, wrong word", share_decode_of_a_wrong_word},
    {"slip39::decode, exchanged sides", share_decode_of_exchanged_sides},
    {"slip39::decode, read across", share_decode_of_words_read_across},
    {"slip39::find_foreign_piece", find_an_exchanged_piece},
    {"slip39::divide, open", divide_and_open},
    {"slip39::split, combine", split_and_combine},
    {"slip39::extend", extend},
    {"slip39::reshare", reshare},
    {"dice::parse, mix", mix_rolls},
    {"Wordlist::find, slip39", find_a_word},
    {"Wordlist::find, bip39", find_a_bip39_word},
    {"Wordlist::look_up, all languages", find_words_of_all_lists},
    {"Wordlist::spell", spell_a_word},
    {"format, all languages", format_all_lists},
    {"format, parse", format_and_parse},
    {"bip39::encode, decode", bip39_words},
    {"bip39::to_seed", bip39_seed},
    {"bip39::to_seeds", several_bip39_seeds},
    {"bip39::read_phrase", read_a_phrase},
    {"hex", hex},
};

// Returns whether all is well.
bool run(const Check& check) {
  const unsigned int before = report_count();
  Finding finding = check.run();
  const unsigned int reports = report_count() - before;
  publish(std::span(&finding, 1));
  const bool good = reports == 0 && finding.secret && finding.right;
  std::printf("%s %u %s%s%s\n",
              !good            ? "FAILED"
              : finding.absent ? "absent"
                               : "ok",
              reports, check.name,
              finding.secret ? "" : " (output not secret: nothing was checked)",
              finding.right ? "" : " (wrong result)");
  std::fflush(stdout);
  return good;
}

}  // namespace
}  // namespace steelshare::ctime

int main() {
  using namespace steelshare::ctime;
  if (!is_watched()) return 2;
  bool good = true;
  for (const Check& check : checks) good = run(check) && good;
  return good ? 0 : 1;
}
