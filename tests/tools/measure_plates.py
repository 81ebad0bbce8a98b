#!/usr/bin/python3
"""Measures real pages with poppler against the numbers of the TOML files.

Nothing here comes from the C++ code: the expected geometry is computed from the template alone and
from docs/template-format.md. Lengths are millimetres, origin at the top left, y down.

  measure_plates.py MAKER TEMPLATES   MAKER writes the pages into a directory that it is given
"""
import concurrent.futures
import copy
import json
import math
import re
import subprocess
import sys
import tempfile
import tomllib
import xml.etree.ElementTree as ElementTree
from itertools import product
from pathlib import Path

from plate_geometry import INCHES, Plate, Wrong, check

TOLERANCE = 0.05
PRINTABLE_MARGIN = 10.0
MM = 25.4 / 72
SHEETS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
CARD = (85.60, 53.98, 3.18)  # ISO/IEC 7810, ID-1
# What each kind of page is called; one that says nothing has no title.
TITLES = {"filled": "share 3 of 5 \u00b7 any 3 recover", "stealth": None, "blank": "blank plate",
          "reader": "reader: print on film, lay on steel", "practice": "practice plate: nothing secret"}
# Name, kind, paper and words of the pages of each template; the words of a page to practise on are its own.
PAGES = {f"{kind}-{paper}-{words}" for kind, paper, words in (
    ("filled", "a4", 20), ("filled", "a4", 33), ("filled", "a4", 59), ("filled", "letter", 20), ("filled", "letter", 33),
    ("filled", "letter", 59), ("stealth", "letter", 33), ("blank", "letter", 33), ("reader", "a4", 59), ("reader", "letter", 20), ("practice", "a4", 0))}
# To practise on: the alphabet, then pairs of letters that are taken for each other, then the first vector of SLIP-39.
ALPHABET_WORDS = ["ABCD", "EFGH", "IJKL", "MNOP", "QRST", "UVWX", "YZYZ"]
PAIRS = ["CG", "FP", "DP", "LT", "BD", "MN", "BP", "MW", "IT", "HM", "PR", "IL", "BR", "BE"]
VECTORS = Path(__file__).resolve().parents[2] / "fixtures/slip39/vectors.json"
PUBLIC_SHARE = json.loads(VECTORS.read_text())[0][1][0].split()


def near(a, b, tolerance=TOLERANCE):
    return abs(a - b) <= tolerance


