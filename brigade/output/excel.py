"""Excel workbooks: a heading row that stays, filters, figures as numbers, text that is never a formula, pages that can be printed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from brigade.common import fit, whole
from corpus.errors import CorpusError
from corpus.failures import why

FONT = "微软雅黑"
_WHOLE, _PARTS = "#,##0", "#,##0.##########"  # the latter would leave a point behind a whole number
LINKS = 65_000  # that Excel keeps on a sheet, a few less
_A4 = 9
_PAGE = 200  # widths of columns, in characters, that are still read well on one page


def places(value: float | None) -> str:
    """The number format of Excel that shows all places of a value, and no point behind a whole one."""
    return _WHOLE if value is None or float(value).is_integer() else _PARTS


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
        self.title = self.format(bold=True, font_size=14)
        self.below = self.format(font_color="#595959")
        self.linked = self.format(font_color="#1F4E78", valign="top", text_wrap=True)
        self.text = self.format(valign="top")
        self.wrapped = self.format(text_wrap=True, valign="top")
        self.numbers = {code: self.format(num_format=code, valign="top") for code in (_WHOLE, _PARTS)}

    def format(self, **how: Any) -> Any:
        return self.book.add_format({"font_name": FONT, "font_size": 10, **how})

    def sheet(self, name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[float]) -> Any:
        """A list: a row of headings and the rows below it, with filters."""
        return self.listed(self.book.add_worksheet(name[:31]), (), headings, rows, widths)

    def listed(
        self, sheet: Any, above: Sequence[str], headings: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[float]
    ) -> Any:
        """Fills a sheet with a list, the lines `above` over its headings."""
        top = self.headed(sheet, above, headings, widths)
        last = top
        for last, row in enumerate(rows, top + 1):
            for c, value in enumerate(row):
                self.cell(sheet, last, c, value)
        self.framed(sheet, top, last, widths)
        return sheet

    def headed(self, sheet: Any, above: Sequence[str], headings: Sequence[str], widths: Sequence[float]) -> int:
        """Writes a title and what is said below it, and the row of headings.  Returns the number of that row, from 0."""
        for row, line in enumerate(above):
            sheet.write_string(row, 0, fit(line), self.below if row else self.title)
        sheet.set_row(len(above), 34 if any(len(heading) > 8 for heading in headings) else 24)
        for c, heading in enumerate(headings):
            sheet.write_string(len(above), c, fit(heading), self.heading)
            sheet.set_column(c, c, widths[c] if c < len(widths) else 12)
        return len(above)

    def framed(self, sheet: Any, top: int, last: int, widths: Sequence[float], fixed: int = 0) -> None:
        """Filters, frozen headings and pages for a list whose headings are in row `top`; the first `fixed` columns stay too."""
        sheet.freeze_panes(top + 1, fixed)
        sheet.autofilter(top, 0, max(last, top + 1), len(widths) - 1)
        self.paged(sheet, max(1, math.ceil(sum(widths) / _PAGE)))
        sheet.print_area(0, 0, max(last, top), len(widths) - 1)
        sheet.repeat_rows(top)
        if fixed:
            sheet.repeat_columns(0, fixed - 1)

    def paged(self, sheet: Any, wide: int = 1) -> None:
        """Pages of A4 on their side, `wide` beside one another and as many below as are needed, numbered."""
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(wide, 0)
        sheet.set_footer("&L&A&C第 &P 页,共 &N 页&R&F")

    def cell(self, sheet: Any, row: int, column: int, value: Any, how: Any = None) -> None:
        if value is None or value == "" or (isinstance(value, float) and not math.isfinite(value)):
            sheet.write_blank(row, column, None, how or self.text)
        elif isinstance(value, bool):
            sheet.write_string(row, column, "是" if value else "否", how or self.text)
        elif isinstance(value, (int, float)):
            sheet.write_number(row, column, value, how or self.numbers[places(value)])
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
