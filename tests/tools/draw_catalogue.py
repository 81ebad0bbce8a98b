#!/usr/bin/python3
"""Draws the pictures of plates in docs/ and writes the table of all templates, from what the program says.

  draw_catalogue.py             writes docs/catalogue.md, docs/catalogue.png and docs/plate-page.png
  draw_catalogue.py --check     ends with 1 where docs/catalogue.md is not what it would write

STEELSHARE names the program. Pages are drawn by poppler's pdftoppm; nothing but Python's standard library puts
them together. The words are the first vector of SLIP-39, which is public.
"""
import json
import os
import struct
import subprocess
import sys
import tempfile
import tomllib
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("STEELSHARE", str(ROOT / "build/dev/src/steelshare"))
DOCS = ROOT / "docs"
VECTORS = json.loads((ROOT / "fixtures/slip39/vectors.json").read_text())
SHARE, SHARE_OF_SET = VECTORS[0][1][0], VECTORS[3][1][0]  # alone, and one of which two are needed
LENGTHS = (20, 33, 59)

# Millimetres, but for the resolution. Where page.cpp puts a plate on A4, and the heads and marks around it.
DPI = 100
PLATE_AT = (16.5, 37.0)
AROUND_LEFT, AROUND_TOP, AROUND_RIGHT, AROUND_BOTTOM = 6.0, 6.5, 3.0, 3.0
SHEET_WIDTH, MARGIN, CAPTION, LINE, CAPITAL = 600.0, 4.0, 13.0, 4.2, 2.0
# Of the font: how high a capital is, and how wide any letter, in thousandths of its size.
FONT_CAPITAL, FONT_WIDTH = 730 / 1.5, 600 / 1.5


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, stdout=subprocess.PIPE, **options).stdout


def templates():
    """The templates with what their files do not say, in the order of the program."""
    for row in json.loads(run(PROGRAM, "templates", "--json"))["templates"]:
        template = tomllib.loads(run(PROGRAM, "templates", "--show", row["id"]).decode())
        template["capacity"] = template["grid"]["cols"] * template["grid"]["rows"]
        if template["capacity"] != row["words"]:
            sys.exit(f"{row['id']}: the program says {row['words']} words, its file {template['capacity']}")
        template["needs_jig"] = row["needs_jig"]
        yield template


# ---- the table ------------------------------------------------------------------------------


def number(length):
    return f"{length:g}"


def size(template):
    plate, kind = template["plate"], template["grid"]["kind"]
    if kind == "ring":
        ring = template["ring"]
        return f"washers {number(ring['outer'])} / {number(ring['inner'])}"
    if kind == "tiles":
        return "a list"
    return f"{number(plate['width'])} x {number(plate['height'])}"


def tool(template):
    kind = template["grid"]["kind"]
    if kind == "tiles":
        return "letter tiles"
    if "dots" in template:
        name = f"{number(template['dots']['diameter'])} mm dots"
    else:
        height = template["stamp"]["height"]
        name = f"{height} stamps" if isinstance(height, str) else f"{number(height)} mm stamps"
    return name + (", jig" if template["needs_jig"] else "")


def words(template):
    return (f"{template['capacity']}" + (", two faces" if template["plate"].get("faces", 1) == 2 else "")
            + (", header" if "header" in template else ""))


def source(template):
    found = template["source"]
    link = f" ([link]({found['url']}))" if found.get("url") else ""
    return (found["text"] + link).replace("|", "&#124;")


INTRODUCTION = """# The plates of the catalogue

All templates of `steelshare templates`, in its order. A template that starts from one of them is described in
[template-format.md](template-format.md).

{count} plates, lengths in millimetres. *Words* is what one side holds; a longer share goes over several sides: the
columns *20*, *33* and *59* say how many, for a share of so many words. Of a plate with two faces each face is a side;
of washers, which are given by their two diameters, a side is a sheet of them. *header*: a place for `--header`. *jig*: the grid is too tight for free
hand. *Confidence* is that of the outline or of the grid, whichever is weaker: `sourced`, the geometry is from the source;
`inferred`, worked out from it; `proposed`, a proposal of this project.

| template | title | size | tool | words | 20 | 33 | 59 | confidence | source |
|---|---|---|---|---|---|---|---|---|---|
"""

