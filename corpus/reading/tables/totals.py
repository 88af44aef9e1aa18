"""Rows and columns of sums (合计, 小计) against what they sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.reading.document import Cell, Table
from corpus.reading.tables.figures import Figure
from corpus.reading.tables.grid import Matrix, Row, filled, matrix_of
from corpus.reading.tables.heads import head_of
from corpus.reading.tables.kinds import figure_in, is_year, plain
from corpus.reading.units import kind_told
from corpus.reading.words import expression
from extract import Period
from patterns import Catalog

_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Total:
    """A sum that its parts do not make; `added` is what they make.  `sure` where another sum of its line is right."""

    cell: Cell
    parts: tuple[Cell, ...]
    added: Decimal
    sure: bool


def wrong_totals(table: Table, own: Period, catalog: Catalog) -> Iterator[Total]:
    """The sums of the rows, and of the columns, of a table that are not what stands beside them adds up to."""
    grid = matrix_of(table)
    turned: Matrix = [list(column) for column in zip(*grid, strict=True)]
    for lines in (grid, turned):
        yield from _Lines(lines, own, catalog).wrong()


class _Lines:
    """The rows of a table, or its columns as rows."""

    def __init__(self, lines: Matrix, own: Period, catalog: Catalog) -> None:
        self._catalog, self._own = catalog, own
        self._lines = lines
        self._sums = [self._matches(line, "heading.total") for line in lines]
        self._parts_of = [self._matches(line, "heading.part") for line in lines]
        self._first = next((i for i, line in enumerate(lines) if self._tells(line)), len(lines))

    def wrong(self) -> Iterator[Total]:
        for at, is_sum in enumerate(self._sums):
            if not is_sum or at < self._first:
                continue
            held = [total for column in range(len(self._lines[at])) for total in self._held(at, column)]
            sure = any(total.added == figure_value(total.cell, self._catalog) for total in held)
            yield from (replace(t, sure=sure) for t in held if t.added != figure_value(t.cell, self._catalog))

    def _held(self, at: int, column: int) -> Iterator[Total]:
        """A sum with its parts, and with its own value as what they make where they make it, give or take what is rounded."""
        cell = self._lines[at][column]
        figure = figure_in(cell, self._catalog)
        if cell is None or figure is None or figure.modifier != "exact" or self._is_none_of_sums(column):
            return
        wrong: Total | None = None
        for lines in self._candidates(at):
            parts = [(c, f) for i in lines if (c := self._lines[i][column]) is not None and (f := figure_in(c, self._catalog))]
            if len({id(c) for c, _ in parts}) < 2 or any(f.modifier != "exact" for _, f in parts):
                continue
            added = sum((f.value(1) for _, f in parts), Decimal(0))
            if abs(added - figure.value(1)) <= _rounding([figure, *(f for _, f in parts)]):
                yield Total(cell, tuple(c for c, _ in parts), figure.value(1), False)
                return
            wrong = wrong or Total(cell, tuple(c for c, _ in parts), added, False)
        if wrong is not None:
            yield wrong

    def _candidates(self, at: int) -> Iterator[list[int]]:
        """Which lines a line of sums may sum: those since the last one, all before it, the sums before it; those behind it where it stands first."""
        plain_lines = [i for i in range(self._first, len(self._lines)) if not self._sums[i] and not self._parts_of[i]]
        before = [i for i in plain_lines if i < at]
        if not before:
            following = next((i for i in range(at + 1, len(self._lines)) if self._sums[i]), len(self._lines))
            yield [i for i in plain_lines if at < i < following]
            yield [i for i in plain_lines if i > at]
            return
        last = max((i for i in range(self._first, at) if self._sums[i]), default=-1)
        yield [i for i in before if i > last]
        yield before
        yield [i for i in range(self._first, at) if self._sums[i]]

    def _is_none_of_sums(self, column: int) -> bool:
        """Whether a column holds what nobody adds up: rates, ranks, changes, numbers of lines."""
        heads = [head_of(c.text, self._own, self._catalog) for line in self._lines[: self._first] if (c := line[column]) is not None]
        if any(head.skipped or head.index or (head.label is not None and head.label.kind == "ratio") for head in heads):
            return True
        figures = [f for line in self._lines[self._first :] if (f := figure_in(line[column], self._catalog))]
        return any(f.unit and kind_told(f.unit, "cell", "", self._catalog) == "ratio" for f in figures)

    def _matches(self, line: Row, key: str) -> bool:
        cells = filled(line)
        words = [plain(c.text, self._catalog) for c in cells[:2] if figure_in(c, self._catalog) is None]
        return any(expression(key, self._catalog).match(w) for w in words)

    def _tells(self, line: Row) -> bool:
        """Whether a line has words before figures, and is no line of headings."""
        cells = [c for c in filled(line) if not is_year(c, self._catalog)]
        words = next((i for i, c in enumerate(cells) if figure_in(c, self._catalog) is None), len(cells))
        return any(figure_in(c, self._catalog) for c in cells[words:])


def figure_value(cell: Cell, catalog: Catalog) -> Decimal | None:
    """The number of a cell as it is written, in the unit of its heading; None where it holds none."""
    figure = figure_in(cell, catalog)
    return figure.value(1) if figure else None


def _rounding(figures: list[Figure]) -> Decimal:
    """How far the sum of rounded figures may be off; none of whole ones."""
    places = [len(f.digits.partition(".")[2]) for f in figures]
    return sum((_HALF * Decimal(10) ** -p for p in places if p), Decimal(0))
