#include "steelshare/wallet/payload.h"

namespace steelshare::wallet {
namespace {

constexpr std::size_t bip39_seed_bytes = 64;

constexpr bool is_slip39_size(std::size_t bytes) {
  return bytes >= 16 && bytes <= 64 && bytes % 2 == 0;
}

constexpr bool fits_size(Kind kind, std::size_t bytes) {
  switch (kind) {
    case Kind::bip39:
      return bip39::is_entropy_size(bytes);
    case Kind::bip39_seed:
      return bytes == bip39_seed_bytes;
    case Kind::slip39:
      return is_slip39_size(bytes);
    case Kind::key:
      return bytes == bip32::private_key_bytes;
  }
  return false;
}

template <class Type>
Result<Type> take(Kind kind, std::span<const std::uint8_t> secret) {
  if (const auto fits = check(kind, secret); !fits) return fits.error();
  return Type::copy_of(secret);
}

}  // namespace

std::string_view name(Kind kind) {
  switch (kind) {
    case Kind::bip39:
      return "bip39";
    case Kind::bip39_seed:
      return "bip39-seed";
    case Kind::slip39:
      return "slip39";
    case Kind::key:
      return "key";
  }
  return {};
}

std::optional<Kind> find_kind(std::string_view text) {
  for (const Kind kind : all_kinds) {
    if (name(kind) == text) return kind;
  }
  return std::nullopt;
}

Result<Done> check(Kind kind, std::span<const std::uint8_t> secret) {
  if (!fits_size(kind, secret.size())) return Error{ErrorCode::kind_does_not_fit};
  if (kind == Kind::key) {
    if (const auto key = bip32::private_key(secret); !key) return key.error();
  }
  return Done{};
}

std::vector<Kind> fitting_kinds(std::span<const std::uint8_t> secret) {
  std::vector<Kind> kinds;
  for (const Kind kind : all_kinds) {
    if (check(kind, secret)) kinds.push_back(kind);
  }
  return kinds;
}

slip39::MasterSecret to_master_secret(const bip39::Entropy& entropy) {
  return slip39::MasterSecret::copy_of(entropy.view());
}

slip39::MasterSecret to_master_secret(const bip32::Seed& seed) {
  return slip39::MasterSecret::copy_of(seed.view());
}

slip39::MasterSecret to_master_secret(const bip32::PrivateKey& key) {
  return slip39::MasterSecret::copy_of(key.view());
}

Result<bip39::Entropy> as_entropy(std::span<const std::uint8_t> secret) {
  return take<bip39::Entropy>(Kind::bip39, secret);
}

Result<bip32::Seed> as_bip39_seed(std::span<const std::uint8_t> secret) {
  return take<bip32::Seed>(Kind::bip39_seed, secret);
}

Result<bip32::Seed> as_slip39_seed(std::span<const std::uint8_t> secret) {
  return take<bip32::Seed>(Kind::slip39, secret);
}

Result<bip32::PrivateKey> as_private_key(std::span<const std::uint8_t> secret) {
  return take<bip32::PrivateKey>(Kind::key, secret);
}

}  // namespace steelshare::wallet
