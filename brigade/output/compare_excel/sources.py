"""The sheet 出处: a row for every fact that a figure came from, found from the figure by a link, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PureWindowsPath
from typing import Any

from brigade.common import fit
from brigade.output.compare_excel.paper import FIGURES, SOURCES, TABLE, TOP, above
from brigade.output.excel import LINKS, Book
from brigade.output.words import HOW, period_words
from corpus.cells import Cell
from corpus.comparing.comparison import Comparison, Key
from corpus.comparing.reasons import reasons_of
from corpus.periods import period_name

# heading and width of each column
COLUMNS = (
    ("大队", 20), ("期间", 13), ("指标", 14), ("取得方式", 9), ("原文", 12), ("数值", 10), ("单位", 6), ("限定", 10), ("原句", 52), ("标记", 16),
    ("位置", 9), ("文件", 19), ("报告", 10),
)  # fmt: skip


@dataclass
class Sources:
    """The rows of the sheet, and at which of them the facts of a figure begin; `base` figures are those of the period set against."""

    rows: list[list[Any]] = field(default_factory=list)
    first: dict[tuple[str, Key, bool], int] = field(default_factory=dict)
    back: list[tuple[str, Key]] = field(default_factory=list)  # the figure of each row
    linked: dict[str, int] = field(default_factory=dict)  # links on each sheet

    def link(self, sheet: Any, row: int, at: int, place: tuple[str, Key, bool], style: Any) -> None:
        """Makes the cell lead to its facts; what it shows is to be written into it afterwards."""
        to, count = self.first.get(place), self.linked.get(sheet.name, 0)
        if to is not None and count < LINKS:
            sheet.write_url(row, at, f"internal:'{SOURCES}'!A{to + 1}", style, "原句", "看原句")
            self.linked[sheet.name] = count + 1


def sources_of(out: Comparison) -> Sources:
    """The facts of all figures of the table and of those that they are set against."""
    told = Sources()
    for metric in out.metrics:
        for column in out.columns:
            cell = out.cells[metric][column]
            _add(told, out, metric, column, column[1], cell, base=False)
            if cell.base is None:
                continue
            when = period_name(cell.base.period_start, cell.base.period_end)
            if (column[0], when) in out.columns:
                told.first[metric, column, True] = told.first.get((metric, (column[0], when), False), TOP + 1)
            else:
                _add(told, out, metric, column, when, cell.base, base=True)
    return told


def _add(told: Sources, out: Comparison, metric: str, column: Key, when: str, cell: Cell, *, base: bool) -> None:
    for n, s in enumerate(cell.sources):
        if not n:
            told.first[metric, column, base] = TOP + 1 + len(told.rows)
        told.back.append((metric, column))
        told.rows.append([
            column[0], period_words(when), out.name(metric), HOW[cell.how] or "原文", *(s[name] for name in ("quote", "value", "unit", "qualifier", "sentence")),
            "" if n else ";".join(reasons_of(cell)), s.get("where") or "", PureWindowsPath(s["path"]).name, s["report_id"],
        ])  # fmt: skip


def source_sheet(book: Book, sheet: Any, out: Comparison, told: Sources) -> None:
    """Fills the sheet; the brigade of each row leads back to its figure in the table."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    headings, widths = [heading for heading, _ in COLUMNS], [width for _, width in COLUMNS]
    book.listed(sheet, above(out, "出处:每个数字的原句"), headings, told.rows, widths)
    rows = {metric: row for row, metric in enumerate(out.metrics, TOP + 1)}
    columns = {column: at for at, column in enumerate(out.columns, FIGURES)}
    for at, (metric, column) in enumerate(told.back[:LINKS]):
        cell = xl_rowcol_to_cell(rows[metric], columns[column])
        sheet.write_url(TOP + 1 + at, 0, f"internal:'{TABLE}'!{cell}", book.linked, fit(column[0]), "回到对比表")
