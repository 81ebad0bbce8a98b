// Worn plates back to whole ones: all plates at hand are one problem.
//
//   plates --read_worn--> WornPlate --repair--> the words that they had, and how sure that is
//
// Everything but the digests of a set is linear over GF(2), so what is legible is solved as one
// system of equations; what that leaves open is tried against the digests. Nothing is ever chosen
// among several answers, and no word that was read with certainty changes without being named.
// Source: SLIP-0039; docs/repair.md has the mathematics and the counts.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "steelshare/repair/progress.h"
#include "steelshare/repair/worn.h"
#include "steelshare/words/mnemonic.h"

namespace steelshare::repair {

/// How sure an answer is, from nothing to proved.
///   none       nothing fits, or too little is legible to try
///   ambiguous  answers that nothing decides between; one alone may still be false
///   digest     the digest of the set chose one among all that were possible
///   exact      the legible words leave one possibility, and check one another
///   address    what the person knows of the wallet proves it
enum class Level : std::uint8_t { none, ambiguous, digest, exact, address };

/// Returns the name in lower case.
std::string_view name(Level level);

/// Why there is no answer.
enum class Obstacle : std::uint8_t {
  none,
  nothing_fits,    // more is wrong than was allowed for, or plates were altered
  too_many_plans,  // too little of the headers is legible, or too much may be misread
  too_many_tries,  // too little is legible for any search
  not_the_wallet,  // what fits is not what the person knows of the wallet
  interrupted,     // the request stopped it
};

/// A plate that takes no part, by its place among those given, from 0.
struct SetAside {
  ///   other_length  it has another number of words than most
  ///   other_set     its header is of another set
  ///   contradicts   it is altered or misread: all others agree without it
  ///   too_worn      what it lacks stands on no other plate
  ///   repeated      it reads as another one that was given, which has what both show
  ///   unproved      what the person knows proves the others, and this one is of no complete group
  enum class Reason : std::uint8_t {
    other_length,
    other_set,
    contradicts,
    too_worn,
    repeated,
    unproved
  } reason;
  std::size_t plate;
};

/// A plate as it was.
struct RepairedPlate {
  std::size_t plate;  // its place among those given, from 0
  Mnemonic words;
  std::vector<std::size_t> changed;  // places, from 0, that were not read with certainty as this
  std::size_t misread;               // how many of them were read otherwise
};

/// One possibility: all plates that take part.
using Candidate = std::vector<RepairedPlate>;

struct Answer {
  Level level = Level::none;
  Obstacle obstacle = Obstacle::none;
  double searched = 0;                // possibilities that were tried
  double expected_false = 0;          // how many of them would pass by chance
  std::vector<Candidate> candidates;  // fewest letters changed first
  std::vector<SetAside> aside;
};

/// What the person's knowledge of the wallet says of a possibility.
///   cannot_tell  nothing
///   refutes      it is another wallet
///   quorum       its complete groups open the wallet, which says nothing of other plates
///   every_plate  each of its plates is one of the wallet's
enum class Proof : std::uint8_t { cannot_tell, refutes, quorum, every_plate };

/// More false possibilities to be expected than these leave an answer without a proof ambiguous.
inline constexpr double most_expected_false = 1e-3;

struct Request {
  /// Up to so many words that were read with certainty may be wrong.
  std::size_t wrong_words = 1;
  /// Compares a possibility with the wallet that the person knows; may be empty.
  std::function<Proof(const Candidate&)> proves = {};
  /// Of N equal parts of any search, which one to do: from 1.
  std::size_t slice = 1, slices = 1;
  /// What leaves more than 2^most_bits possibilities is not searched. At ten million a second 2^36
  /// take two hours.
  std::size_t most_bits = 42;
  /// How many threads search.
  std::size_t threads = 1;
  /// Called now and then with the part of the search that is done, 0..1, and the tries so far.
  std::function<void(double done, double searched)> progress = {};
  /// Asked now and then whether to stop; may be empty.
  std::function<bool()> stops = {};
  /// What an interrupted repair of the same plates with the same settings did, any number of
  /// threads aside; it goes on from there, and is kept up to date. Read it in `progress` or
  /// afterwards. Null where nobody wants to know.
  Progress* done = nullptr;
};

/// Repairs plates, in any order, foreign ones among them; at least one. Aborts where
/// is_plate_length is not true of one.
Answer repair(std::span<const WornPlate> plates, const Request& request);

}  // namespace steelshare::repair
