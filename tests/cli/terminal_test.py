#!/usr/bin/python3
"""Prompts: on the controlling terminal, without echo, and the terminal is as before at the end."""
import fcntl
import json
import os
import select
import signal
import subprocess
import sys
import termios
import time
import unittest

from program import ABOUT, JUNK, JUNK_ADDRESS, PROGRAM, Files, fixture, run, share_of, shares_of

CTRL_C, CTRL_D, CTRL_U, BACKSPACE = "\x03", "\x04", "\x15", "\x7f"
ENTER_PAGE, LEAVE_PAGE = "\x1b[?1049h\x1b[2J\x1b[H", "\x1b[2J\x1b[3J\x1b[H\x1b[?1049l"
PATIENCE = 20


class Session:
    """The program on a terminal of its own; standard input and output are it or pipes."""

    def __init__(self, *arguments, stdin="terminal", stdout="pipe"):
        self.master, self.slave = os.openpty()
        self.before = termios.tcgetattr(self.slave)
        self.screen = ""
        self.seen = 0

        def take_terminal():
            fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
        self.process = subprocess.Popen(
            [PROGRAM, *arguments], stdin=self.slave if stdin == "terminal" else subprocess.PIPE,
            stdout=self.slave if stdout == "terminal" else subprocess.PIPE, stderr=subprocess.PIPE,
            start_new_session=True, preexec_fn=take_terminal)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe:
                pipe.close()
        os.close(self.master)
        os.close(self.slave)

    def end_input(self):
        """Closes the pipe of standard input."""
        self.process.stdin.close()
        self.process.stdin = None

    def read_some(self, seconds):
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        self.screen += os.read(self.master, 65536).decode("utf-8", "replace")
        return True

    def wait_for(self, text):
        """Waits until a new text has appeared on the terminal."""
        end = time.monotonic() + PATIENCE
        while text not in self.screen[self.seen:]:
            if time.monotonic() > end or (not self.read_some(0.1) and self.process.poll() is not None
                                          and not self.read_some(0)):
                raise AssertionError(f"{text!r} did not appear; the terminal shows {self.screen!r}")
        self.seen = self.screen.index(text, self.seen) + len(text)

    def press(self, keys):
        data = keys.encode()
        while data:
            self.read_some(0)
            data = data[os.write(self.master, data[:512]):]

    def type(self, prompt, line):
        self.wait_for(prompt)
        self.press(line + "\r")

    def settings(self):
        return termios.tcgetattr(self.slave)

    def finish(self):
        """Returns exit status, standard output and standard error."""
        stdout, stderr = self.process.communicate(timeout=PATIENCE)
        while self.read_some(0.05):
            pass
        return self.process.returncode, (stdout or b"").decode(), stderr.decode()


class Terminal(unittest.TestCase):
    def shares(self, *arguments):
        return shares_of(run("split", "--json", *arguments, typed=JUNK))

    def expect_hidden(self, session, *texts):
        """Two words in a row: the prompts have words of the list, one at a time."""
        for text in texts:
            words = text.split()
            for pair in zip(words, words[1:]):
                self.assertNotIn(" ".join(pair), session.screen)
            self.assertFalse(len(words) == 1 and text in session.screen)

    def expect_restored(self, session):
        self.assertEqual(session.settings(), session.before)


