#!/usr/bin/python3
"""The decoder that is printed on the recovery sheet: it opens what the standard opens, and refuses the rest."""
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import unittest

from program import JUNK, ROOT, Files, fixture, share_of, shares_of

SOURCE = ROOT / "templates/kit/decoder.py"
WORDS = (ROOT / "src/words/slip39.txt").read_text().split()
ENGLISH = (ROOT / "src/words/bip39_english.txt").read_text().split()
JUNK_ENTROPY = "df9bf37e6fcdf9bf37e6fcdf9bf37e3c"


class Decoder(Files):
    """A test with the decoder and its list of words in a folder of its own."""

    def setUp(self):
        super().setUp()
        shutil.copy(SOURCE, self.folder / "decoder.py")
        self.write("words.txt", "\n".join(WORDS))

    def decode(self, shares, passphrase=""):
        return subprocess.run([sys.executable, "-I", self.folder / "decoder.py"], text=True, timeout=120,
                              input="\n".join([*shares, "", passphrase, ""]), capture_output=True, check=False)

    def expect_secret(self, shares, secret, passphrase=""):
        done = self.decode(shares, passphrase)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)
        self.assertIn(f"secret: {secret}\n", done.stdout)
        return done.stdout

    def expect_refused(self, shares, reason=""):
        done = self.decode(shares)
        self.assertNotEqual(done.returncode, 0, done.stdout)
        self.assertNotIn("secret:", done.stdout)
        self.assertNotIn("Traceback", done.stderr)
        self.assertIn(reason, done.stdout + done.stderr)

    def check_the_official_vectors(self):
        good = bad = 0
        for comment, shares, secret, _ in fixture("slip39/vectors.json"):
            with self.subTest(comment=comment):
                if secret:
                    self.expect_secret(shares, secret, "TREZOR")
                    good += 1
                else:
                    self.expect_refused(shares)
                    bad += 1
        self.assertEqual((good, bad), (15, 30))


class TheProgram(Decoder):
    def test_is_as_short_and_as_plain_as_it_was_promised(self):
        lines = SOURCE.read_text().splitlines()
        self.assertLessEqual(len(lines), 150)
        for line in lines:
            self.assertLessEqual(len(line), 88, line)
            self.assertTrue(line.isascii() and line == line.rstrip(), line)
            # What a tool may lose that takes it from the page: anything but steps of four, and single spaces.
            indent = len(line) - len(line.lstrip())
            self.assertEqual(indent % 4, 0, line)
            self.assertNotIn("  ", line.strip())
        # What whoever types it from paper may leave out: comments and empty lines.
        self.write("decoder.py", "".join(f"{line}\n" for line in lines if line and not line.startswith("#")))
        self.expect_secret(fixture("slip39/vectors.json")[3][1], fixture("slip39/vectors.json")[3][2], "TREZOR")

    def test_needs_the_standard_library_alone(self):
        imports = [line for line in SOURCE.read_text().splitlines() if re.match("import|from", line)]
        self.assertEqual(imports, ["import hashlib, hmac, os, re, sys"])
        self.assertLess({"hashlib", "hmac", "os", "re"}, sys.stdlib_module_names)

    def test_opens_the_official_vectors_and_refuses_the_bad_ones(self):
        self.check_the_official_vectors()

    def test_opens_sets_of_the_reference_implementation(self):
        count = 0
        for row in fixture("slip39/reference.json")[::6]:
            self.expect_secret(row["quorum"], row["secret"], row["passphrase"])
            count += 1
        self.assertEqual(count, 50)


