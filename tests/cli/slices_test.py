#!/usr/bin/python3
"""One search cut into slices that run side by side, as docs/recovery.md has it for several machines."""
import json
import os
import re
import subprocess
import sys
import unittest
from concurrent.futures import ThreadPoolExecutor

from program import PROGRAM, ROOT, Files, fixture, run

SET = next(one["shares"][0] for one in fixture("slip39/reference.json")
           if one.get("shares") and one["groups"] == [[3, 5]] and len(one["shares"][0][0].split()) == 20)
LOST = (5, 7, 9, 11, 13)  # 2^20 possibilities, enough to be cut
FEW_LOST = LOST[:4]  # so few that each slice ends soon where a word may be wrong, too


def worn(lost=LOST):
    words = SET[1].split()
    for place in lost:
        words[place] = "?"
    return "\n".join([SET[0], " ".join(words), SET[2]]) + "\n"


class Slices(Files):
    def setUp(self):
        super().setUp()
        self.plates = self.folder / "plates.txt"
        self.plates.write_text(worn())
        self.plates.chmod(0o600)
        self.found = self.folder / "found"

    def slices(self, count, *arguments):
        """Runs all slices, four at a time, and returns their answers."""
        def one(number):
            return run("repair", "--in", self.plates, "--slice", f"{number}/{count}", "--out", self.found,
                       "--json", "--wrong-words", 0, *arguments)
        with ThreadPoolExecutor(4) as pool:
            return list(pool.map(one, range(1, count + 1)))

    def test_one_of_them_finds_the_plates_and_none_prints_a_word(self):
        whole = run("repair", "--in", self.plates, "--json").json
        for count in (1, 3, 8):
            answers = self.slices(count)
            good = [answer.json for answer in answers if answer.status == 0]
            self.assertEqual([answer.status for answer in answers].count(4), count - 1)
            self.assertEqual([answer["level"] for answer in good], ["digest"])
            self.assertEqual(sum(answer.json["searched"] for answer in answers), whole["searched"])
            (name,) = good[0]["files"]
            lines = [line for line in (self.found / name).read_text().splitlines() if not line.startswith("#")]
            self.assertEqual(lines, SET[:3])
            for answer in answers:
                self.assertNotIn(SET[1].split()[LOST[0]], answer.stdout + answer.stderr)
            (self.found / name).unlink()

    def test_a_file_that_is_there_is_not_written_over(self):
        self.assertEqual(self.slices(1)[0].status, 0)
        again = self.slices(1)[0]
        self.assertNotEqual(again.status, 0)
        self.assertIn("error", again.json)

    def test_the_commands_of_the_page_are_those_of_the_program(self):
        page = (ROOT / "docs/recovery.md").read_text()
        commands = re.findall(r"steelshare repair ([^\n]*--slice[^\n]*)", page)
        self.assertEqual(len(commands), 3)
        for command in commands:
            options = set(re.findall(r"--[a-z-]+", command.split(":::")[0]))
            self.assertEqual(options - {"--halt"}, {"--in", "--wrong-words", "--slice", "--out", "--json"})

    def test_a_shell_runs_them_from_a_list(self):
        command = (f"seq 8 | xargs -P 4 -I {{}} '{PROGRAM}' repair --in plates.txt --slice {{}}/8 --out found --json"
                   " --wrong-words 0 > log.txt 2> messages.txt; true")
        subprocess.run(["sh", "-c", command], cwd=self.folder, check=True, timeout=120)
        levels = sorted(json.loads(line)["level"] for line in (self.folder / "log.txt").read_text().splitlines())
        self.assertEqual(levels, ["digest"] + ["none"] * 7)
        self.assertEqual(len(list(self.found.iterdir())), 1)

    def expect_found(self):
        (found,) = self.found.iterdir()
        lines = [line for line in found.read_text().splitlines() if not line.startswith("#")]
        self.assertEqual(lines, SET[:3])

    def page_in_shell(self, command):
        """Runs a command of the page as it stands there, with the program on the path."""
        (self.folder / "steelshare").symlink_to(PROGRAM)
        self.plates.write_text(worn(FEW_LOST))
        path = f"{self.folder}:{os.environ['PATH']}"
        return lambda **more: subprocess.run(["sh", "-c", command], cwd=self.folder, capture_output=True, timeout=300,
                                             env={**os.environ, "PATH": path, **more})

    def test_gnu_parallel_runs_the_command_of_the_page(self):
        page = (ROOT / "docs/recovery.md").read_text()
        (command,) = re.findall(r"^    (parallel [^\n]*)$", page, re.M)
        done = self.page_in_shell(command)()
        levels = sorted(json.loads(line)["level"] for line in done.stdout.splitlines())
        # The others are ended once one is sure.
        self.assertEqual([level for level in levels if level != "none"], ["digest"], done.stderr[-500:])
        self.assertLessEqual(len(levels), 64)
        self.expect_found()

    def test_the_script_of_the_page_runs_as_each_task_of_an_array(self):
        page = (ROOT / "docs/recovery.md").read_text()
        (script,) = re.findall(r"^    (#!/bin/sh\n(?:    [^\n]*\n)+)", page, re.M)
        self.assertIn("--array=1-64 ", script)
        task = self.page_in_shell(script.replace("\n    ", "\n"))
        with ThreadPoolExecutor(4) as pool:
            done = list(pool.map(lambda number: task(SLURM_ARRAY_TASK_ID=str(number)), range(1, 65)))
        self.assertEqual(sorted(json.loads(one.stdout)["level"] for one in done), ["digest"] + ["none"] * 63)
        self.expect_found()


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
