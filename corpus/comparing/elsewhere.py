"""Where a report tells a metric for another time than its own and for its own not, the cell says so: nobody is to take it for silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from corpus.cells import Cell, Row
from corpus.comparing.comparison import Comparison
from corpus.keeping.queries import rows_of_other_times
from corpus.keeping.store import Store
from corpus.periods import period_in_chinese

MOST = 200  # columns of a table that is small enough to be read once more for this
_FEW = 3
_Place = tuple[str, date | None, date | None, str]  # brigade, first and last day of the report, metric


def tell_elsewhere(out: Comparison, store: Store) -> None:
    """Gives the missing cells of a table, but for totals, a note of what their reports tell for other times."""
    if len(out.columns) > MOST:
        return
    blank = {
        (cell.brigade, cell.period_start, cell.period_end, metric): column
        for metric, row in out.cells.items() for column, cell in row.items()
        if cell.how == "missing" and not cell.note and column not in out.totals and cell.period_start is not None
    }  # fmt: skip
    found: dict[_Place, list[Row]] = defaultdict(list)
    for span in {(first, last) for _, first, last, _ in blank if first and last}:
        for row in rows_of_other_times(store, *span):
            found[row["brigade"], row["report_start"], row["report_end"], row["metric"]].append(row)
    for place, column in blank.items():
        if place in found:
            cells = out.cells[place[-1]]
            cells[column] = cells[column]._replace(note=_said(found[place]))


def told_elsewhere(cell: Cell, store: Store) -> list[dict[str, Any]]:
    """The rows that the note of a missing cell speaks of."""
    if cell.how != "missing" or cell.period_start is None or cell.period_end is None:
        return []
    return rows_of_other_times(store, cell.period_start, cell.period_end, cell.brigade, cell.metric)


def _said(rows: Sequence[Row]) -> str:
    told = dict.fromkeys(f"{period_in_chinese(r['period_start'], r['period_end'])}“{r['quote']}”" for r in rows)
    return "报告写的是别的时间的数:" + "、".join(list(told)[:_FEW]) + (f"等 {len(told)} 个" if len(told) > _FEW else "")