def run(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout


# ---- what poppler sees ----------------------------------------------------------------------


def properties(element):
    """The drawing properties of an SVG element, whether cairo writes a style or attributes."""
    found = dict(element.attrib)
    for part in element.get("style", "").split(";"):
        if ":" in part:
            key, value = part.split(":", 1)
            found[key.strip()] = value.strip()
    return found


def transform_of(element):
    match = re.fullmatch(r"matrix\((.*)\)", element.get("transform", "matrix(1,0,0,1,0,0)"))
    return [float(number) for number in re.split(r"[ ,]+", match.group(1).strip())]


def points_of(path, matrix=(1, 0, 0, 1, 0, 0)):
    """All points of a path, on the curve and handles, in millimetres."""
    numbers = [float(n) for n in re.findall(r"-?[0-9.]+(?:e-?[0-9]+)?", path)]
    a, b, c, d, e, f = matrix
    return [((a * x + c * y + e) * MM, (b * x + d * y + f) * MM)
            for x, y in zip(numbers[::2], numbers[1::2])]


def box_of(points):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def local_name(element):
    return element.tag.rsplit("}", 1)[-1]


class Page:
    """Strokes, filled dots and points, glyphs and words of one page of a PDF, counted from 1."""

    def __init__(self, pdf, number):
        self.pdf, self.number = pdf, number
        self.lines, self.shapes, self.dots, self.points, self.glyphs = [], [], [], [], []
        with tempfile.TemporaryDirectory() as directory:
            svg = Path(directory) / "page.svg"
            run("pdftocairo", "-svg", "-f", str(number), "-l", str(number), "-origpagesizes", "-noshrink",
                "-nocenter", str(pdf), str(svg))
            root = ElementTree.parse(svg).getroot()
        self._read_vectors(root)
        self.words = self._read_words()

    def _read_vectors(self, root):
        ink, definitions = {}, set()
        for element in root.iter():
            if local_name(element) == "defs":
                definitions.update(element.iter())
            if element.get("id", "").startswith("glyph") and local_name(element) in ("g", "symbol"):
                paths = [p.get("d", "") for p in element.iter() if local_name(p) == "path"]
                ink[element.get("id")] = [p for path in paths for p in points_of(path)]
        for element in root.iter():
            if element in definitions:
                continue
            if local_name(element) == "use":
                self._add_glyph(element, ink)
            elif local_name(element) == "path":
                self._add_stroke(element)

    def _add_glyph(self, element, ink):
        name = next(v for k, v in element.attrib.items() if k.endswith("href"))[1:]
        x, y = float(element.get("x")) * MM, float(element.get("y")) * MM
        left, top, right, bottom = box_of(ink[name])
        self.glyphs.append({"name": name, "x": x, "y": y, "size": bottom - top,
                            "box": (x + left, y + top, x + right, y + bottom)})

    def _add_stroke(self, element):
        style = properties(element)
        path = element.get("d")
        points = points_of(path, transform_of(element))
        kind = "".join(re.findall(r"[A-Z]", path))
        if style.get("stroke", "none") == "none":
            # Black filled rounds are dots; gray rectangles are shades.
            if "C" in kind and style.get("fill", "none") != "none":
                self.dots.append(box_of(points))
            elif near(max(p[0] for p in points) - min(p[0] for p in points), 0.3):
                self.points.append(box_of(points))
            return
        if kind == "ML":
            self.lines.append(points)
        else:
            self.shapes.append({"box": box_of(points), "points": points, "curved": "C" in kind})

    def _read_words(self):
        root = ElementTree.fromstring(run("pdftotext", *self._only(), "-bbox", str(self.pdf), "-"))
        return [(word.text, tuple(float(word.get(k)) * MM for k in ("xMin", "yMin", "xMax", "yMax")))
                for word in root.iter() if local_name(word) == "word"]

    def letters_in(self, box):
        """The letters that pdftotext -raw reads in a box: in the order in which they were written."""
        points = [str(round(n / MM)) for n in (box[0], box[1], box[2] - box[0], box[3] - box[1])]
        crop = [part for pair in zip(("-x", "-y", "-W", "-H"), points) for part in pair]
        text = run("pdftotext", *self._only(), "-raw", *crop, str(self.pdf), "-").decode()
        return "".join(character for character in text if character.isalpha())

    def _only(self):
        return "-f", str(self.number), "-l", str(self.number)

    def text(self):
        return run("pdftotext", *self._only(), "-layout", str(self.pdf), "-").decode()

    def has_line(self, start, end, at_least=False):
        """A line between two points, in either direction; or one that covers them."""
        for p, q in self.lines:
            for a, b in ((p, q), (q, p)):
                if all(near(x, y) for x, y in zip(a + b, start + end)):
                    return True
                if at_least and near(a[1], start[1]) and near(b[1], end[1]) \
                        and a[0] <= start[0] + TOLERANCE and b[0] >= end[0] - TOLERANCE:
                    return True
        return False

    def lines_from(self, point):
        """The other ends of all lines that begin or end at a point."""
        ends = []
        for p, q in self.lines:
            for a, b in ((p, q), (q, p)):
                if near(a[0], point[0]) and near(a[1], point[1]):
                    ends.append(b)
        return ends


def moved(box, origin):
    return box[0] + origin[0], box[1] + origin[1], box[2] + origin[0], box[3] + origin[1]


def same_box(a, b):
    return all(near(x, y) for x, y in zip(a, b))


def inside(inner, outer, tolerance=TOLERANCE):
    return (inner[0] >= outer[0] - tolerance and inner[1] >= outer[1] - tolerance
            and inner[2] <= outer[2] + tolerance and inner[3] <= outer[3] + tolerance)


def apart(a, b):
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


# ---- measurements ---------------------------------------------------------------------------


def shapes_of_size(page, width, height):
    return [s for s in page.shapes if near(s["box"][2] - s["box"][0], width)
            and near(s["box"][3] - s["box"][1], height)]


def check_radius(shape, radius, what):
    """Where the straight edges end tells the radius of the corners."""
    left, top, right, bottom = shape["box"]
    check(shape["curved"] == (radius > 0), f"{what}: corners")
    if radius == 0:
        return
    for corner in ((left + radius, top), (right - radius, top), (left, top + radius),
                   (right, bottom - radius)):
        check(any(near(p[0], corner[0]) and near(p[1], corner[1]) for p in shape["points"]),
              f"{what}: no corner of radius {radius}")


def measure_outline(page, plate):
    """Finds the plate and the bank card; returns where the plate stands."""
    plates = shapes_of_size(page, plate.width, plate.height)
    check(plates, f"no outline of {plate.width} x {plate.height} mm")
    outline = min(plates, key=lambda s: s["box"][1])
    check_radius(outline, plate.radius, "outline")
    cards = [s for s in shapes_of_size(page, CARD[0], CARD[1]) if s is not outline]
    check(len(cards) == 1, "no outline of a bank card")
    check_radius(cards[0], CARD[2], "bank card")
    check(apart(cards[0]["box"], outline["box"]), "the bank card overlaps the plate")
    return outline["box"]


def measure_holes(page, plate, origin, side):
    for (x, y), r in plate.holes_on(side):
        box = moved((x - r, y - r, x + r, y + r), origin)
        check(any(s["curved"] and same_box(s["box"], box) for s in page.shapes), "no hole where the template says")


def measure_cells(page, plate, origin, count, header):
    boxes = shapes_of_size(page, plate.stamp * 0.75, plate.stamp)
    wanted = [(f"word {word + 1}, letter {letter + 1}", plate.box(word, letter)) for word in range(count) for letter in range(4)]
    wanted += [(f"header, {letter}", plate.box_around(centre)) for letter, centre in header]
    check(len(boxes) == len(wanted), f"{len(boxes)} letter boxes, not {len(wanted)}")
    for where, place in wanted:
        left, _, right, bottom = box = moved(place, origin)
        found = [b for b in boxes if same_box(b["box"], box)]
        check(len(found) == 1, f"{where}: box not where the template says")
        check(page.has_line((left, bottom), (right, bottom), at_least=True),
              f"{where}: no baseline")
        measure_ticks(page, box, where)
        measure_shank(page, plate, box, where)


def measure_ticks(page, box, where):
    left, top, right, bottom = box
    x, y = (left + right) / 2, (top + bottom) / 2
    for start, dx, dy in (((x, top), 0, -1), ((x, bottom), 0, 1), ((left, y), -1, 0),
                          ((right, y), 1, 0)):
        ends = page.lines_from(start)
        check(any(0.2 <= (e[0] - start[0]) * dx + (e[1] - start[1]) * dy <= 1 for e in ends),
              f"{where}: no centre tick")


def measure_shank(page, plate, box, where):
    left, top, right, bottom = box
    y = (top + bottom) / 2 + plate.shank / 2
    sides = {"left": False, "right": False}
    for p, q in page.lines:
        if not (near(p[1], y) and near(q[1], y)):
            continue
        low, high = min(p[0], q[0]), max(p[0], q[0])
        sides["left"] |= left - 1.2 <= low and high <= left and high - low >= 0.4
        sides["right"] |= right <= low and high <= right + 1.2 and high - low >= 0.4
    check(all(sides.values()), f"{where}: no shank edge")


def measure_tiles(page, plate, origin, count):
    boxes = shapes_of_size(page, plate.stamp * 0.75, plate.stamp)
    check(len(boxes) == count * 4, f"{len(boxes)} tiles, not {count * 4}")
    for word in range(count):
        for letter in range(4):
            box = moved(plate.box(word, letter), origin)
            check(any(same_box(b["box"], box) for b in boxes), f"word {word + 1}: tile not where the template says")


def measure_dots(page, plate, origin, count, words):
    d = plate.dots["diameter"]
    cells = [(w, c, r) for w in range(count) for c in range(plate.across) for r in range(plate.down)]
    if plate.kind == "bits":
        rings = [s["box"] for s in page.shapes if s["curved"] and near(s["box"][2] - s["box"][0], d)]
        check(len(rings) == len(cells), f"{len(rings)} places for dots, not {len(cells)}")
        for cell in cells:
            box = moved(plate.box(*cell), origin)
            check(any(same_box(ring, box) for ring in rings), "a place for a dot is not where the template says")
    # In the middle of each a cross of 0.6 mm, or a point of 0.3 mm.
    middles = {(round((p[0] + q[0]) / 2, 3), round((p[1] + q[1]) / 2, 3)) for p, q in page.lines
               if near(abs(p[0] - q[0]), 0.6) and near(p[1], q[1], 0.001)} if plate.kind == "bits" else \
              {((b[0] + b[2]) / 2, (b[1] + b[3]) / 2) for b in page.points}
    check(len(middles) == len(cells), f"{len(middles)} middles of cells, not {len(cells)}")
    for cell in cells:
        left, top, right, bottom = moved(plate.box(*cell), origin)
        check(any(near(x, (left + right) / 2) and near(y, (top + bottom) / 2) for x, y in middles),
              "the middle of a cell is not where the template says")
    struck = [moved(plate.box(w, c, r), origin) for w, word in enumerate(words) for c, r in sorted(plate.dots_of(word))]
    check(len(page.dots) == len(struck), f"{len(page.dots)} dots, not {len(struck)}")
    for box in struck:
        check(any(same_box(dot, box) for dot in page.dots), "a dot is not where the word needs it")


def measure_worth(page, plate, origin, outline, count):
    """Above each column of binary dots what they are worth, or that they make it odd, upwards; between edge and first row."""
    for word in (w for w in range(count) if plate.word_place(w)[1] == 0):
        for digit in range(plate.across):
            left, top, right, _ = moved(plate.box(word, digit), origin)
            worth = 2 ** (plate.dots["bits"] - 1 - digit) if digit < plate.dots["bits"] else "ODD"
            middle = (left + right) / 2
            digits = [g for g in page.glyphs if left - 0.5 < g["box"][0] and g["box"][2] < right + 0.5
                      and outline[1] < g["box"][1] and g["box"][3] < top and near((g["box"][0] + g["box"][2]) / 2, middle, 0.15)]
            check(len(digits) == len(str(worth)), f"{len(digits)} digits above the column of {worth}")
            check(all(inside(g["box"], outline, -0.2) for g in digits), f"{worth} is not wholly on the plate")


def measure_numbers_in_holes(page, plate, origin, count, first):
    """In the hole, where nothing is struck: above the cross, and wholly inside."""
    for word in range(count):
        (x, y), radius = plate.on_ring(word, 0, 0), plate.ring["inner"] / 2
        x, y = x + origin[0], y + origin[1]
        found = [box for text, box in page.words
                 if text == str(first + word + 1) and math.dist(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), (x, y)) < radius]
        check(len(found) == 1, f"word {first + word + 1}: {len(found)} numbers in the hole")
        left, _, right, _ = found[0]
        check(near((left + right) / 2, x, 0.1), "a number beside the middle of its hole")
        for glyph in (g["box"] for g in page.glyphs if inside(g["box"], (left, y - radius, right, y), 0)):
            check(glyph[3] < y - 0.8, "a number in the cross of its hole")
            check(all(math.dist(corner, (x, y)) < radius - 0.05 for corner in product(glyph[::2], glyph[1::2])),
                  "a number across the edge of its hole")


