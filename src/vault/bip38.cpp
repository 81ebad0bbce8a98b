#include "steelshare/vault/bip38.h"

#include <algorithm>
#include <array>

#include "crypto/base58.h"
#include "crypto/cipher.h"
#include "crypto/curve.h"
#include "crypto/scrypt.h"
#include "steelshare/base/bytes.h"

namespace steelshare::vault {
namespace {

constexpr std::size_t characters = 58;
constexpr std::size_t record_bytes = 39;
constexpr std::size_t half = crypto::aes_block_bytes;
constexpr std::size_t seed_bytes = 24;
constexpr std::size_t owner_bytes = 8;
constexpr std::size_t owner_salt_bytes_with_lot = 4;

constexpr std::uint8_t magic = 0x01, plain_type = 0x42, multiplied_type = 0x43;
constexpr std::uint8_t plain_bits = 0xc0, compressed_bit = 0x20, lot_bit = 0x04;

constexpr crypto::ScryptCost passphrase_cost{16384, 8, 8};
constexpr crypto::ScryptCost point_cost{1024, 1, 1};

using Block = std::span<std::uint8_t, half>;
using Key = std::span<std::uint8_t, crypto::scalar_bytes>;
using AddressHash = std::array<std::uint8_t, 4>;

// prefix 2, flags 1, address hash 4; then two blocks, or owner's entropy 8, half a block, a block
struct Record {
  std::array<std::uint8_t, record_bytes> bytes{};

  [[nodiscard]] bool multiplied() const { return bytes[1] == multiplied_type; }
  [[nodiscard]] bool compressed() const { return (bytes[2] & compressed_bit) != 0; }
  [[nodiscard]] bool has_lot() const { return (bytes[2] & lot_bit) != 0; }
  [[nodiscard]] auto address_hash() const { return std::span(bytes).subspan<3, 4>(); }
  [[nodiscard]] auto first_half() const { return std::span(bytes).subspan<7, half>(); }
  [[nodiscard]] auto second_half() const { return std::span(bytes).subspan<23, half>(); }
  [[nodiscard]] auto owner_entropy() const { return std::span(bytes).subspan<7, owner_bytes>(); }
  [[nodiscard]] auto owner_salt() const {
    return std::span(bytes).subspan(7, has_lot() ? owner_salt_bytes_with_lot : owner_bytes);
  }
  [[nodiscard]] auto begin_of_first_part() const {
    return std::span(bytes).subspan<15, half / 2>();
  }
};

// The two halves of what scrypt gives: one to exclude-or with, one as the key of AES.
struct Derived {
  Scratch<64> bytes;
  [[nodiscard]] auto pad(std::size_t number) { return bytes.view().subspan(number * half, half); }
  [[nodiscard]] auto key() { return bytes.view().last<32>(); }
};

void exclude_or(std::span<std::uint8_t> to, crypto::Bytes from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] ^= from[i];
}

void sha256_twice(crypto::Parts message, std::span<std::uint8_t, crypto::sha256_bytes> digest) {
  crypto::sha256(message, digest);
  crypto::sha256({digest}, digest);
}

AddressHash hash_of_address(const BitcoinKey& key) {
  const std::string address = legacy_address(key);
  std::array<std::uint8_t, crypto::sha256_bytes> digest{};
  sha256_twice({bytes_of(address)}, digest);
  return {digest[0], digest[1], digest[2], digest[3]};
}

bool has_valid_flags(const Record& record) {
  if (record.bytes[0] != magic) return false;
  const std::uint8_t flags = record.bytes[2];
  if (record.bytes[1] == plain_type) return (flags & ~compressed_bit) == plain_bits;
  return record.multiplied() && (flags & ~(compressed_bit | lot_bit)) == 0;
}

Result<Record> read(std::string_view text) {
  Record record;
  if (text.size() != characters) return Error{ErrorCode::invalid_bip38};
  switch (crypto::base58check_decode(text, record.bytes)) {
    case crypto::Base58Verdict::invalid:
      return Error{ErrorCode::invalid_bip38};
    case crypto::Base58Verdict::wrong_checksum:
      return Error{ErrorCode::bip38_checksum_mismatch};
    case crypto::Base58Verdict::valid:
      break;
  }
  if (!has_valid_flags(record)) return Error{ErrorCode::invalid_bip38};
  return record;
}

void decrypt_plain(const Record& record, const Password& password, Key key) {
  Derived derived;
  crypto::scrypt(password.bytes(), record.address_hash(), passphrase_cost, derived.bytes.view());
  crypto::aes256_decrypt(derived.key(), record.first_half(), key.first<half>());
  crypto::aes256_decrypt(derived.key(), record.second_half(), key.last<half>());
  exclude_or(key.first<half>(), derived.pad(0));
  exclude_or(key.last<half>(), derived.pad(1));
}

void pass_factor(const Record& record, const Password& password, Key factor) {
  crypto::scrypt(password.bytes(), record.owner_salt(), passphrase_cost, factor);
  if (record.has_lot()) sha256_twice({factor, record.owner_entropy()}, factor);
}

// The printer's part: 24 bytes, of which the second block holds the last eight and half of the
// first block's cipher.
void decrypt_seed(const Record& record, Key factor, std::span<std::uint8_t, seed_bytes> seed) {
  std::array<std::uint8_t, crypto::compressed_point_bytes> point{};
  crypto::public_key(factor, point);
  std::array<std::uint8_t, 4 + owner_bytes> salt{};
  std::ranges::copy(record.address_hash(), salt.begin());
  std::ranges::copy(record.owner_entropy(), salt.begin() + 4);
  Derived derived;
  crypto::scrypt(point, salt, point_cost, derived.bytes.view());

  Scratch<half> block, first_part;
  crypto::aes256_decrypt(derived.key(), record.second_half(), block.view());
  exclude_or(block.view(), derived.pad(1));
  std::ranges::copy(record.begin_of_first_part(), first_part.view().begin());
  std::ranges::copy(block.view().first<half / 2>(), first_part.view().begin() + half / 2);
  std::ranges::copy(block.view().last<half / 2>(), seed.begin() + half);
  crypto::aes256_decrypt(derived.key(), first_part.view(), seed.first<half>());
  exclude_or(seed.first<half>(), derived.pad(0));
}

// False where the passphrase leads to a number that is no key, which is as good as never.
bool decrypt_multiplied(const Record& record, const Password& password, Key key) {
  pass_factor(record, password, key);
  if (!crypto::is_private_key(key)) return false;
  Scratch<seed_bytes> seed;
  decrypt_seed(record, key, seed.view());
  Scratch<crypto::sha256_bytes> factor;
  sha256_twice({seed.view()}, factor.view());
  return crypto::multiply_private_key(key, factor.view());
}

}  // namespace

