#include "steelshare/repair/checkpoint.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "crypto/hash.h"
#include "repair/cases.h"
#include "steelshare/base/bytes.h"
#include "steelshare/base/hex.h"

namespace steelshare::repair {
namespace {

constexpr std::uint32_t iterations = 600'000;
constexpr std::size_t tag_bytes = 4;
constexpr std::uint64_t most_searches = 1 << 16;  // a search for each plate and number of mistakes
constexpr std::uint64_t most_parts = 1 << 12;
constexpr std::uint64_t most_steps = std::uint64_t{1} << 62;

// What was typed and asked for, as one string of numbers of 16 bits.
using Canonical = Secret<struct CanonicalTag>;
Canonical canonical(std::span<const std::vector<WornPlate>> readings, const Request& request) {
  Canonical numbers(0);
  std::size_t size = 0;
  const auto put = [&](std::size_t number) {
    if (numbers.size() > 0) {
      numbers.view()[size] = static_cast<std::uint8_t>(number >> 8);
      numbers.view()[size + 1] = static_cast<std::uint8_t>(number);
    }
    size += 2;
  };
  const auto put_all = [&] {
    put(request.wrong_words);
    for (const std::size_t number : {request.slice, request.slices}) {
      put(number & 0xffff);
      put(number >> 16);
    }
    put(request.proves ? 1 : 0);
    put(request.most_bits);
    put(readings.size());
    for (const auto& plates : readings) {
      put(plates.size());
      for (const WornPlate& plate : plates) {
        put(plate.size());
        for (const Choices& choices : plate) {
          put(choices.size());
          for (const WordIndex word : choices.view()) put(static_cast<std::size_t>(word));
        }
      }
    }
  };
  put_all();
  numbers = Canonical(std::exchange(size, 0));
  put_all();
  return numbers;
}

void put_line(std::string& text, std::string_view name,
              std::initializer_list<std::uint64_t> numbers) {
  text += name;
  for (const std::uint64_t number : numbers) text += " " + std::to_string(number);
  text += "\n";
}

void put_search(std::string& text, std::uint64_t reading, const SearchProgress& search) {
  const auto& [searched, checked, unchecked, size] = search.tally;
  put_line(text, "search",
           {reading, search.cases, search.open_bits, searched, checked, unchecked,
            static_cast<std::uint64_t>(size)});
  for (const auto& [first, last] : search.done) put_line(text, "done", {first, last});
  for (const auto& [number, parts] : search.begun) {
    for (std::size_t part = 0; part < parts.size(); ++part) {
      put_line(text, "part", {number, part, parts[part].blocks, parts[part].tried});
      for (const std::uint64_t block : parts[part].found) put_line(text, "found", {block});
    }
  }
}

// Takes the next line off a text; nothing where none ends.
std::optional<std::string_view> take_line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return {};
  const auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

// The numbers of a line with a name.
std::optional<std::vector<std::uint64_t>> numbers_of(std::string_view line, std::string_view name) {
  if (!line.starts_with(name)) return {};
  line.remove_prefix(name.size());
  std::vector<std::uint64_t> numbers;
  while (!line.empty()) {
    std::uint64_t number = 0;
    const auto* const end = line.data() + line.size();
    if (line[0] != ' ') return {};
    const auto [rest, error] = std::from_chars(line.data() + 1, end, number);
    if (error != std::errc{} || number > most_steps) return {};
    numbers.push_back(number);
    line = {rest, static_cast<std::size_t>(end - rest)};
  }
  return numbers;
}

// Reads the lines behind the heading, each of which goes on with what the one before began.
class Reader {
 public:
  explicit Reader(std::vector<Progress>& progress) : progress_(progress) {}

  bool read(std::string_view line) {
    if (const auto search = numbers_of(line, "search")) return read_search(*search);
    if (const auto done = numbers_of(line, "done")) return read_done(*done);
    if (const auto part = numbers_of(line, "part")) return read_part(*part);
    if (const auto found = numbers_of(line, "found")) return read_found(*found);
    return false;
  }

 private:
  bool read_search(const std::vector<std::uint64_t>& numbers) {
    if (numbers.size() != 7 || numbers[0] >= progress_.size() || numbers[1] > Cases::most)
      return false;
    auto& searches = progress_[numbers[0]].searches;
    if (searches.size() == most_searches) return false;
    search_ = &searches.emplace_back();
    part_ = nullptr;
    search_->cases = numbers[1];
    search_->open_bits = numbers[2];
    search_->tally = {numbers[3], numbers[4], numbers[5], static_cast<double>(numbers[6])};
    return true;
  }