def measure_washers(page, plate, origin, count, words, first):
    for diameter in (plate.ring["outer"], plate.ring["inner"]):
        circles = shapes_of_size(page, diameter, diameter)
        check(len(circles) == count, f"{len(circles)} circles of {diameter} mm")
        for word in range(count):
            x, y = plate.on_ring(word, 0, 0)
            box = moved((x - diameter / 2, y - diameter / 2, x + diameter / 2, y + diameter / 2), origin)
            check(any(same_box(circle["box"], box) for circle in circles), "a washer is not where the template says")
    names = {}
    for word, text in enumerate(words):
        for letter, height, (x, y), turn in plate.letters_of_washer(word, first + word + 1, text[:4].upper()):
            # Where the left end of the baseline is, from the middle of the capital.
            left, down = height / 0.73 * 0.6 / 2, height / 2
            start = (x + origin[0] - left * math.cos(turn) - down * math.sin(turn),
                     y + origin[1] - left * math.sin(turn) + down * math.cos(turn))
            found = [g for g in page.glyphs if near(g["x"], start[0]) and near(g["y"], start[1])]
            check(len(found) == 1, f"word {first + word + 1}: no {letter} where the template says")
            # poppler has one shape for a letter, a height and a turn.
            key = found[0]["name"]
            check(names.setdefault(key, letter) == letter, "one shape for two letters")


