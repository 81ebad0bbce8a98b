#include "repair/search.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <iterator>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "steelshare/slip39/share.h"

namespace steelshare::repair {
namespace {

constexpr std::size_t most_found = 1024;        // possibilities that are kept, and listed
constexpr double most_masked = 0x1p30;          // steps of a part that only masks check
constexpr std::uint64_t block_steps = 1 << 18;  // a fraction of a second
constexpr double least_sliced = 1 << 20;        // smaller parts are not cut
constexpr double most_long_walks = 64;          // as long as any may be
constexpr double digest_chance = 0x1p-32;
constexpr std::size_t most_locked_bytes = 2 << 20;  // for the equations of all threads

// Calls a function for 0 <= i < count, on so many threads.
template <class Function>
void in_parallel(std::uint64_t count, std::size_t threads, const Function& function) {
  std::atomic<std::uint64_t> next = 0;
  std::exception_ptr failure;
  std::mutex mutex;
  const auto work = [&] {
    try {
      for (std::uint64_t i = next++; i < count; i = next++) function(i);
    } catch (...) {
      const std::lock_guard lock(mutex);
      failure = std::current_exception();
      next = count;
    }
  };
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < std::min<std::uint64_t>(threads, count); ++i)
    others.emplace_back(work);
  work();
  for (auto& thread : others) thread.join();
  if (failure) std::rethrow_exception(failure);
}

// What of a part is to be done.
struct Share {
  std::size_t slice, slices;
  bool is_counted;  // or by another slice
};

// The steps of a part that one slice takes.
struct Steps {
  std::uint64_t first, last;
  [[nodiscard]] std::uint64_t blocks() const {
    return (last - first + block_steps - 1) / block_steps;
  }
};
Steps slice_of(double size, const Share& share) {
  const auto steps = static_cast<std::uint64_t>(size);
  const auto cut = [&](std::size_t i) {
    return steps / share.slices * i + std::min<std::uint64_t>(i, steps % share.slices);
  };
  return {cut(share.slice - 1), cut(share.slice)};
}

Tally& operator+=(Tally& sum, const Tally& other) {
  sum.searched += other.searched;
  sum.checked += other.checked;
  sum.unchecked += other.unchecked;
  sum.size += other.size;
  return sum;
}

// The first range that ends behind a number.
std::vector<CaseRange>::iterator find_range(std::vector<CaseRange>& ranges, std::uint64_t number) {
  return std::ranges::upper_bound(ranges, number, {}, &CaseRange::last);
}

bool contains(std::vector<CaseRange>& ranges, std::uint64_t number) {
  const auto range = find_range(ranges, number);
  return range != ranges.end() && range->first <= number;
}

// Adds a number that no range has.
void add(std::vector<CaseRange>& ranges, std::uint64_t number) {
  auto range = find_range(ranges, number);
  if (range != ranges.begin() && std::prev(range)->last == number) {
    --range;
    ++range->last;
  } else if (range != ranges.end() && range->first == number + 1) {
    --range->first;
  } else {
    range = ranges.insert(range, {number, number + 1});
  }
  if (const auto next = std::next(range); next != ranges.end() && range->last == next->first) {
    range->last = next->last;
    ranges.erase(next);
  }
}

// Whether the plates are complete groups as the plan has it. What it left open may have become
// another plan, whose relations and digests nobody looked at here.
bool is_of(const Plan& plan, const std::vector<Mnemonic>& words) {
  std::vector<slip39::Share> shares;
  for (const Mnemonic& plate : words) {
    auto share = slip39::decode(plate);
    if (!share) return false;
    shares.push_back(std::move(*share));
  }
  std::size_t complete = 0;
  for (std::size_t plate = 0; plate < shares.size(); ++plate) {
    std::vector<std::size_t> members;
    for (std::size_t other = 0; other < shares.size(); ++other) {
      if (shares[other].group_index != shares[plate].group_index) continue;
      if (shares[other].member_threshold != shares[plate].member_threshold) return false;
      if (other != plate && shares[other].member_index == shares[plate].member_index) return false;
      members.push_back(other);
    }
    if (members.size() < shares[plate].member_threshold) continue;
    if (members[0] == plate) ++complete;
    const bool is_planned = std::ranges::any_of(plan.groups, [&](const PlannedGroup& group) {
      std::vector<std::size_t> planned;
      for (const PlannedMember& member : group.members) planned.push_back(member.plate);
      std::ranges::sort(planned);
      return planned == members;
    });
    if (!is_planned) return false;
  }
  const std::size_t threshold = shares[0].group_threshold;
  return plan.group_threshold != open_threshold || complete < 2 || complete < threshold;
}

class Search {
 public:
  Search(const std::vector<const WornPlate*>& plates, const Cases& cases, const Request& request,
         SearchProgress& progress)
      : plates_(plates),
        cases_(cases),
        request_(request),
        progress_(progress),
        side_by_side_(cases.size() >= 4 * request.threads) {}

