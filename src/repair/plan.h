// Which plate is which member of which group: what the equations of a set follow from, and where
// the digests are.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "repair/equations.h"

namespace steelshare::repair {

struct PlannedMember {
  std::size_t plate;
  std::uint8_t x;  // its member index
};

/// What a plan leaves open where nothing follows from it.
inline constexpr std::uint8_t open_index = 16;     // of the only group: one, but any
inline constexpr std::uint8_t open_threshold = 0;  // of groups: more than are complete, or any
inline constexpr std::uint8_t open_count = 0;

struct PlannedGroup {
  std::uint8_t index;
  std::uint8_t threshold;
  std::vector<PlannedMember> members;
  [[nodiscard]] bool complete() const { return members.size() >= threshold; }
};

/// A guess at what the headers say where they are not legible, the truth among the guesses. Plates
/// that no group has are of groups with too few plates for anything to follow.
struct Plan {
  std::uint8_t group_threshold;
  std::uint8_t group_count;
  std::vector<PlannedGroup> groups;
  std::vector<PlaceAt>
      opened;  // places that were read with certainty and that this guess overrules
  std::vector<std::array<std::size_t, 2>> siblings;  // plates of one group, alone or not
};

/// The values of a polynomial at 254 and 255, as sums of the values of plates.
struct DigestOf {
  Combination digest, secret;
};

/// The digests of complete groups of a threshold of 2 or more.
std::vector<DigestOf> member_digests(const Plan& plan);
/// The digest of the groups' secrets, where a group threshold of 2 or more is reached.
std::vector<DigestOf> group_digest(const Plan& plan);

/// Combinations of values that are zero: one for every complete group beyond the group threshold.
std::vector<Combination> group_relations(const Plan& plan);

/// Adds what the plates of a set have in common before anybody knows which is which member: sound
/// checksums and equal headers. The plates are the first `count` ones.
void add_set(System& system, const Equations& equations, std::size_t count);
/// Adds what the plates of one group have in common before anybody knows whether it is complete.
void add_siblings(System& system, const Equations& equations, const Plan& plan);
/// Adds the numbers of groups that the headers have.
void add_group_threshold(System& system, const Equations& equations, std::uint8_t group_threshold);
void add_group_count(System& system, const Equations& equations, std::uint8_t group_count);
void add_group_numbers(System& system, const Equations& equations, std::uint8_t group_threshold,
                       std::uint8_t group_count);
/// Adds what follows for one more member of a group, the last one: its header, and its relation to
/// the others.
void add_header(System& system, const Equations& equations, const PlannedGroup& group);
void add_relation(System& system, const Equations& equations, const PlannedGroup& group);
void add_group_relations(System& system, const Equations& equations, const Plan& plan);

/// The whole system of a plan, whose plates are the first `count` ones.
System system_of(const Equations& equations, std::size_t count, const Plan& plan);

}  // namespace steelshare::repair
