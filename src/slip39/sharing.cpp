#include "steelshare/slip39/sharing.h"

#include <algorithm>

#include "crypto/hash.h"
#include "slip39/feistel.h"
#include "slip39/shamir.h"
#include "steelshare/base/bytes.h"

namespace steelshare::slip39 {
namespace {

feistel::Settings settings_of(const EncryptedMasterSecret& encrypted) {
  return {encrypted.identifier, encrypted.extendable, encrypted.iteration_exponent};
}

std::uint16_t random_identifier(RandomSource& random) {
  Scratch<2> bytes;
  random.fill(bytes.view());
  // It will stand on every share.
  const int value = detail::declassify(bytes.view()[0] << 8 | bytes.view()[1]);
  return static_cast<std::uint16_t>(value % identifier_limit);  // a power of two: no bias
}

}  // namespace

Result<Passphrase> Passphrase::from(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto code = static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
    const std::uint32_t outside = ((code - ' ') | ('~' - code)) >> 31;
    if (detail::declassify(outside) != 0) {
      return Error{ErrorCode::invalid_passphrase_character,
                   {.column = static_cast<std::uint16_t>(i + 1)}};
    }
  }
  return Passphrase(Text::copy_of(text));
}

std::span<const std::uint8_t> Passphrase::bytes() const { return bytes_of(chars(text_)); }

Result<EncryptedMasterSecret> encrypt(const MasterSecret& secret, const Passphrase& passphrase,
                                      std::uint16_t identifier, const Options& options) {
  if (!is_secret_size(secret.size())) return Error{ErrorCode::invalid_secret_length};
  if (options.iteration_exponent > highest_iteration_exponent) {
    return Error{ErrorCode::invalid_iteration_exponent};
  }
  expects(identifier < identifier_limit);
  EncryptedMasterSecret encrypted{identifier, options.extendable, options.iteration_exponent,
                                  Secret<struct EncryptedTag>::copy_of(secret.view())};
  feistel::encrypt(encrypted.bytes.view(), passphrase, settings_of(encrypted));
  return encrypted;
}

MasterSecret decrypt(const EncryptedMasterSecret& encrypted, const Passphrase& passphrase) {
  auto secret = MasterSecret::copy_of(encrypted.bytes.view());
  feistel::decrypt(secret.view(), passphrase, settings_of(encrypted));
  return secret;
}

Seal seal(const EncryptedMasterSecret& encrypted, std::string_view text) {
  constexpr std::string_view domain = "steelshare record seal 1\n";
  Seal seal{};
  crypto::hmac_sha256(encrypted.bytes.view(), {bytes_of(domain), bytes_of(text)}, seal);
  return seal;
}

Result<std::vector<Share>> divide(const EncryptedMasterSecret& encrypted, const Policy& policy,
                                  RandomSource& random) {
  expects(is_secret_size(encrypted.bytes.size()));
  const auto sound = check(policy);
  if (!sound) return sound.error();
  const auto group_count = static_cast<std::uint8_t>(policy.groups.size());
  const auto group_secrets =
      shamir::divide(encrypted.bytes.view(), policy.group_threshold, group_count, random);
  std::vector<Share> shares;
  for (std::uint8_t group = 0; group < group_count; ++group) {
    const auto [threshold, count] = policy.groups[group];
    auto values = shamir::divide(group_secrets[group].view(), threshold, count, random);
    for (std::uint8_t member = 0; member < count; ++member) {
      shares.push_back({encrypted.identifier, encrypted.extendable, encrypted.iteration_exponent,
                        group, policy.group_threshold, group_count, member, threshold,
                        std::move(values[member])});
    }
  }
  return shares;
}

Result<std::vector<Share>> split(const MasterSecret& secret, const Passphrase& passphrase,
                                 const Policy& policy, const Options& options,
                                 RandomSource& random) {
  const auto encrypted = encrypt(secret, passphrase, random_identifier(random), options);
  if (!encrypted) return encrypted.error();
  return divide(*encrypted, policy, random);
}

Result<std::vector<Share>> reshare(const EncryptedMasterSecret& encrypted, const Policy& policy,
                                   RandomSource& random) {
  if (!encrypted.extendable) return Error{ErrorCode::not_extendable};
  EncryptedMasterSecret fresh{encrypted.identifier, encrypted.extendable,
                              encrypted.iteration_exponent, encrypted.bytes.clone()};
  while (fresh.identifier == encrypted.identifier) fresh.identifier = random_identifier(random);
  return divide(fresh, policy, random);
}

Result<MasterSecret, Errors> combine(std::span<const Share> shares, const Passphrase& passphrase) {
  const auto encrypted = open(shares);
  if (!encrypted) return encrypted.error();
  std::size_t needed = 0;
  std::vector<bool> seen(most_groups);
  for (const Share& share : shares) {
    if (!seen[share.group_index]) needed += share.member_threshold;
    seen[share.group_index] = true;
  }
  const bool surplus_group =
      std::ranges::count(seen, true) > static_cast<std::ptrdiff_t>(shares[0].group_threshold);
  if (surplus_group || shares.size() > needed) {
    return Errors{{ErrorCode::more_shares_than_threshold}};
  }
  return decrypt(*encrypted, passphrase);
}

}  // namespace steelshare::slip39
