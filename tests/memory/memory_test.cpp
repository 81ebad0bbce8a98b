// After each operation nothing of its secrets is left in writable memory: no run of eight bytes of
// the master secret, of its encrypted form, of the halves and the keys of the cipher, of share
// values and words, phrase, passphrase, seed and private keys. Leaks made on purpose must be found.
//
//   memory_test            with the secure heap, as the program runs
//   memory_test --plain    without it, as a library user may run
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <exception>
#include <memory>
#include <string>
#include <vector>

#include "crypto/chain.h"
#include "crypto/digest_check.h"
#include "crypto/hash.h"
#include "crypto/scrypt.h"
#include "scanner.h"
#include "steelshare/bip32/ed25519.h"
#include "steelshare/bip32/key.h"
#include "steelshare/bip39/mnemonic.h"
#include "steelshare/bip39/phrase.h"
#include "steelshare/dice/mix.h"
#include "steelshare/plate/layout.h"
#include "steelshare/render/machine.h"
#include "steelshare/render/render.h"
#include "steelshare/secret/heap.h"
#include "steelshare/secret/hex.h"
#include "steelshare/slip39/sharing.h"
#include "steelshare/vault/age.h"
#include "steelshare/vault/bip38.h"
#include "steelshare/vault/contents.h"
#include "steelshare/vault/keystore.h"
#include "steelshare/wallet/account.h"
#include "steelshare/words/nearest.h"
#include "support/fixed_random.h"

