#!/usr/bin/python3
"""Reads files for machines with the readers of other projects and compares them with the TOML files.

SVG is read with svgelements, DXF with ezdxf, both from Debian; G-code and HPGL with the interpreters
below, which know what docs/machines.md says. The expected geometry is computed from the template alone
and from docs/template-format.md (plate_geometry.py). Lengths are millimetres; inside this script the
origin is at the top left, y down.

  read_machines.py TEMPLATES     STEELSHARE names the program
"""
import concurrent.futures
import copy
import functools
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

from plate_geometry import ALPHABET, DIGIT_ROWS, INCHES, Plate, Wrong, check

try:
    import ezdxf
    import svgelements
except ImportError as error:
    sys.exit(f"{error}: ./bootstrap test installs it")

TOLERANCE = 0.01
HPGL_UNIT = 0.025
SYMMETRIC = "AHIMOTUVWXY08"
CIRCLE_LINES = 30
LAYERS = ("GUIDE", "ENGRAVE", "DRILL", "CUT")
FORMATS = {"svg": ".svg", "dxf": ".dxf", "hpgl": ".plt", "laser": ".gcode", "mill": ".gcode"}
WORD_COUNTS = (20, 33)
KINDS = {"letters", "tiles", "ring", "bits", "alphabet", "decimal"}
VECTORS = Path(__file__).resolve().parents[2] / "fixtures/slip39/vectors.json"

# Round corners, words along the rows, and a hole and an area that the back has on the other side,
# which no built-in template has all.
TAG = """
id = "tag"
title = "Tag with a hole"
[plate]
width = 80.0
height = 50.0
radius = 8.0
thickness_min = 3.0
faces = 2
[[hole]]
x = 5.5
y = 25.0
d = 4.0
keepout = 3.0
[[keepout]]
x0 = 1.5
y0 = 10.0
x1 = 5.0
y1 = 14.5
[stamp]
height = 3.0
shank = 6.0
[grid]
kind = "letters"
cols = 2
rows = 7
pitch_x = 4.5
pitch_y = 5.5
gap = 6.0
origin = [11.0, 5.75]
order = "row"
[source]
text = "made for this test"
confidence = "proposed"
"""


def near(a, b, tolerance=TOLERANCE):
    return abs(a - b) <= tolerance


def near_point(a, b, tolerance=TOLERANCE):
    return near(a[0], b[0], tolerance) and near(a[1], b[1], tolerance)


def box_of(points):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def inside(points, box):
    return all(box[0] - TOLERANCE <= x <= box[2] + TOLERANCE and box[1] - TOLERANCE <= y <= box[3] + TOLERANCE
               for x, y in points)


def millimetre_of(point):
    return math.floor(point[0]), math.floor(point[1])


# ---- four readers ---------------------------------------------------------------------------


class Layer:
    """What one layer holds: lines, arcs and circles; open polylines again as strokes, in order."""

    def __init__(self):
        self.lines, self.arcs, self.circles, self.strokes = [], [], [], []

    def add_line(self, start, end):
        if math.dist(start, end) > 1e-9:
            self.lines.append((start, end))

    @functools.cached_property
    def by_end(self):
        """Both directions of all lines by the square millimetre in which they begin."""
        found = defaultdict(list)
        for start, end in self.lines:
            found[millimetre_of(start)].append((start, end))
            found[millimetre_of(end)].append((end, start))
        return found

    def lines_from(self, point):
        """The other ends of all lines that begin or end at a point."""
        squares = {millimetre_of((point[0] + dx, point[1] + dy))
                   for dx in (-TOLERANCE, TOLERANCE) for dy in (-TOLERANCE, TOLERANCE)}
        return [b for square in squares for a, b in self.by_end.get(square, ()) if near_point(a, point)]

    def has_line(self, start, end):
        return any(near_point(b, end) for b in self.lines_from(start))

    def has_circle(self, centre, radius):
        return any(near_point(c, centre) and near(r, radius) for c, r in self.circles)

    def shapes(self):
        """All of it, in thousandths of a millimetre, without order or direction."""
        def key(*numbers):
            return tuple(round(n * 1000) for n in numbers)
        found = Counter()
        for start, end in self.lines:
            found[("line",) + tuple(sorted((key(*start), key(*end))))] += 1
        for centre, radius, start, end in self.arcs:
            found[("arc", key(*centre, radius)) + tuple(sorted((key(*start), key(*end))))] += 1
        for centre, radius in self.circles:
            found[("circle", key(*centre, radius))] += 1
        return found