class Shares(Terminal):
    def test_are_asked_one_by_one_until_an_empty_line(self):
        shares = self.shares()[:3]
        with Session("recover", "--json", "--address", JUNK_ADDRESS) as session:
            for i, share in enumerate(shares, 1):
                session.type(f"share {i} ", share)
            session.type("share 4 ", "")
            status, stdout, _ = session.finish()
            self.assertEqual((status, json.loads(stdout)["phrase"]), (0, JUNK))
            self.expect_hidden(session, *shares)
            self.expect_restored(session)

    def test_that_are_not_sound_are_asked_again(self):
        shares = self.shares()[:3]
        words = shares[1].split()
        with Session("recover", "--json", "--address", JUNK_ADDRESS) as session:
            session.type("share 1 ", shares[0])
            session.type("share 2 ", " ".join([*words[:6], "xyzzy", *words[7:]]))
            session.wait_for("word 7: this word is not in the word list")
            session.wait_for("compare it with the plate")
            session.type("share 2 ", " ".join([*words[:8], "academic", *words[9:]]))
            session.wait_for("checksum")
            session.type("share 2 ", shares[1])
            session.type("share 3 ", shares[2])
            session.type("share 4 ", "")
            status, stdout, _ = session.finish()
            self.assertEqual((status, json.loads(stdout)["phrase"]), (0, JUNK))
            self.expect_hidden(session, *shares, "xyzzy")

    def test_that_no_repair_could_read_are_asked_again(self):
        shares = self.shares()[:3]
        with Session("repair", "--json") as session:
            session.type("plate 1 ", " ".join(shares[0].split()[:12]))
            session.wait_for("no secret gives this number of words")
            session.type("plate 1 ", " ".join(shares[0].split()[:12] + ["xyzz"] + shares[0].split()[13:]))
            for i in (1, 2):
                session.type(f"plate {i + 1} ", shares[i])
            session.type("plate 4 ", "")
            status, stdout, stderr = session.finish()
            self.assertEqual(status, 0)
            self.assertEqual(json.loads(stdout)["shares"][0]["mnemonic"], shares[0])
            self.assertIn("share 1, word 13: this word is not in the word list; it is taken as not legible", stderr)

    def test_whose_pieces_were_mixed_up_are_told_so_with_the_second(self):
        one, other, *_ = (share.split() for share in self.shares())
        with Session("recover", "--json", "--address", JUNK_ADDRESS) as session:
            session.type("share 1 ", " ".join(one[:12] + other[12:]))
            session.wait_for("a word is wrong")
            session.type("share 1 ", " ".join(other[:12] + one[12:]))
            session.wait_for("what belongs at word 13 was typed with one that was refused before")
            session.type("share 1 ", " ".join(one))
            session.press("\x03")

    def test_are_inspected_as_they_are(self):
        words = self.shares()[0].split()
        with Session("inspect", "--json") as session:
            session.type("share 1 ", " ".join([*words[:8], "academic", *words[9:]]))
            session.type("share 2 ", "")
            status, stdout, _ = session.finish()
            self.assertEqual((status, json.loads(stdout)["shares"][0]["wrong_word"]), (1, 9))

    def test_can_be_pasted_all_at_once_and_nothing_is_echoed(self):
        shares = self.shares()[:3]
        with Session("recover", "--json", "--address", JUNK_ADDRESS) as session:
            session.wait_for("share 1 ")
            session.press("\r".join(shares) + "\r\r")
            status, stdout, _ = session.finish()
            self.assertEqual((status, json.loads(stdout).get("phrase")), (0, JUNK))
            self.expect_hidden(session, *shares)


