"""What is left of a table: the numerals that became no facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.reading.document import Cell, Document
from corpus.reading.tables.kinds import figure_in, is_year
from extract import Fact, Unclaimed
from patterns import Catalog

_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")


def numerals_left(document: Document, facts: list[Fact]) -> list[Unclaimed]:
    """The numerals of tables, but for their prose, that became no facts; the reason is "table"."""
    taken = {fact.start for fact in facts}
    return [
        Unclaimed(start, end, document.text[start:end], "table")
        for cell in document.cells()
        if not cell.prose
        for start, end in _left_in(cell, taken)
    ]


def unread_cells(document: Document, facts: Iterable[Fact], catalog: Catalog) -> list[Cell]:
    """The cells of tables that hold nothing but a figure which became no fact; years, and numbers that count the rows, are none."""
    taken = {fact.start for fact in facts}
    out = []
    for table in document.tables:
        cells = [cell for row in table.rows for cell in row if not cell.prose and figure_in(cell, catalog) and not is_year(cell, catalog)]
        columns: dict[int, list[Cell]] = {}
        for cell in cells:
            columns.setdefault(cell.column, []).append(cell)
        counted = {id(cell) for column in columns.values() if _counts_rows(column) for cell in column}
        out += [cell for cell in cells if id(cell) not in counted and not any(cell.start <= at < cell.end for at in taken)]
    return out


def _counts_rows(column: list[Cell]) -> bool:
    """1, 2, 3, … down a column."""
    return len(column) > 1 and [cell.text.strip() for cell in column] == [str(n) for n in range(1, len(column) + 1)]


def _left_in(cell: Cell, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Where the numerals of a cell stand, but those of its fact; `taken` holds where facts start."""
    facts = [at for at in taken if cell.start <= at < cell.end]
    for match in _NUMERAL.finditer(cell.text):
        start, end = cell.start + match.start(), cell.start + match.end()
        if not any(at < end for at in facts):
            yield start, end