def read_svg(path, size):
    """svgelements places everything by viewBox, width and height; a unit becomes a millimetre."""
    document = svgelements.SVG.parse(str(path), ppi=25.4)
    check(near(document.width, size[0]) and near(document.height, size[1]), "size of the SVG")
    layers = {}
    for group in document:
        check(isinstance(group, svgelements.Group), "a shape on no layer")
        layer = layers.setdefault(group.values["id"], Layer())
        for element in group:
            read_svg_element(layer, element)
    return layers


def read_svg_element(layer, element):
    check(element.fill.value is None, "a filled shape")
    if isinstance(element, svgelements.Circle):
        x, y = element.implicit_center
        layer.circles.append(((x, y), element.implicit_r))
        return
    check(isinstance(element, svgelements.Path), f"an element {type(element).__name__}")
    closed = any(isinstance(s, svgelements.Close) for s in element)
    for segment in element:
        if isinstance(segment, svgelements.Move):
            stroke = [tuple(segment.end)]
            if not closed:
                layer.strokes.append(stroke)
        elif isinstance(segment, svgelements.Arc):
            check(near(segment.rx, segment.ry), "an arc of an ellipse")
            layer.arcs.append((tuple(segment.center), segment.rx, tuple(segment.start),
                               tuple(segment.end)))
        else:
            check(isinstance(segment, (svgelements.Line, svgelements.Close)), "a curve")
            layer.add_line(tuple(segment.start), tuple(segment.end))
            stroke.append(tuple(segment.end))


def read_dxf(path, size):
    document = ezdxf.readfile(path)
    audit = document.audit()
    check(not audit.errors and not audit.fixes, "ezdxf finds faults in the DXF")
    check(document.dxfversion == "AC1015" and document.units == ezdxf.units.MM, "version or unit")
    check(set(LAYERS) <= {layer.dxf.name for layer in document.layers}, "a layer is missing")
    layers = {name: Layer() for name in LAYERS}

    def down(point):
        return point[0], size[1] - point[1]

    for entity in document.modelspace():
        layer = layers[entity.dxf.layer]
        kind = entity.dxftype()
        if kind == "LWPOLYLINE":
            points = [down(p) for p in entity.get_points("xy")]
            if not entity.closed:
                check(not near_point(points[0], points[1], 1e-9), "a stroke of no length")
                layer.strokes.append(points)
            for part in entity.virtual_entities():
                read_dxf_part(layer, part, down)
        else:
            read_dxf_part(layer, entity, down)
            if kind == "LINE" and entity.dxf.layer == "ENGRAVE":
                layer.strokes.append([down(entity.dxf.start), down(entity.dxf.end)])
    return layers


def read_dxf_part(layer, part, down):
    kind = part.dxftype()
    if kind == "LINE":
        layer.add_line(down(part.dxf.start), down(part.dxf.end))
    elif kind == "ARC":
        layer.arcs.append((down(part.dxf.center), part.dxf.radius, down(part.start_point),
                           down(part.end_point)))
    else:
        check(kind == "CIRCLE", f"an entity {kind}")
        layer.circles.append((down(part.dxf.center), part.dxf.radius))


class Tool:
    """Collects strokes: runs of moves during which the tool works."""

    def __init__(self, size):
        self.size, self.here, self.strokes, self.open = size, (0.0, 0.0), [], False

    def move(self, x, y, working):
        check(0 <= x <= self.size[0] and 0 <= y <= self.size[1], "the tool leaves the plate")
        to = (x, self.size[1] - y)
        if working:
            if not self.open:
                self.strokes.append([self.here])
            self.strokes[-1].append(to)
        self.open = working
        self.here = to


