#!/usr/bin/python3
"""One plate alone in every form, and the log of rehearsals: what docs/rehearsal.md says of them."""
import datetime
import json
import os
import re
import resource
import stat
import sys
import unittest

from program import JUNK, JUNK_ADDRESS, OTHER_ADDRESS, ROOT, WrittenSet, fixture, run, share_of, shares_of

WORDS = (ROOT / "src/words/slip39.txt").read_text().split()
HEADING = "# steelshare rehearsal log 1"
DATE = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
LINE = re.compile(rf"(?P<date>{DATE}) set=(?P<set>\d+|mixed|unknown) plates=(?P<plates>\d+/\d+(,\d+/\d+)*|unknown) "
                  r"quorums=(?P<quorums>\d+) verdict=(?P<verdict>match|mismatch|cannot_tell|failed) "
                  r"compared=(?P<compared>nothing|(record|address|fingerprint)(,(address|fingerprint))*)"
                  r"( error=(?P<error>[a-z0-9_]+))?( left_out=(?P<left_out>\d+))?")


def rows_of(share, base, form):
    """The words as numbers from a base, in digits or in dots, most significant first; a parity dot makes a row odd."""
    rows = []
    for word in share.split():
        number = WORDS.index(word) + base
        dots = f"{number:011b}"
        parity = "01"[dots.count("1") % 2 == 0] if form == "parity" else ""
        rows.append(f"{number:04d}" if form == "digits" else (dots + parity).replace("0", ".").replace("1", "x"))
    return rows


def another(row):
    """A row that one slip makes of this one, and that is a number too."""
    last = row[-1]
    return row[:-1] + (str((int(last) + 1) % 10) if last.isdigit() else ".x"[last == "."])


class OnePlate(WrittenSet):
    """As a custodian checks his own, in every form that a plate can have."""

    FORMS = [(base, form) for base in (0, 1) for form in ("digits", "dots", "parity")]

    def test_is_proved_by_its_tag(self):
        for base, form in self.FORMS:
            typed = " ".join(rows_of(self.shares[2], base, form))
            answer = run("verify", "--json", "--record", self.record, typed=typed)
            self.assertEqual((answer.status, answer.json["plates"][0]["recorded"]), (0, True), (base, form, answer))

    def test_is_proved_by_its_checksum_and_a_wrong_row_has_its_place(self):
        """Of group 4, so that no word is the first of the list, and either numbering may be meant."""
        plate = fixture("slip39/vectors.json")[16][1][0]
        self.assertNotIn("academic", plate)
        for base, form in self.FORMS:
            rows = rows_of(plate, base, form)
            answer = run("inspect", "--json", typed=" ".join(rows))
            share = answer.json["shares"][0]
            self.assertEqual((answer.status, share["valid"], share["identifier"], share["group_index"]),
                             (0, True, 9497, 3), (base, form))
            rows[8] = another(rows[8])
            answer = run("inspect", "--json", typed=" ".join(rows))
            if form == "parity":
                self.assertEqual((answer.status, answer.json["error"]["code"], answer.json["error"]["word"]),
                                 (3, "unknown_number", 9))
                self.assertNotIn("errors", answer.json)
            else:
                self.assertEqual((answer.status, answer.json["shares"][0]["wrong_word"]), (1, 9), (base, form))

    def test_of_which_a_row_was_mistyped_is_told_by_that_row(self):
        for base, form in self.FORMS:
            rows = rows_of(self.shares[2], base, form)
            for slip in (rows[8][:-2] + "o", rows[8] + "000", "academic"):
                answer = run("verify", "--json", "--record", self.record, typed=" ".join([*rows[:8], slip, *rows[9:]]))
                self.assertEqual((answer.status, answer.json["error"]["code"], answer.json["error"]["word"]),
                                 (3, "unknown_number", 9), (base, form, slip))
                self.assertNotIn("errors", answer.json)