class TheShares(Decoder):
    def test_may_be_typed_in_any_case_by_four_letters_or_by_numbers(self):
        shares = shares_of(self.split(JUNK))[1:4]
        self.expect_secret([share.upper() for share in shares], JUNK_ENTROPY)
        self.expect_secret([" ".join(word[:4] for word in share.split()) for share in shares], JUNK_ENTROPY)
        numbers = [" ".join(str(WORDS.index(word) + 1) for word in share.split()) for share in shares]
        (self.folder / "words.txt").unlink()
        self.expect_secret(numbers, JUNK_ENTROPY)
        self.expect_refused(shares, "not on the list of words: ")

    def test_come_from_groups_of_groups_with_passphrases_and_exponents(self):
        path = self.write("passphrase", "  two  spaces ")
        split = self.split("ab" * 32, "--group", "a=2/3", "--group", "b=3/5", "--group", "1/1", "--group-threshold", 2,
                           "--iteration-exponent", 2, "--not-extendable", "--passphrase-file", path)
        first, second, third = (shares_of(split, group) for group in range(3))
        for quorum in (first[:2] + second[1:4], third + first[1:], second[2:] + third, [*first, *second, *third],
                       # Of a group too many that is not complete nothing is needed.
                       first[:2] + second[:1] + third):
            self.expect_secret(quorum, "ab" * 32, "  two  spaces ")
        self.expect_refused(first[:2] + second[:2], "shares of group 2: 2 are here, 3 are needed")
        self.expect_refused(first, "groups: 1 are here, 2 are needed")

    def test_beyond_the_threshold_must_agree(self):
        shares = shares_of(self.split(JUNK))
        self.expect_secret(shares, JUNK_ENTROPY)
        self.expect_secret([*shares[:3], shares[0]], JUNK_ENTROPY)
        self.expect_refused([*shares[:2], shares_of(self.split(JUNK))[2]], "different sets")
        # The fourth is good, and one of the others is not: a share of the same header and another value.
        words = shares[3].split()
        other = share_of(words[:4], [*words[4:16], "academic" if words[16] != "academic" else "acid"])
        self.expect_refused([*shares[:3], other], "contradict each other")
        self.expect_refused([*shares[:2], other], "do not belong together")

    def test_that_are_mistyped_are_asked_again(self):
        shares = shares_of(self.split(JUNK))[:3]
        words = shares[1].split()
        wrong = " ".join([*words[:6], "acid" if words[6] != "acid" else "acne", *words[7:]])
        output = self.expect_secret([shares[0], wrong, "xyzzy " * 20, shares[1][:40], *shares[1:]], JUNK_ENTROPY)
        self.assertEqual(output.count("not taken:"), 3)