def read_gcode(path, size, tool_name):
    """GRBL: G0 and G1 and M words are modal; a laser shines in G1 after M4, a mill below Z0."""
    tool, motion, on, z, words = Tool(size), None, False, None, {"F": 0, "S": 0}
    units, absolute, ended, x, y = None, False, False, None, None
    for line in path.read_text().splitlines():
        check(len(line) <= 70 and not ended, "a line that is too long, or behind the end")
        line = re.sub(r"\(.*?\)", "", line)
        found = re.findall(r"([A-Z])(-?[0-9.]+)", line)
        check("".join(a + b for a, b in found) == line.replace(" ", ""), f"not G-code: {line}")
        moved = False
        for letter, text in found:
            number = float(text)
            if letter == "G" and number in (0, 1):
                motion = int(number)
            elif letter == "G":
                units, absolute = units or number == 21, absolute or number == 90
                check(number in (17, 21, 90, 94), f"G{text}")
            elif letter == "M":
                check(number in (2, 3, 4, 5), f"M{text}")
                on, ended = (on, True) if number == 2 else (number != 5, ended)
                if on and number != 2:
                    check(number == (4 if tool_name == "laser" else 3), f"M{text}")
                    check(words["S"] > 0, "no power")
            elif letter in "FS":
                words[letter] = number
            elif letter == "Z":
                check(tool_name == "mill", "Z of a laser")
                z = number
                if z < 0:
                    check(motion == 1, "plunged without a feed")
            else:
                check(letter in "XY", f"word {letter}")
                x, y, moved = (number, y, True) if letter == "X" else (x, number, True)
        if moved:
            check(units and absolute, "moved before the units are set")
            low = on if tool_name == "laser" else (z is not None and z < 0)
            check(not low or on or tool_name == "laser", "the spindle stands still")
            check(not (motion == 0 and low), "the tool is down on the way")
            check(motion == 0 or words["F"] > 0, "no feed")
            tool.move(x, y, motion == 1 and low)
    check(ended and not on, "the tool is left on")
    return tool.strokes


def read_hpgl(path, size):
    tool, pen = Tool(size), None
    text = path.read_text().replace("\n", "")
    check(text.startswith("IN;SP1;") and text.endswith("SP0;"), "begin or end of the HPGL")
    for command in text.rstrip(";").split(";"):
        name, numbers = command[:2], [int(n) for n in re.findall(r"-?[0-9]+", command[2:])]
        check(command == name + ",".join(map(str, numbers)), f"not HPGL: {command}")
        if name == "SP":
            pen = numbers[0]
        elif name in ("PU", "PD"):
            check(pen == 1 and numbers and len(numbers) % 2 == 0, f"{command}")
            for x, y in zip(numbers[::2], numbers[1::2]):
                tool.move(x * HPGL_UNIT, y * HPGL_UNIT, name == "PD")
        else:
            check(name == "IN", f"command {name}")
    return tool.strokes


# ---- what the template says -----------------------------------------------------------------


def holds(plate, words_on_side, point):
    """Within the outline, round corners included, or within a washer."""
    if plate.kind == "ring":
        return any(math.dist(point, plate.on_ring(word, 0, 0)) <= plate.ring["outer"] / 2
                   for word in range(words_on_side))
    (w, h), r = (plate.width, plate.height), plate.radius
    x, y = point
    if not (0 <= x <= w and 0 <= y <= h):
        return False
    return math.dist(point, (min(max(x, r), w - r), min(max(y, r), h - r))) <= r + 1e-9


def drilled(plate, side, words_on_side):
    """Centres and radii of all that is drilled."""
    if plate.kind == "ring":
        return [(plate.on_ring(word, 0, 0), plate.ring["inner"] / 2) for word in range(words_on_side)]
    return plate.holes_on(side)


def measure_cut(plate, cut, words_on_side):
    if plate.kind in ("ring", "tiles"):
        check(not cut.lines and not cut.arcs, "an outline of what has none")
        washers = words_on_side if plate.kind == "ring" else 0
        check(len(cut.circles) == washers, f"{len(cut.circles)} washers")
        for word in range(washers):
            check(cut.has_circle(plate.on_ring(word, 0, 0), plate.ring["outer"] / 2),
                  f"washer {word + 1} is not where the template says")
        return
    w, h, r = plate.width, plate.height, plate.radius
    check(not cut.circles, "circles in the outline")
    lines = [((r, 0), (w - r, 0)), ((w, r), (w, h - r)), ((w - r, h), (r, h)), ((0, h - r), (0, r))]
    check(len(cut.lines) == 4, f"an outline of {len(cut.lines)} lines")
    for start, end in lines:
        check(cut.has_line(start, end), "an edge is not where the template says")
    centres = [(x, y) for x in (r, w - r) for y in (r, h - r)] if r > 0 else []
    check(len(cut.arcs) == len(centres), f"an outline of {len(cut.arcs)} arcs")
    for centre in centres:
        check(any(near_point(a[0], centre) and near(a[1], r) for a in cut.arcs), "a round corner")


