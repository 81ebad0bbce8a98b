#include "cli/keystore_file.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <nlohmann/json.hpp>

#include "steelshare/base/hex.h"
#include "steelshare/secret/hex.h"

namespace steelshare::cli {
namespace {

using Json = nlohmann::ordered_json;
using vault::Keystore;

constexpr int version = 3;
constexpr std::string_view cipher = "aes-128-ctr";
constexpr std::string_view pseudorandom_function = "hmac-sha256";
constexpr int derived_bytes = 32;
constexpr std::size_t most_salt_bytes = 1024;
constexpr std::array<std::size_t, 5> uuid_digits{8, 4, 4, 4, 12};

// A value that is not as a keystore has it, and one of a keystore that is not known here; caught in
// parse_keystore.
struct Malformed {};
struct Unsupported {};

std::vector<std::uint8_t> bytes(std::string digits) {
  if (digits.starts_with("0x")) digits.erase(0, 2);
  std::vector<std::uint8_t> result(digits.size() / 2);
  if (digits.size() % 2 != 0 || !detail::decode_hex(digits, result)) throw Malformed{};
  return result;
}

template <std::size_t N>
void read_bytes(const std::string& digits, std::array<std::uint8_t, N>& out) {
  const auto read = bytes(digits);
  if (read.size() != N) throw Malformed{};
  std::ranges::copy(read, out.begin());
}

std::string text(const Json& json, std::string_view key) {
  return json.at(std::string(key)).get<std::string>();
}

// Numbers too large for what reads them are too costly too, and refused as such later.
template <class Number>
Number number(const Json& json, std::string_view key) {
  const auto& value = json.at(std::string(key));
  if (!value.is_number_unsigned()) throw Malformed{};
  return static_cast<Number>(
      std::min<std::uint64_t>(value.get<std::uint64_t>(), std::numeric_limits<Number>::max()));
}

void read_derivation(const Json& crypto, Keystore& keystore) {
  const auto& parameters = crypto.at("kdfparams");
  const std::string name = text(crypto, "kdf");
  if (name == "scrypt") {
    const vault::KeystoreScrypt scrypt{number<std::uint64_t>(parameters, "n"),
                                       number<std::uint32_t>(parameters, "r"),
                                       number<std::uint32_t>(parameters, "p")};
    // RFC 7914: a power of two, larger than 1. Costs beyond the type are refused as such later.
    const bool capped = scrypt.n == std::numeric_limits<std::uint64_t>::max();
    if (scrypt.n < 2 || scrypt.r < 1 || scrypt.p < 1) throw Malformed{};
    if (!capped && !std::has_single_bit(scrypt.n)) throw Malformed{};
    keystore.derivation = scrypt;
  } else if (name == "pbkdf2") {
    if (text(parameters, "prf") != pseudorandom_function) throw Unsupported{};
    const vault::KeystorePbkdf2 pbkdf2{number<std::uint32_t>(parameters, "c")};
    if (pbkdf2.iterations < 1) throw Malformed{};
    keystore.derivation = pbkdf2;
  } else {
    throw Unsupported{};
  }
  if (number<int>(parameters, "dklen") != derived_bytes) throw Unsupported{};
  keystore.salt = bytes(text(parameters, "salt"));
  if (keystore.salt.size() > most_salt_bytes) throw Malformed{};
}

Keystore read_all(const Json& json) {
  if (json.at("version") != version) throw Unsupported{};
  const auto& crypto = json.at(json.contains("Crypto") ? "Crypto" : "crypto");
  Keystore keystore;
  if (text(crypto, "cipher") != cipher) throw Unsupported{};
  read_bytes(text(crypto.at("cipherparams"), "iv"), keystore.iv);
  read_bytes(text(crypto, "ciphertext"), keystore.ciphertext);
  read_bytes(text(crypto, "mac"), keystore.mac);
  read_derivation(crypto, keystore);
  if (json.contains("address") && !text(json, "address").empty()) {
    read_bytes(text(json, "address"), keystore.address.emplace());
  }
  if (json.contains("id")) {
    std::string digits = text(json, "id");
    std::erase(digits, '-');
    read_bytes(digits, keystore.id);
  }
  return keystore;
}

std::string uuid(std::span<const std::uint8_t> id) {
  const std::string digits = to_hex(id);
  std::string text;
  for (std::size_t begin = 0; const std::size_t count : uuid_digits) {
    if (begin > 0) text += '-';
    text += digits.substr(begin, count);
    begin += count;
  }
  return text;
}

}  // namespace

Result<Keystore> parse_keystore(std::string_view content) {
  try {
    return read_all(Json::parse(content));
  } catch (const Unsupported&) {
    return Error{ErrorCode::keystore_unsupported};
  } catch (const Malformed&) {
  } catch (const Json::exception&) {
  }
  return Error{ErrorCode::keystore_syntax};
}

std::string format_keystore(const Keystore& keystore) {
  Json json;
  json["version"] = version;
  json["id"] = uuid(keystore.id);
  if (keystore.address) json["address"] = to_hex(*keystore.address);
  Json parameters;
  std::string_view derivation = "scrypt";
  if (const auto* scrypt = std::get_if<vault::KeystoreScrypt>(&keystore.derivation)) {
    parameters = {{"dklen", derived_bytes}, {"n", scrypt->n}, {"p", scrypt->p}, {"r", scrypt->r}};
  } else {
    derivation = "pbkdf2";
    parameters = {{"c", std::get<vault::KeystorePbkdf2>(keystore.derivation).iterations},
                  {"dklen", derived_bytes},
                  {"prf", pseudorandom_function}};
  }
  parameters["salt"] = to_hex(keystore.salt);
  json["crypto"] = {{"cipher", cipher},
                    {"cipherparams", {{"iv", to_hex(keystore.iv)}}},
                    {"ciphertext", to_hex(keystore.ciphertext)},
                    {"kdf", derivation},
                    {"kdfparams", parameters},
                    {"mac", to_hex(keystore.mac)}};
  return json.dump(1) + "\n";
}

}  // namespace steelshare::cli