Result<Bip38Info> inspect_bip38(std::string_view text) {
  const auto record = read(text);
  if (!record) return record.error();
  Bip38Info info{record->multiplied(), record->compressed(), {}};
  if (record->has_lot()) {
    const auto numbers = record->owner_entropy().last<4>();
    std::uint32_t both = 0;
    for (const std::uint8_t byte : numbers) both = both << 8 | byte;
    info.lot = Bip38Lot{both >> 12, both & 0xfff};
  }
  return info;
}

Text encrypt_bip38(const BitcoinKey& key, const Password& password) {
  Record record;
  record.bytes[0] = magic;
  record.bytes[1] = plain_type;
  record.bytes[2] = key.compressed ? plain_bits | compressed_bit : plain_bits;
  std::ranges::copy(hash_of_address(key), record.bytes.begin() + 3);
  Derived derived;
  crypto::scrypt(password.bytes(), record.address_hash(), passphrase_cost, derived.bytes.view());
  for (std::size_t number = 0; number < 2; ++number) {
    Scratch<half> block;
    std::ranges::copy(key.key.view().subspan(number * half, half), block.view().begin());
    exclude_or(block.view(), derived.pad(number));
    crypto::aes256_encrypt(derived.key(), block.view(),
                           Block(record.bytes.data() + 7 + number * half, half));
  }
  Text text(characters);
  crypto::base58check_encode(record.bytes, text.view());
  return text;
}

Result<BitcoinKey> decrypt_bip38(std::string_view text, const Password& password) {
  const auto record = read(text);
  if (!record) return record.error();
  Scratch<crypto::scalar_bytes> bytes;
  if (!record->multiplied()) {
    decrypt_plain(*record, password, bytes.view());
  } else if (!decrypt_multiplied(*record, password, bytes.view())) {
    return Error{ErrorCode::wrong_password};
  }
  auto number = bip32::private_key(bytes.view());
  if (!number) return Error{ErrorCode::wrong_password};
  BitcoinKey key{*std::move(number), record->compressed(), Network::main};
  for (const Network network : {Network::main, Network::test}) {
    key.network = network;
    if (std::ranges::equal(hash_of_address(key), record->address_hash())) return key;
  }
  return Error{ErrorCode::wrong_password};
}

}  // namespace steelshare::vault
