// Sets of shares: bytes choose a policy, a secret, which shares are there, and what is wrong with
// them. open() gives the right secret or none, gives it wherever a quorum of sound shares is there,
// and names the one changed share among enough others.
#include <vector>

#include "fuzz/fuzz.h"
#include "steelshare/slip39/sharing.h"
#include "support/fixed_random.h"

namespace steelshare::fuzz {
namespace {

using slip39::Share;
using Opened = Result<slip39::EncryptedMasterSecret, Errors>;

// A share that is there, as it is and as it should be.
struct Held {
  Share share;
  std::size_t original;
  bool is_changed = false;  // in any field
  bool only_value_is_changed = false;
};

// Small numbers, because open() tries all selections of a group where none agrees.
slip39::Policy read_policy(Reader& reader) {
  slip39::Policy policy{1, {}};
  const int group_count = reader.between(1, 4);
  policy.group_threshold = reader.between(1, group_count);
  for (int i = 0; i < group_count; ++i) {
    const std::uint8_t count = reader.between(1, 6);
    const std::uint8_t threshold = count == 1 ? std::uint8_t{1} : reader.between(2, count);
    policy.groups.push_back({threshold, count});
  }
  return policy;
}

slip39::EncryptedMasterSecret read_secret(Reader& reader) {
  const std::uint8_t flags = reader.byte();
  const std::size_t size = 2U * reader.between(8, 32);
  slip39::EncryptedMasterSecret secret{
      static_cast<std::uint16_t>(reader.byte() << 7 | (flags & 0x7f)), (flags & 0x80) != 0,
      reader.between(0, 15), Secret<struct slip39::EncryptedTag>(size)};
  test::FixedRandom(reader.byte()).fill(secret.bytes.view());
  return secret;
}

// One field becomes another value, in its range.
void change(Share& share, Reader& reader) {
  const int field = reader.between(0, 9);
  const std::uint8_t value = reader.byte();
  const auto other = [&](std::uint8_t from, int low, int high) {
    const int count = high - low + 1;
    return static_cast<std::uint8_t>(low + (from - low + 1 + value % (count - 1)) % count);
  };
  switch (field) {
    case 0:
      share.identifier = static_cast<std::uint16_t>(share.identifier ^ (1U << value % 15));
      return;
    case 1:
      share.extendable = !share.extendable;
      return;
    case 2:
      share.iteration_exponent = other(share.iteration_exponent, 0, 15);
      return;
    case 3:
      share.group_count = static_cast<std::uint8_t>(
          std::clamp(value % 17, std::max(share.group_index + 1, +share.group_threshold), 16));
      return;
    case 4:
      if (share.group_count > 1)
        share.group_threshold = other(share.group_threshold, 1, share.group_count);
      return;
    case 5:
      if (share.group_count > 1)
        share.group_index = other(share.group_index, 0, share.group_count - 1);
      return;
    case 6:
      share.member_index = other(share.member_index, 0, 15);
      return;
    case 7:
      share.member_threshold = other(share.member_threshold, 1, 16);
      return;
    default:
      share.value.view()[value % share.value.size()] ^= static_cast<std::uint8_t>(1U << field % 8);
  }
}

bool same_header(const Share& a, const Share& b) {
  return a.identifier == b.identifier && a.extendable == b.extendable &&
         a.iteration_exponent == b.iteration_exponent && a.group_index == b.group_index &&
         a.group_threshold == b.group_threshold && a.group_count == b.group_count &&
         a.member_index == b.member_index && a.member_threshold == b.member_threshold;
}

std::vector<Held> hold(const std::vector<Share>& shares, Reader& reader) {
  std::vector<Held> held;
  const int all = reader.byte() % 2;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const std::size_t pick = all != 0 ? i : reader.byte() % shares.size();
    held.push_back({shares[pick].clone(), pick});
    if (all == 0 && reader.byte() % 4 == 0) break;
  }
  while (!reader.is_empty() && held.size() > 0) {
    Held& target = held[reader.byte() % held.size()];
    change(target.share, reader);
    const Share& sound = shares[target.original];
    target.only_value_is_changed =
        same_header(target.share, sound) && !(target.share.value == sound.value);
    target.is_changed = target.only_value_is_changed || !same_header(target.share, sound);
  }
  return held;
}

// How many different sound members of each group are there.
std::vector<int> sound_members(const std::vector<Held>& held, const slip39::Policy& policy) {
  std::vector<std::vector<bool>> seen(policy.groups.size(), std::vector<bool>(16, false));
  for (const Held& one : held) {
    if (!one.is_changed) seen[one.share.group_index][one.share.member_index] = true;
  }
  std::vector<int> counts;
  for (const auto& group : seen) {
    counts.push_back(static_cast<int>(std::ranges::count(group, true)));
  }
  return counts;
}

bool is_quorum(const std::vector<int>& members, const slip39::Policy& policy) {
  int complete = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i] >= policy.groups[i].member_threshold) ++complete;
  }
  return complete >= policy.group_threshold;
}