namespace steelshare::memory {
namespace {

constexpr std::size_t secret_bytes = 32;
constexpr std::uint16_t identifier = 0x2345;
constexpr slip39::Options options{.extendable = true, .iteration_exponent = 0};
constexpr const char* account = "m/44'/60'/0'/0/0";
constexpr const char* ed25519_account = "m/44'/501'/0'/0'";

// The secrets are computed wherever they are needed, and stand nowhere.
template <class Type>
Type secret_of(std::uint64_t seed, std::size_t bytes = secret_bytes) {
  Type secret(bytes);
  test::FixedRandom(seed).fill(secret.view());
  return secret;
}

slip39::MasterSecret master_secret() { return secret_of<slip39::MasterSecret>(1); }
bip39::Entropy entropy() { return secret_of<bip39::Entropy>(2); }
bip32::Seed seed() { return secret_of<bip32::Seed>(3, 64); }

Text passphrase_text() {
  Text text(24);
  test::FixedRandom random(4);
  for (char& letter : text.view()) letter = static_cast<char>('a' + random.next() % 26);
  return text;
}
slip39::Passphrase passphrase() {
  const Text text = passphrase_text();
  return *slip39::Passphrase::from(chars(text));
}
bip39::Phrasing phrasing() {
  const Text text = passphrase_text();
  return {bip39::Language::english, *bip39::Passphrase::from(chars(text))};
}

slip39::Policy policy() { return {2, {{2, 3}, {1, 1}, {3, 4}}}; }

slip39::EncryptedMasterSecret encrypted() {
  return *slip39::encrypt(master_secret(), passphrase(), identifier, options);
}
std::vector<slip39::Share> shares() {
  test::FixedRandom random(5);
  return *slip39::divide(encrypted(), policy(), random);
}

// As many as the widest kernel has lanes.
template <class Word>
using Chains = Secret<struct ChainTag, crypto::Chain<Word>>;
template <class Word>
Chains<Word> chains() {
  Chains<Word> made(16);
  const auto bytes = std::as_writable_bytes(made.view());
  test::FixedRandom(6).fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  return made;
}
template <class Word>
Chains<Word> advanced_chains(crypto::Path path) {
  auto made = chains<Word>();
  crypto::advance<Word>(made.view(), 3, path);
  return made;
}

// As many as the widest kernel has lanes.
using Candidates = Secret<struct CandidateTag, crypto::DigestCandidate>;
Candidates candidates() {
  Candidates made(16);
  const auto bytes = std::as_writable_bytes(made.view());
  test::FixedRandom(31).fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  return made;
}

Text rolls_text() {
  Text text(100);
  test::FixedRandom random(8);
  for (char& roll : text.view()) roll = static_cast<char>('1' + random.below(6));
  return text;
}
dice::Mixed mixed() {
  const Text text = rolls_text();
  const auto rolls = *dice::parse(chars(text));
  return *dice::mix(master_secret().view(), rolls);
}

bip32::PrivateKey file_key() { return *bip32::private_key(secret_of<bip32::Seed>(9).view()); }
constexpr vault::KeystoreScrypt cheap{16, 8, 1};
vault::Password password() {
  const Text text = passphrase_text();
  return vault::Password::verbatim(chars(text));
}
vault::Keystore keystore() {
  test::FixedRandom random(10);
  return vault::encrypt_keystore(file_key(), password(), random, cheap);
}

// The operations.

void do_hex() {
  const auto secret = master_secret();
  const Text text = secret_to_hex(secret.view());
  static_cast<void>(secret_from_hex<struct BackTag>(chars(text)));
}

template <class Word>
void advance_on_every_path() {
  const auto features = crypto::detect_features();
  for (const auto path : crypto::all_paths) {
    if (crypto::is_available<Word>(path, features)) {
      static_cast<void>(advanced_chains<Word>(path));
    }
  }
}

void check_digests_on_every_path() {
  const auto secret = candidates();
  const auto features = crypto::detect_features();
  for (const auto path : crypto::all_paths) {
    if (!crypto::has_features(path, features)) continue;
    for (const std::size_t count : {1U, 2U, 3U, 8U, 16U}) {
      static_cast<void>(crypto::agreeing_digests(secret.view().first(count), 64, path));
    }
  }
}

void do_encrypt() { static_cast<void>(encrypted()); }

void do_decrypt() {
  const auto secret = encrypted();
  static_cast<void>(slip39::decrypt(secret, passphrase()));
}

void do_split() {
  test::FixedRandom random(5);
  static_cast<void>(slip39::split(master_secret(), passphrase(), policy(), options, random));
}

void do_open() {
  const auto all = shares();
  static_cast<void>(slip39::open(all));
}

void do_combine() {
  auto all = shares();
  all.erase(all.begin() + 4, all.end());
  all.erase(all.begin());
  static_cast<void>(slip39::combine(all, passphrase()));
}

// A lost share of the group with two of three; then all shares in another set.
void do_extend_and_reshare() {
  auto all = shares();
  const auto opened = slip39::open(all);
  all.erase(all.begin() + 1);
  static_cast<void>(slip39::extend(all, 0, 1));
  test::FixedRandom random(7);
  static_cast<void>(slip39::reshare(*opened, policy(), random));
}

void do_mix() { static_cast<void>(mixed()); }

void do_words() {
  for (const auto& share : shares()) {
    const Text text = format(slip39::encode(share), slip39_words());
    const auto words = parse(chars(text), slip39_words());
    static_cast<void>(slip39::decode(*words));
    static_cast<void>(slip39::tag(*words));
  }
}

void do_wrong_word() {
  auto words = slip39::encode(shares()[1]);
  words.view()[9] = WordIndex{7};
  static_cast<void>(slip39::decode(words));
}

void do_bip39() {
  const auto words = bip39::encode(entropy());
  const Text phrase = format(words, bip39_english_words());
  const auto parsed = parse(chars(phrase), bip39_english_words());
  static_cast<void>(bip39::decode(*parsed));
  static_cast<void>(bip39::to_seed(*parsed, phrasing()));
}

constexpr std::array written_languages{bip39::Language::korean, bip39::Language::japanese,
                                       bip39::Language::french};

void do_languages() {
  for (const auto language : written_languages) {
    const auto words = bip39::encode(entropy());
    const Text phrase = bip39::write_phrase(words, language);
    const auto read = bip39::read_phrase(chars(phrase), {});
    static_cast<void>(bip39::to_seed(read->mnemonic, {language, phrasing().passphrase.clone()}));
  }
}

// What is told at the terminal of a phrase with a wrong word, and of one with a wrong checksum.
void do_wrong_phrase() {
  for (const auto language : written_languages) {
    auto words = bip39::encode(entropy());
    std::swap(words.view()[3], words.view()[4]);
    static_cast<void>(bip39::fitting_exchanges(words));
    const Text phrase = bip39::write_phrase(words, language);
    TextBuilder wrong;
    wrong.append(phrase);
    wrong.append('x');
    static_cast<void>(bip39::read_phrase(chars(wrong.finish()), {}));
    static_cast<void>(
        nearest_words(chars(word_at(chars(phrase), words.size())), bip39::words(language)));
  }
}

void do_bip32() {
  const auto master = bip32::master(seed());
  const auto key = bip32::derive(*master, *bip32::parse_path(account));
  static_cast<void>(bip32::public_key(key->key));
}

void do_ed25519() {
  const auto master = bip32::ed25519_master(seed());
  const auto key = bip32::derive(*master, *bip32::parse_path(ed25519_account));
  static_cast<void>(bip32::public_key(key->key));
}

void do_several_seeds() {
  std::vector<Mnemonic> phrases;
  for (int i = 0; i < 3; ++i) phrases.push_back(bip39::encode(entropy()));
  static_cast<void>(bip39::to_seeds(phrases, phrasing()));
}

// Every preset, its extended public key, and one account by its path.
void do_every_preset() {
  const auto root = wallet::open(wallet::Kind::bip39_seed, seed().view(),
                                 {bip39::Language::english, bip39::Passphrase::none()});
  for (const wallet::Preset& preset : wallet::fitting_presets(*root)) {
    const wallet::Request request{preset, 2};
    static_cast<void>(wallet::accounts(*root, {&request, 1}));
    static_cast<void>(wallet::account_xpub(*root, preset));
    static_cast<void>(wallet::account(*root, wallet::account_path(preset, 0)));
  }
}

void do_accounts() {
  const auto requests = wallet::default_requests(wallet::Kind::bip39);
  static_cast<void>(wallet::accounts(wallet::Kind::bip39, entropy().view(), phrasing(), requests));
  const auto of_seed = wallet::default_requests(wallet::Kind::bip39_seed);
  static_cast<void>(wallet::accounts(wallet::Kind::bip39_seed, seed().view(),
                                     {bip39::Language::english, bip39::Passphrase::none()},
                                     of_seed));
}

void do_plate() {
  const auto words = slip39::encode(shares()[1]);
  for (const auto& builtin : plate::builtin_templates()) {
    const auto plate = *plate::find_template(builtin.id);
    const auto drawing = plate::layout(words, slip39_words(), plate);
    if (!drawing) continue;
    static_cast<void>(plate::read_marks({&*drawing, 1}, slip39_words(), plate));
    static_cast<void>(render::pdf(std::span(&*drawing, 1), plate.plate.size));
  }
}

void do_machines() {
  const auto words = slip39::encode(shares()[1]);
  for (const auto& builtin : plate::builtin_templates()) {
    const auto plate = *plate::find_template(builtin.id);
    const auto drawing = plate::layout(words, slip39_words(), plate);
    if (!drawing) continue;
    const auto size = plate.plate.size;
    static_cast<void>(render::svg(*drawing, size));
    static_cast<void>(render::dxf(*drawing, size));
    static_cast<void>(render::hpgl(*drawing, size));
    static_cast<void>(render::gcode(*drawing, size, render::Engraver::laser));
  }
}

void do_wif() {
  const Text text = vault::encode_wif({file_key()});
  static_cast<void>(vault::decode_wif(chars(text)));
  static_cast<void>(vault::legacy_address({file_key(), false}));
}

void do_keystore() {
  const auto file = keystore();
  static_cast<void>(vault::decrypt_keystore(file, password()));
  auto wrong = file;
  wrong.mac[0] ^= 1;
  static_cast<void>(vault::decrypt_keystore(wrong, password()));
}

void do_bip38() {
  const Text text = vault::encrypt_bip38({file_key()}, password());
  static_cast<void>(vault::decrypt_bip38(chars(text), password()));
  const Text typed = passphrase_text();
  static_cast<void>(vault::Password::composed(chars(typed)));
}

// The key in its payload, as contents that are read and written.
void do_age() {
  TextBuilder text;
  text.append(std::string_view("steelshare-offline-file: 1\n[key]\nprivate-key: "));
  text.append(vault::encode_wif({file_key()}));
  const Text typed = text.finish();
  const Text written = vault::format_contents(*vault::parse_contents(chars(typed)));
  test::FixedRandom random(11);
  const std::span payload(reinterpret_cast<const std::uint8_t*>(written.view().data()),
                          written.size());
  const auto file = vault::encrypt_age(payload, password(), random, 4);
  static_cast<void>(vault::decrypt_age(file, password()));
}

// Leaks, as they happen.

void leak_in_a_string() {
  const auto secret = master_secret();
  const std::string copy(reinterpret_cast<const char*>(secret.view().data()), secret.size());
  __asm__ volatile("" : : "r"(copy.data()) : "memory");
}

void leak_on_the_stack() {
  const auto secret = master_secret();
  std::array<std::uint8_t, secret_bytes> copy;
  std::ranges::copy(secret.view(), copy.begin());
  __asm__ volatile("" : : "r"(copy.data()) : "memory");
}

void leak_words() {
  const Text text = format(slip39::encode(shares()[0]), slip39_words());
  const std::string copy(chars(text));
  __asm__ volatile("" : : "r"(copy.data()) : "memory");
}

std::array<std::uint8_t, 8> left_over;
void leak_eight_bytes() {
  const auto secret = encrypted();
  std::ranges::copy(secret.bytes.view().subspan(5, 8), left_over.begin());
  __asm__ volatile("" : : "r"(left_over.data()) : "memory");
}

// What must not be found, computed in a process of its own. Names have hyphens, because "master"
// and "secret" are words of the list.

template <class T>
std::span<const std::uint8_t> bytes_of(std::span<T> values) {
  const auto bytes = std::as_bytes(values);
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

// Words of each chain, and words of one place in all chains, as a kernel with lanes has them.
template <class Word>
void add_chains(std::vector<Needle>& needles, const Chains<Word>& chains) {
  const std::string name = " of chains of " + std::to_string(8 * sizeof(Word)) + " bits";
  for (const auto words : {&crypto::Chain<Word>::inner, &crypto::Chain<Word>::outer,
                           &crypto::Chain<Word>::last, &crypto::Chain<Word>::sum}) {
    for (const auto& chain : chains.view()) {
      needles.push_back(needle("words" + name, bytes_of(std::span<const Word>(chain.*words))));
    }
    for (std::size_t i = 0; i < 8; ++i) {
      std::vector<Word> lanes;
      for (const auto& chain : chains.view()) lanes.push_back((chain.*words)[i]);
      needles.push_back(needle("lanes" + name, bytes_of(std::span(lanes))));
    }
  }
}

// As a hash holds it in words of the machine.
std::vector<std::uint8_t> in_words(std::span<const std::uint8_t> bytes, std::size_t word_bytes) {
  std::vector<std::uint8_t> words(bytes.begin(), bytes.end());
  for (auto word = words.begin(); word != words.end();
       word += static_cast<std::ptrdiff_t>(word_bytes)) {
    std::reverse(word, word + static_cast<std::ptrdiff_t>(word_bytes));
  }
  return words;
}

// Rows of as many bytes, and each word of all of them, as it stands there and as a number.
template <std::size_t bytes>
void add_rows(std::vector<Needle>& needles, const std::string& name,
              const std::vector<std::array<std::uint8_t, bytes>>& rows) {
  const auto add = [&](const std::string& what, std::span<const std::uint8_t> row) {
    needles.push_back(needle(what + name, row));
    needles.push_back(needle(what + name + ", in words", in_words(row, sizeof(std::uint32_t))));
  };
  for (const auto& row : rows) add("", row);
  for (std::size_t at = 0; at < bytes; at += sizeof(std::uint32_t)) {
    std::vector<std::uint8_t> lanes;
    for (const auto& row : rows) {
      lanes.insert(lanes.end(), row.begin() + at, row.begin() + at + sizeof(std::uint32_t));
    }
    add("lanes of ", lanes);
  }
}

// The values of candidates, and the HMACs that the digests are compared with.
void add_candidates(std::vector<Needle>& needles) {
  std::vector<std::array<std::uint8_t, 64>> digests, secrets;
  std::vector<std::array<std::uint8_t, crypto::sha256_bytes>> tags;
  const auto all = candidates();
  for (const auto& each : all.view()) {
    std::ranges::copy(each.digest, digests.emplace_back().begin());
    std::ranges::copy(each.secret, secrets.emplace_back().begin());
    crypto::hmac_sha256(crypto::Bytes(each.digest).subspan(4), {each.secret}, tags.emplace_back());
  }
  add_rows(needles, "digests of candidates", digests);
  add_rows(needles, "secrets of candidates", secrets);
  add_rows(needles, "HMACs of candidates", tags);
}

// SLIP-0039, "Encryption of the master secret", once more: the halves and the keys of each round.
void add_rounds(std::vector<Needle>& needles) {
  const auto secret = master_secret();
  const auto pass = passphrase();
  std::vector<std::uint8_t> left(secret.view().begin(), secret.view().begin() + secret_bytes / 2);
  std::vector<std::uint8_t> right(secret.view().begin() + secret_bytes / 2, secret.view().end());
  for (std::uint8_t round = 0; round < 4; ++round) {
    std::vector<std::uint8_t> key(secret_bytes / 2);
    crypto::pbkdf2_hmac_sha256({{&round, 1}, pass.bytes()}, {right}, 2500, key);
    for (std::size_t i = 0; i < key.size(); ++i) left[i] ^= key[i];
    std::swap(left, right);
    const std::string name = " of round " + std::to_string(round);
    needles.push_back(needle("key" + name, key));
    needles.push_back(needle("words of the key" + name, in_words(key, sizeof(std::uint32_t))));
    needles.push_back(needle("left half" + name, left));
    needles.push_back(needle("right half" + name, right));
  }
}

void add_words(std::vector<Needle>& needles, const std::string& name, const Mnemonic& words,
               std::size_t public_words, const Wordlist& list) {
  const auto secret = words.view().subspan(public_words);
  needles.push_back(needle(name + ", numbers of words", bytes_of(secret)));
  const Text text = format(Mnemonic::copy_of(secret), list);
  needles.push_back(needle(name + ", words", bytes_of(text.view()), Content::words));
  std::string capitals(chars(text));
  for (char& letter : capitals) {
    if (letter != ' ') letter = static_cast<char>(letter - 'a' + 'A');
  }
  needles.push_back(needle(name + ", capitals", bytes_of(std::span(capitals)), Content::words));
}

// The key at the root and those on the way down; the last steps are public derivations' parents.
void add_keys(std::vector<Needle>& needles, const std::string& name, const bip32::Seed& from) {
  const auto master = bip32::master(from);
  needles.push_back(needle(name + ", seed", from.view()));
  needles.push_back(
      needle(name + ", words of the seed", in_words(from.view(), sizeof(std::uint64_t))));
  needles.push_back(needle(name + ", master chain code", master->chain_code.view()));
  for (const char* text : {"m", "m/44'", "m/44'/60'", "m/44'/60'/0'", "m/44'/60'/0'/0", account,
                           "m/84'", "m/84'/0'", "m/84'/0'/0'", "m/84'/0'/0'/0"}) {
    const auto key = bip32::derive(*master, *bip32::parse_path(text));
    needles.push_back(needle(name + ", key " + text, key->key.view()));
    std::vector<std::uint8_t> reversed(key->key.view().begin(), key->key.view().end());
    std::ranges::reverse(reversed);
    needles.push_back(needle(name + ", reversed key " + text, reversed));
  }
}

// The keys on the way down, and of each what its hash becomes: the number on the curve, and what is
// hashed before a message (RFC 8032, section 5.1.5).
void add_ed25519_keys(std::vector<Needle>& needles, const std::string& name,
                      const bip32::Seed& from) {
  const auto master = bip32::ed25519_master(from);
  for (const char* text : {"m", "m/44'", "m/44'/501'", "m/44'/501'/0'", ed25519_account,
                           "m/44'/501'/1'", "m/44'/501'/1'/0'"}) {
    const auto node = bip32::derive(*master, *bip32::parse_path(text));
    needles.push_back(needle(name + ", ed25519 key " + text, node->key.view()));
    needles.push_back(needle(name + ", ed25519 chain code " + text, node->chain_code.view()));
    Scratch<crypto::sha512_bytes> hash;
    crypto::sha512({node->key.view()}, hash.view());
    needles.push_back(needle(name + ", ed25519 hash " + text, hash.view()));
    hash.view()[0] &= 248;
    hash.view()[31] = static_cast<std::uint8_t>((hash.view()[31] & 63) | 64);
    needles.push_back(needle(name + ", ed25519 number " + text, hash.view()));
  }
}

// The words of a phrase one by one, as they are written, decomposed, and in blocks.
void add_phrase(std::vector<Needle>& needles, const Mnemonic& phrase, bip39::Language language) {
  const std::string name(bip39::name(language));
  const Text written = bip39::write_phrase(phrase, language);
  needles.push_back(needle(name + " phrase", bytes_of(written.view()), Content::words));
  const auto& list = bip39::words(language);
  const Text text = format(phrase, list);
  needles.push_back(needle(name + " phrase, decomposed", bytes_of(text.view()), Content::words));
  if (list.naming() != Wordlist::Naming::whole_word) return;
  for (const WordIndex index : phrase.view()) {
    std::string word = list.word(index);
    needles.push_back(needle(name + " word", bytes_of(std::span(word))));
    word.resize(word.size() / Wordlist::block_bytes * Wordlist::block_bytes);  // whole blocks
    needles.push_back(
        needle(name + " word, blocks", in_words(bytes_of(std::span(word)), Wordlist::block_bytes)));
  }
}

// The key of a file, in each form, and what its password is stretched to.
void add_file_keys(std::vector<Needle>& needles) {
  const auto key = file_key();
  needles.push_back(needle("file-key", key.view()));
  std::vector<std::uint8_t> reversed(key.view().begin(), key.view().end());
  std::ranges::reverse(reversed);
  needles.push_back(needle("file-key, reversed", reversed));
  needles.push_back(needle("file-key, wif", bytes_of(vault::encode_wif({key.clone()}).view())));
  const auto made = keystore();
  std::vector<std::uint8_t> derived(32);
  crypto::scrypt(password().bytes(), made.salt, {cheap.n, cheap.r, cheap.p}, derived);
  needles.push_back(needle("key of the keystore", derived));
  std::vector<std::uint8_t> age_key(16);
  test::FixedRandom(11).fill(age_key);
  needles.push_back(needle("key of the age file", age_key));
}

std::vector<Needle> compute_needles() {
  std::vector<Needle> needles;
  const auto secret = master_secret();
  const Text hex = secret_to_hex(secret.view());
  needles.push_back(needle("master-secret", secret.view()));
  needles.push_back(needle("master-secret-in-hex", bytes_of(hex.view())));
  needles.push_back(needle("encrypted-master-secret", encrypted().bytes.view()));
  needles.push_back(needle("passphrase", bytes_of(passphrase_text().view())));
  needles.push_back(needle("rolls", bytes_of(rolls_text().view())));
  needles.push_back(needle("mixed", mixed().view()));
  needles.push_back(needle("words of mixed", in_words(mixed().view(), sizeof(std::uint32_t))));
  add_rounds(needles);
  add_file_keys(needles);
  add_chains(needles, advanced_chains<std::uint32_t>(crypto::Path::portable));
  add_chains(needles, advanced_chains<std::uint64_t>(crypto::Path::portable));
  add_candidates(needles);
  test::FixedRandom random(7);
  const auto fresh = *slip39::reshare(encrypted(), policy(), random);
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    needles.push_back(needle("fresh share " + std::to_string(i + 1), fresh[i].value.view()));
  }
  int number = 0;
  for (const auto& share : shares()) {
    const std::string name = "share " + std::to_string(++number);
    needles.push_back(needle(name, share.value.view()));
    add_words(needles, name, slip39::encode(share), 4, slip39_words());
  }
  needles.push_back(needle("entropy", entropy().view()));
  const auto phrase = bip39::encode(entropy());
  add_words(needles, "phrase", phrase, 0, bip39_english_words());
  for (const auto language : written_languages) add_phrase(needles, phrase, language);
  add_keys(needles, "seed wallet", seed());
  add_ed25519_keys(needles, "seed wallet", seed());
  add_keys(needles, "phrase wallet", *bip39::to_seed(phrase, phrasing()));
  return needles;
}

struct Operation {
  const char* name;
  void (*run)();
};

constexpr Operation operations[] = {
    {"hex", do_hex},
    {"advance, sha256, every path", advance_on_every_path<std::uint32_t>},
    {"advance, sha512, every path", advance_on_every_path<std::uint64_t>},
    {"digest checks, every path", check_digests_on_every_path},
    {"encrypt", do_encrypt},
    {"decrypt", do_decrypt},
    {"split", do_split},
    {"open", do_open},
    {"combine", do_combine},
    {"extend, reshare", do_extend_and_reshare},
    {"dice", do_mix},
    {"encode, format, parse, decode", do_words},
    {"decode a wrong word", do_wrong_word},
    {"bip39", do_bip39},
    {"several bip39 seeds", do_several_seeds},
    {"bip32", do_bip32},
    {"ed25519", do_ed25519},
    {"every preset", do_every_preset},
    {"accounts", do_accounts},
    {"plate, machines", do_machines},
    {"plate, pdf", do_plate},
    {"wif", do_wif},
    {"keystore", do_keystore},
    {"bip38", do_bip38},
    {"age, contents", do_age},
    // Behind the plate: a library under libharu binds its functions late, and what that saves of
    // the vector registers is what the last long copies left there (docs/threat-model.md).
    {"bip39 in other languages", do_languages},
    {"bip39, wrong phrases", do_wrong_phrase},
};

// A leak and what must be found of it, where.
struct Leak {
  const char* name;
  void (*run)();
  const char* needle;
  const char* place;
};

constexpr Leak leaks[] = {
    {"std::string", leak_in_a_string, "master-secret", "[heap]"},
    {"array on the stack", leak_on_the_stack, "master-secret", "operation's stack"},
    {"words in a std::string", leak_words, "share 1, words", "[heap]"},
    {"eight bytes in a static array", leak_eight_bytes, "encrypted-master-secret", "memory"},
};

void print(const Scan& scan) {
  std::size_t shown = 0;
  for (const Finding& finding : scan.findings) {
    if (++shown > 12) break;
    std::printf("    %s, byte %zu, in %s at %zx\n", finding.needle.c_str(), finding.needle_offset,
                finding.mapping.c_str(), static_cast<std::size_t>(finding.address));
  }
}

Scan scan_after(void (*operation)(), const Scanner& scanner) {
  OwnStack stack;
  stack.run(operation);
  return scanner.scan(stack);
}

// Findings of one secret in one kind of place.
std::ptrdiff_t count(const Scan& scan, const Leak& leak) {
  return std::ranges::count_if(scan.findings, [&](const Finding& finding) {
    return finding.needle == leak.needle && finding.mapping.find(leak.place) != std::string::npos;
  });
}

bool run_all(std::span<const Needle> needles) {
  const Scanner scanner(needles);
  bool good = true;
  for (const Operation& operation : operations) {
    const Scan found = scan_after(operation.run, scanner);
    std::printf("%s  %-32s %zu residues in %zu mappings, %zu kB\n",
                found.findings.empty() ? "ok    " : "FAILED", operation.name, found.findings.size(),
                found.mapping_count, found.byte_count >> 10);
    print(found);
    good = good && found.findings.empty();
  }
  // Last, because what they leave stays where it is.
  for (const Leak& leak : leaks) {
    const auto found = count(scan_after(leak.run, scanner), leak);
    std::printf("%s  leak: %-26s %td residues\n", found == 0 ? "SILENT" : "found ", leak.name,
                found);
    good = good && found > 0;
  }
  return good;
}

}  // namespace
}  // namespace steelshare::memory

int main(int count, char** arguments) try {
  using namespace steelshare;
  const bool plain = count > 1 && std::string_view(arguments[1]) == "--plain";
  const auto needles = memory::needles_from_child(memory::compute_needles);
  std::printf("%zu secrets, %s heap\n", needles.size(), plain ? "plain" : "secure");
  std::unique_ptr<SecureHeap> heap;
  if (!plain) heap = std::make_unique<SecureHeap>(SecureHeap::Unlocked::allow);
  return memory::run_all(needles) ? 0 : 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "memory_test: %s\n", error.what());
  return 2;
}
