"""Columns of changes (同比, 增减) in a table, with the two columns of figures that each lies between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from corpus.reading.document import Cell, Table
from corpus.reading.tables.figures import Figure
from corpus.reading.tables.grid import Matrix, matrix_of
from corpus.reading.tables.heads import head_of, period_words
from corpus.reading.tables.kinds import figure_in, is_year, plain
from corpus.reading.words import expression
from extract import Period
from extract.reading.calendar import year_before
from patterns import Catalog


@dataclass(frozen=True, slots=True)
class Change:
    """What a cell says of the change between two others.  `percent` is None where the heading does not tell whether a difference or a share is meant.

    `signed` says that the column tells falls by a sign, so that a change without one is a rise.
    """

    cell: Cell
    value: Decimal
    decimals: int
    percent: bool | None
    signed: bool
    now: tuple[Cell, Figure]
    base: tuple[Cell, Figure]


def changes_of(table: Table, own: Period, catalog: Catalog) -> Iterator[list[Change]]:
    """The changes of each column, and of each row, that stands beside a figure of one time and one of the year before."""
    grid = matrix_of(table)
    turned: Matrix = [list(column) for column in zip(*grid, strict=True)]
    for lines in (grid, turned):
        yield from _Columns(lines, own, catalog).changes()


class _Columns:
    """The columns of a table, or its rows as columns."""

    def __init__(self, lines: Matrix, own: Period, catalog: Catalog) -> None:
        self._lines, self._own, self._catalog = lines, own, catalog
        told = (i for i, line in enumerate(lines) if any(self._is_figure(c) for c in line[1:]))
        self._first = next(told, len(lines))

    def _is_figure(self, cell: Cell | None) -> bool:
        return figure_in(cell, self._catalog) is not None and not is_year(cell, self._catalog)

    def changes(self) -> Iterator[list[Change]]:
        width = len(self._lines[0]) if self._lines else 0
        for column in range(1, width):
            names = self._names(column)
            if not names or not expression("change.heading", self._catalog).search(names[-1]):
                continue
            pair = self._pair(column)
            found = list(self._cells(column, *pair, "".join(names))) if pair is not None else []
            if found:
                yield found

    def _names(self, column: int) -> list[str]:
        """The headings above a column, the outermost first, each once."""
        cells = [line[column] for line in self._lines[: self._first]]
        return list(dict.fromkeys(plain(c.text, self._catalog) for c in cells if c is not None))

    def _pair(self, column: int) -> tuple[int, int] | None:
        """The columns of the figure and of the year before it, under the same outer headings; None where there is not one of each."""
        outer = self._names(column)[:-1]
        times = {c: period for c in range(1, column) if self._names(c)[:-1] == outer and (period := self._period(c)) is not None}
        pairs = [
            (now, base)
            for now, one in times.items()
            for base, other in times.items()
            if one.start and one.end and (other.start, other.end) == (year_before(one).start, year_before(one).end)
        ]
        return pairs[0] if len(pairs) == 1 else None

    def _period(self, column: int) -> Period | None:
        names = self._names(column)
        if not names or expression("change.heading", self._catalog).search(names[-1]):
            return None
        head = head_of(names[-1], self._own, self._catalog)
        return head.period or (period_words(names[-1], self._own, self._catalog) if not head.skipped else None)

    def _cells(self, column: int, now: int, base: int, name: str) -> Iterator[Change]:
        told: list[tuple[Cell, Decimal, int, bool, tuple[Cell, Figure], tuple[Cell, Figure]]] = []
        signed = False
        for line in self._lines[self._first :]:
            cell, one, other = line[column], line[now], line[base]
            after, before = figure_in(one, self._catalog), figure_in(other, self._catalog)
            if cell is None or one is None or other is None or after is None or before is None:
                continue
            read = _read(cell, self._catalog)
            if read is not None and after.modifier == before.modifier == "exact":
                value, decimals, share, sign = read
                signed = signed or sign
                told.append((cell, value, decimals, share, (one, after), (other, before)))
        percent = True if expression("change.percent", self._catalog).search(name) else None
        percent = False if percent is None and expression("change.difference", self._catalog).search(name) else percent
        falls = bool(expression("change.falls", self._catalog).search(name))
        for cell, value, decimals, share, one_, other_ in told:
            yield Change(cell, -value if falls else value, decimals, True if share else percent, signed or falls, one_, other_)


def _read(cell: Cell, catalog: Catalog) -> tuple[Decimal, int, bool, bool] | None:
    """(value, decimals, whether it is in percent, whether its sign is told) of ↓5.2%, 上升3, -7; None of anything else."""
    match = expression("change.cell", catalog).fullmatch(plain(cell.text, catalog))
    if match is None:
        return None
    try:
        value = Decimal(match["digits"].replace(",", ""))
    except InvalidOperation:
        return None
    value = -value if match["down"] else value
    return value, len(match["digits"].partition(".")[2]), bool(match["percent"]), bool(match["down"] or match["up"])
