"""Facts as Excel workbooks with Chinese headings: those of reports just read, and those of the store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from brigade.common import names_of
from brigade.output.excel import Book
from brigade.output.words import FIELDS, KINDS, MODIFIERS, REASONS, STATUS
from extract.model import FACT_FIELDS

if TYPE_CHECKING:
    import pandas as pd

    from extract import Report
    from patterns import Catalog

_WIDTHS = {
    "label": 26, "sentence": 60, "section": 22, "quote": 14, "metric": 24, "metric_name": 18, "pattern": 24, "value": 14, "brigade": 24, "period": 12,
}  # fmt: skip
_WORDS = {"modifier": MODIFIERS, "kind": KINDS, "status": STATUS}
# the list of reports: field → its heading and width
_REPORTS = {
    "report_id": ("编号", 12), "brigade": ("大队", 26), "period": ("期间", 12), "title": ("标题", 36), "format": ("格式", 8), "facts": ("数据", 8),
    "current": ("现行", 8), "path": ("文件", 60),
}  # fmt: skip


def write_reports(path: str, reports: list[tuple[str, Report]], catalog: Catalog) -> None:
    """One sheet of facts, one of dates and one of the numerals left over, of freshly extracted reports."""
    names = names_of(catalog)
    told = [(report.title or name, report) for name, report in reports]
    fields = ["metric_name", *FACT_FIELDS]
    book = Book(path)
    book.sheet(
        "数据",
        ["报告", *(FIELDS[f] for f in fields)],
        ([title, *_values(f.to_row(), fields, names)] for title, r in told for f in r.facts),
        [24, *(_WIDTHS.get(f, 10) for f in fields)],
    )
    dates = ([title, d.quote, d.period.start, d.period.end] for title, r in told for d in r.dates)
    book.sheet("日期", ["报告", "原文", "起", "止"], dates, [24, 20, 12, 12])
    left = ([title, u.quote, REASONS.get(u.reason, u.reason)] for title, r in told for u in r.unclaimed)
    book.sheet("其他数字", ["报告", "原文", "原因"], left, [24, 16, 16])
    book.close()


def write_facts(path: str, frame: pd.DataFrame, names: dict[str, str], reports: pd.DataFrame) -> None:
    """The stored facts and the list of reports."""
    fields = ["brigade", "period", "metric_name", *FACT_FIELDS, "where", "recognised", "corrected", "report_id"]
    facts = frame.astype(object).where(frame.notna(), None).to_dict("records")
    book = Book(path)
    book.sheet("数据", [FIELDS[f] for f in fields], (_values(f, fields, names) for f in facts), [_WIDTHS.get(f, 10) for f in fields])
    book.sheet(
        "报告",
        [heading for heading, _ in _REPORTS.values()],
        reports[list(_REPORTS)].astype(object).values.tolist(),
        [width for _, width in _REPORTS.values()],
    )
    book.close()


def _values(fact: Mapping[Any, Any], fields: list[str], names: dict[str, str]) -> list[Any]:
    """The cells of a fact; its modifier, kind and status in words, `metric_name` beside the id."""
    row = {**fact, "metric_name": names.get(fact["metric"], "")}
    return [_WORDS[f][row[f]] if f in _WORDS else row[f] for f in fields]