class Rehearsal(Terminal, Files):
    """What verify says after each plate."""
    PROMPT = "(an empty line ends): "

    def setUp(self):
        super().setUp()
        self.set = self.split(JUNK, "--out", self.folder / "plates")
        self.number = json.loads((self.folder / "plates/record.json").read_text())["identifier"]
        self.plates = shares_of(self.set)

    def foreign(self):
        """A plate of another set, and that set's number."""
        out = self.folder / "other"
        plate = shares_of(self.split(JUNK, "--out", out))[1]
        return plate, json.loads((out / "record.json").read_text())["identifier"]

    def rehearse(self, *plates, arguments=()):
        """Types plates; returns what was said after each, the status, the answer and the messages."""
        with Session("verify", "--json", *arguments) as session:
            said = []
            for plate in (*plates, ""):
                session.type(self.PROMPT, plate)
                before = session.seen
                if plate:
                    session.wait_for(self.PROMPT)
                    said.append(session.screen[before:session.seen].replace("\r", "").splitlines()[1:-1])
                    session.seen -= len(self.PROMPT)
            status, stdout, stderr = session.finish()
            self.expect_hidden(session, *plates)
            self.expect_restored(session)
            return said, status, json.loads(stdout), stderr

    def test_says_which_plate_it_is_and_what_is_missing(self):
        said, status, answer, _ = self.rehearse(*self.plates[:4], arguments=["--address", JUNK_ADDRESS])
        plate = f"  set {self.number}, member {{}}, checksum good"
        self.assertEqual(said, [
            [plate.format(1), "  for a quorum: 1 share of the 3 needed, 2 more to find"],
            [plate.format(2), "  for a quorum: 2 shares of the 3 needed, 1 more to find"],
            [plate.format(3), "  enough: 1 quorum at hand, proved after the empty line"],
            [plate.format(4), "  enough: 4 quorums at hand, proved after the empty line"]])
        self.assertEqual((status, answer["verdict"], answer["quorums_checked"]), (0, "match", 4))
        self.assertNotIn("left_out", answer)

    def test_with_a_record_says_whether_the_plate_is_as_recorded(self):
        record = ["--record", self.folder / "plates/record.json"]
        said, status, answer, _ = self.rehearse(self.plates[4], arguments=record)
        self.assertEqual(said[0][0], f"  set {self.number}, member 5, checksum good, as recorded")
        self.assertEqual((status, answer["verdict"], answer["plates"][0]["recorded"]), (0, "match", True))

    def test_leaves_out_a_plate_of_another_set_and_a_repetition(self):
        other, number = self.foreign()
        said, status, answer, stderr = self.rehearse(
            self.plates[0], other, self.plates[0], *self.plates[1:3], arguments=["--address", JUNK_ADDRESS])
        self.assertEqual(said[1][0], f"  left out: this plate is of set {number}, and the first one was of set "
                                     f"{self.number}")
        self.assertEqual(said[2], ["  left out: this plate was typed already"])
        self.assertEqual((status, answer["verdict"], answer["left_out"], len(answer["plates"])), (0, "match", 1, 3))
        self.assertIn("1 plate of another set was left out", stderr)

    def test_with_nothing_but_plates_of_another_set_is_a_mismatch(self):
        other, number = self.foreign()
        said, status, answer, _ = self.rehearse(other, arguments=["--record", self.folder / "plates/record.json"])
        self.assertEqual(said, [[f"  left out: this plate is of set {number}, and the record is of set {self.number}"]])
        self.assertEqual((status, answer["error"]["code"]), (1, "record_mismatch"))

    def test_says_what_to_do_where_the_first_plate_is_the_stray(self):
        other, _ = self.foreign()
        doubt = ["  if the first one is the stray, press Ctrl-C and begin again without it"]
        said, _, _, stderr = self.rehearse(other, *self.plates[:2], arguments=["--address", JUNK_ADDRESS])
        self.assertEqual([lines[1:] for lines in said[1:]], [doubt, doubt])
        self.assertIn("2 plates of other sets were left out", stderr)
        said, *_ = self.rehearse(*self.plates[:2], other, arguments=["--address", JUNK_ADDRESS])
        self.assertEqual(said[2][1:], [])

    def test_says_that_a_group_is_spoiled_though_others_are_missing(self):
        policy = ["--group", "2/3", "--group", "3/5", "--group-threshold", "2"]
        groups = [group["shares"] for group in self.split(JUNK, *policy, "--out", self.folder / "two").json["groups"]]
        forged = share_of(groups[0][1].split()[:4], ["academic"] * 13)
        said, status, answer, _ = self.rehearse(groups[0][0], forged, arguments=["--address", JUNK_ADDRESS])
        self.assertIn("the shares do not belong together", said[1][0])
        self.assertEqual((status, answer["error"]["code"]), (3, "digest_mismatch"))

    def test_says_a_contradiction_at_once_and_does_not_forget_it(self):
        """A plate with a sound checksum and another value, for a member that is there or is not."""
        head = self.plates[0].split()[:4]
        forged = share_of(head, ["academic"] * 13)
        said, status, answer, _ = self.rehearse(self.plates[0], forged, *self.plates[1:3],
                                                arguments=["--address", JUNK_ADDRESS])
        twice = "  share 2: this is the same member of the same group as an earlier share, with other words"
        self.assertEqual([lines[0] for lines in said[1:]], [twice] * 3)
        self.assertEqual((status, answer["error"]["code"]), (3, "duplicate_member_index"))
        said, status, answer, _ = self.rehearse(forged, *self.plates[1:4], arguments=["--address", JUNK_ADDRESS])
        self.assertIn("the shares do not belong together", said[2][0])
        self.assertEqual(said[3][0], "  share 1: the share contradicts the others")
        self.assertEqual((status, answer["error"]["code"]), (3, "contradicting_share"))
        said, status, answer, _ = self.rehearse(forged, arguments=["--record", self.folder / "plates/record.json"])
        self.assertIn("share 1: ", said[0][0])
        self.assertEqual((status, answer["error"]["code"]), (1, "plate_tag_mismatch"))

    def test_reads_well_with_several_groups(self):
        policy = ["--group", "family=2/3", "--group", "friends=3/5", "--group", "lawyer=1/1", "--group-threshold", "2"]
        out = self.folder / "groups"
        groups = [group["shares"] for group in self.split(JUNK, *policy, "--out", out).json["groups"]]
        typed = [groups[0][0], groups[1][1], groups[2][0], groups[0][2]]
        said, status, answer, stderr = self.rehearse(*typed, arguments=["--record", out / "record.json"])
        self.assertRegex(said[1][0], r"^  set \d+, group 2 \(friends\), member 2, checksum good, as recorded$")
        self.assertEqual([lines[1:] for lines in said], [
            ["  for a quorum:", "    0 of the 2 needed groups are complete",
             "    group 1: 1 share of the 2 needed, 1 more to find", "    shares of 1 more group are needed"],
            ["  for a quorum:", "    0 of the 2 needed groups are complete",
             "    group 1: 1 share of the 2 needed, 1 more to find", "    group 2: 1 share of the 3 needed, 2 more to find"],
            ["  for a quorum:", "    1 of the 2 needed groups are complete",
             "    group 1: 1 share of the 2 needed, 1 more to find", "    group 2: 1 share of the 3 needed, 2 more to find"],
            ["  enough: 1 quorum at hand, proved after the empty line"]])
        self.assertEqual((status, answer["verdict"], answer["quorums_checked"]), (0, "match", 1))
        _, status, answer, stderr = self.rehearse(*typed, arguments=["--address", JUNK_ADDRESS])
        self.assertEqual((status, answer["verdict"]), (0, "match"))
        self.assertIn("group 2 has too few plates here: nothing but their checksums was checked", stderr)