def measure_letters(page, plate, origin, outline, words, header):
    expected = [word[:4].upper() for word in words]
    # The words, wherever they stand, and the letters in the order in which they were written, -raw: what is
    # a line and what is a column of such a text, pdftotext without it can only guess.
    on_plate = [text for text, box in page.words if inside(box, outline) and not text.isdigit()]
    check(sorted(on_plate) == sorted(expected + header.split()), "pdftotext reads other words on the plate")
    written = "".join([*filter(str.isalpha, header), *expected])
    check(page.letters_in(outline) == written, "pdftotext -raw reads the letters in another order")
    names = {}
    large = [g for g in page.glyphs if inside(g["box"], outline)
             and g["box"][3] - g["box"][1] > plate.stamp * 0.9]
    wanted = [(f"word {word + 1}, letter {letter + 1}", character, plate.centre(word, letter), plate.cell(word, letter))
              for word, text in enumerate(expected) for letter, character in enumerate(text)]
    for character, (x, y) in plate.header_letters(header):
        w, h = plate.grid["pitch_x"] / 2, plate.grid["pitch_y"] / 2
        wanted.append((f"header, {character}", character, (x, y), (x - w, y - h, x + w, y + h)))
    check(len(large) == len(wanted), f"{len(large)} letters on the plate, not {len(wanted)}")
    for where, character, (x, y), place in wanted:
        cell = moved(place, origin)
        if character == "Q":  # its tail may hang as far as the box of the letter below
            cell = *cell[:3], cell[3] + (plate.grid["pitch_y"] - plate.stamp) / 2
        mine = [g for g in large if inside(g["box"], cell)]
        check(len(mine) == 1, f"{where}: {len(mine)} letters in the cell")
        # A glyph stands at the left end of its advance (0.6 em) on the baseline; capitals are
        # 0.73 em high.
        half_advance = plate.stamp / 0.73 * 0.6 / 2
        check(near(mine[0]["x"] + half_advance, x + origin[0]), f"{where}: off centre in x")
        check(near(mine[0]["y"] - plate.stamp / 2, y + origin[1]), f"{where}: off centre in y")
        # The same shape for the same letter everywhere, and for no other letter.
        check(names.setdefault(mine[0]["name"], character) == character, f"{where}: letter")
    check(len(set(names.values())) == len(names), "one letter in two shapes")


