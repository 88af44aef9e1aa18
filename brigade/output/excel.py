"""Excel workbooks: a heading row that stays, filters, figures as numbers, text that is never a formula."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from brigade.common import fit, whole
from corpus.errors import CorpusError
from corpus.failures import why

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

    def format(self, **how: Any) -> Any:
        return self.book.add_format({"font_name": FONT, "font_size": 10, **how})

    def sheet(self, name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[float]) -> Any:
        sheet = self.book.add_worksheet(name[:31])
        sheet.set_row(0, 24)
        for c, heading in enumerate(headings):
            sheet.write_string(0, c, fit(heading), self.heading)
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
        if value is None or value == "" or (isinstance(value, float) and not math.isfinite(value)):
            sheet.write_blank(row, column, None, how or self.text)
        elif isinstance(value, bool):
            sheet.write_string(row, column, "是" if value else "否", how or self.text)
        elif isinstance(value, (int, float)):
            sheet.write_number(row, column, value, how or self.number)
        elif hasattr(value, "year"):
            sheet.write_string(row, column, str(value)[:10], how or self.text)
        else:
            text = fit(str(value))
            sheet.write_string(row, column, text[:32000], how or (self.wrapped if len(text) > 20 else self.text))

    def close(self) -> None:
        from xlsxwriter.exceptions import XlsxWriterException

        try:
            with whole(self.target):  # its part is ours
                self.book.close()
        except (OSError, XlsxWriterException) as error:
            inner = error.args[0] if error.args and isinstance(error.args[0], OSError) else error
            told = why(inner) if isinstance(inner, OSError) else "内容过大"
            raise CorpusError(f"无法保存 {self.target}:{told}(也请看看是否正被 Excel 打开)。", "write") from error
