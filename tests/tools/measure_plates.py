#!/usr/bin/python3
"""Measures real pages with poppler against the numbers of the TOML files.

Nothing here comes from the C++ code: the expected geometry is computed from the template alone and
from docs/template-format.md. Lengths are millimetres, origin at the top left, y down.

  measure_plates.py MAKER TEMPLATES   MAKER writes the pages into a directory that it is given
"""
import copy
import json
import re
import subprocess
import sys
import tempfile
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path

TOLERANCE = 0.05
PRINTABLE_MARGIN = 10.0
MM = 25.4 / 72
SHEETS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
CARD = (85.60, 53.98, 3.18)  # ISO/IEC 7810, ID-1
TITLE = "share 3 of 5 \u00b7 any 3 recover"


class Wrong(Exception):
    """A page that is not as its template says."""


def check(condition, what):
    if not condition:
        raise Wrong(what)


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
    """Strokes, glyphs and words of a one-page PDF."""

    def __init__(self, pdf):
        self.pdf = pdf
        self.lines, self.shapes, self.glyphs = [], [], []
        with tempfile.TemporaryDirectory() as directory:
            svg = Path(directory) / "page.svg"
            run("pdftocairo", "-svg", "-origpagesizes", "-noshrink", "-nocenter", str(pdf), str(svg))
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
        self.glyphs.append({"name": name, "x": x, "y": y,
                            "box": (x + left, y + top, x + right, y + bottom)})

    def _add_stroke(self, element):
        if properties(element).get("stroke", "none") == "none":
            return
        path = element.get("d")
        points = points_of(path, transform_of(element))
        kind = "".join(re.findall(r"[A-Z]", path))
        if kind == "ML":
            self.lines.append(points)
        else:
            self.shapes.append({"box": box_of(points), "points": points, "curved": "C" in kind})

    def _read_words(self):
        root = ElementTree.fromstring(run("pdftotext", "-bbox", str(self.pdf), "-"))
        return [(word.text, tuple(float(word.get(k)) * MM for k in ("xMin", "yMin", "xMax", "yMax")))
                for word in root.iter() if local_name(word) == "word"]

    def text(self):
        return run("pdftotext", "-layout", str(self.pdf), "-").decode()

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


# ---- what the template says -----------------------------------------------------------------


class Plate:
    """Geometry of a template, in plate coordinates."""

    def __init__(self, template):
        self.width, self.height = template["plate"]["width"], template["plate"]["height"]
        self.radius = template["plate"].get("radius", 0.0)
        self.stamp, self.shank = template["stamp"]["height"], template["stamp"]["shank"]
        self.keepouts = template.get("keepout", [])
        self.grid = template["grid"]

    def word_place(self, word):
        g = self.grid
        if g["order"] == "column":
            return divmod(word, g["rows"])
        row, column = divmod(word, g["cols"])
        return column, row

    def cell(self, word, letter):
        g = self.grid
        column, row = self.word_place(word)
        x = g["origin"][0] + column * (4 * g["pitch_x"] + g["gap"]) + letter * g["pitch_x"]
        y = g["origin"][1] + row * g["pitch_y"]
        return x, y, x + g["pitch_x"], y + g["pitch_y"]

    def centre(self, word, letter):
        x0, y0, x1, y1 = self.cell(word, letter)
        return (x0 + x1) / 2, (y0 + y1) / 2

    def box(self, word, letter):
        x, y = self.centre(word, letter)
        w, h = self.stamp * 0.75, self.stamp
        return x - w / 2, y - h / 2, x + w / 2, y + h / 2


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


def measure_cells(page, plate, origin, count):
    boxes = shapes_of_size(page, plate.stamp * 0.75, plate.stamp)
    check(len(boxes) == count * 4, f"{len(boxes)} letter boxes, not {count * 4}")
    for word in range(count):
        for letter in range(4):
            where = f"word {word + 1}, letter {letter + 1}"
            left, top, right, bottom = box = moved(plate.box(word, letter), origin)
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


def measure_letters(page, plate, origin, outline, words):
    expected = [word[:4].upper() for word in words]
    on_plate = [text for text, box in page.words if inside(box, outline) and not text.isdigit()]
    check(on_plate == expected, f"the plate reads {on_plate}")
    names = {}
    large = [g for g in page.glyphs if inside(g["box"], outline)
             and g["box"][3] - g["box"][1] > plate.stamp * 0.9]
    check(len(large) == 4 * len(words), f"{len(large)} letters on the plate")
    for word, text in enumerate(expected):
        for letter, character in enumerate(text):
            where = f"word {word + 1}, letter {letter + 1}"
            x, y = plate.centre(word, letter)
            cell = moved(plate.cell(word, letter), origin)
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


def measure_numbers(page, plate, origin, count):
    for word in range(count):
        box = moved(plate.box(word, 0), origin)
        cell = moved(plate.cell(word, 0), origin)
        found = [b for text, b in page.words if text == str(word + 1)
                 and box[0] - 4 < b[0] and b[2] <= box[0] and b[1] > cell[1] and b[3] < cell[3]]
        check(len(found) == 1, f"word {word + 1}: no number beside it")
        for other in range(count):
            for letter in range(4):
                check(apart(found[0], moved(plate.box(other, letter), origin)),
                      f"number {word + 1} overlaps a cell")


