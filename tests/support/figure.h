// Figures that tests print for tests/figures.py, one line each: "figure <name> <value>".
#pragma once

#include <cstdint>
#include <cstdio>

namespace steelshare::test {

inline void print_figure(const char* name, std::uint64_t count) {
  std::printf("figure %s %llu\n", name, static_cast<unsigned long long>(count));
}

inline void print_measured(const char* name, double value) {
  std::printf("figure %s %.2f\n", name, value);
}

}  // namespace steelshare::test
