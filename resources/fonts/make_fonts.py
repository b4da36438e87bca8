"""Rebuild the bundled fonts from Noto Sans CJK 2.004 (see README.md).

Usage: python make_fonts.py DIRECTORY_WITH_THE_TTC_FILES [OUTPUT_DIRECTORY]
"""

import math
import sys
from pathlib import Path

from fontTools import subset
from fontTools.misc.transform import Identity
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
FACES = {"Slopewise Sans KR": 1, "Slopewise Mono": 6}  # index of the KR face in the .ttc
STYLES = ("Regular", "Bold")
VERSION = "Version 1.000; from Noto Sans CJK 2.004"
DESCRIPTION = (
    "Slopewise's subset of Noto Sans CJK KR 2.004, renamed; mathematical operators, "
    "subscript digits and some spacings were redrawn from its own glyphs."
)

TEXT = (
    {*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x391, 0x3CA)} - {0x3A2}
    | {*range(0x2010, 0x2016), *range(0x2018, 0x201F)}
    | {ord(c) for c in "†‡•‣…‰′″‹›※€²³₀₁₂₃₄₅₆₇₈₉←→↑↓↔⇒−×÷±≈≠≤≥∂∇∑√∞·∈■□●○▶◀▲▼◆"}
)
KOREAN = {*range(0x3131, 0x318F)} | {
    ord(bytes([row, cell]).decode("euc_kr")) for row in range(0xB0, 0xC9) for cell in range(0xA1, 0xFF)
}
# Not in the source: each borrows the slot of a glyph that is not otherwise wanted.
SLOTS = {0x2080 + i: 0xFF10 + i for i in range(10)} | {0x2023: 0x25B7, 0x177: 0x25BD}
SINGLE_CELL_BELOW = 0x2100  # in the monospace, only symbols above may take two cells


def recorded(glyphs, name, move=Identity):
    """Return a glyph as a list of drawing steps."""
    pen = RecordingPen()
    glyphs[name].draw(TransformPen(pen, move))
    return pen.value


def bounds(outline):
    """Return (left, bottom, right, top) of the ink, or None."""
    pen = BoundsPen(None)
    for operator, points in outline:
        getattr(pen, operator)(*points)
    return pen.bounds


def moved(outline, move):
    """Return the outline transformed."""
    pen = RecordingPen()
    for operator, points in outline:
        getattr(TransformPen(pen, move), operator)(*points)
    return pen.value


def contours(outline):
    """Split an outline into its closed contours."""
    found = []
    for step in outline:
        if step[0] == "moveTo":
            found.append([])
        found[-1].append(step)
    return found


def polygon(*points):
    """Return a closed outline with straight sides."""
    return [("moveTo", (points[0],)), *(("lineTo", (p,)) for p in points[1:]), ("closePath", ())]


