"""Characters of a page to rows: which stand on one baseline, and which smaller ones are raised or lowered beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter, sub
from statistics import median

from corpus.reading.readers.glyphs import Glyph

_ONE_LINE = 0.3  # sizes between the baselines of one line
_SMALL = 0.8  # a raised sign, by the size of its line

_BASE, _SIZE, _X0, _X1, _BLANK = map(attrgetter, ("base", "size", "x0", "x1", "blank"))


class Row:
    """The characters of a line, from left to right, none added later; `gaps` stand between each solid one and the next."""

    __slots__ = ("gaps", "glyphs", "size", "solid")

    def __init__(self, glyphs: list[Glyph]) -> None:
        self.glyphs = glyphs
        self.size: float = max(map(_SIZE, glyphs))
        self.solid = [g for g in glyphs if not g.blank]
        self.gaps: list[float] = list(map(sub, map(_X0, self.solid[1:]), map(_X1, self.solid)))

    @property
    def base(self) -> float:
        least = _SMALL * self.size
        return median([g.base for g in self.glyphs if g.size > least])

    @property
    def x0(self) -> float:
        return min(map(_X0, self.glyphs))

    @property
    def x1(self) -> float:
        return max(map(_X1, self.glyphs))

    def is_dense(self, sizes: float) -> bool:
        """Whether no gap is wider than so many sizes of its smallest character."""
        return not self.gaps or max(self.gaps) <= sizes * min(map(_SIZE, self.solid))


def rows_of(glyphs: Sequence[Glyph]) -> list[Row]:
    """Upright characters by the line on which they stand."""
    level: defaultdict[float, list[Glyph]] = defaultdict(list)
    for base, run in groupby(glyphs, _BASE):
        level[base] += run
    rows: list[list[Glyph]] = []
    for base in sorted(level):
        same = sorted(level[base], key=_X0)
        if not rows or not _is_in_line(same[0], rows[-1]):
            rows.append(same)
            continue
        for glyph in same:
            if _is_in_line(glyph, rows[-1]):
                rows[-1].append(glyph)
            else:
                rows.append([glyph])
    rows = [row for row in rows if not all(map(_BLANK, row))]
    return [Row(sorted(row, key=_X0)) for row in _with_raised(rows)]


def _is_in_line(glyph: Glyph, row: list[Glyph]) -> bool:
    first, last = row[0], row[-1]
    near = abs(glyph.base - last.base) <= _ONE_LINE * min(glyph.size, last.size)
    return near and abs(glyph.base - first.base) <= 2 * _ONE_LINE * glyph.size


def _with_raised(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Small signs that stand beside a larger line, above or below its baseline, join it."""
    out: list[list[Glyph]] = []
    taken: set[int] = set()
    sizes = [max(map(_SIZE, row)) for row in rows]
    for i, row in enumerate(rows):
        for j in (i - 1, i + 1):
            if 0 <= j < len(rows) and j not in taken and sizes[j] < _SMALL * sizes[i]:
                for run in _runs(rows[j]):
                    if _beside(run, Row(row)):
                        row.extend(run)
                        rows[j] = [g for g in rows[j] if g not in run]
                        sizes[j] = max(map(_SIZE, rows[j]), default=0.0)
                if all(map(_BLANK, rows[j])):
                    taken.add(j)
    for i, row in enumerate(rows):
        if i not in taken:
            small = _SMALL * max(map(_SIZE, row))
            if min(map(_SIZE, row)) < small:
                whole = Row(row)
                high = whole.base - 0.12 * whole.size
                row = [g._replace(raised=g.size < small and g.base < high) for g in row]
            out.append(row)
    return out


def _runs(row: list[Glyph]) -> list[list[Glyph]]:
    """The signs of a row, parted where there is a gap."""
    runs: list[list[Glyph]] = []
    for glyph in sorted(row, key=_X0):
        if runs and glyph.x0 - runs[-1][-1].x1 < 0.6 * glyph.size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _beside(run: list[Glyph], row: Row) -> bool:
    size, base = row.size, row.base
    if not base - size < run[0].base < base + 0.35 * size:
        return False
    before = any(abs(run[0].x0 - g.x1) < 0.4 * size for g in row.glyphs)
    over = any(g.x0 + 0.2 * size < run[0].x0 < g.x1 - 0.2 * size for g in row.glyphs)
    return before and not over
