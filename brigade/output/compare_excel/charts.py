"""The sheet 图表: a column chart for each metric that most columns tell, or a line where the columns are periods of one brigade."""

from __future__ import annotations

from typing import Any

from brigade.common import fit
from brigade.output.compare_excel.paper import FIGURES, TABLE, TOP, above
from brigade.output.compare_layout import chart_title, charted, one_brigade, subject
from brigade.output.excel import FONT, Book
from corpus.comparing.comparison import Comparison

_LABELLED = 12  # columns up to which each has its value written on it
_ROWS = 16  # of the sheet that a chart takes


def chart_sheet(book: Book, sheet: Any, out: Comparison) -> None:
    """Draws the metrics that most columns tell, two beside one another, four on a page."""
    for row, line in enumerate(above(out, "图表")):
        sheet.write_string(row, 0, fit(line), book.below if row else book.title)
    places = {metric: row for row, metric in enumerate(out.metrics, TOP + 1)}
    chosen = charted(out, 8)
    for n, metric in enumerate(chosen):
        sheet.insert_chart(TOP + (n // 2) * _ROWS, (n % 2) * 9, _chart(book, out, metric, places[metric]))
    book.paged(sheet)
    sheet.set_print_scale(75)
    sheet.set_h_pagebreaks([TOP + 2 * _ROWS * page for page in range(1, (len(chosen) + 3) // 4)])


def _chart(book: Book, out: Comparison, metric: str, row: int) -> Any:
    chart = book.book.add_chart({"type": "line" if one_brigade(out) else "column"})
    last = FIGURES - 1 + len(out.reported)
    chart.add_series({
        "name": out.name(metric), "categories": [TABLE, TOP, FIGURES, TOP, last], "values": [TABLE, row, FIGURES, row, last],
        "data_labels": {"value": len(out.reported) <= _LABELLED}, "marker": {"type": "circle"}, "gap": 60,
    })  # fmt: skip
    chart.set_title({"name": fit(f"{chart_title(out, metric)} {subject(out, '')}".rstrip()), "name_font": {"name": FONT, "size": 12}})
    chart.set_legend({"none": True})
    chart.set_x_axis({"num_font": {"name": FONT, "size": 9}})
    if hasattr(chart, "show_na_as_empty_cell"):
        chart.show_na_as_empty_cell()
    chart.set_size({"width": 560, "height": 300})
    return chart
