"""Where something stands in a file, as it is told to people."""

from __future__ import annotations

from corpus.reading.document import Box, Grid


def paragraph(number: int) -> str:
    return f"第{number}段"


def page(number: int) -> str:
    return f"第{number}页"


def grid_of(rows: list[list[str]], table: str) -> Grid:
    """Rows of texts as a grid whose cells say where in the `table` (表1) they stand, without a key."""
    return [[Box(text, cell(table, r, c)) for c, text in enumerate(row, 1)] for r, row in enumerate(rows, 1)]


def cell(table: str, row: int, column: int) -> str:
    """表1第2行第3列; `table` says which table, rows and columns are counted from 1."""
    return f"{table}第{row}行第{column}列"