PICTURES = """
All of them with the same public 20 words, the first side of each, at one scale:

![All plates of the catalogue, filled with one public share](catalogue.png)

This page and its pictures are made by `tests/tools/draw_catalogue.py`, which asks the program that was built. A test
compares the table.
"""


def page_of_docs(all_templates):
    text = INTRODUCTION.format(count=len(all_templates))
    for template in all_templates:
        sides = [-(-length // template["capacity"]) for length in LENGTHS]
        cells = [f"`{template['id']}`", template["title"], size(template), tool(template), words(template), *sides,
                 template["source"]["confidence"], source(template)]
        text += "| " + " | ".join(map(str, cells)) + " |\n"
    return text + PICTURES


# ---- the pictures ---------------------------------------------------------------------------


def pixels(millimetres):
    return round(millimetres * DPI / 25.4)


class Picture:
    """Gray bytes, row by row."""

    def __init__(self, pgm):
        magic, width, height, depth = pgm.split(None, 4)[:4]
        assert (magic, depth) == (b"P5", b"255")
        self.width, self.height = int(width), int(height)
        self.gray = bytearray(pgm[-self.width * self.height:])

    def put(self, other, left, top):
        for y in range(other.height):
            start = (top + y) * self.width + left
            row = other.gray[y * other.width:(y + 1) * other.width]
            # Where both have ink the darker one is seen.
            self.gray[start:start + other.width] = bytes(map(min, row, self.gray[start:start + other.width]))

    def png(self):
        """An 8-bit gray PNG; of the 256 grays 16 are kept, which an eye does not tell apart."""
        rounded = self.gray.translate(bytes((gray + 8) // 17 * 17 for gray in range(256)))
        rows = b"".join(b"\0" + rounded[y * self.width:(y + 1) * self.width] for y in range(self.height))

        def chunk(name, data):
            return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 0, 0, 0, 0)
        return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9))
                + chunk(b"IEND", b""))


def draw(pdf, dpi, *crop):
    box = [part for pair in zip(("-x", "-y", "-W", "-H"), crop) for part in pair]
    return Picture(run("pdftoppm", "-gray", "-r", dpi, "-singlefile", "-f", 1, *box, pdf))


def page_of(template, share, folder):
    shares = folder / "shares.txt"
    shares.touch(0o600)
    shares.write_text(share + "\n")
    with tempfile.TemporaryDirectory(dir=folder) as out:
        run(PROGRAM, "plates", "--in", shares, "--template", template["id"], "--out", Path(out) / "plates",
            stderr=subprocess.DEVNULL)
        return next((Path(out) / "plates").glob("*.pdf")).rename(folder / f"{template['id']}.pdf")


def plate_of(template, pdf):
    """The plate, its heads and the marks around it."""
    left, top = PLATE_AT[0] - AROUND_LEFT, PLATE_AT[1] - AROUND_TOP
    width = AROUND_LEFT + template["plate"]["width"] + AROUND_RIGHT
    height = AROUND_TOP + template["plate"]["height"] + AROUND_BOTTOM
    return draw(pdf, DPI, *map(pixels, (left, top, width, height)))