def measure_drill(drill, holes):
    check(not drill.lines and not drill.arcs, "lines on the layer of the holes")
    check(len(drill.circles) == len(holes), f"{len(drill.circles)} holes")
    for centre, radius in holes:
        check(drill.has_circle(centre, radius), "a hole is not where the template says")


def has_rectangle(layer, box):
    x0, y0, x1, y1 = box
    corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    return all(layer.has_line(a, b) for a, b in zip(corners, corners[1:] + corners[:1]))


def has_cross(layer, centre, arm):
    (x, y), a = centre, arm
    return layer.has_line((x - a, y), (x + a, y)) and layer.has_line((x, y - a), (x, y + a))


def measure_boxes(plate, guide, word_count, header):
    boxes = [(f"word {word + 1}, letter {letter + 1}", plate.box(word, letter)) for word in range(word_count) for letter in range(4)]
    boxes += [(f"header, {letter}", plate.box_around(centre)) for letter, centre in plate.header_letters(header)]
    for where, box in boxes:
        check(has_rectangle(guide, box), f"{where}: no box where the template says")
        if plate.kind == "letters":
            measure_shank(plate, guide, box, where)


def measure_shank(plate, guide, box, where):
    """Dashes on both sides of the letter, if there is plate below it."""
    y = (box[1] + box[3]) / 2 + plate.shank / 2
    if y > plate.height:
        return
    for x, out in ((box[0] - 0.4, -1), (box[2] + 0.4, 1)):
        check(any(near(end[1], y) and 0.4 <= (end[0] - x) * out <= 1 for end in guide.lines_from((x, y))),
              f"{where}: no shank edge")


def measure_dot_guides(plate, guide, word_count):
    """A circle and a cross for each cell of a row of bits; larger blocks have points, on paper alone."""
    cells = [(w, i) for w in range(word_count) for i in range(plate.across)] if plate.kind == "bits" else []
    check(len(guide.circles) == len(cells), f"{len(guide.circles)} places for dots, not {len(cells)}")
    for cell in cells:
        check(guide.has_circle(plate.centre(*cell), plate.dots["diameter"] / 2)
              and has_cross(guide, plate.centre(*cell), 0.3),
              f"word {cell[0] + 1}, dot {cell[1] + 1}: no place where the template says")


def measure_washer_guides(plate, guide, word_count, first):
    check(len(guide.circles) == word_count, f"{len(guide.circles)} circles within washers")
    for word in range(word_count):
        check(guide.has_circle(plate.on_ring(word, 0, 0), plate.ring["radius"] + plate.stamp / 2),
              f"washer {word + 1}: no circle at the feet of the letters")
        for i, (_, _, centre, _) in enumerate(plate.letters_of_washer(word, first + word + 1, "ABCD")):
            check(has_cross(guide, centre, 0.3), f"washer {word + 1}, letter {i + 1}: no cross in its middle")


def labels_of(plate, word, number):
    """What is written beside the marks of a word, and the areas in which it stands."""
    if plate.kind == "ring":
        (x, y), radius = plate.on_ring(word, 0, 0), plate.ring["inner"] / 2
        return [(str(number), (x - radius, y - radius, x + radius, y - 0.9))]
    box, cell = plate.box(word, 0), plate.cell(word, 0)
    if plate.down == 1:
        return [(str(number), (box[0] - 4, cell[1], box[0], cell[3]))]
    labels = [(str(number), (cell[0], cell[1] - 3, cell[0] + plate.across * plate.grid["pitch_x"], cell[1]))]
    for row, name in enumerate(ALPHABET if plate.kind == "alphabet" else DIGIT_ROWS):
        box, cell = plate.box(word, 0, row), plate.cell(word, 0, row)
        labels.append((name, (box[0] - 2, cell[1], box[0], cell[3])))
    return labels


