"""The sheet 变化: each figure beside that of the base period, with the change as formulas."""

from __future__ import annotations

from typing import Any

from brigade.common import fit
from brigade.output.compare_excel.figures import write_figure
from brigade.output.compare_excel.paper import TOP, above
from brigade.output.compare_excel.sources import Sources
from brigade.output.compare_excel.styles import Styles, comment
from brigade.output.compare_layout import against, heads, unit
from brigade.output.compare_table import change_words
from brigade.output.excel import Book
from brigade.output.words import SIGNS
from corpus.cells import Cell
from corpus.comparing.changes import change_of
from corpus.comparing.comparison import Comparison
from corpus.shown import signed as signed_words

_FIRST = 2  # the column of the first figures, behind name and unit
_EACH = 4  # columns for each: now, then, change, change in percent


def change_sheet(book: Book, sheet: Any, out: Comparison, told: Sources) -> None:
    """Fills the sheet; every figure leads to its facts."""
    headings = ["指标", "单位", *(f"{head} {what}" for head in heads(out) for what in ("本期", against(out), "增减", "增减%"))]
    widths = [20.0, 8.0, *[14.0] * (len(headings) - _FIRST)]
    book.headed(sheet, above(out, "变化"), headings, widths)
    styles = Styles(book)
    for row, metric in enumerate(out.metrics, TOP + 1):
        sheet.write_string(row, 0, out.name(metric), book.text)
        of = unit(out, metric)
        sheet.write_string(row, 1, fit(of), book.text)
        for n, column in enumerate(out.columns):
            cell, at = out.cells[metric][column], _FIRST + _EACH * n
            if cell.known is not None:
                told.link(sheet, row, at, (metric, column, False), styles.of(cell, of))
                write_figure(sheet, row, at, cell, styles, of)
            if cell.base is not None and cell.base.value is not None:
                told.link(sheet, row, at + 1, (metric, column, True), styles.of(cell.base))
                _change(book, sheet, row, at, cell, cell.base, styles)
    book.framed(sheet, TOP, TOP + len(out.metrics), widths, _FIRST)
    if out.metrics:
        _colours(book, sheet, len(out.metrics), len(out.columns))


def _change(book: Book, sheet: Any, row: int, at: int, cell: Cell, base: Cell, styles: Styles) -> None:
    """The base's figure and the change."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    write_figure(sheet, row, at + 1, base, styles)
    comment(sheet, row, at + 1, base)
    now, then = xl_rowcol_to_cell(row, at), xl_rowcol_to_cell(row, at + 1)
    change = change_of(cell)
    if change.modifier == "exact" and not change.unclear and not change.unlike and cell.known is not None:
        sheet.write_formula(row, at + 2, f"={now}-{then}", styles.plain(change.amount, signed=True), change.amount)
    elif change.amount is not None:
        sheet.write_string(row, at + 2, SIGNS[change.modifier] + signed_words(change.amount), book.text)
    if (
        change.modifier != "exact" or change.points or change.unclear or change.unlike or cell.known is None
    ):  # what a formula would tell falsely
        sheet.write_string(row, at + 3, change_words(cell), book.text)
        return
    shown = "新增" if change.percent is None else change.percent / 100
    sheet.write_formula(row, at + 3, f'=IF({then}=0,IF({now}=0,0,"新增"),({now}-{then})/ABS({then}))', styles.percent(), shown)


def _colours(book: Book, sheet: Any, rows: int, columns: int) -> None:
    """Red where a figure rose, green where it fell."""
    red, green = book.format(font_color="#C00000"), book.format(font_color="#548235")
    for n in range(columns):
        at = _FIRST + _EACH * n + _EACH - 1
        for criteria, colour in ((">", red), ("<", green)):
            sheet.conditional_format(TOP + 1, at, TOP + rows, at, {"type": "cell", "criteria": criteria, "value": 0, "format": colour})
