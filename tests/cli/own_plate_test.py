#!/usr/bin/python3
"""A plate for a blank of one's own in ten lines: those that docs/template-format.md shows."""
import re
import unittest

from program import ROOT, Files, run


def shown_plate():
    """The indented lines of the page that begin with an id."""
    page = (ROOT / "docs/template-format.md").read_text()
    block, = re.findall(r"(?m)^    id = .*\n(?:    .*\n)*", page)
    return re.sub(r"(?m)^    ", "", block)


class OwnPlate(Files):
    def test_it_is_ten_lines(self):
        self.assertLessEqual(len(shown_plate().splitlines()), 10)

    def test_check_finds_nothing_wrong(self):
        answer = run("templates", "--check", self.write("mine.toml", shown_plate()), "--json")
        self.assertEqual((answer.status, answer.stderr), (0, ""))
        self.assertTrue(all(rule["ok"] for rule in answer.json["rules"]), answer.stdout)

    def test_it_is_drawn(self):
        path, out = self.write("mine.toml", shown_plate()), self.folder / "out"
        answer = run("plates", "--blank", "--words", "20", "--template", path, "--out", out)
        self.assertEqual(answer.status, 0, answer)
        self.assertTrue((out / "blank-20.pdf").read_bytes().startswith(b"%PDF"))


if __name__ == "__main__":
    unittest.main()
