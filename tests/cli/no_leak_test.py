#!/usr/bin/python3
"""Nothing of a secret where it does not belong: messages, failed answers, files, the process itself."""
import json
import os
import pathlib
import pwd
import random
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
import unittest

import program
from program import JUNK, JUNK_ADDRESS, OTHER_ADDRESS, PROGRAM, Files, run, shares_of

# Public, with words that no message has.
PHRASE = "legal winner thank year wave sausage worth useful legal winner thank yellow"
HEX = "7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f"


def needles_of(secret):
    """What must not appear: words of 4 letters or more, in full and as stamped, and pieces of hex."""
    if any(c.isdigit() for c in secret) and " " not in secret:
        digits = secret.removeprefix("0x").lower()
        return {digits[i:i + 8] for i in range(0, len(digits) - 7, 8)}
    return {word.lower() for word in secret.split() if len(word) >= 4}


def wrong_word(share):
    words = share.split()
    words[8] = "academic" if words[8] != "academic" else "acid"
    return " ".join(words)


class Quiet(Files):
    def expect_quiet(self, text, secrets):
        words = text.lower().replace(",", " ").replace(":", " ").replace('"', " ").split()
        pairs = set(zip(words, words[1:]))
        for secret in secrets:
            if " " in secret:
                typed = secret.lower().split()
                self.assertFalse(set(zip(typed, typed[1:])) & pairs, "words in a row")
            else:
                self.assertFalse([n for n in needles_of(secret) if n in text.lower()], "digits")

    def expect_failed_quietly(self, answer, *secrets, words=True):
        self.assertNotEqual(answer.status, 0)
        self.assertNotIn(answer.status, (-signal.SIGABRT, -signal.SIGSEGV), answer)
        self.assertTrue(answer.stderr or '"command":"inspect"' in answer.stdout, "a failure without a word")
        self.expect_quiet(answer.stderr + answer.stdout, secrets)
        if not words:
            return
        for secret in secrets:
            self.assertEqual([n for n in needles_of(secret) if n in answer.stderr + answer.stdout], [])

    def expect_error_json(self, answer):
        error = answer.json["error"]
        self.assertEqual(set(answer.json) - {"error", "errors"}, set())
        self.assertTrue(error["code"] and error["message"])
        self.assertIsInstance(error["share"], int)
        self.assertIsInstance(error["word"], int)
        if "errors" in answer.json:
            self.assertEqual(answer.json["errors"][0], error)


