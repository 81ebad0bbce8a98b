#!/usr/bin/env python3
"""Checks that no branch and no address depends on a secret, compiler by compiler, level by level.

    tests/ctime/run.py            gcc and clang at -O2
    tests/ctime/run.py --all      gcc and clang at -O0 to -O3 and -Os; so does STEELSHARE_CTIME_ALL=1
    tests/ctime/run.py --build D  keeps the programs in D

Compiles the sources below with STEELSHARE_CTIME, runs them under valgrind's memcheck and prints a
table and its sums. Ends with 1 where a function is reported or a canary is not.
"""
import argparse
import os
import pathlib
import platform
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMPILERS = ["g++", "clang++"]
LEVELS = ["-O0", "-O1", "-O2", "-O3", "-Os"]
SOURCES = """base/expects base/hex base/result secret/hex secret/secret crypto/base58 crypto/chain
    crypto/cipher crypto/curve crypto/digest_check crypto/ed25519 crypto/hash crypto/keccak
    crypto/kernels_libcrypto crypto/kernels_portable crypto/path crypto/scrypt
    dice/mix words/mnemonic words/nearest words/normal_form words/wordlist
    slip39/feistel slip39/gf256 slip39/open slip39/pieces slip39/policy slip39/reading_direction slip39/rs1024 slip39/shamir slip39/share
    slip39/sharing slip39/side_order bip32/ed25519 bip32/key bip32/path bip39/language bip39/mnemonic bip39/passphrase
    bip39/phrase address/address address/bech32 vault/keystore vault/password vault/wif""".split()
# The kernels of src/CMakeLists.txt. Valgrind 3.19 knows neither SHA-NI nor AVX-512: they are linked,
# never run here; trace_test.cpp watches them.
KERNELS = {"crypto/kernels_avx2": ["-mavx2"], "crypto/kernels_avx512": ["-mavx512f"],
           "crypto/kernels_sha_ni": ["-msse4.1", "-msha"]} if platform.machine() == "x86_64" else {}
LISTS = sorted(path.stem for path in (ROOT / "src/words").glob("*.txt"))
LIBRARIES = ["-lcrypto", "-lsecp256k1", "-lutf8proc"]
VALGRIND = ["valgrind", "-q", "--tool=memcheck", "--leak-check=no", "--num-callers=20"]


def embed_words(folder):
    for name in LISTS:
        subprocess.run(["cmake", f"-DSOURCE={ROOT}/src/words/{name}.txt", f"-DTARGET={folder}/{name}.inc",
                        "-P", f"{ROOT}/src/cmake/embed_words.cmake"], check=True)


def compile_program(compiler, level, sources, target, generated):
    # Valgrind 3.19 cannot read what clang 14 writes as DWARF 5.
    flags = ["-std=c++20", "-gdwarf-4", level, "-DSTEELSHARE_CTIME", f"-I{ROOT}/include", f"-I{ROOT}/src",
             f"-I{generated}", f"-I{ROOT}/tests/ctime"]
    objects = []
    for source in sources:
        objects.append(f"{target}-{source.stem}-{source.parent.name}.o")
        own = KERNELS.get(f"{source.parent.name}/{source.stem}", [])
        subprocess.run([compiler, *flags, *own, "-c", str(source), "-o", objects[-1]], check=True)
    subprocess.run([compiler, *objects, "-o", str(target), *LIBRARIES], check=True)


def watch(program):
    """Returns the exit code, the program's lines and valgrind's reports."""
    done = subprocess.run([*VALGRIND, str(program)], capture_output=True, text=True)
    return done.returncode, done.stdout.splitlines(), done.stderr


def check(compiler, level, folder):
    library = [ROOT / "src" / f"{name}.cpp" for name in [*SOURCES, *KERNELS]]
    tests = ROOT / "tests/ctime"
    program = folder / f"ctime-{compiler}{level}"
    canary = folder / f"canary-{compiler}{level}"
    compile_program(compiler, level, [tests / "ctime_test.cpp", *library], program, folder)
    compile_program(compiler, level, [tests / "canary.cpp"], canary, folder)

    code, lines, reports = watch(program)
    silent_code, canaries, _ = watch(canary)
    count = sum(int(line.split()[1]) for line in lines)
    caught = sum(line.startswith("caught ") for line in canaries)
    # What this machine has no instructions for was not run, and is no function that was checked.
    absent = [line.split(maxsplit=2)[2] for line in lines if line.startswith("absent ")]
    functions = len(lines) - len(absent)
    good = code == 0 and silent_code == 0 and functions and canaries
    print(f"{compiler:8} {level}   {functions:3} functions   {count:3} reports   "
          f"{caught} of {len(canaries)} canaries caught   {'ok' if good else 'FAILED'}"
          + (f"   not run, no such instructions here: {'; '.join(absent)}" if absent else ""), flush=True)
    if not good:
        wrong = [line for line in lines if not line.startswith("ok ")]
        print("\n".join(wrong + canaries), reports[:8000], sep="\n", file=sys.stderr)
    return {"builds": 1, "builds_sound": int(bool(good)), "functions": functions, "absent": len(absent),
            "reports": count, "canaries": len(canaries), "canaries_caught": caught}


def main():
    parser = argparse.ArgumentParser(description="constant time, checked under valgrind")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--build", type=pathlib.Path)
    options = parser.parse_args()
    everything = options.all or os.environ.get("STEELSHARE_CTIME_ALL") == "1"
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.build or pathlib.Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        embed_words(folder)
        builds = [check(compiler, level, folder)
                  for compiler in COMPILERS for level in (LEVELS if everything else ["-O2"])]
    sums = {name: sum(build[name] for build in builds) for name in builds[0]}
    for name, value in sums.items():
        print(f"figure ctime.{name} {value}")
    return 0 if sums["builds_sound"] == sums["builds"] else 1


if __name__ == "__main__":
    sys.exit(main())
