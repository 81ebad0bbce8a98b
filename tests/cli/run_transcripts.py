#!/usr/bin/python3
"""Runs the program on the transcripts of this folder and compares what it answers.

  run_transcripts.py PROGRAM [FILE.txt ...]       all *.txt here where none is named
  run_transcripts.py --write PROGRAM FILE.txt     writes what is answered into the file; review it

A transcript is a list of cases:

  # a comment
  let NAME = TEXT          {NAME} stands for TEXT from here on, in all lines below
  file NAME = TEXT         a file for the next case, mode 0600, without a final newline
  dir NAME MODE            a directory for the next case
  $ steelshare ARGUMENTS   begins a case, quoted as in a shell; each runs in an empty directory
  < TEXT                   a line of standard input; without one it is empty
  > TEXT                   a line that standard output must have
  ! TEXT                   a line that standard error must have
  = NUMBER                 the exit status, 0 where it is not given

"..." in an expected line stands for any text within the line; an expected line that is only "..."
for any number of lines. Built in: {vector N.M}, share M of official vector N; {vectors N}, all its
shares, one a line; {swap I J TEXT}, the text with two words exchanged; {put I WORD TEXT}, with word I
replaced; {drop I TEXT}, without word I; {from I TEXT}, word I and those behind it first; {cut N TEXT | TEXT},
the first N words of one and the others of the other; {across N TEXT}, as it is read along
the rows where it stands down N columns; {turned TEXT}, the last word first and each written from
its end; {four TEXT}, the first four letters of each word; {upper TEXT}; {repeat N TEXT}. In let, file and < lines \\n, \\r, \\t and \\xNN are the characters they name.

Two notices depend on the machine and are left out: that it is on a network, that a disk keeps copies.
"""
import difflib
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
VECTORS = json.loads((HERE.parents[1] / "fixtures/slip39/vectors.json").read_text())
MACHINE_NOTICES = ("steelshare: this machine is on a network;", "steelshare: these files lie on a disk,")


class Case:
    def __init__(self, line, number):
        self.line, self.number = line, number
        self.typed, self.stdout, self.stderr, self.status = [], [], [], 0
        self.files, self.directories = [], []


def shares(number):
    return VECTORS[int(number) - 1][1]


def replaced(text, *changes):
    words = text.split()
    for place, word in changes:
        words[place - 1] = word
    return " ".join(word for word in words if word)


def built_in(name, rest):
    if name == "vector":
        number, share = rest.split(".")
        return shares(number)[int(share) - 1]
    if name == "vectors":
        return "\n".join(shares(rest))
    if name == "swap":
        first, second, text = rest.split(" ", 2)
        words, i, j = text.split(), int(first), int(second)
        return replaced(text, (i, words[j - 1]), (j, words[i - 1]))
    if name == "put":
        place, word, text = rest.split(" ", 2)
        return replaced(text, (int(place), word))
    if name == "drop":
        place, text = rest.split(" ", 1)
        return replaced(text, (int(place), ""))
    if name == "from":
        place, text = rest.split(" ", 1)
        words = text.split()
        return " ".join(words[int(place) - 1:] + words[:int(place) - 1])
    if name == "cut":
        count, _, both = rest.partition(" ")
        one, _, other = both.partition(" | ")
        return " ".join(one.split()[:int(count)] + other.split()[int(count):])
    if name == "across":
        columns, text = rest.split(" ", 1)
        words = text.split()
        rows = -(-len(words) // int(columns))
        return " ".join(word for row in range(rows) for word in words[row::rows])
    if name == "turned":
        return " ".join(word[::-1] for word in reversed(rest.split()))
    if name == "four":
        return " ".join(word[:4] for word in rest.split())
    if name == "upper":
        return rest.upper()
    if name == "repeat":
        count, text = rest.split(" ", 1)
        return text * int(count)
    raise SystemExit(f"unknown name in braces: {name}")


def expand(text, names):
    """Replaces the innermost braces until none is left."""
    innermost = re.compile(r"\{([a-z0-9_]+)(?: ([^{}]*))?\}")
    while found := innermost.search(text):
        name, rest = found.groups()
        value = names[name] if rest is None and name in names else built_in(name, rest)
        text = text[:found.start()] + value + text[found.end():]
    return text


def to_bytes(text):
    escapes = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"\\": b"\\"}
    return re.sub(rb"\\(x[0-9a-f]{2}|.)",
                  lambda m: bytes([int(m[1][1:], 16)]) if len(m[1]) == 3 else escapes[m[1]],
                  text.encode())