def signs_of(strokes):
    """The signs of one line from the left: their strokes in the order of the file."""
    signs = []
    for number, stroke in sorted(enumerate(strokes), key=lambda s: box_of(s[1])[0]):
        left, _, right, _ = box_of(stroke)
        if signs and left <= signs[-1][0] + TOLERANCE:
            signs[-1] = max(signs[-1][0], right), signs[-1][1] + [(number, stroke)]
        else:
            signs.append((right, [(number, stroke)]))
    return [[stroke for _, stroke in sorted(sign)] for _, sign in signs]


class Shapes:
    """The same shape for the same sign everywhere, and for no other sign."""

    def __init__(self):
        self.known = defaultdict(list)

    def see(self, sign, height, strokes, origin, where):
        # Hundredths of the height.
        shape = [[((x - origin[0]) / height * 100, (y - origin[1]) / height * 100) for x, y in stroke]
                 for stroke in strokes]
        close = {name for name, known in self.known.items() if alike(known, shape)}
        check(close <= {sign}, f"{where}: {sign} looks like {close}")
        check(close or sign not in self.known, f"{where}: another {sign}")
        self.known[sign] = shape


def alike(a, b):
    return [len(s) for s in a] == [len(s) for s in b] and all(
        near_point(p, q, 1) for s, t in zip(a, b) for p, q in zip(s, t))


def measure_labels(plate, guide, word_count, first):
    shapes, left_over = Shapes(), list(guide.strokes)
    for word in range(word_count):
        where = f"word {first + word + 1}"
        for text, area in labels_of(plate, word, first + word + 1):
            mine = [s for s in left_over if inside(s, area)]
            signs = signs_of(mine)
            check(len(signs) == len(text), f"{where}: no {text} beside it")
            for sign, strokes in zip(text, signs):
                x0, y0, _, y1 = box_of([p for stroke in strokes for p in stroke])
                check(y1 - y0 > 0.5, f"{where}: not a sign beside it")
                shapes.see(sign, y1 - y0, strokes, (x0, y0), where)
            left_over = [s for s in left_over if s not in mine]
    check(not left_over, f"{len(left_over)} strokes beside no word")


def measure_guides(plate, guide, side, word_count, first, header):
    if plate.kind in ("letters", "tiles"):
        measure_boxes(plate, guide, word_count, header)
    if plate.kind == "ring":
        measure_washer_guides(plate, guide, word_count, first)
    else:
        measure_dot_guides(plate, guide, word_count)
    measure_labels(plate, guide, word_count, first)
    for area in plate.keepouts_on(side):
        check(has_rectangle(guide, area), "no mark of an area to keep free")
    ends = [p for line in guide.lines for p in line]
    for x, y in ends + [(x + dx, y + dy) for (x, y), r in guide.circles for dx in (-r, r) for dy in (-r, r)]:
        # svgelements has the millimetre to seven digits.
        check(-1e-4 <= x <= plate.width + 1e-4 and -1e-4 <= y <= plate.height + 1e-4,
              "a guide beside the plate")


def letters_of(plate, word, number, text):
    """Letter, height, centre and turn of all that is stamped for a word."""
    text = text[:4].upper()
    if plate.kind == "ring":
        return list(plate.letters_of_washer(word, number, text))
    return [(letter, plate.stamp, plate.centre(word, i), 0.0) for i, letter in enumerate(text)]


def upright(point, centre, turn):
    """A point as it is seen from the middle of a letter that is turned clockwise."""
    dx, dy = point[0] - centre[0], point[1] - centre[1]
    return dx * math.cos(turn) + dy * math.sin(turn), dy * math.cos(turn) - dx * math.sin(turn)


