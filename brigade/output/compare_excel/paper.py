"""What all sheets of the workbook share: their names, the lines above their headings, where the figures begin."""

from __future__ import annotations

from datetime import datetime

from brigade.output.compare_layout import against, subject
from brigade.output.words import period_words
from corpus.comparing.comparison import Comparison

SHOWN = "页面所见"
TABLE, CHANGES, COVERAGE, SOURCES, ODD, REMARKS, CHARTS = "对比", "变化", "覆盖", "出处", "异常数字", "说明", "图表"
TOP = 2  # the row of the headings, below title and date
FIGURES = 3  # the column of the first figures in the table, behind name, id and unit


def above(out: Comparison, name: str) -> list[str]:
    """The title of a sheet, and the line that says of what period it is and when it was made."""
    periods = list(dict.fromkeys(period for _, period in out.columns))
    told = "、".join(map(period_words, periods[:6])) + (f"等{len(periods)}期" if len(periods) > 6 else "")
    base = f";与{against(out)}相比" if out.base else ""
    made = datetime.now()
    return [f"{name}({subject(out, '各大队各期间')})", f"期间:{told}{base};制表日期:{made.year}年{made.month}月{made.day}日"]