class Secret(Terminal):
    def fingerprint(self, keys, *arguments, prompt="on one line: "):
        with Session("derive", "--json", *arguments) as session:
            session.wait_for(prompt)
            session.press(keys)
            status, stdout, stderr = session.finish()
            self.assertEqual(status, 0, stderr)
            self.expect_hidden(session, JUNK, ABOUT)
            self.expect_restored(session)
            return json.loads(stdout)["fingerprint"]

    def test_is_typed_without_echo(self):
        self.assertEqual(self.fingerprint(JUNK + "\r"), "16a93ed0")
        self.assertEqual(self.fingerprint(JUNK + "\n"), "16a93ed0")
        self.assertEqual(self.fingerprint(JUNK + CTRL_D), "16a93ed0")

    def test_can_be_corrected(self):
        self.assertEqual(self.fingerprint(JUNK + "xyz" + BACKSPACE * 3 + "\r"), "16a93ed0")
        self.assertEqual(self.fingerprint(BACKSPACE * 3 + JUNK + "\x08k\r"), "16a93ed0")
        self.assertEqual(self.fingerprint(ABOUT + CTRL_U + JUNK + "\r"), "16a93ed0")

    def test_that_is_empty_is_refused(self):
        with Session("derive") as session:
            session.type("on one line: ", "  ")
            status, stdout, stderr = session.finish()
            self.assertEqual((status, stdout), (3, ""))
            self.assertIn("there is nothing to read", stderr)

    def test_that_is_too_long_is_refused_and_not_cut(self):
        with Session("derive") as session:
            session.wait_for("on one line: ")
            session.press(JUNK + " " * 5000 + "junk\r")
            status, stdout, stderr = session.finish()
            self.assertEqual((status, stdout), (3, ""))
            self.assertIn("longer than", stderr)

    def ask_again(self, *wrong, right=JUNK, arguments=()):
        """Types phrases until one is sound; returns what the terminal showed, and the answer."""
        with Session("derive", "--json", *arguments) as session:
            for phrase in (*wrong, right):
                session.type("on one line: ", phrase)
            status, stdout, stderr = session.finish()
            self.assertEqual(status, 0, stderr)
            self.expect_hidden(session, *wrong, right)
            self.expect_restored(session)
            # What names words stays at the terminal.
            self.assertNotIn("near it", stdout + stderr)
            self.assertNotIn("exchanges", stdout + stderr)
            return session.screen, json.loads(stdout)

    def test_that_is_mistyped_is_asked_again_with_the_nearest_words(self):
        screen, answer = self.ask_again(JUNK.replace("junk", "jumk").replace("test", "tset", 1))
        self.assertEqual(answer["fingerprint"], "16a93ed0")
        self.assertIn("word 1: this word is not in the word list", screen)
        self.assertIn("near it in the list: test\r\n", screen)
        self.assertIn("near it in the list: jump junk\r\n", screen)
        self.assertNotIn("read as", screen)

    def test_of_another_language_is_told_in_it(self):
        row = next(row for row in fixture("bip39/languages.json")["phrases"] if row["language"] == "french")
        words = row["phrase"].split()
        screen, answer = self.ask_again(" ".join([*words[:3], "critaire", *words[4:]]), right=row["phrase"])
        self.assertEqual(answer["accounts"][0]["address"], row["metamask"])
        self.assertIn("read as french", screen)
        self.assertIn("near it in the list: crit\u00e8re unitaire\r\n", screen)
        screen, answer = self.ask_again("xyz", right=row["phrase"], arguments=["--language", "french"])
        self.assertEqual(answer["language"], "french")

    def test_with_a_wrong_checksum_is_told_what_exchanges_are_worth(self):
        right = "legal winner thank year wave sausage worth useful legal winner thank yellow"
        words = right.split()
        words[4], words[5] = words[5], words[4]
        screen, _ = self.ask_again(" ".join(words), right=right)
        self.assertIn("the checksum of the phrase does not agree", screen)
        self.assertRegex(screen, r"\d+ of the 11 exchanges of two neighbouring words would make it right")
        self.assertRegex(screen, r"words (.*, )?5 and 6[,\r]")
        self.assertIn("by chance one in 16 does, so this alone proves nothing", screen)

    def test_in_a_pipe_leaves_the_terminal_alone(self):
        with Session("derive", stdin="pipe") as session:
            session.process.stdin.write(JUNK.replace("junk", "jumk").encode())
            status, stdout, stderr = session.finish()
            self.assertEqual((status, stdout, session.screen), (3, "", ""))
            self.assertNotIn("junk", stderr)
        with Session("derive", "--json", stdin="pipe") as session:
            session.process.stdin.write(JUNK.encode())
            status, _, _ = session.finish()
            self.assertEqual((status, session.screen), (0, ""))


