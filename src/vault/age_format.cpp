#include "vault/age_format.h"

#include <algorithm>
#include <charconv>

#include "crypto/cipher.h"
#include "crypto/hash.h"
#include "steelshare/base/bytes.h"

namespace steelshare::vault {
namespace {

constexpr std::string_view version_line = "age-encryption.org/v1\n";
constexpr std::string_view stanza_mark = "-> ";
constexpr std::string_view end_mark = "---";
constexpr std::size_t line_characters = 64;
constexpr std::string_view armor_begin = "-----BEGIN AGE ENCRYPTED FILE-----";
constexpr std::string_view armor_end = "-----END AGE ENCRYPTED FILE-----";
constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::size_t nonce_bytes = 16;
constexpr std::size_t chunk_bytes = std::size_t{64} << 10;
constexpr std::size_t sealed_chunk_bytes = chunk_bytes + crypto::seal_tag_bytes;

// Takes a line off the text, without its end; nothing where there is no end of line.
std::optional<std::string_view> take_line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::optional<std::vector<std::string>> parse_arguments(std::string_view line) {
  std::vector<std::string> arguments;
  for (;;) {
    const auto argument = line.substr(0, line.find(' '));
    const bool printable =
        std::ranges::all_of(argument, [](char letter) { return letter > ' ' && letter <= '~'; });
    if (argument.empty() || !printable) return std::nullopt;
    arguments.emplace_back(argument);
    if (argument.size() == line.size()) return arguments;
    line.remove_prefix(argument.size() + 1);
  }
}

// Full lines, then a shorter one, which may be empty.
std::optional<std::vector<std::uint8_t>> take_body(std::string_view& text) {
  std::string joined;
  for (;;) {
    const auto line = take_line(text);
    if (!line || line->size() > line_characters) return std::nullopt;
    joined += *line;
    if (line->size() < line_characters) return decode_base64(joined, Padding::none);
  }
}

std::optional<AgeStanza> take_stanza(std::string_view& text) {
  const auto line = take_line(text);
  if (!line || !line->starts_with(stanza_mark)) return std::nullopt;
  auto arguments = parse_arguments(line->substr(stanza_mark.size()));
  if (!arguments) return std::nullopt;
  auto body = take_body(text);
  if (!body) return std::nullopt;
  return AgeStanza{std::move(*arguments), std::move(*body)};
}

template <std::size_t N>
bool copy_exactly(const std::optional<std::vector<std::uint8_t>>& from,
                  std::array<std::uint8_t, N>& to) {
  if (!from || from->size() != N) return false;
  std::ranges::copy(*from, to.begin());
  return true;
}

// Digits without a sign or a leading zero; nothing beyond what fits.
std::optional<int> parse_work_factor(std::string_view text) {
  int number = 0;
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  const bool canonical = !text.empty() && text.front() >= '1' && text.front() <= '9';
  if (!canonical || read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

// The counter of the chunk, and whether it is the last one.
std::array<std::uint8_t, 12> chunk_nonce(std::uint64_t number, bool is_last) {
  std::array<std::uint8_t, 12> nonce{};
  for (std::size_t i = 0; i < 8; ++i) {
    nonce[10 - i] = static_cast<std::uint8_t>(number >> 8 * i);
  }
  nonce[11] = is_last ? 1 : 0;
  return nonce;
}

void derive_payload_key(AgeFileKey key, AgeBytes nonce, std::span<std::uint8_t, 32> out) {
  crypto::hkdf_sha256(key, nonce, bytes_of("payload"), out);
}

}  // namespace

std::string encode_base64(AgeBytes bytes, Padding padding) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) group = group << 8 | (k < count ? bytes[i + k] : 0U);
    for (std::size_t k = 0; k <= count; ++k) text += letters[group >> (18 - 6 * k) & 63];
  }
  if (padding == Padding::full) text.resize((text.size() + 3) / 4 * 4, '=');
  return text;
}

std::optional<std::vector<std::uint8_t>> decode_base64(std::string_view text, Padding padding) {
  std::vector<std::uint8_t> bytes;
  const auto digits = padding == Padding::full ? text.substr(0, text.find('=')) : text;
  std::uint32_t group = 0;
  int bits = 0;
  for (const char letter : digits) {
    const auto digit = letters.find(letter);
    if (digit == std::string_view::npos) return std::nullopt;
    group = (group << 6 | static_cast<std::uint32_t>(digit)) & 0xffff;
    bits += 6;
    if (bits >= 8) bytes.push_back(static_cast<std::uint8_t>(group >> (bits -= 8)));
  }
  // One text for the same bytes: right padding, and no bits that nothing reads.
  if (encode_base64(bytes, padding) != text) return std::nullopt;
  return bytes;
}

std::string armor_age(AgeBytes file) {
  const std::string all = encode_base64(file, Padding::full);
  std::string text(armor_begin);
  text += '\n';
  for (std::size_t i = 0; i < all.size(); i += line_characters) {
    text += all.substr(i, line_characters);
    text += '\n';
  }
  text += armor_end;
  text += '\n';
  return text;
}

Result<std::vector<std::uint8_t>> dearmor_age(std::string_view text) {
  const Error invalid{ErrorCode::invalid_age_armor};
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return invalid;
  text = text.substr(first, text.find_last_not_of(blanks) + 1 - first);
  std::string joined;
  bool may_go_on = true;
  for (bool begun = false;; begun = true) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    if (end != std::string_view::npos && line.ends_with('\r')) line.remove_suffix(1);
    const bool is_last = end == std::string_view::npos;
    if (!begun && (is_last || line != armor_begin)) return invalid;
    if (is_last) {
      if (line != armor_end) return invalid;
      break;
    }
    text.remove_prefix(end + 1);
    if (!begun) continue;
    if (!may_go_on || line.empty() || line.size() > line_characters) return invalid;
    may_go_on = line.size() == line_characters;
    joined += line;
  }
  auto bytes = decode_base64(joined, Padding::full);
  if (!bytes) return invalid;
  return *std::move(bytes);
}