class Log(WrittenSet):
    def setUp(self):
        super().setUp()
        self.log = self.folder / "log.txt"
        self.number = json.loads(self.record.read_text())["identifier"]

    def rehearse(self, shares, *arguments, log=None, **options):
        return run("verify", "--json", "--log", log or self.log, *arguments, typed="\n".join(shares) + "\n", **options)

    def last(self):
        """The fields of the last line but the date; the whole file must have the form."""
        heading, *lines = self.log.read_text().split("\n")
        self.assertEqual((heading, lines.pop()), (HEADING, ""))
        found = [LINE.fullmatch(line) for line in lines]
        self.assertTrue(found and all(found), lines)
        return {key: value for key, value in found[-1].groupdict().items() if value is not None and key != "date"}

    def expect(self, shares, *arguments, status, **fields):
        answer = self.rehearse(shares, *arguments)
        self.assertEqual(answer.status, status, answer)
        self.assertEqual(self.last(), {"set": str(self.number), **fields}, answer)
        return answer

    def test_says_how_each_rehearsal_ended(self):
        record, address = ("--record", self.record), ("--address", JUNK_ADDRESS)
        whole = "1/1,1/2,1/3,1/4,1/5"
        self.expect(self.shares, *record, status=0, plates=whole, quorums="10", verdict="match", compared="record")
        self.expect(reversed(self.shares), *record, *address, status=0, plates=whole, quorums="10", verdict="match",
                    compared="record,address")
        self.expect([self.shares[4], self.shares[4]], *record, status=0, plates="1/5", quorums="0", verdict="match",
                    compared="record")
        self.expect(self.shares[:4], "--fingerprint", "16a93ed0", status=0, plates="1/1,1/2,1/3,1/4", quorums="4",
                    verdict="match", compared="fingerprint")
        three = {"plates": "1/1,1/2,1/3"}
        self.expect(self.shares[:3], status=4, **three, quorums="1", verdict="cannot_tell", compared="nothing")
        self.expect(self.shares[:3], "--address", OTHER_ADDRESS, status=1, **three, quorums="1", verdict="mismatch",
                    compared="address")
        self.expect(self.shares[:2], status=4, plates="1/1,1/2", quorums="0", verdict="cannot_tell", compared="nothing",
                    error="not_enough_members")

    def test_says_what_failed(self):
        forged = share_of(self.shares[0].split()[:4], ["academic"] * 13)
        self.expect([forged, *self.shares[1:3]], status=3, plates="1/1,1/2,1/3", quorums="0", verdict="failed",
                    compared="nothing", error="digest_mismatch")
        self.expect([forged], "--record", self.record, status=1, plates="1/1", quorums="0", verdict="mismatch",
                    compared="record", error="plate_tag_mismatch")
        unread = self.shares[0].rsplit(" ", 1)[0]
        self.expect([unread, *self.shares[1:3]], status=3, set="unknown", plates="unknown", quorums="0",
                    verdict="failed", compared="nothing", error="too_few_words")
        other = shares_of(self.split(JUNK))
        self.expect([*self.shares[:2], other[2]], status=3, set="mixed", plates="1/1,1/2,1/3", quorums="0",
                    verdict="failed", compared="nothing", error="mixed_identifiers")
        self.assertEqual(len(self.log.read_text().splitlines()), 5)

    def test_without_a_plate_has_no_line(self):
        both = ("--passphrase", "--passphrase-file", "x")
        for arguments, typed in (((), ""), (("--in", self.folder / "missing"), ""), (("--kind", "gold"), self.shares[0]),
                                 (both, "\n".join(self.shares))):
            answer = self.rehearse([typed], *arguments)
            self.assertIn(answer.status, (2, 3), answer)
            self.assertFalse(self.log.exists())

    def test_says_when_in_universal_time(self):
        """As the file system does, to the hour: the time zone here is fourteen hours off."""
        self.rehearse(self.shares[:1], env={**os.environ, "TZ": "Pacific/Kiritimati"})
        date = self.log.read_text().splitlines()[1].split()[0]
        written = datetime.datetime.strptime(date, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.timezone.utc)
        self.assertLess(abs(written.timestamp() - self.log.stat().st_mtime), 3600)

    def test_is_for_its_owner_alone_and_grows(self):
        previous = os.umask(0)
        self.addCleanup(os.umask, previous)
        self.rehearse(self.shares[:1])
        self.assertEqual(stat.S_IMODE(self.log.stat().st_mode), 0o600)
        first = self.log.read_text()
        self.log.chmod(0o644)
        answer = self.rehearse(self.shares[:1])
        self.assertTrue(self.log.read_text().startswith(first))
        self.assertEqual(len(self.log.read_text().splitlines()), 3)
        self.assertIn("--log: other users of this machine can read this file", answer.stderr)

    def test_that_is_empty_gets_its_heading_and_one_that_was_cut_a_new_line(self):
        self.log.touch()
        self.rehearse(self.shares[:1])
        self.last()
        whole = self.log.read_text()
        self.log.write_text(whole[:-9])
        self.rehearse(self.shares[:1])
        lines = self.log.read_text().split("\n")
        self.assertEqual((lines[1], len(lines)), (whole.split("\n")[1][:-8], 4))
        self.assertTrue(LINE.fullmatch(lines[2]))

    def test_is_nothing_but_a_log(self):
        """A link, a directory, a pipe, a device, another text: refused before anything is read, and as they were."""
        target = self.write("target", HEADING + "\n")
        for make in (lambda path: path.symlink_to(target), lambda path: path.symlink_to("nowhere"), lambda path: path.mkdir(),
                     os.mkfifo, lambda path: path.write_text("precious"), lambda path: path.write_text(HEADING),
                     lambda path: path.write_bytes(self.record.read_bytes())):
            path = self.folder / "place"
            make(path)
            before = path.read_bytes() if path.is_file() else None
            answer = self.rehearse(self.shares[:3], "--address", JUNK_ADDRESS, log=path)
            self.assertEqual((answer.status, answer.json["error"]["code"]), (2, "usage"), answer)
            self.assertIn("--log: this is not a log of yours", answer.stderr)
            self.assertEqual(path.read_bytes() if path.is_file() else None, before)
            self.assertEqual(target.read_text(), HEADING + "\n")
            self.assertFalse((self.folder / "nowhere").exists())
            path.rmdir() if path.is_dir() else path.unlink()
        self.assertEqual(self.rehearse(self.shares[:3], log="/dev/null").status, 2)

    def test_that_cannot_be_written_does_not_hide_the_verdict(self):
        """No file may grow: as on a full disk. Standard output is a pipe, to which no limit applies."""
        full = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))}
        for arguments, status, verdict in ((["--address", JUNK_ADDRESS], 70, "match"), ([], 4, "cannot_tell"),
                                           (["--address", OTHER_ADDRESS], 1, "mismatch")):
            answer = self.rehearse(self.shares[:3], *arguments, **full)
            self.assertEqual((answer.status, answer.json["verdict"]), (status, verdict), answer)
            self.assertNotIn("log", answer.json)
            self.assertIn("--log: nothing can be added to the file", answer.stderr)
            self.assertEqual(self.log.read_bytes() if self.log.exists() else b"", b"")
        answer = self.rehearse(self.shares[:2], **full)
        self.assertEqual((answer.status, answer.json["error"]["code"]), (4, "not_enough_members"))
        self.assertIn("--log: nothing can be added to the file", answer.stderr)


if __name__ == "__main__":
    sys.exit(unittest.main())
