"""Calls of the program for the tests of this folder: arguments and typed text in, answer out."""
import json
import os
import pathlib
import subprocess

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
