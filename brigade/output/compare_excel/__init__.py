"""A comparison as a workbook: table, change, what is to be known of it, sources with the sentence of every figure, coverage, odd figures, charts."""

from __future__ import annotations

from typing import Any

from brigade.output.compare_excel import paper
from brigade.output.compare_excel.changes import change_sheet
from brigade.output.compare_excel.charts import chart_sheet
from brigade.output.compare_excel.lists import coverage_sheet, odd_sheet, shown_sheet
from brigade.output.compare_excel.remarks import remark_sheet
from brigade.output.compare_excel.sources import source_sheet, sources_of
from brigade.output.compare_excel.table import table_sheet
from brigade.output.compare_layout import charted
from brigade.output.compare_money import in_money
from brigade.output.compare_view import Seen
from brigade.output.excel import Book
from corpus.comparing.comparison import Comparison


def write(
    path: str,
    out: Comparison,
    odd: list[dict[str, Any]],
    covered: list[dict[str, Any]],
    money: str | None = None,
    shown: Seen | None = None,
) -> None:
    """Writes the workbook; `odd` are the rows of `outliers`, `covered` those of `coverage`, either may be empty.

    Of the coverage what the table compares is shown; `shown` is the table as a page shows it, which then is the first sheet.  Raises CorpusError where the file cannot be written.
    """
    book = Book(path)
    out = in_money(out, money)
    periods = {period for _, period in out.columns} | {out.base}
    covered = [row for row in covered if row["period"] in periods]
    told = {row["metric"] for row in covered if row["told"]}
    covered = [row for row in covered if row["metric"] in told]
    sources = sources_of(out)
    holds = {
        paper.SHOWN: shown is not None, paper.TABLE: True, paper.CHANGES: bool(out.base), paper.REMARKS: True, paper.CHARTS: bool(charted(out, 1)), paper.ODD: bool(odd),
        paper.COVERAGE: bool(covered), paper.SOURCES: True,
    }  # fmt: skip
    sheets = {name: book.book.add_worksheet(name) for name, there in holds.items() if there}
    if shown is not None:
        shown_sheet(book, sheets[paper.SHOWN], out, shown)
    table_sheet(book, sheets[paper.TABLE], out, sources)
    remark_sheet(book, sheets[paper.REMARKS], out)
    source_sheet(book, sheets[paper.SOURCES], out, sources)
    if out.base:
        change_sheet(book, sheets[paper.CHANGES], out, sources)
    if paper.CHARTS in sheets:
        chart_sheet(book, sheets[paper.CHARTS], out)
    if odd:
        odd_sheet(book, sheets[paper.ODD], out, odd)
    if covered:
        coverage_sheet(book, sheets[paper.COVERAGE], out, covered)
    book.close()
