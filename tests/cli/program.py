"""Calls of the program for the tests of this folder: arguments and typed text in, answer out."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("STEELSHARE", str(ROOT / "build/dev/src/steelshare"))

# Public test phrases.
JUNK = " ".join(["test"] * 11 + ["junk"])
ABOUT = " ".join(["abandon"] * 11 + ["about"])
JUNK_ADDRESS = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
OTHER_ADDRESS = "0x9858EfFD232B4033E47d90003D41EC34EcaEda94"


class Answer:
    def __init__(self, done):
        self.status = done.returncode
        self.stdout = done.stdout.decode() if done.stdout is not None else ""
        self.stderr = done.stderr.decode()

    @property
    def json(self):
        return json.loads(self.stdout)

    def __str__(self):
        return f"exit status {self.status}\n{self.stderr}"


def run(*arguments, typed="", **options):
    """Runs without a terminal, with pipes for all three streams."""
    options.setdefault("stdout", subprocess.PIPE)
    return Answer(subprocess.run([PROGRAM, *map(str, arguments)], input=typed.encode(),
                                 stderr=subprocess.PIPE, timeout=120, start_new_session=True,
                                 check=False, **options))


def fixture(name):
    return json.loads((ROOT / "fixtures" / name).read_text())


def shares_of(split, group=0):
    return split.json["groups"][group]["shares"]


def share_of(head, body):
    """Completes 17 words with the checksum of SLIP-0039, written from the specification."""
    words = (ROOT / "src/words/slip39.txt").read_text().split()
    generators = [0xE0E040, 0x1C1C080, 0x3838100, 0x7070200, 0xE0E0009, 0x1C0C2412, 0x38086C24,
                  0x3090FC48, 0x21B1F890, 0x3F3F120]

    def polymod(values):
        checksum = 1
        for value in values:
            top = checksum >> 20
            checksum = (checksum & 0xFFFFF) << 10 ^ value
            for i, generator in enumerate(generators):
                checksum ^= generator if top >> i & 1 else 0
        return checksum
    data = [words.index(word) for word in [*head, *body]]
    label = b"shamir_extendable" if data[1] >> 4 & 1 else b"shamir"
    rest = polymod([*label, *data, 0, 0, 0]) ^ 1
    return " ".join(words[i] for i in [*data, rest >> 20, rest >> 10 & 1023, rest & 1023])


class Files(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, text):
        path = self.folder / name
        path.touch(0o600)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def split(self, secret, *arguments):
        answer = run("split", "--json", *arguments, typed=secret + "\n")
        self.assertEqual(answer.status, 0, answer)
        return answer

    def recover(self, shares, *arguments, status=0):
        answer = run("recover", "--json", *arguments, typed="\n".join(shares) + "\n")
        self.assertEqual(answer.status, status, answer)
        return answer.json


class WrittenSet(Files):
    """A test with the plates and the record of the test phrase, 3-of-5."""

    def setUp(self):
        super().setUp()
        self.out = self.folder / "plates"
        self.answer = self.split(JUNK, "--out", self.out)
        self.shares = shares_of(self.answer)
        self.record = self.out / "record.json"
