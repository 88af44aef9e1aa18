"""Rows of characters to lines: where a gap parts them, where columns of prose do, which of them are notes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import attrgetter
from statistics import median

from corpus.reading.readers.baselines import Row, rows_of
from corpus.reading.readers.glyphs import Glyph
from corpus.reading.readers.lines import Line, Margins
from corpus.reading.readers.raised import raised

_GAP = 0.45  # sizes between two words
_WIDE = 1.5  # sizes between two cells
_GUTTER = 0.9  # sizes between two columns of prose

_X1, _TEXT, _BLANK = map(attrgetter, ("x1", "text", "blank"))


def lines_of(rows: list[Row]) -> list[Line]:
    """The lines of rows in reading order, column by column where the page has columns of prose."""
    rows = _without_numbers_of_lines(rows)
    out: list[Line] = []
    for part, margins in _flows(rows):
        out.extend(line for row in part if (line := _line(row, margins)).text.strip())
    return out


def text_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of characters of which it is known that they stand in one column: those of a cell."""
    return [line for row in rows_of(glyphs) if (line := _line(row, None)).text.strip()]


def pieces_of(rows: list[Row]) -> list[list[Line]]:
    """The rows, each parted where a gap stands as wide as between two cells."""
    return [[_line(Row(part), None) for part in _parts(row)] for row in rows]


def is_parted(rows: list[Row]) -> bool:
    """Whether some row has a gap as wide as between two cells."""
    return any(len(_parts(row)) > 1 for row in rows)


def _parts(row: Row) -> list[list[Glyph]]:
    solid, gaps = row.solid, row.gaps
    if row.is_dense(_WIDE):
        return [solid] if solid else []
    usual = max(0.0, median(gaps)) if gaps else 0.0
    parts = [[solid[0]]] if solid else []
    for gap, (a, b) in zip(gaps, pairwise(solid), strict=True):
        if gap > 0 and _between(a, b, usual, False) == "\t":
            parts.append([])
        parts[-1].append(b)
    return parts


def _line(row: Row, margins: Margins | None) -> Line:
    solid, size, base = row.solid, row.size, row.base
    note = bool(solid) and (solid[0].raised or False)
    text = _text(row)
    return Line(
        text, solid[0].x0 if solid else row.x0, base - 0.88 * size, solid[-1].x1 if solid else row.x1, base + 0.12 * size,
        within=margins, note=note,
    )  # fmt: skip


def _text(row: Row) -> str:
    """The characters of a row, a blank or a tab where a gap stands between them, the numbers of notes left out."""
    if len(row.solid) == len(row.glyphs) and row.is_dense(_GAP) and not any(g.raised for g in row.glyphs):
        return "".join(map(_TEXT, row.glyphs))
    gaps = [b.x0 - a.x1 for a, b in pairwise(row.glyphs) if not a.blank and not b.blank]
    usual = max(0.0, median(gaps)) if gaps else 0.0
    out = ""
    high = ""
    last: Glyph | None = None
    blank = False
    for glyph in row.glyphs:
        if glyph.blank:
            blank = True
            continue
        if high and not glyph.raised:
            out += raised(out, high)
            high = ""
        between = _between(last, glyph, usual, blank) if last is not None else ""
        if glyph.raised:
            high += ("" if high else between.strip(" ")) + glyph.text
        else:
            out += between + glyph.text
        last, blank = glyph, False
    return out + (raised(out, high) if high else "")


def _between(a: Glyph, b: Glyph, usual: float, blank: bool) -> str:
    gap, size = b.x0 - a.x1, max(a.size, b.size)
    if gap > max(_WIDE * size, 3 * usual):
        return "\t"
    if gap > max(_GAP * size, 1.8 * usual + 0.1 * size):
        return " "
    return " " if blank and gap > 0.12 * size else ""


def _without_numbers_of_lines(rows: list[Row]) -> list[Row]:
    """The numbers that count the lines in the left margin are taken out."""
    heads: list[tuple[Row, list[Glyph], int]] = []
    for row in rows:
        solid = row.solid
        if not solid or not solid[0].text.isdecimal():
            continue
        end = next((i for i, g in enumerate(solid) if not g.text.isdecimal()), len(solid))
        digits = solid[:end]
        if digits and len(digits) <= 4 and (end == len(solid) or solid[end].x0 - digits[-1].x1 > 0.6 * digits[-1].size):
            heads.append((row, digits, int("".join(g.text for g in digits))))
    if len(heads) < 5 or len(heads) < 0.5 * len(rows):
        return rows
    steps = [b[2] - a[2] for a, b in pairwise(heads)]
    edge = max(digits[-1].x1 for _, digits, _ in heads)
    in_the_margin = all(g.x0 > edge for row, digits, _ in heads for g in row.glyphs if g not in digits and not g.blank)
    if len(set(steps)) != 1 or steps[0] < 1 or not in_the_margin:
        return rows
    numbers = {id(row): digits for row, digits, _ in heads}
    left = [[g for g in row.glyphs if g not in numbers[id(row)]] if id(row) in numbers else row.glyphs for row in rows]
    return [Row(glyphs) for glyphs in left if not all(map(_BLANK, glyphs))]


