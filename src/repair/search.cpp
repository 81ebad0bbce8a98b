#include "repair/search.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <thread>

namespace steelshare::repair {
namespace {

constexpr std::size_t most_found = 1024;        // possibilities that are kept
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

// The steps of a part that one slice takes.
struct Range {
  std::uint64_t first, last;
};
Range slice_of(double size, const Request& request) {
  const auto steps = static_cast<std::uint64_t>(size);
  const auto cut = [&](std::size_t i) {
    return steps / request.slices * i + std::min<std::uint64_t>(i, steps % request.slices);
  };
  return {cut(request.slice - 1), cut(request.slice)};
}

class Search {
 public:
  Search(const std::vector<const WornPlate*>& plates, const Cases& cases, const Request& request)
      : plates_(plates),
        cases_(cases),
        request_(request),
        side_by_side_(cases.size() >= 4 * request.threads) {}

  Findings run() {
    // Many cases are tried side by side, a few one after the other with all threads in each.
    in_parallel(cases_.size(), side_by_side_ ? std::min(request_.threads, most_side_by_side()) : 1,
                [&](std::uint64_t i) { attempt(i, side_by_side_ ? 1 : request_.threads); });
    std::ranges::sort(findings_.unbound);
    const auto end = std::unique(findings_.unbound.begin(), findings_.unbound.end());
    findings_.unbound.erase(end, findings_.unbound.end());
    return std::move(findings_);
  }

 private:
  // So many systems of equations fit into locked memory at once.
  [[nodiscard]] std::size_t most_side_by_side() const {
    const Equations equations(plates_, {}, {});
    const std::size_t bytes = System::bytes(equations.unknowns(), 0);
    return std::max<std::size_t>(1, most_locked_bytes / std::max<std::size_t>(1, bytes));
  }

  void attempt(std::uint64_t number, std::size_t threads) {
    const Plan plan = cases_.at(number);
    const Puzzle puzzle(plates_, plan);
    if (puzzle.is_consistent()) solve(number, plan, puzzle, threads);
    const std::lock_guard lock(mutex_);
    ++done_;
    report(0);
  }