class Passphrase(Terminal):
    def split(self, *typed, option="--passphrase", name="SLIP-39"):
        with Session("split", "--json", option, stdin="pipe") as session:
            session.process.stdin.write(JUNK.encode())
            session.process.stdin.close()
            session.process.stdin = None
            session.type(f"{name} passphrase: ", typed[0])
            session.type("once more: ", typed[1])
            status, stdout, stderr = session.finish()
            self.expect_hidden(session, *typed)
            self.expect_restored(session)
            return status, json.loads(stdout), stderr

    def test_is_asked_twice_at_split_and_once_at_recovery(self):
        status, answer, _ = self.split("correct horse", "correct horse")
        self.assertEqual(status, 0)
        shares = answer["groups"][0]["shares"][:3]
        with Session("recover", "--json", "--passphrase", "--address", JUNK_ADDRESS, stdin="pipe") as session:
            session.process.stdin.write("\n".join(shares).encode())
            session.process.stdin.close()
            session.process.stdin = None
            session.type("SLIP-39 passphrase: ", "correct horse")
            status, stdout, _ = session.finish()
            self.assertEqual((status, json.loads(stdout)["phrase"]), (0, JUNK))

    def test_that_differs_the_second_time_is_refused(self):
        for typed in (("correct horse", "correct house"), ("correct", "correct "), ("correct", "")):
            status, answer, stderr = self.split(*typed)
            self.assertEqual((status, answer["error"]["code"]), (3, "passphrases_differ"))
            self.assertIn("not the same", stderr)

    def test_backspace_takes_a_whole_letter(self):
        option = {"option": "--bip39-passphrase", "name": "BIP-39"}
        status, plain, _ = self.split("caf", "caf", **option)
        self.assertEqual(status, 0)
        for typed in ("caf\u00e9" + BACKSPACE, "caf\U0001f511" + BACKSPACE, "ca\u00e9\u6f22" + BACKSPACE * 2 + "f"):
            status, answer, stderr = self.split("caf", typed, **option)
            self.assertEqual((status, answer.get("fingerprint")), (0, plain["fingerprint"]), stderr)

    def test_may_hold_any_letter_in_bip39_and_not_in_slip39(self):
        self.assertEqual(self.split("caf\u00e9", "caf\u00e9", option="--bip39-passphrase", name="BIP-39")[0], 0)
        status, answer, _ = self.split("caf\u00e9", "caf\u00e9")
        self.assertEqual((status, answer["error"]["code"]), (3, "invalid_passphrase_character"))