def bar(x0, x1, y0, y1):
    """Return a rectangle."""
    return polygon((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def thick(points, width):
    """A mitred polyline of the given thickness."""
    sides = ([], [])
    for before, (x, y), after in zip([None, *points[:-1]], points, [*points[1:], None], strict=True):
        normals = []
        for (ax, ay), (bx, by) in [p for p in ((before, (x, y)), ((x, y), after)) if None not in p]:
            length = math.hypot(bx - ax, by - ay)
            normals.append(((ay - by) / length, (bx - ax) / length))
        (mx, my), (nx, ny) = normals[0], normals[-1]
        reach = width / (1 + mx * nx + my * ny)  # half the width, lengthened for the mitre
        for side, sign in zip(sides, (1, -1), strict=True):
            side.append((x + sign * reach * (mx + nx) / 2, y + sign * reach * (my + ny) / 2))
    return polygon(*sides[1], *reversed(sides[0]))


def blend(light, heavy, t):
    """Return the outline a share t of the way between two weights of the same drawing (beyond, if t > 1)."""
    mixed = []
    for (operator, some), (_, others) in zip(light, heavy, strict=True):
        pairs = zip(some, others, strict=True)
        points = ((ax + t * (bx - ax), ay + t * (by - ay)) for (ax, ay), (bx, by) in pairs)
        mixed.append((operator, tuple(points)))
    return mixed


class Face:
    """A font being edited, glyph by glyph."""

    def __init__(self, font):
        self.font, self.cmap, self.glyphs = font, font.getBestCmap(), font.getGlyphSet()
        self.chars = font["CFF "].cff.topDictIndex[0].CharStrings

    def outline(self, char, move=Identity):
        """Return the outline of a character."""
        return recorded(self.glyphs, self.cmap[ord(char)], move)

    def advance(self, char):
        """Return the advance width of a character."""
        return self.font["hmtx"][self.cmap[ord(char)]][0]

    def put(self, code, outline, advance, stems=()):
        """Replace a glyph; stems are the (bottom, top) of its horizontal strokes, for hinting."""
        name = self.cmap[code]
        old = self.chars[name]
        pen = T2CharStringPen(advance - old.private.nominalWidthX, None)
        for operator, points in outline:
            getattr(pen, operator)(*points)
        new = pen.getCharString(old.private, old.globalSubrs)
        if stems:
            at, hint = 0, []
            for low, high in sorted((round(a), round(b)) for a, b in stems):
                hint += [low - at, high - low]
                at = high
            new.program[1:1] = [*hint, "hstem"]
        self.chars[name] = new
        self.font["hmtx"][name] = (advance, round(bounds(outline)[0]))


def redraw_operators(face):
    """Draw + − × ÷ ± ≈ ≠ ≤ ≥ as one family, as wide as the digits (the source's are full-width)."""
    width = face.advance("0")
    plus, equal, less, greater, tilde = (face.outline(c) for c in "+=<>~")
    left, low, right, high = bounds(plus)
    mid, centre = (low + high) / 2, (left + right) / 2
    equal_low, equal_high = bounds(equal)[1], bounds(equal)[3]
    _, y0, _, y1 = bounds(face.outline("−"))
    half = (y1 - y0) / 2
    stroke = 2 * half
    line = (mid - half, mid + half)
    face.put(0x2212, bar(left, right, *line), width, [line])

    about = Identity.translate(centre, mid)
    face.put(0xD7, moved(plus, about.rotate(math.pi / 4).translate(-centre, -mid)), width)

    dot_box = bounds(face.outline("."))
    dot_x, dot_y = (dot_box[0] + dot_box[2]) / 2, (dot_box[1] + dot_box[3]) / 2
    radius = (dot_box[3] - dot_box[1]) / 2
    reach = half + radius + 0.85 * stroke
    above, below = mid + reach, mid - reach
    dots = [face.outline(".", Identity.translate(centre - dot_x, y - dot_y)) for y in (above, below)]
    face.put(
        0xF7,
        bar(left, right, *line) + dots[0] + dots[1],
        width,
        [(below - radius, below + radius), line, (above - radius, above + radius)],
    )

    base = low - 0.75 * stroke
    rise = 0.9 * stroke
    face.put(
        0xB1,
        moved(plus, Identity.translate(0, rise)) + bar(left, right, base, base + stroke),
        width,
        [(base, base + stroke), (line[0] + rise, line[1] + rise)],
    )

    tilde_mid = (bounds(tilde)[1] + bounds(tilde)[3]) / 2
    step = 1.25 * stroke + 18
    waves = (moved(tilde, Identity.translate(0, mid - tilde_mid + d)) for d in (step, -step))
    face.put(0x2248, [s for wave in waves for s in wave], width)

    top, bottom = equal_high + 1.6 * stroke, equal_low - 1.6 * stroke
    slant, wide = 0.42 * (right - left) / 2, stroke * 0.52
    slash = polygon(
        (centre - slant - wide, bottom),
        (centre - slant + wide, bottom),
        (centre + slant + wide, top),
        (centre + slant - wide, top),
    )
    stems = [(equal_low, equal_low + stroke), (equal_high - stroke, equal_high)]
    face.put(0x2260, equal + slash, width, stems)

    for code, shape in ((0x2264, less), (0x2265, greater)):
        x0, bottom, x1, _ = bounds(shape)
        rise = 0.95 * stroke
        under = bottom + rise - 1.75 * stroke
        face.put(
            code,
            moved(shape, Identity.translate(0, rise)) + bar(x0, x1, under, under + stroke),
            width,
            [(under, under + stroke)],
        )

    top = 800 - half  # the source's √ is hairline-thin, with a long bar that no digit sits under
    corners = [(0.02, 330), (0.2, 380), (0.43, 10), (0.72, top), (0.97, top)]
    face.put(0x221A, thick([(x * width, y) for x, y in corners], stroke), width, [(800 - stroke, 800)])


def add_missing(face, other, style):
    """Subscript digits (weight-compensated), ‣ and ŷ, none of which the source has."""
    scale, mono = 0.6, face.advance("i") == face.advance("0")
    weight = {"Regular": 0.5, "Bold": 1.35}[style]
    for i in range(10):
        pair = [f.outline(str(i)) for f in (face, other)]
        light, heavy = pair if style == "Regular" else pair[::-1]
        advance = face.advance("0") if mono else round(face.advance("0") * 0.68)
        digit = moved(blend(light, heavy, weight), Identity.scale(scale, scale))
        x0, _, x1, _ = bounds(digit)
        face.put(0x2080 + i, moved(digit, Identity.translate((advance - x0 - x1) / 2, -118)), advance)
    bullet = face.outline("▶")
    x0, y0, x1, y1 = bounds(bullet)
    scale, advance = 0.42, face.advance("0") if mono else 460
    place = Identity.translate(advance / 2, 300).scale(scale, scale).translate(-(x0 + x1) / 2, -(y0 + y1) / 2)
    face.put(0x2023, moved(bullet, place), advance)
    letter, accented = face.outline("y"), contours(face.outline("ê"))
    hat = max(accented, key=lambda c: bounds(c)[1])
    shift = (bounds(letter)[0] + bounds(letter)[2]) / 2 - (bounds(hat)[0] + bounds(hat)[2]) / 2
    face.put(0x177, letter + moved(hat, Identity.translate(shift, 0)), face.advance("y"))


def respace(face):
    """Sans: an ellipsis of three full stops, and no full-width gaps round the symbols."""
    dot, step = face.outline("."), face.advance(".")
    face.put(0x2026, [s for i in range(3) for s in moved(dot, Identity.translate(i * step, 0))], 3 * step)
    for char in "§¶†‡‰※∂∇∑∞∈↑↓":
        shape = face.outline(char)
        x0, _, x1, _ = bounds(shape)
        if face.advance(char) - (x1 - x0) > 120:
            face.put(ord(char), moved(shape, Identity.translate(60 - x0, 0)), round(x1 - x0 + 120))


def monospace(face):
    """Mono: the source's non-ASCII glyphs are proportional; fit each into one cell (wide symbols: two)."""
    cell = face.advance("0")
    dot = face.outline(".")
    x0, _, x1, _ = bounds(dot)
    places = (
        Identity.translate(cell * (2 * i + 1) / 6, 0).scale(0.8, 0.8).translate(-(x0 + x1) / 2, 0) for i in range(3)
    )
    face.put(0x2026, [s for place in places for s in moved(dot, place)], cell)
    for code, name in sorted(face.cmap.items()):
        if face.font["hmtx"][name][0] == cell:
            continue
        shape = recorded(face.glyphs, name)
        box = bounds(shape)
        ink = box[2] - box[0]
        cells = 2 if code >= SINGLE_CELL_BELOW and ink > 760 else 1
        squeeze = min(1, (2 * cell if cells == 2 else cell - 36) / ink)
        fit = Identity.translate(cells * cell / 2, 0).scale(squeeze, 1).translate(-(box[0] + box[2]) / 2, 0)
        face.put(code, moved(shape, fit), cells * cell)


def rename(font, family, style):
    """Give the font its own family; keep copyright, trademark, makers and licence."""
    table, postscript = font["name"], f"{family.replace(' ', '')}-{style}"
    table.names = [n for n in table.names if n.nameID in (0, 7, 8, 9, 13, 14) and n.langID == 0x409]
    full = family if style == "Regular" else f"{family} {style}"
    for name_id, text in (
        (1, family),
        (2, style),
        (3, f"1.000;{postscript}"),
        (4, full),
        (5, VERSION),
        (6, postscript),
        (10, DESCRIPTION),
    ):
        table.setName(text, name_id, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [postscript]
    top = cff.topDictIndex[0]
    top.FullName, top.FamilyName, top.Weight = full, family, style
    for number, fd in enumerate(top.FDArray):
        if hasattr(fd, "FontName"):
            fd.FontName = f"{postscript}-{number}"


def build(source, target, family, style):
    """Write one font file."""
    mono = family.endswith("Mono")
    wanted = TEXT if mono else TEXT | KOREAN
    font, other = (
        TTFont(source / f"NotoSansCJK-{s}.ttc", fontNumber=FACES[family], recalcTimestamp=False)
        for s in (style, STYLES[1 - STYLES.index(style)])
    )
    absent = "".join(chr(c) for c in sorted(wanted - font.getBestCmap().keys()))
    options = subset.Options()
    options.layout_features = [] if mono else ["kern"]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    options.name_IDs = ["*"]
    options.hinting, options.desubroutinize, options.notdef_outline = True, False, True
    options.bidi_closure = False
    options.recalc_average_width = options.recalc_max_context = True
    tool = subset.Subsetter(options)
    tool.populate(unicodes=(wanted - SLOTS.keys()) | set(SLOTS.values()))
    tool.subset(font)
    for table in font["cmap"].tables:
        for code, slot in SLOTS.items():
            table.cmap[code] = table.cmap.pop(slot)
        table.cmap[0x2010] = table.cmap[0x2011]  # the source's ‐ is full-width
    face = Face(font)
    redraw_operators(face)
    add_missing(face, Face(other), style)
    if mono:
        monospace(face)
        font["post"].isFixedPitch = 1
        font["OS/2"].panose.bProportion = 9
        font["OS/2"].xAvgCharWidth = face.advance("0")
    else:
        respace(face)
    rename(font, family, style)
    path = target / f"{family.replace(' ', '')}-{style}.otf"
    font.save(path)
    print(f"{path.name}: {path.stat().st_size} bytes, {len(face.cmap)} characters; not in source: {absent}")


if __name__ == "__main__":
    for name in FACES:
        for weight_name in STYLES:
            build(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else HERE, name, weight_name)