def measure_numbers(page, plate, origin, first, count):
    for word in range(count):
        number = str(first + word + 1)
        box, cell = moved(plate.box(word, 0), origin), moved(plate.cell(word, 0), origin)
        if plate.down == 1:
            found = [b for text, b in page.words if text == number
                     and box[0] - 4 < b[0] and b[2] <= box[0] and b[1] > cell[1] - 0.2 and b[3] < cell[3] + 0.2]
        else:
            middle = cell[0] + plate.across * plate.grid["pitch_x"] / 2
            found = [b for text, b in page.words if text == number
                     and near((b[0] + b[2]) / 2, middle, 0.2) and cell[1] - 3 < b[1] and b[3] < cell[1] + 0.3]
        check(len(found) == 1, f"word {number}: {len(found)} numbers beside it")
        # pdftotext gives a word the height of the font's line; its ink is inside by a fifth.
        ink = found[0][0], found[0][1] + 0.2, found[0][2], found[0][3] - 0.2
        for other in range(count):
            for i in range(plate.across):
                for row in range(plate.down):
                    check(apart(ink, moved(plate.box(other, i, row), origin)), f"number {number} overlaps a cell")


def measure_keepouts(page, plate, origin, side):
    for area in plate.keepouts_on(side):
        check(any(same_box(s["box"], moved(area, origin)) for s in page.shapes), "no mark of an area to keep free")


