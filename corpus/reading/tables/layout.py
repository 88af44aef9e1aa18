"""How a table is laid out: where its headings end, and on which side its metrics stand."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.reading.document import Cell, Table
from corpus.reading.tables.figures import figure_of
from corpus.reading.tables.heads import NOTHING, Head, head_of, says_brigades
from extract import Period
from patterns import Catalog

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """`top` says what each column holds ([] without a row of headings), `sides` what each row of the `body` does."""

    top: list[Head]
    body: list[Row]
    sides: list[Head]
    brigades_down: bool  # the first column is headed as one of brigades

    @property
    def metrics_along(self) -> int:
        return sum(_is_metric(head) for head in self.top[1:])

    @property
    def metrics_down(self) -> int:
        return sum(_is_metric(side) for side in self.sides)

    @property
    def units(self) -> int | None:
        """The column of units."""
        return next((i for i, head in enumerate(self.top) if head.units), None)

    def above(self, column: int) -> Head:
        return self.top[column] if column < len(self.top) else NOTHING


def layout_of(table: Table, own: Period, catalog: Catalog) -> Layout:
    """The headings of a table read, empty rows left out; `own` is the report's period."""
    rows = [row for row in table.rows if any(cell.text for cell in row)]
    at = _heading_row(rows, catalog)
    top = [] if at is None else rows[at]
    body = rows if at is None else rows[at + 1 :]
    return Layout(
        [head_of(cell.text, own, catalog) for cell in top],
        body,
        [head_of(row[0].text, own, catalog) for row in body],
        bool(top) and says_brigades(top[0].text, catalog),
    )


def _heading_row(rows: list[Row], catalog: Catalog) -> int | None:
    """The row of headings: the first of several cells with figures in one of the two rows below it.

    Where that row has figures itself the headings stand above it; None where nothing does.
    """
    for at, row in enumerate(rows):
        if sum(bool(cell.text) for cell in row) > 1 and any(_has_figures(below, catalog) for below in rows[at + 1 : at + 3]):
            if not _has_figures(row, catalog):
                return at
            return at - 1 if at else None
    return None


def _has_figures(row: Row, catalog: Catalog) -> bool:
    """A figure behind the first cell, which may be the number of the row."""
    return any(figure_of(cell.text, catalog) for cell in row[1:])


def _is_metric(head: Head) -> bool:
    return bool(head.label and head.label.metric)
