"""The sheet 说明: what is missing, added up, contradictory, doubtful or not comparable, and the notes of the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from brigade.output.compare_excel.paper import FIGURES, TABLE, TOP, above
from brigade.output.compare_layout import heads
from brigade.output.compare_table import cell_words
from brigade.output.excel import Book
from corpus.cells import Cell
from corpus.comparing.comparison import Comparison, Key
from corpus.comparing.reasons import reasons_of

LEGEND = (
    "— 未提及(不是 0)", "斜体:由各部分相加,或推算", "橙色:前后不一致,所有数字并列", "≥ ≤ ≈:原文为约数", "?:存疑;✎:经人工更正;○:由扫描件识别",
    "点数字看原句,点“出处”表的大队回到对比表",
)  # fmt: skip
_WIDTHS = {"类别": 10, "指标": 22, "大队、期间": 30, "说明": 68}


@dataclass(frozen=True)
class Remark:
    kind: str
    words: str
    metric: str = ""
    where: str = ""  # brigade and period
    column: Key | None = None


def remark_sheet(book: Book, sheet: Any, out: Comparison) -> None:
    """Fills the sheet; the metric of a remark leads to its figure in the table."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    told = sorted(_remarks(out), key=lambda r: ORDER.index(r.kind))
    rows = [[r.kind, out.name(r.metric) if r.metric else "", r.where, r.words] for r in told]
    book.listed(sheet, above(out, "说明"), list(_WIDTHS), rows, list(_WIDTHS.values()))
    places = {metric: row for row, metric in enumerate(out.metrics, TOP + 1)}
    for row, remark in enumerate(told, TOP + 1):
        if remark.metric:
            at = FIGURES + out.columns.index(remark.column) if remark.column else 0
            target = xl_rowcol_to_cell(places[remark.metric], at)
            sheet.write_url(row, 1, f"internal:'{TABLE}'!{target}", book.linked, out.name(remark.metric))


def _remarks(out: Comparison) -> Iterator[Remark]:
    for note in out.notes:
        yield Remark("注", note)
    for metric in out.metrics:
        yield from _of_metric(out, metric)
    for words in LEGEND:
        yield Remark("图例", words)


def _of_metric(out: Comparison, metric: str) -> Iterator[Remark]:
    row = dict(zip(heads(out), out.columns, strict=True))
    cells = {head: out.cells[metric][column] for head, column in row.items()}
    for kind, which in _TOGETHER.items():
        named = [head for head, cell in cells.items() if which(cell) and row[head] not in out.totals]
        if named:
            note = f"{cells[named[0]].note}" if kind == "推算" else ""
            yield Remark(kind, f"{len(named)} 个:{'、'.join(named)}" + (f"(如 {named[0]}:{note})" if note else ""), metric)
    for head, column in row.items():
        for kind, words in _of_cell(cells[head], column in out.totals):
            yield Remark(kind, words, metric, head, column)


_TOGETHER: dict[str, Callable[[Cell], bool]] = {
    "未提及": lambda cell: cell.how == "missing" and not cell.note,
    "推算": lambda cell: cell.how == "derived",
}


def _of_cell(cell: Cell, total: bool) -> Iterator[tuple[str, str]]:
    kind = "合计" if total else _BY_HOW.get(cell.how, "")
    if cell.note and kind:
        yield kind, f"{cell_words(cell)}:{cell.note}"
    if cell.how != "missing":
        for mark, marked in _BY_MARK.items():
            if mark in cell.marks:
                yield marked, f"{cell_words(cell)}:{';'.join(reasons_of(cell._replace(marks=(mark,))))}"


_BY_HOW = {"summed": "相加", "ambiguous": "不一致", "zero": "零", "stated": "原文", "missing": "未列"}
_BY_MARK = {"doubt": "存疑", "ocr": "扫描识别", "corrected": "人工更正"}
ORDER = ("注", "存疑", "不一致", "扫描识别", "人工更正", "未列", "合计", "相加", "零", "原文", "推算", "未提及", "图例")
