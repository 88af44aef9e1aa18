"""The sheets that are plain lists: 覆盖 (who tells what), 出处 (the sentence of every figure), 异常数字."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from brigade.output.excel import Book
from brigade.output.words import HOW
from corpus.comparing.comparison import Comparison
from corpus.comparing.coverage import as_grid

_TOLD = "有"


def coverage_sheet(book: Book, covered: list[dict[str, Any]]) -> None:
    """A row a metric, a column a brigade and period; green where it is told, red where not."""
    columns, grid = as_grid(covered)
    words = {"missing": "", "ambiguous": HOW["ambiguous"]}
    rows = [[name, *(words.get(told[c]["how"], _TOLD) if c in told else "" for c in columns)] for name, told in grid.items()]
    sheet = book.sheet("覆盖", ["指标", *(f"{b} {p}" for b, p in columns)], rows, [22, *[13] * len(columns)])
    sheet.set_row(0, 48)
    sheet.freeze_panes(1, 1)
    body = (1, 1, max(1, len(grid)), max(1, len(columns)))
    green, red = book.format(bg_color="#E2EFDA"), book.format(bg_color="#FBE5E5")
    sheet.conditional_format(*body, {"type": "cell", "criteria": "==", "value": f'"{_TOLD}"', "format": green})
    sheet.conditional_format(*body, {"type": "blanks", "format": red})


def source_sheet(book: Book, out: Comparison) -> None:
    """Every fact that a figure came from, those of the base period among them."""
    headings = ["大队", "期间", "指标", "取得方式", "原文", "数值", "单位", "限定", "原句", "位置", "文件", "报告"]
    book.sheet("出处", headings, _sources(out), [24, 10, 18, 10, 14, 14, 8, 14, 70, 12, 40, 12])


def _sources(out: Comparison) -> Iterator[list[Any]]:
    for metric in out.metrics:
        for brigade, period in out.columns:
            cell = out.cells[metric][brigade, period]
            told = [(period, cell.how, s) for s in cell.sources]
            if cell.base is not None and (brigade, out.base) not in out.columns:
                told += [(out.base, cell.base.how, s) for s in cell.base.sources]
            for when, how, s in told:
                yield [
                    brigade,
                    when,
                    out.name(metric),
                    HOW[how] or "原文",
                    *(s[name] for name in ("quote", "value", "unit", "qualifier", "sentence")),
                    s.get("where") or "",
                    s["path"],
                    s["report_id"],
                ]


def odd_sheet(book: Book, odd: list[dict[str, Any]]) -> None:
    """The figures far from their peers or from their brigade's history."""
    against = {"peers": "同期各大队", "history": "本大队历次"}
    rows = [
        [*(r[name] for name in ("brigade", "period", "metric_name", "value", "unit")), against[r["against"]], r["z"], r["reason"]]
        for r in odd
    ]
    headings = ["大队", "期间", "指标", "数值", "单位", "比较对象", "偏离", "理由"]
    book.sheet("异常数字", headings, rows, [24, 10, 18, 14, 8, 14, 8, 50])
