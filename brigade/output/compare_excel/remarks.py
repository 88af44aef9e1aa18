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
    "— 未提及(不是 0)", "斜体:由各部分相加,或推算", "橙色:前后不一致,所有数字并列", "≥ ≤ ≈:原文为约数", "?:存疑;✎:经人工更正;○:由扫描件识别;△:合计不全,有大队未列入、未提及或不一致",
    "点数字看原句,点“出处”表的大队回到对比表",
)  # fmt: skip
_COLUMNS = (("类别", 10), ("指标", 22), ("大队、期间", 30), ("说明", 68))  # heading and width
# the kinds of remarks, in this order
KINDS = {
    "note": "注", "doubt": "存疑", "ambiguous": "不一致", "ocr": "扫描识别", "corrected": "人工更正", "left_out": "未列", "total": "合计", "summed": "相加",
    "zero": "零", "stated": "原文", "derived": "推算", "missing": "未提及", "legend": "图例",
}  # fmt: skip
_MARKS = ("doubt", "ocr", "corrected")  # those that are told of one by one


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

    told = sorted(_remarks(out), key=lambda r: list(KINDS).index(r.kind))
    rows = [[KINDS[r.kind], out.name(r.metric) if r.metric else "", r.where, r.words] for r in told]
    book.listed(sheet, above(out, "说明"), [heading for heading, _ in _COLUMNS], rows, [width for _, width in _COLUMNS])
    places = {metric: row for row, metric in enumerate(out.metrics, TOP + 1)}
    for row, remark in enumerate(told, TOP + 1):
        if remark.metric:
            at = FIGURES + out.columns.index(remark.column) if remark.column else 0
            target = xl_rowcol_to_cell(places[remark.metric], at)
            sheet.write_url(row, 1, f"internal:'{TABLE}'!{target}", book.linked, out.name(remark.metric))


def _remarks(out: Comparison) -> Iterator[Remark]:
    for note in out.notes:
        yield Remark("note", note)
    for metric in out.metrics:
        yield from _of_metric(out, metric)
    for words in LEGEND:
        yield Remark("legend", words)


def _of_metric(out: Comparison, metric: str) -> Iterator[Remark]:
    row = dict(zip(heads(out), out.columns, strict=True))
    cells = {head: out.cells[metric][column] for head, column in row.items()}
    for kind, which in _TOGETHER.items():
        named = [head for head, cell in cells.items() if which(cell) and row[head] not in out.totals]
        if named:
            note = f"{cells[named[0]].note}" if kind == "derived" else ""
            yield Remark(kind, f"{len(named)} 个:{'、'.join(named)}" + (f"(如 {named[0]}:{note})" if note else ""), metric)
    for head, column in row.items():
        for kind, words in _of_cell(cells[head], column in out.totals):
            yield Remark(kind, words, metric, head, column)


_TOGETHER: dict[str, Callable[[Cell], bool]] = {
    "missing": lambda cell: cell.how == "missing" and not cell.note,
    "derived": lambda cell: cell.how == "derived",
}


def _of_cell(cell: Cell, total: bool) -> Iterator[tuple[str, str]]:
    kind = "total" if total else "left_out" if cell.how == "missing" else cell.how
    if cell.note and kind != "derived":
        yield kind, f"{cell_words(cell)}:{cell.note}"
    if cell.how != "missing":
        for mark in _MARKS:
            if mark in cell.marks:
                yield mark, f"{cell_words(cell)}:{';'.join(reasons_of(cell._replace(marks=(mark,))))}"
