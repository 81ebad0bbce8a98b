// Splitting a master secret into shares and opening shares again.
//
//   MasterSecret --encrypt--> EncryptedMasterSecret --divide--> shares
//   shares --open--> EncryptedMasterSecret --decrypt--> MasterSecret
//
// split and combine are the two ways in one call each. extend makes one share more of a set,
// reshare another set of the same secret. Every path from shares to a secret goes through open(),
// which alone checks the digests. Source: SLIP-0039.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "steelshare/base/result.h"
#include "steelshare/secret/random.h"
#include "steelshare/secret/secret.h"
#include "steelshare/slip39/share.h"

namespace steelshare::slip39 {

/// What is shared, 16..64 bytes, an even number. What the bytes mean is decided in wallet.
using MasterSecret = Secret<struct MasterSecretTag>;

/// A passphrase of printable ASCII. Any passphrase opens a set, to different secrets; the empty one
/// stands for none.
class Passphrase {
 public:
  /// errors  invalid_passphrase_character, with its place in Position::column
  static Result<Passphrase> from(std::string_view text);
  static Passphrase none() { return Passphrase(Text(0)); }

  [[nodiscard]] std::span<const std::uint8_t> bytes() const;

 private:
  explicit Passphrase(Text text) : text_(std::move(text)) {}
  Text text_;
};

/// T of N: member_threshold of member_count shares open the group; 1..16 each.
struct GroupSpec {
  std::uint8_t member_threshold;
  std::uint8_t member_count;
};

/// Which shares open the secret: those of group_threshold groups, 1..16 groups in all.
struct Policy {
  std::uint8_t group_threshold;
  std::vector<GroupSpec> groups;
};

/// How the secret is encrypted.
///   extendable           further sets of the same secret and passphrase can be made under another
///                        identifier; false only for software of before 2024
///   iteration_exponent   0..15: 10000 * 2^exponent iterations for every guess of a passphrase
struct Options {
  bool extendable = true;
  std::uint8_t iteration_exponent = 1;
};

/// The master secret under its passphrase, with what is needed to decrypt it.
struct EncryptedMasterSecret {
  std::uint16_t identifier;
  bool extendable;
  std::uint8_t iteration_exponent;
  Secret<struct EncryptedTag> bytes;
};

/// Says what is wrong with a policy, if anything.
///   errors  invalid_group_count, invalid_group_threshold, invalid_member_count,
///           invalid_member_threshold, single_threshold_with_several_members; Position::row is the
///           number of the group
Result<Done> check(const Policy& policy);

/// Returns how many different quorums a policy has; exact up to 2^53. Aborts where check() finds
/// something wrong.
double quorum_count(const Policy& policy);

/// Encrypts with four Feistel rounds of PBKDF2, 10000 * 2^iteration_exponent iterations in all.
///   identifier  below 2^15, else it aborts
///   errors      invalid_secret_length, invalid_iteration_exponent
///   source      SLIP-0039, "Encryption of the master secret"
Result<EncryptedMasterSecret> encrypt(const MasterSecret& secret, const Passphrase& passphrase,
                                      std::uint16_t identifier, const Options& options);

/// The inverse of encrypt. Every passphrase gives a secret; none is known to be the right one.
MasterSecret decrypt(const EncryptedMasterSecret& encrypted, const Passphrase& passphrase);

/// What proves that a text was written by somebody who held a quorum: 256 bits.
using Seal = std::array<std::uint8_t, 32>;

/// Returns HMAC-SHA256 of the text, with the encrypted secret as the key. The passphrase plays no
/// part, so a seal is no way to try one.
///   source   docs/record.md, which says what a seal gives away
Seal seal(const EncryptedMasterSecret& encrypted, std::string_view text);

/// Divides an encrypted secret into shares, in policy order, group by group.
///   errors   those of check(policy)
///   source   SLIP-0039, "Generating the shares"
Result<std::vector<Share>> divide(const EncryptedMasterSecret& encrypted, const Policy& policy,
                                  RandomSource& random);

/// Opens shares: at least a quorum, in any order. All shares of complete groups are used: those
/// beyond the thresholds must lie on the same polynomials, so that opening a whole set proves every
/// quorum of it. Of a group that lacks members only the headers are compared. Exact repetitions of
/// a share are ignored.
///   errors   all of them at once, Position::share counts from 1 in the order given: mixed_*;
///            duplicate_member_index; not_enough_groups, also where no share is given;
///            not_enough_members; digest_mismatch; contradicting_share, named where the others
///            agree without it; disputed_share, all where each is enough alone and they differ
Result<EncryptedMasterSecret, Errors> open(std::span<const Share> shares);

/// Computes one share of a group from others of it: a lost one, word for word as it was, or one
/// more. All other shares stay valid, a lost one too if it is found again.
///   shares        of one set; of the group at least its member threshold, which is 2 or more; all
///   of
///                 the group are used, as in open()
///   group_index, member_index  of the share to make, 0..15
///   errors        those of open() but not_enough_groups; single_share_group, member_at_hand
Result<Share, Errors> extend(std::span<const Share> shares, std::uint8_t group_index,
                             std::uint8_t member_index);

/// Divides what a set holds into a fresh set: another identifier, a policy of its own, new
/// randomness. The iteration exponent stays, and every passphrase gives the secret that it gave
/// before. Shares of the two sets do not combine; the old ones stay valid among themselves.
///   encrypted  as open() returned it
///   errors     not_extendable: the identifier of such a set is part of its encryption; those of
///              check(policy)
///   source     SLIP-0039, "Format of the share mnemonic", extendable backup flag
Result<std::vector<Share>> reshare(const EncryptedMasterSecret& encrypted, const Policy& policy,
                                   RandomSource& random);

/// Divides a master secret into shares under a fresh random identifier.
///   errors  those of encrypt and divide
Result<std::vector<Share>> split(const MasterSecret& secret, const Passphrase& passphrase,
                                 const Policy& policy, const Options& options,
                                 RandomSource& random);

/// Combines exactly as many shares as the thresholds ask for, as SLIP-0039 demands.
///   errors  those of open, and more_shares_than_threshold
Result<MasterSecret, Errors> combine(std::span<const Share> shares, const Passphrase& passphrase);

}  // namespace steelshare::slip39