def read(path):
    names, cases, pending, case = {}, [], [], None
    for number, line in enumerate(path.read_text().splitlines(), 1):
        mark, _, rest = line.partition(" ")
        if mark == "let":
            name, _, text = rest.partition(" = ")
            names[name] = expand(text, names)
        elif mark in ("file", "dir"):
            pending.append((mark, expand(rest, names)))
        elif mark == "$":
            case = Case(expand(rest, names), number)
            case.directories = [text.split() for kind, text in pending if kind == "dir"]
            case.files = [text.partition(" = ")[::2] for kind, text in pending if kind == "file"]
            cases.append(case)
            pending = []
        elif mark == "<":
            case.typed.append(expand(rest, names))
        elif mark == ">":
            case.stdout.append(expand(rest, names))
        elif mark == "!":
            case.stderr.append(expand(rest, names))
        elif mark == "=":
            case.status = int(rest)
        elif line and mark != "#":
            raise SystemExit(f"{path.name}:{number}: not a line of a transcript")
    return cases


def run(program, case):
    with tempfile.TemporaryDirectory() as folder:
        for name, mode in case.directories:
            (pathlib.Path(folder) / name).mkdir()
            (pathlib.Path(folder) / name).chmod(int(mode, 8))
        for name, text in case.files:
            path = pathlib.Path(folder) / name
            path.touch(0o600)
            path.write_bytes(to_bytes(text))
        typed = b"".join(to_bytes(line) + b"\n" for line in case.typed)
        words = shlex.split(case.line)
        if words[0] != "steelshare":
            raise SystemExit(f"line {case.number}: not a call of steelshare")
        done = subprocess.run([program, *words[1:]], input=typed, capture_output=True, cwd=folder,
                              timeout=60, start_new_session=True, check=False)
    stderr = [line for line in done.stderr.decode("utf-8", "replace").splitlines()
              if not line.startswith(MACHINE_NOTICES)]
    return done.stdout.decode("utf-8", "replace").splitlines(), stderr, done.returncode


def fits_line(expected, actual):
    pattern = ".*".join(re.escape(part) for part in expected.split("..."))
    return re.fullmatch(pattern, actual) is not None


def fits(expected, actual):
    if not expected:
        return not actual
    if expected[0] == "...":
        return any(fits(expected[1:], actual[i:]) for i in range(len(actual) + 1))
    return bool(actual) and fits_line(expected[0], actual[0]) and fits(expected[1:], actual[1:])


def difference(what, expected, actual):
    if fits(expected, actual):
        return []
    return list(difflib.unified_diff(expected, actual, f"{what} expected", f"{what} found", lineterm=""))


def problems_of(program, path):
    problems = []
    for case in read(path):
        stdout, stderr, status = run(program, case)
        found = difference("output", case.stdout, stdout) + difference("messages", case.stderr, stderr)
        if status != case.status:
            found.append(f"exit status {status} instead of {case.status}")
        if found:
            problems.append("\n".join([f"{path.name}:{case.number}: $ {case.line}", *found]))
    return problems


def write(program, path):
    """Replaces what is expected where it does not fit."""
    cases = {case.number: case for case in read(path)}
    lines, case = [], None
    source = path.read_text().splitlines()
    for number, line in enumerate(source, 1):
        if number in cases:
            case = cases[number]
            stdout, stderr, status = run(program, case)
            case.good = (fits(case.stdout, stdout) and fits(case.stderr, stderr) and
                         status == case.status)
            case.answer = ([f"> {text}" for text in stdout] + [f"! {text}" for text in stderr] +
                           ([f"= {status}"] if status else []))
        if case and not case.good and line[:2] in ("> ", "! ", "= "):
            continue
        lines.append(line)
        if case and not case.good and (number == len(source) or source[number][:1] != "<"):
            if line[:1] in ("$", "<"):
                lines += case.answer
    path.write_text("\n".join(lines) + "\n")


def main(arguments):
    rewrite = arguments[:1] == ["--write"]
    if rewrite:
        arguments = arguments[1:]
    program = str(pathlib.Path(arguments[0]).resolve())
    paths = [pathlib.Path(name) for name in arguments[1:]] or sorted(HERE.glob("*.txt"))
    if rewrite:
        for path in paths:
            write(program, path)
        return 0
    problems, count = [], 0
    for path in paths:
        problems += problems_of(program, path)
        count += len(read(path))
    for problem in problems:
        print(problem + "\n")
    print(f"{count} cases, {len(problems)} not as written")
    return 1 if problems or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
