#!/bin/sh
# The test of memory under gcc and clang at -O2 and -O3, each in a build of its own:
#
#   tests/memory/run.sh [folder for the builds]
#
# Ends with 1 where any build finds a residue, or misses a leak made on purpose.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
builds=${1:-$root/build/memory}
failed=0 runs=0 clean=0 residues=0 leaks=0 found=0
lines() { grep -c "$1" "$build/result"; }
for compiler in g++ clang++; do
  for level in -O2 -O3; do
    build=$builds/$compiler$level
    cmake -S "$root" -B "$build" -G Ninja -DCMAKE_CXX_COMPILER="$compiler" \
      -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE="$level" >/dev/null &&
      cmake --build "$build" -j "${JOBS:-1}" --target memory_test >"$build/log" || { failed=1; continue; }
    for heap in "" --plain; do
      "$build/tests/memory_test" $heap >"$build/result"
      code=$?
      printf '%-8s %s  %-8s %2d operations clean, %2d with residues, %d of %d leaks found\n' \
        "$compiler" "$level" "${heap:-secure}" "$(lines '^ok')" "$(lines '^FAILED')" \
        "$(lines '^found')" "$(lines 'leak:')"
      runs=$((runs + 1)) clean=$((clean + $(lines '^ok'))) residues=$((residues + $(lines '^FAILED')))
      leaks=$((leaks + $(lines 'leak:'))) found=$((found + $(lines '^found')))
      [ "$code" -eq 0 ] || { failed=1; cat "$build/result"; }
    done
  done
done
for figure in runs clean residues leaks found; do
  eval "echo figure memory.$figure \$$figure"
done
exit "$failed"