def measure_rulers(page, silent):
    def spines(horizontal):
        return [tuple(sorted(line)) for line in page.lines
                if near(abs(line[0][0] - line[1][0]), 100 if horizontal else 0)
                and near(abs(line[0][1] - line[1][1]), 0 if horizontal else 100)]

    check(len(spines(True)) == 1 and len(spines(False)) == 1, "not one ruler of 100 mm each way")
    (left, right), = spines(True)
    top, bottom = sorted(spines(False)[0], key=lambda p: p[1])
    for i in range(1, 101):
        check(page.lines_from((left[0] + i, left[1])), f"no tick at {i} mm along x")
        check(page.lines_from((top[0], bottom[1] - i)), f"no tick at {i} mm along y")
        if i % 10 == 0 and not silent:
            check(any(text == str(i) and near((b[0] + b[2]) / 2, left[0] + i, 0.5)
                      and left[1] < b[1] < left[1] + 4 for text, b in page.words),
                  f"no number at {i} mm along x")
            check(any(text == str(i) and near((b[1] + b[3]) / 2, bottom[1] - i, 0.5)
                      and top[0] - 6 < b[2] < top[0] for text, b in page.words),
                  f"no number at {i} mm along y")


def measure_cut_marks(page, plate, origin):
    """Outside the corners, in line with the edges."""
    for x in (0, plate.width):
        for y in (0, plate.height):
            right, down = (1 if x else -1), (1 if y else -1)
            for start, end in (((x + 0.6 * right, y), (x + 2.6 * right, y)), ((x, y + 0.6 * down), (x, y + 2.6 * down))):
                ends = [tuple(a + b for a, b in zip(point, origin)) for point in (start, end)]
                check(page.has_line(*ends), "no cut mark at a corner")


def measure_labels(page, plate, outline, kind):
    if TITLES[kind] is None:
        return
    check(TITLES[kind] in page.text(), "no title")
    for text, box in page.words:
        if text in ("share", "recover", "steelshare"):
            check(apart(box, outline), f"'{text}' stands on the plate")
    if plate.kind in ("ring", "tiles"):
        return
    for glyph in page.glyphs:
        check(inside(glyph["box"], outline, 0) or apart(glyph["box"], outline), "a letter or digit lies across the outline")


def measure_silence(page, plate, count, header):
    """No letter but those that are struck, and no triangle beside the plate."""
    struck = {"letters": 4 * count + len(header.replace(" ", "")), "tiles": 4 * count, "ring": 6 * count}.get(plate.kind, 0)
    check(len(page.glyphs) == struck, f"{len(page.glyphs)} letters on the page, not {struck}")


def measure_sheet(pdf, sidecar, dotted):
    paper = sidecar["paper"]
    info = dict(re.findall(r"^(.+?): +(.*)$", run("pdfinfo", str(pdf)).decode(), re.M))
    width, height = (float(n) * MM for n in re.findall(r"[0-9.]+", info["Page size"])[:2])
    check(near(width, SHEETS[paper][0]) and near(height, SHEETS[paper][1]), "size of the sheet")
    check(info.get("Creator") == "steelshare" and info.get("Producer") == "steelshare", "metadata")
    for key in ("Title", "Subject", "Keywords", "Author", "CreationDate", "ModDate"):
        check(key not in info, f"metadata: {key}")
    check(info["Custom Metadata"] == "no" and info["Metadata Stream"] == "no", "metadata")
    fonts = run("pdffonts", str(pdf)).decode().splitlines()[2:]
    if dotted and sidecar["kind"] == "stealth":
        check(not fonts, "a font on pages without a letter")
    else:
        check(len(fonts) == 1 and re.search(r" yes +yes +\S+ +\d+ +\d+$", fonts[0]), "font embedded")
    run("qpdf", "--check", str(pdf))


