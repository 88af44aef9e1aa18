"""The sheets that are plain lists: 覆盖 (who tells what) and 异常数字."""

from __future__ import annotations

from typing import Any

from brigade.output.compare_excel.paper import TOP, above
from brigade.output.compare_view import Seen
from brigade.output.excel import Book
from brigade.output.words import HOW, period_words
from corpus.comparing.comparison import Comparison
from corpus.comparing.coverage import as_grid

_TOLD = "有"


def coverage_sheet(book: Book, sheet: Any, out: Comparison, covered: list[dict[str, Any]]) -> None:
    """A row a metric, a column a brigade and period; green where it is told, red where not."""
    columns, grid = as_grid(covered)
    words = {"missing": "", "ambiguous": HOW["ambiguous"]}
    rows = [[name, *(words.get(told[c]["how"], _TOLD) if c in told else "" for c in columns)] for name, told in grid.items()]
    widths = [22.0, *[13.0] * len(columns)]
    book.listed(sheet, above(out, "覆盖:谁报了哪个指标"), ["指标", *(f"{b} {period_words(p)}" for b, p in columns)], rows, widths)
    sheet.freeze_panes(TOP + 1, 1)
    sheet.repeat_columns(0)
    body = (TOP + 1, 1, TOP + max(1, len(grid)), max(1, len(columns)))
    green, red = book.format(bg_color="#E2EFDA"), book.format(bg_color="#FBE5E5")
    sheet.conditional_format(*body, {"type": "cell", "criteria": "==", "value": f'"{_TOLD}"', "format": green})
    sheet.conditional_format(*body, {"type": "blanks", "format": red})


def shown_sheet(book: Book, sheet: Any, out: Comparison, shown: Seen) -> None:
    """The table as the page shows it, row by row."""
    head, rows = shown
    widths = [22.0, *[14.0] * (len(head) - 1)]
    book.headed(sheet, above(out, "页面所见"), head, widths)
    right = book.format(align="right", valign="top")
    for r, row in enumerate(rows, TOP + 1):
        for c, value in enumerate(row):
            book.cell(sheet, r, c, value, right if c > 1 and isinstance(value, str) else None)
    book.framed(sheet, TOP, TOP + len(rows), widths, 1)


_ODD = (("大队", 22), ("期间", 14), ("指标", 18), ("数值", 12), ("单位", 8), ("比较对象", 12), ("偏离", 7), ("理由", 44), ("原句", 50))


def odd_sheet(book: Book, sheet: Any, out: Comparison, odd: list[dict[str, Any]]) -> None:
    """The figures far from their peers or from their brigade's history, each with the sentence that tells it."""
    against = {"peers": "同期各大队", "history": "本大队历次"}
    rows = [
        [r["brigade"], period_words(r["period"]), r["metric_name"], r["value"], r["unit"], against[r["against"]], r["z"], r["reason"], r["sentence"]]
        for r in odd
    ]  # fmt: skip
    book.listed(sheet, above(out, "异常数字"), [heading for heading, _ in _ODD], rows, [width for _, width in _ODD])