class Messages(Quiet):
    def test_of_secrets_that_are_refused(self):
        spoiled = [PHRASE + " thank", PHRASE.replace("yellow", "year"), PHRASE.replace("sausage", "sausages"),
                   PHRASE.replace("winner", "winnner"), HEX + "7", HEX[:30], "0x" + "f" * 64, HEX + "zz"]
        wif = "KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn"  # of the key 1
        spoiled += [wif[:-1] + "m", wif[:20], wif + "n", '{"version":3,"crypto":{}}', "6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg"]
        addresses = self.write("addresses", JUNK_ADDRESS + "\n")
        out = self.folder / "out"
        for command in (["split"], ["derive"], ["audit", "--addresses", addresses],
                        ["export", "--to", "wif", "--account", "bitcoin-segwit:0", "--out", out],
                        ["import"]):
            for secret in spoiled:
                for form in ([], ["--json"]):
                    with self.subTest(command=command, secret=secret):
                        answer = run(*command, *form, typed=secret)
                        self.assertNotIn(wif[:19], answer.stdout + answer.stderr)
                        self.expect_failed_quietly(answer, PHRASE, HEX, "f" * 64)
                        if form:
                            self.expect_error_json(answer)
                        else:
                            self.assertEqual(answer.stdout, "")

    def test_of_secrets_in_the_wrong_place(self):
        places = [[PHRASE], ["split", PHRASE], ["split", *PHRASE.split()], ["split", "--in", PHRASE],
                  ["split", "--kind", PHRASE], ["split", "--phrase", PHRASE], ["split", "--" + PHRASE],
                  ["split", "--json=" + PHRASE], ["split", "--threshold", PHRASE, "--shares", "5"],
                  ["split", "--group", PHRASE], ["split", "--accounts", PHRASE],
                  ["split", "--passphrase-file", PHRASE], ["split", "--bip39-passphrase-file", PHRASE],
                  ["split", "--out", f"{self.folder}/{PHRASE}/x"], ["split", "--in", HEX],
                  ["split", "--out", str(self.folder / "x"), "--template", PHRASE],
                  ["split", "--out", str(self.folder / "x"), "--template", "./" + PHRASE],
                  ["split", "--out", str(self.folder / "x"), "--paper", PHRASE],
                  ["split", "--language", PHRASE], ["recover", "--wallet", PHRASE],
                  ["audit", "--addresses", PHRASE], ["audit", "--gap", PHRASE],
                  ["audit", "--addresses", self.write("typed-there", PHRASE + "\n" + HEX + "\n")],
                  ["export", "--to", PHRASE], ["export", PHRASE], ["import", "--in", PHRASE], ["import", PHRASE],
                  ["export", "--to", "age", "--out", str(self.folder / "x"), "--contents", PHRASE],
                  ["export", "--to", "wif", "--out", str(self.folder / "x"), "--account", PHRASE],
                  ["export", "--to", "wif", "--out", str(self.folder / "x"), "--path", PHRASE],
                  ["export", "--to", "keystore", "--out", str(self.folder / "x"), "--new-password-file", PHRASE],
                  ["derive", "--password-file", PHRASE], ["derive", "--path", PHRASE], ["recover", "--address", PHRASE], ["recover", "--address", HEX],
                  ["recover", "--fingerprint", HEX], ["recover", "--record", PHRASE], ["verify", "--in", PHRASE],
                  ["verify", "--log", f"{self.folder}/{PHRASE}/x"],
                  ["inspect", "--in", PHRASE], ["inspect", PHRASE], ["plates", PHRASE], ["templates", PHRASE],
                  ["plates", "--out", str(self.folder / "x"), "--in", PHRASE], ["templates", "--show", PHRASE],
                  ["templates", "--check", PHRASE], ["plates", "--out", str(self.folder / "x"), "--words", PHRASE]]
        share = shares_of(run("split", "--json", typed=JUNK))[0]
        for arguments in places:
            for form in ([], ["--json"]):
                with self.subTest(arguments=arguments):
                    answer = run(*arguments, *form, typed=JUNK if arguments[0] in ("split", "derive") else share)
                    self.expect_failed_quietly(answer, PHRASE, HEX)
                    if form:
                        self.expect_error_json(answer)

    def test_of_shares_that_are_refused(self):
        shares = shares_of(run("split", "--json", typed=PHRASE))
        other = shares_of(run("split", "--json", typed=JUNK))
        cases = {
            "unknown word": [shares[0] + "x", *shares[1:3]],
            "wrong word": [wrong_word(shares[0]), *shares[1:3]],
            "too few": shares[:2],
            "mixed": [*shares[:2], other[2]],
            "cut": [shares[0].rsplit(" ", 1)[0], *shares[1:3]],
            "phrase": [PHRASE, HEX],
        }
        for name, lines in cases.items():
            for command in ("recover", "verify", "plates", "inspect"):
                if command == "inspect" and name in ("too few", "mixed"):
                    continue
                if command == "plates" and name == "too few":
                    continue
                arguments = [command, "--json"] + (["--out", self.folder / "out"] if command == "plates" else [])
                with self.subTest(case=name, command=command):
                    answer = run(*arguments, typed="\n".join(lines))
                    self.expect_failed_quietly(answer, *shares, *other, words=False)
                    self.expect_failed_quietly(answer, PHRASE, HEX)
                    if command != "inspect" or name in ("unknown word", "phrase"):
                        self.expect_error_json(answer)

    def test_of_a_mismatch(self):
        shares = shares_of(run("split", "--json", typed=PHRASE))
        for command in ("recover", "verify"):
            for form in ([], ["--json"]):
                answer = run(command, *form, "--address", OTHER_ADDRESS, typed="\n".join(shares[:3]))
                self.assertEqual(answer.status, 1)
                self.expect_failed_quietly(answer, PHRASE, HEX)
                self.expect_quiet(answer.stdout, shares)

    def test_of_passphrases(self):
        path = self.write("passphrase", "correct\x07horse")
        answer = run("split", "--passphrase-file", path, typed=JUNK)
        self.expect_failed_quietly(answer, "correct horse")
        path.write_bytes(b"battery\xffstaple")
        answer = run("split", "--bip39-passphrase-file", path, typed=JUNK)
        self.expect_failed_quietly(answer, "battery staple")

    def test_of_work_that_is_done(self):
        """What is public of a secret may be shown; the words never, except where they are the answer."""
        out = self.folder / "out"
        split = run("split", "--out", out, typed=PHRASE)
        self.assertEqual(split.status, 0, split)
        self.expect_quiet(split.stdout + split.stderr, [PHRASE, HEX])
        self.assertEqual([n for n in needles_of(PHRASE) if n in split.stdout + split.stderr], [])
        answer = run("split", "--json", typed=PHRASE)
        shares = shares_of(answer)
        self.expect_quiet(answer.stdout, [PHRASE, HEX])
        self.expect_quiet(answer.stderr, [PHRASE, HEX, *shares])
        address = answer.json["accounts"][0]["address"]
        for arguments in (["verify", "--address", address], ["inspect"], ["plates", "--out", self.folder / "again"]):
            for form in ([], ["--json"]):
                done = run(*arguments, *form, typed="\n".join(shares[:3]))
                shutil.rmtree(self.folder / "again", ignore_errors=True)
                self.assertEqual(done.status, 0, done)
                self.expect_quiet(done.stdout + done.stderr, [PHRASE, HEX, *shares])
        recovered = run("recover", "--json", "--address", address, typed="\n".join(shares[:3]))
        self.assertEqual(recovered.json["phrase"], PHRASE)
        self.expect_quiet(recovered.stderr, [PHRASE, HEX, *shares])

    def test_of_the_log_of_rehearsals(self):
        """Whatever was typed and however it ended: no word, no address, no fingerprint, no name, no passphrase."""
        out, log = self.folder / "out", self.folder / "log"
        split = run("split", "--json", "--out", out, "--group", "grandmother=3/5", typed=PHRASE)
        shares, accounts = shares_of(split), [account["address"] for account in split.json["accounts"]]
        passphrase = self.write("passphrase", "correct horse battery staple")
        record = ["--record", out / "record.json"]
        wrong = ["--address", OTHER_ADDRESS]
        cases = [(shares, record, 0), (shares[:1], record, 0), (shares[:2], [], 4), (shares[:3], wrong, 1),
                 ([wrong_word(shares[0])], record, 3), ([shares[0] + "x"], [], 3), ([PHRASE], [], 3), ([HEX], [], 3),
                 (shares[:3], ["--address", accounts[0], "--fingerprint", split.json["fingerprint"]], 0),
                 (shares[:3], [*record, "--passphrase-file", passphrase], 1),
                 (shares[:3], [*record, "--bip39-passphrase-file", passphrase], 1),
                 (shares_of(run("split", "--json", typed=JUNK))[:3], record, 1)]
        for lines, arguments, status in cases:
            answer = run("verify", "--json", "--log", log, *arguments, typed="\n".join(lines))
            self.assertEqual(answer.status, status, answer)
        text = log.read_text()
        self.assertEqual(len(text.splitlines()), 1 + len(cases))
        # Numbers, and words of the program: some of them are in the word list too.
        known = """steelshare rehearsal log set plates quorums verdict match mismatch cannot_tell failed compared nothing
            record address fingerprint unknown error not_enough_members checksum_mismatch unknown_word
            record_mismatch""".split()
        words = [word for word in re.split("[^A-Za-z_]+", text) if word not in ("", "T", "Z")]
        self.assertEqual(set(words) - set(known), set())
        needles = {HEX[:8], split.json["fingerprint"]}
        needles |= {address[i:i + 8] for address in (*accounts, OTHER_ADDRESS) for i in range(len(address) - 7)}
        self.assertEqual([needle for needle in needles if needle.lower() in text.lower()], [])

    def test_show_no_control_characters(self):
        answer = run("recover", typed="\x1b[2J\x1b]0;title\x07 " * 20)
        self.assertEqual(answer.status, 3)
        self.assertFalse([c for c in answer.stderr if ord(c) < 32 and c != "\n"])
        answer = run("recover", "--in", "\x1b[2J")
        self.assertFalse([c for c in answer.stderr if ord(c) < 32 and c != "\n"])


