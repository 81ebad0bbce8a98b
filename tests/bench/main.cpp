// As in the program: secrets live in the locked secure heap. All benchmarks, in one process.
#include <benchmark/benchmark.h>

#include "steelshare/secret/heap.h"

int main(int count, char** arguments) {
  const steelshare::SecureHeap heap(steelshare::SecureHeap::Unlocked::allow);
  benchmark::AddCustomContext("secure_heap", heap.locked() ? "locked" : "not locked");
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
