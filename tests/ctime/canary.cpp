// Code that is not constant in time, under the same poison. Each must be reported: where one is
// not, the check of the library means nothing. Ends with 1 where the detector is silent.
#include <array>

#include "poison.h"

namespace steelshare::ctime {
namespace {

std::array<std::uint8_t, 256> logarithms;
std::array<std::uint8_t, 510> powers;

void fill_tables() {
  unsigned int value = 1;
  for (std::size_t i = 0; i < 255; ++i) {
    powers[i] = powers[i + 255] = static_cast<std::uint8_t>(value);
    logarithms[value] = static_cast<std::uint8_t>(i);
    value ^= value << 1;  // times x + 1
    if (value > 255) value ^= 0x11b;
  }
}

// The fast and leaking way to multiply in GF(256): the address is the secret.
[[gnu::noinline]] std::uint8_t multiply_by_table(std::uint8_t a, std::uint8_t b) {
  return powers[std::size_t{logarithms[a]} + logarithms[b]];
}

// Ends at the first difference, as memcmp does.
[[gnu::noinline]] bool equal_with_early_exit(std::span<const std::uint8_t> a,
                                             std::span<const std::uint8_t> b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

// Stops where the word stands.
[[gnu::noinline]] std::size_t find_with_early_exit(std::span<const std::uint8_t> list,
                                                   std::uint8_t wanted) {
  std::size_t i = 0;
  while (i < list.size() && list[i] != wanted) ++i;
  return i;
}

using Bytes = std::array<std::uint8_t, 16>;

Bytes secret() {
  Bytes bytes{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3};
  poison(bytes);
  return bytes;
}

volatile std::size_t sink;

void table() {
  const Bytes a = secret();
  sink = multiply_by_table(a[0], 0x57);
}
void compare() { sink = equal_with_early_exit(secret(), secret()) ? 1 : 0; }
void search() { sink = find_with_early_exit(powers, secret()[5]); }

bool is_caught(const char* name, void (*run)()) {
  const unsigned int before = report_count();
  run();
  const bool caught = report_count() > before;
  std::printf("%s %s\n", caught ? "caught" : "SILENT", name);
  return caught;
}

}  // namespace
}  // namespace steelshare::ctime

int main() {
  using namespace steelshare::ctime;
  if (!is_watched()) return 2;
  fill_tables();
  const bool table_caught = is_caught("multiplication by table", table);
  const bool compare_caught = is_caught("comparison with early exit", compare);
  const bool search_caught = is_caught("search with early exit", search);
  return table_caught && compare_caught && search_caught ? 0 : 1;
}