class Redirection(Quiet):
    def test_into_a_regular_file_is_refused_and_nothing_is_written(self):
        shares = shares_of(run("split", "--json", typed=PHRASE))
        for arguments, typed in ((["split"], PHRASE), (["split", "--reveal"], PHRASE),
                                 (["recover"], "\n".join(shares[:3])), (["recover", "--reveal"], "\n".join(shares[:3])),
                                 (["split", "--out", self.folder / "out", "--json"], PHRASE)):
            with self.subTest(arguments=arguments), open(self.folder / "file", "w+b") as file:
                answer = run(*arguments, typed=typed, stdout=file)
                self.assertEqual(answer.status, 2)
                self.assertIn("--out", answer.stderr)
                file.seek(0)
                written = file.read().decode()
                self.assertEqual(written == "", "--json" not in arguments)
                if written:
                    self.assertEqual(json.loads(written)["error"]["code"], "redirected_to_file")
                self.assertFalse((self.folder / "out").exists())

    def test_into_nothing_is_an_error(self):
        for make in (lambda: os.open("/dev/full", os.O_WRONLY), self.closed_pipe):
            descriptor = make()
            answer = run("derive", typed=PHRASE, stdout=descriptor)
            os.close(descriptor)
            self.expect_failed_quietly(answer, PHRASE)
            self.assertEqual(answer.status, 70)
        closed = subprocess.run([PROGRAM, "derive"], input=PHRASE.encode(), stderr=subprocess.PIPE,
                                preexec_fn=lambda: os.close(1), check=False)
        self.assertEqual(closed.returncode, 70)

    def closed_pipe(self):
        reader, writer = os.pipe()
        os.close(reader)
        return writer

    def test_that_breaks_after_the_plates_says_that_they_are_there(self):
        out = self.folder / "out"
        descriptor = self.closed_pipe()
        answer = run("split", "--out", out, typed=PHRASE, stdout=descriptor)
        os.close(descriptor)
        self.assertEqual(answer.status, 70)
        self.assertEqual(len(list(out.iterdir())), 8)
        self.assertNotIn("nothing was left behind", answer.stderr)