def caption(template):
    sides = -(-LENGTHS[0] // template["capacity"])
    parts = [size(template), tool(template), f"{template['capacity']} words" + (" a side" if sides > 1 else "")]
    if sides > 1:
        parts.append(f"side 1 of {sides}")
    return template["id"], ", ".join(parts)


def places(plates):
    """Where each stands, in rows from left to right, and how high all of them are: in millimetres."""
    found, x, y, row_height = [], MARGIN, MARGIN, 0.0
    for template in plates:
        width = AROUND_LEFT + template["plate"]["width"] + AROUND_RIGHT
        of_text = max(map(len, caption(template))) * CAPITAL * FONT_WIDTH / FONT_CAPITAL
        width = max(width, AROUND_LEFT + of_text) + MARGIN
        height = AROUND_TOP + template["plate"]["height"] + AROUND_BOTTOM + CAPTION
        if x + width > SHEET_WIDTH:
            x, y, row_height = MARGIN, y + row_height, 0.0
        found.append((x, y))
        x, row_height = x + width, max(row_height, height)
    return found, y + row_height + MARGIN


def captions(lines, width, height):
    """A PDF page of text in the font of the plates: each line with its left end on the baseline."""
    def point(millimetres):
        return millimetres * 72 / 25.4
    size_of_font = f"/F {point(CAPITAL) * 1000 / FONT_CAPITAL:.3f} Tf"
    drawn = "".join(f"BT {size_of_font} {point(x):.2f} {point(height - y):.2f} Td ({text}) Tj ET\n"
                    for text, x, y in lines)
    font = (ROOT / "templates/font/jetbrains-mono.ttf").read_bytes()
    stream = "<< /Length {} >>\nstream\n{}endstream"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {point(width):.2f} {point(height):.2f}] /Contents 4 0 R "
        "/Resources << /Font << /F 5 0 R >> >> >>",
        stream.format(len(drawn), drawn),
        "<< /Type /Font /Subtype /TrueType /BaseFont /JetBrainsMono /FirstChar 32 /LastChar 126 "
        f"/Widths [{f'{FONT_WIDTH:.0f} ' * 95}] /Encoding /WinAnsiEncoding /FontDescriptor 6 0 R >>",
        "<< /Type /FontDescriptor /FontName /JetBrainsMono /Flags 33 /FontBBox [-1156 -266 463 746] /ItalicAngle 0 "
        "/Ascent 680 /Descent -200 /CapHeight 486 /StemV 0 /FontFile2 7 0 R >>",
        stream.format(len(font), font.decode("latin-1"))]
    pdf, offsets = b"%PDF-1.4\n", []
    for i, body in enumerate(objects, 1):
        offsets.append(len(pdf))
        pdf += f"{i} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return pdf + (f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} "
                  f"/Root 1 0 R >>\nstartxref\n{len(pdf)}\n%%EOF\n").encode()


def draw_all(all_templates, folder):
    where, height = places(all_templates)
    lines = []
    for template, (x, y) in zip(all_templates, where):
        below = y + AROUND_TOP + template["plate"]["height"] + AROUND_BOTTOM + CAPITAL + 1
        lines += [(text, x + AROUND_LEFT, below + i * LINE) for i, text in enumerate(caption(template))]
    (folder / "captions.pdf").write_bytes(captions(lines, SHEET_WIDTH, height))
    sheet = draw(folder / "captions.pdf", DPI)
    for template, (x, y) in zip(all_templates, where):
        sheet.put(plate_of(template, page_of(template, SHARE, folder)), pixels(x), pixels(y))
    (DOCS / "catalogue.png").write_bytes(sheet.png())
    (DOCS / "plate-page.png").write_bytes(draw(page_of(all_templates[0], SHARE_OF_SET, folder), 100).png())


def main():
    all_templates = list(templates())
    text, page = page_of_docs(all_templates), DOCS / "catalogue.md"
    if sys.argv[1:] == ["--check"]:
        if page.read_text() != text:
            sys.exit(f"{page} is not what the templates say; run {sys.argv[0]} and look at its pictures")
        return
    if sys.argv[1:]:
        sys.exit("usage: draw_catalogue.py [--check]")
    page.write_text(text)
    with tempfile.TemporaryDirectory() as folder:
        draw_all(all_templates, Path(folder))


if __name__ == "__main__":
    main()
