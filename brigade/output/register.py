"""The register of brigades as a table that `brigade brigades import` reads again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from brigade.common import fit, print_csv

if TYPE_CHECKING:
    from corpus.keeping.registry import Brigade


def rows_of(brigades: Sequence[Brigade]) -> list[list[Any]]:
    """The headings and a row a brigade; a column a kind of number and year, a cell a number or ""."""
    columns = list(dict.fromkeys((c, year) for b in brigades for c, told in b.numbers.items() for year in told))
    rows: list[list[Any]] = [["name", "aliases", "parent", "level", *(f"{c}_{year}" if year else c for c, year in columns)]]
    for b in brigades:
        numbers = [b.numbers.get(c, {}).get(year, "") for c, year in columns]
        rows.append([b.name, ";".join(b.aliases), b.parent, b.level, *(_plainly(n) for n in numbers)])
    return rows


def _plainly(number: float | str) -> int | float | str:
    return int(number) if isinstance(number, float) and number.is_integer() else number


def csv_of(brigades: Sequence[Brigade]) -> str:
    """As CSV, with the mark by which Excel knows UTF-8."""
    out = io.StringIO()
    headings, *rows = rows_of(brigades)
    print_csv(headings, (dict(zip(headings, row, strict=True)) for row in rows), out)
    return "\ufeff" + out.getvalue()


def book_of(brigades: Sequence[Brigade]) -> Any:
    """As a book of openpyxl."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows_of(brigades):
        book.active.append([fit(cell) if isinstance(cell, str) else cell for cell in row])
    return book