def measure_letters(plate, engrave, words, first, header):
    """Every stroke belongs to one letter box; the letters are as high as the stamp, and in the middle."""
    check(not engrave.circles and not engrave.arcs, "circles among the letters")
    shapes, left_over = Shapes(), list(engrave.strokes)
    wanted = [(f"header, {letter}", (letter, plate.stamp, centre, 0.0)) for letter, centre in plate.header_letters(header)]
    for word, text in enumerate(words):
        wanted += [(f"word {first + word + 1}, letter {i + 1}", letter)
                   for i, letter in enumerate(letters_of(plate, word, first + word + 1, text))]
    for where, (letter, height, centre, turn) in wanted:
        box = -height * 0.375, -height / 2, height * 0.375, height / 2
        close = [s for s in left_over if math.dist(s[0], centre) < height]
        seen = [[upright(p, centre, turn) for p in stroke] for stroke in close]
        mine = [(stroke, turned) for stroke, turned in zip(close, seen) if inside(turned, box)]
        check(mine, f"{where}: no letter in the box")
        left_over = [s for s in left_over if not any(s is stroke for stroke, _ in mine)]
        strokes = [turned for _, turned in mine]
        x0, y0, x1, y1 = box_of([p for stroke in strokes for p in stroke])
        check(near(y0, box[1]) and near(y1, box[3]), f"{where}: not as high as the stamp")
        if letter in SYMMETRIC:
            check(near((x0 + x1) / 2, 0), f"{where}: not in the middle")
        shapes.see(letter, height, strokes, (0, 0), where)
    check(not left_over, f"{len(left_over)} strokes in no letter box")


def measure_dots(plate, engrave, words):
    check(not engrave.lines and not engrave.arcs, "lines among the dots")
    dots = [(word, dot) for word, text in enumerate(words) for dot in sorted(plate.dots_of(text))]
    check(len(engrave.circles) == len(dots), f"{len(engrave.circles)} dots, not {len(dots)}")
    for word, dot in dots:
        check(engrave.has_circle(plate.centre(word, *dot), plate.dots["diameter"] / 2),
              f"word {word + 1} of the side: a dot is not where the word needs it")


class Side:
    """What should be on a side of a share; of a blank one the words count, and are not written."""

    def __init__(self, template, words, number, filled, header=""):
        self.plate, self.number, self.filled, self.header = Plate(template), number, filled, header
        self.size = self.plate.width, self.plate.height
        self.words, self.first = self.plate.words_on(number, words)
        self.holes = drilled(self.plate, number, len(self.words))


def measure(side, layers):
    plate, engrave = side.plate, layers["ENGRAVE"]
    measure_cut(plate, layers["CUT"], len(side.words))
    measure_drill(layers["DRILL"], side.holes)
    measure_guides(plate, layers["GUIDE"], side.number, len(side.words), side.first, side.header)
    if not side.filled:
        check(not engrave.shapes(), "marks on a blank plate")
    elif plate.dots:
        measure_dots(plate, engrave, side.words)
    else:
        measure_letters(plate, engrave, side.words, side.first, side.header)


def same_strokes(found, expected, tolerance):
    return len(found) == len(expected) and all(
        len(a) == len(b) and all(near_point(p, q, tolerance) for p, q in zip(a, b))
        for a, b in zip(found, expected))


def crosses(holes):
    found = []
    for (x, y), radius in holes:
        arm = radius / 2
        found += [[(x - arm, y), (x + arm, y)], [(x, y - arm), (x, y + arm)]]
    return found


def is_round(stroke, circle, tolerance):
    """Once around a circle in lines of the same length, to the point where they began."""
    centre, radius = circle
    away = tolerance * math.sqrt(2)
    step = 2 * radius * math.sin(math.pi / CIRCLE_LINES)
    pairs = list(zip(stroke, stroke[1:]))
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2
    whole = CIRCLE_LINES / 2 * radius ** 2 * math.sin(2 * math.pi / CIRCLE_LINES)
    return (len(pairs) == CIRCLE_LINES and stroke[0] == stroke[-1]
            and all(near(math.dist(p, centre), radius, away) for p in stroke)
            and all(near(math.dist(*pair), step, 2 * away) for pair in pairs)
            and near(abs(area), whole, 2 * math.pi * radius * away))


def same_circles(found, circles, tolerance):
    return len(found) == len(circles) and all(is_round(s, c, tolerance) for s, c in zip(found, circles))


