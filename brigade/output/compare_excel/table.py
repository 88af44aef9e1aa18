"""The sheet 对比: a row a metric, a column a brigade or period, with totals as formulas."""

from __future__ import annotations

from typing import Any

from brigade.common import fit
from brigade.output.compare_excel.figures import is_number, write_figure
from brigade.output.compare_excel.styles import Styles, comment, styles_of
from brigade.output.compare_layout import heads, unit
from brigade.output.excel import Book
from corpus.cells import compatible
from corpus.comparing.comparison import Comparison
from corpus.comparing.totals import adds_up

_FIRST = 3  # the column of the first figures, behind name, id and unit
_LEGEND = "— 未提及(不是 0);斜体为相加或推算;橙色为前后不一致;≥ ≤ ≈ 为约数;批注和“出处”表给出原句。"


def table_sheet(book: Book, out: Comparison) -> dict[str, int]:
    """Writes the sheet.  Returns the row of each metric."""
    sheet = book.book.add_worksheet("对比")
    styles = styles_of(book)
    summed = len({period for _, period in out.reported}) == 1 and len(out.reported) > 1
    _headings(book, sheet, out, summed)
    places = {metric: row for row, metric in enumerate(out.metrics, 1)}
    for metric, row in places.items():
        sheet.write_string(row, 0, out.name(metric), book.text)
        sheet.write_string(row, 1, metric, book.text)
        sheet.write_string(row, 2, unit(out, metric), book.text)
        for at, column in enumerate(out.columns, _FIRST):
            cell = out.cells[metric][column]
            write_figure(sheet, row, at, cell, styles)
            comment(sheet, row, at, cell)
        if summed:
            _sums(sheet, row, out, metric, styles)
    for row, note in enumerate([*out.notes, _LEGEND], len(out.metrics) + 2):
        sheet.write_string(row, 0, "注:" + note, book.text)
    return places


def _headings(book: Book, sheet: Any, out: Comparison, summed: bool) -> None:
    widths = {0: 20, 1: 22, 2: 8}
    for at, head in enumerate(["指标", "指标编号", "单位", *heads(out), *(["合计", "有数的大队"] if summed else [])]):
        sheet.write_string(0, at, fit(head), book.heading)
        sheet.set_column(at, at, widths.get(at, 15), None, {"hidden": at == 1})
    sheet.set_row(0, 34)
    sheet.freeze_panes(1, _FIRST)


def _sums(sheet: Any, row: int, out: Comparison, metric: str, styles: Styles) -> None:
    """The sum over the reported columns, where it makes sense, and how many of them have a number."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    span = f"{xl_rowcol_to_cell(row, _FIRST)}:{xl_rowcol_to_cell(row, _FIRST - 1 + len(out.reported))}"
    behind = _FIRST + len(out.columns)
    told = [out.cells[metric][c] for c in out.reported if is_number(out.cells[metric][c])]
    known = [c for c in (out.cells[metric][k] for k in out.reported) if c.known is not None]
    exact = all(c.modifier == "exact" for c in known)
    alike = exact and out.catalog is not None and compatible((c.unit for c in told), out.catalog)
    style = styles["exact", "stated"]
    if told and alike and not out.per and out.catalog is not None and adds_up(metric, out.catalog):
        sheet.write_formula(row, behind, f"=SUM({span})", style, sum(c.value or 0 for c in told))
    sheet.write_formula(row, behind + 1, f"=COUNT({span})", style, len(told))
