#include "cli/record_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/files.h"
#include "cli/policy_options.h"
#include "steelshare/base/hex.h"
#include "steelshare/secret/hex.h"

namespace steelshare::cli {
namespace {

using Json = nlohmann::ordered_json;
using recovery::Record;

constexpr int version = 1;
constexpr auto version_key = "steelshare_record";
constexpr auto seal_key = "seal";
constexpr std::size_t longest_text = 128;

// A value of the record that is not as a record has it; caught in parse_record.
struct Malformed {};

template <class Number>
Number number(const Json& json, std::string_view key, int low, int high) {
  const auto& value = json.at(std::string(key));
  if (!value.is_number_integer() || value < low || value > high) throw Malformed{};
  return value.get<Number>();
}

std::string text(const Json& json, std::string_view key) {
  auto value = json.at(std::string(key)).get<std::string>();
  const bool printable = std::ranges::all_of(value, [](char c) { return c >= ' ' && c <= '~'; });
  if (value.size() > longest_text || !printable) throw Malformed{};
  return value;
}

// nlohmann-json would also walk through an object, and through null as if it were empty.
const Json& list(const Json& json, std::string_view key) {
  const auto& value = json.at(std::string(key));
  if (!value.is_array()) throw Malformed{};
  return value;
}

template <std::size_t N>
std::array<std::uint8_t, N> bytes(const std::string& digits) {
  std::array<std::uint8_t, N> result{};
  if (digits.size() != 2 * N || !detail::decode_hex(digits, result)) throw Malformed{};
  return result;
}

recovery::RecordedGroup read_group(const Json& json) {
  const slip39::GroupSpec spec{number<std::uint8_t>(json, "threshold", 1, slip39::most_members),
                               number<std::uint8_t>(json, "count", 1, slip39::most_members)};
  auto name = text(json, "name");
  if (!name.empty() && !is_group_name(name)) throw Malformed{};
  return {std::move(name), spec};
}

wallet::Account read_account(const Json& json) {
  wallet::Account account;
  account.preset = text(json, "preset");
  account.index = number<std::uint32_t>(json, "index", 0, 0x7fffffff);
  if (json.contains("path")) account.path = text(json, "path");
  account.address = text(json, "address");
  return account;
}

recovery::RecordedPlate read_plate(const Json& json) {
  return {static_cast<std::uint8_t>(number<int>(json, "group", 1, slip39::most_groups) - 1),
          static_cast<std::uint8_t>(number<int>(json, "member", 1, slip39::most_members) - 1),
          bytes<std::tuple_size_v<slip39::Tag>>(text(json, "tag"))};
}

// Whether the policy has this plate, and the list of plates has it once.
bool is_plate_of(const Record& record, const recovery::RecordedPlate& plate) {
  if (plate.group_index >= record.groups.size()) return false;
  if (plate.member_index >= record.groups[plate.group_index].spec.member_count) return false;
  return std::ranges::count_if(record.plates, [&](const auto& other) {
           return other.group_index == plate.group_index &&
                  other.member_index == plate.member_index;
         }) == 1;
}

bool is_sound(const Record& record) {
  slip39::Policy policy{record.group_threshold, {}};
  for (const auto& group : record.groups) policy.groups.push_back(group.spec);
  return slip39::check(policy) && std::ranges::all_of(record.plates, [&](const auto& plate) {
           return is_plate_of(record, plate);
         });
}

// What a seal is of: all but the seal itself, with sorted keys, no spaces and ASCII alone, so that
// a record may be formatted anew. Keys of a later version are in it too.
std::string text_to_seal(const Json& json) {
  nlohmann::json sorted = nlohmann::json::parse(json.dump());
  sorted.erase(seal_key);
  return sorted.dump(-1, ' ', true);
}

// A record says no language where it is English.
bip39::Language read_language(const Json& json) {
  if (!json.contains("language")) return bip39::Language::english;
  const auto language = bip39::find_language(text(json, "language"));
  if (!language) throw Malformed{};
  return *language;
}

Record read_all(const Json& json) {
  Record record{};
  const auto kind = wallet::find_kind(text(json, "kind"));
  if (!kind) throw Malformed{};
  record.kind = *kind;
  if (record.kind == wallet::Kind::bip39) record.language = read_language(json);
  record.identifier = number<std::uint16_t>(json, "identifier", 0, slip39::identifier_limit - 1);
  record.extendable = json.at("extendable").get<bool>();
  record.iteration_exponent =
      number<std::uint8_t>(json, "iteration_exponent", 0, slip39::highest_iteration_exponent);
  record.group_threshold = number<std::uint8_t>(json, "group_threshold", 1, slip39::most_groups);
  for (const auto& group : list(json, "groups")) record.groups.push_back(read_group(group));
  if (json.contains("fingerprint")) {
    record.fingerprint = bytes<std::tuple_size_v<bip32::Fingerprint>>(text(json, "fingerprint"));
  }
  for (const auto& account : list(json, "accounts"))
    record.accounts.push_back(read_account(account));
  for (const auto& plate : list(json, "plates")) record.plates.push_back(read_plate(plate));
  if (!is_sound(record)) throw Malformed{};
  if (json.contains(seal_key)) {
    record.seal = bytes<std::tuple_size_v<slip39::Seal>>(text(json, seal_key));
    record.sealed_text = text_to_seal(json);
  }
  return record;
}

Json to_json(const Record& record) {
  Json json;
  json[version_key] = version;
  json["kind"] = wallet::name(record.kind);
  if (record.language && *record.language != bip39::Language::english) {
    json["language"] = bip39::name(*record.language);
  }
  json["identifier"] = record.identifier;
  json["extendable"] = record.extendable;
  json["iteration_exponent"] = record.iteration_exponent;
  json["group_threshold"] = record.group_threshold;
  json["groups"] = Json::array();
  for (const auto& [name, spec] : record.groups) {
    json["groups"].push_back(
        {{"name", name}, {"threshold", spec.member_threshold}, {"count", spec.member_count}});
  }
  if (record.fingerprint) json["fingerprint"] = to_hex(*record.fingerprint);
  json["accounts"] = Json::array();
  for (const auto& account : record.accounts) {
    Json row{{"preset", account.preset}, {"index", account.index}};
    if (!account.path.empty()) row["path"] = account.path;
    row["address"] = account.address;
    json["accounts"].push_back(std::move(row));
  }
  json["plates"] = Json::array();
  for (const auto& plate : record.plates) {
    json["plates"].push_back({{"group", plate.group_index + 1},
                              {"member", plate.member_index + 1},
                              {"tag", to_hex(plate.tag)}});
  }
  return json;
}

}  // namespace

std::string format_record(const Record& record) { return to_json(record).dump(2) + "\n"; }

std::string format_record(const Record& record, const slip39::EncryptedMasterSecret& sealed_by) {
  Json json = to_json(record);
  json[seal_key] = to_hex(slip39::seal(sealed_by, text_to_seal(json)));
  return json.dump(2) + "\n";
}

Result<Record> parse_record(std::string_view content) {
  try {
    const Json json = Json::parse(content);
    if (!json.is_object() || !json.contains(version_key)) return Error{ErrorCode::record_syntax};
    if (!json.at(version_key).is_number_integer()) return Error{ErrorCode::record_syntax};
    if (json.at(version_key) != version) return Error{ErrorCode::record_unsupported_version};
    return read_all(json);
  } catch (const Malformed&) {
  } catch (const Json::exception&) {
  }
  return Error{ErrorCode::record_syntax};
}

Outcome<std::optional<Record>> read_record(const Arguments& arguments) {
  const auto path = arguments.value("record");
  if (!path) return std::optional<Record>();
  const auto content = read_file(*path, "--record");
  if (!content) return content.error();
  auto record = parse_record(chars(*content));
  if (!record) return failure(record.error(), Place::words, "--record");
  return std::optional(std::move(*record));
}

}  // namespace steelshare::cli
