"""The sheet 对比: a row a metric, a column a brigade or period, with totals as formulas."""

from __future__ import annotations

from typing import Any

from brigade.common import fit
from brigade.output.compare_excel.figures import is_number, write_figure
from brigade.output.compare_excel.paper import FIGURES, TOP, above
from brigade.output.compare_excel.sources import Sources
from brigade.output.compare_excel.styles import Styles, comment
from brigade.output.compare_layout import heads, unit
from brigade.output.excel import Book
from corpus.cells import Cell, compatible
from corpus.comparing.comparison import Comparison
from corpus.comparing.totals import adds_up


def table_sheet(book: Book, sheet: Any, out: Comparison, told: Sources) -> None:
    """Fills the sheet; every figure leads to its facts."""
    styles = Styles(book)
    summed = len({period for _, period in out.reported}) == 1 and len(out.reported) > 1
    headings = ["指标", "指标编号", "单位", *heads(out), *(["合计", "有数的大队"] if summed else [])]
    widths = [20.0, 0.0, 8.0, *[15.0] * (len(headings) - FIGURES)]
    book.headed(sheet, above(out, "对比"), headings, widths)
    sheet.set_column(1, 1, 22, None, {"hidden": True})
    for row, metric in enumerate(out.metrics, TOP + 1):
        sheet.write_string(row, 0, out.name(metric), book.text)
        sheet.write_string(row, 1, metric, book.text)
        of = unit(out, metric)
        sheet.write_string(row, 2, fit(of), book.text)
        for at, column in enumerate(out.columns, FIGURES):
            cell = out.cells[metric][column]
            told.link(sheet, row, at, (metric, column, False), styles.of(cell, of))
            write_figure(sheet, row, at, cell, styles, of)
            comment(sheet, row, at, cell)
        if summed:
            _sums(sheet, row, out, metric, styles)
    last = TOP + len(out.metrics)
    book.framed(sheet, TOP, last, widths, FIGURES)
    for row, note in enumerate([*out.notes, "存疑、未提及、相加和不一致的数字见“说明”表;点数字看原句。"], last + 2):
        sheet.write_string(row, 0, fit("注:" + note), book.text)
    sheet.print_area(0, 0, last + 2 + len(out.notes), len(headings) - 1)


def _sums(sheet: Any, row: int, out: Comparison, metric: str, styles: Styles) -> None:
    """The sum over the reported columns, or why there is none, and how many of them have a number."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    span = f"{xl_rowcol_to_cell(row, FIGURES)}:{xl_rowcol_to_cell(row, FIGURES - 1 + len(out.reported))}"
    behind = FIGURES + len(out.columns)
    known = [cell for column in out.reported if (cell := out.cells[metric][column]).known is not None]
    total = sum(c.value or 0 for c in known)
    obstacle = _obstacle(out, metric, known)
    if known and not obstacle:
        sheet.write_formula(row, behind, f"=SUM({span})", styles.plain(total, doubtful=any("doubt" in c.marks for c in known)), total)
    elif known:
        sheet.write_string(row, behind, obstacle, styles.words())
    sheet.write_formula(row, behind + 1, f"=COUNT({span})", styles.plain(0), sum(map(is_number, known)))


def _obstacle(out: Comparison, metric: str, known: list[Cell]) -> str:
    """Why the figures of a row are not summed up, "" where they are."""
    if out.catalog is None or out.per or not adds_up(metric, out.catalog):
        return "比率不合计"
    if not compatible((c.unit for c in known), out.catalog):
        return "单位不同"
    return "" if all(c.modifier == "exact" and is_number(c) for c in known) else "含约数"