  Findings run() {
    take_up();
    // Many cases are tried side by side, a few one after the other with all threads in each.
    in_parallel(cases_.size(), side_by_side_ ? std::min(request_.threads, most_side_by_side()) : 1,
                [&](std::uint64_t i) { attempt(i, side_by_side_ ? 1 : request_.threads); });
    std::ranges::sort(findings_.unbound);
    const auto end = std::unique(findings_.unbound.begin(), findings_.unbound.end());
    findings_.unbound.erase(end, findings_.unbound.end());
    findings_.searched = static_cast<double>(tried_);
    findings_.expected_false =
        static_cast<double>(tally_.checked) * digest_chance + static_cast<double>(tally_.unchecked);
    std::ranges::sort(fitting_, {},
                      [](const Fitting& one) { return std::pair(one.number, one.place); });
    for (Fitting& one : fitting_) findings_.words.push_back(std::move(one.words));
    return std::move(findings_);
  }

 private:
  // What fits, and where it was found first.
  struct Fitting {
    std::uint64_t number;
    std::size_t place;
    std::vector<Mnemonic> words;
  };

  // A case while it is tried.
  struct Trial {
    std::uint64_t number;
    std::size_t threads;
    std::vector<PartProgress>& parts;
    Tally tally = {};
  };

  // Begins where an interrupted search ended.
  void take_up() {
    if (progress_.cases != cases_.size()) progress_ = {};
    progress_.cases = cases_.size();
    findings_.open_bits = progress_.open_bits;
    tally_ = progress_.tally;
    tried_ = tally_.searched;
    size_ = tally_.size;
    for (const auto& [first, last] : progress_.done) done_ += last - first;
    for (const auto& [number, parts] : progress_.begun) {
      for (const PartProgress& part : parts) tried_ += part.tried;
    }
  }

  // So many systems of equations fit into locked memory at once.
  [[nodiscard]] std::size_t most_side_by_side() const {
    const Equations equations(plates_, {}, {});
    const std::size_t bytes = System::bytes(equations.unknowns(), 0);
    return std::max<std::size_t>(1, most_locked_bytes / std::max<std::size_t>(1, bytes));
  }

  // Needs the lock.
  bool is_stopped() {
    findings_.is_interrupted = findings_.is_interrupted || (request_.stops && request_.stops());
    return findings_.is_interrupted;
  }

  // Returns the parts of a case, or nothing where it is done or not to be begun.
  std::vector<PartProgress>* begin(std::uint64_t number) {
    const std::lock_guard lock(mutex_);
    if (contains(progress_.done, number) || is_stopped()) return nullptr;
    return &progress_.begun[number];
  }

  void attempt(std::uint64_t number, std::size_t threads) {
    auto* const parts = begin(number);
    if (parts == nullptr) return;
    Trial trial{number, threads, *parts};
    const Plan plan = cases_.at(number);
    const Puzzle puzzle(plates_, plan);
    const bool has_fitting = puzzle.is_consistent() && solve(trial, plan, puzzle);
    const std::lock_guard lock(mutex_);
    end(trial, puzzle.is_consistent() ? puzzle.open_bits() : 0, has_fitting);
    report(0);
  }

  // A case in which nothing passed is done for ever; what passed is found again from its blocks.
  // What ended early is begun again, and ends in the same way. Needs the lock.
  void end(const Trial& trial, std::size_t open_bits, bool has_fitting) {
    if (findings_.is_interrupted) return;
    ++done_;
    tally_ += trial.tally;
    if (has_fitting || findings_.is_endless || !findings_.unbound.empty()) return;
    progress_.open_bits = std::max<std::uint64_t>(progress_.open_bits, open_bits);
    progress_.tally += trial.tally;
    progress_.begun.erase(trial.number);
    add(progress_.done, trial.number);
  }