class Mistakes(Decoder):
    """Whatever is typed, a sentence answers, and the program ends or asks again."""

    STOPPED = "stopped, and nothing was recovered"

    def feed(self, typed):
        return subprocess.run([sys.executable, "-I", self.folder / "decoder.py"], input=typed, timeout=120,
                              env={**os.environ, "PYTHONUTF8": "1", "PYTHONIOENCODING": ""}, capture_output=True, check=False)

    def test_in_a_passphrase_are_asked_again(self):
        _, shares, secret, _ = fixture("slip39/vectors.json")[3]
        done = self.feed("\n".join([*shares, "", "Trésor", "TREZOR", ""]).encode())
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(done.stdout.decode().count("not taken: only a to z, A to Z, digits and the signs of ASCII"), 1)
        self.assertIn(f"secret: {secret}\n", done.stdout.decode())

    def test_end_with_a_sentence(self):
        _, shares, _, _ = fixture("slip39/vectors.json")[3]
        two = "\n".join(shares)
        for typed, reason in (
                ("", self.STOPPED), ("\n", "no share was typed"), (" \t\n", "no share was typed"), (shares[0], self.STOPPED),
                (f"{shares[0]}\n\n", "shares of group 1: 1 are here, 2 are needed"), (f"{two}\n", self.STOPPED),
                (f"{two}\n\n", self.STOPPED), (f"{two}\n\nTrésor\n", self.STOPPED),
                (b"duckling \xff\xfe\n", self.STOPPED), (f"{two}\n\n".encode() + b"\xff\n", self.STOPPED)):
            done = self.feed(typed if isinstance(typed, bytes) else typed.encode())
            with self.subTest(typed=typed):
                self.assertEqual((done.returncode, done.stderr.decode()), (1, reason + "\n"))
                self.assertNotIn("secret:", done.stdout.decode())

    def test_in_a_line_are_asked_again(self):
        _, shares, secret, _ = fixture("slip39/vectors.json")[3]
        wrong = ["\u00b2 \u0663 \u2167", "duck", "0 1025 -1", "99999999999999999999", "d\u00fcckling", "\x1b[2J \x00",
                 f"{shares[0]} {shares[1]}", shares[0].rsplit(" ", 1)[0], "duc " * 20,
                 " ".join(reversed(shares[0].split()))]
        done = self.feed("\n".join([*wrong, *shares, "", "TREZOR", ""]).encode())
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        answers = [line for line in done.stdout.decode().split("share ") if "not taken: " in line]
        self.assertEqual(len(answers), len(wrong), done.stdout)
        self.assertTrue(done.stdout.isascii())
        self.assertIn(f"secret: {secret}\n", done.stdout.decode())

    def test_of_the_file_with_the_list_are_named_or_taken(self):
        (self.folder / "words.txt").write_bytes(b"\xef\xbb\xbf" + "\r\n".join(WORDS).encode())
        self.assertIn(b"in words;", self.feed(b"\n").stdout)
        for content in (b"", "\n".join(WORDS).encode("utf-16"), b"\xff\xfe\x00"):
            (self.folder / "words.txt").write_bytes(content)
            done = self.feed(b"\n")
            self.assertEqual((done.stderr, b"in numbers;" in done.stdout), (b"no share was typed\n", True))
        (self.folder / "words.txt").unlink()
        (self.folder / "words.txt").mkdir()
        self.assertIn(b"in numbers;", self.feed(b"\n").stdout)

    def test_may_be_left_with_a_key(self):
        process = subprocess.Popen([sys.executable, "-I", self.folder / "decoder.py"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while not (screen := os.read(process.stdout.fileno(), 4096)).endswith(b"share 1: "):
            self.assertTrue(screen)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=20)
        self.assertEqual((process.returncode, error.decode()), (1, self.STOPPED + "\n"))


class TheAnswer(Decoder):
    # Phrases of the vectors of BIP-39 and their entropy, of each length.
    PHRASES = {"00" * 16: "abandon " * 11 + "about", "00" * 24: "abandon " * 17 + "agent",
               "00" * 32: "abandon " * 23 + "art", "00" * 20: "abandon " * 14 + "address", "00" * 28: "abandon " * 20 + "admit",
               "7f" * 16: "legal winner thank year wave sausage worth useful legal winner thank yellow"}

    def test_has_the_phrase_by_numbers_and_with_the_list_by_words(self):
        for entropy, words in self.PHRASES.items():
            shares = shares_of(self.split(entropy, "--kind", "bip39"))[:3]
            numbers = " ".join(str(ENGLISH.index(word) + 1) for word in words.split())
            self.assertIn(f"\n{numbers}\n", self.expect_secret(shares, entropy))
            self.write("english.txt", "\n".join(ENGLISH))
            self.assertIn(f"\n{words}\n", self.expect_secret(shares, entropy))
            (self.folder / "english.txt").unlink()

    def test_has_no_phrase_where_there_can_be_none(self):
        self.assertNotIn("phrase is", self.expect_secret(shares_of(self.split("cd" * 64))[:3], "cd" * 64))


class TheList(Decoder):
    def test_is_refused_where_a_word_is_missing_mistyped_or_out_of_order(self):
        for change, reason in ((lambda words: words[:7] + words[8:], "1023 of the 1024"),
                               (lambda words: [*words[:7], "yyyy", *words[8:]], "adeq cannot follow yyyy"),
                               (lambda words: [*words[:9], "adjz", *words[10:]], "one is not right"),
                               (lambda words: words[1:], "0 of the 1024")):
            self.write("words.txt", "\n".join(change(WORDS)))
            self.expect_refused([], reason)


class AtATerminal(Decoder):
    def test_a_typed_session_ends_with_the_secret(self):
        _, shares, secret, _ = fixture("slip39/vectors.json")[3]
        process, terminal = pty.fork()
        if process == 0:
            os.execv(sys.executable, [sys.executable, "-I", str(self.folder / "decoder.py")])
        screen = ""
        for prompt, line in (("share 1: ", shares[0]), ("share 2: ", shares[1]), ("share 3: ", ""),
                             ("passphrase, often none: ", "TREZOR")):
            while prompt not in screen:
                self.assertTrue(select.select([terminal], [], [], 20)[0], screen)
                screen += os.read(terminal, 4096).decode()
            os.write(terminal, line.encode() + b"\r")
        try:
            while part := os.read(terminal, 4096).decode():
                screen += part
        except OSError:  # the other end is closed
            pass
        self.assertEqual(os.waitpid(process, 0)[1], 0, screen)
        self.assertIn("secret: " + secret, screen)


if __name__ == "__main__":
    sys.exit(unittest.main())
