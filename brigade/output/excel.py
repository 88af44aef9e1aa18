"""Facts as Excel workbooks: Chinese headings, frozen rows, filters, figures as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from brigade.output.words import FIELDS, KINDS, MODIFIERS, STATUS
from corpus.errors import CorpusError
from extract.model import FACT_FIELDS

FONT = "微软雅黑"


class Book:
    """A workbook that appears under its name only when it is whole."""

    def __init__(self, path: str) -> None:
        import xlsxwriter

        self.target = Path(path)
        if self.target.is_dir() or not self.target.parent.is_dir():
            raise CorpusError(f"无法保存到 {path},请检查文件夹是否存在。", "folder")
        self.part = self.target.with_name(self.target.name + ".part")
        self.book = xlsxwriter.Workbook(str(self.part), {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True})
        self.book.formats[0].set_font_name(FONT)
        self.book.formats[0].set_font_size(10)
        self.heading = self.format(
            bold=True, bg_color="#1F4E78", font_color="#FFFFFF", align="center", valign="vcenter", text_wrap=True, border=1
        )
        self.text = self.format(valign="top")
        self.wrapped = self.format(text_wrap=True, valign="top")
        self.number = self.format(num_format="#,##0.##########;-#,##0.##########;0", valign="top")
        self.date = self.format(num_format="yyyy-mm-dd", valign="top")

    def format(self, **how: Any) -> Any:
        return self.book.add_format({"font_name": FONT, "font_size": 10, **how})

    def sheet(self, name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[float]) -> Any:
        sheet = self.book.add_worksheet(name[:31])
        sheet.set_row(0, 24)
        for c, heading in enumerate(headings):
            sheet.write_string(0, c, heading, self.heading)
            sheet.set_column(c, c, widths[c] if c < len(widths) else 12)
        last = 0
        for r, row in enumerate(rows, 1):
            last = r
            for c, value in enumerate(row):
                self.cell(sheet, r, c, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(headings) - 1)
        return sheet

    def cell(self, sheet: Any, row: int, column: int, value: Any, how: Any = None) -> None:
        if value is None or value == "" or value != value:  # noqa: PLR0124 (NaN)
            sheet.write_blank(row, column, None, how or self.text)
        elif isinstance(value, bool):
            sheet.write_string(row, column, "是" if value else "否", how or self.text)
        elif isinstance(value, (int, float)):
            sheet.write_number(row, column, value, how or self.number)
        elif hasattr(value, "year"):
            sheet.write_string(row, column, str(value)[:10], how or self.text)
        else:
            text = str(value).encode("utf-8", "replace").decode("utf-8")
            sheet.write_string(row, column, text[:32000], how or (self.wrapped if len(text) > 20 else self.text))

    def close(self) -> None:
        try:
            self.book.close()
            self.part.replace(self.target)
        except OSError as error:
            raise CorpusError(f"无法保存 {self.target}:{error.strerror},请检查是否正被 Excel 打开。", "write") from error


def _fact_row(fact: dict[str, Any], names: dict[str, str]) -> list[Any]:
    row = []
    for name in FACT_FIELDS:
        value = fact[name]
        if name == "modifier":
            value = MODIFIERS[value]
        elif name == "kind":
            value = KINDS[value]
        elif name == "status":
            value = STATUS[value]
        row.append(value)
    return [names.get(fact["metric"], ""), *row]


_WIDTHS = {
    "label": 26,
    "sentence": 60,
    "section": 22,
    "quote": 14,
    "metric": 24,
    "metric_name": 18,
    "pattern": 24,
    "value": 14,
    "brigade": 24,
    "period": 12,
}


def write_reports(path: str, reports: list[tuple[str, Any]], catalog: Any) -> None:
    """One sheet of facts, one of dates and one of the numerals left over, of freshly extracted reports."""
    names = {m.id: m.name for m in catalog.metrics.values()}
    book = Book(path)
    fields = ["metric_name", *FACT_FIELDS]
    headings = ["报告", *(FIELDS[f] for f in fields)]
    widths = [24, *(_WIDTHS.get(f, 10) for f in fields)]
    book.sheet("数据", headings, ([r.title or name, *_fact_row(f.to_dict(), names)] for name, r in reports for f in r.facts), widths)
    book.sheet(
        "日期",
        ["报告", "原文", "起", "止"],
        ([r.title or name, d.quote, d.period.start, d.period.end] for name, r in reports for d in r.dates),
        [24, 20, 12, 12],
    )
    from brigade.output.words import REASONS

    book.sheet(
        "其他数字",
        ["报告", "原文", "原因"],
        ([r.title or name, u.quote, REASONS.get(u.reason, u.reason)] for name, r in reports for u in r.unclaimed),
        [24, 16, 16],
    )
    book.close()


def write_facts(path: str, frame: Any, names: dict[str, str], reports: Any) -> None:
    """The stored facts and the list of reports."""
    book = Book(path)
    fields = ["brigade", "period", "metric_name", *FACT_FIELDS, "where", "confidence", "corrected", "report_id"]
    headings = [FIELDS.get(f, {"corrected": "更正"}.get(f, f)) for f in fields]

    def rows() -> Iterable[list[Any]]:
        for fact in frame.astype(object).where(frame.notna(), None).to_dict("records"):
            yield [
                fact["brigade"],
                fact["period"],
                *_fact_row(fact, names),
                fact["where"],
                fact["confidence"],
                fact["corrected"],
                fact["report_id"],
            ]

    book.sheet("数据", headings, rows(), [_WIDTHS.get(f, 10) for f in fields])
    columns = ["report_id", "brigade", "period", "title", "format", "facts", "current", "path"]
    book.sheet(
        "报告",
        ["编号", "大队", "期间", "标题", "格式", "数据", "现行", "文件"],
        reports[columns].astype(object).values.tolist(),
        [12, 26, 12, 36, 8, 8, 8, 60],
    )
    book.close()