  // Returns whether anything fits.
  bool solve(Trial& trial, const Plan& plan, const Puzzle& puzzle) {
    {
      const std::lock_guard lock(mutex_);
      findings_.open_bits = std::max(findings_.open_bits, puzzle.open_bits());
      if (puzzle.open_bits() > Puzzle::most_open_bits) findings_.is_endless = true;
      if (findings_.is_endless) return false;
    }
    std::vector<Walk> walks;
    for (const auto& part : puzzle.parts()) walks.push_back(puzzle.walk(part));
    if (note_unbound(puzzle, walks)) return false;
    // One part is cut into slices; where it is small, a slice has all of the case or nothing. Every
    // slice walks the other parts, before, and one of them counts that.
    const auto cut = largest_under_digest(puzzle, walks);
    const bool is_cut = cut < walks.size() && walks[cut].size() >= least_sliced;
    const bool is_own = trial.number % request_.slices == request_.slice - 1;
    if (!is_cut && !is_own) return false;
    {
      const std::lock_guard lock(mutex_);
      trial.parts.resize(walks.size());
    }
    std::vector<Bits> sums;
    sums.emplace_back(0);
    for (std::size_t i = 0; i < walks.size() && !sums.empty(); ++i) {
      if (is_cut && i == cut) continue;
      sums = combine(sums, take(trial, i, puzzle, walks[i], {1, 1, is_own}));
    }
    if (is_cut && !sums.empty()) {
      const Share own{request_.slice, request_.slices, true};
      sums = combine(sums, take(trial, cut, puzzle, walks[cut], own));
    }
    return finish(trial, plan, puzzle, sums);
  }

  // The part with the most steps of those that a digest is about, or none. What no digest is about
  // is listed in full, so that one slice alone can tell how many possibilities there are.
  static std::size_t largest_under_digest(const Puzzle& puzzle, const std::vector<Walk>& walks) {
    std::size_t largest = walks.size();
    for (std::size_t i = 0; i < walks.size(); ++i) {
      if (puzzle.parts()[i].digests.empty()) continue;
      if (largest == walks.size() || walks[i].size() > walks[largest].size()) largest = i;
    }
    return largest;
  }

  // What no digest is about is listed where it is little; otherwise its plates are no use.
  [[nodiscard]] std::size_t most_unchecked() const { return request_.proves ? most_found : 64; }
  void note_unbound(const Puzzle& puzzle, const Puzzle::Part& part) {
    for (std::size_t plate = 0; plate < plates_.size(); ++plate) {
      if (puzzle.is_moved(part, plate)) findings_.unbound.push_back(plate);
    }
  }
  // Returns whether there are such plates, of this or another plan.
  bool note_unbound(const Puzzle& puzzle, const std::vector<Walk>& walks) {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < walks.size(); ++i) {
      const auto& part = puzzle.parts()[i];
      if (!part.digests.empty()) continue;
      const double most = part.masks.empty() ? static_cast<double>(most_unchecked()) : most_masked;
      if (walks[i].size() > most) note_unbound(puzzle, part);
    }
    return !findings_.unbound.empty();
  }

  // Walks through one part on several threads.
  std::vector<Bits> take(Trial& trial, std::size_t number, const Puzzle& puzzle, const Walk& walk,
                         const Share& share) {
    const Puzzle::Part& part = puzzle.parts()[number];
    PartProgress& progress = trial.parts[number];
    std::vector<Bits> sums;
    {
      const std::lock_guard lock(mutex_);
      const double most = std::ldexp(1, static_cast<int>(request_.most_bits));
      size_ += walk.size();
      if (walk.size() > most || size_ > most_long_walks * most) findings_.is_endless = true;
      if (findings_.is_endless) return sums;
    }
    const auto steps = walk_blocks(trial, progress, walk, share);
    for (const std::uint64_t step : steps) {
      Bits sum = walk.vectors(step);
      if (others_agree(puzzle, part, sum)) sums.push_back(std::move(sum));
    }
    const std::lock_guard lock(mutex_);
    if (part.digests.empty() && sums.size() > most_unchecked()) {
      note_unbound(puzzle, part);
    } else if (steps.size() > most_found) {
      findings_.is_endless = true;
    }
    trial.tally.size += walk.size();
    trial.tally.searched += progress.tried;
    if (!part.digests.empty()) trial.tally.checked += progress.tried;
    if (part.digests.empty() && !steps.empty() && share.is_counted)
      trial.tally.unchecked += steps.size() - 1;
    return sums;
  }

  // Returns the steps in which something passed, in order.
  std::vector<std::uint64_t> walk_blocks(const Trial& trial, PartProgress& progress,
                                         const Walk& walk, const Share& share) {
    const Steps range = slice_of(walk.size(), share);
    std::vector<std::uint64_t> steps;
    std::atomic<bool> is_full = false;
    const auto walk_block = [&](std::uint64_t block) {
      const std::uint64_t first = range.first + block * block_steps;
      auto found = walk.go(first, std::min(range.last, first + block_steps), most_found + 1);
      const std::lock_guard lock(mutex_);
      steps.insert(steps.end(), found.steps.begin(), found.steps.end());
      if (steps.size() > most_found) is_full = true;
      return found;
    };
    // What passed before an interruption is found again.
    const std::vector<std::uint64_t> again = progress.found;
    in_parallel(again.size(), trial.threads, [&](std::uint64_t i) { walk_block(again[i]); });
    // Blocks end in any order, but only those without a gap before them count.
    std::map<std::uint64_t, Walk::Found> ahead;
    const std::uint64_t before = progress.blocks, blocks = range.blocks();
    in_parallel(blocks - std::min(before, blocks), trial.threads, [&](std::uint64_t i) {
      if (is_full || asks_to_stop()) return;
      auto found = walk_block(before + i);
      if (!share.is_counted) found.tried = 0;
      const std::lock_guard lock(mutex_);
      tried_ += found.tried;
      ahead.emplace(before + i, std::move(found));
      for (auto next = ahead.find(progress.blocks); next != ahead.end();
           next = ahead.find(progress.blocks)) {
        progress.tried += next->second.tried;
        if (!next->second.steps.empty()) progress.found.push_back(next->first);
        ++progress.blocks;
        ahead.erase(next);
      }
      report(static_cast<double>(before + i + 1) / static_cast<double>(blocks));
    });
    std::ranges::sort(steps);
    return steps;
  }