class OutputFiles(Quiet):
    def test_belong_to_their_owner_alone(self):
        previous = os.umask(0)
        self.addCleanup(os.umask, previous)
        out = self.folder / "out"
        self.assertEqual(run("split", "--out", out, typed=PHRASE).status, 0)
        self.assertEqual(stat.S_IMODE(out.stat().st_mode), 0o700)
        for path in out.iterdir():
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600, path)

    def test_are_never_overwritten(self):
        for name in ("plate-1-of-5.pdf", "plate-5-of-5.pdf", "record.json", "recovery-sheet.pdf", "kit.pdf"):
            for make in (lambda path: path.write_text("precious"), lambda path: path.mkdir(),
                         lambda path: path.symlink_to("nowhere")):
                out = self.folder / "out"
                out.mkdir(0o700)
                make(out / name)
                answer = run("split", "--out", out, typed=PHRASE)
                self.expect_failed_quietly(answer, PHRASE)
                self.assertEqual((answer.status, os.listdir(out)), (3, [name]))
                if (out / name).is_file():
                    self.assertEqual((out / name).read_text(), "precious")
                shutil.rmtree(out)

    def test_lie_in_no_directory_of_others(self):
        out = self.folder / "out"
        for mode in (0o755, 0o701, 0o770, 0o1777):
            out.mkdir()
            out.chmod(mode)
            answer = run("split", "--out", out, typed=PHRASE)
            self.expect_failed_quietly(answer, PHRASE)
            self.assertEqual((answer.status, os.listdir(out)), (3, []))
            out.rmdir()
        (self.folder / "real").mkdir(0o700)
        out.symlink_to("real")
        self.assertEqual(run("split", "--out", out, typed=PHRASE).status, 3)
        self.assertEqual(os.listdir(out), [])

    def test_are_all_there_or_none(self):
        """A limit on the size of files stands for a full disk."""
        for limit in (0, 100, 4096, 20000):
            out = self.folder / "out"
            answer = run("split", "--out", out, typed=PHRASE, preexec_fn=lambda: resource.setrlimit(
                resource.RLIMIT_FSIZE, (limit, limit)))  # pylint: disable=cell-var-from-loop
            self.expect_failed_quietly(answer, PHRASE)
            self.assertEqual(answer.status, 70, answer)
            self.assertFalse(out.exists(), limit)
            out.mkdir(0o700)
            run("split", "--out", out, typed=PHRASE, preexec_fn=lambda: resource.setrlimit(
                resource.RLIMIT_FSIZE, (limit, limit)))  # pylint: disable=cell-var-from-loop
            self.assertEqual(os.listdir(out), [])
            out.rmdir()

    def test_are_whole_on_a_disk_that_fills_up(self):
        if os.geteuid() != 0 or not self.mount_small_disk():
            self.skipTest("a small disk cannot be mounted here")
        out = self.small / "out"
        answer = run("split", "--out", out, typed=PHRASE)
        self.expect_failed_quietly(answer, PHRASE)
        self.assertEqual((answer.status, os.listdir(self.small)), (70, []))

    def mount_small_disk(self):
        self.small = self.folder / "small"
        self.small.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "none", self.small],
                              capture_output=True, check=False)
        if done.returncode == 0:
            self.addCleanup(subprocess.run, ["umount", self.small], check=False)
        return done.returncode == 0

    def ended_early(self, number):
        """Yields the directories of splits that a signal ended at many moments."""
        start = time.monotonic()
        self.assertEqual(run("split", "--out", self.folder / "first", typed=PHRASE).status, 0)
        whole = time.monotonic() - start
        chance = random.Random(1)
        for i in range(25):
            out = self.folder / f"out{i}"
            process = subprocess.Popen([PROGRAM, "split", "--out", out], stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            process.stdin.write(PHRASE.encode())
            process.stdin.close()
            time.sleep(whole * (0.2 + 0.8 * chance.random()))
            process.send_signal(number)
            process.wait()
            process.stdout.close()
            process.stderr.close()
            if out.exists():
                yield out

    def test_are_whole_when_the_program_is_killed(self):
        for out in self.ended_early(signal.SIGKILL):
            self.assertEqual(stat.S_IMODE(out.stat().st_mode), 0o700)
            for path in out.iterdir():
                content = path.read_bytes().rstrip()
                self.assertTrue(content.endswith((b"%%EOF", b"}")), path)
                self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)

    def test_are_all_there_or_none_after_ctrl_c(self):
        for out in self.ended_early(signal.SIGINT):
            self.assertEqual(len(os.listdir(out)), 8)

    def test_of_secrets_that_others_can_read_are_noticed(self):
        path = self.write("phrase", PHRASE)
        self.assertNotIn("other users", run("derive", "--in", path).stderr)
        path.chmod(0o644)
        answer = run("derive", "--in", path)
        self.assertEqual(answer.status, 0)
        self.assertIn("other users of this machine can read", answer.stderr)