def measure_margins(pdf):
    dpi = 200
    header, _, rest = run("pdftoppm", "-r", str(dpi), "-gray", str(pdf)).partition(b"\n255\n")
    width, height = (int(n) for n in header.split()[1:3])
    margin = int(PRINTABLE_MARGIN / 25.4 * dpi)
    white = b"\xff"
    for y in range(height):
        row = rest[y * width:(y + 1) * width]
        if y < margin or y >= height - margin:
            check(not row.strip(white), "ink above or below the printable area")
        check(not row[:margin].strip(white) and not row[-margin:].strip(white),
              "ink left or right of the printable area")


# Where page.cpp puts the corner of a plate, from the corner of the body; for what has no outline.
PLATE_AT = (6.0, 27.0)
BODY_WIDTH = 189.0


def words_of(plate, sidecar):
    """All words that are struck, none on a page that is blank."""
    if sidecar["kind"] != "practice":
        return sidecar["words"]
    return ([] if plate.dots else ALPHABET_WORDS + [2 * pair for pair in PAIRS]) + PUBLIC_SHARE


def measure_geometry(page, template, sidecar, side):
    """One side; the words of the sidecar are those of the whole share."""
    kind, paper, header = sidecar["kind"], sidecar["paper"], sidecar["header"]
    plate = Plate(template)
    words, first = plate.words_on(side, words_of(plate, sidecar))
    count = min(plate.capacity, sidecar["count"] - first)
    check(len(words) in (0, count) and (words or kind in ("blank", "reader")), "other words than the page is for")
    origin = ((SHEETS[paper][0] - BODY_WIDTH) / 2 + PLATE_AT[0], PRINTABLE_MARGIN + PLATE_AT[1])
    outline = moved((0, 0, plate.width, plate.height), origin)
    if plate.kind not in ("ring", "tiles"):
        outline = measure_outline(page, plate)
        origin = outline[:2]
        measure_keepouts(page, plate, origin, side)
        measure_holes(page, plate, origin, side)
        measure_cut_marks(page, plate, origin)
    if plate.kind == "ring":
        measure_washers(page, plate, origin, count, words, first)
        if kind != "stealth":
            measure_numbers_in_holes(page, plate, origin, count, first)
    elif kind != "stealth":
        measure_numbers(page, plate, origin, first, count)
    if plate.kind == "letters":
        measure_cells(page, plate, origin, count, plate.header_letters(header))
    if plate.kind == "tiles":
        measure_tiles(page, plate, origin, count)
    if plate.kind in ("letters", "tiles"):
        measure_letters(page, plate, origin, outline, words, header)
    if plate.dots:
        measure_dots(page, plate, origin, count, words)
    if plate.kind == "bits" and kind == "reader":
        measure_worth(page, plate, origin, outline, count)
    measure_labels(page, plate, outline, kind)
    if kind == "stealth":
        measure_silence(page, plate, count, header)


def measure(pdf, template, sidecar):
    measure_sheet(pdf, sidecar, "dots" in template)
    measure_margins(pdf)
    sides = Plate(template).sides(sidecar["count"])
    pages = int(re.search(r"Pages: +(\d+)", run("pdfinfo", str(pdf)).decode()).group(1))
    check(pages == sides, f"{pages} pages, not {sides}")
    found = []
    for side in range(sides):
        page = Page(pdf, side + 1)
        measure_geometry(page, template, sidecar, side)
        if template["grid"]["kind"] == "tiles":
            check(not shapes_of_size(page, 50, 50), "a scale check on a list")
        else:
            measure_rulers(page, sidecar["kind"] == "stealth")
            check(len(shapes_of_size(page, 50, 50)) == 1, "not one square of 50 mm")
        found.append(page)
    return found


# ---- the measurement itself, measured -------------------------------------------------------