  bool asks_to_stop() {
    const std::lock_guard lock(mutex_);
    return is_stopped();
  }

  static bool others_agree(const Puzzle& puzzle, const Puzzle::Part& part, const Bits& sum) {
    if (part.digests.size() < 2) return true;
    const auto words = puzzle.words(sum);
    return std::ranges::all_of(part.digests,
                               [&](const DigestOf& digest) { return agrees(digest, words); });
  }

  // All sums of two, or nothing where they are too many.
  std::vector<Bits> combine(const std::vector<Bits>& a, const std::vector<Bits>& b) {
    std::vector<Bits> sums;
    if (a.size() * b.size() > most_found) {
      const std::lock_guard lock(mutex_);
      findings_.is_endless = true;
      return sums;
    }
    for (const Bits& one : a) {
      for (const Bits& other : b) {
        const bool is_longer = one.size() > other.size();
        sums.push_back((is_longer ? one : other).clone());
        if (const Bits& shorter = is_longer ? other : one; shorter.size() > 0) {
          repair::add(sums.back(), shorter);
        }
      }
    }
    return sums;
  }

  // Returns whether anything fits.
  bool finish(const Trial& trial, const Plan& plan, const Puzzle& puzzle,
              const std::vector<Bits>& sums) {
    const auto across = group_digest(plan);
    std::vector<std::vector<Mnemonic>> fitting;
    for (const Bits& sum : sums) {
      auto words = puzzle.words(sum);
      if (!across.empty() && !agrees(across[0], words)) continue;
      if (!is_of(plan, words) || has_a_place_as_read(plan, words)) continue;
      fitting.push_back(std::move(words));
    }
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < fitting.size(); ++i) keep({trial.number, i, std::move(fitting[i])});
    return !fitting.empty();
  }

  // Whether a word that was taken for misread is the one that was read. Fewer words are misread
  // then, and the search for so few had it, or with slices that of another slice.
  [[nodiscard]] bool has_a_place_as_read(const Plan& plan,
                                         const std::vector<Mnemonic>& words) const {
    return std::ranges::any_of(plan.opened, [&](const PlaceAt& at) {
      const auto read = (*plates_[at.plate])[at.place].view();
      return std::ranges::find(read, words[at.plate].view()[at.place]) != read.end();
    });
  }

  // Keeps each possibility once, in the place where a single thread would have met it first. Needs
  // the lock.
  void keep(Fitting one) {
    const auto same = std::ranges::find(fitting_, one.words, &Fitting::words);
    if (same != fitting_.end()) {
      if (std::pair(one.number, one.place) < std::pair(same->number, same->place)) {
        same->number = one.number;
        same->place = one.place;
      }
    } else if (fitting_.size() == most_found) {
      findings_.is_endless = true;
    } else {
      fitting_.push_back(std::move(one));
    }
  }

  // Needs the lock.
  void report(double of_current) {
    if (!request_.progress) return;
    const auto cases = static_cast<double>(cases_.size());
    const double current = side_by_side_ ? 0 : of_current;
    request_.progress((static_cast<double>(done_) + current) / cases, static_cast<double>(tried_));
  }

  const std::vector<const WornPlate*>& plates_;
  const Cases& cases_;
  const Request& request_;
  SearchProgress& progress_;
  const bool side_by_side_;
  std::mutex mutex_;
  Findings findings_;
  std::vector<Fitting> fitting_;
  Tally tally_;              // of the cases that are over
  std::uint64_t done_ = 0;   // how many these are
  std::uint64_t tried_ = 0;  // possibilities, those of cases that are not over among them
  double size_ = 0;          // of all walks that were begun
};

}  // namespace

Findings search(const std::vector<const WornPlate*>& plates, const Cases& cases,
                const Request& request, SearchProgress& progress) {
  return Search(plates, cases, request, progress).run();
}

}  // namespace steelshare::repair
