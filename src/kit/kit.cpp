#include "steelshare/kit/kit.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "kit/steel.h"
#include "steelshare/base/expects.h"
#include "steelshare/bip39/mnemonic.h"
#include "steelshare/plate/geometry.h"

namespace steelshare::kit {
namespace {

constexpr auto recovery_sheet_text = std::to_array<char>({
#include "kit_recovery_sheet.inc"
});
constexpr auto owners_kit_text = std::to_array<char>({
#include "kit_kit.inc"
});

// What hardware wallets take.
constexpr std::size_t short_share_words = 20;
constexpr std::size_t long_share_words = 33;

constexpr std::size_t longest_name = 24;
constexpr std::size_t longest_share = 36, share_end = 10;  // "..3-of-5" must stay

std::string number(std::size_t value) { return std::to_string(value); }

// A phrase has three words for each four bytes of entropy, a share one word for each ten bits and
// seven more.
std::size_t phrase_words(std::size_t share_words) {
  constexpr std::array<std::array<std::size_t, 2>, 5> table{
      {{20, 12}, {23, 15}, {27, 18}, {30, 21}, {33, 24}}};
  const auto row = std::ranges::find(table, share_words, [](const auto& pair) { return pair[0]; });
  return row == table.end() ? 0 : (*row)[1];
}

std::string shortened(std::string_view name) {
  if (name.size() <= longest_name) return std::string(name);
  return std::string(name.substr(0, longest_name - 2)) + "..";
}

std::string shortened_share(std::string_view name, std::size_t longest) {
  if (name.size() <= longest) return std::string(name);
  return std::string(name.substr(0, longest - share_end - 2)) + ".." +
         std::string(name.substr(name.size() - share_end));
}

std::string group_name(const Set& set, std::size_t index) {
  const auto& name = set.groups[index].name;
  return "group " + (name.empty() ? number(index + 1) : shortened(name));
}

// What a share is called. On one piece of metal it is a plate; where it takes several, a plate
// would be the share to one reader and the piece to another.
std::string_view share_noun(const Set& set) {
  const bool is_ring = set.plate.grid.kind == plate::GridKind::ring;
  return is_ring || plate::piece_count(set.plate, set.word_count) > 1 ? "share" : "plate";
}

bool is_made_now(const Set& set, const std::string& share) {
  return set.made_now.empty() || std::ranges::find(set.made_now, share) != set.made_now.end();
}

// "1 plate", "3 shares"
std::string shares(const Set& set, std::size_t count) {
  return number(count) + " " + std::string(share_noun(set)) + (count == 1 ? "" : "s");
}

// What opens a group: "group family: any 2 of its 3 plates".
std::string need(const Set& set, std::size_t index) {
  const auto [threshold, count] = set.groups[index].spec;
  const std::string name = group_name(set, index) + ": ";
  const std::string noun(share_noun(set));
  if (count == 1) return name + "its one " + noun;
  if (threshold == count) return name + "all " + number(count) + " of its " + noun + "s";
  return name + "any " + number(threshold) + " of its " + shares(set, count);
}

std::string spare(const Set& set, std::size_t index) {
  const auto [threshold, count] = set.groups[index].spec;
  const std::size_t more = static_cast<std::size_t>(count) - threshold;
  const std::string name = group_name(set, index);
  if (more == 0) return name + " is lost with any " + std::string(share_noun(set)) + " of it";
  return name + " survives the loss of " + shares(set, more) + ", not of " + number(more + 1);
}

std::string rehearsal(const Set& set) {
  const auto [threshold, count] = set.groups[0].spec;
  const std::string noun(share_noun(set));
  if (set.groups.size() > 1)
    return "enough " + noun + "s of " + number(set.group_threshold) + " groups";
  if (count == 1) return "the " + noun;
  return (threshold == count ? "all " : "any ") + shares(set, threshold);
}

// The shares of a set and the pieces of metal of each, by name: "2-of-3, piece 1". How many pieces
// others take is not known.
void add_names(Facts& facts, const Set& set) {
  const bool is_ring = set.plate.grid.kind == plate::GridKind::ring;
  const std::size_t pieces = is_ring ? 1 : plate::piece_count(set.plate, set.word_count);
  for (const Group& group : set.groups) {
    for (const std::string& share : group.plates) {
      facts.lists["name"].push_back(shortened_share(share, longest_share));
      const std::size_t rows = is_made_now(set, share) ? pieces : 1;
      for (std::size_t i = 1; i <= rows; ++i) {
        const std::string mark = rows == 1 ? "" : ", piece " + number(i);
        facts.lists["piece"].push_back(shortened_share(share, longest_share - mark.size()) + mark);
      }
    }
  }
}

// Words that depend on whether there is one share, which is enough alone, or several.
void add_articles(Facts& facts, const std::string& noun, std::size_t count) {
  const bool one = count == 1;
  const std::string many = one ? noun : noun + "s";
  const auto add = [&](const std::string& name, const std::string& text) {
    facts.values[name] = text;
    std::string capital = text;
    capital[0] = static_cast<char>(capital[0] - 'a' + 'A');
    facts.values[std::string(1, static_cast<char>(name[0] - 'a' + 'A')) + name.substr(1)] = capital;
  };
  add("the-shares", "the " + many);
  add("these-shares", (one ? "this " : "these ") + many);
  add("every-share", (one ? "the " : "every ") + noun);
  add("a-share", (one ? "the " : "a ") + noun);
  facts.values["give"] = one ? "gives" : "give";
  facts.values["all-shares"] = number(count) + " " + many;
}

// How the papers call a share, and how much metal that is.
void add_nouns(Facts& facts, const Set& set) {
  const std::string noun(share_noun(set));
  const std::size_t pieces = plate::piece_count(set.plate, set.word_count);
  const bool several = pieces > 1 && set.plate.grid.kind != plate::GridKind::ring;
  const std::string capital = noun == "plate" ? "Plate" : "Share";
  facts.values["share"] = noun;
  facts.values["shares"] = noun + "s";
  facts.values["Shares"] = capital + "s";
  facts.values["piece-or-share"] = several ? "piece" : noun;
  const bool all_alike = set.made_now.empty();
  facts.flags["mixed"] = !all_alike;
  facts.flags["all-pieces"] = several && all_alike;
  facts.values["of-pieces"] = several && all_alike ? " of " + number(pieces) + " pieces" : "";
  facts.values["share-count"] = number(facts.lists["name"].size());
  add_articles(facts, noun, facts.lists["name"].size());
  facts.values["all-pieces"] = number(facts.lists["piece"].size());
}

Facts facts_of(const Set& set) {
  expects(!set.groups.empty());
  const auto [threshold, count] = set.groups[0].spec;
  const bool grouped = set.groups.size() > 1;
  const bool alone = !grouped && count == 1;
  const bool is_phrase = set.kind == wallet::Kind::bip39;
  const bool english = set.language.value_or(bip39::Language::english) == bip39::Language::english;
  const bool for_trezor =
      set.kind == wallet::Kind::slip39 &&
      (set.word_count == short_share_words || set.word_count == long_share_words);
  Facts facts;
  for (const auto kind : wallet::all_kinds)
    facts.flags[std::string(wallet::name(kind))] = kind == set.kind;
  facts.flags["english"] = english;
  facts.flags["extendable"] = set.extendable;
  facts.flags["trezor"] = for_trezor;
  facts.flags["groups"] = grouped;
  facts.flags["alone"] = alone;
  facts.flags["all"] = !grouped && !alone && threshold == count;
  facts.flags["some"] = !grouped && threshold < count;
  const auto spare_group = std::ranges::find_if(set.groups, [](const Group& group) {
    return group.spec.member_threshold < group.spec.member_count;
  });
  facts.flags["spare"] = spare_group != set.groups.end();
  if (spare_group != set.groups.end()) {
    facts.values["example-group"] =
        number(static_cast<std::size_t>(spare_group - set.groups.begin()) + 1);
    facts.values["example-member"] = number(spare_group->spec.member_count);
  }

  add_names(facts, set);
  add_nouns(facts, set);
  for (std::size_t i = 0; i < set.groups.size(); ++i) {
    facts.lists["need"].push_back(need(set, i));
    facts.lists["spare"].push_back(spare(set, i));
  }
  facts.values["rehearsal"] = rehearsal(set);
  facts.values["kind"] = wallet::name(set.kind);
  facts.values["language"] = bip39::name(set.language.value_or(bip39::Language::english));
  facts.values["words"] = number(set.word_count);
  facts.values["phrase-words"] = number(is_phrase ? phrase_words(set.word_count) : 0);
  facts.values["threshold"] = number(threshold);
  facts.values["count"] = number(count);
  facts.values["lost"] = number(static_cast<std::size_t>(count) - threshold);
  facts.values["too-many-lost"] = number(static_cast<std::size_t>(count) - threshold + 1);
  facts.values["group-threshold"] = number(set.group_threshold);
  facts.values["group-count"] = number(set.groups.size());
  facts.flags["header"] = !set.header.empty();
  facts.values["header"] = set.header;
  facts.values["draw-options"] = set.draw_options;
  facts.flags["own"] = set.is_own_template;
  facts.values["own-template"] = set.plate.id + ".toml";
  add_steel(facts, set.plate, set.word_count);
  return facts;
}

template <std::size_t N>
Document document(const std::array<char, N>& text, const Set& set, drawing::Size sheet,
                  std::size_t further_pages = 0) {
  return {std::string_view(text.data(), text.size()), facts_of(set), sheet, further_pages};
}

}  // namespace

std::size_t drawn_sides(const Set& set) {
  return plate::has_dots(set.plate.grid.kind) ? plate::side_count(set.plate, set.word_count) : 0;
}

Document recovery_sheet(const Set& set, drawing::Size sheet) {
  return document(recovery_sheet_text, set, sheet, drawn_sides(set));
}

Document owners_kit(const Set& set, drawing::Size sheet) {
  return document(owners_kit_text, set, sheet);
}

}  // namespace steelshare::kit
