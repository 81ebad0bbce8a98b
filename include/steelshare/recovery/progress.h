// What a handful of shares is still missing, for people who bring plates one after another.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "steelshare/slip39/sharing.h"

namespace steelshare::recovery {

/// How far one group is.
struct GroupProgress {
  std::uint8_t group_index;
  std::uint8_t have;  // distinct members
  std::uint8_t threshold;
  [[nodiscard]] bool complete() const { return have >= threshold; }
};

/// How far a set is; all zero where there is no share.
struct Progress {
  std::uint8_t group_threshold = 0;
  std::uint8_t group_count = 0;
  std::vector<GroupProgress> groups;  // those of which there is a share, by index

  [[nodiscard]] std::size_t complete_groups() const;
  /// Whether there is a quorum.
  [[nodiscard]] bool complete() const {
    return group_threshold > 0 && complete_groups() >= group_threshold;
  }
  /// Whether a digest vouches for what the shares open to. Where one share of one group is enough
  /// there is none, so a plate that was rewritten to claim as much opens without a complaint.
  [[nodiscard]] bool has_digest() const;
};

/// Counts shares of one set, as slip39::open would use them. Thresholds are those of the first
/// share of the set and of each group; contradictions are for slip39::open to report.
Progress progress(std::span<const slip39::Share> shares);

}  // namespace steelshare::recovery
