"""What the columns of a table hold: numbers of lines, labels, units, figures, remarks; and where one table ends and the next begins beside it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from corpus.reading.document import Cell
from corpus.reading.tables.grid import Matrix, filled
from corpus.reading.tables.heads import head_of
from corpus.reading.tables.kinds import figure_in, is_none, is_year, plain
from corpus.reading.units import is_unit
from extract import Period
from patterns import Catalog


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of each sort; `labels` are those left of the first figures."""

    labels: tuple[int, ...]
    figures: tuple[int, ...]
    units: int | None
    words: tuple[int, ...]  # of words, right of the first figures


def columns_of(top: Matrix, body: Matrix, own: Period, catalog: Catalog) -> Columns:
    width = len(body[0])
    rows = [row for row in body if len(filled(row)) > 1 or width < 2] or body  # without sections
    sorts = [_sort(c, top, rows, own, catalog) for c in range(width)]
    first = next((c for c, sort in enumerate(sorts) if sort == "figures"), width)
    return Columns(
        tuple(c for c, sort in enumerate(sorts) if sort == "labels" and c < first),
        tuple(c for c, sort in enumerate(sorts) if sort == "figures"),
        next((c for c, sort in enumerate(sorts) if sort == "units"), None),
        tuple(c for c, sort in enumerate(sorts) if sort == "labels" and c > first),
    )


def _sort(c: int, top: Matrix, body: Matrix, own: Period, catalog: Catalog) -> str:
    """index, units, figures, labels or "" for what holds nothing."""
    heads = [head_of(cell.text, own, catalog) for cell in _column(c, top)]
    cells = _column(c, body)
    if any(head.index for head in heads) or not cells:
        return "index" if cells else ""
    if all(is_unit(plain(cell.text, catalog), catalog) or _bracketed(cell, catalog) for cell in cells):
        return "units"
    figures = [cell for cell in cells if figure_in(cell, catalog)]
    if not figures:
        told = c and any(head.period or head.skipped or head.brigade for head in heads)  # figures that are missing
        return "" if told or all(is_none(cell, catalog) for cell in cells) else "labels"
    if all(is_year(cell, catalog) for cell in figures) and not any(head.metric for head in heads) and _labels_right_of(c, body, catalog):
        return "labels"
    if not heads and _counts_lines(figures, cells, c, body, catalog):
        return "index"
    return "figures"


def _column(c: int, rows: Matrix) -> list[Cell]:
    """The cells of a column, each once."""
    found: list[Cell] = []
    for row in rows:
        cell = row[c]
        if cell is not None and (not found or found[-1] is not cell):
            found.append(cell)
    return found


def _bracketed(cell: Cell, catalog: Catalog) -> bool:
    """(家)"""
    words = plain(cell.text, catalog)
    return words.startswith("(") and words.endswith(")") and is_unit(words[1:-1], catalog)


def _labels_right_of(c: int, body: Matrix, catalog: Catalog) -> bool:
    """Years down the side: something stands right of them."""
    return any(cell is not None for row in body for cell in row[c + 1 :]) and not any(
        row[b] is not None for row in body for b in range(c) if figure_in(row[b], catalog)
    )


def _counts_lines(figures: list[Cell], cells: list[Cell], c: int, body: Matrix, catalog: Catalog) -> bool:
    """1, 2, 3 down the first column, with words right of it."""
    values = [figure.digits for cell in figures if (figure := figure_in(cell, catalog)) and not figure.unit]
    return c == 0 and len(cells) == len(values) > 1 and values == [str(n) for n in range(1, len(values) + 1)]


def side_by_side(top: Matrix, body: Matrix, columns: Columns, own: Period, catalog: Catalog) -> list[tuple[int, int, tuple[int, ...]]]:
    """(first column, one behind the last, columns of labels left of it that are its own too) of each table."""
    width = len(body[0])
    starts = [0]
    for c in columns.words:
        if _names_rows(c, body, own, catalog) and any(starts[-1] <= f < c for f in columns.figures):
            before = c - 1
            numbered = before > starts[-1] and any(cell and head_of(cell.text, own, catalog).index for cell in (row[before] for row in top))
            starts.append(before if numbered else c)
    bounds = [*starts, width]
    shared = tuple(c for c in columns.labels if c < bounds[1] and _names_owners(c, body, own, catalog)) if len(starts) > 1 else ()
    if shared and any(_names_owners(c, body, own, catalog) for c in columns.words):
        shared = ()  # each table has its own
    return [(first, last, shared if n else ()) for n, (first, last) in enumerate(itertools.pairwise(bounds))]


def _names_rows(c: int, body: Matrix, own: Period, catalog: Catalog) -> bool:
    """Half of the words of a column name metrics, brigades or periods."""
    heads = [head_of(cell.text, own, catalog) for cell in _column(c, body)]
    told = [head for head in heads if head.metric or head.brigade or head.period or head.total]
    return len(told) * 2 >= len(heads) > 0


def _names_owners(c: int, body: Matrix, own: Period, catalog: Catalog) -> bool:
    heads = [head_of(cell.text, own, catalog) for cell in _column(c, body)]
    return any(head.brigade or head.period for head in heads) and not any(head.metric for head in heads)
