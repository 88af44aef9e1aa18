"""The sheet 变化: each figure beside that of the base period, with the change as formulas."""

from __future__ import annotations

from typing import Any

from brigade.common import fit
from brigade.output.compare_excel.figures import write_figure
from brigade.output.compare_excel.styles import BORDER, Styles, comment, styles_of
from brigade.output.compare_layout import heads, unit
from brigade.output.compare_table import change_words
from brigade.output.excel import Book
from brigade.output.words import SIGNS
from corpus.cells import Cell
from corpus.comparing.changes import change_of
from corpus.comparing.comparison import Comparison
from corpus.shown import signed as signed_words

_FIRST = 2  # the column of the first figures, behind name and unit
_EACH = 4  # columns for each: now, then, change, change in percent


def change_sheet(book: Book, out: Comparison) -> None:
    sheet = book.book.add_worksheet("变化")
    _headings(book, sheet, out)
    percent = book.format(num_format="+0.0%;-0.0%;0.0%", **BORDER)
    signed = book.format(num_format="+#,##0.####;-#,##0.####;0", **BORDER)
    styles = styles_of(book)
    for row, metric in enumerate(out.metrics, 1):
        sheet.write_string(row, 0, out.name(metric), book.text)
        sheet.write_string(row, 1, unit(out, metric), book.text)
        for n, column in enumerate(out.columns):
            cell, at = out.cells[metric][column], _FIRST + _EACH * n
            if cell.known is not None:
                write_figure(sheet, row, at, cell, styles)
                _change(book, sheet, row, at, cell, signed, percent, styles)
    if out.metrics:
        _colours(book, sheet, len(out.metrics), len(out.columns))


def _headings(book: Book, sheet: Any, out: Comparison) -> None:
    names = ["指标", "单位"]
    for head in heads(out):
        names += [f"{head} 本期", f"{head} {out.base}", f"{head} 增减", f"{head} 增减%"]
    for at, name in enumerate(names):
        sheet.write_string(0, at, fit(name), book.heading)
        sheet.set_column(at, at, 20 if at == 0 else 13)
    sheet.set_row(0, 34)
    sheet.freeze_panes(1, _FIRST)


def _change(book: Book, sheet: Any, row: int, at: int, cell: Cell, signed: Any, percent: Any, styles: Styles) -> None:
    """The base's figure and the change, where the cell has a base with one."""
    if cell.base is None or cell.base.value is None:
        return
    from xlsxwriter.utility import xl_rowcol_to_cell

    write_figure(sheet, row, at + 1, cell.base, styles)
    comment(sheet, row, at + 1, cell.base)
    now, then = xl_rowcol_to_cell(row, at), xl_rowcol_to_cell(row, at + 1)
    change = change_of(cell)
    if change.modifier == "exact" and not change.unclear:
        sheet.write_formula(row, at + 2, f"={now}-{then}", signed, change.amount)
    elif change.amount is not None:
        sheet.write_string(row, at + 2, SIGNS[change.modifier] + signed_words(change.amount), book.text)
    if change.modifier != "exact" or change.points or change.unclear:  # what a formula would tell falsely
        sheet.write_string(row, at + 3, change_words(cell), book.text)
        return
    shown = "新增" if change.percent is None else change.percent / 100
    sheet.write_formula(row, at + 3, f'=IF({then}=0,IF({now}=0,0,"新增"),({now}-{then})/ABS({then}))', percent, shown)


def _colours(book: Book, sheet: Any, rows: int, columns: int) -> None:
    """Red where a figure rose, green where it fell."""
    red, green = book.format(font_color="#C00000"), book.format(font_color="#548235")
    for n in range(columns):
        at = _FIRST + _EACH * n + _EACH - 1
        for criteria, colour in ((">", red), ("<", green)):
            sheet.conditional_format(1, at, rows, at, {"type": "cell", "criteria": criteria, "value": 0, "format": colour})