// A set of threshold one carries no digest: SLIP-39 cannot tell a forged share of it. Only shares
// that all claim one group to be enough get that far.
bool has_no_digest(const std::vector<Held>& held, const slip39::Policy& policy) {
  const bool one_group = held[0].share.group_threshold == 1;
  const bool one_member = std::ranges::any_of(
      held, [](const Held& one) { return one.share.member_threshold == 1 && one.is_changed; });
  return one_group && (policy.group_threshold > 1 || one_member);
}

void check_errors(const Errors& errors, std::size_t share_count) {
  using enum ErrorCode;
  expects(!errors.empty());
  for (const auto& [code, at] : errors) {
    expects((code >= mixed_identifiers && code <= not_enough_members) || code == digest_mismatch ||
            code == contradicting_share || code == disputed_share);
    expects(at.share <= share_count && at.row == 0 && at.column == 0);
    const bool of_the_set = code == not_enough_groups || code == not_enough_members;
    expects(of_the_set ? at.share == 0 : at.share > 0 || code == digest_mismatch);
  }
}

// One share with a changed value, and enough of its own group without it: it must be named.
void check_named(const std::vector<Held>& held, const std::vector<int>& members,
                 const slip39::Policy& policy, const Opened& opened) {
  if (std::ranges::count(held, true, &Held::is_changed) != 1) return;
  const auto changed = std::ranges::find(held, true, &Held::is_changed);
  if (!changed->only_value_is_changed) return;
  const auto group = changed->share.group_index;
  const auto threshold = policy.groups[group].member_threshold;
  if (threshold == 1 || members[group] < threshold) return;
  expects(!opened);
  const Errors& errors = opened.error();
  if (errors == Errors{{ErrorCode::not_enough_groups}}) return;  // found before any polynomial
  const bool twice = std::ranges::count(held, changed->original, &Held::original) > 1;
  if (twice) return expects(errors[0].code == ErrorCode::duplicate_member_index);
  const auto number = static_cast<std::uint16_t>(changed - held.begin() + 1);
  expects(errors == Errors{{ErrorCode::contradicting_share, {.share = number}}});
}

void check_opening(const std::vector<Held>& held, const slip39::Policy& policy,
                   const slip39::EncryptedMasterSecret& secret) {
  std::vector<Share> shares;
  for (const Held& one : held) shares.push_back(one.share.clone());
  const auto opened = slip39::open(shares);
  const auto members = sound_members(held, policy);
  const bool all_sound = std::ranges::none_of(held, &Held::is_changed);
  if (all_sound) expects(opened.has_value() == is_quorum(members, policy));
  check_named(held, members, policy, opened);
  if (!opened) return check_errors(opened.error(), shares.size());
  if (!has_no_digest(held, policy)) expects(opened->bytes == secret.bytes);
  if (!all_sound) return;
  expects(opened->identifier == secret.identifier && opened->extendable == secret.extendable &&
          opened->iteration_exponent == secret.iteration_exponent);
}

// Every share goes through its words, as plates do; up to three wrong words are always noticed.
void check_words(const std::vector<Held>& held, Reader& reader) {
  for (const Held& one : held) {
    Mnemonic words = slip39::encode(one.share);
    const auto read = slip39::decode(words);
    expects(read && same_header(*read, one.share) && read->value == one.share.value);
    if (reader.is_empty()) continue;
    const int wrong = reader.between(1, 3);
    std::size_t place = reader.byte();
    for (int i = 0; i < wrong; ++i, place += 7) {
      WordIndex& word = words.view()[place % words.size()];
      const unsigned change_by = 1U + reader.byte() + 256U * reader.between(0, 2);
      word =
          WordIndex{static_cast<std::uint16_t>((static_cast<unsigned>(word) + change_by) % 1024)};
    }
    const auto refused = slip39::decode(words);
    expects(!refused && refused.error().code == ErrorCode::checksum_mismatch);
  }
}

}  // namespace

void run(Bytes input) {
  // The last third is about wrong words, the rest about the set.
  Reader reader(input.first(input.size() - input.size() / 3));
  Reader wrong_words(input.last(input.size() / 3));
  const auto policy = read_policy(reader);
  const auto secret = read_secret(reader);
  test::FixedRandom random(reader.byte());
  const auto shares = slip39::divide(secret, policy, random);
  const auto held = hold(*shares, reader);
  check_opening(held, policy, secret);
  check_words(held, wrong_words);
}

}  // namespace steelshare::fuzz