  void solve(std::uint64_t number, const Plan& plan, const Puzzle& puzzle, std::size_t threads) {
    {
      const std::lock_guard lock(mutex_);
      findings_.open_bits = std::max(findings_.open_bits, puzzle.open_bits());
      if (puzzle.open_bits() > Puzzle::most_open_bits) findings_.is_endless = true;
      if (findings_.is_endless) return;
    }
    std::vector<Walk> walks;
    for (const auto& part : puzzle.parts()) walks.push_back(puzzle.walk(part));
    if (note_unbound(puzzle, walks)) return;
    std::size_t largest = 0;
    for (std::size_t i = 1; i < walks.size(); ++i) {
      if (walks[i].size() > walks[largest].size()) largest = i;
    }
    // One part is cut into slices, the largest; where it is small, a slice has all of it or
    // nothing.
    const bool is_cut = !walks.empty() && walks[largest].size() >= least_sliced;
    if (!is_cut && number % request_.slices != request_.slice - 1) return;
    std::vector<Bits> sums;
    sums.emplace_back(0);
    for (std::size_t i = 0; i < walks.size() && !sums.empty(); ++i) {
      Request whole{.slice = 1, .slices = 1};
      const bool sliced = is_cut && i == largest;
      const auto found =
          take(puzzle, puzzle.parts()[i], walks[i], sliced ? request_ : whole, threads);
      sums = combine(sums, found);
    }
    finish(plan, puzzle, sums);
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
  std::vector<Bits> take(const Puzzle& puzzle, const Puzzle::Part& part, const Walk& walk,
                         const Request& slices, std::size_t threads) {
    std::vector<Bits> sums;
    {
      const std::lock_guard lock(mutex_);
      const double most = std::ldexp(1, static_cast<int>(request_.most_bits));
      size_ += walk.size();
      if (walk.size() > most || size_ > most_long_walks * most) findings_.is_endless = true;
      if (findings_.is_endless) return sums;
    }
    const Range range = slice_of(walk.size(), slices);
    const std::uint64_t blocks = (range.last - range.first + block_steps - 1) / block_steps;
    std::vector<std::uint64_t> steps;
    std::atomic<bool> is_full = false;
    std::uint64_t tried = 0, blocks_done = 0;
    in_parallel(blocks, threads, [&](std::uint64_t block) {
      if (is_full) return;
      const std::uint64_t first = range.first + block * block_steps;
      const auto found = walk.go(first, std::min(range.last, first + block_steps), most_found);
      const std::lock_guard lock(mutex_);
      tried += found.tried;
      findings_.searched += static_cast<double>(found.tried);
      steps.insert(steps.end(), found.steps.begin(), found.steps.end());
      if (steps.size() >= most_found) is_full = true;
      report(static_cast<double>(++blocks_done) / static_cast<double>(blocks));
    });
    std::ranges::sort(steps);
    for (const std::uint64_t step : steps) {
      Bits sum = walk.vectors(step);
      if (others_agree(puzzle, part, sum)) sums.push_back(std::move(sum));
    }
    const std::lock_guard lock(mutex_);
    if (part.digests.empty() && sums.size() > most_unchecked()) {
      note_unbound(puzzle, part);
    } else if (is_full) {
      findings_.is_endless = true;
    }
    findings_.expected_false += part.digests.empty()
                                    ? std::max(0.0, static_cast<double>(steps.size()) - 1)
                                    : static_cast<double>(tried) * digest_chance;
    return sums;
  }

  static bool others_agree(const Puzzle& puzzle, const Puzzle::Part& part, const Bits& sum) {
    if (part.digests.size() < 2) return true;
    const auto words = puzzle.words(sum);
    return std::ranges::all_of(part.digests,
                               [&](const DigestOf& digest) { return agrees(digest, words); });
  }

  static std::vector<Bits> combine(const std::vector<Bits>& a, const std::vector<Bits>& b) {
    std::vector<Bits> sums;
    for (const Bits& one : a) {
      for (const Bits& other : b) {
        if (sums.size() == most_found) return sums;
        const bool is_longer = one.size() > other.size();
        sums.push_back((is_longer ? one : other).clone());
        if (const Bits& shorter = is_longer ? other : one; shorter.size() > 0) {
          repair::add(sums.back(), shorter);
        }
      }
    }
    return sums;
  }

  void finish(const Plan& plan, const Puzzle& puzzle, const std::vector<Bits>& sums) {
    const auto across = group_digest(plan);
    std::vector<std::vector<Mnemonic>> fitting;
    for (const Bits& sum : sums) {
      auto words = puzzle.words(sum);
      if (!across.empty() && !agrees(across[0], words)) continue;
      fitting.push_back(std::move(words));
    }
    const std::lock_guard lock(mutex_);
    for (auto& words : fitting) {
      if (std::ranges::find(findings_.words, words) != findings_.words.end()) continue;
      if (findings_.words.size() == most_found) {
        findings_.is_endless = true;
        return;
      }
      findings_.words.push_back(std::move(words));
    }
  }

  // Needs the lock.
  void report(double of_current) {
    if (!request_.progress) return;
    const auto cases = static_cast<double>(cases_.size());
    const double current = side_by_side_ ? 0 : of_current;
    request_.progress((static_cast<double>(done_) + current) / cases, findings_.searched);
  }

  const std::vector<const WornPlate*>& plates_;
  const Cases& cases_;
  const Request& request_;
  const bool side_by_side_;
  std::mutex mutex_;
  Findings findings_;
  std::size_t done_ = 0;
  double size_ = 0;  // of all walks that were begun
};

}  // namespace

Findings search(const std::vector<const WornPlate*>& plates, const Cases& cases,
                const Request& request) {
  return Search(plates, cases, request).run();
}

}  // namespace steelshare::repair
