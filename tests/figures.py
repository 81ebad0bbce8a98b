#!/usr/bin/env python3
"""Makes the figures that the security of steelshare is judged by, and prints them as a table.

    tests/figures.py              about a quarter of an hour on two idle cores
    tests/figures.py --quick      a few minutes
    tests/figures.py --hours 6    that long, and the slow parts in full
    tests/figures.py --only T-VEC,T-EXH

Builds what it needs, runs the test programs, and takes every count from the lines
"figure <name> <value>" that they print (libFuzzer has its own form). A row says what the target is,
what was run now, and one of:

    reached                the target itself was run
    less than the target   what was run is sound; the row says what is missing
    FAILED                 something is wrong, or a figure was not produced

Ends with 1 where a row FAILED. The outputs are kept in build/figures. The options --rounds, --splits,
--fuzz-seconds and --all-levels change one size alone.
"""
import argparse
import concurrent.futures
import os
import pathlib
import platform
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
LOGS = ROOT / "build/figures"
DEV = ROOT / "build/dev/tests"
FUZZ = ROOT / "build/fuzz/tests/fuzz"
LESS = "less than the target"
TARGETS = ["share", "phrase", "keys", "repair", "set", "template", "vault", "record"]
KERNELS = 17  # that tests/ctime/trace_test.cpp watches, idle lanes counted apart


class Failure(Exception):
    """Why a row has no sound figures."""