class Process(Quiet):
    def waiting(self, *arguments, **options):
        """Starts the program; it waits for standard input that has begun."""
        process = subprocess.Popen([PROGRAM, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, start_new_session=True, **options)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.addCleanup(process.stdin.close)
        process.stdin.write(PHRASE.encode() + b"\n")
        process.stdin.flush()
        proc = pathlib.Path(f"/proc/{process.pid}")
        end = time.monotonic() + 20
        while "VmLck:\t       0 kB" in (proc / "status").read_text() and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(0.1)
        return proc

    def field(self, proc, name):
        lines = (proc / "status").read_text().splitlines()
        return next((line.split()[1] for line in lines if line.startswith(name + ":")), None)

    def test_leaves_no_core_dump(self):
        proc = self.waiting("derive", preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)))
        limits = (proc / "limits").read_text()
        core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
        self.assertEqual(core.split()[4:6], ["0", "0"])
        # What is not dumpable belongs to root.
        self.assertEqual((proc / "environ").stat().st_uid, 0)

    def test_locks_its_heap(self):
        proc = self.waiting("split")
        self.assertGreaterEqual(int(self.field(proc, "VmLck")), 256)
        self.assertEqual(self.field(proc, "VmSwap"), "0")

    def test_gains_no_rights_and_has_a_filter(self):
        proc = self.waiting("derive")
        if self.is_sanitized():
            self.skipTest("the sanitizers run without the sandbox")
        self.assertEqual((self.field(proc, "NoNewPrivs"), self.field(proc, "Seccomp")), ("1", "2"))

    def is_sanitized(self):
        return b"__asan_init" in pathlib.Path(PROGRAM).read_bytes()

    def test_shows_no_secret_in_its_arguments_and_environment(self):
        proc = self.waiting("split", "--json")
        for name in ("cmdline", "environ", "comm"):
            try:
                content = (proc / name).read_bytes()
            except PermissionError:
                continue
            self.assertNotIn(b"sausage", content)

    def test_takes_nothing_from_the_environment(self):
        plain = run("derive", typed=PHRASE)
        names = ("PHRASE", "PASSPHRASE", "STEELSHARE_PASSPHRASE", "BIP39_PASSPHRASE", "STEELSHARE_IN")
        changed = run("derive", typed=PHRASE, env={**os.environ, **{name: "TREZOR" for name in names}})
        self.assertEqual(plain.stdout, changed.stdout)


