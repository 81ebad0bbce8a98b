// The shape of a table of kernels, and how one is chosen from it: first the path, once, by what the
// processor has; then the kernel of that path, by how many items are left.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "crypto/path.h"
#include "steelshare/base/expects.h"

namespace steelshare::crypto {

/// A kernel is used where at least `from` items are left; lanes without an item are idle.
template <class Run>
struct Kernel {
  std::size_t lanes;
  std::size_t from;
  Run run;
};

/// The kernels of one path, the widest first, the last one for a single item.
template <class Run>
struct PathKernels {
  Path path;
  std::array<Kernel<Run>, 4> kernels;
};

/// Returns the row of the path, or null where the table has none.
template <class Table>
const auto* find_path(const Table& table, Path path) {
  const auto found = std::ranges::find_if(table, [&](const auto& row) { return row.path == path; });
  return found == table.end() ? nullptr : &*found;
}

/// Returns the first path of the table, which is in order of speed, that can run.
template <class Table>
Path first_path(const Table& table, const Features& features) {
  const auto best = std::ranges::find_if(
      table, [&](const auto& row) { return has_features(row.path, features); });
  return best->path;
}

/// Calls `run(kernel, first, count)` until each of `items` items has had its kernel.
template <class Table, class RunKernel>
void run_kernels(const Table& table, Path path, std::size_t items, RunKernel run) {
  const auto* const row = find_path(table, path);
  expects(row != nullptr);
  for (std::size_t first = 0; first < items;) {
    const std::size_t left = items - first;
    const auto kernel = std::ranges::find_if(
        row->kernels, [&](const auto& candidate) { return left >= candidate.from; });
    const std::size_t count = std::min(left, kernel->lanes);
    run(kernel->run, first, count);
    first += count;
  }
}

}  // namespace steelshare::crypto
