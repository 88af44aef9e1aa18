"""Tables without lines, or with a few: rows of pieces that gaps part, in columns that stand below each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.reading.readers.lines import Line

_FIGURE = re.compile(r"[-+]?[\d,,]+(?:\.\d+)?(?:[%‰]|[\u4e00-\u9fff]{1,2})?|[-—–/]")
_PART = 0.75  # of the step between two rows, within which a line is one of a cell
_LINE = 1.6  # of its height, to the next line of the same cell
_NEAR = 0.6  # of the height of a piece, between edges that stand in line

Pieces = list[Line]  # of one row, from left to right


@dataclass(slots=True)
class Found:
    """A table: how far down it begins, its rows (None where nothing stands), how many columns each cell covers, and its pieces."""

    top: float
    rows: list[list[str | None]]
    spans: list[list[int]]
    pieces: list[Line]


def tables_among(rows: Sequence[Pieces]) -> list[Found]:
    """The tables among the rows of a page."""
    out = []
    run: list[Pieces] = []
    for row in [*rows, []]:
        if len(row) > 1 or (row and run and len(row[0].text) < 12 and _next_to(run[-1], row)):
            run.append(row)
            continue
        found = _table(run)
        if found is not None:
            out.append(found)
        run = []
    return out


def _next_to(above: Pieces, row: Pieces) -> bool:
    return row[0].top - above[0].bottom < 1.6 * row[0].height


def _table(run: list[Pieces]) -> Found | None:
    """A run of rows as a table; None where too few figures stand in cells of their own."""
    run = _whole(run)
    while run and len(run[-1]) < 2:
        run = run[:-1]
    figured = [row for row in run if _figured(row)]
    if len(run) < 2 or len(figured) * 3 < len(run):
        return None
    first = next(i for i, row in enumerate(run) if row in figured)
    columns = _columns(run, first)
    cells = [_spread(row, columns) if n < first else _placed(row, columns) for n, row in enumerate(run)]
    if any(row is None for row in cells):
        return None
    kept = [row for row in cells if row is not None]
    texts: list[list[str | None]] = [[None if cell is None else cell[0] for cell in row] for row in kept]
    spans = [[1 if cell is None else cell[1] for cell in row] for row in kept]
    return Found(run[0][0].top, texts, spans, [piece for row in run for piece in row])


def _whole(run: list[Pieces]) -> list[Pieces]:
    """The rows with the further lines of their cells: rows without figures much nearer to one with figures than those are to each other."""
    figured = [n for n, row in enumerate(run) if _figured(row)]
    steps = [_middle(run[b]) - _middle(run[a]) for a, b in pairwise(figured)]
    if not steps:
        return run
    out: dict[int, list[Pieces]] = {}
    for n, row in enumerate(run):
        near = min(figured, key=lambda f: abs(_middle(run[f]) - _middle(row)))
        apart = abs(_middle(run[near]) - _middle(row))
        mine = near if n not in figured and apart < _PART * min(steps) and apart < _LINE * row[0].height else n
        out.setdefault(mine, []).append(row)
    return [_joined(rows) for rows in out.values()]


def _figured(row: Pieces) -> bool:
    return any(_FIGURE.fullmatch(piece.text.strip()) for piece in row[1:])


def _middle(row: Pieces) -> float:
    return sum(piece.middle for piece in row) / len(row)


def _joined(rows: list[Pieces]) -> Pieces:
    """One row of several lines: pieces below each other are one cell."""
    out: Pieces = []
    for piece in (piece for row in rows for piece in row):
        at = next((n for n, other in enumerate(out) if other.x0 < piece.x1 and piece.x0 < other.x1), None)
        if at is None:
            out.append(piece)
        else:
            over = out[at]
            box = (min(over.x0, piece.x0), min(over.top, piece.top), max(over.x1, piece.x1), max(over.bottom, piece.bottom))
            out[at] = Line(over.text + piece.text, *box)
    return sorted(out, key=lambda piece: piece.x0)


def _columns(run: list[Pieces], first: int) -> list[tuple[float, float]]:
    """Where the columns stand: those of the rows with most pieces, widened by what stands in one alone from the `first` figures on."""
    most = max(len(row) for row in run)
    full = [row for row in run if len(row) == most]
    columns = [(min(row[c].x0 for row in full), max(row[c].x1 for row in full)) for c in range(most)]
    for row in run[first:]:
        for piece in row:
            over = [c for c, (x0, x1) in enumerate(columns) if piece.x0 < x1 and x0 < piece.x1]
            if len(over) == 1:
                x0, x1 = columns[over[0]]
                columns[over[0]] = (min(x0, piece.x0), max(x1, piece.x1))
    return columns


Placed = list[tuple[str, int] | None]  # of each column the text and how many columns it covers, None where nothing begins


def _placed(row: Pieces, columns: list[tuple[float, float]]) -> Placed | None:
    """A row of the body; None where a piece stands in no column, or two in one."""
    out: Placed = [None] * len(columns)
    for piece in row:
        over = [c for c, (x0, x1) in enumerate(columns) if piece.x0 < x1 and x0 < piece.x1]
        if not over or any(out[c] is not None for c in over):
            return None
        out[over[0]] = (piece.text, len(over))
    return out


def _spread(row: Pieces, columns: list[tuple[float, float]]) -> Placed | None:
    """A row of headings: one that stands in line with no single column heads all that it is the nearest to."""
    if all(any(_in_line(piece, column) for column in columns) for piece in row):
        return _placed(row, columns)
    out: Placed = [None] * len(columns)
    nearest = [min(range(len(row)), key=lambda n: abs((row[n].x0 + row[n].x1) - (x0 + x1))) for x0, x1 in columns]
    for n, piece in enumerate(row):
        mine = [c for c, near in enumerate(nearest) if near == n]
        if not mine:
            return None
        out[mine[0]] = (piece.text, mine[-1] - mine[0] + 1)
    return out


def _in_line(piece: Line, column: tuple[float, float]) -> bool:
    """The left edges, the right ones or the middles stand in line."""
    near = _NEAR * piece.height
    x0, x1 = column
    return abs(piece.x0 - x0) < near or abs(piece.x1 - x1) < near or abs((piece.x0 + piece.x1) - (x0 + x1)) < 2 * near