  bool read_done(const std::vector<std::uint64_t>& numbers) {
    if (search_ == nullptr || numbers.size() != 2) return false;
    const std::uint64_t before = search_->done.empty() ? 0 : search_->done.back().last + 1;
    if (numbers[0] < before || numbers[1] <= numbers[0] || numbers[1] > search_->cases)
      return false;
    search_->done.push_back({numbers[0], numbers[1]});
    return true;
  }

  bool read_part(const std::vector<std::uint64_t>& numbers) {
    if (search_ == nullptr || numbers.size() != 4) return false;
    if (numbers[0] >= search_->cases || numbers[1] >= most_parts) return false;
    auto& parts = search_->begun[numbers[0]];
    if (parts.size() != numbers[1]) return false;
    part_ = &parts.emplace_back();
    part_->blocks = numbers[2];
    part_->tried = numbers[3];
    return true;
  }

  bool read_found(const std::vector<std::uint64_t>& numbers) {
    if (part_ == nullptr || numbers.size() != 1 || numbers[0] >= part_->blocks) return false;
    if (!part_->found.empty() && numbers[0] <= part_->found.back()) return false;
    part_->found.push_back(numbers[0]);
    return true;
  }

  std::vector<Progress>& progress_;
  SearchProgress* search_ = nullptr;
  PartProgress* part_ = nullptr;
};

std::optional<std::uint8_t> digit(char letter) {
  if (letter >= '0' && letter <= '9') return static_cast<std::uint8_t>(letter - '0');
  if (letter >= 'a' && letter <= 'f') return static_cast<std::uint8_t>(letter - 'a' + 10);
  return {};
}

}  // namespace

Checkpoint::Checkpoint(std::span<const std::vector<WornPlate>> readings, const Request& request,
                       const Salt& salt)
    : progress(readings.size()), salt_(salt), key_(crypto::sha256_bytes) {
  const Canonical typed = canonical(readings, request);
  crypto::pbkdf2_hmac_sha256({bytes_of(heading), typed.view()}, {salt_}, iterations, key_.view());
}

Checkpoint Checkpoint::begin(std::span<const std::vector<WornPlate>> readings,
                             const Request& request, RandomSource& random) {
  Salt salt;
  random.fill(salt);
  return {readings, request, salt};
}

std::string Checkpoint::tag_of(std::string_view text) const {
  std::array<std::uint8_t, crypto::sha256_bytes> tag{};
  crypto::hmac_sha256(key_.view(), {bytes_of(text)}, tag);
  return to_hex(std::span(tag).first(tag_bytes));
}

std::string Checkpoint::text() const {
  std::string text = std::string(heading) + "\nsalt " + to_hex(salt_) + "\n";
  for (std::size_t reading = 0; reading < progress.size(); ++reading) {
    for (const auto& search : progress[reading].searches) put_search(text, reading, search);
  }
  return text + "tag " + tag_of(text) + "\n";
}

Result<Checkpoint> Checkpoint::open(std::string_view text,
                                    std::span<const std::vector<WornPlate>> readings,
                                    const Request& request) {
  constexpr std::string_view salt_name = "salt ", tag_name = "tag ";
  constexpr std::size_t tag_size = tag_name.size() + 2 * tag_bytes + 1;
  const Error broken{ErrorCode::checkpoint_syntax};
  if (text.size() < tag_size) return broken;
  const auto body = text.substr(0, text.size() - tag_size);
  const auto tag = text.substr(body.size());
  std::string_view rest = body;
  const auto first = take_line(rest);
  const auto salt_line = take_line(rest);
  Salt salt;
  if (first != heading || !salt_line || !tag.starts_with(tag_name) || tag.back() != '\n' ||
      salt_line->size() != salt_name.size() + 2 * salt.size() || !salt_line->starts_with(salt_name))
    return broken;
  for (std::size_t i = 0; i < salt.size(); ++i) {
    const auto high = digit((*salt_line)[salt_name.size() + 2 * i]);
    const auto low = digit((*salt_line)[salt_name.size() + 2 * i + 1]);
    if (!high || !low) return broken;
    salt[i] = static_cast<std::uint8_t>(*high << 4 | *low);
  }
  Checkpoint checkpoint(readings, request, salt);
  if (tag != std::string(tag_name) + checkpoint.tag_of(body) + "\n")
    return Error{ErrorCode::checkpoint_mismatch};
  Reader reader(checkpoint.progress);
  while (!rest.empty()) {
    const auto line = take_line(rest);
    if (!line || !reader.read(*line)) return broken;
  }
  return checkpoint;
}

}  // namespace steelshare::repair