std::string format_age_head(const std::vector<AgeStanza>& stanzas) {
  std::string text(version_line);
  for (const auto& [arguments, body] : stanzas) {
    text += "->";
    for (const auto& argument : arguments) text += " " + argument;
    text += '\n';
    const std::string encoded = encode_base64(body, Padding::none);
    for (std::size_t i = 0; i <= encoded.size(); i += line_characters) {
      text += encoded.substr(i, line_characters) + '\n';
    }
  }
  text += end_mark;
  return text;
}

std::string format_age_header(const AgeHeader& header) {
  return format_age_head(header.stanzas) + " " + encode_base64(header.mac, Padding::none) + "\n";
}

Result<AgeHeader> parse_age_header(AgeBytes file) {
  const Error invalid{ErrorCode::invalid_age_header};
  auto text = text_of(file);
  if (!text.starts_with(version_line)) return invalid;
  text.remove_prefix(version_line.size());
  AgeHeader header;
  while (!text.starts_with(end_mark)) {
    auto stanza = take_stanza(text);
    if (!stanza) return invalid;
    header.stanzas.push_back(std::move(*stanza));
  }
  text.remove_prefix(end_mark.size());
  const auto line = take_line(text);
  if (!line || !line->starts_with(' ') || header.stanzas.empty()) return invalid;
  if (!copy_exactly(decode_base64(line->substr(1), Padding::none), header.mac)) return invalid;
  return header;
}

std::array<std::uint8_t, 32> age_header_mac(const std::vector<AgeStanza>& stanzas, AgeFileKey key) {
  Scratch<32> mac_key;
  crypto::hkdf_sha256(key, {}, bytes_of("header"), mac_key.view());
  std::array<std::uint8_t, 32> mac{};
  crypto::hmac_sha256(mac_key.view(), {bytes_of(format_age_head(stanzas))}, mac);
  return mac;
}

Result<AgeScrypt> find_age_scrypt(const AgeHeader& header) {
  const Error invalid{ErrorCode::invalid_age_header};
  const auto is_scrypt = [](const AgeStanza& stanza) { return stanza.arguments[0] == "scrypt"; };
  if (std::ranges::none_of(header.stanzas, is_scrypt)) {
    return Error{ErrorCode::age_without_passphrase};
  }
  const auto& [arguments, body] = header.stanzas.front();
  if (header.stanzas.size() != 1 || arguments.size() != 3) return invalid;
  AgeScrypt scrypt;
  const auto work_factor = parse_work_factor(arguments[2]);
  if (!work_factor || !copy_exactly(decode_base64(arguments[1], Padding::none), scrypt.salt) ||
      !copy_exactly(std::optional(body), scrypt.body)) {
    return invalid;
  }
  if (*work_factor > most_age_work_factor) return Error{ErrorCode::derivation_too_costly};
  scrypt.work_factor = *work_factor;
  return scrypt;
}

std::vector<std::uint8_t> encrypt_age_payload(AgeBytes payload, AgeFileKey key,
                                              std::span<const std::uint8_t, 16> nonce) {
  Scratch<32> payload_key;
  derive_payload_key(key, nonce, payload_key.view());
  std::vector<std::uint8_t> out(nonce.begin(), nonce.end());
  std::uint64_t number = 0;
  do {
    const auto chunk = payload.first(std::min(payload.size(), chunk_bytes));
    payload = payload.subspan(chunk.size());
    out.resize(out.size() + chunk.size() + crypto::seal_tag_bytes);
    crypto::seal(payload_key.view(), chunk_nonce(number++, payload.empty()), {}, chunk,
                 std::span(out).last(chunk.size() + crypto::seal_tag_bytes));
  } while (!payload.empty());
  return out;
}

Result<AgePayload> decrypt_age_payload(AgeBytes rest, AgeFileKey key) {
  const Error altered{ErrorCode::file_altered};
  if (rest.size() < nonce_bytes + crypto::seal_tag_bytes) return altered;
  Scratch<32> payload_key;
  derive_payload_key(key, rest.first<nonce_bytes>(), payload_key.view());
  rest = rest.subspan(nonce_bytes);
  const auto chunks = (rest.size() + sealed_chunk_bytes - 1) / sealed_chunk_bytes;
  const auto last_bytes = rest.size() - (chunks - 1) * sealed_chunk_bytes;
  // A last chunk of nothing stands only where there is nothing at all.
  if (last_bytes < crypto::seal_tag_bytes + (chunks > 1 ? 1 : 0)) return altered;
  AgePayload payload(rest.size() - chunks * crypto::seal_tag_bytes);
  for (std::size_t number = 0; number < chunks; ++number) {
    const bool is_last = number + 1 == chunks;
    const auto sealed =
        rest.subspan(number * sealed_chunk_bytes, is_last ? last_bytes : sealed_chunk_bytes);
    const auto text =
        payload.view().subspan(number * chunk_bytes, sealed.size() - crypto::seal_tag_bytes);
    if (!crypto::unseal(payload_key.view(), chunk_nonce(number, is_last), {}, sealed, text)) {
      return altered;
    }
  }
  return payload;
}

}  // namespace steelshare::vault