# What a page shows of a kind of grid, each off by 0.1 mm (0.2 where half of it shows).
CHANGES = {"letters": [("stamp", "height", 0.15), ("stamp", "shank", 0.2)], "tiles": [("stamp", "height", 0.15)],
           "ring": [("stamp", "height", 0.15), ("ring", "outer", 0.2), ("ring", "inner", 0.2), ("ring", "radius", 0.1),
                    ("ring", "pitch", 0.1), ("ring", "number_radius", 0.1), ("ring", "number_pitch", 0.2),
                    ("ring", "number_height", 0.15)],
           **{kind: [("dots", "diameter", 0.15)] for kind in ("bits", "alphabet", "decimal")}}


def changed_templates(template):
    """The template with one number changed by little."""
    kind, grid = template["grid"]["kind"], template["grid"]
    changes = list(CHANGES[kind])
    if kind not in ("ring", "tiles"):
        changes += [("plate", "width", 0.1), ("plate", "height", -0.1)]
        if template["plate"]["radius"] > 0:
            changes.append(("plate", "radius", 0.1))
    changes += [("grid", "pitch_x", 0.1), ("grid", "pitch_y", -0.1)]
    if grid["cols"] > 1:
        changes.append(("grid", "gap", 0.1))
    if "gap_y" in grid and grid["rows"] > 1:
        changes.append(("grid", "gap_y", 0.1))
    if "header" in template:
        changes += [("header", "x", 0.1), ("header", "y", -0.1)]
    for table, key, by in changes:
        changed = copy.deepcopy(template)
        value = changed[table][key]
        changed[table][key] = INCHES.get(value, value) + by
        yield f"{table}.{key}", changed
    for axis in (0, 1):
        changed = copy.deepcopy(template)
        changed["grid"]["origin"][axis] += 0.1
        yield f"grid.origin[{axis}]", changed
    if "dots" in template and template["grid"]["kind"] != "alphabet":
        changed = copy.deepcopy(template)
        changed["dots"]["base"] = 1 - changed["dots"]["base"]
        yield "dots.base", changed


def changed_sidecars(sidecar):
    words, header = sidecar["words"], sidecar["header"]
    yield "two words", {**sidecar, "words": [words[1], words[0]] + words[2:]}
    if header:
        yield "two signs of the header", {**sidecar, "header": header[0] + header[2] + header[1] + header[3:]}


def check_sensitivity(page, template, sidecar):
    changed = [(name, other, sidecar) for name, other in changed_templates(template)]
    changed += [(name, template, other) for name, other in changed_sidecars(sidecar)]
    for name, its_template, its_sidecar in changed:
        try:
            measure_geometry(page, its_template, its_sidecar, 0)
        except (Wrong, ValueError):
            continue
        raise Wrong(f"a small change of {name} went unnoticed")


def expected_pages(templates):
    return {f"{path.stem}-{page}" for path in Path(templates).glob("*.toml") for page in PAGES}


def examine(pdf, templates):
    """What is wrong with a file, or nothing."""
    sidecar = json.loads(pdf.with_suffix(".json").read_text())
    template = tomllib.loads((Path(templates) / (sidecar["template"] + ".toml")).read_text())
    try:
        pages = measure(pdf, template, sidecar)
        if sidecar["kind"] == "filled" and sidecar["count"] == 33 and sidecar["paper"] == "a4":
            check_sensitivity(pages[0], template, sidecar)
    except Wrong as wrong:
        return str(wrong)
    return None


def main(maker, templates):
    with tempfile.TemporaryDirectory() as directory, concurrent.futures.ProcessPoolExecutor() as workers:
        run(maker, directory)
        pdfs = sorted(Path(directory).glob("*.pdf"))
        results = list(workers.map(examine, pdfs, [templates] * len(pdfs)))
        for pdf, wrong in zip(pdfs, results):
            print(f"{pdf.stem}: {wrong or 'as the template says'}")
        missing = expected_pages(templates) - {pdf.stem for pdf in pdfs}
        if missing:
            print(f"no page of {sorted(missing)}")
        print(f"{len(pdfs)} documents measured, {sum(map(bool, results))} of them wrong")
    return 1 if missing or any(results) else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
