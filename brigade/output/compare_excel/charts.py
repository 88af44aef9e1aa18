"""The sheet 图表: a column chart for each metric that most columns tell, or a line where the columns are periods of one brigade."""

from __future__ import annotations

from typing import Any

from brigade.output.compare_layout import chart_title, charted, one_brigade
from brigade.output.excel import FONT, Book
from corpus.comparing.comparison import Comparison

_FIRST = 3  # the column of the first figures in the sheet 对比
_LABELLED = 12  # columns up to which each has its value written on it


def chart_sheet(book: Book, out: Comparison, places: dict[str, int]) -> None:
    """Writes the sheet where there is something to draw; `places` are the rows of the metrics in the sheet 对比."""
    chosen = charted(out, 8)
    if not chosen:
        return
    sheet = book.book.add_worksheet("图表")
    for n, metric in enumerate(chosen):
        sheet.insert_chart((n // 2) * 16, (n % 2) * 9, _chart(book, out, metric, places[metric]))


def _chart(book: Book, out: Comparison, metric: str, row: int) -> Any:
    chart = book.book.add_chart({"type": "line" if one_brigade(out) else "column"})
    last = _FIRST - 1 + len(out.reported)
    chart.add_series({
        "name": out.name(metric), "categories": ["对比", 0, _FIRST, 0, last], "values": ["对比", row, _FIRST, row, last],
        "data_labels": {"value": len(out.reported) <= _LABELLED}, "marker": {"type": "circle"}, "gap": 60,
    })  # fmt: skip
    chart.set_title({"name": chart_title(out, metric), "name_font": {"name": FONT, "size": 12}})
    chart.set_legend({"none": True})
    chart.set_x_axis({"num_font": {"name": FONT, "size": 9}})
    if hasattr(chart, "show_na_as_empty_cell"):
        chart.show_na_as_empty_cell()
    chart.set_size({"width": 560, "height": 300})
    return chart
