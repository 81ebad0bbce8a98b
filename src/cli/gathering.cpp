#include "cli/gathering.h"

#include <algorithm>

#include "cli/answer.h"

namespace steelshare::cli {
namespace {

bool is_same_plate(const slip39::Share& one, const slip39::Share& other) {
  return one.group_index == other.group_index && one.member_index == other.member_index &&
         one.value == other.value;
}

// What open() finds wrong with shares, but that they are too few.
Failure contradictions_of(const std::vector<slip39::Share>& shares) {
  const auto opened = slip39::open(shares);
  if (opened) return {Exit::done, {}};
  const auto code = opened.error()[0].code;
  if (code == ErrorCode::not_enough_groups || code == ErrorCode::not_enough_members) {
    return {Exit::done, {}};
  }
  return cannot_open(opened.error(), shares);
}

std::string lines_of(const Failure& failure) {
  std::string text;
  for (const Problem& problem : failure.problems) text += "  " + problem.message + "\n";
  const std::string& hint = failure.problems[0].hint;
  return hint.empty() ? text : text + "  " + hint + "\n";
}

// The plates that were typed so far, and what to say to the next.
class Gathering {
 public:
  explicit Gathering(const Knowledge& knowledge) : knowledge_(knowledge) {}

  Reply take(const ReadShare& read) {
    if (const auto own = identifier(); own && *own != read.share.identifier) {
      left_out_.push_back(read.share.identifier);
      return {"  left out: this plate is of set " + std::to_string(read.share.identifier) +
                  ", and " + (knowledge_.record ? "the record is" : "the first one was") +
                  " of set " + std::to_string(*own) + "\n" + doubt_of_the_first(read.share),
              false};
    }
    const bool repeated = std::ranges::any_of(
        shares_, [&](const slip39::Share& share) { return is_same_plate(share, read.share); });
    shares_.push_back(read.share.clone());
    auto wrong = problems_with(read);
    if (repeated && wrong.problems.empty()) {
      shares_.pop_back();
      return {"  left out: this plate was typed already\n", false};
    }
    if (!wrong.problems.empty()) return {lines_of(wrong), true};
    return {"  " + title_of(read.share) + "\n" + outlook(), true};
  }

  [[nodiscard]] int left_out() const { return static_cast<int>(left_out_.size()); }

 private:
  // As many plates of another set make it likely that those which were taken are the strays.
  [[nodiscard]] std::string doubt_of_the_first(const slip39::Share& share) const {
    const auto alike = std::ranges::count(left_out_, share.identifier);
    if (knowledge_.record || alike < static_cast<std::ptrdiff_t>(shares_.size())) return {};
    return "  if the first one is the stray, press Ctrl-C and begin again without it\n";
  }

  [[nodiscard]] std::optional<std::uint16_t> identifier() const {
    if (knowledge_.record) return knowledge_.record->identifier;
    if (shares_.empty()) return {};
    return shares_[0].identifier;
  }

  [[nodiscard]] Failure problems_with(const ReadShare& read) const {
    if (knowledge_.record) {
      const auto sound = recovery::check_plate(*knowledge_.record, read.mnemonic, read.share);
      if (!sound) {
        Error error = sound.error();
        error.at.share = static_cast<std::uint16_t>(shares_.size());
        return failure(error);
      }
    }
    return contradictions_of(shares_);
  }

  [[nodiscard]] std::string title_of(const slip39::Share& share) const {
    std::string text = "set " + std::to_string(share.identifier) + ", ";
    if (share.group_count > 1) {
      text += "group " + std::to_string(share.group_index + 1);
      const std::string name =
          knowledge_.record ? knowledge_.record->groups[share.group_index].name : "";
      text += name.empty() ? ", " : " (" + name + "), ";
    }
    text += "member " + std::to_string(share.member_index + 1) + ", checksum good";
    return knowledge_.record ? text + ", as recorded" : text;
  }

  [[nodiscard]] std::string outlook() const {
    const auto progress = recovery::progress(shares_);
    if (progress.complete()) {
      const double quorums = quorums_in(progress);
      return "  enough: " + count_text(quorums) + (quorums == 1 ? " quorum" : " quorums") +
             " at hand, proved after the empty line\n";
    }
    const auto parts = missing_parts(progress);
    if (parts.size() == 1) return "  for a quorum: " + parts[0] + "\n";
    std::string text = "  for a quorum:\n";
    for (const auto& part : parts) text += "    " + part + "\n";
    return text;
  }

  const Knowledge& knowledge_;
  std::vector<slip39::Share> shares_;
  std::vector<std::uint16_t> left_out_;  // the sets of these plates
};

}  // namespace

Outcome<Gathered> gather_shares(const Arguments& arguments, const Knowledge& knowledge) {
  Gathering gathering(knowledge);
  auto shares =
      read_shares(arguments, [&](const ReadShare& share) { return gathering.take(share); });
  const int left_out = gathering.left_out();
  if (!shares) {
    const bool none = shares.error().problems[0].code == name(ErrorCode::empty_input);
    if (left_out == 0 || !none) return shares.error();
    return failure(Error{ErrorCode::record_mismatch, {.share = 1}});
  }
  if (left_out > 0) {
    notice(std::to_string(left_out) + (left_out == 1 ? " plate of another set was left out"
                                                     : " plates of other sets were left out"));
  }
  return Gathered{std::move(*shares), left_out};
}

double quorums_in(const recovery::Progress& progress) {
  slip39::Policy policy{progress.group_threshold, {}};
  for (const auto& group : progress.groups) {
    if (group.complete()) policy.groups.push_back({group.threshold, group.have});
  }
  return slip39::quorum_count(policy);
}

std::string count_text(double count) {
  std::string text;
  Json(text).number(count);
  return text;
}

}  // namespace steelshare::cli