def compare_tools(side, files, layers):
    """The tool follows the marks of the DXF, or on a blank plate its labels, and nothing else."""
    tools = {"hpgl": (read_hpgl(files["hpgl"], side.size), 0.013),
             "laser": (read_gcode(files["laser"], side.size, "laser"), 0.0005),
             "mill": (read_gcode(files["mill"], side.size, "mill"), 0.0005)}
    for name, (strokes, tolerance) in tools.items():
        for point in (p for stroke in strokes for p in stroke):
            check(holds(side.plate, len(side.words), point), f"{name}: a point beside the plate")
        expected = crosses(side.holes)
        marks = [s for s in strokes if any(same_strokes([s], [c], tolerance) for c in expected)]
        check(len(marks) == len(expected), f"{name}: the holes are not marked")
        rest = [s for s in strokes if s not in marks]
        if side.filled and side.plate.dots:
            check(same_circles(rest, layers["ENGRAVE"].circles, tolerance), f"{name}: not the dots of the DXF")
        else:
            lettering = layers["ENGRAVE" if side.filled else "GUIDE"].strokes
            check(same_strokes(rest, lettering, tolerance), f"{name}: not the lettering of the DXF")


# ---- the measurement itself, measured -------------------------------------------------------


# What a file shows of a kind of grid.
CHANGES = {"letters": [("stamp", "height"), ("stamp", "shank")], "tiles": [("stamp", "height")],
           "ring": [("stamp", "height"), *(("ring", key) for key in (
               "outer", "inner", "radius", "pitch", "number_radius", "number_pitch", "number_height"))],
           **{kind: [("dots", "diameter")] for kind in ("bits", "alphabet", "decimal")}}


def changed_templates(template, side):
    """The template with one number changed by 0.03 mm, where the side shows that number."""
    plate = side.plate
    changes = CHANGES[plate.kind] + [("grid", "pitch_x"), ("grid", "pitch_y")]
    if plate.kind not in ("ring", "tiles"):
        changes += [("plate", "width"), ("plate", "height")] + [("plate", "radius")] * (plate.radius > 0)
    columns, rows = zip(*(plate.word_place(word) for word in range(len(side.words))))
    changes += [("grid", "gap")] * (max(columns) > 0)
    changes += [("grid", "gap_y")] * ("gap_y" in plate.grid and max(rows) > 0)
    for table, key in changes:
        changed = copy.deepcopy(template)
        value = changed[table][key]
        changed[table][key] = INCHES.get(value, value) + 0.03
        yield f"{table}.{key}", changed
    for axis in (0, 1):
        changed = copy.deepcopy(template)
        changed["grid"]["origin"][axis] -= 0.03
        yield f"grid.origin[{axis}]", changed
    for key in ("x", "y") if side.header else ():
        changed = copy.deepcopy(template)
        changed["header"][key] += 0.03
        yield f"header.{key}", changed
    for table, keys in (("hole", ("x", "y", "d")), ("keepout", ("x0", "y0", "x1", "y1"))):
        for key in keys if table in template else ():
            changed = copy.deepcopy(template)
            changed[table][0][key] += 0.03
            yield f"{table}.{key}", changed
    if plate.is_back(side.number) and (plate.holes or plate.keepouts):
        changed = copy.deepcopy(template)
        changed["plate"]["faces"] = 1
        yield "plate.faces", changed
    if "base" in (plate.dots or {}):
        changed = copy.deepcopy(template)
        changed["dots"]["base"] = 1 - changed["dots"]["base"]
        yield "dots.base", changed


def is_noticed(template, words, side, layers, header=None):
    try:
        measure(Side(template, words, side.number, True, header or side.header), layers)
    except Wrong:
        return True
    return False


def check_sensitivity(template, side, words, layers):
    for name, changed in changed_templates(template, side):
        check(is_noticed(changed, words, side, layers), f"a change of {name} by 0.03 mm went unnoticed")
    swapped, first = list(words), side.first
    swapped[first], swapped[first + 1] = words[first + 1], words[first]
    check(is_noticed(template, swapped, side, layers), "two swapped words went unnoticed")
    if side.header:
        other = side.header.replace("B39", "B93")
        check(is_noticed(template, words, side, layers, other), "two swapped signs of the header went unnoticed")


# ---- all templates --------------------------------------------------------------------------


@functools.cache
def share_of(word_count):
    """The first share of that length among the official vectors."""
    for _, shares, *_ in json.loads(VECTORS.read_text()):
        if shares and len(shares[0].split()) == word_count and valid(shares[0]):
            return shares[0]
    raise SystemExit(f"no vector of {word_count} words")


def valid(share):
    answer = subprocess.run([os.environ["STEELSHARE"], "inspect"], input=share, text=True,
                            capture_output=True)
    return answer.returncode == 0