class NewPassword(Terminal, Files):
    """Of a file that export writes."""
    PROMPT, AGAIN = "new password: ", "the same once more: "
    PASSWORD = "Tr0ub4dor&three-more"

    def setUp(self):
        super().setUp()
        self.out = self.folder / "out"

    def export(self, to="bip38", *arguments):
        return Session("export", "--json", "--to", to, "--out", self.out, *arguments)

    def expect_nothing(self, session, *typed):
        """Neither a file is left nor what was typed."""
        self.assertEqual(list(self.folder.iterdir()), [])
        self.expect_hidden(session, JUNK, *typed)
        self.expect_restored(session)

    def test_is_asked_twice_and_opens_the_file(self):
        with self.export("keystore", "--account", "metamask") as session:
            session.type("on one line: ", JUNK)
            session.type(self.PROMPT, self.PASSWORD)
            session.type(self.AGAIN, self.PASSWORD)
            status, stdout, stderr = session.finish()
            self.assertEqual((status, json.loads(stdout)["address"]), (0, JUNK_ADDRESS), stderr)
            self.assertNotIn(self.PASSWORD, stdout + stderr)
            self.expect_hidden(session, JUNK, self.PASSWORD)
            self.expect_restored(session)
        password = self.write("password", self.PASSWORD)
        opened = run("import", "--json", "--in", self.out / "keystore.json", "--password-file", password,
                     "--address", JUNK_ADDRESS)
        self.assertEqual((opened.status, opened.json["verdict"]), (0, "match"), opened)

    def test_that_differs_the_second_time_is_refused(self):
        for again in (self.PASSWORD + " ", self.PASSWORD[:-1], self.PASSWORD.lower(), ""):
            with self.export("bip38", "--account", "bitcoin-segwit") as session:
                session.type("on one line: ", JUNK)
                session.type(self.PROMPT, self.PASSWORD)
                session.type(self.AGAIN, again)
                status, stdout, stderr = session.finish()
                self.assertEqual((status, json.loads(stdout)["error"]["code"]), (3, "passphrases_differ"))
                self.assertIn("not the same", stderr)
                self.expect_nothing(session, self.PASSWORD)

    def test_that_is_empty_is_refused(self):
        with self.export("age", "--secret") as session:
            session.type("on one line: ", JUNK)
            session.type(self.PROMPT, "")
            status, stdout, stderr = session.finish()
            self.assertEqual((status, json.loads(stdout)["error"]["code"]), (3, "empty_input"))
            self.assertIn("the new password", stderr)
            self.assertNotIn(self.AGAIN, session.screen)
            self.expect_nothing(session)

    def test_ctrl_c_at_a_prompt_leaves_no_file(self):
        for prompts in (["on one line: "], ["on one line: ", self.PROMPT],
                        ["on one line: ", self.PROMPT, self.AGAIN]):
            with self.export("age", "--secret") as session:
                for prompt, line in zip(prompts[:-1], (JUNK, self.PASSWORD)):
                    session.type(prompt, line)
                session.wait_for(prompts[-1])
                self.assertFalse(session.settings()[3] & termios.ECHO)
                session.press(self.PASSWORD + CTRL_C)
                status, stdout, _ = session.finish()
                self.assertEqual((status, stdout), (-signal.SIGINT, ""))
                self.expect_nothing(session, self.PASSWORD)


