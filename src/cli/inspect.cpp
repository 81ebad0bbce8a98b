#include <algorithm>
#include <array>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/input.h"

namespace steelshare::cli {
namespace {

using slip39::Share;

// A line that is words of the list, sound or not. What is wrong has the place of a word, a side or
// a piece.
struct Inspected {
  std::size_t words;
  Result<Share> share;
};

void write_refusal(Json& json, const Error& error) {
  const bool other_order = error.code == ErrorCode::sides_out_of_order;
  const bool mixed_up = error.code == ErrorCode::pieces_mixed_up;
  const bool of_a_word = error.code == ErrorCode::checksum_mismatch;
  json.key("wrong_word").number(of_a_word ? error.at.row : 0);
  if (other_order) {
    json.key("side_typed_at").number(error.at.row);
    json.key("side_belongs_at").number(error.at.column);
  } else if (mixed_up) {
    json.key("foreign_from_word").number(error.at.row);
    json.key("typed_with_share").number(error.at.column);
  } else if (error.code == ErrorCode::read_across) {
    json.key("second_word_typed_at").number(error.at.row);
  }
  json.key("reason").string(name(error.code));
}

void write_share(Json& json, const Inspected& inspected) {
  json.begin_object();
  if (inspected.share) {
    const Share& share = *inspected.share;
    json.key("identifier").number(share.identifier);
    json.key("extendable").boolean(share.extendable);
    json.key("iteration_exponent").number(share.iteration_exponent);
    json.key("group_index").number(share.group_index);
    json.key("group_threshold").number(share.group_threshold);
    json.key("group_count").number(share.group_count);
    json.key("member_index").number(share.member_index);
    json.key("member_threshold").number(share.member_threshold);
  }
  json.key("words").number(inspected.words);
  json.key("valid").boolean(inspected.share.has_value());
  if (inspected.share) {
    json.key("wrong_word").number(0);
  } else {
    write_refusal(json, inspected.share.error());
  }
  json.end_object();
}

Text json_answer(const std::vector<Inspected>& all) {
  TextBuilder text;
  Json json(text);
  json.begin_object();
  json.key("command").string("inspect");
  json.key("shares").begin_array();
  for (const auto& inspected : all) write_share(json, inspected);
  json.end_array();
  json.end_object();
  text.append('\n');
  return text.finish();
}

std::string describe_share(const Share& share) {
  std::string text = "set " + std::to_string(share.identifier) + ", ";
  if (share.group_count > 1) {
    text += "group " + std::to_string(share.group_index + 1) + " of " +
            std::to_string(share.group_count) + " (" + std::to_string(share.group_threshold) +
            " groups needed), ";
  }
  text += "member " + std::to_string(share.member_index + 1) + ", " +
          std::to_string(share.member_threshold) + " needed; exponent " +
          std::to_string(share.iteration_exponent);
  return text + (share.extendable ? ", extendable" : ", not extendable");
}

Text plain_answer(const std::vector<Inspected>& all) {
  TextBuilder text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& [words, share] = all[i];
    std::string line = "share " + std::to_string(i + 1) + ": " + std::to_string(words) + " words, ";
    if (share) {
      line += "checksum good; " + describe_share(*share);
    } else {
      const Error& error = share.error();
      line += sentence_of(error);
      if (error.at.row > 0 && error.code == ErrorCode::checksum_mismatch) {
        line += "; word " + std::to_string(error.at.row) + " is wrong, if only one is";
      }
    }
    text.append(std::string_view(line + "\n"));
  }
  return text.finish();
}

Outcome<Exit> run(const Arguments& arguments) {
  const auto lines = read_lines(arguments, Unsound::keep);
  if (!lines) return lines.error();
  std::vector<Inspected> all;
  Errors errors;
  RefusedWords refused;
  bool all_sound = true;
  for (std::size_t i = 0; i < lines->size(); ++i) {
    const auto number = static_cast<std::uint16_t>(i + 1);
    const auto mnemonic = read_share_words(chars((*lines)[i]));
    if (!mnemonic) {
      for (Error error : mnemonic.error()) {
        error.at.share = number;
        errors.push_back(error);
      }
      continue;
    }
    all.push_back({mnemonic->size(), slip39::decode(*mnemonic)});
    refused.add_if_refused(number, *mnemonic, all.back().share);
    all_sound = all_sound && all.back().share.has_value();
  }
  if (!errors.empty()) return failure(errors);
  for (const Error& mixed : refused.mixed_up()) all[mixed.at.share - 1].share = mixed;
  const auto printed = print(arguments.has("json") ? json_answer(all) : plain_answer(all));
  if (!printed) return printed.error();
  const bool extendable = std::ranges::any_of(
      all, [](const Inspected& one) { return one.share && one.share->extendable; });
  if (extendable) {
    notice("software from before 2024 calls the checksum of extendable shares wrong; it is not");
  }
  return all_sound ? Exit::done : Exit::mismatch;
}

}  // namespace

Command inspect_command() {
  return {"inspect",
          "show what a share says of itself and whether its checksum is good; never its value",
          {{"in", "FILE", "read the shares from a file, one a line"},
           {"json", "", "answer with one JSON object"}},
          R"(Reads one or more shares, one a line. Where a single wrong word explains a bad
checksum, its place is named. Exit status 1 where a share is not sound.

Example:

  steelshare inspect --in plate.txt
)",
          run};
}

}  // namespace steelshare::cli
