#include "crypto/scrypt.h"

#include <bit>
#include <cstring>
#include <memory>

#include "crypto/stack.h"
#include "steelshare/base/expects.h"
#include "steelshare/secret/secret.h"

namespace steelshare::crypto {
namespace {

constexpr std::uint64_t most_memory_units = std::uint64_t{1} << 23;  // of 128 bytes: 1 GiB
constexpr std::uint64_t most_work_units = std::uint64_t{1} << 24;
constexpr std::uint64_t most_lanes = 2048;  // 256 KiB between the two ends, in secret memory
constexpr std::size_t block_words = 16;     // one block of Salsa20, 64 bytes
constexpr std::size_t block_bytes = 64;

// Four words that are added, turned and exchanged at once.
using Row = std::uint32_t __attribute__((vector_size(16)));

template <int bits>
Row rotate(Row row) {
  return row << bits | row >> (32 - bits);
}

// The 16 words of a block, diagonal by diagonal: word 5 * i mod 16 of the standard is word i here,
// so that each quarter of a round takes whole rows.
struct Block {
  Row rows[4];
};

void salsa20_8(Block& block) {
  Row a = block.rows[0], b = block.rows[1], c = block.rows[2], d = block.rows[3];
  for (int round = 0; round < 8; round += 2) {
    b ^= rotate<7>(a + d);
    c ^= rotate<9>(b + a);
    d ^= rotate<13>(c + b);
    a ^= rotate<18>(d + c);
    b = __builtin_shufflevector(b, b, 3, 0, 1, 2);
    c = __builtin_shufflevector(c, c, 2, 3, 0, 1);
    d = __builtin_shufflevector(d, d, 1, 2, 3, 0);
    d ^= rotate<7>(a + b);
    c ^= rotate<9>(d + a);
    b ^= rotate<13>(c + d);
    a ^= rotate<18>(b + c);
    b = __builtin_shufflevector(b, b, 1, 2, 3, 0);
    c = __builtin_shufflevector(c, c, 2, 3, 0, 1);
    d = __builtin_shufflevector(d, d, 3, 0, 1, 2);
  }
  block.rows[0] += a;
  block.rows[1] += b;
  block.rows[2] += c;
  block.rows[3] += d;
}

void add(Block& to, const Block& from) {
  for (std::size_t i = 0; i < 4; ++i) to.rows[i] ^= from.rows[i];
}

// What stands where: 2 * r blocks, even ones in front in the output (scryptBlockMix).
void mix(std::span<const Block> in, std::span<Block> out) {
  Block x = in.back();
  for (std::size_t i = 0; i < in.size(); ++i) {
    add(x, in[i]);
    salsa20_8(x);
    out[i / 2 + (i % 2) * (in.size() / 2)] = x;
  }
}

// The same of the sum of two.
void mix_sum(std::span<const Block> in, std::span<const Block> other, std::span<Block> out) {
  Block x = in.back();
  add(x, other.back());
  for (std::size_t i = 0; i < in.size(); ++i) {
    add(x, in[i]);
    add(x, other[i]);
    salsa20_8(x);
    out[i / 2 + (i % 2) * (in.size() / 2)] = x;
  }
}

constexpr std::size_t place_of(std::size_t word) { return word * 5 % block_words; }

void load(std::span<const std::uint8_t> bytes, std::span<Block> blocks) {
  for (std::size_t k = 0; k < blocks.size(); ++k) {
    for (std::size_t i = 0; i < block_words; ++i) {
      const auto* from = bytes.data() + k * block_bytes + 4 * place_of(i);
      blocks[k].rows[i / 4][i % 4] = std::uint32_t{from[0]} | std::uint32_t{from[1]} << 8 |
                                     std::uint32_t{from[2]} << 16 | std::uint32_t{from[3]} << 24;
    }
  }
}

void store(std::span<const Block> blocks, std::span<std::uint8_t> bytes) {
  for (std::size_t k = 0; k < blocks.size(); ++k) {
    for (std::size_t i = 0; i < block_words; ++i) {
      auto* to = bytes.data() + k * block_bytes + 4 * place_of(i);
      const std::uint32_t word = blocks[k].rows[i / 4][i % 4];
      for (std::size_t byte = 0; byte < 4; ++byte) {
        to[byte] = static_cast<std::uint8_t>(word >> 8 * byte);
      }
    }
  }
}

// Forgets what it held; not zeroed at first, for all of it is written before it is read.
class Blocks {
 public:
  explicit Blocks(std::size_t count)
      : blocks_(std::make_unique_for_overwrite<Block[]>(count)), count_(count) {}
  Blocks(const Blocks&) = delete;
  Blocks& operator=(const Blocks&) = delete;
  ~Blocks() { cleanse(blocks_.get(), count_ * sizeof(Block)); }

  std::span<Block> slice(std::size_t index, std::size_t size) {
    return {blocks_.get() + index * size, size};
  }

 private:
  std::unique_ptr<Block[]> blocks_;
  std::size_t count_;
};

// scryptROMix of one lane. The table has n entries and two more to work in.
void fill_and_mix(std::span<std::uint8_t> lane, std::uint64_t n, std::size_t size, Blocks& table) {
  load(lane, table.slice(0, size));
  for (std::size_t i = 0; i + 1 < n; ++i) mix(table.slice(i, size), table.slice(i + 1, size));
  auto x = table.slice(n, size), next = table.slice(n + 1, size);
  mix(table.slice(n - 1, size), x);
  for (std::uint64_t i = 0; i < n; ++i) {
    const std::size_t chosen = x.back().rows[0][0] & (n - 1);
    mix_sum(x, table.slice(chosen, size), next);
    std::swap(x, next);
  }
  store(x, lane);
}

}  // namespace

bool is_affordable(const ScryptCost& cost) {
  const auto& [n, r, p] = cost;
  if (!std::has_single_bit(n) || n < 2 || n > most_memory_units || r == 0 || p == 0) return false;
  const std::uint64_t lanes = std::uint64_t{r} * p;
  return lanes <= most_lanes && n * r <= most_memory_units && n * lanes <= most_work_units;
}

void scrypt(Bytes password, Bytes salt, const ScryptCost& cost, std::span<std::uint8_t> key) {
  expects(is_affordable(cost));
  const std::size_t size = std::size_t{2} * cost.r;
  const std::size_t lane_bytes = size * block_bytes;
  Secret<struct LanesTag> lanes(cost.p * lane_bytes);
  pbkdf2_hmac_sha256({password}, {salt}, 1, lanes.view());
  Blocks table((cost.n + 2) * size);
  for (std::size_t i = 0; i < cost.p; ++i) {
    fill_and_mix(lanes.view().subspan(i * lane_bytes, lane_bytes), cost.n, size, table);
  }
  wipe_stack();
  pbkdf2_hmac_sha256({password}, {lanes.view()}, 1, key);
}

}  // namespace steelshare::crypto