class Password(Terminal):
    """Of a file or key that import opens."""
    KEY = next(row for row in fixture("vault/bip38.json")["plain"]
               if row["passphrase"] == "TestingOneTwoThree" and row["encrypted"].startswith("6PY"))

    def open(self, *keys, **streams):
        """Types the key, then the password: returns exit status, output and errors."""
        with Session("import", "--json", "--password", **streams) as session:
            session.type("the key, on one line (files are read with --in): ", self.KEY["encrypted"])
            session.wait_for("password: ")
            self.assertFalse(session.settings()[3] & termios.ECHO)
            session.press("".join(keys))
            status, stdout, stderr = session.finish()
            self.expect_hidden(session, self.KEY["encrypted"], self.KEY["passphrase"])
            self.assertNotIn(self.KEY["passphrase"], stdout + stderr)
            self.assertEqual(session.screen.count("password: "), 1)
            self.expect_restored(session)
            return status, stdout, stderr

    def test_is_asked_once_and_opens_the_key(self):
        status, stdout, stderr = self.open(self.KEY["passphrase"], "\r")
        self.assertEqual((status, json.loads(stdout)["private_key"]), (0, self.KEY["key"]), stderr)

    def test_that_is_wrong_is_refused(self):
        for wrong in (self.KEY["passphrase"].lower(), ""):
            status, stdout, _ = self.open(wrong, "\r")
            self.assertEqual((status, json.loads(stdout)["error"]["code"]), (3, "wrong_password"))

    def test_ctrl_c_shows_nothing(self):
        status, stdout, _ = self.open(self.KEY["passphrase"], CTRL_C)
        self.assertEqual((status, stdout), (-signal.SIGINT, ""))

    def test_is_asked_for_a_file_of_a_pipe_too(self):
        with Session("import", "--json", "--password", stdin="pipe") as session:
            session.process.stdin.write(self.KEY["encrypted"].encode())
            session.end_input()
            session.type("password: ", self.KEY["passphrase"])
            status, stdout, _ = session.finish()
            self.assertEqual((status, json.loads(stdout)["private_key"]), (0, self.KEY["key"]))
            self.expect_hidden(session, self.KEY["passphrase"])
            self.expect_restored(session)

    def test_is_not_asked_for_what_has_none(self):
        with Session("import", "--json", "--password", stdin="pipe") as session:
            session.process.stdin.write(self.KEY["wif"].encode())
            session.end_input()
            status, stdout, _ = session.finish()
            self.assertEqual((status, json.loads(stdout)["private_key"]), (0, self.KEY["key"]))
            self.assertNotIn("password: ", session.screen)