def run(name, command, **settings):
    """Runs a program and returns its output; one that fails is a Failure."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1",
                   **{key: str(value) for key, value in settings.items()}}
    try:
        done = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, text=True, errors="replace",
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except OSError as error:
        raise Failure(f"{command[0]}: {error.strerror}") from error
    log = LOGS / f"{name}.log"
    log.write_text(done.stdout)
    if done.returncode != 0:
        raise Failure(f"{command[0]} ended with {done.returncode}, see {log.relative_to(ROOT)}")
    return done.stdout


def figures_of(output):
    return {name: float(value)
            for name, value in re.findall(r"^figure (\S+) (\S+)$", output, re.MULTILINE)}


class Figures(dict):
    """Figures by name; one that is not there is a Failure."""

    def __missing__(self, name):
        raise Failure(f"no figure {name}")

    def __getitem__(self, name):
        value = super().__getitem__(name)
        return int(value) if value == int(value) else value

    def demand(self, expected):
        for name, value in expected.items():
            if self[name] != value:
                raise Failure(f"{name} is {self[name]}, not {value}")


def build(preset, *targets):
    run(f"configure-{preset}", ["cmake", "--preset", preset])
    run(f"build-{preset}", ["cmake", "--build", "--preset", preset,
                            *(["--target", *targets] if targets else [])])


# Each row returns what was run, and what of the target is not there (nothing: the target is reached).

def vectors(_):
    build("dev", "steelshare_tests")
    got = Figures(figures_of(run("T-VEC", [DEV / "steelshare_tests"])))
    if "vectors.bip39_english" not in got or "vectors.bip39_japanese" not in got:
        raise Failure("STEELSHARE_VECTORS does not name the folder of the BIP-39 vectors")
    got.demand({
        "vectors.slip39_opened": 15, "vectors.slip39_refused": 30, "vectors.slip39_reference_sets": 300,
        "vectors.bip39_english": 24, "vectors.bip39_japanese": 24, "vectors.bip39_peers": 44,
        "vectors.bip39_languages": 100,
        "vectors.bip32_chains": 17, "vectors.bip32_invalid_keys": 16, "vectors.slip10_ed25519": 12,
        "vectors.bip49_addresses": 1, "vectors.bip84_addresses": 3, "vectors.bip86_addresses": 3,
        "vectors.bip173_valid": 7, "vectors.bip173_invalid": 11, "vectors.bip173_addresses": 2,
        "vectors.bip173_refused_addresses": 12, "vectors.bip350_valid": 7, "vectors.bip350_invalid": 14,
        "vectors.bip350_addresses": 3, "vectors.bip350_refused_addresses": 20, "vectors.eip55": 8,
        "vectors.slip132_keys": 5, "vectors.bip380_checksums": 7, "vectors.rfc4231": 4,
        "vectors.rfc7914": 2, "vectors.pbkdf2_against_openssl": 3402, "vectors.fips197_products": 2,
        "vectors.keccak256": 300})
    ran = [f"SLIP-39: {got['vectors.slip39_opened']} open, {got['vectors.slip39_refused']} are refused, each for "
           "its own reason",
           f"BIP-39: {got['vectors.bip39_english']} English, {got['vectors.bip39_japanese']} Japanese, "
           f"{got['vectors.bip39_peers']} of peers",
           f"BIP-32: {got['vectors.bip32_chains']} keys of vectors 1-4, {got['vectors.bip32_invalid_keys']} "
           f"invalid keys of vector 5; SLIP-10: {got['vectors.slip10_ed25519']} ed25519 keys; SLIP-132: "
           f"{got['vectors.slip132_keys']} keys, of BIP-44, -49, -84 and -86; BIP-380: "
           f"{got['vectors.bip380_checksums']} checksums",
           f"addresses: BIP-49 {got['vectors.bip49_addresses']}, BIP-84 {got['vectors.bip84_addresses']}, "
           f"BIP-86 {got['vectors.bip86_addresses']}, EIP-55 {got['vectors.eip55']}",
           f"BIP-173 and BIP-350: {got['vectors.bip173_valid']} and {got['vectors.bip350_valid']} valid, "
           f"{got['vectors.bip173_invalid']} and {got['vectors.bip350_invalid']} invalid, "
           f"{got['vectors.bip173_addresses']} and {got['vectors.bip350_addresses']} addresses of ours, "
           f"{got['vectors.bip173_refused_addresses']} and {got['vectors.bip350_refused_addresses']} refused",
           f"HMAC: {got['vectors.rfc4231']} of RFC 4231; PBKDF2: {got['vectors.rfc7914']} of RFC 7914, "
           f"{got['vectors.pbkdf2_against_openssl']} against OpenSSL; FIPS-197: "
           f"{got['vectors.fips197_products']} products; Keccak-256: {got['vectors.keccak256']}",
           f"python-shamir-mnemonic: {got['vectors.slip39_reference_sets']} sets that it made"]
    return ran, ["2,000 goldens of python-shamir-mnemonic, byte for byte: it is in no package; 300 sets of its "
                 "making are opened instead"]


def exhaustive(_):
    build("dev", "steelshare_tests", "steelshare_exhaustive")
    field = run("T-EXH-field", [DEV / "steelshare_tests", "--gtest_filter=Gf256.*"])
    begin = time.monotonic()
    rest = run("T-EXH", [DEV / "steelshare_exhaustive", "--gtest_filter=-SplitStatistics.*"])
    seconds = time.monotonic() - begin
    got = Figures({**figures_of(field), **figures_of(rest)})
    got.demand({
        "exhaustive.products": 65536, "exhaustive.inverses": 255,
        "exhaustive.single_wrong_words": 2 * (20 + 33) * 1023,
        "exhaustive.triples_of_erasures": 2 * (1140 + 5456), "exhaustive.subsets_of_thresholds": 1966082,
        "exhaustive.subsets_of_groups": 8192})
    ran = [f"{got['exhaustive.products']:,} products, {got['exhaustive.inverses']} inverses",
           f"{got['exhaustive.single_wrong_words']:,} single wrong words and "
           f"{got['exhaustive.triples_of_erasures']:,} triples of erasures: both flags, hence twice the target",
           f"{got['exhaustive.subsets_of_thresholds']:,} subsets of thresholds, "
           f"{got['exhaustive.subsets_of_groups']:,} of groups ({got['exhaustive.subsets_of_groups_that_open']:,} "
           f"open), in {seconds:.0f} s",
           f"beyond the target: {got['exhaustive.changed_fields']:,} changed fields, "
           f"{got['exhaustive.changed_bits']:,} changed bits, {got['exhaustive.runs_of_zero_bytes']:,} runs of zeros"]
    return ran, [] if seconds < 120 else ["two minutes at most: this machine was slower or busy"]


def differential(options):
    build("dev", "slip39_agent", "accounts_agent", "steelshare-cli")
    output = run("T-DIFF", ["node", "tests/peers/differential.mjs", DEV / "slip39_agent"],
                 STEELSHARE_PEER_ROUNDS=options.rounds)
    program = run("T-DIFF-program", ["node", "tests/peers/slip39_peer.mjs"],
                  STEELSHARE_PEER_ROUNDS=options.rounds, STEELSHARE=ROOT / "build/dev/src/steelshare")
    accounts = run("T-DIFF-accounts", ["node", "tests/peers/accounts_peer.mjs", DEV / "accounts_agent"],
                   STEELSHARE_PEER_ROUNDS=options.rounds)
    got = Figures({**figures_of(output), **figures_of(program), **figures_of(accounts)})
    got.demand({"peers.differences": 0, "peers.account_differences": 0, "peers.passphrase_characters": 95, "peers.lengths": 25,
                "peers.exponents": 4})
    full = got["peers.sets_made_here"]
    peers = re.search(r"^npm slip39 .*$", output, re.MULTILINE)[0]
    seed = re.search(r"^seed (\w+)", output, re.MULTILINE)[1]
    ran = [f"{peers}; seed {seed}",
           f"{full:,} sets made here and {got['peers.sets_made_by_npm']:,} by npm's slip39, all lengths; sound and "
           f"changed in {got['peers.kinds_of_change']} ways: {got['peers.comparisons']:,} comparisons of sets, "
           f"{got['peers.shares_compared']:,} of shares with each peer",
           f"{got['peers.opened']:,} sets open, {got['peers.refused']:,} are refused; {got['peers.differences']} "
           "differences but those known",
           f"{got['peers.sets_through_the_program']:,} sets through the program itself",
           f"accounts of {got['peers.account_phrases']:,} phrases and as many keys beside ethers, @scure, MetaMask's "
           f"keyring and others: {got['peers.account_comparisons']:,} comparisons, "
           f"{got['peers.account_differences']} differences"]
    missing = ["python-shamir-mnemonic: it is in no package; Electrum's module descends from it and reads only",
               "50 M interpolations against trezor-firmware's shamir.c: not run"]
    if full < 20000:
        missing.insert(0, f"{full:,} of 20,000 sets (--rounds 20000)")
    return ran, missing


def statistics(options):
    build("dev", "steelshare_exhaustive")
    ran = []
    for seed in [20260101, 7]:
        got = Figures(figures_of(run(f"T-STAT-{seed}", [DEV / "steelshare_exhaustive",
                                                       "--gtest_filter=SplitStatistics.*"],
                                     STEELSHARE_SPLITS=options.splits, STEELSHARE_SEED=seed)))
        splits = got["statistics.splits_of_each_of_two_secrets"]
        got.demand({"statistics.seed": seed})
        ran.append(f"2 x {splits:,} splits, seed {seed}: worst of 160 bytes {got['statistics.worst_of_160_bytes']}, "
                   f"of 80 pairs {got['statistics.worst_of_80_pairs']} of {got['statistics.limit_in_sigma']} sigma; "
                   f"zero leading coefficients {got['statistics.zero_leading_coefficients']:+} of 6 sigma")
    return ran, [] if splits >= 10**7 else [f"{splits:,} of 10,000,000 splits (--splits 10000000)"]


def fuzz_one(target, seconds):
    corpus = ROOT / "build/corpus" / target
    artifacts = LOGS / f"found-{target}"
    for folder in (corpus, artifacts):
        folder.mkdir(parents=True, exist_ok=True)
    begin = time.monotonic()
    output = run(f"T-FUZZ-{target}", [FUZZ / f"fuzz_{target}", f"-max_total_time={seconds}", "-max_len=4096",
                                      "-timeout=1", "-print_final_stats=1", f"-artifact_prefix={artifacts}/",
                                      corpus, ROOT / "fixtures/fuzz" / target])
    executions = re.search(r"^stat::number_of_executed_units:\s*(\d+)$", output, re.MULTILINE)
    if not executions or int(executions[1]) == 0:
        raise Failure(f"{target}: libFuzzer names no executions")
    return f"{target}: {int(executions[1]):,} executions in {time.monotonic() - begin:.0f} s"


def fuzzing(options):
    build("fuzz")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        ran = list(pool.map(lambda target: fuzz_one(target, options.fuzz_seconds), TARGETS))
    ran.append("no crash, no leak, no input that takes 1 s; clang, AddressSanitizer and UBSan")
    missing = ["24 CPU-hours and 10^9 runs, which a release should have", "afl++ as a second engine: not run",
               "what combine accepts is not shown to a reference: python-shamir-mnemonic is in no package; T-DIFF "
               "compares sets with other peers",
               "a target for repair: repair is not in the program yet"]
    if options.fuzz_seconds < 600:
        missing.insert(0, f"{options.fuzz_seconds} of 600 s a target (--fuzz-seconds 600)")
    return ran, missing


def constant_time(options):
    output = run("T-CT", ["tests/ctime/run.py", *(["--all"] if options.all_levels else [])])
    got = Figures(figures_of(output))
    canaries = 3 * got["ctime.builds"]
    got.demand({"ctime.reports": 0, "ctime.builds_sound": got["ctime.builds"], "ctime.canaries": canaries,
                "ctime.canaries_caught": canaries})
    if not got["ctime.functions"]:
        raise Failure("no function was looked at")
    ran = [f"valgrind: {got['ctime.builds']} builds, {got['ctime.functions']} functions in all, "
           f"{got['ctime.reports']} reports; {got['ctime.canaries_caught']} of {got['ctime.canaries']} canaries caught"]
    ran += [line for line in output.splitlines() if not line.startswith("figure")]
    kernels, missing = trace_of_kernels()
    missing.append("pubkey: the making of public keys is not run; libsecp256k1's own tests cover it")
    if got["ctime.absent"]:
        missing.append(f"{got['ctime.absent']} functions without their instructions under valgrind here")
    if got["ctime.builds"] != 10:
        missing.append("-O0, -O1, -O3 and -Os (--all-levels)")
    return ran + kernels, missing


def trace_of_kernels():
    """The kernels that valgrind does not know, and AVX2, on the processor itself."""
    if platform.machine() != "x86_64":
        return ["no kernels of our own for this processor"], []
    build("dev", "trace_test")
    output = run("T-CT-trace", [DEV / "trace_test"])
    got = Figures(figures_of(output))
    got.demand({"trace.kernels": KERNELS - got["trace.absent"], "trace.differences": 0, "trace.canaries": 2,
                "trace.canaries_caught": 2})
    watched, absent = (re.findall(rf"^{word} (.+)$", output, re.MULTILINE) for word in ("watched", "absent"))
    if len(watched) != got["trace.kernels"] or len(absent) != got["trace.absent"]:
        raise Failure("trace_test names other kernels than it counts")
    ran = [f"the processor: {got['trace.kernels']} kernels, {got['trace.differences']} that depend on the secret; "
           f"{got['trace.canaries_caught']} of {got['trace.canaries']} canaries caught",
           "; ".join(watched)]
    missing = ["the kernels as clang and other levels build them: those of the dev build are watched (-O2)"]
    if any(name.startswith("SHA-NI") for name in watched):
        missing.append("OpenSSL's SHA-NI code, which HMAC runs on here: valgrind shows OpenSSL a processor without it")
    if absent:
        missing.append(f"not run, no such instructions here: {'; '.join(absent)}")
    return ran, missing


def memory(_):
    output = run("T-MEM", ["tests/memory/run.sh"], JOBS=os.cpu_count())
    got = Figures(figures_of(output))
    got.demand({"memory.runs": 8, "memory.residues": 0, "memory.found": got["memory.leaks"]})
    if not got["memory.clean"] or not got["memory.leaks"]:
        raise Failure("nothing was looked at")
    ran = [f"{got['memory.runs']} runs (gcc and clang, -O2 and -O3, both heaps): {got['memory.clean']} operations "
           f"clean, {got['memory.residues']} with residues; {got['memory.found']} of {got['memory.leaks']} leaks "
           "made on purpose found"]
    return ran, ["the wipe points of whole commands: operations of the library are scanned, one by one"]


ROWS = {
    "T-VEC": ("45/45 SLIP-39; BIP-39 24 + 24; BIP-32 1-5; BIP-44/49/84/86; BIP-173/350; EIP-55; PBKDF2, HMAC, "
              "FIPS-197; 2,000 goldens", vectors),
    "T-EXH": ("65,536 products, 255 inverses; 54,219 single wrong words; 6,596 triples of erasures; 1,966,082 "
              "subsets; 8,192 subsets of groups; < 2 min", exhaustive),
    "T-DIFF": ("20,000 sets against npm's slip39 and against python-shamir-mnemonic, 10^6 encrypted ones, 50 M "
               "interpolations against trezor-firmware; 0 differences, errors too", differential),
    "T-STAT": ("10^7 splits, 2 seeds: every byte within p of 1e-6 .. 1 - 1e-6, zero leading coefficients at 1/256 "
               "+- 6 sigma", statistics),
    "T-FUZZ": ("eight targets, 60 s each a commit, 600 s a night, 24 CPU-hours and 10^9 runs a release; no crash, no "
               "leak, no input of 1 s; what is read is written alike, what combines, combines in a reference",
               fuzzing),
    "T-CT": ("0 reports of GF(256), interpolation, digest, HMAC, PBKDF2, Feistel, RS1024, words, hex, base58, pubkey "
             "with gcc and clang at -O0, -O1, -O2, -O3, -Os; every canary caught", constant_time),
    "T-MEM": ("0 residues of 8 bytes after each command, gcc and clang, -O2 and -O3; every leak on purpose found",
              memory),
}


def make(name, options):
    target, row = ROWS[name]
    begin = time.monotonic()
    try:
        ran, missing = row(options)
        result = LESS if missing else "reached"
    except Failure as failure:
        ran, missing, result = [], [str(failure)], "FAILED"
    lines = [f"{name:7}  {result}, {time.monotonic() - begin:.0f} s", f"  target   {target}"]
    lines += [f"  {'ran' if i == 0 else '':8} {line}" for i, line in enumerate(ran)]
    lines += [f"  {'missing' if i == 0 else '':8} {line}" for i, line in enumerate(missing)]
    print("\n".join(lines), flush=True)
    return result, "\n".join(lines)


def read_options():
    parser = argparse.ArgumentParser(description="the figures of the security targets")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true")
    size.add_argument("--hours", type=float, metavar="H")
    parser.add_argument("--only", metavar="ROW,...")
    parser.add_argument("--rounds", type=int, help="rounds of the comparison with peers")
    parser.add_argument("--splits", type=int, help="splits of the statistics")
    parser.add_argument("--fuzz-seconds", type=int, help="seconds a target")
    parser.add_argument("--all-levels", action="store_true", help="every level of optimisation")
    options = parser.parse_args()
    # A round takes about a fifth of a second; two thirds of the hours are for fuzzing, two at a time.
    sizes = {"rounds": 250, "splits": 10**6, "fuzz_seconds": 20}
    if options.quick:
        sizes = {"rounds": 50, "splits": 10**5, "fuzz_seconds": 5}
    if options.hours:
        sizes = {"rounds": int(3000 * options.hours) + 1, "splits": 10**7,
                 "fuzz_seconds": int(800 * options.hours) + 1}
        options.all_levels = True
    for name, value in sizes.items():
        if getattr(options, name) is None:
            setattr(options, name, value)
    options.only = options.only.split(",") if options.only else list(ROWS)
    unknown = [name for name in options.only if name not in ROWS]
    if unknown:
        parser.error(f"no row {', '.join(unknown)}; there are {', '.join(ROWS)}")
    return options


def main():
    options = read_options()
    LOGS.mkdir(parents=True, exist_ok=True)
    shared = ROOT.parent / "shared/vectors"
    if shared.is_dir():
        os.environ.setdefault("STEELSHARE_VECTORS", str(shared))
    rows = [make(name, options) for name in options.only]
    (LOGS / "table.txt").write_text("\n".join(text for _, text in rows) + "\n")
    results = [result for result, _ in rows]
    left_out = [name for name in ROWS if name not in options.only]
    print(f"{len(rows)} of {len(ROWS)} rows: {results.count('reached')} reached, {results.count(LESS)} {LESS}, "
          f"{results.count('FAILED')} failed" + (f"; left out: {', '.join(left_out)}" if left_out else ""))
    return 1 if "FAILED" in results else 0


if __name__ == "__main__":
    sys.exit(main())
