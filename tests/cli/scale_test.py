#!/usr/bin/python3
"""Pages that were corrected for one printer, read by poppler: everything on them has grown about the middle of the sheet."""
import sys
import unittest

from program import JUNK, ROOT, Files, run, shares_of

sys.path.insert(0, str(ROOT / "tests/tools"))
from measure_plates import Page

SHEETS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
ACROSS, DOWN = 1.02, 0.98
TOLERANCE = 0.05


class Scale(Files):
    def expect_grown(self, true, corrected, paper):
        """Every stroke of the one page is on the other, where the scale puts it."""
        width, height = SHEETS[paper]
        self.assertEqual(len(true.lines), len(corrected.lines))
        self.assertGreater(len(true.lines), 10)
        for expected, found in zip(true.lines, corrected.lines):
            for (x, y), (grown_x, grown_y) in zip(expected, found):
                self.assertAlmostEqual(grown_x, width / 2 + ACROSS * (x - width / 2), delta=TOLERANCE)
                self.assertAlmostEqual(grown_y, height / 2 + DOWN * (y - height / 2), delta=TOLERANCE)

    def rulers(self, page):
        """The lengths of all strokes across and down."""
        across = [abs(a[0] - b[0]) for a, b in page.lines if abs(a[1] - b[1]) < TOLERANCE]
        down = [abs(a[1] - b[1]) for a, b in page.lines if abs(a[0] - b[0]) < TOLERANCE]
        return across, down

    def draw(self, *options, pages=1, paper="a4"):
        """The pages of the one file that is written, at true size and with the scale."""
        drawn = []
        for size, scale in (("true", []), ("corrected", ["--scale-x", "1020", "--scale-y", "980"])):
            out = self.folder / f"{options[0]}-{paper}-{size}"
            answer = run("plates", *options, *scale, "--paper", paper, "--out", out)
            self.assertEqual(answer.status, 0, answer)
            pdf, = out.glob("*.pdf")
            drawn.append([Page(pdf, number) for number in range(1, pages + 1)])
        return drawn

    def test_the_rulers_have_grown(self):
        (true,), (corrected,) = self.draw("--blank")
        for page, across, down in ((true, 100, 100), (corrected, 100 * ACROSS, 100 * DOWN)):
            found_across, found_down = self.rulers(page)
            self.assertTrue(any(abs(length - across) < TOLERANCE for length in found_across), across)
            self.assertTrue(any(abs(length - down) < TOLERANCE for length in found_down), down)

    def test_every_kind_of_page_has_grown(self):
        for kind in ("blank", "reader", "practice"):
            for paper in SHEETS:
                with self.subTest(kind=kind, paper=paper):
                    (true,), (corrected,) = self.draw(f"--{kind}", paper=paper)
                    self.expect_grown(true, corrected, paper)

    def test_plates_with_words_have_grown(self):
        split = run("split", "--threshold", "2", "--shares", "3", "--json", typed=JUNK)
        share = self.write("share.txt", shares_of(split)[0])
        (true, listed), (corrected, corrected_list) = self.draw("--in", share, pages=2)
        self.expect_grown(true, corrected, "a4")
        self.assertNotEqual(listed.glyphs[0]["x"], corrected_list.glyphs[0]["x"])


if __name__ == "__main__":
    unittest.main()