def measure_keepouts(page, plate, origin):
    for area in plate.keepouts:
        box = moved((area["x0"], area["y0"], area["x1"], area["y1"]), origin)
        check(any(same_box(s["box"], box) for s in page.shapes), "no mark of an area to keep free")


def measure_rulers(page):
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
        if i % 10 == 0:
            check(any(text == str(i) and near((b[0] + b[2]) / 2, left[0] + i, 0.5)
                      and left[1] < b[1] < left[1] + 4 for text, b in page.words),
                  f"no number at {i} mm along x")
            check(any(text == str(i) and near((b[1] + b[3]) / 2, bottom[1] - i, 0.5)
                      and top[0] - 6 < b[2] < top[0] for text, b in page.words),
                  f"no number at {i} mm along y")


def measure_labels(page, outline):
    check(TITLE in page.text(), "no title")
    for text, box in page.words:
        if text in ("share", "recover", "steelshare"):
            check(apart(box, outline), f"'{text}' stands on the plate")


def measure_sheet(pdf, paper):
    info = dict(re.findall(r"^(.+?): +(.*)$", run("pdfinfo", str(pdf)).decode(), re.M))
    width, height = (float(n) * MM for n in re.findall(r"[0-9.]+", info["Page size"])[:2])
    check(near(width, SHEETS[paper][0]) and near(height, SHEETS[paper][1]), "size of the sheet")
    check(info.get("Creator") == "steelshare" and info.get("Producer") == "steelshare", "metadata")
    for key in ("Title", "Subject", "Keywords", "Author", "CreationDate", "ModDate"):
        check(key not in info, f"metadata: {key}")
    check(info["Custom Metadata"] == "no" and info["Metadata Stream"] == "no", "metadata")
    fonts = run("pdffonts", str(pdf)).decode().splitlines()[2:]
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


def measure_geometry(page, template, words):
    plate = Plate(template)
    outline = measure_outline(page, plate)
    origin = outline[:2]
    measure_keepouts(page, plate, origin)
    measure_cells(page, plate, origin, len(words))
    measure_letters(page, plate, origin, outline, words)
    measure_numbers(page, plate, origin, len(words))
    measure_labels(page, outline)


def measure(pdf, template, sidecar):
    measure_sheet(pdf, sidecar["paper"])
    measure_margins(pdf)
    page = Page(pdf)
    measure_geometry(page, template, sidecar["words"])
    measure_rulers(page)
    check(len(shapes_of_size(page, 50, 50)) == 1, "not one square of 50 mm")
    return page


# ---- the measurement itself, measured -------------------------------------------------------


def changed_templates(template):
    """The template with one number changed by 0.1 mm (0.2 for the shank, of which half shows)."""
    changes = [("plate", "width", 0.1), ("plate", "height", -0.1), ("stamp", "height", 0.1),
               ("stamp", "shank", 0.2), ("grid", "pitch_x", 0.1), ("grid", "pitch_y", -0.1),
               ("grid", "gap", 0.1)]
    if template["plate"]["radius"] > 0:
        changes.append(("plate", "radius", 0.1))
    for table, key, by in changes:
        changed = copy.deepcopy(template)
        changed[table][key] += by
        yield f"{table}.{key}", changed
    for axis in (0, 1):
        changed = copy.deepcopy(template)
        changed["grid"]["origin"][axis] += 0.1
        yield f"grid.origin[{axis}]", changed


def check_sensitivity(page, template, words):
    for name, changed in changed_templates(template):
        try:
            measure_geometry(page, changed, words)
        except Wrong:
            continue
        raise Wrong(f"a change of {name} by 0.1 mm went unnoticed")
    swapped = [words[1], words[0]] + words[2:]
    try:
        measure_geometry(page, template, swapped)
    except Wrong:
        return
    raise Wrong("two swapped words went unnoticed")


def expected_pages(templates):
    """Every template on both papers, with 20 words and with 33 where they fit."""
    names = set()
    for path in Path(templates).glob("*.toml"):
        grid = tomllib.loads(path.read_text())["grid"]
        for words in (20, 33):
            if grid["cols"] * grid["rows"] >= words:
                names |= {f"{path.stem}-{paper}-{words}" for paper in ("a4", "letter")}
    return names


def main(maker, templates):
    failures = 0
    with tempfile.TemporaryDirectory() as directory:
        run(maker, directory)
        pdfs = sorted(Path(directory).glob("*.pdf"))
        expected_names = expected_pages(templates)
        found_names = {pdf.stem for pdf in pdfs}
        for pdf in pdfs:
            sidecar = json.loads(pdf.with_suffix(".json").read_text())
            toml = Path(templates) / (sidecar["template"] + ".toml")
            template = tomllib.loads(toml.read_text())
            try:
                page = measure(pdf, template, sidecar)
                if sidecar["paper"] == "a4":
                    check_sensitivity(page, template, sidecar["words"])
                print(f"{pdf.stem}: as the template says")
            except Wrong as wrong:
                failures += 1
                print(f"{pdf.stem}: {wrong}")
        if found_names != expected_names:
            failures += 1
            print(f"no page of {sorted(expected_names - found_names)}")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