def _flows(rows: list[Row]) -> list[tuple[list[Row], Margins | None]]:
    """The rows in the order in which they are read: those of a column one after the other."""
    gutter = _gutter(rows)
    if gutter is None:
        return [(rows, None)]
    out: list[tuple[list[Row], Margins | None]] = []
    band: list[Row] = []
    for row in [*rows, None]:
        crosses = row is None or any(g.x0 < gutter and g.x1 > gutter for g in row.glyphs) or _bridges(row, gutter)
        if not crosses and row is not None:
            band.append(row)
            continue
        for side in (False, True):
            parts = [[g for g in r.glyphs if (g.x0 > gutter) is side] for r in band]
            half = [Row(part) for part in parts if not all(map(_BLANK, part))]
            for part_rows, _ in _flows(half) if half else []:
                out.append((part_rows, Margins(min(r.x0 for r in part_rows), max(r.x1 for r in part_rows))))
        band = []
        if row is not None:
            out.append(([row], None))
    return out


def _bridges(row: Row, gutter: float) -> bool:
    """A line that runs over the gutter with no more than the space between two of its characters there."""
    left, right = [g.x1 for g in row.glyphs if g.x1 <= gutter], [g.x0 for g in row.glyphs if g.x0 >= gutter]
    return bool(left and right) and min(right) - max(left) < _GUTTER * row.size


def _gutter(rows: list[Row]) -> float | None:
    """The middle of the empty strip between two columns of prose; None where there is none."""
    if len(rows) < 6:
        return None
    left, right = min(r.x0 for r in rows), max(r.x1 for r in rows)
    size = median(r.size for r in rows)
    step = size / 4
    count = int((right - left) / step) + 1
    covered = _covered(rows, left, step, count)
    best: tuple[int, int] | None = None
    start = None
    for i in range(count // 5, count - count // 5 + 1):
        empty = i < count - count // 5 and covered[i] <= 0.2 * len(rows)
        if empty and start is None:
            start = i
        if not empty and start is not None:
            if best is None or i - start > best[1] - best[0]:
                best = (start, i)
            start = None
    if best is None or (best[1] - best[0]) * step < _GUTTER * size:
        return None
    gutter = left + (best[0] + best[1]) / 2 * step
    return gutter if all(_is_prose(rows, gutter, side) for side in (False, True)) else None


def _covered(rows: list[Row], left: float, step: float, count: int) -> list[int]:
    """Over how many steps from the left stand how many rows."""
    changes = [0] * (count + 1)
    for row in rows:
        free = 0
        for x0, x1 in _stretches(row, step):
            first, last = max(int((x0 - left) / step), free), min(int((x1 - 0.01 - left) / step), count - 1)
            if first <= last:
                changes[first] += 1
                changes[last + 1] -= 1
                free = last + 1
    return list(accumulate(changes[:count]))


def _stretches(row: Row, step: float) -> list[tuple[float, float]]:
    """What of a row's length is filled: all of it where no gap leaves a whole step free, else each character."""
    if row.gaps and max(row.gaps) < step - 0.02:
        return [(row.solid[0].x0, max(map(_X1, row.solid)))]
    return [(g.x0, g.x1) for g in row.solid]


def _is_prose(rows: list[Row], gutter: float, side: bool) -> bool:
    """Whether most of what stands on one side of a gutter are lines of prose: long, and as wide as the column."""
    spans = []
    for row in rows:
        part = [g for g in row.glyphs if not g.blank and (g.x0 > gutter if side else g.x1 < gutter)]
        if part:
            spans.append((min(g.x0 for g in part), max(g.x1 for g in part), len(part)))
    if len(spans) < 3:
        return False
    wide = max(s[1] for s in spans) - min(s[0] for s in spans)
    full = sum(s[2] >= 8 and s[1] - s[0] > 0.6 * wide for s in spans)
    return full >= 2 and full >= 0.4 * len(spans)