class Confirmation(Terminal):
    QUESTION = "Type yes: "

    def test_needs_the_word_yes(self):
        for word in ("", "y", "no", "YES", "yes ", "yess"):
            with Session("split", stdin="pipe", stdout="terminal") as session:
                session.process.stdin.write(JUNK.encode())
                session.type(self.QUESTION, word)
                status, _, stderr = session.finish()
                self.assertEqual(status, 2)
                self.assertIn("nothing was shown", stderr)
                self.assertNotIn("share 1 of 5", session.screen)
                self.expect_restored(session)

    def test_shows_the_shares_after_yes(self):
        with Session("split", stdin="pipe", stdout="terminal") as session:
            session.process.stdin.write(JUNK.encode())
            session.type(self.QUESTION, "yess" + BACKSPACE)
            session.end_input()
            for number in range(1, 6):
                session.wait_for(f"share {number} of 5")
                session.wait_for("any key wipes this page ")
                session.press(" ")
            status, _, stderr = session.finish()
            self.assertEqual(status, 0, stderr)
            # Each page is entered on the alternate screen and left wiped, scrollback included.
            self.assertEqual(session.screen.count(ENTER_PAGE), 5)
            self.assertEqual(session.screen.count(LEAVE_PAGE), 5)
            after = session.screen.rsplit(LEAVE_PAGE, 1)[1]
            self.assertIn("quorums proved: 10", after)
            self.assertNotIn("academic", after)
            self.expect_restored(session)

    def test_shows_a_recovered_phrase_on_a_page_only(self):
        with Session("recover", "--address", JUNK_ADDRESS, stdin="pipe", stdout="terminal") as session:
            session.process.stdin.write("\n".join(self.shares()[:3]).encode())
            session.type(self.QUESTION, "yes")
            session.end_input()
            session.wait_for("any key wipes this page ")
            self.assertIn("12 junk", session.screen)
            session.press(" ")
            status, _, stderr = session.finish()
            self.assertEqual(status, 0, stderr)
            after = session.screen.rsplit(LEAVE_PAGE, 1)[1]
            self.assertIn("verdict: match", after)
            self.assertNotIn("junk", after)

    def test_shows_an_extended_share_on_a_page_only(self):
        shares = self.shares()
        with Session("extend", "--member", "5", stdin="pipe", stdout="terminal") as session:
            session.process.stdin.write("\n".join(shares[:3]).encode())
            session.type(self.QUESTION, "yes")
            session.end_input()
            session.wait_for("any key wipes this page ")
            self.assertIn(f"20 {shares[4].split()[19]}", session.screen)
            session.press(" ")
            status, _, stderr = session.finish()
            self.assertEqual(status, 0, stderr)
            self.assertEqual(session.screen.rsplit(LEAVE_PAGE, 1)[1].strip(), "")
            self.expect_restored(session)

    def test_shows_an_imported_key_on_a_page_only(self):
        key = Password.KEY
        with Session("import", "--password", stdout="terminal") as session:
            session.type(self.QUESTION, "yes")
            session.type("the key, on one line (files are read with --in): ", key["encrypted"])
            session.type("password: ", key["passphrase"])
            session.wait_for("any key wipes this page ")
            self.assertIn(key["key"], session.screen)
            session.press(" ")
            status, _, stderr = session.finish()
            self.assertEqual(status, 0, stderr)
            after = session.screen.rsplit(LEAVE_PAGE, 1)[1]
            self.assertIn("verdict: match", after)
            self.assertNotIn(key["key"], after)
            self.expect_restored(session)

    def test_shows_a_new_secret_and_its_mixing_on_pages_only(self):
        rolls = ("416253" * 9)[:50]
        with Session("new", "--dice", "--show-mixing", stdout="terminal") as session:
            session.type(self.QUESTION, "yes")
            session.type("50 digits from 1 to 6 or more: ", rolls)
            session.wait_for("any key wipes this page ")
            self.expect_hidden(session, rolls)
            session.press(" ")
            session.wait_for(f"rolls  {rolls}")
            session.wait_for("any key wipes this page ")
            session.press(" ")
            status, _, stderr = session.finish()
            self.assertEqual(status, 0, stderr)
            after = session.screen.rsplit(LEAVE_PAGE, 1)[1]
            self.assertIn("fingerprint: ", after)
            self.assertNotIn("secret", after)
            self.assertNotIn(rolls[:6], after)
            self.expect_restored(session)

    def test_wipes_the_page_when_a_signal_ends_it(self):
        with Session("split", stdin="pipe", stdout="terminal") as session:
            session.process.stdin.write(JUNK.encode())
            session.type(self.QUESTION, "yes")
            session.end_input()
            session.wait_for("any key wipes this page ")
            session.process.send_signal(signal.SIGTERM)
            status, _, _ = session.finish()
            self.assertEqual(status, -signal.SIGTERM)
            self.assertTrue(session.screen.rstrip().endswith(LEAVE_PAGE))
            self.expect_restored(session)

    def test_is_asked_for_a_recovered_secret_too(self):
        shares = self.shares()[:3]
        for form in ([], ["--json"]):
            with Session("recover", *form, stdin="pipe", stdout="terminal") as session:
                session.process.stdin.write("\n".join(shares).encode())
                session.type(self.QUESTION, "no")
                status, _, _ = session.finish()
                self.assertEqual(status, 2)
                self.assertNotIn("junk", session.screen)

    def test_is_not_asked_with_reveal_nor_for_public_answers(self):
        for arguments in (["split", "--reveal"], ["derive"]):
            with Session(*arguments, stdin="pipe", stdout="terminal") as session:
                session.process.stdin.write(JUNK.encode())
                status, _, stderr = session.finish()
                self.assertEqual(status, 0, stderr)
                self.assertNotIn(self.QUESTION, session.screen)


class Ending(Terminal):
    def test_ctrl_c_restores_the_terminal_and_ends_by_its_signal(self):
        with Session("derive") as session:
            session.wait_for("on one line: ")
            self.assertFalse(session.settings()[3] & termios.ECHO)
            session.press(JUNK + CTRL_C)
            status, stdout, _ = session.finish()
            self.assertEqual((status, stdout), (-signal.SIGINT, ""))
            self.expect_hidden(session, JUNK)
            self.expect_restored(session)

    def test_other_signals_restore_it_too(self):
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            with Session("recover") as session:
                session.wait_for("share 1 ")
                session.process.send_signal(number)
                status, _, _ = session.finish()
                self.assertEqual(status, -number)
                self.expect_restored(session)

    def test_ctrl_c_between_two_questions(self):
        with Session("recover") as session:
            session.type("share 1 ", self.shares()[0])
            session.wait_for("share 2 ")
            session.press(CTRL_C)
            self.assertEqual(session.finish()[0], -signal.SIGINT)
            self.expect_restored(session)

    def test_ctrl_z_does_not_leave_a_secret_half_typed(self):
        with Session("derive", "--json") as session:
            session.wait_for("on one line: ")
            session.press("\x1a" + BACKSPACE + JUNK + "\r")
            status, stdout, _ = session.finish()
            self.assertEqual((status, json.loads(stdout)["fingerprint"]), (0, "16a93ed0"))


if __name__ == "__main__":
    sys.exit(unittest.main())
