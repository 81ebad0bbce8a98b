"""The geometry of plates as docs/template-format.md gives it, computed from the TOML files alone.

Nothing here comes from the C++ code. Lengths are millimetres, origin at the top left of the plate,
y down; words count from 0 on their side.
"""
import math
from pathlib import Path

WORDS = (Path(__file__).resolve().parents[2] / "src/words/slip39.txt").read_text().split()
INCHES = {"1/8 in": 3.175, "5/32 in": 3.969, "3/16 in": 4.763, "1/4 in": 6.35}
DIGIT_ROWS = "1234567890"
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Wrong(Exception):
    """A page or file that is not as its template says."""


def check(condition, what):
    if not condition:
        raise Wrong(what)


class Plate:
    """Geometry of a template."""

    def __init__(self, template):
        self.width, self.height = template["plate"]["width"], template["plate"]["height"]
        self.radius = template["plate"].get("radius", 0.0)
        self.faces = template["plate"].get("faces", 1)
        self.keepouts, self.holes = template.get("keepout", []), template.get("hole", [])
        self.grid, self.kind = template["grid"], template["grid"]["kind"]
        stamp = template.get("stamp", {})
        self.stamp = INCHES.get(stamp.get("height"), stamp.get("height"))
        self.shank = stamp.get("shank")
        self.dots, self.ring = template.get("dots"), template.get("ring")
        self.header = template.get("header")
        self.capacity = self.grid["cols"] * self.grid["rows"]
        self.across, self.down = {"letters": (4, 1), "tiles": (4, 1), "ring": (1, 1), "alphabet": (4, 26), "decimal": (4, 10),
                                  "bits": (self.bit_columns(), 1)}[self.kind]

    def sides(self, word_count):
        return -(-word_count // self.capacity)

    def words_on(self, side, words):
        """The words of a share that stand on a side, and how many stand before them."""
        first = side * self.capacity
        return words[first:first + self.capacity], first

    def is_back(self, side):
        return self.faces == 2 and side % 2 == 1

    def holes_on(self, side):
        """Centres and radii, as they are seen on a side."""
        return [((self.width - h["x"] if self.is_back(side) else h["x"], h["y"]), h["d"] / 2)
                for h in self.holes]

    def keepouts_on(self, side):
        for area in self.keepouts:
            x0, x1 = area["x0"], area["x1"]
            if self.is_back(side):
                x0, x1 = self.width - x1, self.width - x0
            yield x0, area["y0"], x1, area["y1"]

    def bit_columns(self):
        return self.dots["bits"] + self.dots["parity"] if self.dots and "bits" in self.dots else 0

    def word_place(self, word):
        g = self.grid
        if g["order"] == "column":
            return divmod(word, g["rows"])
        row, column = divmod(word, g["cols"])
        return column, row

    def corner(self, word):
        g = self.grid
        column, row = self.word_place(word)
        return (g["origin"][0] + column * (self.across * g["pitch_x"] + g["gap"]),
                g["origin"][1] + row * (self.down * g["pitch_y"] + g.get("gap_y", 0)))

    def cell(self, word, column, row=0):
        g = self.grid
        left, top = self.corner(word)
        x, y = left + column * g["pitch_x"], top + row * g["pitch_y"]
        return x, y, x + g["pitch_x"], y + g["pitch_y"]

    def centre(self, word, column, row=0):
        x0, y0, x1, y1 = self.cell(word, column, row)
        return (x0 + x1) / 2, (y0 + y1) / 2

    def box(self, word, column, row=0):
        x, y = self.centre(word, column, row)
        w, h = (self.dots["diameter"],) * 2 if self.dots else (self.stamp * 0.75, self.stamp)
        return x - w / 2, y - h / 2, x + w / 2, y + h / 2

    def header_letters(self, text):
        """The letters of a header and the middles of their cells; a space is a cell that stays free."""
        g = self.grid
        return [(letter, (self.header["x"] + (i + 0.5) * g["pitch_x"], self.header["y"] + g["pitch_y"] / 2))
                for i, letter in enumerate(text) if letter != " "]

    def box_around(self, centre):
        (x, y), w, h = centre, self.stamp * 0.75, self.stamp
        return x - w / 2, y - h / 2, x + w / 2, y + h / 2

    def dots_of(self, word):
        """Columns and rows of the dots of a word, as docs/template-format.md says."""
        if self.kind == "alphabet":
            return {(i, ALPHABET.index(letter)) for i, letter in enumerate(word[:4].upper())}
        number = WORDS.index(word) + self.dots["base"]
        if self.kind == "decimal":
            return {(i, DIGIT_ROWS.index(digit)) for i, digit in enumerate(f"{number:04}")}
        bits = f"{number:0{self.dots['bits']}b}"
        if self.dots["parity"]:
            bits += str(1 - bits.count("1") % 2)
        return {(i, 0) for i, bit in enumerate(bits) if bit == "1"}

    def on_ring(self, word, radius, angle):
        """A point of a washer: the angle from the top, clockwise."""
        left, top = self.corner(word)
        g = self.grid
        return (left + g["pitch_x"] / 2 + radius * math.sin(angle), top + g["pitch_y"] / 2 - radius * math.cos(angle))

    def letters_of_washer(self, word, number, text):
        """Letter, height, centre and turn of all that stands on a washer."""
        r = self.ring
        step = 2 * math.asin(r["number_pitch"] / 2 / r["number_radius"])
        for i, digit in enumerate(f"{number:02}"):
            angle = (i - 0.5) * step
            yield digit, r["number_height"], self.on_ring(word, r["number_radius"], angle), angle
        step = 2 * math.asin(r["pitch"] / 2 / r["radius"])
        for i, letter in enumerate(text):
            angle = math.pi - (i - 1.5) * step
            yield letter, self.stamp, self.on_ring(word, r["radius"], angle), angle - math.pi
