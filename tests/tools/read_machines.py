#!/usr/bin/python3
"""Reads files for machines with the readers of other projects and compares them with the TOML files.

SVG is read with svgelements, DXF with ezdxf, both from Debian; G-code and HPGL with the interpreters
below, which know what docs/machines.md says. The expected geometry is computed from the template alone
and from docs/template-format.md. Lengths are millimetres; inside this script the origin is at the top
left, y down.

  read_machines.py TEMPLATES     STEELSHARE names the program
"""
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
from collections import Counter
from pathlib import Path

try:
    import ezdxf
    import svgelements
except ImportError as error:
    sys.exit(f"{error}: ./bootstrap test installs it")

TOLERANCE = 0.01
HPGL_UNIT = 0.025
SYMMETRIC = "AHIMOTUVWXY"
LAYERS = ("GUIDE", "ENGRAVE", "DRILL", "CUT")
VECTORS = Path(__file__).resolve().parents[2] / "fixtures/slip39/vectors.json"

# Round corners, a hole, and words along the rows, which no built-in template has all.
TAG = """
id = "tag"
title = "Tag with a hole"
[plate]
width = 80.0
height = 50.0
radius = 8.0
thickness_min = 2.0
faces = 1
[[hole]]
x = 5.5
y = 25.0
d = 4.0
keepout = 3.0
[stamp]
height = 3.0
shank = 6.0
[grid]
kind = "letters"
cols = 3
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


class Wrong(Exception):
    """A file that is not as its template says."""


def check(condition, what):
    if not condition:
        raise Wrong(what)


def near(a, b, tolerance=TOLERANCE):
    return abs(a - b) <= tolerance


def near_point(a, b, tolerance=TOLERANCE):
    return near(a[0], b[0], tolerance) and near(a[1], b[1], tolerance)


def box_of(points):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def same_box(a, b):
    return all(near(x, y) for x, y in zip(a, b))


# ---- four readers ---------------------------------------------------------------------------


class Layer:
    """What one layer holds: lines, arcs and circles; open polylines again as strokes, in order."""

    def __init__(self):
        self.lines, self.arcs, self.circles, self.strokes = [], [], [], []

    def add_line(self, start, end):
        if math.dist(start, end) > 1e-9:
            self.lines.append((start, end))

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


class Plate:
    """Geometry of a template."""

    def __init__(self, template):
        self.size = template["plate"]["width"], template["plate"]["height"]
        self.radius = template["plate"].get("radius", 0.0)
        self.stamp = template["stamp"]["height"]
        self.holes = [((h["x"], h["y"]), h["d"] / 2) for h in template.get("hole", [])]
        self.keepouts = template.get("keepout", [])
        self.grid = template["grid"]

    def box(self, word, letter):
        g = self.grid
        if g["order"] == "column":
            column, row = divmod(word, g["rows"])
        else:
            row, column = divmod(word, g["cols"])
        x = g["origin"][0] + column * (4 * g["pitch_x"] + g["gap"]) + (letter + 0.5) * g["pitch_x"]
        y = g["origin"][1] + (row + 0.5) * g["pitch_y"]
        return (x - self.stamp * 0.375, y - self.stamp / 2, x + self.stamp * 0.375,
                y + self.stamp / 2)

    def holds(self, point):
        """Within the outline, round corners included."""
        (w, h), r = self.size, self.radius
        x, y = point
        if not (0 <= x <= w and 0 <= y <= h):
            return False
        return math.dist(point, (min(max(x, r), w - r), min(max(y, r), h - r))) <= r + 1e-9


def measure_cut(plate, cut):
    (w, h), r = plate.size, plate.radius
    check(not cut.circles, "circles in the outline")
    lines = [((r, 0), (w - r, 0)), ((w, r), (w, h - r)), ((w - r, h), (r, h)), ((0, h - r), (0, r))]
    check(len(cut.lines) == 4, f"an outline of {len(cut.lines)} lines")
    for start, end in lines:
        check(any((near_point(a, start) and near_point(b, end))
                  or (near_point(b, start) and near_point(a, end)) for a, b in cut.lines),
              "an edge is not where the template says")
    centres = [(x, y) for x in (r, w - r) for y in (r, h - r)] if r > 0 else []
    check(len(cut.arcs) == len(centres), f"an outline of {len(cut.arcs)} arcs")
    for centre in centres:
        check(any(near_point(a[0], centre) and near(a[1], r) for a in cut.arcs), "a round corner")


def measure_drill(plate, drill):
    check(not drill.lines and not drill.arcs, "lines on the layer of the holes")
    check(len(drill.circles) == len(plate.holes), f"{len(drill.circles)} holes")
    for centre, radius in plate.holes:
        check(any(near_point(c, centre) and near(r, radius) for c, r in drill.circles), "a hole")


def rectangle(box):
    x0, y0, x1, y1 = box
    corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    return list(zip(corners, corners[1:] + corners[:1]))


def has_lines(layer, lines):
    known = [(min(line), max(line)) for line in layer.lines]
    return all(any(near_point(a, min(line)) and near_point(b, max(line)) for a, b in known)
               for line in lines)


def measure_guides(plate, guide, word_count):
    for word in range(word_count):
        for letter in range(4):
            check(has_lines(guide, rectangle(plate.box(word, letter))),
                  f"word {word + 1}, letter {letter + 1}: no box where the template says")
        left, top, _, bottom = plate.box(word, 0)
        number = [s for s in guide.strokes if all(left - 4 < x < left and top - TOLERANCE < y < bottom
                                                  for x, y in s)]
        check(number, f"word {word + 1}: no number beside it")
    for area in plate.keepouts:
        box = area["x0"], area["y0"], area["x1"], area["y1"]
        check(has_lines(guide, rectangle(box)), "no mark of an area to keep free")
    for layer_points in ([p for line in guide.lines for p in line],
                         [p for stroke in guide.strokes for p in stroke]):
        for x, y in layer_points:
            # svgelements has the millimetre to seven digits.
            check(-1e-4 <= x <= plate.size[0] + 1e-4 and -1e-4 <= y <= plate.size[1] + 1e-4,
                  "a guide beside the plate")


def measure_letters(plate, engrave, words):
    """Every stroke belongs to one letter box; the letters are as high as the stamp, and in the middle."""
    shapes, left_over = {}, list(engrave.strokes)
    for word, text in enumerate(words):
        for letter, character in enumerate(text[:4].upper()):
            where = f"word {word + 1}, letter {letter + 1}"
            box = plate.box(word, letter)
            mine = [s for s in left_over if all(box[0] - TOLERANCE <= x <= box[2] + TOLERANCE
                                                and box[1] - TOLERANCE <= y <= box[3] + TOLERANCE
                                                for x, y in s)]
            check(mine, f"{where}: no letter in the box")
            left_over = [s for s in left_over if s not in mine]
            x0, y0, x1, y1 = box_of([p for stroke in mine for p in stroke])
            check(near(y0, box[1]) and near(y1, box[3]), f"{where}: not as high as the stamp")
            middle = (box[0] + box[2]) / 2
            if character in SYMMETRIC:
                check(near((x0 + x1) / 2, middle), f"{where}: not in the middle")
            # The same shape for the same letter everywhere, and for no other letter.
            shape = tuple(tuple((round((x - middle) * 50), round((y - box[1]) * 50))
                                for x, y in stroke) for stroke in mine)
            close = [c for s, c in shapes.items() if alike(s, shape)]
            check(set(close) <= {character}, f"{where}: {character} looks like {close}")
            check(close or character not in shapes.values(), f"{where}: another {character}")
            shapes[shape] = character
    check(not left_over, f"{len(left_over)} strokes in no letter box")


def alike(a, b):
    return [len(s) for s in a] == [len(s) for s in b] and all(
        abs(p[0] - q[0]) <= 1 and abs(p[1] - q[1]) <= 1 for s, t in zip(a, b) for p, q in zip(s, t))


def measure(plate, layers, words, word_count):
    measure_cut(plate, layers["CUT"])
    measure_drill(plate, layers["DRILL"])
    measure_guides(plate, layers["GUIDE"], word_count)
    measure_letters(plate, layers["ENGRAVE"], words)


def same_strokes(found, expected, tolerance):
    return len(found) == len(expected) and all(
        len(a) == len(b) and all(near_point(p, q, tolerance) for p, q in zip(a, b))
        for a, b in zip(found, expected))


def crosses(plate):
    found = []
    for (x, y), radius in plate.holes:
        arm = radius / 2
        found += [[(x - arm, y), (x + arm, y)], [(x, y - arm), (x, y + arm)]]
    return found


def compare_tools(plate, files, layers, filled):
    """The tool follows the letters of the DXF, or on a blank plate its numbers, and nothing else."""
    lettering = layers["ENGRAVE" if filled else "GUIDE"].strokes
    check(lettering, "nothing to engrave")
    tools = {"hpgl": (read_hpgl(files["hpgl"], plate.size), 0.013),
             "laser": (read_gcode(files["laser"], plate.size, "laser"), 0.0005),
             "mill": (read_gcode(files["mill"], plate.size, "mill"), 0.0005)}
    for name, (strokes, tolerance) in tools.items():
        for point in (p for stroke in strokes for p in stroke):
            check(plate.holds(point), f"{name}: a point beside the plate")
        expected = crosses(plate)
        marks = [s for s in strokes if any(same_strokes([s], [c], tolerance) for c in expected)]
        check(len(marks) == len(expected), f"{name}: the holes are not marked")
        rest = [s for s in strokes if s not in marks]
        check(same_strokes(rest, lettering, tolerance), f"{name}: not the lettering of the DXF")


# ---- the measurement itself, measured -------------------------------------------------------


def changed_templates(template):
    """The template with one number changed by 0.03 mm."""
    changes = [("plate", "width"), ("plate", "height"), ("stamp", "height"), ("grid", "pitch_x"),
               ("grid", "pitch_y"), ("grid", "gap")]
    if template["plate"]["radius"] > 0:
        changes.append(("plate", "radius"))
    for table, key in changes:
        changed = copy.deepcopy(template)
        changed[table][key] += 0.03
        yield f"{table}.{key}", changed
    for axis in (0, 1):
        changed = copy.deepcopy(template)
        changed["grid"]["origin"][axis] -= 0.03
        yield f"grid.origin[{axis}]", changed
    for key in ("x", "y", "d") if template.get("hole") else ():
        changed = copy.deepcopy(template)
        changed["hole"][0][key] += 0.03
        yield f"hole.{key}", changed


def check_sensitivity(template, layers, words):
    for name, changed in changed_templates(template):
        try:
            measure(Plate(changed), layers, words, len(words))
        except Wrong:
            continue
        raise Wrong(f"a change of {name} by 0.03 mm went unnoticed")
    swapped = [words[1], words[0]] + words[2:]
    try:
        measure(Plate(template), layers, swapped, len(words))
    except Wrong:
        return
    raise Wrong("two swapped words went unnoticed")


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


def write_files(directory, template, share, word_count, filled):
    files = {}
    for name in ("svg", "dxf", "hpgl", "laser", "mill"):
        out = directory / f"{name}-{'filled' if filled else 'blank'}-{word_count}"
        form = ["--format", "gcode", "--tool", name] if name in ("laser", "mill") else [
            "--format", name]
        words = ["--filled"] if filled else ["--blank", "--words", str(word_count)]
        subprocess.run([os.environ["STEELSHARE"], "plates", "--template", str(template), "--out",
                        str(out), *form, *words], input=share, text=True, check=True,
                       capture_output=True)
        (files[name],) = out.iterdir()
    return files


def read_plate(directory, name, template, word_count, filled):
    share = share_of(word_count)
    plate, words = Plate(template), share.split() if filled else []
    files = write_files(directory, name, share if filled else "", word_count, filled)
    layers = read_dxf(files["dxf"], plate.size)
    drawn = read_svg(files["svg"], plate.size)
    check(set(drawn) == set(LAYERS), f"layers {sorted(drawn)} of the SVG")
    for layer in LAYERS:
        check(drawn[layer].shapes() == layers[layer].shapes(), f"{layer}: SVG and DXF differ")
    check(drawn["ENGRAVE"].shapes() or not filled, "nothing is engraved")
    measure(plate, layers, words, word_count)
    measure(plate, drawn, words, word_count)
    compare_tools(plate, files, layers, filled)
    if filled:
        check_sensitivity(template, layers, words)


def name_of(path, word_count, filled):
    return f"{path.stem}, {word_count} words, {'filled' if filled else 'blank'}"


def main(templates):
    failures, plates = 0, 0
    with tempfile.TemporaryDirectory() as directory:
        tag = Path(directory) / "tag.toml"
        tag.write_text(TAG)
        for path in sorted(Path(templates).glob("*.toml")) + [tag]:
            template = tomllib.loads(path.read_text())
            capacity = template["grid"]["cols"] * template["grid"]["rows"]
            folder = Path(directory) / path.stem
            folder.mkdir()
            for word_count in [count for count in (20, 33) if count <= capacity]:
                for filled in (True, False):
                    plates += 1
                    name = name_of(path, word_count, filled)
                    try:
                        read_plate(folder, path, template, word_count, filled)
                        print(f"{name}: as the template says")
                    except Wrong as wrong:
                        failures += 1
                        print(f"{name}: {wrong}")
    print(f"{plates} plates in five files each, {failures} not as they should be")
    return 1 if failures or plates < 8 else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
