#!/usr/bin/python3
"""A repair that is interrupted and goes on, as docs/recovery.md has it for long searches."""
import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
import unittest

from program import PROGRAM, ROOT, Files, fixture, run

SURVIVORS = fixture("repair/false_survivors.json")
SET = next(one["shares"][0] for one in fixture("slip39/reference.json")
           if one.get("shares") and one["groups"] == [[3, 5]] and len(one["shares"][0][0].split()) == 20)


def worn(line, places):
    words = line.split()
    for place in places:
        words[place] = "?"
    return " ".join(words)


class Checkpoint(Files):
    def setUp(self):
        super().setUp()
        # Six places of one plate, one of them with a letter left: long enough to be interrupted.
        self.long = self.plates("long.txt", self.long_lines())
        self.short = self.plates("short.txt", [SET[0], worn(SET[1], (5, 7, 9, 11, 13)), SET[2]])
        self.file = self.folder / "state"

    def long_lines(self):
        plates = list(SURVIVORS["plates"])
        plates[0] = worn(plates[0], [place - 1 for place in SURVIVORS["places"]])
        words = plates[0].split()
        words[SURVIVORS["places"][5] - 1] = "?" + SURVIVORS["survivors"][0][5][1] + "??"
        return [" ".join(words), *plates[1:]]

    def plates(self, name, lines):
        path = self.folder / name
        path.touch(0o600)
        path.write_text("\n".join(lines) + "\n")
        return path

    def arguments(self, plates, *more):
        return ["repair", "--in", plates, "--wrong-words", 0, "--json", "--checkpoint", self.file, *more]

    def begin(self, plates):
        """Starts a long search, and returns once it has written how far it is."""
        before = self.file.read_bytes() if self.file.exists() else b""
        # On one core, so that no machine is done before it has begun.
        core = min(os.sched_getaffinity(0))
        search = subprocess.Popen([PROGRAM, *map(str, self.arguments(plates))], start_new_session=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  preexec_fn=lambda: os.sched_setaffinity(0, {core}))
        for _ in range(6000):
            text = self.file.read_bytes() if self.file.exists() else b""
            if re.search(rb"^part ", text, re.M) and text != before:
                break
            self.assertIsNone(search.poll(), "it ended too soon")
            time.sleep(0.01)
        return search

    def interrupt(self, number, plates=None):
        """Ends a long search once it has written how far it is."""
        search = self.begin(plates or self.long)
        search.send_signal(number)
        out, messages = search.communicate(timeout=60)
        self.assertEqual(search.returncode, -number)
        self.assertEqual(out, b"")
        return messages.decode()

    def steps(self):
        return [int(blocks) for blocks in re.findall(r"^part \d+ \d+ (\d+)", self.file.read_text(), re.M)]

    def test_an_interrupted_search_ends_as_a_whole_one(self):
        whole = run("repair", "--in", self.long, "--wrong-words", 0, "--json")
        self.assertIn("interrupted", self.interrupt(signal.SIGINT))
        first = self.steps()
        self.assertGreater(sum(first), 0)
        self.assertIn("goes on", self.interrupt(signal.SIGTERM))
        self.assertGreater(sum(self.steps()), sum(first))
        self.interrupt(signal.SIGKILL)
        last = run(*self.arguments(self.long))
        self.assertEqual(last.json, whole.json)
        self.assertEqual(last.status, whole.status)
        self.assertEqual([path.name for path in self.folder.glob("state*")], ["state"])
        # Once it has ended, the answer is there again at once.
        self.assertEqual(run(*self.arguments(self.long)).json, whole.json)

    def test_a_second_search_does_not_get_the_file(self):
        whole = run("repair", "--in", self.long, "--wrong-words", 0, "--json").json
        search = self.begin(self.long)
        second = run(*self.arguments(self.long))
        self.assertEqual(second.status, 2, second)
        self.assertIn("another search has this file", second.stderr + second.stdout)
        self.assertIsNone(search.poll(), "it ended too soon")
        out, _ = search.communicate(timeout=120)
        self.assertEqual(json.loads(out), whole)
        self.assertEqual(run(*self.arguments(self.long)).json, whole)

    def test_a_file_of_somebody_else_is_not_written_over(self):
        search = self.begin(self.long)
        self.file.unlink()
        self.file.write_text("a shopping list\n")
        _, messages = search.communicate(timeout=120)
        self.assertEqual(self.file.read_text(), "a shopping list\n")
        self.assertIn("cannot be written", messages.decode())

    def test_a_file_that_cannot_be_written_is_told_of_once(self):
        whole = run("repair", "--in", self.long, "--wrong-words", 0, "--json").json
        search = self.begin(self.long)
        blocked = self.folder / "state.partial"
        blocked.mkdir()
        out, messages = search.communicate(timeout=120)
        self.assertEqual(json.loads(out), whole)
        self.assertEqual(messages.decode().count("--checkpoint: the file cannot be written now"), 1, messages)
        self.assertEqual(messages.decode().count("what it says is not the end"), 1, messages)
        # What it wrote before is still good, and it writes again once it can.
        blocked.rmdir()
        last = run(*self.arguments(self.long))
        self.assertEqual(last.json, whole)
        self.assertNotIn("cannot be written", last.stderr)

    def numbers(self, lines, digits=""):
        """Lines as they show decimal numbers from 1, which may as well be such from 0."""
        words = (ROOT / "src/words/slip39.txt").read_text().split()
        def number(word):
            if "?" in word:
                return digits if word != "?" and digits else "?"
            return str(next(i for i, one in enumerate(words) if one.startswith(word[:4])) + 1)
        return [" ".join(number(word) for word in line.split()) for line in lines]

    def test_numbers_that_can_be_read_in_several_ways_go_on_too(self):
        short = self.plates("short-numbers.txt", self.numbers(self.short.read_text().splitlines()))
        whole = run("repair", "--in", short, "--wrong-words", 0, "--json")
        self.assertEqual(whole.json["level"], "digest")
        for _ in range(2):
            self.assertEqual(run(*self.arguments(short)).json, whole.json)
        self.assertEqual(set(re.findall(r"^search (\d+) ", self.file.read_text(), re.M)), {"0", "1"})
        self.file.unlink()
        last = SURVIVORS["plates"][0].split()[SURVIVORS["places"][5] - 1]
        (number,) = self.numbers([last])
        long = self.plates("long-numbers.txt", self.numbers(self.long_lines(), "??" + number[-1]))
        whole = run("repair", "--in", long, "--wrong-words", 0, "--json")
        self.interrupt(signal.SIGINT, long)
        self.interrupt(signal.SIGKILL, long)
        self.assertEqual(run(*self.arguments(long)).json, whole.json)
        self.assertIn(whole.json["level"], ("digest", "ambiguous"))

    def test_the_file_is_ours_alone_and_has_no_word(self):
        answer = run(*self.arguments(self.short)).json
        self.assertEqual(answer["level"], "digest")
        self.assertEqual(stat.S_IMODE(self.file.stat().st_mode), 0o600)
        lines = self.file.read_text().splitlines()
        self.assertEqual(lines[0], "# steelshare repair checkpoint 1")
        for line in lines[1:]:
            self.assertRegex(line, r"^(salt [0-9a-f]{32}|(search|done|part|found)( \d+)+|tag [0-9a-f]{8})$")
        # Where something passed is a block of 2^18 steps, and not the step.
        self.assertEqual(sum(line.startswith("found ") for line in lines), 1)
        self.assertLess(int(re.search(r"^found (\d+)$", "\n".join(lines), re.M)[1]), 4)

    def refused(self, status, *arguments):
        answer = run(*arguments)
        self.assertEqual(answer.status, status, answer)
        return answer.json["error"]["code"]

    def test_a_file_of_another_search_is_refused(self):
        run(*self.arguments(self.short))
        text = self.file.read_text()
        other = self.plates("other.txt", [SET[0], worn(SET[1], (5, 7, 9, 11, 14)), SET[2]])
        self.assertEqual(self.refused(3, *self.arguments(other)), "checkpoint_mismatch")
        self.assertEqual(self.refused(3, *self.arguments(self.short, "--slice", "1/2")), "checkpoint_mismatch")
        self.assertEqual(self.refused(3, "repair", "--in", self.short, "--json", "--checkpoint", self.file),
                         "checkpoint_mismatch")
        self.assertEqual(self.file.read_text(), text)

    def test_a_changed_file_is_refused(self):
        run(*self.arguments(self.short))
        text = self.file.read_text()
        for changed in (text.replace("\npart 0 0 4", "\npart 0 0 3"), text.replace("salt ", "salt f", 1)[:-1],
                        "", "# steelshare repair checkpoint 1\n", "a shopping list\n"):
            self.assertNotEqual(changed, text)
            self.file.write_text(changed)
            self.assertIn(self.refused(3, *self.arguments(self.short)), ("checkpoint_mismatch", "checkpoint_syntax"))
        for size in range(0, len(text), 7):
            self.file.write_text(text[:size])
            self.assertIn(self.refused(3, *self.arguments(self.short)), ("checkpoint_mismatch", "checkpoint_syntax"))

    def test_what_is_no_file_of_ours_is_left_alone(self):
        target = self.folder / "target"
        target.write_text("kept")
        self.file.symlink_to(target)
        self.assertEqual(self.refused(2, *self.arguments(self.short)), "usage")
        self.assertEqual(target.read_text(), "kept")
        self.assertEqual(self.refused(2, "repair", "--in", self.short, "--json", "--checkpoint", self.folder), "usage")
        nowhere = self.folder / "nowhere" / "state"
        self.assertEqual(self.refused(70, "repair", "--in", self.short, "--json", "--checkpoint", nowhere),
                         "output_failed")

    def test_every_slice_has_a_file_of_its_own(self):
        levels = []
        for slice_number in (1, 2):
            self.file = self.folder / f"state-{slice_number}"
            arguments = self.arguments(self.short, "--slice", f"{slice_number}/2")
            first = run(*arguments)
            self.assertEqual(run(*arguments).json, first.json)
            levels.append(first.json["level"])
        self.assertEqual(sorted(levels), ["digest", "none"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
