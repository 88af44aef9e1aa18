"""What is left of a table: the numerals that became no facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.reading.document import Cell, Document
from extract import Fact, Unclaimed

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


def _left_in(cell: Cell, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Where the numerals of a cell stand, but those of its fact; `taken` holds where facts start."""
    facts = [at for at in taken if cell.start <= at < cell.end]
    for match in _NUMERAL.finditer(cell.text):
        start, end = cell.start + match.start(), cell.start + match.end()
        if not any(at < end for at in facts):
            yield start, end
