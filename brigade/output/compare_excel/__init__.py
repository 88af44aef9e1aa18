"""A comparison as a workbook: table, change, coverage, sources with the sentence of every cell, odd figures, charts."""

from __future__ import annotations

from typing import Any

from brigade.output.compare_excel.changes import change_sheet
from brigade.output.compare_excel.charts import chart_sheet
from brigade.output.compare_excel.lists import coverage_sheet, odd_sheet, source_sheet
from brigade.output.compare_excel.table import table_sheet
from brigade.output.compare_money import in_money
from brigade.output.excel import Book
from corpus.comparing.comparison import Comparison


def write(path: str, out: Comparison, odd: list[dict[str, Any]], covered: list[dict[str, Any]], money: str | None = None) -> None:
    """Writes the workbook; `odd` are the rows of `outliers`, `covered` those of `coverage`, either may be empty.

    Raises CorpusError where the file cannot be written.
    """
    book = Book(path)
    out = in_money(out, money)
    places = table_sheet(book, out)
    if out.base:
        change_sheet(book, out)
    if covered:
        coverage_sheet(book, covered)
    source_sheet(book, out)
    if odd:
        odd_sheet(book, odd)
    chart_sheet(book, out, places)
    book.close()