class LockedMemory(Quiet):
    """As a user without rights, whose locked memory is limited."""

    def setUp(self):
        super().setUp()
        if os.geteuid() == 0:
            if not shutil.which("setpriv"):
                self.skipTest("needs setpriv to become a user without rights")
            nobody = pwd.getpwnam("nobody")
            self.become = ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}",
                           "--clear-groups", "--inh-caps=-all", "--bounding-set=-all"]
            self.program = self.folder / "steelshare"
            shutil.copy(PROGRAM, self.program)
            self.program.chmod(0o755)
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
        else:
            self.become = []
            self.program = PROGRAM
        if b"__asan_init" in pathlib.Path(PROGRAM).read_bytes():
            self.skipTest("the sanitizers ignore mlock")

    def run_limited(self, kilobytes, *arguments, typed=PHRASE):
        limit = kilobytes * 1024
        done = subprocess.run([*self.become, self.program, *map(str, arguments)], input=typed.encode(),
                              capture_output=True, cwd="/", check=False, preexec_fn=lambda: resource.setrlimit(
                                  resource.RLIMIT_MEMLOCK, (limit, limit)))
        return program.Answer(done)

    def test_of_none_is_refused_and_it_says_what_to_do(self):
        for kilobytes in (0, 64):
            answer = self.run_limited(kilobytes, "derive", "--json")
            self.expect_failed_quietly(answer, PHRASE)
            self.assertEqual(answer.status, 70, answer)
            self.assertIn("ulimit -l", answer.stderr)
            self.expect_error_json(answer)

    def test_of_little_is_enough_for_the_main_job(self):
        for kilobytes in (512, 1024, 8192):
            with self.subTest(kilobytes=kilobytes):
                split = self.run_limited(kilobytes, "split", "--json")
                self.assertEqual(split.status, 0, split)
                shares = shares_of(split)[:3]
                found = self.run_limited(kilobytes, "recover", "--json", "--kind", "bip39", typed="\n".join(shares))
                self.assertEqual((found.status, found.json["phrase"]), (0, PHRASE), found)
                out = self.folder / f"out{kilobytes}"
                plates = self.run_limited(kilobytes, "split", "--out", out)
                self.assertEqual(plates.status, 0, plates)
                self.assertEqual(len(os.listdir(out)), 8)

    # The share of 59 words takes most sides. The listed plates of most shapes, and a plate with as much on each of 30
    # sides as a template may have.
    def test_of_two_mebibytes_is_enough_for_every_listed_plate_and_four_for_any(self):
        split = self.run_limited(512, "split", "--json", "--kind", "bip39-seed", "--threshold", "2", "--shares", "2")
        share, out = shares_of(split)[0], self.folder / "out"
        self.assertEqual(len(share.split()), 59)
        places = [(66 + 4 * (i % 8), 10 + 4 * (i // 8)) for i in range(16)]
        heavy = self.folder / "heavy.toml"
        heavy.write_text(f"""id = "heavy"
title = "As much as a plate may have on it"
plate = {{ width = 110, height = 102, radius = 3 }}
dots = {{ diameter = 1, base = 1, bits = 12, parity = true }}
hole = [{", ".join(f"{{ x = {x}, y = {y}, d = 0.5 }}" for x, y in places)}]
keepout = [{", ".join(f"{{ x0 = {x}, y0 = {y + 30}, x1 = {x + 1}, y1 = {y + 31} }}" for x, y in places)}]
grid = {{ kind = "bits", cols = 1, rows = 2, pitch_x = 3, pitch_y = 3, gap = 4, origin = [19, 6], order = "column" }}
source = {{ text = "a test", confidence = "proposed" }}
""")
        heavy.chmod(0o644)
        for kilobytes, plate in ((2048, "keytag-slip39"), (2048, "az-l100x60-9"), (4096, heavy)):
            for number, words in enumerate(([], ["--blank", "--words", "59"], ["--reader", "--words", "59"])):
                with self.subTest(plate=plate, words=words):
                    answer = self.run_limited(kilobytes, "plates", "--template", plate, *words, "--out",
                                              f"{out}-{pathlib.Path(plate).stem}-{number}", typed="" if words else share)
                    self.assertEqual(answer.status, 0, answer)


if __name__ == "__main__":
    sys.exit(unittest.main())