def recorded_share(directory, word_count):
    """A share whose record says what it holds, no two words in a row alike; its record and its header."""
    phrase = {20: "abandon " * 11 + "about", 33: "abandon " * 23 + "art"}[word_count]
    for attempt in range(20):
        out = directory / f"set{attempt}"
        answer = subprocess.run([os.environ["STEELSHARE"], "split", "--json", "--threshold", "2", "--shares", "3", "--out", out],
                                input=phrase, text=True, capture_output=True, check=True)
        share = json.loads(answer.stdout)["groups"][0]["shares"][1]
        if all(a != b for a, b in zip(share.split(), share.split()[1:])):
            return share, out / "record.json", "B39 2/3"
    raise SystemExit("no share without two words alike in a row")


def write_files(directory, template, share, word_count, filled, record):
    """The files of each format, a list of as many as there are sides."""
    files = {}
    for name, ending in FORMATS.items():
        out = directory / name
        form = ["--format", "gcode", "--tool", name] if ending == ".gcode" else ["--format", name]
        words = ["--filled"] if filled else ["--blank", "--words", str(word_count)]
        if record:
            words += ["--record", record, "--header", "full"]
        subprocess.run([os.environ["STEELSHARE"], "plates", "--template", str(template), "--out",
                        str(out), *form, *words], input=share if filled else "", text=True,
                       check=True, capture_output=True)
        files[name] = sorted(out.iterdir())
    return files


def check_names(files, sides):
    for name, ending in FORMATS.items():
        check(len(files[name]) == sides, f"{name}: {len(files[name])} files for {sides} sides")
        for i, file in enumerate(files[name]):
            side = re.search(r"-side-([0-9]+)", file.name)
            check(file.suffix == ending and (side is None if sides == 1 else side and side[1] == str(i + 1)),
                  f"{name}: the file of side {i + 1} is called {file.name}")


def read_side(template, side, files, words):
    layers = read_dxf(files["dxf"], side.size)
    drawn = read_svg(files["svg"], side.size)
    check(set(drawn) == set(LAYERS), f"layers {sorted(drawn)} of the SVG")
    for layer in LAYERS:
        check(drawn[layer].shapes() == layers[layer].shapes(), f"{layer}: SVG and DXF differ")
    measure(side, layers)
    compare_tools(side, files, layers)
    if side.filled and len(words) == WORD_COUNTS[0]:
        check_sensitivity(template, side, words, layers)


def read_plate(path, word_count, filled):
    """How many files are as they should be; or what is wrong."""
    template = tomllib.loads(path.read_text())
    sides = Plate(template).sides(word_count)
    with tempfile.TemporaryDirectory() as directory:
        share, record, header = share_of(word_count), None, ""
        if filled and "header" in template:
            share, record, header = recorded_share(Path(directory), word_count)
        words = share.split()
        files = write_files(Path(directory), path, share, word_count, filled, record)
        number = None
        try:
            check_names(files, sides)
            for number in range(sides):
                side = Side(template, words, number, filled, header)
                read_side(template, side, {name: paths[number] for name, paths in files.items()}, words)
        except Wrong as wrong:
            return f"side {number + 1}: {wrong}" if number is not None else str(wrong)
    return sides * len(FORMATS)


def main(templates):
    with tempfile.TemporaryDirectory() as directory, concurrent.futures.ProcessPoolExecutor() as workers:
        tag = Path(directory) / "tag.toml"
        tag.write_text(TAG)
        paths = sorted(Path(templates).glob("*.toml")) + [tag]
        plates = [(path, count, filled) for path in paths for count in WORD_COUNTS for filled in (True, False)]
        results = list(workers.map(read_plate, *zip(*plates)))
        kinds = {tomllib.loads(path.read_text())["grid"]["kind"] for path in paths}
    for (path, count, filled), result in zip(plates, results):
        right = f"{result} files as the template says" if isinstance(result, int) else result
        print(f"{path.stem}, {count} words, {'filled' if filled else 'blank'}: {right}")
    failures = sum(not isinstance(result, int) for result in results)
    print(f"{len(paths)} templates, {sum(r for r in results if isinstance(r, int))} files, {failures} plates "
          "not as they should be")
    if kinds != KINDS:
        print(f"kinds {sorted(kinds)}, not {sorted(KINDS)}")
    return 1 if failures or kinds != KINDS else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
